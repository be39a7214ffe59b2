// What stands in the place of an event while none is chosen.

import { h } from "./dom.js";

/** A few words on how to go on. */
export function overview() {
  const key = (name) => h("kbd", {}, name);
  return h("div", { class: "overview" },
    h("p", {}, "Choose an event to see its body, headers, signature and every attempt to deliver it."),
    h("p", { class: "dim" }, key("j"), " ", key("k"), " move, ", key("/"), " searches, ", key("r"), " replays, ", key("?"), " lists all keys."));
}

/** What to do where the log is empty. */
export function emptyLog(session) {
  const to = session.listening ?? ":4000";
  const command = `leadlex-hooks send contact.created --to ${to}`;
  return [
    h("p", { class: "empty-title" }, "No events yet"),
    h("p", {}, session.listening ? "Send the first one from another terminal:" : "Start a listener, then send the first one:"),
    session.listening ? null : h("pre", {}, "leadlex-hooks listen --inspect"),
    h("pre", {}, command),
    h("p", { class: "dim" }, "It appears here as it arrives."),
  ];
}

/** Where the filters leave nothing. */
export function nothingFound(clear) {
  return [h("p", { class: "empty-title" }, "No event matches"), h("p", {}, h("button", { type: "button", click: clear }, "Clear the filters"))];
}

/** Where the page may not ask anything. */
export function tokenMissing() {
  return [
    h("p", { class: "empty-title" }, "This page has no valid token"),
    h("p", {}, "Open the whole URL that the terminal printed, with what follows the #:"),
    h("pre", {}, "http://127.0.0.1:PORT/#token=…"),
    h("p", { class: "dim" }, "Each start of the inspector makes a new token; it keeps other programs and pages out."),
  ];
}
