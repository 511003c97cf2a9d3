import { type PlainDate, parseDate } from "@emeritus/engine/dates.ts";
import type { DivisionAsk } from "@emeritus/records/division-tables.ts";
import type { DivisionOrder } from "@emeritus/records/division.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";

/** The section of a plan's law on division: the closed plan's own, or that of the year 2000 plan and of who hired since. */
export const sectionOf = (plan: string): string => (plan === "msep" ? "RSMo 104.312" : "RSMo 104.1051");

/** The fund's news of 18 July 2016 on divorce, where the sections do not say it. */
const news = "MOSERS News, 18 July 2016";

/** Why an order is not recorded: what was typed cannot be an order. */
export type OrderRefusal =
  | "is-the-member"
  | "nothing-to-divide"
  | "in-future"
  | "received-before-issued"
  | "married-after-dissolved"
  | "open-order-exists"
  | "amended-order-gone";

/** What the record says to who records an order. */
export interface OrderSituation {
  readonly order: Omit<DivisionOrder, "caseNumber">;
  readonly today: PlainDate;
  /** Whether the member has covered service. */
  readonly served: boolean;
  /** The case of another order between the two that still stands. */
  readonly open: number | undefined;
  /** Whether the order that this one amends, if it amends one, is a qualified order of the two that stands. */
  readonly amendedStands: boolean;
}

/** Pure. Order: who, what there is to divide, the days, another order of the two, the order that it amends. */
export function decideOrder(asked: OrderSituation): Outcome<true, Refusal<OrderRefusal>> {
  const { order, today } = asked;
  if (order.member === order.alternatePayee) return refused("is-the-member");
  if (!asked.served) return refused("nothing-to-divide");
  const days = [order.issued, order.received, order.married, order.dissolved, order.dividedTo];
  if (days.some((day) => day !== undefined && day > today)) return refused("in-future");
  if (order.received < order.issued) return refused("received-before-issued");
  if (order.married !== undefined && order.dissolved !== undefined && order.married >= order.dissolved)
    return refused("married-after-dissolved");
  if (asked.open !== undefined && asked.open !== order.amends)
    return refused("open-order-exists", { caseNumber: asked.open });
  if (order.amends !== undefined && !asked.amendedStands)
    return refused("amended-order-gone", { caseNumber: order.amends }, "MSEP2000-Q73");
  return accepted(true as const);
}

/** Why an order does not qualify. */
export const reasonCodes = [
  "partyDied",
  "notCertified",
  "notIdentified",
  "noDissolution",
  "dissolvedTooEarly",
  "marriageMissing",
  "notAPercentage",
  "moreThanHalf",
  "dividedAfterDissolution",
  "notVestedWhenDivided",
  "otherForm",
  "paymentBeforeStart",
  "moreThanTheAnnuity",
  "laterIncreases",
  "temporaryOrLumpSum",
  "paymentAfterDeath",
  "unclear",
] as const;
/** One reason why an order does not qualify. */
export type ReasonCode = (typeof reasonCodes)[number];

/** A reason with the law that asks for it, and what the second person wrote where the order is not clear. */
export interface Reason {
  readonly code: ReasonCode;
  readonly cites: string;
  readonly says?: string;
}

/** What the order, the record and the law say to who decides. */
export interface QualificationSituation {
  readonly order: DivisionOrder;
  /** The plan that divides, as the record names it. */
  readonly plan: string;
  /** Whether one of the two has died. */
  readonly partyDied: boolean;
  /** Whether the law refuses because no annuity was vested on the day to which the order divides. */
  readonly notVested: boolean;
}

const inForceAfter = parseDate("1994-08-28");
const half = 5000;

const asksFor: Record<DivisionAsk, (section: string) => string> = {
  otherForm: (section) => `${section}.1(1)`,
  paymentBeforeStart: (section) => `${section}.1(2)`,
  moreThanTheAnnuity: (section) => `${section}.1(4)`,
  laterIncreases: () => news,
  temporaryOrLumpSum: () => news,
  paymentAfterDeath: () => news,
};

