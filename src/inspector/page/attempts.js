// Every attempt of every delivery of an event: what was sent, what came back, how long it took.

import { get } from "./api.js";
import { bodyView, content } from "./body.js";
import { h, replace, visible } from "./dom.js";
import { latency, moment } from "./format.js";
import { fields } from "./headers.js";
import { problem } from "./notice.js";

/** Fills a panel. */
export async function attempts(box, event, context) {
  if (!box.hasChildNodes()) replace(box, h("p", { class: "dim" }, "loading …"));
  try {
    const { deliveries } = await get(`/api/events/${event.number}/deliveries`, {}, context.signal);
    const none = h("p", { class: "dim" }, "Nothing was delivered: the event was received and kept. Replay it to see how a handler takes it.");
    replace(box, deliveries.length === 0 ? none : deliveries.map(delivery));
  } catch (error) {
    if (error.name !== "AbortError") replace(box, problem(error));
  }
}

function delivery(row, at) {
  const tone = { delivered: "good", pending: "warn", cancelled: "dim" }[row.state] ?? "bad";
  const longest = Math.max(...row.log.map((attempt) => attempt.latency_ms), 1);
  return h("section", { class: "delivery" },
    h("h3", {}, `Delivery ${row.delivery} `, h("span", { class: "state", "data-tone": tone }, row.state)),
    h("p", { class: "dim" }, `made by ${row.origin}, to `, h("code", {}, visible(row.target))),
    row.log.map((attempt, index) => one(attempt, longest, at === 0 && index === row.log.length - 1)),
    row.next_due && h("p", {}, `attempt ${row.attempts + 1} is due ${moment(row.next_due)}`),
    row.held_behind && h("p", {}, `held behind delivery ${row.held_behind} until that has ended`),
  );
}

function one(attempt, longest, isOpen) {
  const isGood = attempt.status >= 200 && attempt.status < 300;
  const answer = attempt.status ?? attempt.error ?? "no answer";
  const bar = h("span", { class: "bar", "aria-hidden": "true" }, h("span", {}));
  bar.firstChild.style.setProperty("width", `${Math.max(2, (100 * attempt.latency_ms) / longest)}%`);
  const head = h("summary", {},
    h("span", { class: "try" }, `attempt ${attempt.attempt}`),
    h("span", { class: "answer", "data-tone": isGood ? "good" : "bad" }, visible(String(answer))),
    h("span", { class: "took" }, latency(attempt.latency_ms)), bar,
    h("time", { class: "dim", datetime: attempt.started_at }, moment(attempt.started_at)));
  const details = h("details", { class: "attempt", open: isOpen }, head);
  const fill = () => {
    if (details.children.length > 1) return;
    details.append(h("h4", {}, "Request headers"), fields(attempt.request_headers, "Request headers"));
    if (attempt.status === null) return;
    details.append(h("h4", {}, `Response ${attempt.status}`), fields(attempt.response_headers, "Response headers"),
      ...[bodyView(content(attempt.response ?? {}))].flat().filter(Boolean));
  };
  details.addEventListener("toggle", fill);
  if (isOpen) fill();
  return details;
}
