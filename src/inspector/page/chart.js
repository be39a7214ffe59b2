// Two small drawings over the same time: events by bucket, and the latency of the handler. Attributes
// only; the page's policy allows no style in markup.

import { h, s } from "./dom.js";
import { clock, count, latency, several } from "./format.js";

const [WIDTH, HEIGHT] = [600, 72];

/** Bars of events; what was rejected and what failed stands out at their foot. */
export function timeline({ buckets }) {
  const most = Math.max(1, ...buckets.map((bucket) => bucket.events));
  const width = WIDTH / Math.max(1, buckets.length);
  const bar = (bucket, at, value, below, name) => {
    if (value === 0) return null;
    const [height, foot] = [Math.max(1.5, (value / most) * HEIGHT), (below / most) * HEIGHT];
    return s("rect", { class: name, x: fixed(at * width), y: fixed(HEIGHT - height - foot), width: fixed(Math.max(0.8, width - 0.6)), height: fixed(height) });
  };
  const bars = buckets.map((bucket, at) => {
    const bad = bucket.rejected + bucket.failed;
    const words = `${clock(bucket.at)}: ${several(bucket.events, "event")}, ${bucket.rejected} rejected, ${bucket.failed} failed`;
    return s("g", {}, s("title", {}, words), s("rect", { class: "hit", x: fixed(at * width), y: 0, width: fixed(width), height: HEIGHT }),
      bar(bucket, at, Math.max(0, bucket.events - bad), bad, "good"), bar(bucket, at, bucket.failed, bucket.rejected, "warn"), bar(bucket, at, bucket.rejected, 0, "bad"));
  });
  const all = sum(buckets, "events");
  const label = `${several(all, "event")}, ${count(sum(buckets, "rejected"))} rejected, ${count(sum(buckets, "failed"))} failed; ${count(most)} in the fullest bucket`;
  return [drawing(label, bars), axis(buckets, all === 0 ? "" : `most ${count(most)}`)];
}

/** The median as a line and the slowest as dots, on a logarithmic scale: 2 ms and 8 s are both seen. */
export function latencies({ buckets }) {
  const known = buckets.map((bucket, index) => ({ ...bucket, index })).filter((bucket) => bucket.p50_ms !== null);
  if (known.length === 0) return [h("p", { class: "dim none" }, "Nothing was forwarded yet.")];
  const slowest = Math.max(...known.map((bucket) => bucket.max_ms));
  const most = Math.max(slowest, 10);
  const width = WIDTH / buckets.length;
  const x = (bucket) => fixed((bucket.index + 0.5) * width);
  const y = (value) => fixed(HEIGHT - 4 - (Math.log10(1 + Math.max(0, value)) / Math.log10(1 + most)) * (HEIGHT - 10));
  const grid = [1, 10, 100, 1000, 10_000].filter((value) => value < most).map((value) => s("line", { class: "grid", x1: 0, x2: WIDTH, y1: y(value), y2: y(value) }));
  const dots = known.map((bucket) => {
    const words = `${clock(bucket.at)}: median ${latency(bucket.p50_ms)}, slowest ${latency(bucket.max_ms)}`;
    return s("g", {}, s("title", {}, words), s("circle", { class: "max", cx: x(bucket), cy: y(bucket.max_ms), r: 1.8 }), s("circle", { class: "median", cx: x(bucket), cy: y(bucket.p50_ms), r: 1.8 }));
  });
  const path = known.map((bucket, at) => {
    const isNext = at > 0 && known[at - 1].index === bucket.index - 1;
    return `${isNext ? "L" : "M"}${x(bucket)} ${y(bucket.p50_ms)}`;
  });
  const label = `Latency: slowest ${latency(slowest)}`;
  return [drawing(label, [grid, s("path", { class: "line", d: path.join("") }), dots]), axis(buckets, `slowest ${latency(slowest)}`)];
}

function drawing(label, children) {
  return s("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img", "aria-label": label }, children);
}

function axis(buckets, middle) {
  if (buckets.length === 0) return null;
  return h("p", { class: "axis" }, h("span", {}, clock(buckets[0].at)), h("span", {}, middle), h("span", {}, clock(buckets.at(-1).at)));
}

function sum(buckets, name) {
  return buckets.reduce((total, bucket) => total + bucket[name], 0);
}

function fixed(number) {
  return Number(number.toFixed(2));
}
