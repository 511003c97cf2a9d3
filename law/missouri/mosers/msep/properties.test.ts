import { describe, expect, test } from "vitest";
import {
  addDays,
  addMonths,
  firstOfMonthFrom,
  formatDate,
  parseDate,
  type PlainDate,
} from "@emeritus/engine/dates.ts";
import { add, compareExact, Exact, exact } from "@emeritus/engine/exact.ts";
import { explainer, type Explainer } from "@emeritus/engine/explain.ts";
import type { Known } from "@emeritus/engine/facts.ts";
import { randomCareer } from "../../../testing/random-careers.ts";
import { usualFacts } from "../../../usual.ts";
import { assembliesServed, creditedAssemblies, priorAssemblies } from "./assemblies.ts";
import { creditedService } from "./credited-service.ts";
import { door, eligible } from "./door.ts";
import { reducedBaseBenefit } from "./early-retirement.ts";
import { dueToRetiree } from "../msep-2000/in-payment.ts";
import { dueToFormerSpouse } from "../shared/division.ts";
import { annuityInForce, dueToBeneficiary, dueToSurvivor, initialAnnuity } from "./in-payment.ts";
import { inServiceIncrease, normalAnnuity } from "./in-service.ts";
import {
  firstDeferredReduced,
  firstDeferredUnreduced,
  firstEarly,
  firstNormalAge,
  firstRuleOf80,
} from "./ladder.ts";
import {
  guaranteed120Amount,
  guaranteed60Amount,
  joint100Amount,
  joint100SurvivorAmount,
  joint50Amount,
  joint50SurvivorAmount,
  lifeIncomeAmount,
} from "./payment-options.ts";
import { msep } from "./plan.ts";
import { benefitService, sickLeaveService } from "./sick-leave.ts";
import { eligibilityService } from "./vesting.ts";

const seed = Number(process.env["SEED"] ?? 1_957_0901);
const people = process.env["LONG"] ? 20_000 : 250;

type Member = Known & { readonly leftService: string; readonly birthDate: string };

/** A random career of somebody first employed before July 2000; every class of the closed plan that has amounts occurs. */
function member(number: number): Member {
  const { paymentOption, memberClass, firstHired, ...career } = randomCareer(seed, number);
  const classes = ["general", "general", "official", "waterPatrol"] as const;
  const hired = ["1990-03-01", "1997-08-27", "1997-08-28", "2000-06-30"] as const;
  return {
    ...(career as unknown as Member),
    memberClass: memberClass === "legislator" ? memberClass : classes[number % 4]!,
    firstHired: firstHired < "2000-07-01" ? firstHired : hired[number % 4]!,
    paymentOption: paymentOption === "guaranteed180" ? "guaranteed60" : paymentOption,
    highestOffice: (["governor", "attorneyGeneral", "stateAuditor"] as const)[number % 3]!,
    assembliesOnRecord: number % 5 === 0 ? 2 : 0,
  };
}
const explainMember = (known: Known): Explainer =>
  explainer(msep, { recorded: { ...usualFacts(msep), ...known } });
const members = Array.from({ length: people }, (_, i) => [i, member(i)] as const);

/** Checks that one amount is at least another, where both can be computed. */
function atLeast(more: unknown, less: unknown, what: string): void {
  if (!(more instanceof Exact) || !(less instanceof Exact)) return;
  if (compareExact(more, less) < 0) expect.fail(`${what}: ${more} is less than ${less} (seed ${seed})`);
}

