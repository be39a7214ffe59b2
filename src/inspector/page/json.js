// JSON as text: found, never rebuilt. `JSON.parse` would turn 1.10 into 1.1, round large numbers, sort
// number-like keys first and drop duplicate ones. A node is the place where a value stands; its
// children are looked up when somebody opens it, so that 10 MB cost one pass and no tree.

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const HEX = /[0-9a-fA-F]{4}/y;
const [QUOTE, BACKSLASH, OPEN, CLOSE, OPEN_LIST, CLOSE_LIST] = [0x22, 0x5c, 0x7b, 0x7d, 0x5b, 0x5d];

/** The place of the whole value, or where and why the text is no JSON. */
export function check(text) {
  try {
    const start = space(text, 0);
    const end = whole(text, start);
    const rest = space(text, end);
    if (rest < text.length) throw problem(rest, "more text after the value");
    return { node: { start, end } };
  } catch (found) {
    if (!(found instanceof Misplaced)) throw found;
    return { offset: found.offset, reason: found.message };
  }
}

/** `object`, `array`, `string`, `number` or `literal`. */
export function kind(text, node) {
  const first = text[node.start];
  if (first === "{") return "object";
  if (first === "[") return "array";
  if (first === '"') return "string";
  return first === "t" || first === "f" || first === "n" ? "literal" : "number";
}

/** Children of a value that `check` has passed: some of them, and where to go on. */
export function children(text, node, limit, from) {
  const isObject = text.charCodeAt(node.start) === OPEN;
  const items = [];
  let at = from ?? space(text, node.start + 1);
  while (at < node.end - 1 && items.length < limit) {
    let key = null;
    if (isObject) {
      key = { start: at, end: pastString(text, at) };
      at = space(text, space(text, key.end) + 1);
    }
    const end = pastValue(text, at);
    items.push({ key, start: at, end });
    at = space(text, end);
    if (text[at] === ",") at = space(text, at + 1);
  }
  return { items, next: at < node.end - 1 ? at : null };
}

/** Levels that are laid out: deeper, the blanks before a line would be most of the text. */
export const LEVELS = 200;
/** Units of a text that is laid out; the field for it is slow long before. */
const LONGEST = 10_000_000;

/**
 * The same tokens with line breaks and two blanks a level, for a text that `check` has passed. `isWhole` is
 * false where something was left as it came: a value below the last level, or the rest of a long text.
 */
export function laidOut(text, node) {
  const out = [];
  let [length, depth, isWhole] = [0, 0, true];
  const add = (part) => {
    out.push(part);
    length += part.length;
  };
  const wrap = () => add(`\n${"  ".repeat(depth)}`);
  for (let at = node.start; at < node.end; ) {
    const unit = text[at];
    let end = pastToken(text, at);
    const isOpening = end === at + 1 && (unit === "{" || unit === "[");
    const isLeft = length > LONGEST || (isOpening && depth === LEVELS);
    if (isLeft) {
      end = length > LONGEST ? node.end : pastValue(text, at);
      isWhole = false;
      add(text.slice(at, end));
    } else {
      if (unit === "}" || unit === "]") {
        depth -= 1;
        wrap();
      }
      // Without the blanks of an empty object or list.
      add("{[".includes(unit) && !isOpening ? unit + text[end - 1] : text.slice(at, end));
      if (unit === ":") add(" ");
      if (isOpening) depth += 1;
      if (isOpening || unit === ",") wrap();
    }
    at = space(text, end);
  }
  return { text: out.join(""), isWhole };
}

/** The end of a token: a sign, a scalar, or an empty object or list as a whole. */
function pastToken(text, at) {
  const unit = text[at];
  if (unit === "{" || unit === "[") {
    const inside = space(text, at + 1);
    return text[inside] === "}" || text[inside] === "]" ? inside + 1 : at + 1;
  }
  return "}],:".includes(unit) ? at + 1 : pastValue(text, at);
}

class Misplaced extends Error {
  constructor(offset, message) {
    super(message);
    this.offset = offset;
  }
}

function problem(offset, message) {
  return new Misplaced(offset, message);
}

/** Walks over one value, however deep; a stack of brackets instead of calls. */
function whole(text, from) {
  const stack = [];
  let at = from;
  for (;;) {
    const first = text.charCodeAt(at);
    if (first === OPEN || first === OPEN_LIST) {
      const close = first === OPEN ? CLOSE : CLOSE_LIST;
      const inside = space(text, at + 1);
      if (text.charCodeAt(inside) !== close) {
        stack.push(close);
        at = close === CLOSE ? member(text, inside) : inside;
        continue;
      }
      at = inside + 1;
    } else {
      at = scalar(text, at);
    }
    for (;;) {
      if (stack.length === 0) return at;
      at = space(text, at);
      const close = stack.at(-1);
      if (text.charCodeAt(at) === close) {
        stack.pop();
        at += 1;
      } else if (text[at] === ",") {
        at = space(text, at + 1);
        if (close === CLOSE) at = member(text, at);
        break;
      } else {
        throw problem(at, at < text.length ? "a comma or a closing bracket is missing" : "the text ends too early");
      }
    }
  }
}

/** Over a key and its colon, to the value. */
function member(text, at) {
  if (text.charCodeAt(at) !== QUOTE) throw problem(at, at < text.length ? "a key is missing" : "the text ends too early");
  const colon = space(text, string(text, at));
  if (text[colon] !== ":") throw problem(colon, "a colon is missing");
  return space(text, colon + 1);
}

function scalar(text, at) {
  if (text.charCodeAt(at) === QUOTE) return string(text, at);
  for (const word of ["true", "false", "null"]) {
    if (text.startsWith(word, at)) return at + word.length;
  }
  NUMBER.lastIndex = at;
  if (NUMBER.test(text)) return NUMBER.lastIndex;
  throw problem(at, at < text.length ? "a value is missing" : "the text ends too early");
}

function string(text, from) {
  for (let at = from + 1; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) return at + 1;
    if (unit < 0x20) throw problem(at, "a control character in a string");
    if (unit === BACKSLASH) {
      at += 1;
      HEX.lastIndex = at + 1;
      if (text[at] === "u" && HEX.test(text)) at += 4;
      else if (at >= text.length || !'"\\/bfnrt'.includes(text[at])) throw problem(at, "an unknown escape in a string");
    }
  }
  throw problem(text.length, "a string has no end");
}

function space(text, from) {
  let at = from;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) return at;
    at += 1;
  }
}

/** The end of a string that is known to be right. */
function pastString(text, from) {
  let at = from + 1;
  for (; text.charCodeAt(at) !== QUOTE; at += 1) {
    if (text.charCodeAt(at) === BACKSLASH) at += 1;
  }
  return at + 1;
}

/** The end of a value that is known to be right. */
function pastValue(text, from) {
  let depth = 0;
  let at = from;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) at = pastString(text, at);
    else if (unit === OPEN || unit === OPEN_LIST) {
      depth += 1;
      at += 1;
    } else if (unit === CLOSE || unit === CLOSE_LIST) {
      if (depth === 0) return at;
      depth -= 1;
      at += 1;
    } else if (depth === 0) {
      if (Number.isNaN(unit) || unit === 0x2c || unit <= 0x20) return at;
      at += 1;
      continue;
    } else {
      at += 1;
      continue;
    }
    if (depth === 0) return at;
  }
}
