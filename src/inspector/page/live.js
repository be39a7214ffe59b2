// What the page says about itself: the state of the stream, passing messages, and the same for who
// listens instead of looking, gathered so that 500 events a second are one sentence.

import { byId } from "./dom.js";
import { count, several } from "./format.js";

const SPOKEN_EVERY = 5000;
const TOAST = 2500;

const WORDS = {
  connecting: () => ["connecting", "The page is connecting to the listener."],
  live: () => ["live", "New events appear as they arrive."],
  waiting: (news) => [
    news > 0 ? `${count(news)} new` : "waiting",
    news > 0 ? "Show the newest events and follow them (f)" : "Follow the newest again (f)",
  ],
  reconnecting: () => ["reconnecting", "The connection is lost; the page tries again."],
  refused: () => ["token missing", "Open the URL that the terminal printed."],
};

let unspoken = 0;
let speaking = null;
let fading = null;

/** Shows the state; `news` counts the events that wait. */
export function showState(state, news) {
  const element = byId("live");
  const [text, title] = WORDS[state](news);
  const isOther = element.dataset.state !== state;
  element.textContent = text;
  element.title = title;
  element.dataset.state = state;
  element.disabled = state !== "waiting";
  if (isOther && state !== "waiting") say(text);
}

/** Tells of new events, a few seconds gathered. */
export function sayNew(number) {
  unspoken += number;
  speaking ??= setTimeout(() => {
    say(several(unspoken, "new event"));
    unspoken = 0;
    speaking = null;
  }, SPOKEN_EVERY);
}

/** Says something to screen readers alone. */
export function say(text) {
  byId("announcer").textContent = text;
}

/** Shows a message for a moment. */
export function toast(text) {
  const element = byId("toast");
  element.textContent = text;
  element.dataset.shown = "";
  clearTimeout(fading);
  fading = setTimeout(() => {
    delete element.dataset.shown;
  }, TOAST);
}
