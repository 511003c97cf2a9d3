import { addMonths, formatDate } from "@emeritus/engine/dates.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import { findFact, type Facts } from "@emeritus/engine/facts.ts";
import { formatCents, wholeCents } from "@emeritus/engine/money.ts";
import { determineAll, determineBy, type ByLaw } from "./by-law.ts";
import type { People } from "./careers.ts";
import { type Cause, type Difference, more } from "./differences.ts";
import { optionNames, type PlanName, type Row } from "./layout.ts";
import { planLaws, type PlanLaw, planOfPayee } from "./plan-laws.ts";
import { factsOfPayee } from "./stated-facts.ts";

/** A member's retirement in payment: the row of the files, the law of its plan, and what that law determines. */
export interface Retirement {
  readonly row: Row<"payees">;
  readonly name: PlanName;
  readonly law: PlanLaw;
  readonly byLaw: ByLaw;
}

const atOnce = 500;

/**
 * Determines each member's retirement by the law of its own plan from the converted career, by member. The facts are made again
 * where they are needed, since those of a whole fund fit into no memory. Pure.
 */
export function retirementsOf(people: People): ReadonlyMap<string, Retirement> {
  const own = people.rows.payees.filter(({ kind }) => kind === "retirement");
  const made = new Map<string, Retirement>();
  for (let at = 0; at < own.length; at += atOnce) {
    const some = own.slice(at, at + atOnce).map((row) => {
      const name = planOfPayee(people, row);
      const law = planLaws[name]!;
      return { row, name, law, plan: law.plan, facts: factsOfPayee(people, row), option: row.option };
    });
    const compiled = determineAll(some.filter(({ law }) => law.compiled));
    let next = 0;
    for (const one of some) {
      const byLaw = one.law.compiled ? compiled[next++]! : determineBy(one);
      made.set(one.row.member, { row: one.row, name: one.name, law: one.law, byLaw });
    }
  }
  return made;
}

type Compared = Pick<Difference, "difference" | "theirs" | "ours">;
type Told = { readonly cause: Cause; readonly facts?: Readonly<Record<string, string>> };

/** Each amount of a payee that the law of its plan determines otherwise than the other system pays, with its cause. Pure. */
export function comparePayees(people: People, retirements: ReadonlyMap<string, Retirement>): Difference[] {
  return people.rows.payees.flatMap((row) => {
    const retirement = retirements.get(row.member)!;
    const of = { of: row.benefit, about: row.payee, plan: retirement.name };
    const found: Difference[] = [];
    const add = (one: Compared, told: Told) => void found.push({ ...of, ...one, ...told });
    const facts = once(() => factsOfPayee(people, retirement.row));
    const ours = amountOf(row, retirement, facts);
    if (ours !== row.base) {
      const one = { difference: "base", theirs: row.base, ours } as const;
      add(one, causeOf(row, retirement, facts(), one));
    }
    if (row.kind !== "retirement") return found;
    compareTemporary(row, retirement, facts, add);
    compareService(row, retirement, add);
    return found;
  });
}

const once = <T>(make: () => T): (() => T) => {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
};

/** What the law makes the base amount of a payee, where it grants the retirement. */
function amountOf(row: Row<"payees">, { law, byLaw }: Retirement, facts: () => Facts): bigint | null {
  if (!byLaw.eligible) return null;
  const at = law.amountAtStart;
  if (row.kind === "retirement" || row.kind === "guaranteedPayments") return byLaw.amounts[at] ?? null;
  if (row.kind === "survivor" && at === "chosenAmount")
    return byLaw.amounts[`${row.option}SurvivorAmount`] ?? null;
  const asked = row.kind === "survivor" ? "survivorAmountAtDeath" : "formerSpouseShare";
  const stated = {
    ...facts().stated,
    paymentOption: row.option,
    paymentMonth: row.annuity_starting_date,
  };
  const { value } = explainerByName(law.plan, { ...facts(), stated })(asked);
  return value === undefined || value === null ? null : wholeCents(value as Exact);
}

