// The live stream: read by fetch, resumed after the last event seen, tried again with growing waits.

import { ApiError, call } from "./api.js";
import { SseReader } from "./sse.js";

const WAITS = [250, 500, 1000, 2000, 4000];
/** The server beats every 15 s; after three of them the connection is taken for dead. */
const SILENCE = 45_000;

/** The stream; what it tells goes to the handlers `events`, `changed`, `skipped` and `state`. */
export class Stream {
  #handlers;
  #after;
  #abort = null;
  #tries = 0;
  #timer = null;

  constructor(handlers) {
    this.#handlers = handlers;
  }

  /** Begins behind an event, or begins anew there. */
  start(after) {
    this.stop();
    this.#after = after;
    this.#tries = 0;
    this.#run();
  }

  /** Ends it. */
  stop() {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.#abort = null;
  }

  async #run() {
    const abort = new AbortController();
    this.#abort = abort;
    let refused = false;
    try {
      await this.#read(abort);
    } catch (error) {
      refused = error instanceof ApiError && error.status === 401;
    }
    if (this.#abort !== abort) return;
    if (refused) {
      this.#handlers.state("refused");
      return;
    }
    const wait = WAITS[Math.min(this.#tries, WAITS.length - 1)] * (0.8 + 0.4 * Math.random());
    this.#tries += 1;
    this.#handlers.state("reconnecting");
    this.#timer = setTimeout(() => this.#run(), wait);
  }

  async #read(abort) {
    let watch = setTimeout(() => abort.abort(), SILENCE);
    try {
      const response = await call(`/api/stream?after=${this.#after}`, { signal: abort.signal });
      this.#handlers.state("connected");
      this.#tries = 0;
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      const messages = new SseReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done || this.#abort !== abort) return;
        clearTimeout(watch);
        watch = setTimeout(() => abort.abort(), SILENCE);
        for (const message of messages.read(value)) this.#take(message);
      }
    } finally {
      clearTimeout(watch);
    }
  }

  #take(message) {
    const data = JSON.parse(message.data);
    if (message.event === "events") {
      this.#after = data.events.at(-1)?.number ?? this.#after;
      this.#handlers.events(data.events);
    } else if (message.event === "changed") {
      this.#handlers.changed(data.events);
    } else if (message.event === "skipped") {
      this.#after = data.newest;
      this.#handlers.skipped(data.newest);
    }
  }
}
