import { daysBetween, formatDate, monthIndex, yearOfDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { payLimitCents } from "@emeritus/law/federal/pay-limits.ts";
import { correctionKey, type CheckContext, type PayCycle, type PostedRow } from "./check-context.ts";
import { checkAmounts } from "./check-amounts.ts";
import { personOf } from "./check-events.ts";
import { memberRate, ratesByLaw, share } from "./contribution-rates.ts";
import { notPensionable, type PlanCode } from "./layout.ts";
import { decimal } from "./decimal.ts";
import { stretchOf } from "./stretch-of-row.ts";
import type { RosterPerson, RosterPosition } from "./roster.ts";

/** Full-time share from which a position gives membership, in hundredths of a percent: 1,040 of 2,080 hours (BR 2-14, 3-12). */
const eligibleFrom = 5_000;
/** By how many cents a contribution may differ from pay × rate: employers round by pay element. */
const tolerance = 1;
/** By how many hundredths of a percent pay may change from one period to the next without a comment. */
const usualChange = 2_000;

/** Whom each money row concerns. Rows with findings have nobody. */
export interface MoneyPeople {
  readonly people: RosterPerson[];
  readonly positions: Int16Array;
  /** The stretch of employment of each row; undefined for corrections and rows with findings. */
  readonly stretches: (RosterPosition | undefined)[];
}

const nobody: RosterPerson = {
  person: 0,
  memberId: 0,
  ssn: 0,
  lastName: "",
  firstName: "",
  birthDate: 0,
  positions: [],
  leaves: [],
  lastPlan: "",
  drawsBenefit: false,
};

/** Checks every money row and correction (B101, B102, B104-B110, B115, B119-B124, V201, W101). */
export function checkMoney(context: CheckContext): MoneyPeople {
  const { money } = context.file;
  const outcome: MoneyPeople = { people: [], positions: new Int16Array(money.count), stretches: [] };
  const repeats = new Repeats(money.count);
  for (let at = 0; at < money.count; at += 1) {
    const correction = money.corrections.get(at);
    const who =
      correction === undefined
        ? checkRow(context, at, outcome, repeats)
        : checkCorrection(context, at, correction, outcome);
    outcome.people.push(who ?? nobody);
    if (who === undefined || correction !== undefined) outcome.stretches[at] = undefined;
  }
  checkYearlyLimit(context, outcome);
  warnOfSharesOverFullTime(context, outcome);
  return outcome;
}

/** Rows of one stretch of employment as a chain, to find two of the same period and kind without a key for each row. */
class Repeats {
  readonly #last = new Map<RosterPosition, number>();
  readonly #before: Int32Array;

  constructor(most: number) {
    this.#before = new Int32Array(most);
  }

  /** Notes a row and answers an earlier row that `same` accepts, or -1. */
  find(stretch: RosterPosition, at: number, same: (other: number) => boolean): number {
    const last = this.#last.get(stretch);
    this.#last.set(stretch, at);
    this.#before[at] = last ?? -1;
    for (let other = last ?? -1; other >= 0; other = this.#before[other]!) if (same(other)) return other;
    return -1;
  }
}

function checkRow(
  context: CheckContext,
  at: number,
  outcome: MoneyPeople,
  repeats: Repeats,
): RosterPerson | undefined {
  const { findings, file } = context;
  const { money, header } = file;
  const line = money.line[at]!;
  const row = { memberId: money.memberId[at]!, ssn: money.ssn[at]! };
  const who = personOf(context, row);
  if (who === undefined) {
    findings.add(
      "personUnknown",
      line,
      row.memberId > 0 ? "member_id" : "ssn",
      row.memberId > 0 ? String(row.memberId) : "",
    );
    return undefined;
  }
  if (who === "differs") {
    findings.add("identityDiffers", line, "ssn", "");
    return undefined;
  }
  warnOfNames(context, at, who);
  const begin = money.earnBegin[at]!;
  const end = money.earnEnd[at]!;
  const regular = begin >= header.periodBegin && end <= header.periodEnd;
  if (!regular && !checkMoved(context, at)) return undefined;
  const stretch = stretchOf(context, at, who);
  if (stretch === undefined) return undefined;
  outcome.stretches[at] = stretch;
  outcome.positions[at] = stretch.position;
  checkEligibility(context, at, stretch);
  if (money.plan[at] !== stretch.plan)
    findings.add("planDiffers", line, "plan", money.plan[at]!, {
      plan: stretch.plan,
      because: stretch.because ?? "",
    });
  checkContributions(context, at, header.payDate, who);
  checkAmounts(context, at, who, stretch);
  const repeated = repeats.find(
    stretch,
    at,
    (other) =>
      money.earnBegin[other] === begin &&
      money.earnEnd[other] === end &&
      money.code[other] === money.code[at] &&
      !money.corrections.has(other),
  );
  if (repeated >= 0)
    findings.add("rowRepeated", line, "event_code", money.code[at]!, { line: money.line[repeated]! });
  return who;
}

function warnOfNames(context: CheckContext, at: number, who: RosterPerson): void {
  const { money } = context.file;
  const last = money.lastName[at]!;
  const first = money.firstName[at]!;
  if (last !== "" && last !== who.lastName && last.toLowerCase() !== who.lastName.toLowerCase()) {
    context.findings.add("nameDiffers", money.line[at]!, "last_name", last, { onRecord: who.lastName });
  }
  if (first !== "" && first !== who.firstName && first.toLowerCase() !== who.firstName.toLowerCase()) {
    context.findings.add("nameDiffers", money.line[at]!, "first_name", first, { onRecord: who.firstName });
  }
  const born = money.birthDate[at]!;
  if (born > 0 && born !== who.birthDate)
    context.findings.add("birthDateDiffers", money.line[at]!, "birth_date", "");
}

/** A row for an earlier period needs a reason and must lie inside one period of the group's cycle. */
function checkMoved(context: CheckContext, at: number): boolean {
  const { file, findings, payCycle } = context;
  const { money, header } = file;
  const begin = money.earnBegin[at]!;
  const end = money.earnEnd[at]!;
  if (end >= header.periodBegin || !insideOnePeriod(payCycle, begin, end)) {
    findings.add("earnDatesOutside", money.line[at]!, "earn_begin", formatDate(begin), {
      periodBegin: formatDate(header.periodBegin),
      periodEnd: formatDate(header.periodEnd),
    });
    return false;
  }
  if (money.reason[at] === "") findings.add("reasonMissing", money.line[at]!, "reason", "");
  return true;
}

function insideOnePeriod(cycle: PayCycle, begin: PlainDate, end: PlainDate): boolean {
  if (cycle === "biweekly") return daysBetween(begin, end) < 14;
  if (monthIndex(begin) !== monthIndex(end)) return false;
  return cycle === "monthly" || (begin & 31) < 15 === (end & 31) < 15;
}

function checkEligibility(context: CheckContext, at: number, stretch: RosterPosition): void {
  const { findings, file } = context;
  const { money } = file;
  const line = money.line[at]!;
  const eligible = money.eligible[at] === 1;
  const fte = money.fteHundredths[at]!;
  if (!eligible && fte >= eligibleFrom && money.reason[at] === "")
    findings.add("eligibleByHours", line, "eligible", "N", { share: decimal(fte) });
  if (eligible && !stretch.eligible && stretch.plan !== "CURP")
    findings.add("notEligibleOnRecord", line, "eligible", "Y");
  if (eligible && fte < eligibleFrom) findings.add("hoursTooFew", line, "fte_pct", decimal(fte));
  if (money.pensionableCents[at] !== 0 && (!eligible || notPensionable.has(money.code[at]!))) {
    findings.add("payNotPensionable", line, "pensionable", decimal(money.pensionableCents[at]!), {
      code: money.code[at]!,
    });
  }
}

/** Contributions against pay × rate: the member's by plan, the employer's by plan and the day the pay is paid. */
function checkContributions(context: CheckContext, at: number, payDate: PlainDate, who: RosterPerson): void {
  const { findings, file, rates = ratesByLaw } = context;
  const { money } = file;
  const line = money.line[at]!;
  const plan: PlanCode = money.plan[at]!;
  const pay = money.pensionableCents[at]!;
  const rate = rates.employer(plan, payDate);
  if (rate === undefined) {
    findings.add("noRateInForce", line, "plan", plan, { payDate: formatDate(payDate) });
    return;
  }
  const employerDue = share(pay, rate.hundredthsOfPercent);
  const employer = money.employerCents[at]!;
  if (Math.abs(employer - employerDue) > tolerance) {
    findings.add("employerContribution", line, "employer_contrib", decimal(employer), {
      due: decimal(employerDue),
      rate: decimal(rate.hundredthsOfPercent),
      payDate: formatDate(payDate),
      pay: decimal(pay),
    });
  }
  const ofMember = plan === "CURP" ? memberRate(plan, who.positions[0]?.from) : memberRate(plan);
  const memberDue = share(pay, ofMember);
  const member = money.memberCents[at]!;
  if (Math.abs(member - memberDue) > (ofMember === 0 ? 0 : tolerance)) {
    findings.add("memberContribution", line, "member_contrib", decimal(member), {
      due: decimal(memberDue),
      rate: decimal(ofMember),
      plan,
      pay: decimal(pay),
    });
  }
}

/** A correction must repeat what it corrects but for the amounts, and may take back no more than is left. */
function checkCorrection(
  context: CheckContext,
  at: number,
  { fileId, line: orig }: { fileId: string; line: number },
  outcome: MoneyPeople,
): RosterPerson | undefined {
  const { findings, file, posted } = context;
  const { money } = file;
  const line = money.line[at]!;
  const row = posted.get(correctionKey(fileId, orig));
  if (row === undefined) {
    findings.add("nothingToCorrect", line, "orig_row", String(orig), { fileId });
    return undefined;
  }
  if (row.corrects) {
    findings.add("correctsACorrection", line, "orig_row", String(orig), { fileId });
    return undefined;
  }
  for (const [place, named] of money.corrections)
    if (place < at && named.fileId === fileId && named.line === orig) {
      findings.add("correctionTwice", line, "orig_row", String(orig), { line: money.line[place]! });
      return undefined;
    }
  const who = personOf(context, { memberId: money.memberId[at]!, ssn: money.ssn[at]! });
  if (who === undefined || who === "differs" || who.person !== row.person) {
    findings.add("correctionDiffers", line, money.memberId[at]! > 0 ? "member_id" : "ssn", "");
    return undefined;
  }
  const position = who.positions.find((each) => each.position === row.position);
  const pairs = [
    ["position_id", position?.code, money.positionId[at]],
    ["earn_begin", row.earnBegin, money.earnBegin[at]],
    ["earn_end", row.earnEnd, money.earnEnd[at]],
    ["event_code", row.code, money.code[at]],
    ["plan", row.plan, money.plan[at]],
  ] as const;
  const differing = pairs.find(([, was, is]) => was !== is)?.[0];
  if (differing !== undefined) {
    findings.add("correctionDiffers", line, differing, "");
    return undefined;
  }
  outcome.positions[at] = row.position;
  if (money.reason[at] === "") findings.add("reasonMissing", line, "reason", "");
  checkLeft(context, at, row);
  checkContributions(context, at, row.payDate, who);
  return who;
}

/** A correction leaves no amount of its row below zero (B129); the same difference as an earlier one needs a comment (V208). */
function checkLeft({ findings, file: { money } }: CheckContext, at: number, row: PostedRow): void {
  const line = money.line[at]!;
  const amounts = [
    ["pensionable", row.pensionableCents, money.pensionableCents[at]!],
    ["gross", row.grossCents, money.grossCents[at]!],
    ["member_contrib", row.memberCents, money.memberCents[at]!],
    ["employer_contrib", row.employerCents, money.employerCents[at]!],
    ["ltd_contrib", row.ltdCents, money.ltdCents[at]!],
    ["basic_life", row.lifeCents, money.basicLifeCents[at]! + money.optionalLifeCents[at]!],
  ] as const;
  const below = amounts.find(([, left, difference]) => difference < 0 && left + difference < 0);
  if (below !== undefined)
    findings.add("correctionTooLarge", line, below[0], decimal(below[2]), { left: decimal(below[1]) });
  if (row.differences.includes(money.pensionableCents[at]!))
    findings.add("correctionAgain", line, "pensionable", decimal(money.pensionableCents[at]!));
}

/** Positions of one person that together are more than full time give one day of service a day (BR 2-8, 3-8). */
function warnOfSharesOverFullTime({ findings, file: { money } }: CheckContext, outcome: MoneyPeople): void {
  const shares = new Map<RosterPerson, Map<RosterPosition, number>>();
  for (let at = 0; at < money.count; at += 1) {
    const stretch = outcome.stretches[at];
    const who = outcome.people[at]!;
    if (stretch === undefined || who.positions.length < 2 || money.eligible[at] !== 1) continue;
    const held = shares.get(who) ?? new Map<RosterPosition, number>();
    if (held.has(stretch)) continue;
    const before = [...held.values()].reduce((sum, share) => sum + share, 0);
    held.set(stretch, money.fteHundredths[at]!);
    shares.set(who, held);
    if (before <= 10_000 && before + money.fteHundredths[at]! > 10_000)
      findings.add("overOneDay", money.line[at]!, "fte_pct", decimal(money.fteHundredths[at]!), {
        sum: decimal(before + money.fteHundredths[at]!),
      });
  }
}

/** Pay a person and calendar year beyond the limit of IRC 401(a)(17) is not counted and must not be reported as pensionable. */
function checkYearlyLimit(context: CheckContext, outcome: MoneyPeople): void {
  const { findings, file, yearCents } = context;
  const { money } = file;
  if (yearCents.size === 0) return;
  const added = new Map<string, number>();
  for (let at = 0; at < money.count; at += 1) {
    const year = yearOfDate(money.earnEnd[at]!);
    const key = `${outcome.people[at]!.person} ${year}`;
    const before = yearCents.get(key);
    if (before === undefined) continue;
    const sum = (added.get(key) ?? before) + money.pensionableCents[at]!;
    added.set(key, sum);
    const limit = payLimitCents(year);
    if (limit === undefined)
      findings.add("noRateInForce", money.line[at]!, "earn_end", formatDate(money.earnEnd[at]!), {
        payDate: String(year),
      });
    else if (BigInt(sum) > limit) {
      findings.add("overYearlyLimit", money.line[at]!, "pensionable", decimal(money.pensionableCents[at]!), {
        year,
        limit: decimal(Number(limit)),
        left: decimal(Math.max(0, Number(limit) - (sum - money.pensionableCents[at]!))),
      });
    }
  }
}

/** Pay that changed by more than a fifth from the period before needs a comment (V201). */
export function checkPayChanges(context: CheckContext, outcome: MoneyPeople): void {
  const { money } = context.file;
  const now = new Map<RosterPosition, { cents: number; line: number }>();
  for (let at = 0; at < money.count; at += 1) {
    const stretch = outcome.stretches[at];
    if (stretch?.lastPayCents === undefined || money.earnBegin[at]! < context.file.header.periodBegin)
      continue;
    const known = now.get(stretch);
    if (known === undefined) now.set(stretch, { cents: money.pensionableCents[at]!, line: money.line[at]! });
    else known.cents += money.pensionableCents[at]!;
  }
  for (const [stretch, { cents, line }] of now) {
    const before = stretch.lastPayCents!;
    if (Math.abs(cents - before) * 10_000 > Math.abs(before) * usualChange) {
      context.findings.add("payChanged", line, "pensionable", decimal(cents), { before: decimal(before) });
    }
  }
}
