/**
 * The buyout of many judges at once (BR 2-20(4)-(9), 3-19(4)-(9)): present values in doubles, on the assumptions that the law gives for
 * each judge. Each stands within a known bound of the law's own; a value so near to half a cent that the bound leaves the cent in doubt
 * is worked out by the law itself, as is whatever the law refuses.
 */
import { annuityValues, roomFor, type Assumptions, type Lives } from "@emeritus/engine/annuity-values.ts";
import { completing, dayOf, monthsBetween, parseDate, yearOfDate } from "@emeritus/engine/dates.ts";
import { exact, type Exact } from "@emeritus/engine/exact.ts";
import { explainer } from "@emeritus/engine/explain.ts";
import type { Refusal } from "@emeritus/engine/explanation.ts";
import type { Known } from "@emeritus/engine/facts.ts";
import { rateOfDeath } from "./mortality.ts";
import { buyout } from "./plan.ts";
import {
  buyoutAmount,
  buyoutCap,
  colaAssumed,
  lastAge,
  leastAgeValued,
  leastColaAssumed,
  monthlyDiscount,
  paymentTiming,
  presentValue,
  valuedFrom,
  valuedOn,
} from "./present-value.ts";

/** A present value in whole cents, or why there is none; and whether the law itself worked it out. */
export interface PresentValue {
  readonly value?: Exact;
  readonly refusal?: Refusal;
  readonly missing: readonly string[];
  readonly byLaw: boolean;
}

/** What an offer to one judge is, or why there is none. */
export interface Offer {
  readonly presentValue: PresentValue;
  /** Sixty percent of the greater value, of the annuity or of the election of the other plan. */
  readonly amount?: Exact;
}

/**
 * How far fifteen kept places and the doubles can move the value of a dollar a month whose last payment is a dollar: 732 months of factors
 * that are each off by up to half a place sum to less than 43 of these hundred-thousand-millionths, doubles to less than another 15.
 */
const BOUND = 1e-9;

const one = (value: unknown): number => {
  const { n, d } = value as Exact;
  return Number(n) / Number(d);
};

/** One annuity as the valuation takes it, with the assumptions that its law gives. */
interface Valuation {
  readonly facts: Known;
  readonly assumed: Omit<Assumptions, "deaths">;
  readonly born: number;
  readonly age: number;
  readonly month: number;
  readonly monthly: number;
  readonly firstPayment: number;
  readonly length: number;
  readonly leastRise: number;
}

/** What the law says of one annuity before it is valued; nothing where it refuses or does not know. */
function valuationOf(facts: Known): Valuation | undefined {
  const ask = explainer(buyout, { stated: facts });
  const [on, from, discount, rise, least] = [
    ask(valuedOn),
    ask(valuedFrom),
    ask(monthlyDiscount),
    ask(colaAssumed),
    ask(leastColaAssumed),
  ].map((result) => result.value);
  const deaths = explainer(buyout, { stated: { ...facts, ageReached: 65, birthdayReached: "2024-01-01" } })(
    rateOfDeath,
  );
  if ([on, from, discount, rise, least, deaths.value].includes(undefined)) return undefined;
  const birth = parsed(facts["birthDate"]);
  const [valued, begins] = [on as number, from as number];
  const age = monthsBetween(birth, valued);
  if (age < (ask(leastAgeValued).value as number)) return undefined;
  const end = ask(lastAge).value as number;
  // The last age is reached on a first of a month only by who was born on one: then that payment is valued too.
  const atEnd = dayOf(completing(birth, end)) === 1 ? 1 : 0;
  const after = (ask(paymentTiming).value as unknown) === "endOfMonth" ? 1 : 0;
  return {
    facts,
    assumed: {
      spread: "evenly",
      discount: one(discount),
      rise: one(rise),
      cap: 1 + one(ask(buyoutCap).value),
    },
    born: yearOfDate(birth),
    age: Math.floor(age / 12),
    month: age % 12,
    monthly: one(exact(facts["deferredMonthly"] as bigint)),
    firstPayment: monthsBetween(valued, begins) + after,
    length: Math.max(0, end - age + atEnd),
    leastRise: one(least),
  };
}

