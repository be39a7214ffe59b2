// The page as a whole: who tells whom. Everything else knows only its own part.

import { ApiError, get } from "./api.js";
import { Detail } from "./detail.js";
import { byId, replace } from "./dom.js";
import { Feed } from "./feed.js";
import { Filters } from "./filters.js";
import { listen } from "./keys.js";
import { List } from "./list.js";
import { sayNew, showState } from "./live.js";
import { notice } from "./notice.js";
import { emptyLog, nothingFound, tokenMissing } from "./overview.js";
import { Strip } from "./strip.js";
import { takeToken, token } from "./token.js";

/** The list and the event are not shown side by side; as in the style sheet. */
const NARROW = "(max-width: 759px)";

/** A key that is held moves faster than browsers let an address change. */
const REST = 150;
let addressing = null;

const session = { targets: [], events: [], can_sign: false, listening: null, newest: 0 };
const list = new List({
  select: (row, isOpening) => choose(row.number, isOpening),
  scrolled: () => feed.pause(),
});
const filters = new Filters({
  changed: (query) => {
    feed.filter(query);
    strip.load(query);
  },
  jump: (number) => choose(number, true),
});
const feed = new Feed(list, {
  state: (state, news) => {
    showState(state, news);
    if (state === "refused") refuse();
  },
  arrived: (number) => {
    sayNew(number);
    strip.soon();
  },
  changed: (rows) => {
    rows.forEach((row) => detail.changed(row));
    strip.soon();
  },
  drawn: (isEmpty) => showEmpty(isEmpty),
  reconnected: () => begin().catch(() => {}),
});
const detail = new Detail({ session }, { close: () => close(), open: (number, panel) => choose(number, true, panel) });
const strip = new Strip({
  stats: (stats) => {
    const seen = stats.by_event.map((one) => one.event).filter((name) => name !== null);
    filters.offer([...new Set([...session.events, ...seen.slice(0, 200)])]);
    if (!filters.isActive()) feed.extend(stats.events);
  },
  event: (name) => filters.toggleEvent(name),
});

/** Shows an event; the address has its number, so that Back leads to the one before. */
function choose(number, isOpening, panel) {
  feed.pause();
  list.mark(number);
  const isInside = document.body.dataset.open !== undefined;
  if (!isOpening && !isInside && matchMedia(NARROW).matches) return;
  detail.open(number, panel);
  document.body.dataset.open = "";
  clearTimeout(addressing);
  if (isOpening || !isInside) history.pushState(null, "", `#${number}`);
  else addressing = setTimeout(() => history.replaceState(null, "", `#${number}`), REST);
}

/** Shows what the address says. */
function route() {
  const number = Number(/^#(\d{1,15})$/.exec(location.hash)?.[1] ?? 0);
  if (number === 0) {
    leave();
    return;
  }
  feed.pause();
  list.mark(number);
  detail.open(number);
  document.body.dataset.open = "";
}

/** Who looks at the top of the list again, sees the newest again. */
function leave() {
  clearTimeout(addressing);
  delete document.body.dataset.open;
  list.mark(null);
  detail.close();
  if (list.isAtTop) feed.follow();
}

/** Back to the list. */
function close() {
  leave();
  list.focus();
  if (location.hash !== "") history.pushState(null, "", location.pathname);
}

/** One step out: of a field, of the event, of the past. */
function escape(element) {
  if (element.closest("#filters")) list.focus();
  else if (element.matches("#detail input, #detail select, #detail textarea")) detail.focus();
  else if (document.body.dataset.open !== undefined) close();
  else follow();
}

function follow() {
  close();
  feed.follow();
}

function open() {
  if (list.selected === null) return;
  if (detail.number !== list.selected || document.body.dataset.open === undefined) choose(list.selected, true);
  detail.focus();
}

function showEmpty(isEmpty) {
  const box = byId("empty");
  box.hidden = !isEmpty;
  byId("list").hidden = isEmpty;
  if (isEmpty) replace(box, filters.isActive() ? nothingFound(() => filters.clear()) : emptyLog(session));
}

function refuse() {
  byId("empty").hidden = false;
  byId("list").hidden = true;
  replace(byId("empty"), tokenMissing());
  showState("refused", 0);
}

/** Asks who is there, and loads the newest. */
async function begin() {
  Object.assign(session, await get("/api/session"));
  byId("where").textContent = [session.listening, session.store.split("/").at(-1)].filter(Boolean).join(" · ");
  byId("where").title = session.store;
  if (!byId("empty").hidden) showEmpty(true);
}

async function start() {
  showState("connecting", 0);
  if (token() === null) {
    refuse();
    return;
  }
  try {
    await Promise.all([begin(), feed.start(filters.query())]);
    filters.offer(session.events);
    route();
    await strip.load(filters.query());
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) refuse();
    else if (error instanceof ApiError && error.status === 0) setTimeout(start, 1000);
    else notice(error);
  }
}

listen({
  j: () => list.step(1),
  k: () => list.step(-1),
  ArrowDown: () => list.step(1),
  ArrowUp: () => list.step(-1),
  "/": () => filters.focus(),
  Enter: open,
  Escape: (event) => escape(event.target),
  r: () => detail.replay("replay-send"),
  e: () => detail.replay("editor"),
  d: () => detail.panel("diff"),
  b: () => detail.panel("body"),
  h: () => detail.panel("headers"),
  a: () => detail.panel("attempts"),
  c: () => detail.copyCurl(),
  f: follow,
  o: () => {
    byId("strip").open = !byId("strip").open;
  },
});
byId("live").addEventListener("click", follow);
addEventListener("popstate", route);
addEventListener("hashchange", () => takeToken() && start());
takeToken();
start();
