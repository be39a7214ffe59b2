// Search and filters: what is asked for, as the query that the server runs in SQLite.

import { byId, h, replace } from "./dom.js";
import { line } from "./escape.js";

/** How long typing rests before the search runs. */
const REST = 200;

/** The form; `changed` is called with each new query, `jump` with the number of `#123`. */
export class Filters {
  #form = byId("filters");
  #clear = byId("filters-clear");
  #handlers;
  #timer = null;
  #last = "{}";

  constructor(handlers) {
    this.#handlers = handlers;
    this.#form.addEventListener("input", (event) => {
      clearTimeout(this.#timer);
      this.#timer = setTimeout(() => this.#tell(), event.target.type === "search" ? REST : 0);
    });
    this.#form.addEventListener("submit", (event) => {
      event.preventDefault();
      const number = /^#(\d{1,15})$/.exec(this.#form.elements.text.value.trim());
      if (number) handlers.jump(Number(number[1]));
      else this.#tell();
    });
    this.#form.addEventListener("reset", () => setTimeout(() => this.#tell()));
  }

  /** What the server is asked; empty where everything is. */
  query() {
    const { text, event, verdict, source, failed } = this.#form.elements;
    const words = text.value.trim();
    const asked = {
      text: words.startsWith("#") && /^#\d*$/.test(words) ? "" : words,
      event: event.value,
      verdict: verdict.value,
      source: source.value,
      failed: failed.checked ? "1" : "",
    };
    return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== ""));
  }

  /** Whether something is left out. */
  isActive() {
    return Object.keys(this.query()).length > 0;
  }

  /** Offers event names, by resource. */
  offer(names) {
    const groups = new Map();
    for (const name of names) {
      const resource = name.includes(".") ? name.slice(0, name.indexOf(".")) : "others";
      groups.set(resource, [...(groups.get(resource) ?? []), name]);
    }
    const select = this.#form.elements.event;
    const chosen = select.value;
    const option = (name) => h("option", { value: name }, line(name));
    const group = ([resource, members]) =>
      h("optgroup", { label: line(resource) }, resource === "others" ? [] : option(`${resource}.*`), members.map(option));
    replace(select, h("option", { value: "" }, "all events"), [...groups].map(group));
    select.value = chosen;
  }

  /** Asks for one event name, or for all where that is asked already. */
  toggleEvent(name) {
    const select = this.#form.elements.event;
    select.value = select.value === name ? "" : name;
    this.#tell();
  }

  /** Takes all filters away. */
  clear() {
    this.#form.reset();
  }

  /** Takes the keyboard. */
  focus() {
    this.#form.elements.text.focus();
    this.#form.elements.text.select();
  }

  #tell() {
    clearTimeout(this.#timer);
    const asked = JSON.stringify(this.query());
    this.#clear.hidden = asked === "{}";
    if (asked === this.#last) return;
    this.#last = asked;
    this.#handlers.changed(this.query());
  }
}
