import { formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { System } from "../system.ts";
import { decimal } from "./decimal.ts";
import { headerOf, moneyFields, type Expected, type ExpectedRow } from "./draft-report.ts";
import { readDate } from "./field-readers.ts";
import { planOfFirstHire } from "./plan-of-opening.ts";
import { membersIn, withChanges, type RowChanges, type SentFile } from "./sent-rows.ts";
import { writeReport } from "./write-report.ts";

/** What happened to somebody in the period. */
export const happenings = ["paid", "leave", "left", "died", "out"] as const;
export type Happening = (typeof happenings)[number];

/** One row as typed: text as it stands in the fields. */
export interface TypedRow {
  readonly pay: string;
  readonly code: string;
  readonly what: Happening;
  readonly on: string;
  readonly ltd: string;
  readonly basic: string;
  readonly optional: string;
}

/** A row that the employer added: another one for a member, or somebody newly hired. */
export interface AddedRow {
  readonly memberId: string;
  readonly ssn: string;
  readonly last: string;
  readonly first: string;
  readonly born: string;
  readonly position: string;
}

/** A report as far as it is typed in. Rows are found again by member and position, those of a refused file by line. */
export interface TypedReport {
  readonly payDate: string;
  readonly rows: Readonly<Record<string, TypedRow>>;
  readonly added: readonly AddedRow[];
  /** The refused file that is corrected, if any, as it stands in the draft. */
  readonly sent?: SentFile;
  /** The name of the file that is made of it. */
  readonly fileId?: string;
}

/** What a form of the page says: of rows of a refused file, only what was changed. */
export interface TypedForm extends Omit<TypedReport, "sent"> {
  /** The refusal whose rows the form showed. */
  readonly refusal?: string;
  readonly changes?: RowChanges;
  /** That the employer saw where the sums differ from those of the refused file. */
  readonly totalsSeen?: boolean;
}

/** A row of the page: who it is about, and what is typed. */
export interface GridRow {
  readonly id: string;
  readonly who: ExpectedRow | undefined;
  readonly added: AddedRow | undefined;
  readonly typed: TypedRow;
}

/** The rows of the page: everybody expected, and what was typed. */
export interface TypedRows {
  readonly expected: Expected;
  readonly payDate: string;
  readonly rows: readonly GridRow[];
}

const nothingTyped = {
  code: "REG",
  what: "paid",
  on: "",
  ltd: "0.00",
  basic: "0.00",
  optional: "0.00",
} as const;
/** How the page names a row of a refused file. */
export const sentId = (line: number): string => `l${line}`;

/** How the page names a row of somebody expected. */
export const idOf = (row: ExpectedRow): string => `${row.memberId}-${row.position}`;

/** What a draft comes to with what a form says; nothing when the form showed rows of another refused file than the draft has. Pure. */
export function typedWith(kept: TypedReport | undefined, form: TypedForm): TypedReport | undefined {
  if (form.refusal !== kept?.sent?.refusal) return undefined;
  const { payDate, rows, fileId } = form;
  const added = form.added.map((row) => (row.ssn === "" ? { ...row, ssn: ssnKept(kept, row) } : row));
  const sent = kept?.sent && withChanges(kept.sent, form.changes ?? {});
  return { payDate, rows, added, ...(sent === undefined ? {} : { sent, fileId: fileId ?? sent.fileId }) };
}

/** The Social Security number of an added row as the draft has it, since the page never repeats one. */
const ssnKept = (kept: TypedReport | undefined, { ssn: _, ...row }: AddedRow): string =>
  kept?.added.find((each) => addedParts.every((part) => each[part] === row[part]))?.ssn ?? "";

const addedParts = ["memberId", "last", "first", "born", "position"] as const;

/** Pure. Everybody expected with what was typed for them, then the rows that were added. */
export function gridOf(expected: Expected, typed: TypedReport | undefined): TypedRows {
  const named = typed?.sent && membersIn(typed.sent);
  const people = expected.rows.filter(({ memberId }) => !named?.has(Number(memberId)));
  const rows = people.map((who): GridRow => {
    const id = idOf(who);
    const what: Happening = named === undefined ? "paid" : "out";
    const fresh = { ...nothingTyped, what, pay: decimal(who.payCents) };
    return { id, who, added: undefined, typed: typed?.rows[id] ?? fresh };
  });
  const added = (typed?.added ?? []).map((row, at): GridRow => {
    const id = `added-${at}`;
    return { id, who: undefined, added: row, typed: typed?.rows[id] ?? { ...nothingTyped, pay: "0.00" } };
  });
  return { expected, payDate: typed?.payDate ?? formatDate(expected.payDate), rows: [...rows, ...added] };
}

/** A fault of one field as typed, before anything is checked. */
export interface TypingFault {
  readonly field: string;
  readonly says: "badAmount" | "badDate" | "dateMissing" | "personMissing" | "draftGone" | "totalsDiffer";
}

/** Pure but for today's date. The file of a report typed in, and which row each line of it comes from. */
export function writeGrid(
  system: System,
  expected: Expected,
  typed: TypedReport,
): { text: string; ids: ReadonlyMap<number, string> } | { faults: readonly TypingFault[] } {
  const faults: TypingFault[] = [];
  const payDate = dateOf(typed.payDate);
  if (payDate === undefined) faults.push({ field: "payDate", says: "badDate" });
  const lines: { id: string; fields: readonly string[] }[] = (typed.sent?.rows ?? [])
    .filter(({ out }) => out !== true)
    .map(({ line, fields }) => ({ id: sentId(line), fields }));
  for (const row of gridOf(expected, typed).rows) {
    const made = linesOf(row, expected, payDate ?? expected.payDate, faults);
    for (const fields of made) lines.push({ id: row.id, fields });
  }
  if (faults.length > 0) return { faults };
  const order = ["E", "L", "M", "X"];
  lines.sort((a, b) => order.indexOf(a.fields[0]!) - order.indexOf(b.fields[0]!));
  const header = headerOf(system, expected, payDate!);
  const text = writeReport(
    typed.sent === undefined ? header : { ...header, fileId: typed.fileId ?? typed.sent.fileId },
    lines.map(({ fields }) => fields),
  );
  return { text, ids: new Map(lines.map(({ id }, at) => [at + 2, id])) };
}

function linesOf(
  { id, who, added, typed }: GridRow,
  { period, rows, rates }: Expected,
  payDate: PlainDate,
  faults: TypingFault[],
): string[][] {
  if (typed.what === "out") return [];
  const amounts = { payCents: 0, ltdCents: 0, basicCents: 0, optionalCents: 0 };
  for (const [name, field] of amountFields) {
    const amount = centsTyped(typed[field]);
    if (amount === undefined) faults.push({ field: `${field}-${id}`, says: "badAmount" });
    else amounts[name] = amount;
  }
  const on = typed.what === "paid" ? period.end : dateOf(typed.on);
  if (on === undefined) faults.push({ field: `on-${id}`, says: typed.on === "" ? "dateMissing" : "badDate" });
  const day = on ?? period.end;
  const paid = { ...amounts, payDate, rates, code: typed.code };
  if (added !== undefined && added.memberId === "")
    return hired(added, period.begin, paid, period.end, id, faults);
  const known = who ?? rows.find((row) => row.memberId === added!.memberId);
  if (known === undefined) {
    faults.push({ field: `pay-${id}`, says: "personMissing" });
    return [];
  }
  const person = added === undefined ? known : { ...known, position: added.position || known.position };
  const number = [person.memberId, "", person.lastName, person.firstName, formatDate(person.born)];
  const last = formatDate(day);
  if (typed.what === "leave") return [["L", person.memberId, last, "", "OTHER_APPROVED", "N", "", ""]];
  const money = moneyFields(person, { ...paid, end: Math.min(person.end, day) });
  if (typed.what === "paid") return [money];
  const event = typed.what === "died" ? "DEATH" : "TERM";
  const tail = [formatDate(period.end), "", "", person.position, "", ""];
  const ends = ["E", ...number, event, last, ...tail];
  return amounts.payCents === 0 ? [ends] : [ends, money];
}

const amountFields = [
  ["payCents", "pay"],
  ["ltdCents", "ltd"],
  ["basicCents", "basic"],
  ["optionalCents", "optional"],
] as const;

function hired(
  added: AddedRow,
  begin: PlainDate,
  paid: Parameters<typeof moneyFields>[1],
  end: PlainDate,
  id: string,
  faults: TypingFault[],
): string[][] {
  const born = dateOf(added.born);
  const { ssn, last, first, position } = added;
  if (!/^\d{9}$/u.test(ssn) || last === "" || first === "" || position === "" || born === undefined) {
    faults.push({ field: `pay-${id}`, says: "personMissing" });
    return [];
  }
  const who: ExpectedRow = {
    memberId: "",
    lastName: last,
    firstName: first,
    born,
    position,
    plan: planOfFirstHire(begin),
    fteHundredths: 10_000,
    eligible: true,
    begin,
    end,
    payCents: 0,
  };
  const day = formatDate(begin);
  return [
    ["E", "", ssn, last, first, formatDate(born), "HIRE", day, "", "", "", position, "", ""],
    moneyFields(who, { ...paid, ssn }),
  ];
}

/** Cents of an amount as people type it: 2750.50, $2,750.50, 2750. Nothing for anything else. */
function centsTyped(text: string): number | undefined {
  const plain = text.trim().replace(/^\$\s*/u, "");
  if (!/^(?:\d{1,7}|\d{1,3}(?:,\d{3}){1,2})(?:\.\d{2})?$/u.test(plain)) return undefined;
  const digits = plain.replaceAll(",", "");
  return Number(digits.includes(".") ? digits.replace(".", "") : `${digits}00`);
}

function dateOf(text: string): PlainDate | undefined {
  const bytes = new TextEncoder().encode(text.trim());
  return Number.isNaN(readDate(bytes, 0, bytes.length)) ? undefined : parseDate(text.trim());
}
