import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Part } from "@emeritus/engine/explanation.ts";
import { count, longDate, longMonth } from "../format.ts";
import type { Words } from "../index.ts";
import { capital } from "../phrase.ts";
import { moneyText } from "../value.ts";
import { conditionText } from "./conditions.ts";
import { Formulas, type LineOf } from "./formula.ts";
import { type InWords, valueOf } from "./in-words.ts";
import { conditionsOf, coreOf, decides, lostOf, roundingOf, unionIn } from "./parts.ts";
import { type Piece, plainSentence } from "./pieces.ts";

/** The sentences of the lines: how a value came about, what was considered and not used, and why. */
export class Sentences {
  readonly #by: InWords;
  readonly #lineOf: LineOf;
  readonly #formulas: Formulas;

  constructor(by: InWords, lineOf: LineOf) {
    this.#by = by;
    this.#lineOf = lineOf;
    this.#formulas = new Formulas(by, lineOf);
  }

  /** What a line says of a part. */
  of(part: Part): Piece[][] {
    const said = this.#by.words.worksheet;
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
    const condition = part.kind === "yesNo" ? conditionText(this.#by, core) : "";
    if (condition && core !== part) sentences.push([`${condition}.`]);
    const because = this.#because(part);
    if (because) sentences.push(because);
    return sentences;
  }

  /** The engine's own refusals have a sentence each; a provision's own has a phrase in the words of the law. */
  #refusal(code: string): string {
    const { refusals, refusedByLaw } = this.#by.words.worksheet;
    const sentences: Readonly<Record<string, string>> = refusals;
    return sentences[code] ?? refusedByLaw({ because: this.#by.phrase(code) });
  }

  #saysRow(part: Part): Piece[][] {
    const said = this.#by.words.worksheet;
    const { row, until, governedBy } = part.row!;
    const by = this.#by.phrase(governedBy);
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
    const by = keyed?.name ? this.#by.phrase(keyed.name) : "";
    return this.#by.words.worksheet.tableRow({ key: count(part.key!), by });
  }

  #saysWindow(part: Part): Piece[][] {
    const said = this.#by.words.worksheet;
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
    const said = this.#by.words.worksheet;
    const days =
      typeof union.value === "object" && union.value !== null && "days" in union.value ? union.value.days : 0;
    const time = valueOf(this.#by, union);
    return days === 0 ? [[said.counted]] : [[said.counted], [said.looseDays({ time })]];
  }

  #saysSearch(part: Part): Piece[][] {
    const said = this.#by.words.worksheet;
    const { found, before } = part.search!;
    if (!found) return [[said.noMonth]];
    const sentences: Piece[][] = [[said.firstMonth({ month: longMonth(formatDate(found.month)) })]];
    const because = conditionText(this.#by, found.because);
    if (because) sentences.push([`${said.because}${because}.`]);
    if (before) sentences.push([said.monthBefore({ month: longMonth(formatDate(before.month)) })]);
    return sentences;
  }

  #saysSteps(part: Part): Piece[][] {
    const said = this.#by.words.worksheet;
    if (part.steps!.length === 0) return [[said.noSteps]];
    return part.steps!.map(({ on, before, after }) => [
      said.step({
        on: longDate(formatDate(on)),
        before: valueOf(this.#by, { kind: part.kind, value: before }),
        after: valueOf(this.#by, { kind: part.kind, value: after }),
      }),
    ]);
  }

  #formulaSentence(part: Part, core: Part): Piece[] {
    const said = this.#by.words.worksheet;
    if (decides(core)) return [];
    if (core.op === "constant") return [];
    const { symbols, figures } = this.#formulas.of(core, core === part || core.role === "operation");
    if (symbols.length === 0) return this.#workedOutFrom(part);
    const rounding = roundingOf(part);
    const alone = symbols.length === 1 && typeof symbols[0] !== "string";
    const exactly = rounding && rounding.before.d !== 1n ? ` = ${moneyText(rounding.before)}` : "";
    const how = exactly ? roundedHow(said, rounding!.by.mode) : "";
    if (alone) return exactly ? [...symbols, `: ${figures}${how}.`] : [...symbols, "."];
    return [...symbols, figures ? `: ${figures}${exactly}${how}.` : "."];
  }

  /** For formulas that do not read well in a line: the lines they use. */
  #workedOutFrom(part: Part): Piece[] {
    const used = new Map<number, string>();
    const look = (at: Part) => {
      for (const below of at.parts) {
        const line = this.#lineOf(below);
        if (line) used.set(line.number, line.id);
        else if (below.role !== "provision") look(below);
      }
    };
    look(part);
    const pieces = [...used].flatMap(([line, id], at) => [
      at === 0 ? this.#by.words.worksheet.workedOutFrom : this.#by.words.worksheet.and,
      { line, id },
    ]);
    return pieces.length > 0 ? [...pieces, "."] : [];
  }

  #saysLost(of: Part, lost: Part): Piece[][] {
    const said = this.#by.words.worksheet;
    const chosen = of.parts[0];
    const value = valueOf(this.#by, lost);
    const name = lost.name ? this.#by.phrase(lost.name) : undefined;
    if (!name || !chosen) return [];
    const { symbols } = this.#formulas.of(coreOf(lost), true);
    const formula = symbols.length > 1 ? `${plainSentence(this.#by.words, symbols)} = ` : "";
    const parts = { name: capital(name), formula, value };
    return [[of.op === "greater" ? said.notUsedLower(parts) : said.notUsedHigher(parts)]];
  }

  /** Why an arm of the rule was taken, when a named condition decided it. */
  #because(part: Part): Piece[] | undefined {
    const texts = conditionsOf(part)
      .map((condition) => conditionText(this.#by, condition))
      .filter((text) => text !== "");
    if (texts.length === 0) return undefined;
    return [`${this.#by.words.worksheet.because}${[...new Set(texts)].join(this.#by.words.worksheet.and)}.`];
  }
}

function roundedHow(said: Words["worksheet"], mode: string): string {
  return mode === "halfUp" ? said.rounded : mode === "down" ? said.roundedDown : said.roundedOther;
}
