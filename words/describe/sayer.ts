import { Exact, exact, type Rounding } from "@emeritus/engine/exact.ts";
import type { TokenOf } from "@emeritus/engine/notation.ts";
import type { Saying } from "@emeritus/engine/saying.ts";
import type { Words } from "../index.ts";
import { phraseOf, type Phrase } from "../phrase.ts";
import { decimalText, valueText } from "../value.ts";
import { filled, lengthOf, type Pieces, type SaidLine, type SaidPiece, type Slots } from "./pieces.ts";

/** How long a line may be before it is laid out in several. */
const LONG = 84;

/** Sayings whose parts stand inside the row of a list. */
const LISTS: ReadonlySet<Saying["says"]> = new Set([
  "sumOver",
  "countOver",
  "anyOver",
  "everyOver",
  "earliestOver",
  "latestOver",
  "union",
  "covered",
  "window",
]);

/** Names multiplied or divided stay on one line, however long their words are. */
const isShortProduct = ({ says, parts }: Saying): boolean =>
  (says === "product" || says === "ratio") && parts.every((part) => part.parts.length === 0);

/** Sayings that stand in brackets inside arithmetic. */
const LOOSE: ReadonlySet<Saying["says"]> = new Set([
  "cases",
  "ifAny",
  "supposing",
  "carry",
  "course",
  "refusing",
]);

const tokenOf = ({ says }: Saying): TokenOf =>
  says === "table" || says === "field" || says === "fact"
    ? says
    : says === "provision" || says === "setting"
      ? says
      : "named";

/** Whether a rate ends after a few digits of percent; one that does not is written as a ratio. */
const isDecimal = ({ d }: Exact): boolean => 10_000_000n % d === 0n;

/** A step of a rate as a decimal: 0.000001. */
function decimalOf(step: Exact): string {
  const places = String(step.d).length - 1;
  const tenths = step.n === 1n && step.d === 10n ** BigInt(places);
  return tenths && places > 0 ? `0.${"0".repeat(places - 1)}1` : decimalText(exact(step.n, step.d));
}

/** A layout of several lines: the head, and the parts below it, each under a label of its own where it has one. */
interface Layout {
  readonly head: Pieces;
  readonly below: readonly { readonly label?: Pieces; readonly part: Saying }[];
  /** Whether the parts stand inside the row of a list. */
  readonly inRow?: boolean;
}

const LETTERS = ["a", "b", "c", "d", "e"] as const;

/** Says the formula of a provision in lines of words. */
export class SayerInWords {
  readonly #words: Words["describe"];
  readonly #catalogue: Words;
  readonly #phrase: Phrase;
  readonly #inlined = new WeakMap<Saying, Pieces[]>();

  constructor(words: Words) {
    this.#catalogue = words;
    this.#words = words.describe;
    this.#phrase = phraseOf(words);
  }

  /** A saying in lines at a level; `rows` is how many rows of lists stand around it. */
  lines(saying: Saying, level: number, rows: number): SaidLine[] {
    const pieces = this.inline(saying, rows);
    const layout =
      lengthOf(pieces) > LONG && !isShortProduct(saying) ? this.#layout(saying, rows) : undefined;
    if (!layout) return [{ level, pieces }];
    const deeper = rows + (layout.inRow ? 1 : 0);
    return [
      { level, pieces: layout.head },
      ...layout.below.flatMap((one) => this.#below(one, level + 1, deeper)),
    ];
  }

  #below({ label, part }: Layout["below"][number], level: number, rows: number): SaidLine[] {
    const [first, ...others] = this.lines(part, level, rows);
    if (!label) return [first!, ...others];
    if (others.length === 0 && lengthOf(label) + lengthOf(first!.pieces) <= LONG)
      return [{ level, pieces: [...label, " ", ...first!.pieces] }];
    return [{ level, pieces: label }, ...this.lines(part, level + 1, rows)];
  }

  /** How a result of a kind is rounded. */
  rounding({ mode, step }: Rounding, kind: Saying["kind"]): string {
    const said = this.#words.rounding;
    return said[mode].replace("{step}", this.#step(step, kind));
  }

  #step(step: Exact, kind: Saying["kind"]): string {
    const { cent, dollar, other } = this.#words.rounding;
    if (kind === "money" && step.d === 1n && step.n === 1n) return cent;
    if (kind === "money" && step.d === 1n && step.n === 100n) return dollar;
    const text = kind === "rate" ? decimalOf(step) : valueText(this.#catalogue, this.#phrase, kind, step);
    return other.replace("{a}", text);
  }

  #name(of: TokenOf, name: string): SaidPiece {
    return { of, name, text: this.#phrase(name) };
  }

  #joined(parts: readonly Pieces[], sign: string, last = sign): SaidPiece[] {
    return parts.flatMap((part, i) => (i === 0 ? part : [i === parts.length - 1 ? last : sign, ...part]));
  }

