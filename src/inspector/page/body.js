// A body as a tree, as text or as a hex dump: exactly what came.

import { bytes as fetchBytes } from "./api.js";
import { copy } from "./clipboard.js";
import { button, h, replace } from "./dom.js";
import { size } from "./format.js";
import { check } from "./json.js";
import { notice, problem } from "./notice.js";
import { hexView, textView } from "./raw.js";
import { tree } from "./tree.js";

let preferred = "tree";

/** Fills a panel with the body of an event. */
export async function body(box, event, context) {
  replace(box, h("p", { class: "dim" }, "loading …"));
  try {
    const content = await contentOf(event, context.signal);
    const save = button("Download", () => download(event.number), { title: "Save the bytes as a file" });
    replace(box, bodyView(content, save));
  } catch (error) {
    if (error.name !== "AbortError") replace(box, problem(error));
  }
}

/** The views of a body, with a switch between those that it has. */
export function bodyView(content, more) {
  if (content.bytes().length === 0) return h("p", { class: "dim" }, "(empty body)");
  const checked = content.text === null ? null : check(content.text);
  const views = { hex: () => hexView(content.bytes()) };
  if (content.text !== null) views.raw = () => textView(content.text);
  if (checked?.node) views.tree = () => tree(content.text, checked.node);
  const place = h("div", { class: "view" });
  const switches = ["tree", "raw", "hex"].filter((name) => name in views).map((name) => {
    const choose = () => {
      preferred = name;
      show(name);
    };
    return [name, button({ tree: "Tree", raw: "Raw", hex: "Hex" }[name], choose, { "aria-pressed": "false" })];
  });
  const show = (name) => {
    for (const [known, element] of switches) element.setAttribute("aria-pressed", String(known === name));
    replace(place, views[name]());
  };
  show(preferred in views ? preferred : switches[0][0]);
  const copyAll = content.text !== null && button("Copy", () => copy(content.text, "body"), { "aria-label": "Copy the body" });
  return [
    h("div", { class: "tools" }, h("div", { class: "switch", role: "group", "aria-label": "View of the body" }, switches.map(([, element]) => element)),
      h("span", { class: "dim grow" }, size(content.bytes().length)), copyAll, more),
    checked && !checked.node && h("p", { class: "dim" }, `no JSON: ${checked.reason}, at character ${checked.offset + 1}`),
    content.text === null && h("p", { class: "dim" }, "no text: these bytes are not UTF-8"),
    place,
  ];
}

/** Text and bytes of a body as the server's JSON has it. */
export function content(json) {
  if (typeof json.body === "string") {
    return { text: json.body, bytes: once(() => new TextEncoder().encode(json.body)) };
  }
  const coded = json.body_base64 ?? "";
  const bytes = Uint8Array.from(atob(coded), (unit) => unit.charCodeAt(0));
  return { text: bytes.length === 0 ? "" : null, bytes: () => bytes };
}

/** The same of an event; one that is too large for its JSON is fetched. */
export async function contentOf(event, signal) {
  if (event.body_url === undefined) return content(event);
  const bytes = await fetchBytes(event.body_url, signal);
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes), bytes: () => bytes };
  } catch {
    return { text: null, bytes: () => bytes };
  }
}

async function download(number) {
  try {
    const bytes = await fetchBytes(`/api/events/${number}/body`);
    const url = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
    h("a", { href: url, download: `event-${number}.bin` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  } catch (error) {
    notice(error);
  }
}

function once(make) {
  let made;
  return () => (made ??= make());
}
