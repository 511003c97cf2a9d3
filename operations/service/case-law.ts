import { addDays, daysBetween, formatDate, type PlainDate, parseDate } from "@emeritus/engine/dates.ts";
import { exact, type Exact, parseExact } from "@emeritus/engine/exact.ts";
import { explainer } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Facts, Given, Row } from "@emeritus/engine/facts.ts";
import type { Expr } from "@emeritus/engine/kinds.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { memberContributions } from "@emeritus/law/missouri/mosers/contributions/plan.ts";
import {
  restorationCost,
  restorationDue,
  restorationOpens,
  restorationRate,
  serviceRestored,
} from "@emeritus/law/missouri/mosers/contributions/restoration.ts";
import { lastStretchBegins } from "@emeritus/law/missouri/mosers/msep-2000/credited-service.ts";
import * as cost from "@emeritus/law/missouri/mosers/purchases/cost.ts";
import { dutyCounts, returnDue } from "@emeritus/law/missouri/mosers/purchases/gaps.ts";
import { serviceCredit } from "@emeritus/law/missouri/mosers/purchases/plan.ts";
import * as buying from "@emeritus/law/missouri/mosers/purchases/standing.ts";
import * as moving from "@emeritus/law/missouri/mosers/purchases/transfers.ts";
import type { Career } from "../career.ts";
import {
  type Accepted,
  type AskedService,
  type FoundOut,
  isPurchase,
  type ServiceAskKind,
  yesNoFound,
} from "./case-view.ts";
import { serviceOn } from "./member-law.ts";

/** All that the law needs to decide a service case on a day. */
export interface CaseFacts {
  readonly career: Career;
  readonly asked: AskedService;
  readonly foundOut: FoundOut;
  /** The day on which the request was filed, by which the rate of interest goes (BR 2-17, 3-15). */
  readonly filed: PlainDate;
  /** The day as of which the law is asked. */
  readonly on: PlainDate;
  /** The day of the member's election; before there is one, the day itself. */
  readonly accepted?: Accepted | undefined;
  readonly payments?: readonly { readonly paidOn: PlainDate; readonly cents: bigint }[];
  /** The member's retirement application that stands: when it came in, and the annuity starting date. */
  readonly retiring?: { readonly applied: PlainDate; readonly starts: PlainDate } | undefined;
}

/** What the law says of a service case. */
export interface CaseSays {
  readonly plan: Plan;
  /** Whether it is open, by the law's own name of the bar that stands first. */
  readonly standing: Result<string> | Result<boolean>;
  readonly open: boolean;
  /** The service that it gives, in whole months; nothing for military leave, whose days count as they are. */
  readonly months: Result<number> | undefined;
  readonly cost: Result<Exact> | undefined;
  readonly rate: Result<Exact> | undefined;
  readonly due: Result<PlainDate> | undefined;
  /** What is still owed on the day. */
  readonly owed: Result<Exact> | undefined;
  /** Whether the last cent is in, in time. */
  readonly paid: boolean;
  readonly goesTo: Result<string> | undefined;
  /** The day on which a transfer takes effect, or the last day to return from military duty. */
  readonly effective: Result<PlainDate> | undefined;
  readonly missing: readonly string[];
}

const routes = {
  transferIn: "oneTimeTransfer",
  transferOut: "oneTimeTransfer",
  transferAfterTenYears: "afterTenYears",
  transferPortability: "portability",
  transferFromOtherSystem: "betweenTheTwoSystems",
} as const;

/** Asks the law about a service case. Pure. */
export function caseSays(given: CaseFacts): CaseSays {
  const { what } = given.asked;
  if (isPurchase(what)) return purchaseSays(given, what);
  if (what === "restoration") return restorationSays(given);
  if (what === "militaryLeave") return dutySays(given);
  return transferSays(given, what);
}

const money = (cents: number | bigint): Exact => exact(BigInt(cents));
const perhaps = (value: Given | undefined): Given => (value === undefined ? null : value);

type Stated = Record<string, Given | readonly Row[]>;

/** What the office found out, as facts of the law; what it left open stays missing. */
function stated({ foundOut: found }: CaseFacts): Stated {
  const facts: Stated = {};
  for (const name of yesNoFound) if (found[name] !== undefined) facts[name] = found[name];
  if (found.startingPayCents !== undefined) facts["startingPay"] = money(found.startingPayCents);
  if (found.amountRefundedCents !== undefined) facts["amountRefunded"] = money(found.amountRefundedCents);
  for (const name of ["refundedOn", "firstShiftAfterReturn", "reportedForWork"] as const)
    if (found[name] !== undefined) facts[name] = parseDate(found[name]);
  facts["certifiedEmployerRate"] = perhaps(
    found.certifiedEmployerRate === undefined ? undefined : parseExact(found.certifiedEmployerRate),
  );
  facts["certifiedFullCost"] = perhaps(
    found.certifiedFullCostCents === undefined ? undefined : money(found.certifiedFullCostCents),
  );
  facts["convertedService"] = perhaps(found.convertedService);
  return facts;
}

