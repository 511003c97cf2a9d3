import { isDay } from "@emeritus/engine/dates.ts";
import type { Trust } from "@emeritus/records/ledger.ts";
import { trustNames } from "@emeritus/records/money-in.ts";
import type { Cents, DateText } from "@emeritus/records/schema.ts";

/** The columns of a deposit file, in their order; the first line of the file names them. */
export const depositColumns = [
  "trust",
  "received_on",
  "amount",
  "reference",
  "payer",
  "bank_number",
] as const;

/** One deposit as a file gives it. */
export interface Deposit {
  readonly line: number;
  readonly trust: Trust;
  readonly receivedOn: DateText;
  readonly cents: Cents;
  readonly reference: string;
  readonly payer: string;
  readonly bankNumber: string;
}

/** What is wrong with a line of a deposit file; the words for each code are in the catalogue. */
export interface LineProblem {
  readonly line: number;
  readonly code:
    | "columnsWrong"
    | "fieldsWrong"
    | "trustWrong"
    | "dayWrong"
    | "amountWrong"
    | "referenceMissing"
    | "bankNumberMissing"
    | "bankNumberTwice"
    | "bankNumberOther"
    | "noDeposits"
    | "textWrong";
}

const mostText = 100;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * Pure. Reads a file of deposits: UTF-8, commas, a heading, one deposit a line; a field may stand in double quotes. Every line is
 * read, so that all that is wrong is told at once.
 */
export function readDepositFile(bytes: Uint8Array): { deposits: Deposit[]; problems: LineProblem[] } {
  const deposits: Deposit[] = [];
  const problems: LineProblem[] = [];
  const text = textOf(bytes);
  if (text === undefined) return { deposits, problems: [{ line: 1, code: "textWrong" }] };
  const [heading = "", ...lines] = text.split(/\r\n|\n|\r/u);
  if (heading.trim().toLowerCase() !== depositColumns.join(","))
    return { deposits, problems: [{ line: 1, code: "columnsWrong" }] };
  const seen = new Set<string>();
  lines.forEach((each, at) => {
    if (each.trim() === "") return;
    const read = readLine(each, at + 2);
    if ("code" in read) return void problems.push(read);
    const number = `${read.trust} ${read.bankNumber}`;
    if (seen.has(number)) return void problems.push({ line: read.line, code: "bankNumberTwice" });
    seen.add(number);
    deposits.push(read);
  });
  if (deposits.length + problems.length === 0) problems.push({ line: 1, code: "noDeposits" });
  return { deposits, problems };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    const text = utf8.decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}

function readLine(text: string, line: number): Deposit | LineProblem {
  const fields = fieldsOf(text);
  if (fields?.length !== depositColumns.length) return { line, code: "fieldsWrong" };
  const [trust, receivedOn, amount, reference, payer, bankNumber] = fields.map((field) => field.trim()) as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  if (!isTrust(trust)) return { line, code: "trustWrong" };
  if (!isDay(receivedOn)) return { line, code: "dayWrong" };
  if (!/^\d{1,12}\.\d{2}$/u.test(amount) || /^0+\.00$/u.test(amount)) return { line, code: "amountWrong" };
  if (reference === "" || reference.length > mostText) return { line, code: "referenceMissing" };
  if (bankNumber === "" || bankNumber.length > mostText || payer.length > mostText)
    return { line, code: "bankNumberMissing" };
  return { line, trust, receivedOn, cents: BigInt(amount.replace(".", "")), reference, payer, bankNumber };
}

/** The fields of a line; nothing where quotes are left open or stand in the middle of a field. */
function fieldsOf(line: string): string[] | undefined {
  const fields: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/uy;
  for (let at = 0; at <= line.length;) {
    field.lastIndex = at;
    const found = field.exec(line);
    if (found === null) return undefined;
    fields.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? "");
    if (found[3] === "") return fields;
    at = field.lastIndex;
  }
  return fields;
}

const isTrust = (text: string): text is Trust => (trustNames as readonly string[]).includes(text);
