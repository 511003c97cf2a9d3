import type { PlainDate } from "@emeritus/engine/dates.ts";
import { compareExact, type Exact } from "@emeritus/engine/exact.ts";
import { explainer, explainerByName } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import { finalAveragePay } from "@emeritus/law/missouri/mosers/msep-2000/final-average-pay.ts";
import { canonicalJson, sha256 } from "@emeritus/records/canonical.ts";
import type { Reading, Tx } from "@emeritus/records/db.ts";
import type { Charged } from "@emeritus/records/redetermination.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { type Career, careersFacts } from "../career.ts";
import { differencesBetween } from "../determining/verify-determination.ts";
import type { PlanName } from "../converting/layout.ts";
import { type PlanLaw, planLaws } from "../converting/plan-laws.ts";
import { planOf } from "../dividing-benefits/division-law.ts";
import { serviceOn } from "../service/member-law.ts";
import { basesOf, type PayChange, payChanges, reread } from "./basis.ts";
import { type PayeeEffect, payeeEffects } from "./by-month.ts";
import { type Compared, compared, payableDivided } from "./figures.ts";
import { figuresOf } from "./kept-figures.ts";

/** What the law says of a career: the service credited and the final average pay, explained. */
export interface CareerSays {
  readonly service: Result<number>;
  readonly average: Result<Exact> | undefined;
}

/** What a change makes of a determination in force and of what is paid on it. */
export interface BenefitEffect {
  readonly compared: Compared;
  readonly payees: readonly PayeeEffect[];
}

/** What a change makes of one member's record. */
export interface MemberEffect {
  readonly person: number;
  readonly memberId: string;
  readonly name: string;
  /** The months whose pay changes. */
  readonly pay: readonly PayChange[];
  /** Nothing for somebody who was not known before. */
  readonly before: CareerSays | undefined;
  readonly after: CareerSays;
  /** Contributions that the change charges, or gives back where they are negative, in cents. */
  readonly memberCents: bigint;
  readonly employerCents: bigint;
  /** Determinations in force that would be others; one that stays as it is is left out. */
  readonly benefits: readonly BenefitEffect[];
  /** Whether the member has a determination in force at all. */
  readonly retired: boolean;
}

/** What a change makes of all whom it touches. */
export interface Effects {
  readonly members: readonly MemberEffect[];
  readonly totals: EffectTotals;
}

/** The sums of a preview, in cents. */
export interface EffectTotals {
  readonly payCents: bigint;
  readonly memberCents: bigint;
  readonly employerCents: bigint;
  /** How many determinations would be others. */
  readonly determinations: number;
  /** What all payees together would be paid more or less a month. */
  readonly monthCents: bigint;
  readonly arrearsCents: bigint;
  readonly overpaidCents: bigint;
}

/** Who is touched, with their record before the change, and what the change charges. */
export interface Touched {
  readonly fund: number;
  readonly today: PlainDate;
  readonly persons: readonly number[];
  readonly before: RecordNow;
  readonly sums: readonly Charged[];
}

/** The record of some persons as a preview looks at it: their careers, and their determinations against it. */
export interface RecordNow {
  readonly careers: readonly Career[];
  readonly compared: readonly Compared[];
}

/** The record of some persons as it is in a transaction: one read of the careers, one of the determinations. */
export async function recordNow(
  db: Reading,
  fund: number,
  persons: readonly number[],
  today: PlainDate,
): Promise<RecordNow> {
  if (persons.length === 0) return { careers: [], compared: [] };
  const careers = await careersFacts(db, fund, persons, { on: today });
  const bases = await basesOf(db, fund, persons);
  return { careers, compared: (await reread(db, fund, bases)).map((one) => compared(one)) };
}

/**
 * Says what a change that was made in this transaction does to everyone whom it touches: one read of the careers, one of the
 * determinations, one of the roll, for all together. A determination that was another before the change already, by the same
 * amounts, is none of its effects.
 */
export async function effectsOn(
  tx: Tx,
  { fund, today, persons, before, sums }: Touched,
  instant: Instant,
): Promise<Effects> {
  const after = await recordNow(tx, fund, persons, today);
  const changed = after.compared.filter((one) => one.changed && !isAmong(before.compared, one));
  const payees = await payeesOf(tx, { fund, knownAt: instant, today }, changed);
  const old = new Map(before.careers.map((career) => [career.person, career]));
  const charged = new Map(sums.map((one) => [one.person, one]));
  const retired = new Set(after.compared.map(({ basis }) => basis.member));
  const members = after.careers.map((career): MemberEffect => {
    const was = old.get(career.person);
    const { person, memberId, name } = career;
    return {
      person,
      memberId,
      name,
      pay: payChanges(was?.facts, career.facts),
      before: was && saysOf(was, today),
      after: saysOf(career, today),
      memberCents: charged.get(person)?.memberCents ?? 0n,
      employerCents: charged.get(person)?.employerCents ?? 0n,
      benefits: changed
        .filter(({ basis }) => basis.member === person)
        .map((one) => ({ compared: one, payees: payees(one) })),
      retired: retired.has(person),
    };
  });
  return { members, totals: totalsOf(members) };
}

