// The overview above the list: one line of numbers, and, opened, the timeline, the latencies and which
// event types of the catalogue have been seen.

import { get } from "./api.js";
import { latencies, timeline } from "./chart.js";
import { byId, h, replace, visible } from "./dom.js";
import { count, latency, several } from "./format.js";

/** Numbers are read again this long after events have come, or ten times as long as reading took. */
const REST = 500;
const BUCKETS = 120;

/** The strip; `handlers.stats` gets the counts, `handlers.event` the name that was clicked. */
export class Strip {
  #box = byId("strip");
  #handlers;
  #query = null;
  #timer = null;
  #rest = REST;

  constructor(handlers) {
    this.#handlers = handlers;
    this.#box.open = innerWidth >= 760 && innerHeight >= 760;
    this.#box.addEventListener("toggle", () => this.#draw());
    document.addEventListener("visibilitychange", () => this.soon());
  }

  /** Reads the numbers at once, for these filters. */
  async load(query) {
    this.#query = query;
    clearTimeout(this.#timer);
    this.#timer = null;
    await this.#draw();
  }

  /** Reads them again before long. */
  soon() {
    if (document.hidden || this.#query === null) return;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#draw();
    }, this.#rest);
  }

  async #draw() {
    if (this.#query === null) return;
    const begun = performance.now();
    try {
      const stats = await get("/api/stats");
      this.#handlers.stats(stats);
      replace(byId("strip-line"), numbers(stats));
      if (this.#box.open) {
        this.#cover(stats);
        const data = await get("/api/timeline", { buckets: BUCKETS, ...this.#query });
        replace(byId("timeline"), timeline(data));
        replace(byId("latency"), latencies(data));
      }
    } catch {
      // The state of the connection is shown; the last numbers stay.
    }
    this.#rest = Math.max(REST, 10 * (performance.now() - begun));
  }

  #cover(stats) {
    const { coverage, by_event: seen } = stats;
    byId("coverage-title").textContent = `Coverage: ${coverage.seen} of ${several(coverage.listed, "event type")}`;
    const item = (name, number) => h("li", {}, h("button", { type: "button", class: number > 0 ? "type seen" : "type", title: number > 0 ? several(number, "event") : "never seen", click: () => this.#handlers.event(name) },
      h("span", {}, visible(name)), h("span", { class: "unseen" }, number > 0 ? ", seen " : ", never seen"), number > 0 && h("span", { class: "type-count" }, count(number))));
    const known = seen.filter((one) => one.event !== null).slice(0, 100);
    replace(byId("coverage"), coverage.never_seen.map((name) => item(name, 0)), known.map((one) => item(one.event, one.count)));
  }
}

function numbers(stats) {
  const words = (map, names) => names.reduce((sum, name) => sum + (map[name] ?? 0), 0);
  const rejected = words(stats.by_verdict, ["mismatch", "missing", "malformed"]);
  const dead = stats.deliveries.by_state.dead ?? 0;
  const times = stats.deliveries.latency_ms;
  const fact = (text, tone) => h("span", { class: "fact", "data-tone": tone }, text);
  return [
    fact(several(stats.events, "event")),
    rejected > 0 && fact(`${count(rejected)} rejected`, "bad"),
    dead > 0 && fact(`${count(dead)} failed`, "bad"),
    times && fact(`p50 ${latency(times.p50)}, p95 ${latency(times.p95)}`),
    fact(`${stats.coverage.seen} of ${stats.coverage.listed} event types seen`),
  ];
}
