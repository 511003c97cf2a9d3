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
import { explainer } from "@emeritus/engine/explain.ts";
import type { Expr, ValueOf } from "@emeritus/engine/kinds.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { baseBenefit } from "./missouri/mosers/msep-2000/base-benefit.ts";
import { door, eligible } from "./missouri/mosers/msep-2000/door.ts";
import { reducedBaseBenefit } from "./missouri/mosers/msep-2000/early-retirement.ts";
import {
  annuityInForce,
  dueTemporary,
  dueToBeneficiary,
  dueToRetiree,
  dueToSurvivor,
} from "./missouri/mosers/msep-2000/in-payment.ts";
import {
  firstDeferredReduced,
  firstDeferredUnreduced,
  firstEarly,
  firstNormalAge,
  firstRuleOf80,
} from "./missouri/mosers/msep-2000/ladder.ts";
import { creditedService } from "./missouri/mosers/msep-2000/credited-service.ts";
import { msep2000 } from "./missouri/mosers/msep-2000/plan.ts";
import { msep2011 } from "./missouri/mosers/msep-2011/plan.ts";
import {
  guaranteed120Amount,
  guaranteed180Amount,
  joint100Amount,
  joint100SurvivorAmount,
  joint50Amount,
  joint50SurvivorAmount,
  lifeIncomeAmount,
} from "./missouri/mosers/msep-2000/payment-options.ts";
import { benefitService, sickLeaveService } from "./missouri/mosers/msep-2000/sick-leave.ts";
import { eligibilityService } from "./missouri/mosers/msep-2000/vesting.ts";
import { dueToFormerSpouse } from "./missouri/mosers/shared/division.ts";
import { factsOf, randomCareer, type Career } from "./testing/random-careers.ts";

const seed = Number(process.env["SEED"] ?? 1_957_0901);
const people = process.env["LONG"] ? 20_000 : 250;
const offices = ["governor", "lieutenantGovernor", "attorneyGeneral", "stateAuditor"];

/** A random career; some of those that are an employee's are a statewide official's. */
function careerOf(number: number): Career {
  const career = randomCareer(seed, number);
  if (career.memberClass !== "general" || number % 5 !== 3) return career;
  return { ...career, memberClass: "official", highestOffice: offices[number % 4] } as unknown as Career;
}
const careers = Array.from({ length: people }, (_, i) => [i, careerOf(i)] as const);

const valueIn = <K>(career: Career, provision: Expr<K>, plan: Plan = msep2000): ValueOf<K> | undefined =>
  explainer(plan, factsOf(career))(provision).value;

/** The same career, of which an order gives half of what was earned in a marriage of its first ten years. */
const dividedIn = (career: Career): Career =>
  ({
    ...career,
    dividedShare: exact(1n, 2n),
    dissolvedMarriageBegan: career.firstHired,
    dividedTo: formatDate(
      Math.min(addMonths(parseDate(career.firstHired), 120), parseDate(career.leftService)),
    ),
    orderIssued: career.leftService,
  }) as unknown as Career;

/** Checks that one amount is at least another, where both can be computed. */
function atLeast(more: unknown, less: unknown, what: string): void {
  if (!(more instanceof Exact) || !(less instanceof Exact)) return;
  if (compareExact(more, less) < 0) expect.fail(`${what}: ${more} is less than ${less} (seed ${seed})`);
}

