import {
  addDays,
  addMonths,
  formatDate,
  parseDate,
  type PlainDate,
  plainDate,
} from "@emeritus/engine/dates.ts";
import { exact, type Exact } from "@emeritus/engine/exact.ts";
import { explain, explainer } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import { amountOf, wholeCents } from "@emeritus/engine/money.ts";
import { accountInterest, interestRunsUntil } from "@emeritus/law/missouri/mosers/contributions/account.ts";
import { memberContributions } from "@emeritus/law/missouri/mosers/contributions/plan.ts";
import { secondAccountRefund } from "@emeritus/law/missouri/mosers/contributions/restoration.ts";
import { usual } from "@emeritus/law/usual.ts";
import type { InterestBasis, InterestItem } from "@emeritus/records/member-account.ts";
import type { Cents, DateText } from "@emeritus/records/schema.ts";

/** The entry of the register that says which years' rates no source gives. */
export const interestRatesNotGiven = "CONTRIBUTIONS-Q04";

/** First and last year whose rate of interest the law's own table gives. */
export const yearsByLaw = { first: 2012, last: 2019 } as const;

/** Rates that the fund entered, in thousandths of a percent by year of crediting. */
export type RatesEntered = ReadonlyMap<number, number>;

const perThousandth = 100_000n;
const mostPosted = 10_000_000n; // cents in one posting, as the law's fact is declared

/** The day on which interest of a year is credited: 30 June. */
export const creditingDay = (year: number): PlainDate => plainDate(year, 6, 30);

/** The law's own rate of a year in thousandths of a percent; nothing where its table has none. */
export function interestRateByLaw(year: number): number | undefined {
  if (year < yearsByLaw.first || year > yearsByLaw.last) return undefined;
  const facts = { recorded: { ...usual, ...silent, accountOn: creditingDay(year) } };
  const balance = 100_000n * 100n; // a balance of $100,000.00 earns its rate in whole thousandths of a percent
  const result = interestOf(facts.recorded, year, { throughJune: balance, firstOfJuly: 0n }, new Map());
  return Number(wholeCents(result.value!) / 100n);
}

/** Facts of somebody at work to whom nothing happened that stops interest. */
const silent = {
  memberDied: null,
  retiredFrom: null,
  normalEligibilityOn: null,
  stillEmployed: true,
  vestedOnLeaving: false,
} as const;

interface Stood {
  readonly throughJune: Cents;
  readonly firstOfJuly: Cents;
}

/**
 * Interest of one year by the law: what stood in the account a year before is given as posted on 30 June and 1 July of that year.
 * Nothing stood in it earlier, so that earlier years earn nothing whatever their rate: where none was entered, zero stands in.
 */
function interestOf(
  known: Readonly<Record<string, unknown>>,
  year: number,
  { throughJune, firstOfJuly }: Stood,
  entered: RatesEntered,
): Result<Exact> {
  const june = addMonths(creditingDay(year), -12);
  const rates: { creditedOn: PlainDate; interestRate: Exact }[] = [];
  for (let each = yearsByLaw.last + 1; each <= year; each += 1) {
    const thousandths = entered.get(each);
    if (thousandths !== undefined || each < year)
      rates.push({
        creditedOn: creditingDay(each),
        interestRate: exact(BigInt(thousandths ?? 0), perThousandth),
      });
  }
  return explain(
    memberContributions,
    {
      recorded: {
        ...known,
        contributions: [...postings(june, throughJune), ...postings(addDays(june, 1), firstOfJuly)],
        interestRatesEntered: rates,
      } as never,
    },
    accountInterest,
  );
}

/** A sum as postings of a day, none above what the law's fact holds. */
function postings(postedOn: PlainDate, cents: Cents): { postedOn: PlainDate; posted: Exact }[] {
  const rows: { postedOn: PlainDate; posted: Exact }[] = [];
  for (let left = cents; left > 0n; left -= mostPosted)
    rows.push({ postedOn, posted: amountOf(left < mostPosted ? left : mostPosted) });
  return rows;
}

