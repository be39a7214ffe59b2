// Copies a text, and says so; where the browser forbids it, the text is laid out to be copied by hand.

import { byId } from "./dom.js";
import { toast } from "./live.js";

/** Copies; `what` names it in the message. */
export async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copiedByHand(text)) return;
  }
  toast(`${what} copied`);
}

/** The old way; where that fails too, a dialog with the text selected. */
function copiedByHand(text) {
  const dialog = byId("copy-dialog");
  const field = byId("copy-text");
  field.value = text;
  dialog.showModal();
  field.select();
  const isDone = document.execCommand("copy");
  if (isDone) dialog.close();
  return isDone;
}
