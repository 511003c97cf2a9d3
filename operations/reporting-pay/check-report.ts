import { addDays, ENDLESS, formatDate } from "@emeritus/engine/dates.ts";
import type { CheckContext, Posting } from "./check-context.ts";
import { checkService, type ServiceChanges } from "./check-events.ts";
import { checkMoney, checkPayChanges, type MoneyPeople } from "./check-money.ts";
import { decimal } from "./decimal.ts";

/** By how many hundredths of a percent a group's pensionable pay may change from one period to the next without a comment. */
const usualTotalChange = 500;
/** Terminations in one period from which a comment is needed. */
const manyTerminations = 10;
/** Hires in one period from which a comment is needed, when they are more than a tenth of the people paid before. */
const manyHires = 10;
/** Corrections in one file from which their sum is looked at. */
const manyCorrections = 10;
/** By which factor a group's pay may not change from one period to the next without a second person. */
const outOfBounds = 10;
/** People paid below which their number says nothing. */
const fewPeople = 4;
/** Days before its period from which a report may come. */
const daysAhead = 31;
/** Days from the end of a period to its pay date that are not usual any more. */
const lateDays = 92;

/**
 * Holds a whole file against what is on record. Pure but for the roster, to which the file's events are applied.
 * Adds to the findings and answers what the report would post; the answer is only good when nothing refuses the file.
 */
export function checkReport(context: CheckContext): Posting {
  checkPayDate(context);
  const changes = checkService(context);
  const money = checkMoney(context);
  checkSigns(context);
  checkCorrectionSum(context);
  if (context.file.header.type === "REGULAR") {
    checkEverybodyPaid(context, money);
    checkPayChanges(context, money);
    checkTotals(context, changes);
    checkPeople(context, money);
  }
  return { people: money.people, positions: money.positions, ...changes };
}

/** Somebody employed in the period has pay, a leave or an end of service (B103). */
function checkEverybodyPaid(context: CheckContext, money: MoneyPeople): void {
  const { header } = context.file;
  const paid = new Set(money.people);
  for (const { memberId, ssn } of context.file.leftOut ?? []) {
    const held = context.roster.byMemberId(memberId) ?? context.roster.bySsn(ssn);
    if (held !== undefined) paid.add(held);
  }
  for (const who of context.roster.people) {
    if (paid.has(who) || context.excused?.has(who.memberId) === true) continue;
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
  const { findings, lastTotalCents } = context;
  const now = allPay(context);
  const gated = lastTotalCents !== undefined && (context.lastPeople ?? fewPeople) >= fewPeople;
  if (gated && lastTotalCents !== 0 && now === 0)
    findings.add("nothingPaid", 0, "pensionable_total", decimal(now), { before: decimal(lastTotalCents) });
  else if (gated && outOfAllBounds(now, lastTotalCents))
    findings.add("tenfoldChange", 0, "pensionable_total", decimal(now), { before: decimal(lastTotalCents) });
  else if (
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

/** Pay of the whole file, rows that wait among it: what the employer's books say. */
const allPay = ({ file }: CheckContext): number =>
  (file.leftOut ?? []).reduce((sum, row) => sum + row.pensionableCents, file.totals.pensionableCents);

function outOfAllBounds(now: number, before: number): boolean {
  const [less, more] = [Math.abs(now), Math.abs(before)].toSorted((a, b) => a - b) as [number, number];
  return less > 0 && more >= outOfBounds * less;
}

/** A regular report or supplement adds pay: a sum below zero is a sign read the wrong way round (V204). */
function checkSigns({ findings, file: { header, totals } }: CheckContext): void {
  if (header.type === "ADJUSTMENT") return;
  for (const [cents, field] of [
    [totals.pensionableCents, "pensionable_total"],
    [totals.memberCents, "member_contrib_total"],
    [totals.employerCents, "employer_contrib_total"],
  ] as const)
    if (cents < 0) findings.add("wrongSign", 0, field, decimal(cents));
}

/** Half the people of the period before, or twice as many, need a second person (V206); many hires a comment (V207). */
function checkPeople({ findings, file, lastPeople }: CheckContext, money: MoneyPeople): void {
  const now = peoplePaid(money) + new Set(file.leftOut?.map((row) => row.memberId || -row.ssn)).size;
  if (lastPeople !== undefined && Math.max(lastPeople, now) >= fewPeople) {
    if (now * 2 < lastPeople || now > lastPeople * 2)
      findings.add("halfThePeople", 0, "rows_M", String(now), { before: lastPeople });
  }
  const hires = file.events.filter((row) => row.event === "HIRE" || row.event === "REHIRE").length;
  if (hires >= manyHires && hires * 10 > (lastPeople ?? 0))
    findings.add("manyHires", 0, "event", String(hires), { most: manyHires });
}

/** How many people the money rows pay. */
export const peoplePaid = ({ people }: { readonly people: readonly unknown[] }): number =>
  new Set(people).size;

/** Ten or more corrections that come to more than a twentieth of the pay of the last period need a comment (V209). */
function checkCorrectionSum({ findings, file: { money }, lastTotalCents }: CheckContext): void {
  if (money.corrections.size < manyCorrections || !lastTotalCents) return;
  let sum = 0;
  for (const at of money.corrections.keys()) sum += Math.abs(money.pensionableCents[at]!);
  if (sum * 10_000 > Math.abs(lastTotalCents) * usualTotalChange)
    findings.add("largeCorrections", 0, "rows_X", decimal(sum), { before: decimal(lastTotalCents) });
}

/**
 * Pay is not paid before its period begins (B141), and seldom a quarter of a year after its end (W105). A period that begins in more than
 * a month is not reported yet (B157): nobody knows who will work in it.
 */
function checkPayDate({ findings, today, file: { header } }: CheckContext): void {
  const payDate = formatDate(header.payDate);
  if (today !== undefined && header.periodBegin > addDays(today, daysAhead))
    findings.add("periodAhead", 0, "period_begin", formatDate(header.periodBegin), { days: daysAhead });
  if (header.payDate < header.periodBegin)
    findings.add("paidBeforePeriod", 0, "pay_date", payDate, { periodBegin: formatDate(header.periodBegin) });
  if (header.payDate > addDays(header.periodEnd, lateDays))
    findings.add("paidLate", 0, "pay_date", payDate, { periodEnd: formatDate(header.periodEnd) });
}
