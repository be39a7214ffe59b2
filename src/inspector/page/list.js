// The list: only the rows in view are elements, whatever the log holds.

import { byId, h } from "./dom.js";
import { emptyRow, fillRow } from "./row.js";

/** Rows beyond the edges, so that scrolling meets no gap. */
const SPARE = 8;
/** Browsers draw nothing below 33 million pixels. */
const MOST_PIXELS = 30_000_000;

/** The list of a `Rows`; `handlers.select` and `handlers.scrolled` tell what the person does. */
export class List {
  #rows = null;
  #handlers;
  #box = byId("list");
  #sheet = h("div", { class: "sheet", role: "presentation" });
  #pool = [];
  #selected = null;
  #isDue = false;
  #height = 30;

  constructor(handlers) {
    this.#handlers = handlers;
    this.#box.append(this.#sheet);
    this.#box.addEventListener("scroll", () => {
      if (!this.isAtTop) handlers.scrolled();
      this.redraw();
    });
    this.#sheet.addEventListener("click", (event) => {
      const element = event.target.closest(".row");
      if (element?.shown) this.#choose(element.shown, Number(element.dataset.index), true);
    });
    new ResizeObserver(() => this.#measure()).observe(this.#box);
    document.addEventListener("visibilitychange", () => this.redraw());
  }

  /** Shows these rows from the top. */
  show(rows) {
    this.#rows = rows;
    this.#selected = null;
    this.top();
  }

  /** Goes to the newest. */
  top() {
    this.#box.scrollTop = 0;
    this.redraw();
  }

  /** Draws with the next frame; a hidden page draws when it is seen again. */
  redraw() {
    if (this.#isDue || document.hidden) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      this.#isDue = false;
      this.#draw();
    });
  }

  /** Whether the newest row is in view. */
  get isAtTop() {
    return this.#box.scrollTop <= this.#height;
  }

  /** The number of the chosen event. */
  get selected() {
    return this.#selected?.number ?? null;
  }

  /** Chooses an event by its number, without telling; it may be beyond what is loaded. */
  mark(number) {
    this.#selected = number === null ? null : { number, index: this.#rows.indexOf(number) };
    if (this.#selected?.index >= 0) this.#reveal(this.#selected.index);
    this.redraw();
  }

  /** Chooses the next or previous one. */
  async step(by) {
    const index = this.#selected === null ? 0 : Math.max(0, this.#index() + by);
    if (index >= this.#rows.length) return;
    const row = await this.#rows.at(index);
    if (row) this.#choose(row, index, false);
  }

  /** Takes the keyboard. */
  focus() {
    this.#box.focus({ preventScroll: true });
  }

  #choose(row, index, isOpening) {
    this.#selected = { number: row.number, index };
    this.#reveal(index);
    this.redraw();
    this.#handlers.select(row, isOpening);
  }

  /** The position of the chosen one; rows may have come above it. */
  #index() {
    const found = this.#rows.indexOf(this.#selected.number);
    return found >= 0 ? found : this.#selected.index;
  }

  #reveal(index) {
    const [top, bottom] = [index * this.#height, (index + 1) * this.#height];
    const { scrollTop, clientHeight } = this.#box;
    if (top < scrollTop) this.#box.scrollTop = top;
    else if (bottom > scrollTop + clientHeight) this.#box.scrollTop = bottom - clientHeight;
  }

  #measure() {
    const height = Number.parseFloat(getComputedStyle(this.#box).getPropertyValue("--row"));
    this.#height = Number.isFinite(height) ? height : 30;
    this.redraw();
  }

  #draw() {
    if (this.#rows === null) return;
    const total = this.#rows.length;
    const first = Math.max(0, Math.floor(this.#box.scrollTop / this.#height) - SPARE);
    const room = Math.ceil(this.#box.clientHeight / this.#height) + 2 * SPARE;
    const shown = this.#rows.window(first, Math.min(total, first + room));
    this.#sheet.style.setProperty("height", `${Math.min(total * this.#height, MOST_PIXELS)}px`);
    while (this.#pool.length < shown.length) {
      const element = emptyRow();
      this.#pool.push(element);
      this.#sheet.append(element);
    }
    while (this.#pool.length > shown.length) this.#pool.pop().remove();
    shown.forEach((row, at) => {
      const element = this.#pool[at];
      const index = first + at;
      const isSelected = row !== null && row.number === this.#selected?.number;
      fillRow(element, row, { index, total, isSelected });
      element.style.setProperty("transform", `translateY(${index * this.#height}px)`);
    });
    const isDrawn = shown.some((row) => row !== null && row.number === this.#selected?.number);
    if (isDrawn) this.#box.setAttribute("aria-activedescendant", `event-${this.#selected.number}`);
    else this.#box.removeAttribute("aria-activedescendant");
  }
}
