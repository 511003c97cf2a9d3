import { describe, expect, test } from "vitest";
import { add, compareExact, Exact, exact, multiply, subtract } from "@emeritus/engine/exact.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Facts, Known } from "@emeritus/engine/facts.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { planNamed } from "../plans.ts";
import { factsOf, randomCareer } from "../testing/random-careers.ts";
import { randomFacts } from "../testing/random-facts.ts";

const seed = Number(process.env["SEED"] ?? 104_1957);
const people = process.env["LONG"] ? 10_000 : 150;
const lawOf = (name: string): Plan => planNamed(name)!.plan;

/** A sum that must come out: what it is called, the parts with their signs, and the whole. */
interface Sum {
  readonly parts: readonly string[];
  readonly less?: readonly string[];
  readonly whole: string;
  /** Holds only where this condition, or this choice of a provision, holds. */
  readonly where?: readonly [name: string, is: unknown];
}

const asExact = (value: unknown): Exact | undefined =>
  value instanceof Exact ? value : typeof value === "number" ? exact(BigInt(value)) : undefined;

/** A value of a person's by its name: worked out where it is a provision, read where it is a fact. */
const readerOf = (plan: Plan, facts: Facts): ((name: string) => Exact | undefined) => {
  const explain = explainerByName(plan, facts);
  return (name) => asExact(plan.rules.has(name) ? explain(name).value : facts.recorded?.[name]);
};

/** Checks sums of one person; gives how many of them could be computed. */
function check(plan: Plan, facts: Facts, sums: readonly Sum[], who: string): number {
  const explain = explainerByName(plan, facts);
  const valueOf = readerOf(plan, facts);
  let computed = 0;
  for (const { parts, less = [], whole, where } of sums) {
    if (where && explain(where[0]).value !== where[1]) continue;
    const [plus, minus, total] = [parts.map(valueOf), less.map(valueOf), valueOf(whole)];
    if (total === undefined || [...plus, ...minus].includes(undefined)) continue;
    const sum = minus.reduce<Exact>(
      (left, each) => subtract(left, each!),
      plus.reduce<Exact>((left, each) => add(left, each!), exact(0n)),
    );
    if (compareExact(sum, total) !== 0)
      expect.fail(`${who}: ${parts.join(" + ")} is ${sum}, ${whole} is ${total}`);
    computed++;
  }
  return computed;
}

describe.each(["msep-2000", "msep-2011"])("the parts of %s make the whole, over random careers", (name) => {
  const plan = lawOf(name);
  test(`service, and what a former spouse takes (seed ${seed})`, () => {
    let computed = 0;
    for (let i = 0; i < people; i++)
      computed += check(
        plan,
        factsOf(randomCareer(seed, i)),
        [
          { parts: ["earnedService", "purchasedService", "transferredService"], whole: "creditedService" },
          { parts: ["creditedService", "sickLeaveService"], whole: "benefitService" },
          {
            parts: ["dueToRetiree", "dueToFormerSpouse"],
            whole: "annuityPaid",
            where: ["retireeIsPaid", true],
          },
        ],
        `career ${i} (seed ${seed})`,
      );
    expect(computed).toBeGreaterThan(people);
  });
  test(`instalments of a BackDROP, and children's shares (seed ${seed})`, () => {
    let computed = 0;
    for (let i = 0; i < 2 * people; i++) {
      const facts = randomFacts(plan, seed + i);
      const explain = explainerByName(plan, facts);
      const of = (rule: string): Exact | undefined => asExact(explain(rule).value);
      const [lump, instalment, last] = [
        "backDropLumpSum",
        "backDropInstalment",
        "backDropLastInstalment",
      ].map(of);
      if (lump && instalment && last) {
        expect(
          compareExact(add(multiply(instalment, exact(2n)), last), lump),
          `person ${i} (seed ${seed})`,
        ).toBe(0);
        computed++;
      }
      const [each, oldest, all] = ["dueToEachChild", "dueToOldestChild", "dueAfterDeath"].map(of);
      const count = explain("childrenInMonth").value;
      if (
        each &&
        oldest &&
        all &&
        typeof count === "number" &&
        count > 0 &&
        explain("spouseIsPaid").value === false
      ) {
        expect(compareExact(add(multiply(each, exact(BigInt(count - 1))), oldest), all), `person ${i}`).toBe(
          0,
        );
        computed++;
      }
    }
    expect(computed).toBeGreaterThan(0);
  });
});

interface SumsOfPlan {
  readonly name: string;
  readonly sums: readonly Sum[];
  /** What is the same for every imagined person, so that the sums can be computed. */
  readonly known?: Known;
}
const others: readonly SumsOfPlan[] = [
  {
    name: "member-contributions",
    sums: [{ parts: ["contributionsPosted", "accountInterest"], whole: "accountBalance" }],
  },
  {
    name: "service-credit",
    sums: [{ parts: ["movedService", "serviceGivenUp"], whole: "serviceInOtherPlan" }],
    known: { transferRoute: "oneTimeTransfer", planHeld: "inClosedPlan", transferUsed: false },
  },
  {
    name: "employer-money",
    sums: [
      { parts: ["normalCostRate", "unfundedRate"], whole: "certifiedRate" },
      { parts: ["prepayment", "prepaymentCredit"], whole: "expectedContributions" },
      {
        parts: ["prepayment", "prepaymentCredit", "stillToPay"],
        less: ["creditCarried"],
        whole: "finallyDue",
      },
    ],
  },
  {
    name: "payees",
    sums: [{ parts: ["dueBeforeWaiver"], whole: "paidAfterWaiver", where: ["paymentIsWaived", false] }],
  },
];

describe.each(others)("the parts of $name make the whole, over random facts", ({ name, sums, known }) => {
  test(`every sum that can be computed (seed ${seed})`, () => {
    let computed = 0;
    for (let i = 0; i < people; i++) {
      const facts = { recorded: { ...randomFacts(lawOf(name), seed + i).recorded, ...known } };
      computed += check(lawOf(name), facts, sums, `person ${i} (seed ${seed})`);
    }
    expect(computed).toBeGreaterThan(people / 8);
  });
});

test(`the shares of a last payment are the whole payment, none below the others' (seed ${seed})`, () => {
  for (let i = 0; i < people; i++) {
    const valueOf = readerOf(lawOf("payees"), randomFacts(lawOf("payees"), seed + i));
    const [share, eldest, whole, count] = [
      "lastPaymentShare",
      "lastPaymentOfEldest",
      "lastPayment",
      "lastPaymentShares",
    ].map((name) => valueOf(name)!);
    const others = multiply(share!, subtract(count!, exact(1n)));
    expect(compareExact(add(others, eldest!), whole!), `person ${i}`).toBe(0);
    expect(compareExact(eldest!, share!), `person ${i}`).toBeGreaterThanOrEqual(0);
  }
});
