/**
 * Turns an explanation of the engine into numbered lines, like a tax form: each has a name, an amount, one or more sentences,
 * where it came from, and the law. A line refers to earlier lines by number; what was shown once is not shown again.
 */
import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Part } from "@emeritus/engine/explanation.ts";
import { longDate, longMonth, count } from "./format.ts";
import type { Words } from "./index.ts";
import { capital, type Phrase, phraseOf } from "./phrase.ts";
import { moneyText, valueText, yearsFigure } from "./value.ts";

/** A piece of a sentence: words, or a reference to a line. */
export type Piece = string | { readonly line: number; readonly id: string };

/** Where a line's value came from. */
export type LineSource =
  | "recorded"
  | "stated"
  | "assumed"
  | "missing"
  | "law"
  | "setting"
  | "workedOut"
  | "checked";

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

/** A sentence as plain text, for letters and the terminal. */
export function plainSentence(words: Words, pieces: readonly Piece[]): string {
  return pieces
    .map((piece) => (typeof piece === "string" ? piece : words.worksheet.line({ number: piece.line })))
    .join("");
}

/** A formula twice: in lines and words, and in figures. */
interface Formula {
  readonly symbols: readonly Piece[];
  readonly figures: string;
  readonly loose: boolean;
}

const passing = new Set<Part["op"]>([
  "expected",
  "round",
  "as",
  "monthsOf",
  "cases",
  "supposing",
  "ifAny",
  "named",
  "ref",
]);
const lists = new Set(["pay", "periods", "assemblies"]);

class Sheet {
  readonly lines: WorksheetLine[] = [];
  readonly #prefix: string;
  readonly #words: Words;
  readonly #phrase: Phrase;
  readonly #byPart = new Map<Part, WorksheetLine>();
  readonly #byKey = new Map<string, WorksheetLine>();
  readonly #visited = new Set<Part>();
  readonly #ids = new Set<string>();

  constructor(words: Words, prefix: string) {
    this.#prefix = prefix;
    this.#words = words;
    this.#phrase = phraseOf(words);
  }

  add(root: Part): WorksheetLine[] {
    const before = this.lines.length;
    this.#visit(root, root);
    return this.lines.slice(before);
  }

  idOf(root: Part): string {
    const line = this.#lineOf(root);
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
    if (part.role !== "provision" && part.role !== "named") return false;
    return true;
  }

