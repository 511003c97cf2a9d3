/** The handbook's summary tables of July 2014 (p.18, p.22), typed from the print, beside what the law of that day gives. */
import { describe, expect, test } from "vitest";
import { parseDate } from "@emeritus/engine/dates.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import { planNamed } from "../plans.ts";
import { summarizedPlans, summaryOf, type SummarizedPlan } from "../summary.ts";
import { usualFacts } from "../usual.ts";

const printed = parseDate("2014-07-01");
const years = (n: number): number => 12 * n;
const opening = (age: number, service: number) => ({ age: years(age), service: years(service) });
const rule = (leastAge: number, sum: number) => ({ leastAge: years(leastAge), sum: years(sum) });
const closed = ["lifeIncome", "joint50", "joint100", "guaranteed60", "guaranteed120"];
const open = ["lifeIncome", "joint50", "joint100", "guaranteed120", "guaranteed180"];

/** The rows that both tables share. */
const shared: Readonly<Record<SummarizedPlan, object>> = {
  msep: {
    options: closed,
    joint50Unreduced: true,
    increaseInService: true,
    contributes: "0",
    reducedPurchases: true,
    fullCostPurchases: true,
    oneTimeTransfer: true,
    transferByAgreement: false,
  },
  "msep-2000": {
    options: open,
    joint50Unreduced: false,
    increaseInService: false,
    contributes: "0",
    reducedPurchases: true,
    fullCostPurchases: true,
    oneTimeTransfer: false,
    transferByAgreement: true,
  },
  "msep-2011": {
    options: open,
    joint50Unreduced: false,
    increaseInService: false,
    contributes: "1/25",
    reducedPurchases: false,
    fullCostPurchases: true,
    oneTimeTransfer: false,
    transferByAgreement: false,
  },
};

/** The rows in which the tables differ. Base benefits: 6 assemblies × 150; 3,000 ÷ 24 × 12; half of 3,000 at twelve years. */
const own = {
  legislator: {
    msep: {
      vestedAfter: years(6),
      normal: [opening(55, 6)],
      rule: rule(48, 80),
      early: undefined,
      base: "90000",
    },
    "msep-2000": {
      vestedAfter: years(6),
      normal: [opening(55, 6)],
      rule: rule(50, 80),
      early: undefined,
      base: "150000",
    },
    "msep-2011": {
      vestedAfter: years(6),
      normal: [opening(62, 6)],
      rule: rule(55, 90),
      early: undefined,
      base: "150000",
    },
  },
  official: {
    // The table leaves out 65 with one term, which the text on p.23 has (D10).
    msep: {
      vestedAfter: years(4),
      normal: [opening(60, 15), opening(65, 4)],
      rule: rule(50, 80),
      early: opening(55, 10),
      base: "150000",
    },
    "msep-2000": {
      vestedAfter: years(4),
      normal: [opening(55, 4)],
      rule: rule(50, 80),
      early: undefined,
      base: "150000",
    },
    "msep-2011": {
      vestedAfter: years(4),
      normal: [opening(62, 4)],
      rule: rule(55, 90),
      early: undefined,
      base: "150000",
    },
  },
} as const;

describe.each([
  ["H-158", "legislator"],
  ["H-193", "official"],
] as const)("%s the handbook's summary table: %s", (_id, memberClass) => {
  test.each(summarizedPlans)("%s: every row that is a figure or a yes or no", (plan) => {
    const { options, baseOfTwelveYears, contributes, ...found } = summaryOf(plan, memberClass, printed);
    const { base, ...rows } = own[memberClass][plan];
    expect({
      ...found,
      options: options.map(({ name }) => name),
      joint50Unreduced: String(options.find(({ name }) => name === "joint50")!.share) === "1",
      contributes: String(contributes),
    }).toEqual({ ...rows, ...shared[plan] });
    expect(String(baseOfTwelveYears)).toBe(base);
  });

  test("optional life insurance in retirement: 60,000.00, and by the rule more until 62", () => {
    const kept = (retirementRoute: string, coverageMonth: string): unknown =>
      String(
        explainerByName(planNamed("insurance")!.plan, {
          stated: {
            lifeGoesOn: true,
            keepsOptionalLife: true,
            birthDate: "1960-05-15",
            optionalLife: 25_000_000n,
            retirementRoute,
            coverageMonth,
          },
        })("optionalKept").value,
      );
    expect(kept("otherRoute", "2014-07-01")).toBe("6000000");
    expect(kept("byTheRule", "2014-07-01")).toBe("25000000");
    expect(kept("byTheRule", "2022-06-01")).toBe("6000000");
  });

  test("cost of living: consumer prices with and without a floor in MSEP, the pay of the office in the others", () => {
    const track = (firstHired: string, creditedService: number): unknown =>
      explainerByName(planNamed("msep")!.plan, {
        stated: { memberClass, firstHired, creditedService, isMember: true },
        recorded: usualFacts(planNamed("msep")!.plan),
      })("colaTrack").value;
    expect(track("1997-08-27", 96)).toBe("leastFourPercent");
    expect(track("1997-08-28", 96)).toBe("consumerPriceIndex");
    if (memberClass === "official") expect(track("1990-01-08", 144)).toBe("payOfOffice");
    for (const name of ["msep-2000", "msep-2011"]) {
      const { plan } = planNamed(name)!;
      const next = explainerByName(plan, {
        stated: {
          memberClass,
          annuityStartingDate: "2014-07-01",
          paymentMonth: "2014-07-01",
          leftBeforeEligible: false,
        },
        recorded: usualFacts(plan),
      })("nextColaMonth");
      expect(next.value, name).toBe(null);
    }
  });
});
