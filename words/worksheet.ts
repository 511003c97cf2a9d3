/**
 * Turns an explanation of the engine into numbered lines, like a tax form: each has a name, an amount, one or more sentences,
 * where it came from, and the law. A line refers to earlier lines by number; what was shown once is not shown again.
 */
import type { Part } from "@emeritus/engine/explanation.ts";
import type { Words } from "./index.ts";
import { capital, phraseOf } from "./phrase.ts";
import { type InWords, valueOf } from "./worksheet/in-words.ts";
import { decides, isNothing, keyOf, type LineSource, sourceOf } from "./worksheet/parts.ts";
import { beginCapital, type Piece } from "./worksheet/pieces.ts";
import { Sentences } from "./worksheet/sentences.ts";

/** One numbered line of a worksheet. */
export interface WorksheetLine {
  readonly number: number;
  /** Stands in the page's address after "#", and is the same each time. */
  readonly id: string;
  readonly name: string;
  readonly value: string;
  /** Sentences, each of words and references to earlier lines. */
  readonly says: readonly (readonly Piece[])[];
  readonly source: LineSource;
  readonly sourceText: string;
  readonly cites: readonly string[];
  /** The entry of the register of open questions that decides what the law leaves open. */
  readonly register: string | undefined;
  /** Whether this is the result that the worksheet was asked for. */
  readonly total: boolean;
}

/** A worksheet that grows: results added later refer to lines that stand already. */
export interface Worksheet {
  /** Adds a result and gives its new lines, the result's own last. */
  add(root: Part): WorksheetLine[];
  /** The address of the line on which a result stands. */
  idOf(root: Part): string;
  readonly lines: readonly WorksheetLine[];
}

/** Begins an empty worksheet in the words of a catalogue; `prefix` begins its lines' addresses, one a worksheet of a page. */
export function beginWorksheet(words: Words, prefix = "line"): Worksheet {
  const sheet = new Sheet(words, prefix);
  return { add: (root) => sheet.add(root), idOf: (root) => sheet.idOf(root), lines: sheet.lines };
}

/** The lines of one result. */
export function worksheetOf(words: Words, root: Part, prefix?: string): WorksheetLine[] {
  return beginWorksheet(words, prefix).add(root);
}

const lists = new Set(["pay", "periods", "assemblies"]);

class Sheet {
  readonly lines: WorksheetLine[] = [];
  readonly #prefix: string;
  readonly #by: InWords;
  readonly #sentences: Sentences;
  readonly #byPart = new Map<Part, WorksheetLine>();
  readonly #byKey = new Map<string, WorksheetLine>();
  readonly #visited = new Set<Part>();
  readonly #ids = new Set<string>();

  constructor(words: Words, prefix: string) {
    this.#prefix = prefix;
    this.#by = { words, phrase: phraseOf(words) };
    this.#sentences = new Sentences(this.#by, (part) => this.#byPart.get(part));
  }

  add(root: Part): WorksheetLine[] {
    const before = this.lines.length;
    this.#visit(root, root);
    return this.lines.slice(before);
  }

  idOf(root: Part): string {
    const line = this.#byPart.get(root);
    if (!line) throw new Error(`${root.name ?? root.op} stands on no line`);
    return line.id;
  }

  /** Lines of everything below come first, so that a line only refers to lines above it. */
  #visit(part: Part, root: Part): void {
    if (this.#visited.has(part)) return;
    this.#visited.add(part);
    for (const below of this.#below(part, root)) this.#visit(below, root);
    if (part !== root && !this.#standsAlone(part)) return;
    const same = this.#byKey.get(keyOf(part));
    if (same && part !== root) this.#byPart.set(part, same);
    else this.#write(part, part === root);
  }

  /** What a line is made of; conditions are lines only where a condition is what was asked for. */
  #below(part: Part, root: Part): readonly Part[] {
    if (part.origin === "stated" && part.role === "provision") return [];
    if (part.op === "dated" || part.role === "setting" || part.search) return [];
    return decides(root) ? part.parts : part.parts.filter((below) => !decides(below));
  }

  /**
   * Whether a part deserves a line: it has a name and is an amount, a rate, a time, a count or a date, or decides a choice. What is known
   * not to exist takes no part in a calculation.
   */
  #standsAlone(part: Part): boolean {
    if (part.value === null) return false;
    if (part.role === "fact")
      return !lists.has(part.name ?? "") && part.kind !== "choice" && !isNothing(part);
    if (part.role === "table") return part.key !== undefined;
    return part.role === "provision" || part.role === "named";
  }

  #write(part: Part, total: boolean): void {
    const id = this.#idFor(part);
    const source = sourceOf(part);
    const line: WorksheetLine = {
      number: this.lines.length + 1,
      id,
      name: capital(this.#by.phrase(part.name ?? part.op)),
      value: valueOf(this.#by, part),
      says: this.#sentences.of(part).map(beginCapital),
      source,
      sourceText: this.#by.words.worksheet.sources[source],
      cites: [...(part.cites ?? []), ...(part.row?.row.cites ?? [])].filter(
        (cite, at, all) => all.indexOf(cite) === at,
      ),
      register: part.register ?? part.row?.row.register,
      total,
    };
    this.lines.push(line);
    this.#byPart.set(part, line);
    this.#byKey.set(keyOf(part), line);
  }

  #idFor(part: Part): string {
    const base = `${this.#prefix}-${part.name ?? part.op}`;
    let id = base;
    for (let at = 2; this.#ids.has(id); at++) id = `${base}-${at}`;
    this.#ids.add(id);
    return id;
  }
}
