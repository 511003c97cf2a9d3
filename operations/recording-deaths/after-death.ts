import { firstOfNextMonthOf, formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import { dateOf } from "@emeritus/records/dates.ts";
import { findDetermination } from "@emeritus/records/determination.ts";
import type { Tx } from "@emeritus/records/db.ts";
import {
  benefitsTouched,
  lifeIncomeOf,
  sharesKnown,
  type BenefitTouched,
  type Share,
} from "@emeritus/records/death.ts";
import { beneficiariesOf, type Beneficiary, marriagesOf } from "@emeritus/records/family.ts";
import type { PackedRoll } from "@emeritus/records/payroll-roll.ts";
import { getPersons } from "@emeritus/records/person.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { benefitKinds, type BenefitKind } from "../benefit-payroll/amounts-due.ts";
import { dueBy, lawsInPayment } from "../benefit-payroll/laws-in-payment.ts";
import { decodeFacts } from "../determining/inputs.ts";
import { payrollLaw } from "../benefit-payroll/payroll-law.ts";
import { dueOf, factsOf, readBenefit, type PayeeFacts } from "../benefit-payroll/payee-facts.ts";

/** What the law makes due for the first month after a death, by both evaluators. */
export interface DueAfter {
  readonly facts: PayeeFacts;
  /** The name of the provision that gives it. */
  readonly provision: string;
  readonly result: Result<Exact>;
  /** Whole cents by the evaluator that explains. */
  readonly cents: bigint;
  /** Whole cents by the compiled law, which the payroll pays by; -1 where it gives none. */
  readonly compiled: bigint;
}

/** Somebody who is paid a part of the guaranteed payments. */
export interface Heir {
  readonly person: number;
  readonly share: Share;
}

/** What a death does to a benefit, or what it opens. */
export type Consequence =
  | { readonly kind: "ends"; readonly of: BenefitTouched; readonly from: PlainDate }
  | {
      readonly kind: "survivor";
      readonly of: BenefitTouched;
      readonly from: PlainDate;
      readonly payee: number;
      readonly due: DueAfter;
    }
  | {
      readonly kind: "popUp";
      readonly of: BenefitTouched;
      readonly from: PlainDate;
      readonly payee: number;
      readonly due: DueAfter;
    }
  | {
      readonly kind: "guaranteed";
      readonly of: BenefitTouched;
      readonly from: PlainDate;
      /** The first day without a guaranteed payment. */
      readonly to: PlainDate;
      /** Who is paid; empty where nobody is known, so that the payments are held. */
      readonly heirs: readonly Heir[];
      /** What part of each payment is meant: the whole, or that of a beneficiary who died. */
      readonly share: Share | undefined;
      readonly due: DueAfter;
    };

/** Whose death, when, as the record is known at an instant. */
export interface DeathAsked {
  readonly fund: number;
  readonly person: number;
  readonly died: PlainDate;
  readonly knownAt: Instant;
  /** Whether somebody of the office named beneficiaries, whose parts are whole percents and must be complete. */
  readonly percents: boolean;
}

/** All that a death does, from the record and the law; changes nothing. */
export async function consequencesOf(tx: Tx, asked: DeathAsked): Promise<Consequence[]> {
  const touched = await benefitsTouched(tx, asked.fund, asked.person, formatDate(asked.died));
  return followingFrom(tx, asked, touched);
}

/** What a death that is of record opened or would open from benefits that it ended; changes nothing. */
export async function consequencesAfter(
  tx: Tx,
  asked: DeathAsked,
  ended: readonly number[],
): Promise<Consequence[]> {
  const touched = await benefitsTouched(tx, asked.fund, asked.person, "-infinity");
  return followingFrom(
    tx,
    asked,
    touched.filter(({ benefit }) => ended.includes(benefit)),
  );
}

async function followingFrom(
  tx: Tx,
  asked: DeathAsked,
  touched: readonly BenefitTouched[],
): Promise<Consequence[]> {
  const from = firstOfNextMonthOf(asked.died);
  const found: Consequence[] = [];
  for (const of of touched) {
    if (parseDate(of.from) > asked.died) continue;
    if (of.person === asked.person) {
      if (endOf(of) >= from) found.push({ kind: "ends", of, from });
      found.push(...(await afterPayee(tx, asked, of)));
    } else if (of.kind === "formerSpouse") found.push({ kind: "ends", of, from });
    else found.push(...(await afterSpouse(tx, asked, of)));
  }
  return found;
}

const endOf = ({ to }: BenefitTouched): PlainDate => dateOf(to);

/** What follows the death of who was paid: the survivor's annuity, or the payments that are left. */
async function afterPayee(tx: Tx, asked: DeathAsked, of: BenefitTouched): Promise<Consequence[]> {
  const { fund, died, knownAt } = asked;
  const from = firstOfNextMonthOf(died);
  if (of.kind === "survivor" || of.kind === "formerSpouse") return [];
  const roll = await readBenefit(tx, { fund, benefit: of.benefit, rollMonth: from, knownAt });
  const spouse = of.kind === "retirement" ? await survivingSpouse(tx, asked, of) : undefined;
  if (spouse !== undefined) {
    const due = dueAfter(asSurvivor(roll, died), from);
    const { missing } = spouse;
    const said = missing.length === 0 ? due : { ...due, result: { ...due.result, missing } };
    return due.cents !== 0n ? [{ kind: "survivor", of, from, payee: spouse.person, due: said }] : [];
  }
  if (!lawsInPayment[of.plan].pays("guaranteedPayments")) return [];
  const due = dueAfter(asBeneficiary(roll, of.kind === "retirement" ? died : 0), from);
  const to = explainerByName(lawsInPayment[due.facts.plan].plan, due.facts)("guaranteeEnds").value as
    | PlainDate
    | undefined;
  if (due.cents === 0n || to === undefined || to <= from) return [];
  if (of.kind === "guaranteedPayments") {
    const share = (await sharesKnown(tx, fund, knownAt, of.benefit)).get(of.benefit);
    return [{ kind: "guaranteed", of, from, to, heirs: [], share, due }];
  }
  return [{ kind: "guaranteed", of, from, to, heirs: await heirsOf(tx, asked), share: undefined, due }];
}

/**
 * Who is paid on as the spouse: whom a joint option names; in the plans without options the spouse on the day of death, where the law
 * says that the marriage qualifies; what it lacks to say so is named (RSMo 476.515, 287.825).
 */
async function survivingSpouse(
  tx: Tx,
  { fund, died }: DeathAsked,
  of: BenefitTouched,
): Promise<{ readonly person: number; readonly missing: readonly string[] } | undefined> {
  const { plan } = lawsInPayment[of.plan];
  if (plan.rules.has("chosenAmount"))
    return of.spouse === null ? undefined : { person: of.spouse, missing: [] };
  const marriage = (await marriagesOf(tx, fund, of.member)).find(
    ({ from, to }) => from <= died && to >= died,
  );
  if (marriage === undefined) return undefined;
  const made = await findDetermination(tx, fund, of.determination);
  const facts = decodeFacts(made!.inputs);
  const family = { memberDied: died, spouseDied: null, marriedOn: marriage.from };
  const { value, missing } = explainerByName(plan, {
    ...facts,
    stated: { ...facts.stated, ...family },
  })("spouseQualifies");
  if (value === false) return undefined;
  const lacks = value === undefined && missing.length === 0 ? ["spouseQualifies"] : missing;
  return { person: marriage.spouse, missing: lacks };
}

/** The pop-up that follows the death of the spouse of a joint option (Handbook, page 34). */
async function afterSpouse(tx: Tx, asked: DeathAsked, of: BenefitTouched): Promise<Consequence[]> {
  const { fund, died, knownAt } = asked;
  const from = firstOfNextMonthOf(died);
  const roll = await readBenefit(tx, { fund, benefit: of.benefit, rollMonth: from, knownAt });
  if (roll.memberDied[0] !== 0) return [];
  const life = (await lifeIncomeOf(tx, fund, of.determination)) ?? 0n;
  const popped = {
    ...roll,
    spouseDied: Int32Array.of(died),
    lifeIncomeCents: Float64Array.of(Number(life)),
  };
  return [{ kind: "popUp", of, from, payee: of.person, due: dueAfter(popped, from) }];
}

const asKind = (roll: PackedRoll, kind: BenefitKind): PackedRoll => ({
  ...roll,
  kind: Uint8Array.of(benefitKinds.indexOf(kind)),
});

/** A benefit after a death that is of record, as that of who is paid then. Pure. */
export function asKindAfterDeath(
  roll: PackedRoll,
  kind: "survivor" | "popUp" | "guaranteedPayments",
  life: bigint | undefined,
): PackedRoll {
  if (kind === "popUp") return { ...roll, lifeIncomeCents: Float64Array.of(Number(life ?? 0n)) };
  return kind === "survivor" ? asSurvivor(roll, roll.memberDied[0]!) : asBeneficiary(roll, 0);
}

/** The retiree's benefit as the survivor's: the spouse of the option is the payee. */
function asSurvivor(roll: PackedRoll, died: PlainDate): PackedRoll {
  return { ...asKind(roll, "survivor"), memberDied: Int32Array.of(died), payeeDied: roll.spouseDied };
}

/** The benefit as that of who is paid what is left of the guarantee. */
function asBeneficiary(roll: PackedRoll, died: PlainDate): PackedRoll {
  const memberDied = died === 0 ? roll.memberDied : Int32Array.of(died);
  return { ...asKind(roll, "guaranteedPayments"), memberDied, payeeDied: Int32Array.of(0) };
}

/** What the law makes due to the one payee of a roll, explained and compiled. Pure. */
export function dueAfter(roll: PackedRoll, month: PlainDate): DueAfter {
  const facts = factsOf(roll, month);
  const result = dueOf(facts).lasting;
  const compiled = payrollLaw().amountsDue(roll, month);
  return {
    facts,
    provision: dueBy[facts.kind],
    result,
    cents: result.value === undefined ? -1n : result.value.n / result.value.d,
    compiled: compiled.unknown[0] === 1 ? -1n : BigInt(compiled.lasting[0]!),
  };
}

/**
 * Who is paid the payments that are left: those named first who live, else those named next, by their parts of all parts. Parts
 * that the office entered are percents: while they are not the whole, nobody is paid yet. A trust, charity or estate that is named
 * by whoever acts for it is not that person: nobody is paid until the office has entered it with its own number (DEATH-Q11).
 */
async function heirsOf(tx: Tx, { fund, person, died, percents }: DeathAsked): Promise<Heir[]> {
  const named = await beneficiariesOf(tx, fund, person, "guaranteedPayments", { on: died });
  const persons = new Map(
    (
      await getPersons(
        tx,
        fund,
        named.map(({ beneficiary }) => beneficiary),
      )
    ).map((one) => [one.person, one]),
  );
  const lives = ({ beneficiary, body }: Beneficiary) => {
    if (body !== undefined) return true;
    const gone = persons.get(beneficiary)?.died;
    return gone === undefined || gone > died;
  };
  if (percents && partsOf(named.filter(({ rank }) => rank === "primary")) !== 100) return [];
  const living = named.filter(lives);
  const first = living.filter(({ rank }) => rank === "primary");
  const heirs = first.length > 0 ? first : living;
  return heirs.some(({ body }) => body !== undefined) ? [] : shared(heirs);
}

const partsOf = (named: readonly Beneficiary[]): number => named.reduce((sum, { parts }) => sum + parts, 0);

/** Shares in order of person, each after the one before, so that together they are the whole to the cent. Pure. */
export function shared(named: readonly Beneficiary[]): Heir[] {
  const all = partsOf(named);
  let from = 0;
  return named
    .toSorted((a, b) => a.beneficiary - b.beneficiary)
    .map(({ beneficiary, parts }) => {
      const share = { from, to: from + parts, of: all };
      from += parts;
      return { person: beneficiary, share };
    });
}
