// The rows of the list by position, newest first: pages that are loaded when they come into view,
// forgotten when there are too many, and asked for again. However long the log, the memory is small.

/** Rows of a page. */
export const PAGE = 100;
/** Rows that are kept; a screen shows 60 at most. */
const KEPT = 3000;

/** Pages from the newest to the oldest. `load(before, limit)` fetches one, `redraw` shows it. */
export class Rows {
  #load;
  #redraw;
  #pages = [];
  #more = false;
  #next = null;
  #age = 0;

  constructor(load, redraw) {
    this.#load = load;
    this.#redraw = redraw;
  }

  /** Begins anew with the newest page. */
  reset(answer) {
    this.#age += 1;
    this.#pages = answer.events.length > 0 ? [page(answer.events)] : [];
    this.#goOn(answer);
  }

  /** Positions; one more than is known where there are older rows. */
  get length() {
    return this.#pages.reduce((sum, known) => sum + known.count, 0) + (this.#more ? 1 : 0);
  }

  /** Rows in memory. */
  get kept() {
    return this.#pages.reduce((sum, known) => sum + (known.rows?.length ?? 0), 0);
  }

  /** The number of the newest row; 0 where there is none. */
  get newest() {
    return (this.#pages[0]?.before ?? 1) - 1;
  }

  /** Makes room for older rows without a gap in their numbers, so that the scroll bar knows them. */
  extend(oldest) {
    const last = this.#pages.at(-1);
    if (!this.#more || !last?.rows) return;
    let before = last.rows.at(-1).number;
    if (this.newest - before + 1 !== this.length - 1) return;
    for (; before > oldest; before -= PAGE) {
      const count = Math.min(PAGE, before - oldest);
      this.#pages.push({ before, oldest: before - count, count, rows: null, loading: null, isGuess: true });
    }
    this.#more = false;
  }

  /** Adds newer rows, newest first. */
  prepend(rows) {
    for (let end = rows.length; end > 0; ) {
      const head = this.#pages[0];
      const room = head?.rows ? PAGE - head.count : 0;
      const taken = rows.slice(Math.max(0, end - (room > 0 ? room : PAGE)), end);
      end -= taken.length;
      if (room > 0) this.#pages[0] = page([...taken, ...head.rows]);
      else this.#pages.unshift(page(taken));
    }
  }

  /** Puts rows in the place of those with the same number. */
  change(rows) {
    for (const row of rows) {
      for (const known of this.#pages) {
        const at = known.rows?.findIndex((old) => old.number === row.number) ?? -1;
        if (at >= 0) known.rows[at] = row;
      }
    }
  }

  /** The position of a row, found or, on a page that is not in memory, reckoned; -1 for any other. */
  indexOf(number) {
    let first = 0;
    for (const known of this.#pages) {
      if (number < known.before && number >= known.oldest) {
        if (!known.rows) return first + Math.min(known.before - 1 - number, known.count - 1);
        const at = known.rows.findIndex((row) => row.number === number);
        return at < 0 ? -1 : first + at;
      }
      first += known.count;
    }
    return -1;
  }

  /** Rows from one position to another, `null` for those on their way. */
  window(from, to) {
    const shown = [];
    let first = 0;
    for (const known of this.#pages) {
      if (first + known.count > from && first < to) {
        if (!known.rows) this.#fetch(known);
        for (let at = Math.max(from, first); at < Math.min(to, first + known.count); at += 1) {
          shown.push(known.rows?.[at - first] ?? null);
        }
      }
      first += known.count;
    }
    if (this.#more && to > first) {
      this.#older();
      shown.push(null);
    }
    this.#forget(from);
    return shown;
  }

  /** One row, waited for. */
  async at(index) {
    for (let tries = 0; tries < 3; tries += 1) {
      const [row] = this.window(index, index + 1);
      if (row !== null) return row;
      await Promise.all(this.#pages.map((known) => known.loading));
      await this.loading;
    }
    return undefined;
  }

  async #fetch(known) {
    if (known.loading) return;
    const age = this.#age;
    known.loading = this.#load(known.before, known.count).catch(() => null);
    const answer = await known.loading;
    known.loading = null;
    if (answer === null || age !== this.#age) return;
    const rows = answer.events;
    const isAsGuessed = rows.every((row, at) => row.number === known.before - 1 - at);
    if (known.isGuess && !isAsGuessed) {
      this.#unguess();
    } else {
      known.rows = rows;
      known.count = rows.length;
      known.oldest = rows.at(-1)?.number ?? known.oldest;
      if (known === this.#pages.at(-1)) this.#goOn(answer);
    }
    this.#redraw();
  }

  /** Numbers have gaps after all: only what is known for sure stays. */
  #unguess() {
    const end = this.#pages.findIndex((known) => known.isGuess && !known.rows);
    if (end < 0) return;
    this.#pages.length = end;
    this.#goOn({ more: true, next: this.#pages.at(-1)?.oldest ?? null });
  }

  /** Where the rows below the last page are. A search that took too long ends above it, without rows. */
  #goOn({ more, next }) {
    this.#more = more;
    this.#next = next;
  }

  #older() {
    if (this.loading) return;
    const age = this.#age;
    this.loading = this.#load(this.#next, PAGE).catch(() => null);
    this.loading.then((answer) => {
      this.loading = null;
      if (answer === null || age !== this.#age) return;
      if (answer.events.length > 0) this.#pages.push(page(answer.events));
      this.#goOn(answer);
      this.#redraw();
    });
  }

  /** Lets go of the pages farthest from a position. */
  #forget(position) {
    let kept = this.kept;
    if (kept <= KEPT) return;
    let first = 0;
    const places = this.#pages.map((known) => {
      const distance = Math.abs(first + known.count / 2 - position);
      first += known.count;
      return { known, distance };
    });
    places.sort((a, b) => b.distance - a.distance);
    for (const { known } of places) {
      if (kept <= KEPT * 0.8) break;
      if (known.rows) {
        kept -= known.rows.length;
        known.rows = null;
      }
    }
  }
}

function page(rows) {
  const [before, oldest] = [rows[0].number + 1, rows.at(-1).number];
  return { before, oldest, count: rows.length, rows, loading: null, isGuess: false };
}
