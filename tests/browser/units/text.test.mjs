// What is shown of text and bytes: nothing acts, nothing hides, and the rows are the classic ones.

import assert from "node:assert/strict";
import { test } from "node:test";

import { begin, hint } from "./page/draft.js";
import { acts, jsonEscapes, line, runs } from "./page/escape.js";
import { latency, size } from "./page/format.js";
import { rows, total } from "./page/hex.js";
import { SseReader } from "./page/sse.js";

test("control characters and bidi overrides are written out as in the terminal", () => {
  assert.equal(line("a\r\n\tb"), "a\\r\\n\\tb");
  assert.equal(line("\u001b[2J\u009b0m\u007f\0"), "\\u{1b}[2J\\u{9b}0m\\u{7f}\\u{0}");
  assert.equal(line("x\u202efdp.exe\u2066\u200f"), "x\\u{202e}fdp.exe\\u{2066}\\u{200f}");
  assert.equal(line("a\u200b\u00ad\ufeff\u{e0041}\ud800"), "a\\u{200b}\\u{ad}\\u{feff}\\u{e0041}\\u{d800}");
  for (const text of ["", "Gärtner & Söhne", "e\u0301", "日本語", "☀\ufe0f 👍🏽", "C:\\n", "<script>"]) {
    assert.equal(line(text), text);
    assert.equal(acts(text), false);
  }
});

test("the marked pieces are the text in order", () => {
  assert.deepEqual(runs("a\u202e\0b"), [
    { text: "a", escaped: false },
    { text: "\\u{202e}\\u{0}", escaped: true },
    { text: "b", escaped: false },
  ]);
  assert.deepEqual(runs("a\tb", "\t"), [{ text: "a\tb", escaped: false }]);
});

test("JSON with escapes is the same value", () => {
  const text = JSON.stringify({ "a\u202e": "\u009bx\u{e0041}" }, null, 2);
  assert.equal(acts(jsonEscapes(text)), false);
  assert.deepEqual(JSON.parse(jsonEscapes(text)), JSON.parse(text));
});

test("hex rows are those of hexdump -C", () => {
  const bytes = Uint8Array.from([...Array.from({ length: 16 }, (_, at) => 0x41 + at), 0, 0x1b, 0x20, 0xff, 0x7a]);
  assert.deepEqual(rows(bytes, 0, 9), [
    "00000000  41 42 43 44 45 46 47 48  49 4a 4b 4c 4d 4e 4f 50  |ABCDEFGHIJKLMNOP|",
    "00000010  00 1b 20 ff 7a                                    |.. .z|",
  ]);
  assert.deepEqual(rows(bytes, 1, 9).length, 1);
  assert.equal(total(bytes), 2);
});

test("sizes and latencies are written as the command line writes them", () => {
  assert.deepEqual([0, 999, 1000, 1249, 999_949, 10_400_000].map(size), ["0 B", "999 B", "1.0 kB", "1.2 kB", "999.9 kB", "10.4 MB"]);
  assert.deepEqual([0.01, 0.4, 8.84, 12.4, 1250, 31_200].map(latency), ["<0.1 ms", "0.4 ms", "8.8 ms", "12 ms", "1.25 s", "31.2 s"]);
});

test("a text field gets only what it cannot spoil", () => {
  assert.equal(begin({ text: '{"a":1.10}' }).text, '{"a":1.10}');
  assert.equal(begin({ text: '{"a":"\u202e"}' }).text, '{"a":"\\u202e"}');
  assert.equal(begin({ text: "plain \u001b[2J" }).text, null);
  assert.equal(begin({ text: null }).text, null);
  assert.equal(begin({ text: " ".repeat(1_000_001) }).text, null);
  assert.match(begin({ text: "{}\r\n" }).remark, /CR/);
  assert.equal(hint("{}").tone, "good");
  assert.match(hint("{\n\n,").words, /line 3/);
});

test("server-sent events are read however they are cut", () => {
  const text = ": beat\n\nid: 7\nevent: events\ndata: {\"a\":\ndata:1}\n\r\nevent: changed\r\ndata: x\r\n\r\ndata: last\n";
  const expected = [{ event: "events", data: '{"a":\n1}' }, { event: "changed", data: "x" }];
  for (let cut = 0; cut <= text.length; cut += 1) {
    const reader = new SseReader();
    const found = [...reader.read(text.slice(0, cut)), ...reader.read(text.slice(cut))];
    assert.deepEqual(found, expected, `cut at ${cut}`);
  }
});