/** Whether a comparison was the same before. */
const isAmong = (before: readonly Compared[], now: Compared): boolean =>
  before.some(
    (was) =>
      was.basis.determination === now.basis.determination &&
      (!now.undetermined || was.changed) &&
      was.explained.eligible === now.explained.eligible &&
      was.after.temporaryEnds === now.after.temporaryEnds &&
      was.increases === now.increases &&
      was.law === now.law &&
      differencesBetween(was.after.amounts, now.after.amounts).length === 0 &&
      was.parts.every(({ after }, at) => after === now.parts[at]?.after),
  );

/** Whether a change does anything to somebody: what nobody needs to see before it is done. Pure. */
export const doesNothing = ({ members }: Effects): boolean =>
  members.every(
    ({ pay, before, after, memberCents, employerCents, benefits }) =>
      pay.length === 0 &&
      memberCents === 0n &&
      employerCents === 0n &&
      benefits.length === 0 &&
      before?.service.value === after.service.value &&
      sameAmount(before?.average?.value, after.average?.value),
  );

/** Whose records a preview shows, at most so many of them; who is not known yet has none. Pure. */
export const shownOf = ({ members }: Effects, most = members.length): number[] =>
  members
    .slice(0, most)
    .filter(({ before }) => before !== undefined)
    .map(({ person }) => person);

/** A fingerprint of all that is shown of a change: it is another when anything of it is. Pure. */
export const fingerprintOf = ({ members }: Effects): string =>
  sha256(
    canonicalJson(
      members.map(({ person, pay, before, after, memberCents, employerCents, benefits }) => ({
        // Who is not known yet is given another number by each trial.
        person: before === undefined ? null : person,
        pay: pay.map((one) => ({ ...one })),
        says: [before, after].map((said) => said && [said.service.value, String(said.average?.value)]),
        cents: [memberCents, employerCents],
        benefits: benefits.map(({ compared: one, payees }) => figuresOf(one, payees)),
      })),
    ),
  ).toString("hex");

const sameAmount = (one: Exact | undefined, other: Exact | undefined): boolean =>
  one === undefined || other === undefined ? one === other : compareExact(one, other) === 0;

/** What is paid on some determinations, if they were as they are compared; gives it by determination. */
export async function payeesOf(
  tx: Tx,
  asked: { readonly fund: number; readonly knownAt: Instant; readonly today: PlainDate },
  changed: readonly Compared[],
): Promise<(one: Compared) => PayeeEffect[]> {
  const granted = changed.filter(isPayable);
  const payable = new Map(granted.map((one) => [one.basis.member, payableDivided(one)]));
  const found = await payeeEffects(tx, asked, payable);
  return (one) => (isPayable(one) ? found.filter(({ member }) => member === one.basis.member) : []);
}

/** Whether the law says what this payroll would pay. */
const isPayable = ({ basis, explained, undetermined }: Compared): boolean =>
  basis.paidHere && explained.eligible && !undetermined;

/** What the law of a plan says of the facts of a determination; a plan that averages no pay says none. Pure. */
export function careerSays({ plan, service }: PlanLaw, facts: Facts): CareerSays {
  const says = explainerByName(plan, facts);
  return {
    service: says(service) as Result<number>,
    average: plan.rules.has(finalAveragePay.name) ? (says(finalAveragePay.name) as Result<Exact>) : undefined,
  };
}

function saysOf(career: Career, today: PlainDate): CareerSays {
  const { plan, facts, credited } = serviceOn(career, today);
  const averages = planLaws[planOf(career) as PlanName]?.plan.rules.has(finalAveragePay.name) !== false;
  const average = averages ? (explainer(plan, facts)(finalAveragePay) as Result<Exact>) : undefined;
  return { service: credited, average };
}

/** The sums of what changes; pure. */
export function totalsOf(members: readonly MemberEffect[]): EffectTotals {
  const sum = (value: (one: MemberEffect) => bigint) => members.reduce((all, one) => all + value(one), 0n);
  const paid = (value: (payee: PayeeEffect) => bigint) =>
    sum(({ benefits }) =>
      benefits.reduce((all, { payees }) => payees.reduce((more, payee) => more + value(payee), all), 0n),
    );
  return {
    payCents: sum(({ pay }) =>
      pay.reduce((all, { before, after }) => all + (after ?? 0n) - (before ?? 0n), 0n),
    ),
    memberCents: sum(({ memberCents }) => memberCents),
    employerCents: sum(({ employerCents }) => employerCents),
    determinations: members.reduce((all, { benefits }) => all + benefits.length, 0),
    monthCents: paid(({ monthBefore, monthAfter }) => monthAfter - monthBefore),
    arrearsCents: paid(({ arrearsCents }) => arrearsCents),
    overpaidCents: paid(({ overpaidCents }) => overpaidCents),
  };
}