/** The annuity starting date of who has not applied: after every day that is asked about. */
const notRetiring = parseDate("2120-12-01");

/** The law on bought and moved service with the facts of the member's record. */
function creditLaw(given: CaseFacts, more: Stated) {
  const { career, on } = given;
  const own = serviceOn(career, on);
  const kind = (own.facts.recorded?.["memberClass"] ?? "general") as string;
  const first = career.rows.employment.find(({ eligible }) => eligible)?.memberClass ?? kind;
  const facts: Facts = {
    ...own.facts,
    stated: { ...own.facts.stated, annuityStartingDate: given.retiring?.starts ?? notRetiring },
    recorded: {
      ...own.facts.recorded,
      planHeld: own.planHeld,
      vestedNow: own.vested.value ?? false,
      kindBeingEarned: own.facts.recorded?.["stillEmployed"] === true ? kind : null,
      kindEarnedLast: kind,
      kindOfFirstPosition: first,
      coveredService: own.credited.value ?? 0,
      wholeAssembliesServed: 0,
      joinedSystemOn: own.facts.recorded?.["firstHired"] as PlainDate,
      appliedForRetirement: given.retiring?.applied ?? null,
      ...stated(given),
      ...more,
    } as Facts["recorded"] & {},
  };
  return { own, says: explainer(serviceCredit, facts), facts };
}

const spansOf = ({ spans }: AskedService): Row[] =>
  spans.map(({ from, to, hoursAYear }) => ({
    from: parseDate(from),
    to: parseDate(to),
    hoursAYear: exact(BigInt(hoursAYear ?? 0)),
  }));

const paymentsOf = ({ payments = [] }: CaseFacts): Row[] =>
  payments.map(({ paidOn, cents }) => ({ paidOn, paid: money(cents) }));

function purchaseSays(given: CaseFacts, what: ServiceAskKind): CaseSays {
  const { accepted, filed, on } = given;
  const { says } = creditLaw(given, {
    purchaseKind: what,
    priorService: spansOf(given.asked),
    purchaseApplied: filed,
    purchaseElected: accepted?.on ?? on,
    purchasePayments: paymentsOf(given),
    payoffOn: on,
    ...(accepted === undefined ? {} : { purchaseCost: money(accepted.costCents) }),
  });
  const standing = says(buying.purchaseStanding);
  const months = says(buying.serviceToBuy);
  const whole = says(cost.purchaseCost);
  const owed = says(cost.purchaseBalance);
  const bought = says(cost.boughtService).value ?? 0;
  return {
    plan: serviceCredit,
    standing,
    open: standing.value === "purchaseOpen",
    months,
    cost: whole,
    rate: says(cost.purchaseRate),
    due: says(cost.purchaseDue),
    owed,
    paid: accepted !== undefined && bought > 0,
    goesTo: says(buying.boughtServiceGoesTo),
    effective: undefined,
    missing: missingOf(standing, months, whole),
  };
}

function transferSays(
  given: CaseFacts,
  what: Exclude<ServiceAskKind, "restoration" | "militaryLeave">,
): CaseSays {
  const { own } = creditLaw(given, {});
  const out = what === "transferOut";
  const other = out ? own.credited.value : given.foundOut.serviceInOtherPlan;
  const { says } = creditLaw(given, {
    transferRoute: routes[what as keyof typeof routes],
    transferFiled: given.filed,
    ...(other === undefined ? {} : { serviceInOtherPlan: other }),
  });
  const standing = says(moving.moveStanding);
  const months = says(moving.movedService);
  const effective = what === "transferIn" || out ? says(moving.transferTakesEffect) : undefined;
  return {
    ...free,
    plan: serviceCredit,
    standing,
    open: standing.value === "moveOpen",
    months,
    goesTo: out ? undefined : says(buying.boughtServiceGoesTo),
    effective,
    missing: missingOf(standing, months),
  };
}

function dutySays(given: CaseFacts): CaseSays {
  const [span] = given.asked.spans;
  const { says } = creditLaw(given, { dutyFrom: parseDate(span!.from), dutyTo: parseDate(span!.to) });
  const standing = says(dutyCounts);
  return {
    ...free,
    plan: serviceCredit,
    standing,
    open: standing.value === true,
    months: undefined,
    goesTo: undefined,
    effective: says(returnDue),
    missing: missingOf(standing),
  };
}

