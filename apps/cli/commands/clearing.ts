import { isDay } from "@emeritus/engine/dates.ts";
import { parseDollars } from "@emeritus/engine/money.ts";
import { readTrialBalance } from "@emeritus/operations/auditing/read-trial-balance.ts";
import { closeLedgerMonth } from "@emeritus/operations/closing-months/close-month.ts";
import { decideSettlement } from "@emeritus/operations/settling-payroll/decide-settlement.ts";
import { readClearing } from "@emeritus/operations/settling-payroll/read-clearing.ts";
import { takeBackSettlement } from "@emeritus/operations/settling-payroll/take-back-settlement.ts";
import { tellSettlement } from "@emeritus/operations/settling-payroll/tell-settlement.ts";
import type { ClearingItem } from "@emeritus/records/bank-settlement.ts";
import type { Account } from "@emeritus/records/ledger.ts";
import { trustNames } from "@emeritus/records/money-in.ts";
import { clearingItemText } from "@emeritus/words/clearing-item.ts";
import { en } from "@emeritus/words/en/index.ts";
import { count, longDate, longMonth, money } from "@emeritus/words/format.ts";
import { randomUUID } from "node:crypto";
import { saysNo } from "../acting.ts";
import { type ActAsked, commandOfActs } from "../acts.ts";
import type { Command } from "../command.ts";
import { isMonth, wholeNumber } from "../options.ts";
import { BAD_USAGE, REFUSED } from "../exit-status.ts";

const words = en.clearing;
const says = words.terminal;

/** What the bank took for payrolls, from the terminal, by the same operations as the pages and the API. */
export const command: Command = commandOfActs({
  name: "clearing",
  summary: says.summary,
  usage: says.usage,
  options: ["took", "gave", "on", "number", "because", "trust", "month"],
  acts: {
    open,
    tell,
    confirm: (asked) => decide(asked, "confirmed"),
    refuse: (asked) => decide(asked, "refused"),
    "take-back": takeBack,
    balance,
    close,
  },
});

const itemLine = (item: ClearingItem): string =>
  says.openLine({
    entry: String(item.entry),
    since: item.since,
    amount: money(item.cents),
    what: clearingItemText(words, item),
  });

async function open({ system, actor, say }: ActAsked): Promise<number> {
  const clearing = await readClearing(system, actor);
  if (clearing.open.length === 0) say(words.openNone);
  for (const item of clearing.open) say(itemLine(item));
  for (const { settlement, cents, settledOn, toldBy, takesBack, because } of clearing.waiting) {
    const said =
      takesBack === null
        ? words.said({ cents, day: longDate(settledOn) })
        : words.takesBack({ settlement: takesBack, because: because! });
    say(says.waitingLine({ settlement, said, by: toldBy }));
  }
  say(says.balance({ amount: money(clearing.cents) }));
  return 0;
}

const dollars = /^\d{1,12}\.\d{2}$/u;

async function tell({ system, actor, options, rest, say }: ActAsked): Promise<number> {
  const { took, gave, on = "", number } = options;
  const amount = took ?? gave ?? "";
  const bad = (line: string): number => (say(line), BAD_USAGE);
  if (rest.length === 0 || rest.some((entry) => !/^\d{1,18}$/u.test(entry)))
    return bad(words.problems.nothingChosen);
  if ((took === undefined) === (gave === undefined)) return bad(words.problems.wayMissing);
  if (!dollars.test(amount) || parseDollars(amount) === 0n) return bad(words.problems.amountMissing);
  if (!isDay(on)) return bad(words.problems.dateMissing);
  const { accepted, refused } = await tellSettlement(system, actor, {
    key: randomUUID(),
    entries: rest.map(BigInt),
    way: took === undefined ? "gave" : "took",
    cents: parseDollars(amount),
    settledOn: on,
    bankNumber: number,
  });
  if (refused) return saysNo(say, words.problems, refused);
  say(words.told(accepted));
  return 0;
}

async function decide(
  { system, actor, options, named, say }: ActAsked,
  decision: "confirmed" | "refused",
): Promise<number> {
  const settlement = wholeNumber(named);
  if (settlement === undefined) {
    say(words.problems.noSuchSettlement);
    return BAD_USAGE;
  }
  const asked = { key: randomUUID(), settlement, decision, because: options["because"] };
  const { refused } = await decideSettlement(system, actor, asked);
  if (refused) return saysNo(say, words.problems, refused);
  say(decision === "confirmed" ? words.confirmed({ settlement }) : words.refusedSaid({ settlement }));
  return 0;
}

async function takeBack({ system, actor, options, named, say }: ActAsked): Promise<number> {
  const settlement = wholeNumber(named);
  if (settlement === undefined) {
    say(words.problems.noSuchSettlement);
    return BAD_USAGE;
  }
  const asked = { key: randomUUID(), settlement, because: options["because"] ?? "" };
  const { refused } = await takeBackSettlement(system, actor, asked);
  if (refused) return saysNo(say, words.problems, refused);
  say(words.takingBackTold);
  return 0;
}

async function balance({ system, actor, options, say }: ActAsked): Promise<number> {
  const { trust: named = "pension", month, on } = options;
  const trust = trustNames.find((each) => each === named);
  if (trust === undefined || (month !== undefined && !isMonth(month)) || (on !== undefined && !isDay(on))) {
    for (const line of says.usage.split("\n")) say(en.cli.badUsage({ usage: line }));
    return BAD_USAGE;
  }
  const through = month === undefined ? undefined : `${month}-01`;
  const seen = await readTrialBalance(system, actor, { trust, month: through, asOf: on });
  const amount = (cents: bigint): string => (cents === 0n ? "-" : money(cents));
  say(says.head);
  for (const { account, name, leftDebitCents, leftCreditCents } of seen.accounts)
    say(
      says.account({
        account,
        name: en.audit.ledger.accounts[name as Account] ?? name,
        debit: amount(leftDebitCents),
        credit: amount(leftCreditCents),
      }),
    );
  say(says.sum({ debit: amount(seen.sums.leftDebitCents), credit: amount(seen.sums.leftCreditCents) }));
  for (const item of seen.clearing) say(itemLine(item));
  return seen.balances ? 0 : REFUSED;
}

async function close({ system, actor, options, named, say }: ActAsked): Promise<number> {
  const { trust: of = "pension" } = options;
  const trust = trustNames.find((each) => each === of);
  if (trust === undefined || named === undefined || !isMonth(named)) {
    for (const line of says.usage.split("\n")) say(en.cli.badUsage({ usage: line }));
    return BAD_USAGE;
  }
  const asked = { key: randomUUID(), trust, month: `${named}-01` };
  const { accepted, refused } = await closeLedgerMonth(system, actor, asked);
  const closing = en.audit.ledger.closing;
  if (refused) return saysNo(say, closing.problems, refused);
  const { transfers, cents } = accepted;
  say(closing.done({ month: longMonth(asked.month), transfers: count(transfers), sum: money(cents) }));
  return 0;
}
