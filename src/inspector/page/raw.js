// A body as it came: text with line numbers, or bytes in hex. A part at a time; nobody reads 10 MB.

import { button, h, visible } from "./dom.js";
import { count, several } from "./format.js";
import { ROW, rows, total } from "./hex.js";

const LINES = 500;
const UNITS = 4000;
const ROWS = 256;

/** Lines of a text; a long one is cut, and goes on when asked to. */
export function textView(text) {
  const box = h("div", { class: "raw", role: "group", "aria-label": "Raw body" });
  let at = 0;
  let number = 0;
  const next = () => {
    const lines = [];
    for (; lines.length < LINES && at <= text.length; number += 1) {
      const found = text.indexOf("\n", at);
      const end = found < 0 ? text.length : found;
      if (end > at || found >= 0 || number === 0) lines.push(oneLine(number + 1, text, at, end));
      at = end + 1;
    }
    box.append(...lines);
    if (at <= text.length) box.append(moreButton(`more, from line ${count(number + 1)} on`, next));
  };
  next();
  return box;
}

/** Rows of a hex dump. */
export function hexView(bytes) {
  const box = h("div", { class: "hex", role: "group", "aria-label": "Body in hex", tabindex: "0" });
  let first = 0;
  const next = () => {
    box.append(h("pre", {}, rows(bytes, first, ROWS).join("\n")));
    first += ROWS;
    const left = bytes.length - first * ROW;
    if (first < total(bytes)) box.append(moreButton(several(left, "more byte"), next));
  };
  next();
  return box;
}

/** A text that may be long; `cut` units of it first, more when asked for. */
export function cutText(text, from, end, cut) {
  const part = visible(text.slice(from, Math.min(end, from + cut)), "\t");
  if (end - from <= cut) return part;
  const place = h("span", {});
  const next = () => place.replaceWith(...[cutText(text, from + cut, end, cut * 4)].flat(Infinity));
  place.append(moreButton(`… ${count(end - from - cut)} more characters`, next));
  return [part, place];
}

/** A button that gives way to what it brings. */
export function moreButton(label, bring) {
  const element = button(label, () => {
    element.remove();
    bring();
  }, { class: "more" });
  return element;
}

function oneLine(number, text, from, end) {
  return h("div", { class: "line" },
    h("span", { class: "no", "aria-hidden": "true" }, String(number)),
    h("span", { class: "text" }, cutText(text, from, end, UNITS)));
}
