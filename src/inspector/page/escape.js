// Text from outside, with all that could turn, hide or move it written out: as the terminal shows it.
// Backslashes stay as they are, so this is for eyes only.

const ACTS =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u3164\uffa0\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]|\p{Cs}/gu;

const SHORT = { "\t": "\\t", "\n": "\\n", "\r": "\\r" };

/** One line: line breaks and tabs are written out too. */
export function line(text) {
  return text.replace(ACTS, written);
}

/** Pieces of a text in order; `keep` holds the characters that stay what they are. */
export function runs(text, keep = "") {
  const found = [];
  let done = 0;
  for (const match of text.matchAll(ACTS)) {
    if (keep.includes(match[0])) continue;
    if (match.index > done) found.push({ text: text.slice(done, match.index), escaped: false });
    done = match.index + match[0].length;
    const last = found.at(-1);
    if (last?.escaped) last.text += written(match[0]);
    else found.push({ text: written(match[0]), escaped: true });
  }
  if (done < text.length) found.push({ text: text.slice(done), escaped: false });
  return found;
}

/** Whether a text holds what acts or hides, beside line breaks and tabs. */
export function acts(text) {
  return text.replace(/[\t\n\r]+/g, "").search(ACTS) >= 0;
}

/** A JSON text with what acts or hides as `\uXXXX`: the same value to whoever parses it. */
export function jsonEscapes(text) {
  return text.replace(ACTS, (found) => {
    if (found in SHORT) return found;
    const units = Array.from({ length: found.length }, (_, at) => found.charCodeAt(at));
    return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
  });
}

function written(found) {
  return SHORT[found] ?? `\\u{${found.codePointAt(0).toString(16)}}`;
}