describe(`properties of the closed plan over ${people} random careers (seed ${seed})`, () => {
  test("more service never pays less to who may retire", () => {
    for (const [number, before] of members) {
      const known = before as unknown as Readonly<Record<string, number>>;
      const explain = explainMember(before);
      if (explain(eligible).value !== true) continue;
      const more = [
        { ...before, transferredService: known["transferredService"]! + 1 + (number % 30) },
        { ...before, purchasedService: known["purchasedService"]! + 1 + (number % 30) },
        { ...before, unusedSickLeaveHours: known["unusedSickLeaveHours"]! + (number % 500) },
      ];
      for (const richer of more)
        atLeast(
          explainMember(richer as Known)(normalAnnuity).value,
          explain(normalAnnuity).value,
          `career ${number}`,
        );
    }
  });

  test("no option pays more than the life annuity, no survivor more than the member", () => {
    for (const [number, known] of members) {
      const explain = explainMember(known);
      const life = explain(lifeIncomeAmount).value;
      for (const option of [joint50Amount, joint100Amount, guaranteed60Amount, guaranteed120Amount])
        atLeast(life, explain(option).value, `career ${number}, ${option.name}`);
      atLeast(
        explain(joint50Amount).value,
        explain(joint50SurvivorAmount).value,
        `career ${number}, joint 50`,
      );
      atLeast(
        explain(joint100Amount).value,
        explain(joint100SurvivorAmount).value,
        `career ${number}, joint 100`,
      );
    }
  });

  test("in one month only one of retiree, survivor and beneficiary is paid, and never more than the retiree would be", () => {
    for (const [number, known] of members) {
      const explain = explainMember(known);
      const dues = [dueToRetiree, dueToSurvivor, dueToBeneficiary].map((due) => explain(due).value);
      const paid = dues.filter((due) => due !== undefined && due.n !== 0n);
      expect(paid.length, `career ${number} (seed ${seed})`).toBeLessThanOrEqual(1);
      for (const due of paid) atLeast(explain(annuityInForce).value, due, `career ${number}`);
      atLeast(explain(annuityInForce).value, explain(initialAnnuity).value, `career ${number}: never a cut`);
    }
  });

  test("the parts sum to the whole: service, assemblies, the normal annuity", () => {
    for (const [number, known] of members) {
      const explain = explainMember(known);
      const [credited, sick, all] = [creditedService, sickLeaveService, benefitService].map(
        (part) => explain(part).value,
      );
      if (all !== undefined) expect(all, `career ${number}`).toBe(credited! + sick!);
      expect(explain(eligibilityService).value, `career ${number}`).toBe(credited);
      expect(explain(creditedAssemblies).value, `career ${number}`).toBe(
        explain(assembliesServed).value! + explain(priorAssemblies).value!,
      );
      const annuity = explain(normalAnnuity).value;
      if (annuity)
        expect(annuity.n, `career ${number}`).toBe(
          explain(reducedBaseBenefit).value!.n + explain(inServiceIncrease).value!.n,
        );
    }
  });

  test("the parts sum to the whole: an annuity that an order divides", () => {
    let divided = 0;
    for (const [number, known] of members) {
      const whole = explainMember(known)(dueToRetiree).value;
      const hired = (known as Known)["firstHired"] as string;
      const explain = explainMember({
        ...known,
        dividedShare: exact(1n, 2n),
        dissolvedMarriageBegan: hired,
        dividedTo: known.leftService,
        orderIssued: known.leftService,
      });
      const [own, other] = [explain(dueToRetiree).value, explain(dueToFormerSpouse).value];
      if (!whole || !own || !other) continue;
      expect(add(own, other), `career ${number} (seed ${seed})`).toEqual(whole);
      if (other.n > 0n) divided++;
    }
    expect(divided).toBeGreaterThan(people / 50);
  });

  test("who was employed before 28 August 1997 never receives less than who was employed later", () => {
    for (const [number, known] of members) {
      const older = explainMember({ ...known, firstHired: "1997-08-27" });
      const newer = explainMember({ ...known, firstHired: "1997-08-28" });
      atLeast(older(annuityInForce).value, newer(annuityInForce).value, `career ${number}`);
    }
  });
});

const doorsOf = [
  [firstNormalAge, "normalAge"],
  [firstRuleOf80, "ruleOf80"],
  [firstEarly, "early"],
  [firstDeferredReduced, "deferredReduced"],
  [firstDeferredUnreduced, "deferredUnreduced"],
] as const;

/** The first month in which a door is open, tried month by month from the first day of the law that is known until the age of 72. */
function firstByTrying(known: Member, wanted: string): string | null {
  const birth = parseDate(known.birthDate);
  const working = (known as Known)["stillEmployed"] === true;
  const from = working ? parseDate("1997-08-28") : addDays(parseDate(known.leftService), 1);
  for (
    let month: PlainDate = firstOfMonthFrom(from);
    month <= addMonths(birth, 864);
    month = addMonths(month, 1)
  ) {
    const leftService = working ? formatDate(addDays(month, -1)) : known.leftService;
    const supposed = { ...known, leftService, annuityStartingDate: formatDate(month) };
    if (explainMember(supposed)(door).value === wanted) return formatDate(month);
  }
  return null;
}

describe("the eligibility ladder of the closed plan finds what trying each month finds", () => {
  const few = members.slice(0, process.env["LONG"] ? 1_000 : 12);
  test.each(doorsOf.map(([first, name]) => [name, first] as const))("%s", (name, first) => {
    for (const [number, known] of few) {
      const found = explainMember(known)(first).value;
      if (found === undefined) continue;
      const text =
        found === null || found > addMonths(parseDate(known.birthDate), 864) ? null : formatDate(found);
      expect(text, `career ${number} (seed ${seed})`).toBe(firstByTrying(known, name));
    }
  });
});
