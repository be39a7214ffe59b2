// What is known about an event beside its content.

import { copy } from "./clipboard.js";
import { button, h, visible } from "./dom.js";
import { moment, size } from "./format.js";

/** A list of names and values. */
export function facts(event, context) {
  const link = (number) => number && button(`#${number}`, () => context.open(number), { class: "link" });
  const id = event.delivery_id && [
    h("code", {}, visible(event.delivery_id)),
    button("copy", () => copy(event.delivery_id, "delivery id"), { class: "link", "aria-label": "Copy the delivery id" }),
  ];
  const rows = [
    ["delivery id", id],
    ["received", h("time", { datetime: event.received_at }, moment(event.received_at))],
    ["request", h("code", {}, visible(`${event.method} ${event.path}`))],
    ["source", [event.source, event.peer && ` from ${event.peer}`]],
    ["size", size(event.size)],
    ["timestamp", event.freshness],
    ["duplicate of", link(event.duplicate_of)],
    ["id used before by", link(event.id_reused)],
    ["same body as", link(event.same_body_as)],
    ["replay of", link(event.replay_of)],
  ];
  const known = rows.filter(([, value]) => value !== null && value !== undefined && value !== "");
  return h("dl", { class: "facts" }, known.map(([name, value]) => h("div", { class: name === "delivery id" && "wide" }, h("dt", {}, name), h("dd", {}, value))));
}
