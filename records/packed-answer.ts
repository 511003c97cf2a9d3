import { ENDLESS, type PlainDate } from "@emeritus/engine/dates.ts";

/** What separates fields of a packed answer; no name, plan or position may hold it (C0 control characters are refused at intake). */
export const packedField = "\u001f";
/** What separates rows of a packed answer. */
export const packedRow = "\u001e";

const lastSeparator = 0x1f;
const firstSeparator = 0x1e;
const zero = 48;
const minus = 45;

/** The cells of a packed answer, read one after another: one text for a whole answer is several times faster than a row object each. */
class PackedCells {
  readonly #text: string;
  readonly #words = new Map<string, string>();
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Whether another row follows. */
  get more(): boolean {
    return this.#at < this.#text.length;
  }

  /** A whole number; nothing where the cell is empty. */
  number(): number | undefined {
    const text = this.#text;
    let at = this.#at;
    const negative = text.charCodeAt(at) === minus;
    if (negative) at += 1;
    const first = at;
    let value = 0;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code <= lastSeparator) break;
      value = value * 10 + code - zero;
    }
    this.#at = at + 1;
    if (at === first) return undefined;
    return negative ? -value : value;
  }

  /** A date as YYYY-MM-DD; an empty cell is an endless one. */
  date(): PlainDate {
    const text = this.#text;
    const at = this.#at;
    const code = text.charCodeAt(at);
    if (at >= text.length || (code >= firstSeparator && code <= lastSeparator)) {
      this.#at = at + 1;
      return ENDLESS;
    }
    const two = (from: number): number =>
      (text.charCodeAt(at + from) - zero) * 10 + text.charCodeAt(at + from + 1) - zero;
    this.#at = at + 11;
    return (12 * (two(0) * 100 + two(2)) + two(5) - 1) * 32 + two(8) - 1;
  }

  /** A text that is told apart from the others. */
  text(): string {
    const text = this.#text;
    const from = this.#at;
    let at = from;
    for (; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (code === firstSeparator || code === lastSeparator) break;
    }
    this.#at = at + 1;
    return text.slice(from, at);
  }

  /** A text of which there are few: kept once, however often it stands. */
  word(): string {
    const text = this.text();
    const known = this.#words.get(text);
    if (known !== undefined) return known;
    this.#words.set(text, text);
    return text;
  }
}

/** Reads the rows of a packed answer; none where there is no text. */
export function readPacked<Row>(text: string | null | undefined, row: (cells: PackedCells) => Row): Row[] {
  const rows: Row[] = [];
  if (text === null || text === undefined || text === "") return rows;
  const cells = new PackedCells(text);
  while (cells.more) rows.push(row(cells));
  return rows;
}
