import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { formatDate, isDay } from "@emeritus/engine/dates.ts";
import { importDeposits } from "@emeritus/operations/money-in/import-deposits.ts";
import { employersNamed, readStatement } from "@emeritus/operations/money-in/read-invoices.ts";
import { readAged, readControlProofs, readSuspense } from "@emeritus/operations/money-in/read-money-in.ts";
import { statementCsv } from "@emeritus/operations/money-in/statement-file.ts";
import { en } from "@emeritus/words/en/index.ts";
import { count, money } from "@emeritus/words/format.ts";
import { wordsFor } from "@emeritus/words/index.ts";
import { refusalText } from "../acting.ts";
import { type ActAsked, commandOfActs } from "../acts.ts";
import type { Command } from "../command.ts";
import { bad, BAD_USAGE, REFUSED } from "../exit-status.ts";

const words = en.money;
const says = words.terminal;
const names = ["as", "code", "on", "employer", "from", "to"] as const;

/** Money in from the terminal, by the same operations as the pages and the API. */
export const command: Command = commandOfActs({
  name: "money",
  summary: says.moneySummary,
  usage: says.moneyUsage,
  options: names,
  acts: { import: importFile, waiting, aged, statement, proof },
});

async function importFile({ system, actor, named, say }: ActAsked): Promise<number> {
  if (named === undefined || !existsSync(named)) {
    say(words.problems.fileMissing);
    return BAD_USAGE;
  }
  const bytes = readFileSync(named);
  const { accepted, refused } = await importDeposits(system, actor, {
    key: randomUUID(),
    name: basename(named),
    bytes,
  });
  if (refused) {
    for (const { line, code } of refused.problems)
      say(says.lineProblem({ line, says: words.lineProblems[code] }));
    say(refusalText(words.problems, refused));
    return REFUSED;
  }
  const { deposits, matched, knownBefore, again } = accepted;
  const numbers = { deposits: count(deposits), matched: count(matched), known: count(knownBefore) };
  say(again ? words.receiptNew.again : words.receiptNew.taken(numbers));
  return 0;
}

async function waiting({ system, actor, say }: ActAsked): Promise<number> {
  const receipts = await readSuspense(system, actor);
  if (receipts.length === 0) say(says.nothing);
  for (const { receipt, receivedOn, days, reference, payer, leftCents } of receipts)
    say(
      says.waitingLine({ receipt, received: receivedOn, days, reference, payer, amount: money(leftCents) }),
    );
  return 0;
}

async function aged({ system, actor, options, say }: ActAsked): Promise<number> {
  const on = options["on"];
  if (on !== undefined && !isDay(on)) return bad(say, words.problems.badDay);
  for (const row of (await readAged(system, actor, on)).rows)
    say(
      says.agedLine({
        employer: row.employerName,
        notDue: money(row.notDueCents),
        to30: money(row.to30Cents),
        to60: money(row.to60Cents),
        to90: money(row.to90Cents),
        over90: money(row.over90Cents),
        open: money(row.openCents),
      }),
    );
  return 0;
}

async function statement({ system, actor, options, say }: ActAsked): Promise<number> {
  const { employer: code, from, to = formatDate(system.calendar.today()) } = options;
  if (from === undefined || !isDay(from) || !isDay(to)) return bad(say, words.problems.badDay);
  const employers = await employersNamed(system.reader, system.fund.number);
  const named = employers.find((each) => each.code === code);
  if (named === undefined) return bad(say, says.noEmployer);
  const seen = await readStatement(system, actor, { employer: named.employer, from, to });
  for (const line of statementCsv(wordsFor("en"), seen!).trimEnd().split("\r\n")) say(line);
  return 0;
}

async function proof({ system, actor, say }: ActAsked): Promise<number> {
  const proofs = await readControlProofs(system, actor);
  for (const { name, account, ledgerCents, kept, equal } of proofs)
    say(
      says.proofLine({
        name: words.proofs.names[name],
        account,
        ledger: String(ledgerCents),
        kept: String(kept),
        state: equal ? words.proofs.equal : words.proofs.unequal,
      }),
    );
  return proofs.every(({ equal }) => equal) ? 0 : REFUSED;
}
