// One row of the list: built once, filled again and again while the list scrolls.

import { h, replace } from "./dom.js";
import { line } from "./escape.js";
import { clock, latency, size } from "./format.js";

/** Words and signs of the verdicts. */
export const VERDICTS = {
  verified: { sign: "✓", tone: "good", about: "signed with a secret that is set" },
  mismatch: { sign: "✗", tone: "bad", about: "the signature is not that of this body" },
  missing: { sign: "✗", tone: "bad", about: "there is no signature" },
  malformed: { sign: "✗", tone: "bad", about: "the signature is not written as one" },
  unverified: { sign: "–", tone: "dim", about: "no secret was set, so nothing was judged" },
};

/** An empty row. */
export function emptyRow() {
  const cell = (name) => h("span", { class: `c-${name}` });
  const cells = ["time", "number", "event", "verdict", "size", "outcome"].map(cell);
  return h("div", { class: "row", role: "option", "aria-selected": "false" }, cells);
}

/** Shows an event in a row; `null` while it is on its way. */
export function fillRow(element, row, place) {
  element.setAttribute("aria-posinset", place.index + 1);
  element.setAttribute("aria-setsize", place.total);
  element.setAttribute("aria-selected", String(place.isSelected));
  element.dataset.index = place.index;
  element.id = row ? `event-${row.number}` : `place-${place.index}`;
  if (element.shown === row) return;
  element.shown = row;
  const [time, number, event, verdict, bytes, outcome] = element.children;
  element.classList.toggle("loading", row === null);
  if (row === null) {
    for (const cell of element.children) cell.textContent = "";
    event.textContent = "…";
    return;
  }
  const { sign, tone } = VERDICTS[row.verdict] ?? { sign: "?", tone: "dim" };
  time.textContent = clock(row.received_at);
  number.textContent = `#${row.number}`;
  replace(event, h("span", { class: row.event === null ? "name none" : "name" }, nameOf(row)), marks(row));
  verdict.dataset.tone = tone;
  replace(verdict, h("span", { "aria-hidden": "true" }, sign), ` ${row.verdict}`);
  bytes.textContent = size(row.size);
  const said = outcomeOf(row.outcome);
  outcome.dataset.tone = said.tone;
  outcome.textContent = said.text;
}

/** The name of an event, safe to show. */
export function nameOf(row) {
  return row.event === null ? "(no event name)" : line(row.event);
}

/** How a delivery stands, in few words. */
export function outcomeOf(outcome) {
  if (!outcome) return { text: "", tone: "dim" };
  const time = outcome.latency_ms === null ? "" : ` ${latency(outcome.latency_ms)}`;
  const answer = outcome.status ?? (outcome.attempts > 0 ? "no answer" : "");
  if (outcome.state === "delivered") return { text: `→ ${answer}${time}`, tone: "good" };
  if (outcome.state === "pending") {
    const tries = outcome.attempts > 0 ? ` after ${outcome.attempts}, ${answer}` : "";
    return { text: `pending${tries}`, tone: "warn" };
  }
  if (outcome.state === "cancelled") return { text: "cancelled", tone: "dim" };
  return { text: `✗ ${answer}${time}`, tone: "bad" };
}

function marks(row) {
  const mark = (text, title) => h("span", { class: "mark", title }, text);
  return [
    row.duplicate_of && mark(`dup #${row.duplicate_of}`, "the same id and body came before"),
    row.id_reused && mark(`id of #${row.id_reused}`, "the same id came before with another body"),
    row.same_body_as && mark(`same as #${row.same_body_as}`, "the same body came before, without an id"),
    row.replay_of && mark(`↻ #${row.replay_of}`, "replayed from this event"),
    row.source !== "listen" && row.source !== "replay" && mark(row.source, "what wrote it"),
  ];
}