function compareTemporary(
  row: Row<"payees">,
  retirement: Retirement,
  facts: () => Facts,
  add: (one: Compared, told: Told) => void,
): void {
  const { byLaw } = retirement;
  const refused = !byLaw.eligible;
  const temporary = refused ? null : (byLaw.amounts["temporaryBenefit"] ?? 0n);
  const theirs = row.temporary ?? 0n;
  if (temporary !== theirs && !(refused && theirs === 0n)) {
    const one = { difference: "temporary", theirs, ours: temporary } as const;
    add(one, causeOf(row, retirement, facts(), one));
  }
  const ends = byLaw.temporaryEnds === undefined ? undefined : addMonths(byLaw.temporaryEnds, 1);
  if (theirs > 0n && (temporary ?? 0n) > 0n && row.temporary_ends !== ends)
    add(
      { difference: "temporaryEnds", theirs: null, ours: null },
      {
        cause: "notTold",
        facts: { theirs: formatDate(row.temporary_ends!), ours: ends === undefined ? "" : formatDate(ends) },
      },
    );
}

function compareService(
  row: Row<"payees">,
  retirement: Retirement,
  add: (one: Compared, told: Told) => void,
): void {
  const { service } = retirement.byLaw;
  if (row.service_months !== undefined && service !== undefined && service !== row.service_months)
    add(
      { difference: "service", theirs: BigInt(row.service_months), ours: BigInt(service) },
      { cause: "periods" },
    );
  const mean = retirement.byLaw.averagePay;
  if (row.final_average_pay === undefined) return;
  if (mean !== undefined && mean !== row.final_average_pay)
    add({ difference: "averagePay", theirs: row.final_average_pay, ours: mean }, { cause: "monthsOfPay" });
}

function causeOf(row: Row<"payees">, retirement: Retirement, facts: Facts, difference: Compared): Told {
  const { law, byLaw } = retirement;
  const pay = facts.recorded?.["pay"] ?? facts.assumed?.["pay"];
  if (!law.judges && (!Array.isArray(pay) || pay.length === 0)) return { cause: "noPay" };
  const missing = byLaw.missing.filter((name) => findFact(facts, name) === undefined);
  if (missing.length > 0) return { cause: "factMissing", facts: { missing: missing.join(", ") } };
  if (row.amended === true) return { cause: "amended" };
  const mean = byLaw.averagePay;
  if (row.final_average_pay !== undefined && mean !== undefined && mean !== row.final_average_pay)
    return {
      cause: "averagePay",
      facts: { theirs: formatCents(row.final_average_pay), ours: formatCents(mean) },
    };
  const months = byLaw.service;
  if (row.service_months !== undefined && months !== undefined && months !== row.service_months)
    return { cause: "service", facts: { theirs: String(row.service_months), ours: String(months) } };
  if (!byLaw.eligible) return { cause: "lawRefuses" };
  const cents = more(difference);
  if (cents === 1n || cents === -1n) return { cause: "oneCent" };
  if (difference.difference === "base" && row.kind === "retirement")
    return otherOption(row, law, facts) ?? otherReading(row, law, facts) ?? { cause: "notTold" };
  return { cause: "notTold" };
}

/** Another payment option of the plan that gives their amount. */
function otherOption(row: Row<"payees">, law: PlanLaw, facts: Facts): Told | undefined {
  const says = explainerByName(law.plan, facts);
  const option = optionNames.find((each) => {
    if (each === row.option || !law.plan.rules.has(`${each}Amount`)) return false;
    const { value } = says(`${each}Amount`);
    return value !== undefined && value !== null && wholeCents(value as Exact) === row.base;
  });
  return option && { cause: "otherOption", facts: { option } };
}

/** Another reading of an entry of the plan's register of open questions that gives their amount. */
function otherReading(row: Row<"payees">, law: PlanLaw, facts: Facts): Told | undefined {
  for (const rule of law.plan.rules.values()) {
    if (!Array.isArray(rule.setting)) continue;
    for (const reading of rule.setting as readonly string[]) {
      const stated = { ...facts.stated, paymentOption: row.option, [rule.name]: reading };
      const { value } = explainerByName(law.plan, { ...facts, stated })(law.amountAtStart);
      if (value !== undefined && value !== null && wholeCents(value as Exact) === row.base)
        return {
          cause: "otherReading",
          facts: { setting: rule.name, reading, register: rule.register ?? "" },
        };
    }
  }
  return undefined;
}
