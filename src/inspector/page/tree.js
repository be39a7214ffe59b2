// JSON as a tree whose every token is the text that came. Small values are open; the rest opens when
// asked, a hundred members at a time.

import { button, h, visible } from "./dom.js";
import { count, size } from "./format.js";
import { LEVELS, children, kind } from "./json.js";
import { cutText, moreButton } from "./raw.js";

const MEMBERS = 100;
/** Up to this length a value is open from the start. */
const SMALL = 3000;
const DEEP = 8;
const LONG = 2000;
/** Members of larger values are not counted before they are opened. */
const COUNTED = 50_000;

/** The tree of a text that `check` has passed. */
export function tree(text, node) {
  const box = h("ul", { class: "tree" });
  box.append(item(text, { ...node, key: null }, 0));
  return box;
}

function item(text, node, depth) {
  const type = kind(text, node);
  const key = node.key && [
    h("span", { class: "key" }, visible(text.slice(node.key.start, Math.min(node.key.end, node.key.start + LONG)))),
    h("span", { class: "punct" }, ": "),
  ];
  if (type !== "object" && type !== "array") {
    const value = h("span", { class: `value ${type}` }, cutText(text, node.start, node.end, LONG));
    return h("li", {}, h("span", { class: "leaf" }, key, value));
  }
  return branch(text, node, depth, { key, type });
}

function branch(text, node, depth, { key, type }) {
  const [open, close] = type === "object" ? ["{", "}"] : ["[", "]"];
  const isEmpty = children(text, node, 1).items.length === 0;
  if (!isEmpty && depth === LEVELS) {
    const about = `… ${size(node.end - node.start)} deeper than ${LEVELS} levels; Raw shows them`;
    return h("li", {}, h("span", { class: "leaf" }, key, h("span", { class: "punct" }, open), h("span", { class: "about" }, about), h("span", { class: "punct" }, close)));
  }
  if (isEmpty) return h("li", {}, h("span", { class: "leaf" }, key, h("span", { class: "punct" }, open + close)));
  const list = h("ul", {});
  const about = h("span", { class: "about" });
  const toggle = button("", () => set(toggle.getAttribute("aria-expanded") !== "true"), { class: "fold", "aria-expanded": "false" });
  toggle.append(...[key ?? []].flat(), h("span", { class: "punct" }, open), about);
  let isFilled = false;
  const set = (isOpen) => {
    toggle.setAttribute("aria-expanded", String(isOpen));
    list.hidden = !isOpen;
    end.hidden = !isOpen;
    about.textContent = isOpen ? "" : ` ${summary(text, node, type)} ${close}`;
    if (isOpen && !isFilled) {
      isFilled = true;
      fill(text, node, depth, list);
    }
  };
  const end = h("span", { class: "punct end" }, close);
  set(depth === 0 || (node.end - node.start <= SMALL && depth < DEEP));
  return h("li", {}, toggle, list, end);
}

function fill(text, node, depth, list, from) {
  const { items, next } = children(text, node, MEMBERS, from);
  list.append(...items.map((child) => item(text, child, depth + 1)));
  if (next === null) return;
  const more = h("li", {});
  more.append(moreButton(`more, ${size(node.end - next)} left`, () => {
    more.remove();
    fill(text, node, depth, list, next);
  }));
  list.append(more);
}

function summary(text, node, type) {
  if (node.end - node.start > COUNTED) return `… ${size(node.end - node.start)}`;
  const number = children(text, node, Infinity).items.length;
  const word = type === "object" ? "key" : "item";
  return `… ${count(number)} ${word}${number === 1 ? "" : "s"}`;
}
