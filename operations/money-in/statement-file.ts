import { formatDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import type { Letter } from "@emeritus/ports/letter-printer.ts";
import { trustNamed } from "@emeritus/records/money-in.ts";
import { longDate, money as dollars } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import type { Actor } from "../actor.ts";
import { safeCell } from "../reporting-pay/findings-file.ts";
import type { System } from "../system.ts";
import { readStatement, type Statement } from "./read-invoices.ts";

/** A statement as comma-separated text for a spreadsheet: opening, every line, closing. No cell can be taken for a formula. */
export function statementCsv(words: Words, seen: Statement): string {
  const said = words.money.statement;
  const trusts = words.money.trusts;
  const heads = [
    said.day,
    said.what,
    words.money.columns.reference,
    words.money.trust,
    said.charged,
    said.received,
  ];
  const rows = [
    [seen.from, said.opening, "", "", formatCents(seen.openingCents), ""],
    ...seen.lines.map((line) => [
      line.day,
      said.whats[line.what],
      line.reference,
      trusts[trustNamed(line.trust)],
      formatCents(line.chargedCents),
      formatCents(line.receivedCents),
    ]),
    [seen.to, said.closing, "", "", formatCents(seen.closingCents), ""],
  ];
  return `${[heads, ...rows].map((row) => row.map(safeCell).join(",")).join("\r\n")}\r\n`;
}

/** A statement as a letter to be printed. Pure. */
export function statementLetter(
  words: Words,
  fund: System["fund"],
  seen: Statement,
  written: string,
): Letter {
  const said = words.money.statement;
  const lines = words.letters.sender.lines;
  const amount = (cents: bigint) => (cents < 0n ? `− ${dollars(-cents)}` : dollars(cents));
  return {
    language: "en",
    title: said.title({ employer: seen.employer.name }),
    sender: {
      name: fund.name,
      lines: fund.demonstration ? [...lines, words.letters.sender.demonstration] : lines,
    },
    date: written,
    dateLine: longDate(written),
    addressee: [seen.employer.name],
    references: [
      { label: words.money.columns.employer, value: seen.employer.code },
      {
        label: words.money.columns.period,
        value: said.period({ from: longDate(seen.from), to: longDate(seen.to) }),
      },
    ],
    salutation: words.letters.dear({ name: seen.employer.name }),
    body: [
      { kind: "paragraph", text: said.letterSays },
      { kind: "answer", label: said.closing, value: amount(seen.closingCents), says: said.credit },
      {
        kind: "table",
        columns: [said.opening, said.charged, said.received, said.closing],
        numbers: [0, 1, 2, 3],
        rows: [[seen.openingCents, seen.chargedCents, seen.receivedCents, seen.closingCents].map(amount)],
      },
      ...(seen.lines.length === 0
        ? []
        : ([
            { kind: "heading", text: said.lines },
            {
              kind: "table",
              columns: [said.day, said.what, words.money.columns.reference, said.charged, said.received],
              numbers: [3, 4],
              rows: seen.lines.map((line) => [
                line.day,
                said.whats[line.what],
                line.reference,
                line.chargedCents === 0n ? "" : amount(line.chargedCents),
                line.receivedCents === 0n ? "" : amount(line.receivedCents),
              ]),
            },
          ] as const)),
    ],
    closing: [...said.closingWords],
    footer: fund.name,
    pageOf: words.letters.pageOf,
  };
}

/** Reads a statement and prints it as PDF; nothing where there is none that the actor may see. */
export async function printStatement(
  system: System,
  actor: Actor,
  words: Words,
  asked: { employer: number; from: string; to: string },
): Promise<Uint8Array | undefined> {
  const seen = await readStatement(system, actor, asked);
  if (seen === undefined) return undefined;
  return system.letters.print(statementLetter(words, system.fund, seen, formatDate(system.calendar.today())));
}
