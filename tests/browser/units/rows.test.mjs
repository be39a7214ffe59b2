// The rows of the list, against a log that is only numbers.

import assert from "node:assert/strict";
import { test } from "node:test";

import { PAGE, Rows } from "./page/rows.js";

/** A log of these numbers, and how often it was asked. */
function log(numbers) {
  const sorted = [...numbers].sort((a, b) => b - a);
  const asked = [];
  const load = async (before, limit) => {
    asked.push(before);
    const older = sorted.filter((number) => before === null || number < before);
    const events = older.slice(0, limit).map((number) => ({ number }));
    const more = older.length > limit;
    return { events, more, next: more ? events.at(-1).number : null };
  };
  const first = async (rows) => {
    rows.reset(await load(null, PAGE));
  };
  return { load, asked, first };
}

const upTo = (last) => Array.from({ length: last }, (_, at) => at + 1);

test("any position of a long log is one page away", async () => {
  const { load, asked, first } = log(upTo(100_000));
  const rows = new Rows(load, () => {});
  await first(rows);
  rows.extend(1);
  assert.equal(rows.length, 100_000);
  assert.equal((await rows.at(50_000)).number, 50_000);
  assert.equal((await rows.at(99_999)).number, 1);
  assert.equal(rows.indexOf(1), 99_999);
  assert.equal(rows.indexOf(77_777), 22_223);
  assert.equal(asked.length, 3);
});

test("memory stays small, and what was forgotten comes back", async () => {
  const { load, first } = log(upTo(50_000));
  const rows = new Rows(load, () => {});
  await first(rows);
  rows.extend(1);
  for (let index = 0; index < 50_000; index += 50) await rows.at(index);
  assert.ok(rows.kept <= 3100, `${rows.kept} rows`);
  assert.equal((await rows.at(3)).number, 49_997);
  rows.prepend(Array.from({ length: 20_000 }, (_, at) => ({ number: 70_000 - at })));
  rows.window(0, 40);
  assert.ok(rows.kept <= 3100, `${rows.kept} rows`);
  assert.equal(rows.length, 70_000);
});

test("a log with gaps is read page by page", async () => {
  const numbers = upTo(3000).filter((number) => number % 3 !== 0);
  const { load, first } = log(numbers);
  const rows = new Rows(load, () => {});
  await first(rows);
  rows.extend(1);
  const seen = [];
  for (let index = 0; index < rows.length; index += 1) {
    const row = await rows.at(index);
    if (row) seen.push(row.number);
  }
  assert.deepEqual(seen, [...numbers].reverse());
});

test("a gap that only shows on a page far below is found there", async () => {
  const numbers = upTo(5000).filter((number) => number < 1000 || number > 2000);
  const { load, first } = log(numbers);
  const rows = new Rows(load, () => {});
  await first(rows);
  rows.extend(1000);
  const seen = new Set();
  for (let index = 0; index < rows.length; index += 1) {
    const row = await rows.at(index);
    if (row) seen.add(row.number);
  }
  assert.equal(seen.size, numbers.length);
});

test("a search that takes long goes on where it stopped", async () => {
  const answers = [{ events: [], more: true, next: 500 }, { events: [{ number: 7 }], more: true, next: 7 }, { events: [], more: false, next: null }];
  const asked = [];
  const rows = new Rows(async (before) => {
    asked.push(before);
    return answers.shift();
  }, () => {});
  rows.reset({ events: [], more: true, next: 900 });
  assert.equal((await rows.at(0)).number, 7);
  assert.equal(await rows.at(1), undefined);
  assert.deepEqual(asked, [900, 500, 7]);
  assert.equal(rows.length, 1);
});

test("news come on top, in order, and change in place", async () => {
  const { load, first } = log(upTo(250));
  const rows = new Rows(load, () => {});
  await first(rows);
  rows.prepend([{ number: 253 }, { number: 252 }, { number: 251 }]);
  assert.deepEqual(rows.window(0, 4).map((row) => row.number), [253, 252, 251, 250]);
  rows.change([{ number: 252, outcome: "delivered" }]);
  assert.equal(rows.window(1, 2)[0].outcome, "delivered");
  assert.equal(rows.newest, 253);
  const empty = new Rows(load, () => {});
  empty.reset({ events: [], more: false, next: null });
  empty.prepend([{ number: 1 }]);
  assert.equal(empty.length, 1);
});
