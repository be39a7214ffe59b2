// Elements without markup: whatever comes from outside becomes a text node, never HTML.

import { runs } from "./escape.js";

const SVG = "http://www.w3.org/2000/svg";

/** An element. `props` are attributes; functions listen to the event of their name. */
export function h(tag, props, ...children) {
  return fill(document.createElement(tag), props, children);
}

/** An element of a drawing. */
export function s(tag, props, ...children) {
  return fill(document.createElementNS(SVG, tag), props, children);
}

/** Text from outside: what acts or hides is written out, and marked as such. */
export function visible(text, keep) {
  return runs(text, keep).map((run) =>
    run.escaped ? h("span", { class: "esc", title: "written out by the inspector" }, run.text) : run.text,
  );
}

/** Puts children in the place of those an element has. */
export function replace(element, ...children) {
  element.replaceChildren(...nodes(children));
  return element;
}

/** An element by its id. */
export function byId(id) {
  return document.getElementById(id);
}

/** A button. */
export function button(label, click, props) {
  return h("button", { type: "button", click, ...props }, label);
}

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name, value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...nodes(children));
  return element;
}

function nodes(children) {
  return children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false);
}
