// Header fields in the order they came.

import { h, replace, visible } from "./dom.js";

/** The headers of an event. */
export function headers(box, event) {
  replace(box, fields(event.headers, "Headers as received"));
}

/** A table of fields; a value that is no text is shown as base64. */
export function fields(list, label) {
  if (list.length === 0) return h("p", { class: "dim" }, "no headers");
  const value = (field) => (field.value === undefined ? [`base64 `, field.value_base64] : visible(field.value));
  return h("table", { class: "fields", "aria-label": label },
    h("tbody", {}, list.map((field) => h("tr", {}, h("th", { scope: "row" }, visible(field.name)), h("td", {}, value(field))))));
}