describe.each([msep2000, msep2011])(
  `properties of $name over ${people} random careers (seed ${seed})`,
  (plan) => {
    test("more service never pays less", () => {
      for (const [number, career] of careers) {
        const before = valueIn(career, baseBenefit, plan);
        const more = [
          { ...career, transferredService: career.transferredService + 1 + (number % 14) },
          { ...career, purchasedService: career.purchasedService + 1 + (number % 14) },
          { ...career, unusedSickLeaveHours: career.unusedSickLeaveHours + (number % 500) },
        ];
        for (const richer of more) atLeast(valueIn(richer, baseBenefit, plan), before, `career ${number}`);
      }
    });

    test("no option pays more than the life annuity, no survivor more than the member", () => {
      for (const [number, career] of careers) {
        const explain = explainer(plan, factsOf(career));
        const life = explain(lifeIncomeAmount).value;
        for (const option of [joint50Amount, joint100Amount, guaranteed120Amount, guaranteed180Amount]) {
          atLeast(life, explain(option).value, `career ${number}, ${option.name}`);
        }
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
        atLeast(explain(baseBenefit).value, explain(reducedBaseBenefit).value, `career ${number}, early`);
      }
    });

    test("in one month only one of retiree, survivor and beneficiary is paid the annuity, and never more than the retiree would be", () => {
      for (const [number, career] of careers) {
        const explain = explainer(plan, factsOf(career));
        const dues = [dueToRetiree, dueToSurvivor, dueToBeneficiary].map((due) => explain(due).value);
        const paid = dues.filter((due) => due !== undefined && due.n !== 0n);
        expect(paid.length, `career ${number} (seed ${seed})`).toBeLessThanOrEqual(1);
        for (const due of paid) atLeast(explain(annuityInForce).value, due, `career ${number}`);
        const retiree = dues[0];
        const temporary = explain(dueTemporary).value;
        if (retiree?.n === 0n && temporary !== undefined) expect(temporary.n, `career ${number}`).toBe(0n);
      }
    });

    test("the parts sum to the whole: service, and an annuity that an order divides", () => {
      let divided = 0;
      for (const [number, career] of careers) {
        const explain = explainer(plan, factsOf(career));
        const [credited, sick, all] = [creditedService, sickLeaveService, benefitService].map(
          (part) => explain(part).value,
        );
        if (all !== undefined) expect(all, `career ${number}`).toBe(credited! + sick!);
        expect(explain(eligibilityService).value, `career ${number}`).toBe(credited);
        const whole = explain(dueToRetiree).value;
        const share = explainer(plan, factsOf(dividedIn(career)));
        const [own, other] = [share(dueToRetiree).value, share(dueToFormerSpouse).value];
        if (!whole || !own || !other) continue;
        expect(add(own, other), `career ${number} (seed ${seed})`).toEqual(whole);
        if (other.n > 0n) divided++;
      }
      expect(divided).toBeGreaterThan(people / 50);
    });

    test("who may retire has a door, and who has none may not", () => {
      for (const [number, career] of careers) {
        const explain = explainer(plan, factsOf(career));
        if (explain(eligible).value) expect(explain(door).value, `career ${number}`).not.toBe("none");
      }
    });
  },
);

const doorsOf = [
  [firstNormalAge, "normalAge"],
  [firstRuleOf80, "ruleOf80"],
  [firstEarly, "early"],
  [firstDeferredReduced, "deferredReduced"],
  [firstDeferredUnreduced, "deferredUnreduced"],
] as const;

/** The first month in which a door is open, tried month by month from the plan's first day until the age of 100. */
function firstByTrying(career: Career, wanted: string): string | null {
  const birth = parseDate(career.birthDate);
  const from = career.stillEmployed ? addMonths(birth, 12 * 47) : addDays(parseDate(career.leftService), 1);
  const begins = firstOfMonthFrom(Math.max(from, parseDate("2000-07-01")));
  for (let month: PlainDate = begins; month <= addMonths(birth, 1200); month = addMonths(month, 1)) {
    const leftService = career.stillEmployed ? formatDate(addDays(month, -1)) : career.leftService;
    const supposed = { ...career, leftService, annuityStartingDate: formatDate(month) };
    if (valueIn(supposed, door) === wanted) return formatDate(month);
    if (wanted !== "normalAge" && wanted !== "deferredUnreduced" && month > addMonths(birth, 63 * 12))
      return null;
  }
  return null;
}

describe("the eligibility ladder finds what trying each month finds", () => {
  const few = careers.slice(0, process.env["LONG"] ? 2_000 : 25);
  test.each(doorsOf.map(([first, name]) => [name, first] as const))("%s", (name, first) => {
    for (const [number, career] of few) {
      const found = valueIn(career, first);
      if (found === undefined) continue;
      const text = found === null ? null : formatDate(found);
      expect(text, `career ${number} (seed ${seed})`).toBe(firstByTrying(career, name));
    }
  });
});
