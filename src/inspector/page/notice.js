// Errors of calls in words, with what may help.

import { h, visible } from "./dom.js";
import { line } from "./escape.js";
import { toast } from "./live.js";

/** A block that says what did not work. */
export function problem(error) {
  return h("div", { class: "notice bad", role: "alert" },
    h("p", {}, h("strong", {}, "error: "), visible(error.message)),
    error.hint && h("p", {}, h("strong", {}, "hint: "), visible(error.hint)),
  );
}

/** The same in passing. */
export function notice(error) {
  toast(line(error.hint ? `${error.message} (${error.hint})` : error.message));
}
