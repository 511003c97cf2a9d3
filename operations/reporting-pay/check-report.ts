import { ENDLESS, formatDate } from "@emeritus/engine/dates.ts";
import type { CheckContext, Posting } from "./check-context.ts";
import { checkService, type ServiceChanges } from "./check-events.ts";
import { checkMoney, checkPayChanges, type MoneyPeople } from "./check-money.ts";
import { decimal } from "./read-report.ts";

/** By how many hundredths of a percent a group's pensionable pay may change from one period to the next without a comment. */
const usualTotalChange = 500;
/** Terminations in one period from which a comment is needed. */
const manyTerminations = 10;

/**
 * Holds a whole file against what is on record. Pure but for the roster, to which the file's events are applied.
 * Adds to the findings and answers what the report would post; the answer is only good when nothing refuses the file.
 */
export function checkReport(context: CheckContext): Posting {
  const changes = checkService(context);
  const money = checkMoney(context);
  if (context.file.header.type === "REGULAR") {
    checkEverybodyPaid(context, money);
    checkPayChanges(context, money);
    checkTotals(context, changes);
  }
  return { people: money.people, positions: money.positions, ...changes };
}

/** Somebody employed in the period has pay, a leave or an end of service (B103). */
function checkEverybodyPaid(context: CheckContext, money: MoneyPeople): void {
  const { header } = context.file;
  const paid = new Set(money.people);
  for (const who of context.roster.people) {
    if (paid.has(who)) continue;
    const employed = who.positions.find(
      (each) =>
        each.eligible && each.openedBy === undefined && each.from <= header.periodEnd && each.to === ENDLESS,
    );
    if (employed === undefined) continue;
    if (who.leaves.some((leave) => leave.from <= header.periodEnd && leave.to > header.periodBegin)) continue;
    context.findings.add(
      "activeWithoutPay",
      0,
      "member_id",
      who.memberId > 0 ? String(who.memberId).padStart(8, "0") : "",
      {
        position: employed.code,
        from: formatDate(employed.from),
      },
    );
  }
}

function checkTotals(context: CheckContext, changes: ServiceChanges): void {
  const { findings, file, lastTotalCents } = context;
  const now = file.totals.pensionableCents;
  if (
    lastTotalCents !== undefined &&
    Math.abs(now - lastTotalCents) * 10_000 > Math.abs(lastTotalCents) * usualTotalChange
  ) {
    findings.add("totalChanged", 0, "pensionable_total", decimal(now), { before: decimal(lastTotalCents) });
  }
  const left = new Set(changes.endings.filter((each) => each.endedBy !== "transfer").map((each) => each.who))
    .size;
  if (left >= manyTerminations)
    findings.add("manyTerminations", 0, "event", String(left), { most: manyTerminations });
}
