// What an event has different from the previous one of the same resource, or from any other.

import { get } from "./api.js";
import { button, h, replace, visible } from "./dom.js";
import { several } from "./format.js";
import { problem } from "./notice.js";

const SIGNS = { added: ["+", "good"], removed: ["−", "bad"], changed: ["~", "warn"], formatting: ["=", "dim"] };
/** Two different bodies of 10 MB have more differences than anybody reads. */
const SHOWN = 500;

/** Fills a panel. */
export async function diff(box, event, context, other) {
  const place = h("div", { "aria-live": "polite" }, h("p", { class: "dim" }, "comparing …"));
  replace(box, chooser(box, event, context), place);
  try {
    const answer = await get(`/api/events/${event.number}/diff`, { with: other }, context.signal);
    replace(place, answer.with === null ? none() : result(answer, context));
  } catch (error) {
    if (error.name !== "AbortError") replace(place, problem(error));
  }
}

function none() {
  return h("p", { class: "dim" }, "There is no earlier event of the same resource; name any other number above.");
}

function chooser(box, event, context) {
  const field = h("input", { type: "text", inputmode: "numeric", pattern: "#?[0-9]{1,15}", size: "8", placeholder: "#number", "aria-label": "Compare with event number" });
  const compare = (submitted) => {
    submitted.preventDefault();
    const number = field.value.trim().replace(/^#/, "");
    if (/^\d{1,15}$/.test(number)) diff(box, event, context, number);
  };
  return h("form", { class: "tools", submit: compare }, h("label", { class: "dim" }, "with ", field), h("button", { type: "submit" }, "Compare"),
    button("Previous of the resource", () => diff(box, event, context)));
}

function result({ with: number, differences }, context) {
  const link = button(`#${number}`, () => context.open(number), { class: "link" });
  if (differences.length === 0) return h("p", {}, "Nothing differs from ", link, ": the bodies and headers are the same.");
  const rows = differences.slice(0, SHOWN).map(row);
  const left = differences.length - rows.length;
  return [
    h("p", {}, `${several(differences.length, "difference")} from `, link),
    h("table", { class: "differences" },
      h("thead", {}, h("tr", {}, ["", "where", "old", "new"].map((name) => h("th", { scope: "col" }, name || h("span", { class: "unseen" }, "change"))))),
      h("tbody", {}, rows)),
    left > 0 && h("p", { class: "dim" }, `… and ${several(left, "more")}`),
  ];
}

function row(found) {
  const [sign, tone] = SIGNS[found.change] ?? ["~", "warn"];
  const where = found.part === "header" ? `header ${found.path}` : found.path || "the body";
  const from = found.offset === undefined ? "" : ` from byte ${found.offset} on`;
  const value = (text) => (text === null ? h("span", { class: "dim" }, "–") : visible(text.length > 2000 ? `${text.slice(0, 2000)}…` : text));
  const said = found.change === "formatting" ? h("td", { colspan: "2" }, "the same JSON, written otherwise") : [h("td", { class: "old" }, value(found.old)), h("td", { class: "new" }, value(found.new))];
  return h("tr", {},
    h("td", { "data-tone": tone }, h("span", { title: found.change }, sign), h("span", { class: "unseen" }, found.change)),
    h("th", { scope: "row" }, visible(where), h("span", { class: "dim" }, from)), said);
}