  /** A part inside arithmetic: what binds less tightly stands in brackets. */
  #term(part: Saying, rows: number, outer: "sum" | "product"): Pieces {
    const loose =
      LOOSE.has(part.says) || (outer === "product" && (part.says === "sum" || part.says === "minus"));
    const pieces = this.inline(part, rows);
    return loose ? ["(", ...pieces, ")"] : pieces;
  }

  /** A saying in one line; what stands in it is asked for by what stands around it more than once, and said once. */
  inline(saying: Saying, rows: number): Pieces {
    let said = this.#inlined.get(saying);
    if (!said) this.#inlined.set(saying, (said = []));
    return (said[rows] ??= this.#inline(saying, rows));
  }

  #inline(saying: Saying, rows: number): SaidPiece[] {
    const { says, parts, name, list, kind } = saying;
    const said = this.#words;
    const here = LISTS.has(says) ? rows + 1 : rows;
    const slots = this.#slots(saying, rows, here);
    const text = (key: keyof typeof said.inline, more: Slots = {}): SaidPiece[] =>
      filled(said.inline[key], { ...slots, ...more });
    switch (says) {
      case "value":
        return [this.#value(saying)];
      case "provision":
      case "setting":
      case "fact":
        return [this.#name(says, name!)];
      case "table":
        if (parts.length === 0) return [this.#name("table", name!)];
        return text(parts[0]!.kind === "date" ? "tableOn" : "table");
      case "named":
        return text("named");
      case "field":
        if (saying.row !== rows - 1) return text("fieldOfOuter");
        return text(kind === "yesNo" ? "fieldYesNo" : "field");
      case "stepValue":
        return text(name === undefined ? "stepValue" : "stepValueNamed");
      case "sum":
      case "minus":
      case "product":
      case "ratio": {
        const outer = says === "sum" || says === "minus" ? "sum" : "product";
        return this.#joined(
          parts.map((part, i) => this.#term(part, rows, says === "minus" && i > 0 ? "product" : outer)),
          said.signs[says],
        );
      }
      case "all":
      case "any":
        return this.#joined(
          parts.map((part) =>
            part.says === "any" || part.says === "all" || part.says === "cases"
              ? ["(", ...this.inline(part, rows), ")"]
              : this.inline(part, rows),
          ),
          said.signs[says],
        );
      case "not":
        if (parts[0]!.says === "given")
          return filled(said.inline.notGiven, this.#slots(parts[0]!, rows, rows));
        return text("not");
      case "compare": {
        const compares = parts[0]!.kind === "date" ? said.comparesDates : said.compares;
        return filled(compares[saying.how!], slots);
      }
      case "cases":
        return this.#casesInline(parts, rows);
      case "greater":
      case "lesser":
        return text(kind === "date" ? `${says}Date` : says);
      case "monthsFrom":
        return text(kind === "age" ? "monthsFromAge" : "monthsFrom");
      case "refusing":
        return text(parts.length > 0 ? "refusingWith" : "refusing");
      case "blocks":
        return text(saying.lastCounts === saying.size ? "blocks" : "blocksPart");
      case "course":
        return text("course", { steps: this.#courseInline(saying, rows) });
      case "union":
        return text(parts.length > 2 ? "unionWhere" : "union");
      case "covered":
        return text(parts.length > 4 ? "coveredWhere" : "covered");
      case "window":
      case "sumOver":
      case "earliestOver":
      case "latestOver":
        return text(parts.length > 1 ? `${says}Where` : says);
      default:
        if (list !== undefined && !LISTS.has(says)) throw new ReferenceError(`${says} has no words`);
        return text(says);
    }
  }

  #slots(saying: Saying, rows: number, here: number): Record<string, Pieces | string> {
    const { parts, name, list, size, lastCounts, says } = saying;
    const slots: Record<string, Pieces | string> = {};
    for (const [i, part] of parts.slice(0, LETTERS.length).entries()) {
      const outside = says === "covered" && i < 2;
      slots[LETTERS[i]!] = this.inline(part, outside ? rows : here);
    }
    slots["all"] = this.#joined(
      parts.map((part) => this.inline(part, here)),
      this.#words.signs.list,
      this.#words.signs.last,
    );
    if (name !== undefined) slots["name"] = [this.#name(tokenOf(saying), name)];
    if (list !== undefined) slots["list"] = [this.#name("list", list)];
    if (size !== undefined) slots["size"] = String(size);
    if (lastCounts !== undefined) slots["last"] = String(lastCounts);
    if (saying.rounding) slots["rounding"] = this.rounding(saying.rounding, saying.kind);
    if (saying.choices)
      slots["choices"] = this.#joined(
        saying.choices.map((choice) => [this.#name("choice", choice)]),
        this.#words.signs.list,
        this.#words.signs.or,
      );
    if (says === "supposing") slots["supposed"] = this.#supposed(saying, rows);
    return slots;
  }

  #supposed({ names = [], parts }: Saying, rows: number): SaidPiece[] {
    const each = names.map((name, i) =>
      filled(this.#words.inline.supposed, {
        name: [this.#name("fact", name)],
        a: this.inline(parts[i + 1]!, rows),
      }),
    );
    return this.#joined(each, this.#words.signs.list, this.#words.signs.last);
  }

  #casesInline(parts: readonly Saying[], rows: number): SaidPiece[] {
    const { arm, lastArm } = this.#words.inline;
    const arms = Array.from({ length: (parts.length - 1) / 2 }, (_, i) =>
      filled(arm, { a: this.inline(parts[2 * i]!, rows), b: this.inline(parts[2 * i + 1]!, rows) }),
    );
    const last = filled(lastArm, { a: this.inline(parts.at(-1)!, rows) });
    return this.#joined([...arms, last], this.#words.signs.cases);
  }

  #courseInline({ names = [], parts }: Saying, rows: number): SaidPiece[] {
    const each = names.map((name, i) =>
      filled(this.#words.inline.courseStep, {
        name: [this.#name("named", name)],
        a: this.inline(parts[3 + i]!, rows),
        b: this.inline(parts[3 + names.length + i]!, rows),
      }),
    );
    return this.#joined(each, this.#words.signs.cases);
  }

  #value({ kind, value }: Saying): SaidPiece {
    const { none, yes, no } = this.#words;
    if (value === null) return none;
    if (typeof value === "boolean") return value ? yes : no;
    if (typeof value === "string") return this.#name("choice", value);
    if (kind === "rate" && value instanceof Exact && !isDecimal(value)) return String(value);
    return valueText(this.#catalogue, this.#phrase, kind, value);
  }

  /** How a saying is laid out in several lines, where it can be. */
  #layout(saying: Saying, rows: number): Layout | undefined {
    const { says, parts, kind, names = [] } = saying;
    const heads = this.#words.block;
    const slots = this.#slots(saying, rows, LISTS.has(says) ? rows + 1 : rows);
    const head = (key: keyof typeof heads): Pieces => filled(heads[key], slots);
    const plain = (key: keyof typeof heads): Layout => ({
      head: head(key),
      below: parts.map((part) => ({ part })),
    });
    const rowed = (key: keyof typeof heads, labels: readonly (Pieces | undefined)[], of = parts): Layout => ({
      head: head(key),
      below: of.map((part, i) => (labels[i] ? { label: labels[i], part } : { part })),
      inRow: true,
    });
    switch (says) {
      case "cases":
        return { head: head("cases"), below: this.#arms(parts, rows) };
      case "ifAny":
        return {
          head: head("cases"),
          below: [
            { label: head("ifAny"), part: parts[1]! },
            { label: head("otherwise"), part: parts[2]! },
          ],
        };
      case "greater":
      case "lesser":
        return plain(kind === "date" ? `${says}Date` : says);
      case "all":
      case "any":
      case "sum":
      case "product":
      case "minus":
      case "ratio":
      case "earliestOf":
      case "latestOf":
      case "named":
      case "round":
        return plain(says);
      case "between":
        return this.#layout(parts[0]!, rows);
      case "supposing":
        return { head: head("supposing"), below: [{ part: parts[0]! }] };
      case "search":
        return { head: head("search"), below: [{ part: parts[2]! }] };
      case "sumOver":
      case "earliestOver":
      case "latestOver":
      case "window":
        return rowed(says, [undefined, head("where")]);
      case "countOver":
      case "anyOver":
      case "everyOver":
        return rowed(says, []);
      case "union":
        return rowed("union", [head("from"), head("to"), head("where")]);
      case "covered":
        return rowed("covered", [head("from"), head("to"), head("where")], parts.slice(2));
      case "carry":
        return {
          head: head("beginsWith"),
          below: [
            { part: parts[0]! },
            { label: filled(heads.each, { ...slots, a: slots["b"]!, b: slots["c"]! }), part: parts[3]! },
          ],
        };
      case "course":
        return {
          head: head("course"),
          below: [
            ...names.flatMap((name, i) => {
              const named = { name: [this.#name("named", name)] };
              return [
                { label: filled(heads.courseStart, named), part: parts[3 + i]! },
                { label: filled(heads.courseStep, named), part: parts[3 + names.length + i]! },
              ];
            }),
            { label: head("atTheEnd"), part: parts[2]! },
          ],
        };
      default:
        return undefined;
    }
  }

  #arms(parts: readonly Saying[], rows: number): Layout["below"] {
    const heads = this.#words.block;
    const arms = Array.from({ length: (parts.length - 1) / 2 }, (_, i) => {
      const [holds, part] = [parts[2 * i]!, parts[2 * i + 1]!];
      const label = filled(heads.if, { a: this.inline(holds, rows) });
      if (lengthOf(label) <= LONG || !this.#layout(holds, rows)) return [{ label, part }];
      return [
        { label: filled(heads.ifThis, {}), part: holds },
        { label: filled(heads.then, {}), part },
      ];
    });
    return [...arms.flat(), { label: filled(heads.otherwise, {}), part: parts.at(-1)! }];
  }
}
