import { type Json, planFromCanonical } from "@emeritus/engine/canonical.ts";
import { sameValue } from "@emeritus/engine/columns.ts";
import { affectedBetween, changedBetween } from "@emeritus/engine/compare-plans.ts";
import { firstOfNextMonthOf } from "@emeritus/engine/dates.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import type { KindName, Value } from "@emeritus/engine/kinds.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { plans } from "@emeritus/law/plans.ts";
import { determinationsAfter } from "@emeritus/records/determination.ts";
import { allLawVersions, lawVersionsLike } from "@emeritus/records/law-version.ts";
import { allCareers, careersFacts, stating } from "../career.ts";
import type { System } from "../system.ts";
import { decodeFacts } from "./inputs.ts";

/** An amount of one member that one law gives otherwise than the other; an amount that a law does not give is absent. */
export interface AmountChanges {
  readonly memberId: string;
  /** The determination whose facts were used; without one, the facts are those of the member's record today. */
  readonly determination?: number;
  readonly name: string;
  readonly kind: KindName;
  readonly before?: Value;
  readonly after?: Value;
}

/** Two versions of one plan, with what changed between them. */
export interface LawsCompared {
  readonly before: Plan;
  readonly after: Plan;
  /** The rules and tables that are not alike. */
  readonly changed: readonly string[];
  /** The amounts that may differ. */
  readonly amounts: readonly string[];
}

/** Why two laws cannot be compared. */
export type NotCompared =
  | { readonly code: "noSuchLaw"; readonly hash: string }
  | { readonly code: "twoSuchLaws"; readonly hash: string }
  | { readonly code: "otherPlans"; readonly before: string; readonly after: string };

/** The laws of two hashes, each whole or its beginning, or `current` for the law of this program; both are of one plan. */
export async function lawsToCompare(
  { reader }: System,
  before: string,
  after: string,
): Promise<LawsCompared | NotCompared> {
  const found: (Plan | "current")[] = [];
  for (const hash of [before, after]) {
    const kept = hash === "current" ? [] : await lawVersionsLike(reader, hash);
    if (hash === "current") found.push("current");
    else if (kept.length === 1) found.push(planFromCanonical(JSON.parse(kept[0]!.content) as Json));
    else return { code: kept.length === 0 ? "noSuchLaw" : "twoSuchLaws", hash };
  }
  const [a, b] = found.map((plan, i) => (plan === "current" ? currentOf(found[1 - i]!) : plan));
  if (!a || !b) return { code: "noSuchLaw", hash: "current" };
  if (a.name !== b.name) return { code: "otherPlans", before: a.name, after: b.name };
  const amounts = affectedBetween(a, b).filter((name) => a.rules.get(name)!.kind === "money");
  return { before: a, after: b, changed: changedBetween(a, b), amounts };
}

const currentOf = (other: Plan | "current"): Plan | undefined =>
  other === "current" ? undefined : plans.find(({ plan }) => plan.name === other.name)?.plan;

/** How many members or determinations are read at once. */
const atOnce = 200;

/**
 * Each amount that changes for a member, by two laws: of everyone with a determination by this plan from its facts, and of every other
 * member as an estimate for a retirement next month, from the record as it is today. Nothing is recorded.
 */
export async function* amountsThatChange(
  { reader, fund, calendar }: System,
  laws: LawsCompared,
): AsyncGenerator<AmountChanges> {
  if (laws.amounts.length === 0) return;
  const moment = { on: calendar.today() };
  const ours = (await allLawVersions(reader)).filter(({ plan }) => plan === laws.before.name);
  const hashes = new Set(ours.map(({ hash }) => hash));
  const determined = new Set<number>();
  for (let after = 0; ;) {
    const chunk = await determinationsAfter(reader, fund.number, after, atOnce);
    if (chunk.length === 0) break;
    after = chunk.at(-1)!.determination;
    const ids = new Map<number, string>();
    const persons = [...new Set(chunk.map(({ person }) => person))];
    for (const { person, memberId } of await careersFacts(reader, fund.number, persons, moment))
      ids.set(person, memberId);
    for (const { determination, person, inputs, lawVersion } of chunk) {
      if (!hashes.has(lawVersion)) continue;
      determined.add(person);
      const changes = changesFor(laws, decodeFacts(inputs));
      for (const one of changes) yield { ...one, memberId: ids.get(person) ?? String(person), determination };
    }
  }
  for await (const careers of allCareers(reader, fund.number, moment)) {
    for (const career of careers.filter(({ person }) => !determined.has(person))) {
      const facts = stating(career, { annuityStartingDate: firstOfNextMonthOf(moment.on) });
      for (const one of changesFor(laws, facts)) yield { ...one, memberId: career.memberId };
    }
  }
}

/** Pure. The amounts that two laws give otherwise for one person's facts. */
export function changesFor(
  { before, after, amounts }: Pick<LawsCompared, "before" | "after" | "amounts">,
  facts: Facts,
): readonly Omit<AmountChanges, "memberId">[] {
  const [was, is] = [explainerByName(before, facts), explainerByName(after, facts)];
  return amounts.flatMap((name) => {
    const [a, b] = [was(name).value, is(name).value];
    if (sameValue(a, b)) return [];
    const sides = { ...(a === undefined ? {} : { before: a }), ...(b === undefined ? {} : { after: b }) };
    return [{ name, kind: before.rules.get(name)!.kind, ...sides }];
  });
}