/** Facts of an account as the law is asked with them. */
function factsOf(basis: InterestBasis, year: number, vested: boolean): Record<string, unknown> {
  const perhaps = (day: DateText | null) => (day === null ? null : parseDate(day));
  const known: Record<string, unknown> = {
    ...usual,
    accountOn: creditingDay(year),
    memberDied: perhaps(basis.died),
    retiredFrom: basis.account === 1 ? perhaps(basis.retiredFrom) : null,
    normalEligibilityOn: null,
    stillEmployed: basis.stillEmployed,
    vestedOnLeaving: vested,
  };
  if (basis.leftService !== null) known["leftService"] = parseDate(basis.leftService);
  return known;
}

/** Whether a second account's work lasted so long that it is not refunded: then it is treated as vested (CONTRIBUTIONS-Q11). */
export function secondAccountStays({ backSince, leftService }: InterestBasis): boolean {
  if (backSince === null || leftService === null) return false;
  const facts = {
    reemployedOn: parseDate(backSince),
    reemploymentEnded: parseDate(leftService),
    secondAccount: exact(1n),
  };
  const refund = explain(
    memberContributions,
    { recorded: { ...usual, ...facts } },
    secondAccountRefund,
  ).value;
  return refund !== undefined && wholeCents(refund) === 0n;
}

/** Why an account is not credited. */
export type NotDue = "noBalance" | "refunded" | "died" | "retired" | "leftNotVested" | "roundsToNothing";

/** Interest of an account for a year with its explanation, and the last day to which interest runs. Pure. */
export function interestByLaw(
  basis: InterestBasis,
  year: number,
  vested: boolean,
  entered: RatesEntered,
): { readonly interest: Result<Exact>; readonly runsUntil: PlainDate } {
  const known = factsOf(basis, year, vested);
  const until = explainer(memberContributions, { recorded: known as never })(interestRunsUntil);
  if (until.value === undefined)
    throw new Error(
      `person ${basis.person}: the law cannot say to when interest runs: ${until.missing.join()}`,
    );
  const stood = {
    throughJune: basis.throughJuneCents + basis.interestCents,
    firstOfJuly: basis.firstOfJulyCents,
  };
  return { interest: interestOf(known, year, stood, entered), runsUntil: until.value };
}

/** Pure. What becomes of an account in a year's run. Throws where the law cannot say, which a missing rate would cause. */
export function decideInterest(
  basis: InterestBasis,
  year: number,
  vested: boolean,
  entered: RatesEntered,
): InterestItem {
  const item = {
    person: basis.person,
    account: basis.account,
    contributedCents: basis.throughJuneCents + basis.firstOfJulyCents,
    interestCents: basis.interestCents,
  };
  const notDue = (reason: NotDue): InterestItem => ({ ...item, outcome: "notDue", reason, cents: 0n });
  if (item.contributedCents + item.interestCents <= 0n) return notDue("noBalance");
  if (basis.standsCents <= 0n) return notDue("refunded");
  const { interest, runsUntil } = interestByLaw(basis, year, vested, entered);
  if (runsUntil < creditingDay(year)) return notDue(whyStopped(basis, runsUntil));
  if (interest.value === undefined)
    throw new Error(
      `person ${basis.person}: interest of ${year}: ${interest.refusal?.code ?? interest.missing.join(", ")}`,
    );
  const cents = wholeCents(interest.value);
  return cents === 0n ? notDue("roundsToNothing") : { ...item, outcome: "credited", reason: null, cents };
}

function whyStopped({ died, retiredFrom, account }: InterestBasis, runsUntil: PlainDate): NotDue {
  const day = formatDate(runsUntil);
  if (died === day) return "died";
  if (account === 1 && retiredFrom !== null && addDays(parseDate(retiredFrom), -1) === runsUntil)
    return "retired";
  return "leftNotVested";
}
