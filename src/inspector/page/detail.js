// One event whole: what it is, the verdict, and a panel each for body, headers, attempts, difference
// and replay.

import { get } from "./api.js";
import { attempts } from "./attempts.js";
import { body } from "./body.js";
import { copy } from "./clipboard.js";
import { diff } from "./diff.js";
import { button, byId, h, replace, visible } from "./dom.js";
import { facts } from "./facts.js";
import { headers } from "./headers.js";
import { notice, problem } from "./notice.js";
import { overview } from "./overview.js";
import { replay } from "./replay.js";
import { nameOf } from "./row.js";
import { Tabs } from "./tabs.js";
import { verdict } from "./verdict.js";

/** Moving fast through the list, nobody reads what is passed. */
const REST = 60;

/** The right half of the page; `handlers.close` leads back to the list. */
export class Detail {
  #box = byId("detail");
  #context;
  #handlers;
  #event = null;
  #tabs = null;
  #panel = "body";
  #abort = null;
  #timer = null;

  constructor(context, handlers) {
    this.#context = context;
    this.#handlers = handlers;
    this.close();
  }

  /** The event that is shown or on its way. */
  get number() {
    return this.#event?.number ?? null;
  }

  /** Shows an event by its number, in this panel if one is named. */
  open(number, panel) {
    if (panel) this.#panel = panel;
    if (this.number === number) {
      if (panel) this.#tabs?.choose(panel);
      return;
    }
    this.#stop();
    this.#event = { number };
    this.#box.setAttribute("aria-busy", "true");
    this.#timer = setTimeout(() => this.#fetch(number), REST);
  }

  /** Shows what there is to say without an event. */
  close() {
    this.#stop();
    this.#event = null;
    this.#tabs = null;
    replace(this.#box, overview());
  }

  /** Takes a row whose outcome has changed. */
  changed(row) {
    if (this.#event?.number !== row.number || !this.#tabs) return;
    Object.assign(this.#event, { outcome: row.outcome });
    this.#tabs.refresh("attempts");
  }

  /** Goes to a panel of the event that is shown. */
  panel(name) {
    this.#panel = name;
    this.#tabs?.choose(name, true);
  }

  /** Goes to the replay, with the keyboard in one of its fields. */
  async replay(field) {
    const tabs = this.#tabs;
    this.panel("replay");
    await tabs?.filled("replay");
    if (tabs === this.#tabs) byId(field)?.focus();
  }

  /** Takes the keyboard. */
  focus() {
    this.#box.focus({ preventScroll: true });
  }

  /** Copies the event as a curl command. */
  async copyCurl() {
    if (this.number === null) return;
    try {
      const { command } = await get(`/api/events/${this.number}/curl`);
      await copy(command, "curl command");
    } catch (error) {
      notice(error);
    }
  }

  #stop() {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#box.removeAttribute("aria-busy");
  }

  async #fetch(number) {
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    try {
      const event = await get(`/api/events/${number}`, {}, signal);
      if (this.number !== number) return;
      this.#event = event;
      this.#show(event, signal);
    } catch (error) {
      if (error.name === "AbortError") return;
      replace(this.#box, this.#bar(number), problem(error));
    }
    this.#box.removeAttribute("aria-busy");
  }

  #bar(number, event) {
    const back = button("‹ Events", () => this.#handlers.close(), { class: "back", title: "Back to the list (Esc)" });
    const title = h("h2", {}, event ? visible(nameOf(event)) : "Event", " ", h("span", { class: "dim" }, `#${number}`));
    return h("div", { class: "detail-bar" }, back, title, event && this.#actions());
  }

  #actions() {
    return h("div", { class: "actions" },
      button("Replay", () => this.replay("replay-send"), { title: "Replay (r)", "aria-keyshortcuts": "r" }),
      button("Edit", () => this.replay("editor"), { title: "Edit and replay (e)", "aria-keyshortcuts": "e" }),
      button("Diff", () => this.panel("diff"), { title: "Diff with the previous event of the resource (d)", "aria-keyshortcuts": "d" }),
      button("Copy curl", () => this.copyCurl(), { title: "Copy as a curl command (c)", "aria-keyshortcuts": "c" }),
    );
  }

  #show(event, signal) {
    const context = { ...this.#context, signal, open: this.#handlers.open };
    const panels = [
      { name: "body", label: "Body", fill: (box) => body(box, event, context) },
      { name: "headers", label: "Headers", count: event.headers.length, fill: (box) => headers(box, event) },
      { name: "attempts", label: "Attempts", count: event.outcome?.attempts, fill: (box) => attempts(box, event, context) },
      { name: "diff", label: "Diff", fill: (box) => diff(box, event, context) },
      { name: "replay", label: "Replay", fill: (box) => replay(box, event, context) },
    ];
    this.#tabs = new Tabs(panels, (name) => {
      this.#panel = name;
    });
    replace(this.#box, this.#bar(event.number, event), verdict(event, context), facts(event, context), this.#tabs.elements());
    this.#tabs.choose(this.#panel);
    this.#box.scrollTop = 0;
  }
}