const free = { cost: undefined, rate: undefined, due: undefined, owed: undefined, paid: false } as const;

function restorationSays(given: CaseFacts): CaseSays {
  const { career, on, accepted } = given;
  const own = serviceOn(career, on);
  const back = explainer(own.plan, own.facts)(lastStretchBegins as Expr<unknown>).value as
    | PlainDate
    | undefined;
  const facts: Facts = {
    ...own.facts,
    recorded: {
      ...own.facts.recorded,
      ...stated(given),
      ...(back === undefined ? {} : { backSince: back }),
      restorationElected: accepted?.on ?? on,
      returnedOn: on,
      amountReturned: money(paidOf(given)),
    } as Facts["recorded"] & {},
  };
  const says = explainer(memberContributions, facts);
  const opens = says(restorationOpens);
  const whole = says(restorationCost);
  const owed = whole.value && { ...whole, value: leftOf(whole.value, paidOf(given)) };
  return {
    plan: memberContributions,
    standing: { ...opens, value: standingOfRestoration(given, opens) } as Result<string>,
    open: standingOfRestoration(given, opens) === "restorationOpen",
    months: restoredMonths(given),
    cost: whole,
    rate: says(restorationRate),
    due: says(restorationDue),
    owed: owed ?? whole,
    paid: accepted !== undefined && paidOf(given) > 0n && says(serviceRestored).value === true,
    goesTo: undefined,
    effective: opens,
    missing: missingOf(opens, whole),
  };
}

const paidOf = ({ payments = [] }: CaseFacts): bigint => payments.reduce((sum, { cents }) => sum + cents, 0n);

const leftOf = (whole: Exact, paid: bigint): Exact => {
  const left = whole.n / whole.d - paid;
  return exact(left > 0n ? left : 0n);
};

function standingOfRestoration({ career, on }: CaseFacts, opens: Result<PlainDate>): string | undefined {
  if (career.facts.recorded?.["stillEmployed"] !== true) return "restorationNotBack";
  if (opens.value === undefined) return undefined;
  return opens.value <= on ? "restorationOpen" : "restorationTooSoon";
}

/** What the restored days add to the member's service: the law's service with them, less without. */
function restoredMonths({ career, on, asked }: CaseFacts): Result<number> {
  const without = serviceOn(career, on).credited;
  const periods = career.facts.recorded?.["periods"] as readonly Row[];
  const back = asked.spans.map(({ from, to }) => ({
    from: parseDate(from),
    to: parseDate(to),
    kind: "employed",
  }));
  const more: Career = {
    ...career,
    facts: { ...career.facts, recorded: { ...career.facts.recorded, periods: [...back, ...periods] } },
  };
  const whole = serviceOn(more, on).credited;
  return { ...whole, value: (whole.value ?? 0) - (without.value ?? 0) };
}

const missingOf = (...results: readonly Result<unknown>[]): string[] => [
  ...new Set(
    results
      .filter(({ value, refusal }) => value === undefined && refusal === undefined)
      .flatMap(({ missing }) => missing),
  ),
];

/** Whole cents of an amount of the law, which is rounded to the cent. */
export const centsOf = ({ n, d }: Exact): bigint => n / d;

/**
 * The days for which a purchase stands: all that were asked for, or where the law sells less, as many from the first day on as
 * the law makes into the service sold. Both ends included. Pure.
 */
export function spansSold(given: CaseFacts, months: number): { from: PlainDate; to: PlainDate }[] {
  const spans = given.asked.spans
    .map(({ from, to }) => ({ from: parseDate(from), to: parseDate(to) }))
    .toSorted((a, b) => a.from - b.from);
  const until = (last: PlainDate) =>
    spans.filter(({ from }) => from <= last).map(({ from, to }) => ({ from, to: to < last ? to : last }));
  const counted = (last: PlainDate): number => {
    const asked = {
      ...given.asked,
      spans: until(last).map(({ from, to }) => ({ from: formatDate(from), to: formatDate(to) })),
    };
    const { says } = creditLaw({ ...given, asked }, { priorService: spansOf(asked) });
    return says(buying.priorServiceCounted).value ?? 0;
  };
  let [low, high] = [spans[0]!.from, spans.at(-1)!.to];
  if (!isPurchase(given.asked.what) || counted(high) <= months) return spans;
  while (low < high) {
    const middle = addDays(low, Math.floor(daysBetween(low, high) / 2));
    if (counted(middle) >= months) high = middle;
    else low = addDays(middle, 1);
  }
  return until(high);
}
