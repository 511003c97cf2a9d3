import { addMonths, parseDate } from "@emeritus/engine/dates.ts";
import { exact } from "@emeritus/engine/exact.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import { usual } from "@emeritus/law/usual.ts";
import { describe, expect, it } from "vitest";

import { paymentOptions } from "../retiring/decide-election.ts";
import { determine, lawInForce } from "../retiring/retirement-law.ts";
import { compiledAmounts } from "./second-evaluator.ts";

const day = parseDate;

/** 31 years from 1 July 2000, 3,000.00 a month; born 15 May 1969: 62 in May 2031, at normal age on 1 July 2031. */
const facts: Facts = {
  stated: {
    annuityStartingDate: day("2031-07-01"),
    applicationFiled: day("2031-04-10"),
    spouseBirthDate: day("1968-01-20"),
  },
  recorded: {
    ...usual,
    memberClass: "general",
    birthDate: day("1969-05-15"),
    firstHired: day("2000-07-01"),
    leftClosedPlanUnvested: false,
    electsYear2000Plan: false,
    secondKindOfService: false,
    periods: [{ from: day("2000-07-01"), to: day("2031-06-30"), kind: "employed" }],
    assemblies: [],
    pay: Array.from({ length: 372 }, (_, at) => ({
      month: addMonths(day("2000-07-01"), at),
      cents: 300_000n,
    })),
    purchasedService: 0,
    transferredService: 0,
    unusedSickLeaveHours: exact(0n),
    stillEmployed: false,
    leftService: day("2031-06-30"),
    memberDied: null,
    spouseDied: null,
  },
};

describe("the second evaluator", () => {
  it("RSMo 104.1024.2 gives the explained amounts to the cent under every option: 3,000.00 × 1.7% × 31 = 1,581.00", () => {
    for (const option of paymentOptions) {
      const { amounts, missing, eligible } = determine(lawInForce, facts, option);
      expect(missing).toEqual([]);
      expect(eligible).toBe(true);
      expect(amounts["baseBenefit"]).toBe(158_100n);
      expect(compiledAmounts(lawInForce, facts, option)).toEqual(amounts);
    }
  });

  it("H-241 H-242 H-244 H-245 each option by hand, at 62 with a spouse one full year older", () => {
    const chosen = (option: (typeof paymentOptions)[number]) => determine(lawInForce, facts, option).amounts;
    expect(chosen("lifeIncome")["chosenAmount"]).toBe(158_100n);
    expect(chosen("joint50")).toMatchObject({ chosenAmount: 142_764n, joint50SurvivorAmount: 71_382n }); // 90.3 %: 1,427.643
    expect(chosen("joint100")).toMatchObject({ chosenAmount: 132_014n, joint100SurvivorAmount: 132_014n }); // 83.5 %: 1,320.135
    expect(chosen("guaranteed120")["chosenAmount"]).toBe(150_195n); // 95 %
    expect(chosen("guaranteed180")["chosenAmount"]).toBe(142_290n); // 90 %
  });

  it("leaves out what it would hand to the interpreter, so that it never agrees by being the same", () => {
    const outside: Facts = { ...facts, recorded: { ...facts.recorded, unusedSickLeaveHours: exact(1n, 3n) } };
    expect(compiledAmounts(lawInForce, outside, "lifeIncome")).toEqual({});
  });
});
