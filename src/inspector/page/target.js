// Where a replay goes: one of the known targets, or a URL that is typed and told to the server first,
// which refuses what the client would.

import { post } from "./api.js";
import { h } from "./dom.js";
import { line } from "./escape.js";

let last = null;

/** A choice of targets; those typed join the session's. */
export class Target {
  #session;
  #select = h("select", { id: "target", change: () => this.#toggle() });
  #typed = h("input", { type: "text", inputmode: "url", id: "target-url", placeholder: "http://localhost:3000/webhooks", "aria-label": "URL of another target", autocomplete: "off", spellcheck: "false" });

  constructor(session) {
    this.#session = session;
    this.#offer(last ?? session.targets[0]);
  }

  /** The fields. */
  elements() {
    return [h("label", { for: "target" }, "to"), this.#select, this.#typed];
  }

  /** The chosen target, known to the server. */
  async choose() {
    if (this.#select.value !== "") {
      last = this.#select.value;
      return last;
    }
    const url = this.#typed.value.trim();
    const { targets } = await post("/api/targets", { url });
    const added = targets.find((known) => !this.#session.targets.includes(known)) ?? targets.find((known) => known === url) ?? url;
    this.#session.targets = targets;
    last = added;
    this.#offer(added);
    return added;
  }

  #offer(chosen) {
    const option = (url) => h("option", { value: url }, line(url));
    this.#select.replaceChildren(...this.#session.targets.map(option), h("option", { value: "" }, "another URL …"));
    this.#select.value = this.#session.targets.includes(chosen) ? chosen : "";
    this.#toggle();
  }

  #toggle() {
    const isTyped = this.#select.value === "";
    this.#typed.hidden = !isTyped;
    this.#typed.required = isTyped;
    this.#select.hidden = this.#session.targets.length === 0;
  }
}
