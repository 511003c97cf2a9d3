import type { Part } from "@emeritus/engine/explanation.ts";
import { count } from "../format.ts";
import { yearsFigure } from "../value.ts";
import { type InWords, valueOf } from "./in-words.ts";
import { isNothing, passing } from "./parts.ts";
import type { Piece } from "./pieces.ts";

/** The line on which a part stands, once it has one. */
export type LineOf = (part: Part) => { readonly number: number; readonly id: string } | undefined;

/** A formula twice: in lines and words, and in figures. */
export interface Formula {
  readonly symbols: readonly Piece[];
  readonly figures: string;
  readonly loose: boolean;
}

/** The formulas of the parts that stand on lines or inside of them. */
export class Formulas {
  readonly #by: InWords;
  readonly #lineOf: LineOf;

  constructor(by: InWords, lineOf: LineOf) {
    this.#by = by;
    this.#lineOf = lineOf;
  }

  /** A part in lines and in figures; below the top, whatever stands on a line is referred to. */
  of(part: Part, top = false): Formula {
    const said = this.#by.words.worksheet;
    const value = valueOf(this.#by, part);
    const line = top ? undefined : this.#lineOf(part);
    if (line) return { symbols: [{ line: line.number, id: line.id }], figures: value, loose: false };
    const [first] = part.parts;
    switch (part.op) {
      case "constant":
        return { symbols: [value], figures: value, loose: false };
      case "sum":
      case "minus":
      case "product":
      case "ratio":
        return this.#joined(part);
      case "greater":
      case "lesser":
        return first ? this.of(first) : { symbols: [], figures: "", loose: false };
      case "inYears": {
        const inside = this.of(first!);
        if (inside.symbols.length === 0) return inside;
        return {
          symbols: [...(inside.loose ? ["(", ...inside.symbols, ")"] : inside.symbols), said.inYears],
          figures: yearsFigure(Number(first!.value)),
          loose: false,
        };
      }
      case "wholeYears":
        return this.#after(part, said.fullYearsOf, value);
      case "blocks":
        return this.#after(part, said.fullBlocksOf({ size: this.#sizeOf(part) }), value);
      case "remainder":
        return this.#after(part, said.leftOverOf({ size: this.#sizeOf(part) }), value);
      default:
        if (passing.has(part.op) && first) return this.of(first);
        return {
          symbols: part.name && !top ? [this.#by.phrase(part.name)] : [],
          figures: value,
          loose: false,
        };
    }
  }

  #sizeOf(part: Part): string {
    const { hours, days } = this.#by.words.worksheet;
    const size = part.size ?? 1;
    const kind = part.parts[0]?.kind;
    return kind === "hours"
      ? hours({ hours: count(size) })
      : kind === "days"
        ? days({ days: size })
        : count(size);
  }

  #after(part: Part, before: string, value: string): Formula {
    const { symbols } = this.of(part.parts[0]!);
    return { symbols: symbols.length > 0 ? [before, ...symbols] : [], figures: value, loose: false };
  }

  #joined(part: Part): Formula {
    const sign = { sum: " + ", minus: " − ", product: " × ", ratio: " ÷ " }[part.op as "sum"];
    const loose = part.op === "sum" || part.op === "minus";
    const terms = part.parts.filter(
      (term) => !(part.op === "sum" && isNothing(term) && part.parts.length > 1),
    );
    const inside = (terms.length > 0 ? terms : part.parts).map((term) => this.of(term));
    const wraps = (at: number): boolean => !loose || (part.op === "minus" && at > 0);
    if (inside.some(({ symbols }) => symbols.length === 0)) return { symbols: [], figures: "", loose: false };
    return {
      symbols: inside.flatMap(({ symbols, loose: open }, at) => [
        ...(at > 0 ? [sign] : []),
        ...(wraps(at) && open ? ["(", ...symbols, ")"] : symbols),
      ]),
      figures:
        inside.length === 1
          ? ""
          : inside
              .map(({ figures, loose: open }, at) => (wraps(at) && open ? `(${figures})` : figures))
              .join(sign),
      loose: loose && inside.length > 1,
    };
  }
}
