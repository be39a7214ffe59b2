// What the editor begins with, and what is sent: a text field changes line breaks and obeys characters
// that turn or hide text, so it gets no bytes that it would spoil.

import { acts, jsonEscapes } from "./escape.js";
import { check } from "./json.js";

/** A text field of more than this is no pleasure. */
const MOST = 1_000_000;
/** Edits that wait while the person looks at other events. */
const KEPT = 20;

const drafts = new Map();

/** The text to edit with a remark about it; no text where the body cannot be edited here. */
export function begin(content) {
  const { text } = content;
  if (text === null) return { text: null, remark: "These bytes are no text; they can be replayed as they are." };
  if (text.length > MOST) {
    return { text: null, remark: "The body is too large to edit here; `leadlex-hooks replay NUMBER --edit` opens it in your editor." };
  }
  const isJson = "node" in check(text);
  if (acts(text) && !isJson) {
    return { text: null, remark: "The body holds control characters and is no JSON; it can be replayed as it is." };
  }
  const shown = jsonEscapes(text);
  const remarks = [
    shown !== text && "Characters that act or hide are written as \\uXXXX here: the same JSON.",
    text.includes("\r") && "CR line breaks become LF once the text is changed.",
  ];
  return { text: shown, remark: remarks.filter(Boolean).join(" ") };
}

/** What the text is as JSON, in a few words. */
export function hint(text) {
  if (text.trim() === "") return { tone: "warn", words: "empty: sent as it is" };
  const checked = check(text);
  if (checked.node) return { tone: "good", words: "valid JSON" };
  const row = text.slice(0, checked.offset).split("\n").length;
  return { tone: "warn", words: `no JSON (line ${row}: ${checked.reason}); sent as it is` };
}

/** Keeps an edit, or forgets it. */
export function keep(number, text) {
  drafts.delete(number);
  if (text === null) return;
  drafts.set(number, text);
  if (drafts.size > KEPT) drafts.delete(drafts.keys().next().value);
}

/** An edit that was kept. */
export function kept(number) {
  return drafts.get(number) ?? null;
}
