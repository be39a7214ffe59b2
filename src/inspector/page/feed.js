// What the list shows: the newest events as they arrive, or, once the person looks at something, the
// list as it is while the news are counted.

import { get } from "./api.js";
import { PAGE, Rows } from "./rows.js";
import { Stream } from "./stream.js";

/** With filters the server says what of the news belongs to the list, this often. */
const ASK = 400;

/** The feed of a list; `handlers` hear of the state and of what arrives. */
export class Feed {
  #list;
  #handlers;
  #query = {};
  #rows;
  #stream;
  #connection = "connecting";
  #isPaused = false;
  #news = 0;
  #newest = 0;
  #asking = null;
  #age = 0;

  constructor(list, handlers) {
    this.#list = list;
    this.#handlers = handlers;
    this.#rows = new Rows((before, limit) => this.#page(before, limit), () => {
      handlers.drawn(this.#rows.length === 0);
      list.redraw();
    });
    this.#stream = new Stream({
      events: (rows) => this.#arrived(rows),
      changed: (rows) => this.#changed(rows),
      skipped: (newest) => this.#skipped(newest),
      state: (state) => this.#connected(state),
    });
  }

  /** Loads the newest, and listens for more. */
  async start(query) {
    this.#query = query;
    await this.#reload();
    this.#stream.start(this.#newest);
  }

  /** Shows what matches, from the newest on. */
  async filter(query) {
    this.#query = query;
    this.#isPaused = false;
    await this.#reload().catch(() => {});
  }

  /** Goes to the newest, and follows. */
  async follow() {
    if (this.#isPaused && this.#news > 0) {
      this.#isPaused = false;
      await this.#reload().catch(() => {});
    }
    this.#isPaused = false;
    this.#news = 0;
    this.#list.top();
    this.#tell();
  }

  /** Leaves the list as it is. */
  pause() {
    if (this.#isPaused) return;
    this.#isPaused = true;
    this.#tell();
  }

  /** Tells how many events there are in all, for the scroll bar. */
  extend(total) {
    this.#rows.extend(this.#newest - total + 1);
    this.#list.redraw();
  }

  #page(before, limit) {
    return get("/api/events", { before, limit, ...this.#query });
  }

  async #reload() {
    const age = (this.#age += 1);
    const answer = await this.#page(null, PAGE);
    if (age !== this.#age) return;
    this.#rows.reset(answer);
    this.#newest = Math.max(this.#newest, answer.newest ?? 0);
    this.#news = 0;
    this.#list.show(this.#rows);
    this.#handlers.drawn(this.#rows.length === 0);
    this.#tell();
  }

  #arrived(rows) {
    this.#newest = Math.max(this.#newest, rows.at(-1)?.number ?? 0);
    this.#handlers.arrived(rows.length);
    if (this.#isPaused) {
      this.#news += rows.length;
      this.#tell();
    } else if (Object.keys(this.#query).length > 0) {
      this.#asking ??= setTimeout(() => this.#ask(), ASK);
    } else {
      this.#add(rows.reverse());
    }
  }

  #add(rows) {
    const fresh = rows.filter((row) => row.number > this.#rows.newest);
    if (fresh.length === 0) return;
    this.#rows.prepend(fresh);
    this.#handlers.drawn(false);
    this.#list.redraw();
  }

  /** Asks for the newest that match; begins anew where more have come than one answer holds. */
  async #ask() {
    const age = this.#age;
    try {
      const answer = await this.#page(null, PAGE);
      if (age !== this.#age || this.#isPaused) return;
      const isWhole = !answer.more || (answer.events.at(-1)?.number ?? 0) <= this.#rows.newest;
      if (isWhole) this.#add(answer.events);
      else {
        this.#rows.reset(answer);
        this.#list.redraw();
      }
    } catch {
      // The stream tells when the server is gone.
    } finally {
      this.#asking = null;
    }
  }

  #changed(rows) {
    this.#rows.change(rows);
    this.#list.redraw();
    this.#handlers.changed(rows);
  }

  #skipped(newest) {
    const missed = Math.max(0, newest - this.#newest);
    this.#newest = newest;
    this.#handlers.arrived(missed);
    if (this.#isPaused) {
      this.#news += missed;
      this.#tell();
    } else {
      this.#reload().catch(() => {});
    }
  }

  #connected(state) {
    const isBack = state === "connected" && this.#connection === "reconnecting";
    this.#connection = state;
    this.#tell();
    if (isBack) this.#handlers.reconnected();
  }

  #tell() {
    const isUp = this.#connection === "connected";
    this.#handlers.state(isUp ? (this.#isPaused ? "waiting" : "live") : this.#connection, this.#news);
  }
}
