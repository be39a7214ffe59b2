// Tabs as ARIA describes them: arrows move between them, a panel is filled when it is first seen.

import { h } from "./dom.js";
import { count } from "./format.js";

/** Panels with `name`, `label`, an optional `count`, and `fill(box)`. */
export class Tabs {
  #panels;
  #chosen = null;
  #told;

  constructor(panels, told) {
    this.#told = told;
    this.#panels = panels.map((panel) => ({ ...panel, ...this.#parts(panel), isFilled: false }));
  }

  /** The row of tabs, and the panels below it. */
  elements() {
    const list = h("div", { class: "tabs", role: "tablist", "aria-label": "Parts of the event", keydown: (event) => this.#key(event) },
      this.#panels.map((panel) => panel.tab));
    return [list, this.#panels.map((panel) => panel.box)];
  }

  /** Shows a panel; fills it the first time. */
  choose(name, isFocused) {
    for (const panel of this.#panels) {
      const isChosen = panel.name === name;
      panel.tab.setAttribute("aria-selected", String(isChosen));
      panel.tab.tabIndex = isChosen ? 0 : -1;
      panel.box.hidden = !isChosen;
      if (!isChosen) continue;
      this.#chosen = panel;
      if (!panel.isFilled) {
        panel.isFilled = true;
        panel.filling = panel.fill(panel.box);
      }
      if (isFocused) panel.tab.focus();
    }
    this.#told(name);
  }

  /** Fills a panel anew, when it is seen or as soon as it is. */
  refresh(name) {
    const panel = this.#panels.find((known) => known.name === name);
    panel.isFilled = panel === this.#chosen;
    if (panel.isFilled) panel.filling = panel.fill(panel.box);
  }

  /** Waits until a panel is filled. */
  async filled(name) {
    await this.#panels.find((known) => known.name === name).filling;
  }

  #parts(panel) {
    const number = panel.count > 0 ? h("span", { class: "tab-count" }, count(panel.count)) : null;
    const names = { id: `tab-${panel.name}`, "aria-controls": `panel-${panel.name}` };
    const tab = h("button", { type: "button", role: "tab", ...names, click: () => this.choose(panel.name) }, panel.label, number);
    const box = h("div", { role: "tabpanel", id: `panel-${panel.name}`, "aria-labelledby": `tab-${panel.name}`, class: "panel", hidden: true, tabindex: "0" });
    return { tab, box };
  }

  #key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const at = this.#panels.indexOf(this.#chosen);
    this.choose(this.#panels.at((at + step) % this.#panels.length).name, true);
  }
}
