// The keyboard: one letter each, never while somebody types, never with a modifier.

import { byId, h, replace } from "./dom.js";

const HELP = [
  ["j  k", "next and previous event"],
  ["Enter", "open the event"],
  ["Esc", "back to the list; follow the newest"],
  ["/", "search"],
  ["r", "replay"],
  ["e", "edit and replay"],
  ["d", "diff with the previous event of the resource"],
  ["b  h  a", "body, headers, attempts"],
  ["c", "copy as a curl command"],
  ["f", "follow the newest"],
  ["o", "overview: timeline, latency, coverage"],
  ["?", "this help"],
];

/** Listens; `actions` maps keys to functions. */
export function listen(actions) {
  const keys = { ...actions, "?": help };
  byId("help-open").addEventListener("click", help);
  const row = ([names, about]) => h("div", {}, h("dt", {}, names.split("  ").flatMap((name) => [h("kbd", {}, name), " "])), h("dd", {}, about));
  replace(byId("help-keys"), HELP.map(row));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]")) return;
    if (event.key !== "Escape" && isTyping(event.target)) return;
    if (event.key.startsWith("Arrow") && event.target.closest("#detail, #strip")) return;
    if (event.key === "Enter" && event.target.closest("button, a, summary, select")) return;
    const action = Object.hasOwn(keys, event.key) ? keys[event.key] : null;
    if (action === null) return;
    event.preventDefault();
    action(event);
  });
}

function help() {
  byId("help").showModal();
}

function isTyping(element) {
  return element.matches("textarea, select, input:not([type=checkbox])");
}
