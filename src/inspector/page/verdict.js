// The verdict on the signature, and why it is what it is: the words of `verify --explain`.

import { get } from "./api.js";
import { h, replace, visible } from "./dom.js";
import { count } from "./format.js";
import { VERDICTS } from "./row.js";

/** A banner; the explanation follows as soon as the server has found it. */
export function verdict(event, context) {
  const { sign, tone, about } = VERDICTS[event.verdict] ?? { sign: "?", tone: "dim", about: "" };
  const by = event.fingerprint ? ["secret ", h("code", {}, visible(event.fingerprint))] : about;
  const box = h("section", { class: "verdict", "data-tone": tone, "aria-label": "Signature" },
    h("p", { class: "verdict-line" }, h("strong", {}, `${sign} ${event.verdict}`), h("span", {}, by)));
  if (event.verdict !== "verified") explain(box, event, context);
  return box;
}

async function explain(box, event, context) {
  const place = h("div", { class: "why", "aria-live": "polite" });
  box.append(place);
  try {
    const { explanation, reason } = await get(`/api/events/${event.number}/explanation`, {}, context.signal);
    replace(place, explanation ? words(explanation) : reason && line("why", reason));
  } catch (error) {
    if (error.name !== "AbortError") replace(place, line("why", error.message));
  }
}

function words(found) {
  if (found.finding === "verified_now") {
    return line("why", `the secret ${found.fingerprint} that is set now makes this signature; it was not in use when the event came`);
  }
  if (found.finding === "mistakes") {
    return [
      found.causes.map(({ cause }, at) => line(at === 0 ? "why" : "and", cause)),
      found.causes.map(({ fix }) => line("fix", fix)),
    ];
  }
  const tried = `${count(found.tried)} combinations were tried`;
  const rest = found.complete ? "" : "; the body is too large to try the rare ones";
  const why = found.tried === 0 ? "there is no signature that could be explained" : `no known mistake explains it (${tried}${rest})`;
  return [line("why", why), found.next_steps.map((step) => line("next", step))];
}

function line(label, text) {
  return h("p", { class: `why-${label}` }, h("span", { class: "why-label" }, label), h("span", {}, visible(text)));
}