const parsed = (date: Known[string] | undefined): number =>
  typeof date === "string" ? parseDate(date) : (date as number);

/** Rates of death by age of those born in a year: a birthday's year is all that moves them. */
const cohorts = new Map<number, Float64Array>();
function deathsOf(born: number, facts: Known): Float64Array {
  const known = cohorts.get(born);
  if (known) return known;
  const deaths = Float64Array.from({ length: 122 }, (_, age) => {
    const stated = { ...facts, ageReached: age, birthdayReached: `${born + age}-07-01` };
    return born + age < 1900 ? 0 : one(explainer(buyout, { stated })(rateOfDeath).value);
  });
  cohorts.set(born, deaths);
  return deaths;
}

/** The lives of one set of assumptions, as the engine takes them. */
function livesOf(valuations: readonly Valuation[]): readonly [Lives, Assumptions["deaths"]] {
  const births = [...new Set(valuations.map(({ born }) => born))];
  const whole = (of: (each: Valuation) => number): Int32Array => Int32Array.from(valuations, of);
  const lives: Lives = {
    ages: whole(({ age }) => age),
    months: whole(({ month }) => month),
    monthly: Float64Array.from(valuations, ({ monthly }) => monthly),
    firstPayment: whole(({ firstPayment }) => firstPayment),
    firstRise: whole(({ firstPayment }) => firstPayment + 12),
    lengths: whole(({ length }) => length),
    tables: whole(({ born }) => births.indexOf(born)),
    leastRise: Float64Array.from(valuations, ({ leastRise }) => leastRise),
  };
  return [lives, births.map((born) => deathsOf(born, valuations[0]!.facts))];
}

/** The present values of annuities in whole cents, each by the facts of the law of the buyout: the same cents as the law's own. */
export function presentValues(annuities: readonly Known[]): readonly PresentValue[] {
  const results: (PresentValue | undefined)[] = annuities.map(() => undefined);
  const valuations = annuities.flatMap((facts, at) => {
    const valuation = valuationOf(facts);
    return valuation ? [{ ...valuation, at }] : [];
  });
  for (const group of Map.groupBy(valuations, ({ assumed }) => JSON.stringify(assumed)).values()) {
    const [lives, deaths] = livesOf(group);
    const { values, lastPaid } = annuityValues(
      lives,
      { ...group[0]!.assumed, deaths },
      roomFor(group.length),
    );
    for (const [i, { at, monthly }] of group.entries()) {
      const past = values[i]! + 0.5 - Math.floor(values[i]! + 0.5);
      const doubt = monthly * lastPaid[i]! * BOUND;
      if (past > doubt && past < 1 - doubt)
        results[at] = { value: exact(Math.floor(values[i]! + 0.5)), missing: [], byLaw: false };
    }
  }
  return results.map((result, at) => result ?? byLaw(annuities[at]!));
}

function byLaw(facts: Known): PresentValue {
  const { value, refusal, missing } = explainer(buyout, { stated: facts })(presentValue);
  return { ...(value && { value }), ...(refusal && { refusal }), missing, byLaw: true };
}

/** What is offered to each of many judges, under the plan that gives more. */
export function offers(judges: readonly Known[]): readonly Offer[] {
  const own = presentValues(judges);
  const electing = judges.flatMap((facts, at) => (facts["year2000Monthly"] == null ? [] : [at]));
  const elected = presentValues(
    electing.map((at) => ({
      ...judges[at]!,
      valuedPlan: "year2000Plan",
      deferredMonthly: judges[at]!["year2000Monthly"]!,
      deferredFrom: judges[at]!["year2000From"]!,
    })),
  );
  return own.map((value, at) => {
    const ofElection = electing.includes(at) ? elected[electing.indexOf(at)]!.value : exact(0n);
    if (!value.value || !ofElection) return { presentValue: value };
    const stated = { ...judges[at]!, presentValue: value.value, presentValueOfElection: ofElection };
    return { presentValue: value, amount: explainer(buyout, { stated })(buyoutAmount).value! };
  });
}
