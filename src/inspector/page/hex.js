// Bytes for the eye: the rows of `hexdump -C`.

/** Bytes in a row; the columns are made for it. */
export const ROW = 16;

/** Rows of offset, hex and ASCII, from one row on. */
export function rows(bytes, first, count) {
  const shown = [];
  for (let offset = first * ROW; offset < bytes.length && shown.length < count; offset += ROW) {
    shown.push(row(offset, bytes.subarray(offset, offset + ROW)));
  }
  return shown;
}

/** How many rows there are. */
export function total(bytes) {
  return Math.ceil(bytes.length / ROW);
}

function row(offset, chunk) {
  const cells = Array.from(chunk, (byte) => byte.toString(16).padStart(2, "0"));
  const hex = `${cells.slice(0, 8).join(" ")}  ${cells.slice(8).join(" ")}`;
  const ascii = Array.from(chunk, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "."));
  return `${offset.toString(16).padStart(8, "0")}  ${hex.padEnd(48)}  |${ascii.join("")}|`;
}