/** Pure. Every reason why an order does not qualify, so that one answer names them all; none when it does (MSEP2000-Q71). */
export function reasonsAgainst({ order, plan, partyDied, notVested }: QualificationSituation): Reason[] {
  const section = sectionOf(plan);
  const { share, dissolved, dividedTo } = order;
  const found: (readonly [ReasonCode, boolean, string])[] = [
    ["partyDied", partyDied, news],
    ["notCertified", !order.certified, news],
    ["notIdentified", !order.identifies, section],
    ["noDissolution", dissolved === undefined, `${section}.1`],
    ["dissolvedTooEarly", dissolved !== undefined && dissolved <= inForceAfter, "RSMo 104.312.1"],
    ["marriageMissing", order.married === undefined, `${section}.1(3)`],
    ["notAPercentage", share === undefined, `${section}.1(3)`],
    ["moreThanHalf", share !== undefined && share > half, `${section}.1(3)`],
    [
      "dividedAfterDissolution",
      dividedTo !== undefined && dissolved !== undefined && dividedTo > dissolved,
      `${section}.1(3)`,
    ],
    ["notVestedWhenDivided", notVested, `${section}.1`],
    ...order.asks.map((ask) => [ask, true, asksFor[ask](section)] as const),
  ];
  return found.filter(([, holds]) => holds).map(([code, , cites]) => ({ code, cites }));
}

/** Why an order is neither qualified nor rejected. */
export type QualifyRefusal =
  | "recorded-by-you"
  | "changed-since"
  | "paper-missing"
  | "marriages-overlap"
  | "amended-order-gone"
  | "law-missing"
  | "facts-missing"
  | "evaluators-disagree"
  | "does-not-qualify"
  | "no-reason";

/** What somebody asks who decides on an order. */
export interface QualifySituation {
  readonly recordedByActor: boolean;
  /** Whether the order was corrected, or its paper sent, since who decides saw it. */
  readonly changedSince: boolean;
  readonly paper: boolean;
  /** The case of another former spouse's qualified order whose marriage overlaps: a month would be divided twice. */
  readonly overlaps: number | undefined;
  /** Whether the order that this one amends, if it amends one, stands still. */
  readonly amendedStands: boolean;
  /** Whether the law of the member's plan on division is there to be asked. */
  readonly law: boolean;
  /** Facts without which the law cannot say what was accrued. */
  readonly missing: readonly string[];
  readonly reasons: readonly Reason[];
}

/** Pure. Whether an order may be qualified. Order: who decides, what was seen, the paper, the reasons against it, other orders, the law, its facts. */
export function decideQualification(asked: QualifySituation): Outcome<true, Refusal<QualifyRefusal>> {
  if (asked.recordedByActor) return refused("recorded-by-you");
  if (asked.changedSince) return refused("changed-since");
  if (!asked.paper) return refused("paper-missing", {}, news);
  const [first] = asked.reasons;
  if (first !== undefined) return refused("does-not-qualify", { reason: first.code }, first.cites);
  if (!asked.amendedStands) return refused("amended-order-gone", {}, "MSEP2000-Q73");
  if (asked.overlaps !== undefined)
    return refused("marriages-overlap", { caseNumber: asked.overlaps }, "MSEP2000-Q72");
  if (!asked.law) return refused("law-missing");
  if (asked.missing.length > 0) return refused("facts-missing", { facts: asked.missing.join(" ") });
  return accepted(true as const);
}

type Marriage = Pick<DivisionOrder, "married" | "dissolved" | "dividedTo">;

/** Pure. Whether two orders divide what was accrued in the same month (MSEP2000-Q72); one that does not tell its marriage overlaps nothing. */
export function marriagesOverlap(one: Marriage, other: Marriage): boolean {
  const [first, second] = [one, other].map(({ married, dissolved, dividedTo }) => ({
    from: married,
    to: dividedTo ?? dissolved,
  }));
  if (first?.from === undefined || first.to === undefined) return false;
  if (second?.from === undefined || second.to === undefined) return false;
  return first.from < second.to && second.from < first.to;
}

/** Pure. Whether an order may be rejected: by another person, and for a reason of the law or one that is written down. */
export function decideRejection(
  asked: Pick<QualifySituation, "recordedByActor" | "changedSince" | "reasons">,
): Outcome<true, Refusal<QualifyRefusal>> {
  if (asked.recordedByActor) return refused("recorded-by-you");
  if (asked.changedSince) return refused("changed-since");
  return asked.reasons.length === 0 ? refused("no-reason") : accepted(true as const);
}
