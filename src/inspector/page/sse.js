// Server-sent events out of a stream of text: EventSource could read them, but sends no headers.

/** Reads chunks, and hands over each message as soon as it is whole. */
export class SseReader {
  #rest = "";
  #event = "message";
  #data = [];

  /** Messages that this chunk completes. */
  read(chunk) {
    const lines = (this.#rest + chunk).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    return lines.map((line) => this.#line(line)).filter((message) => message !== null);
  }

  #line(line) {
    if (line === "") return this.#end();
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.#event = value;
    if (field === "data") this.#data.push(value);
    return null;
  }

  #end() {
    const message = { event: this.#event, data: this.#data.join("\n") };
    const isWhole = this.#data.length > 0;
    this.#event = "message";
    this.#data = [];
    return isWhole ? message : null;
  }
}