  #write(part: Part, total: boolean): void {
    const id = this.#idFor(part);
    const source = sourceOf(part);
    const line: WorksheetLine = {
      number: this.lines.length + 1,
      id,
      name: capital(this.#phrase(part.name ?? part.op)),
      value: valueText(this.#words, this.#phrase, part.kind, part.value),
      says: this.#says(part).map(beginCapital),
      source,
      sourceText: this.#words.worksheet.sources[source],
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

  #lineOf(part: Part): WorksheetLine | undefined {
    return this.#byPart.get(part);
  }

  /** The engine's own refusals have a sentence each; a provision's own has a phrase in the words of the law. */
  #refusal(code: string): string {
    const { refusals, refusedByLaw } = this.#words.worksheet;
    const sentences: Readonly<Record<string, string>> = refusals;
    return sentences[code] ?? refusedByLaw({ because: this.#phrase(code) });
  }

  #says(part: Part): Piece[][] {
    const said = this.#words.worksheet;
    if (part.value === undefined) return part.refusal ? [[this.#refusal(part.refusal.code)]] : [];
    if (part.origin === "stated" && part.role === "provision") return [[said.statedResult]];
    if (part.role === "fact") return [];
    if (part.row) return this.#saysRow(part);
    const core = coreOf(part);
    if (core.row) return this.#saysRow(core);
    if (core.key !== undefined && core.op === "lookup") return [[this.#rowFor(core)]];
    if (core.window) return this.#saysWindow(core);
    if (core.search) return this.#saysSearch(core);
    if (core.steps) return this.#saysSteps(core);
    const sentences: Piece[][] = [];
    const time = unionIn(core);
    if (time) sentences.push(...this.#saysTime(time));
    else {
      const formula = this.#formulaSentence(part, core);
      if (formula.length > 0) sentences.push(formula);
    }
    for (const lost of lostOf(part)) sentences.push(...this.#saysLost(lost.of, lost.part));
    const condition = part.kind === "yesNo" ? conditionText(this.#words, this.#phrase, core) : "";
    if (condition && core !== part) sentences.push([`${condition}.`]);
    const because = this.#because(part);
    if (because) sentences.push(because);
    return sentences;
  }

  #saysRow(part: Part): Piece[][] {
    const said = this.#words.worksheet;
    const { row, until, governedBy } = part.row!;
    const by = this.#phrase(governedBy);
    const from = longDate(formatDate(row.from));
    const sentences: Piece[][] = [
      [
        until === undefined
          ? said.inForce({ from, by })
          : said.inForceUntil({ from, until: longDate(formatDate(until)), by }),
      ],
    ];
    if (row.mark === "entered") sentences.push([said.entered]);
    if (row.mark === "assumed") sentences.push([said.assumedRow]);
    return sentences;
  }

  #rowFor(part: Part): string {
    const keyed = part.parts[0];
    const by = keyed?.name ? this.#phrase(keyed.name) : "";
    return this.#words.worksheet.tableRow({ key: count(part.key!), by });
  }

  #saysWindow(part: Part): Piece[][] {
    const said = this.#words.worksheet;
    const { first, last, entries, asked, total } = part.window!;
    const month = (row: typeof first) => longMonth(formatDate(row["month"] as PlainDate));
    const sentences: Piece[][] = [
      [said.highest({ entries: count(entries), first: month(first), last: month(last) })],
      [said.mean({ total: moneyText(total), entries: count(entries) })],
    ];
    if (entries < asked) sentences.push([said.fewer({ entries: count(entries), asked: count(asked) })]);
    return sentences;
  }

  #saysTime(union: Part): Piece[][] {
    const said = this.#words.worksheet;
    const days =
      typeof union.value === "object" && union.value !== null && "days" in union.value ? union.value.days : 0;
    const time = valueText(this.#words, this.#phrase, union.kind, union.value);
    return days === 0 ? [[said.counted]] : [[said.counted], [said.looseDays({ time })]];
  }

  #saysSearch(part: Part): Piece[][] {
    const said = this.#words.worksheet;
    const { found, before } = part.search!;
    if (!found) return [[said.noMonth]];
    const sentences: Piece[][] = [[said.firstMonth({ month: longMonth(formatDate(found.month)) })]];
    const because = conditionText(this.#words, this.#phrase, found.because);
    if (because) sentences.push([`${said.because}${because}.`]);
    if (before) sentences.push([said.monthBefore({ month: longMonth(formatDate(before.month)) })]);
    return sentences;
  }

  #saysSteps(part: Part): Piece[][] {
    const said = this.#words.worksheet;
    if (part.steps!.length === 0) return [[said.noSteps]];
    return part.steps!.map(({ on, before, after }) => [
      said.step({
        on: longDate(formatDate(on)),
        before: valueText(this.#words, this.#phrase, part.kind, before),
        after: valueText(this.#words, this.#phrase, part.kind, after),
      }),
    ]);
  }

  #formulaSentence(part: Part, core: Part): Piece[] {
    const said = this.#words.worksheet;
    if (decides(core)) return [];
    if (core.op === "constant") return [];
    const { symbols, figures } = this.#formula(core, core === part || core.role === "operation");
    if (symbols.length === 0) return this.#workedOutFrom(part);
    const rounding = part.rounding ?? roundingOf(part);
    const alone = symbols.length === 1 && typeof symbols[0] !== "string";
    const exactly = rounding && rounding.before.d !== 1n ? ` = ${moneyText(rounding.before)}` : "";
    const how = exactly ? roundedHow(said, rounding!.by.mode) : "";
    if (alone) return exactly ? [...symbols, `: ${figures}${how}.`] : [...symbols, "."];
    return [...symbols, figures ? `: ${figures}${exactly}${how}.` : "."];
  }

  /** For formulas that do not read well in a line: the lines they use. */
  #workedOutFrom(part: Part): Piece[] {
    const used = new Map<number, WorksheetLine>();
    const look = (at: Part) => {
      for (const below of at.parts) {
        const line = this.#lineOf(below);
        if (line) used.set(line.number, line);
        else if (below.role !== "provision") look(below);
      }
    };
    look(part);
    const pieces = [...used.values()].flatMap(({ number, id }, at) => [
      at === 0 ? this.#words.worksheet.workedOutFrom : this.#words.worksheet.and,
      { line: number, id },
    ]);
    return pieces.length > 0 ? [...pieces, "."] : [];
  }

  /** A part in lines and in figures; below the top, whatever stands on a line is referred to. */
  #formula(part: Part, top = false): Formula {
    const said = this.#words.worksheet;
    const value = valueText(this.#words, this.#phrase, part.kind, part.value);
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
        return first ? this.#formula(first) : { symbols: [], figures: "", loose: false };
      case "inYears": {
        const inside = this.#formula(first!);
        if (inside.symbols.length === 0) return inside;
        return {
          symbols: [...(inside.loose ? ["(", ...inside.symbols, ")"] : inside.symbols), said.inYears],
          figures: yearsFigure(Number(first!.value)),
          loose: false,
        };
      }
      case "wholeYears":
        return this.#of(part, said.fullYearsOf, value);
      case "blocks":
        return this.#of(part, said.fullBlocksOf({ size: this.#sizeOf(part) }), value);
      case "remainder":
        return this.#of(part, said.leftOverOf({ size: this.#sizeOf(part) }), value);
      default:
        if (passing.has(part.op) && first) return this.#formula(first);
        return { symbols: part.name && !top ? [this.#phrase(part.name)] : [], figures: value, loose: false };
    }
  }

  #sizeOf(part: Part): string {
    const { hours, days } = this.#words.worksheet;
    const size = part.size ?? 1;
    const kind = part.parts[0]?.kind;
    return kind === "hours"
      ? hours({ hours: count(size) })
      : kind === "days"
        ? days({ days: size })
        : count(size);
  }

  #of(part: Part, before: string, value: string): Formula {
    const { symbols } = this.#formula(part.parts[0]!);
    return { symbols: symbols.length > 0 ? [before, ...symbols] : [], figures: value, loose: false };
  }

  #joined(part: Part): Formula {
    const sign = { sum: " + ", minus: " − ", product: " × ", ratio: " ÷ " }[part.op as "sum"];
    const loose = part.op === "sum" || part.op === "minus";
    const terms = part.parts.filter(
      (term) => !(part.op === "sum" && isNothing(term) && part.parts.length > 1),
    );
    const inside = (terms.length > 0 ? terms : part.parts).map((term) => this.#formula(term));
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

  #saysLost(of: Part, lost: Part): Piece[][] {
    const said = this.#words.worksheet;
    const chosen = of.parts[0];
    const value = valueText(this.#words, this.#phrase, lost.kind, lost.value);
    const name = lost.name ? this.#phrase(lost.name) : undefined;
    if (!name || !chosen) return [];
    const { symbols } = this.#formula(coreOf(lost), true);
    const formula = symbols.length > 1 ? `${plainSentence(this.#words, symbols)} = ` : "";
    const parts = { name: capital(name), formula, value };
    return [[of.op === "greater" ? said.notUsedLower(parts) : said.notUsedHigher(parts)]];
  }

  /** Why an arm of the rule was taken, when a named condition decided it. */
  #because(part: Part): Piece[] | undefined {
    const texts = conditionsOf(part)
      .map((condition) => conditionText(this.#words, this.#phrase, condition))
      .filter((text) => text !== "");
    if (texts.length === 0) return undefined;
    return [`${this.#words.worksheet.because}${[...new Set(texts)].join(this.#words.worksheet.and)}.`];
  }
}

/** Whether a part is a condition or a choice: it decides which amounts count and is none itself. */
function decides(part: Part): boolean {
  return part.kind === "yesNo" || part.kind === "choice";
}

/** Days counted once from a list of spans, inside the operations of a formula. */
function unionIn(part: Part): Part | undefined {
  if (part.op === "union") return part;
  if (part.role !== "operation") return undefined;
  for (const below of part.parts) {
    const found = unionIn(below);
    if (found) return found;
  }
  return undefined;
}

/** A sentence with a capital first letter. */
function beginCapital(pieces: Piece[]): Piece[] {
  const [first, ...rest] = pieces;
  return typeof first === "string" ? [capital(first), ...rest] : pieces;
}

/** Two parts with the same name and value read the same. */
function keyOf(part: Part): string {
  const value = part.value;
  const text =
    typeof value === "object" && value !== null && "months" in value
      ? `${value.months} ${value.days}`
      : String(value);
  return `${part.role === "fact" ? "fact" : "rule"} ${part.name} ${part.key ?? ""} ${text}`;
}

/** A fact of zero, such as service that nobody bought. */
function isNothing(part: Part): boolean {
  const value = part.value;
  const zero = value === 0 || (typeof value === "object" && value !== null && "n" in value && value.n === 0n);
  return (
    zero &&
    part.origin !== "stated" &&
    part.origin !== "assumed" &&
    (part.role === "fact" || part.role === "provision")
  );
}

function sourceOf(part: Part): LineSource {
  if (part.role === "fact" || part.role === "field") return part.origin ?? "recorded";
  if (part.origin === "stated") return "stated";
  if (part.role === "setting") return "setting";
  const core = coreOf(part);
  const given = core === part || core.parts.length === 0;
  if (part.role === "table" || core.op === "dated" || core.op === "lookup") return "law";
  if (given && part.op === "constant") return "law";
  return decides(part) ? "checked" : "workedOut";
}

/** The operation inside the wrappers that add nothing a reader needs. */
function coreOf(part: Part): Part {
  let core = part;
  while (core.row === undefined && core.key === undefined && !core.window && !core.search && !core.steps) {
    const next = core.parts[0];
    const own = core === part || core.role === "operation";
    if (!own || !passing.has(core.op) || !next) break;
    if (core !== part && (core.role === "provision" || core.role === "named" || core.role === "fact")) break;
    core = next;
    if (core.role === "provision" || core.role === "fact" || core.role === "named") break;
  }
  if (
    core === part &&
    part.role === "provision" &&
    part.parts.length === 1 &&
    part.parts[0]!.op === part.op &&
    part.parts[0]!.role === "operation"
  ) {
    return coreOf(part.parts[0]!);
  }
  return core;
}

function roundingOf(part: Part): Part["rounding"] {
  if (part.rounding) return part.rounding;
  const [first] = part.parts;
  return first && first.role === "operation" && passing.has(part.op) ? roundingOf(first) : undefined;
}

/** What was considered and lost among two amounts, inside the wrappers of a part. */
function lostOf(part: Part): { of: Part; part: Part }[] {
  const core = coreOf(part);
  if (core.op !== "greater" && core.op !== "lesser") return [];
  return (core.lost ?? []).map((lost) => ({ of: core, part: lost }));
}

/** The conditions that decided which arms were taken, inside the wrappers of a part. */
function conditionsOf(part: Part): Part[] {
  const found: Part[] = [];
  let at: Part | undefined = part;
  while (at) {
    if (at.op === "cases" && at.role === "operation") found.push(...at.parts.slice(1));
    const next: Part | undefined = at.parts[0];
    if (!next || next.role !== "operation" || !passing.has(at.op)) break;
    at = next;
  }
  return found;
}

function roundedHow(said: Words["worksheet"], mode: string): string {
  return mode === "halfUp" ? said.rounded : mode === "down" ? said.roundedDown : said.roundedOther;
}

/** A condition in words, as it came out; settings and the class of member say nothing that a reader asks. */
function conditionText(words: Words, phrase: Phrase, part: Part): string {
  const said = words.worksheet;
  if (part.role === "provision" && part.name)
    return said.isTrue({
      name: phrase(part.name),
      value: valueText(words, phrase, part.kind, part.value).toLowerCase(),
    });
  const inside = part.parts.map((below) => conditionText(words, phrase, below)).filter((text) => text !== "");
  switch (part.op) {
    case "compare": {
      const [a, b] = part.parts;
      if (!a || !b) return "";
      const how = a.kind === "date" ? said.compareDates[part.how!] : said.compare[part.how!];
      return `${operandText(words, phrase, a)} ${how} ${operandText(words, phrase, b)}`;
    }
    case "is": {
      const [of] = part.parts;
      return of?.role === "provision" && of.name
        ? said.isTrue({ name: phrase(of.name), value: valueText(words, phrase, of.kind, of.value) })
        : "";
    }
    case "all":
    case "any":
      return inside.join(said.and);
    case "not":
      return inside.join("");
    default:
      return part.op === "supposing" || part.op === "ifAny" || part.op === "cases" ? (inside[0] ?? "") : "";
  }
}

function operandText(words: Words, phrase: Phrase, part: Part): string {
  const value = valueText(words, phrase, part.kind, part.value);
  return part.name && part.role !== "constant" ? `${phrase(part.name)} (${value})` : value;
}
