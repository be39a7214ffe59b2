// Sends an event again: to a target that is known or typed, signed anew after an edit, or exactly as
// captured. The answer appears below the button.

import { post } from "./api.js";
import { contentOf } from "./body.js";
import { button, h, replace, visible } from "./dom.js";
import { begin, hint, keep, kept } from "./draft.js";
import { LEVELS, check, laidOut } from "./json.js";
import { problem } from "./notice.js";
import { outcomeOf } from "./row.js";
import { Target } from "./target.js";

/** Fills a panel. */
export async function replay(box, event, context) {
  replace(box, h("p", { class: "dim" }, "loading …"));
  try {
    const start = begin(await contentOf(event, context.signal));
    replace(box, new Replay(event, context, start).element);
  } catch (error) {
    if (error.name !== "AbortError") replace(box, problem(error));
  }
}

class Replay {
  #event;
  #context;
  #start;
  #target;
  #editor = h("textarea", { id: "editor", class: "editor", rows: "14", spellcheck: "false", autocomplete: "off", autocapitalize: "none", "aria-describedby": "editor-hint" });
  #hint = h("p", { id: "editor-hint" });
  #undo = button("Undo edits", () => this.#reset(), { hidden: true });
  #layOut = button("Lay out", () => this.#indent(), { title: "Break the JSON into lines; values stay as they are written" });
  #sameId = h("input", { type: "checkbox", id: "same-id" });
  #captured = h("input", { type: "checkbox", id: "as-captured", change: () => this.#weigh() });
  #send = h("button", { type: "submit", class: "primary", id: "replay-send" }, "Replay");
  #result = h("div", { id: "replay-result", "aria-live": "polite" });
  #first = "";
  #remark = h("p", { class: "dim", "aria-live": "polite" });

  constructor(event, context, start) {
    this.#event = event;
    this.#context = context;
    this.#start = start;
    this.#target = new Target(context.session);
    this.#editor.value = start.text ?? "";
    // The field has its own idea of line breaks: what it made of the text is what edits are held against.
    this.#first = this.#editor.value;
    this.#editor.value = kept(event.number) ?? this.#first;
    this.#editor.addEventListener("input", () => this.#weigh());
    this.#captured.checked = !context.session.can_sign;
    this.#weigh();
  }

  /** The form. */
  get element() {
    const { can_sign: canSign } = this.#context.session;
    const isEditable = this.#start.text !== null;
    return h("form", { class: "replay", submit: (event) => this.#submit(event) },
      h("div", { class: "target" }, this.#target.elements(), this.#send),
      this.#result,
      h("div", { class: "options" },
        h("label", { class: "check" }, this.#captured, " as captured"),
        h("label", { class: "check" }, this.#sameId, " keep the delivery id")),
      !canSign && h("p", { class: "dim" }, "No secret is set, so nothing can be signed anew: the captured signature goes out with the captured body."),
      this.#start.remark && h("p", { class: "dim" }, this.#start.remark),
      isEditable && h("div", { class: "tools" }, h("label", { for: "editor", class: "grow" }, "Body"), this.#undo, this.#layOut),
      isEditable && this.#editor,
      isEditable && this.#hint,
      isEditable && this.#remark);
  }

  get #isEdited() {
    return this.#start.text !== null && this.#editor.value !== this.#first;
  }

  #reset() {
    this.#editor.value = this.#first;
    this.#remark.textContent = "";
    this.#weigh();
    this.#editor.focus();
  }

  #indent() {
    const { value } = this.#editor;
    const { node } = check(value);
    if (!node) return;
    const { text, isWhole } = laidOut(value, node);
    this.#editor.value = text;
    this.#remark.textContent = isWhole ? "" : `Laid out down to level ${LEVELS}; what lies deeper, or beyond 10 MB, is left as it was.`;
    this.#weigh();
  }

  #weigh() {
    const isCaptured = this.#captured.checked;
    this.#captured.disabled = !this.#context.session.can_sign;
    this.#editor.disabled = isCaptured;
    this.#sameId.disabled = isCaptured;
    const { tone, words } = hint(this.#editor.value);
    const signed = isCaptured ? "as captured, with its signature" : this.#isEdited ? "edited, signed anew" : "unchanged, signed anew";
    this.#hint.dataset.tone = tone;
    this.#hint.textContent = `${signed}; ${words}`;
    this.#undo.hidden = !this.#isEdited;
    this.#layOut.disabled = isCaptured || tone !== "good";
    keep(this.#event.number, this.#isEdited ? this.#editor.value : null);
  }

  async #submit(submitted) {
    submitted.preventDefault();
    this.#send.disabled = true;
    replace(this.#result, h("p", { class: "dim" }, "sending …"));
    const isCaptured = this.#captured.checked;
    try {
      const answer = await post(`/api/events/${this.#event.number}/replay`, {
        target: await this.#target.choose(),
        body: this.#isEdited && !isCaptured ? this.#editor.value : null,
        same_id: this.#sameId.checked && !isCaptured,
        as_captured: isCaptured,
      });
      replace(this.#result, this.#said(answer));
    } catch (error) {
      replace(this.#result, problem(error));
    }
    this.#send.disabled = false;
  }

  #said(answer) {
    const { text, tone } = outcomeOf(answer.outcome);
    return h("div", { class: "notice", "data-tone": tone },
      h("p", {}, h("strong", { class: "answered" }, text || "sent"), " ",
        button(`event #${answer.number}`, () => this.#context.open(answer.number, "attempts"), { class: "link" })),
      answer.left_out.length > 0 && h("p", {}, "left out, since this target was typed: ", visible(answer.left_out.join(", "))),
      answer.error && h("p", {}, visible(answer.error)),
      answer.hint && h("p", {}, h("strong", {}, "hint: "), visible(answer.hint)));
  }
}
