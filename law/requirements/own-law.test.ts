/** Each rule of a plan rests on the plan's own law: its sections, its Board Rules, or a law that reaches it by a reference of theirs. */
import { expect, test } from "vitest";
import type { Plan } from "@emeritus/engine/plan.ts";
import { planNamed } from "../plans.ts";

/** What is a plan's own law, and the rules that rest on other law, each with the reason. */
interface Own {
  readonly plan: string;
  readonly law: RegExp;
  readonly others: Readonly<Record<string, string>>;
}

const forEveryMember = "RSMo 105\\.|RSMo 104\\.625|BR 9-2|BR 8-4|Handbook";
const ofTheClosedPlan = "RSMo 104\\.(0|[3-7]|800)";

const plans: readonly Own[] = [
  {
    plan: "msep",
    law: new RegExp(`^(${ofTheClosedPlan}|BR 2-|${forEveryMember})`),
    others: {
      benefitEligibleHours:
        "Board Rule 2-14 has the hours of Board Rule 3-12: one table, which the position's own rule asks under 2-14",
      planBegins: "RSMo 104.1003 closes this plan to who is first employed from that day on",
      knownLawBegins: "a bill tells from when the sources know this law",
      temporaryInForce: "the page says that the benefit is of the year 2000 plan: here there is none",
      normalAgeOfPatrol: "the bill of 1997 gives the age; the section's words were not available (MSEP-Q39)",
    },
  },
  {
    plan: "msep-2000",
    law: new RegExp(`^(RSMo 104\\.1\\d{3}|RSMo 104\\.601|BR 3-|${forEveryMember})`),
    others: {},
  },
  {
    plan: "msep-2011",
    law: new RegExp(`^(RSMo 104\\.1\\d{3}|RSMo 104\\.601|BR 3-|${forEveryMember})`),
    others: {},
  },
  { plan: "judicial", law: /^(RSMo 476\.|Mo\. Const|BR 4-)/, others: {} },
  {
    plan: "judicial-2011",
    law: /^(RSMo 476\.|Mo\. Const|BR 4-)/,
    others: {
      contributionRate:
        "RSMo 476.521.6 asks the same four percent: one table, which the contribution asks under it",
      tier2011Begins: "the general tier of which RSMo 476.521.6 takes the account begins on the same day",
    },
  },
  {
    plan: "alj",
    law: /^(RSMo 287\.|BR 4-)/,
    others: {},
  },
];

/** Everything that a rule rests on: what it cites, and what the rows of its table cite. */
function citesOf(plan: Plan, name: string): readonly string[] {
  const table = plan.tables.get(name);
  const rows = table?.shape === "dated" ? table.rows.flatMap((row) => [row.cites ?? []].flat()) : [];
  return [plan.rules.get(name)!.cites ?? [], rows].flat(2).flatMap((cite) => String(cite).split("; "));
}

test.each(plans)(
  "$plan: every rule cites the plan's own law, or stands in the list with its reason",
  (own) => {
    const { plan } = planNamed(own.plan)!;
    const foreign = [...plan.rules.keys()].filter(
      (name) => !citesOf(plan, name).some((cite) => own.law.test(cite)),
    );
    expect(foreign.toSorted()).toEqual(Object.keys(own.others).toSorted());
  },
);
