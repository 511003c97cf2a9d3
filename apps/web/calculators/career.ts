/** A career as somebody types it: the facts that the plans ask for, and which plan's law it falls under. */
import { addDays, type PlainDate } from "@emeritus/engine/dates.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Facts, Given, Row } from "@emeritus/engine/facts.ts";
import type { Value } from "@emeritus/engine/kinds.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { type PlanEntry, plans } from "@emeritus/law/plans.ts";
import { usualFacts } from "@emeritus/law/usual.ts";
import type { FieldSpec, Values } from "./fields.ts";

/** The fields that tell a career: who, since when, until when. */
export const careerFields = {
  memberClass: { name: "memberClass", kind: "choice", options: ["general", "legislator"] },
  birthDate: { name: "birthDate", kind: "date", least: "1920-01-01", most: "2010-12-31" },
  firstHired: { name: "firstHired", kind: "date", least: "1960-01-01", most: "2060-12-31" },
  lastDay: { name: "lastDay", kind: "date", least: "1990-01-01", most: "2080-12-31", optional: true },
  moreService: { name: "moreService", kind: "count", least: 0, most: 480, optional: true },
} satisfies Record<string, FieldSpec>;

/** The facts of a typed career. `start` is the annuity starting date; without a last day the member works to the day before. */
export function careerFactsOf(values: Values, start: PlainDate | undefined): Facts {
  const hired = values.date("firstHired")!;
  const stopped = values.date("lastDay");
  const left = stopped ?? (start === undefined ? undefined : addDays(start, -1));
  const stated: Record<string, Given | readonly Row[]> = {
    memberClass: values.choice("memberClass") ?? "general",
    birthDate: values.date("birthDate") ?? null,
    firstHired: hired,
    electsYear2000Plan: false,
    periods: [{ from: hired, to: left ?? "9999-12-31", kind: "employed" }],
    assemblies: [],
    purchasedService: values.count("moreService") ?? 0,
    transferredService: 0,
    unusedSickLeaveHours: values.number("sickHours") ?? 0,
    stillEmployed: stopped === undefined,
    spouseBirthDate: values.date("spouseBirthDate") ?? null,
    memberDied: null,
    spouseDied: null,
    ...(left === undefined ? { leftService: "2120-12-31" } : { leftService: left }),
    ...(start === undefined ? {} : { annuityStartingDate: start }),
  };
  return { stated };
}

/** The same facts for one plan, with those of rare events as they are for a member to whom nothing unusual happened. */
export const forPlan = (plan: Plan, { stated = {} }: Facts): Facts => ({
  stated,
  recorded: usualFacts(plan),
});

/** A plan whose own rule of membership holds for the facts. */
export interface Membership {
  readonly entry: PlanEntry;
  readonly isMember: Result<Value>;
}

/** What each plan's rule of membership says of the facts, in the order of the registry. */
export const membershipsOf = (facts: Facts): readonly Membership[] =>
  plans
    .filter(({ plan }) => plan.rules.has("isMember"))
    .map((entry) => ({
      entry,
      isMember: explainerByName(entry.plan, forPlan(entry.plan, facts))("isMember"),
    }));

/** The plan whose law a career falls under: the first whose membership holds. */
export const planOf = (facts: Facts): PlanEntry | undefined =>
  membershipsOf(facts).find(({ isMember }) => isMember.value === true)?.entry;
