// JSON is found in the text, never rebuilt.

import assert from "node:assert/strict";
import { test } from "node:test";

import { LEVELS, check, children, kind, laidOut } from "./page/json.js";

const whole = (text) => {
  const { node, reason } = check(text);
  assert.ok(node, reason);
  return node;
};

const members = (text, node) =>
  children(text, node, Infinity).items.map((item) => [
    item.key && text.slice(item.key.start, item.key.end),
    text.slice(item.start, item.end),
  ]);

test("numbers, order and duplicate keys are those that came", () => {
  const text = '{"b":1.10,"10":12345678901234567890,"2":-0e5,"b":2, "a" : [ 1 , [2], {"x":"]}"} ] }';
  assert.deepEqual(members(text, whole(text)), [
    ['"b"', "1.10"],
    ['"10"', "12345678901234567890"],
    ['"2"', "-0e5"],
    ['"b"', "2"],
    ['"a"', '[ 1 , [2], {"x":"]}"} ]'],
  ]);
});

test("children come in parts, each where the last one ended", () => {
  const text = "[1, 22 ,333,\n4]";
  const node = whole(text);
  const first = children(text, node, 2);
  const second = children(text, node, 2, first.next);
  const shown = [...first.items, ...second.items].map((item) => text.slice(item.start, item.end));
  assert.deepEqual(shown, ["1", "22", "333", "4"]);
  assert.equal(second.next, null);
});

test("every kind is known by its first character", () => {
  for (const [text, expected] of [["{}", "object"], ["[]", "array"], ['""', "string"], ["-1", "number"], ["null", "literal"], [" true ", "literal"]]) {
    assert.equal(kind(text, whole(text)), expected);
  }
});

test("what is no JSON is told with its place", () => {
  for (const [text, offset] of [["", 0], ["{", 1], ["[1,]", 3], ['{"a" 1}', 5], ["01", 1], ["nul", 0], ['"\n"', 1], ['"\\x"', 2], ['"\\u12"', 2], ["1 2", 2], ['{"a":1,}', 7], ["[1}", 2], ["+1", 0], ["\ufeff1", 0], ['"a', 2]]) {
    assert.equal(check(text).offset, offset, text);
  }
});

test("JSON.parse is of the same opinion", () => {
  const pieces = ["{", "}", "[", "]", ",", ":", '"a"', "1", "-", ".5", "e1", "true", " ", '"\\u00e4"', "\\", "0", "null", "\n"];
  let seed = 7;
  const random = (most) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return seed % most;
  };
  let right = 0;
  for (let round = 0; round < 40_000; round += 1) {
    const text = Array.from({ length: 1 + random(7) }, () => pieces[random(pieces.length)]).join("");
    let isJson = true;
    try {
      JSON.parse(text);
    } catch {
      isJson = false;
    }
    assert.equal("node" in check(text), isJson, text);
    if (!isJson) continue;
    right += 1;
    const laid = laidOut(text, check(text).node);
    assert.ok(laid.isWhole);
    assert.equal(laid.text.replace(/\s/g, ""), text.replace(/\s/g, ""));
    assert.deepEqual(JSON.parse(laid.text), JSON.parse(text));
  }
  assert.ok(right > 1000);
});

test("no depth ends the stack", () => {
  const text = "[".repeat(500_000) + "]".repeat(500_000);
  const node = whole(text);
  assert.equal(children(text, node, 1).items.length, 1);
  assert.equal(check("[".repeat(500_000)).offset, 500_000);
});

test("laying out keeps every token", () => {
  const text = '{"a":[1.10,{"b":{ }}],"a":[ ],"c":"x: {\\"},"}';
  assert.equal(
    laidOut(text, whole(text)).text,
    '{\n  "a": [\n    1.10,\n    {\n      "b": {}\n    }\n  ],\n  "a": [],\n  "c": "x: {\\"},"\n}',
  );
});

test("what lies deep is laid out so far, said so, and left as it came", () => {
  const inside = '{"a": [1,  2]}';
  for (const levels of [LEVELS - 2, LEVELS - 1, 20_000, 200_000]) {
    const text = `${"[".repeat(levels)}${inside}${"]".repeat(levels)}`;
    const laid = laidOut(text, whole(text));
    assert.equal(laid.isWhole, levels === LEVELS - 2);
    assert.equal(laid.text.replace(/\s/g, ""), text.replace(/\s/g, ""));
    assert.ok(laid.text.length < text.length + 4 * LEVELS * LEVELS, `${laid.text.length} units`);
    assert.equal(laid.text.includes(inside.slice(6, 13)), levels > LEVELS - 2, "as it came");
  }
});

test("a text that grows too long is laid out in part", () => {
  const deep = LEVELS - 1;
  const text = `${"[".repeat(deep)}${"1,".repeat(100_000)}1${"]".repeat(deep)}`;
  const laid = laidOut(text, whole(text));
  assert.equal(laid.isWhole, false);
  assert.ok(laid.text.length < 11_000_000, `${laid.text.length} units`);
  assert.equal(laid.text.replace(/\s/g, ""), text);
});
