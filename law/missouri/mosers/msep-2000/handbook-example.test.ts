import { describe, expect, test } from "vitest";
import { amend, enacting } from "@emeritus/engine/amend.ts";
import { addMonths, parseDate } from "@emeritus/engine/dates.ts";
import { whole } from "@emeritus/engine/exact.ts";
import { explain } from "@emeritus/engine/explain.ts";
import { cents } from "@emeritus/engine/expr.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import { dueToRetiree } from "./in-payment.ts";
import { legislatorPay } from "./legislators.ts";
import { usualFacts } from "../../../usual.ts";
import { msep2000 } from "./plan.ts";

/** Pay that rises by exactly 3 % at the beginning of the third, sixth ... twenty-fourth year of a retirement on 2030-07-01. */
const payAfter = (rises: number): bigint => 100n ** BigInt(8 - rises) * 103n ** BigInt(rises);
const plan = amend(msep2000, "handbookExample", [
  enacting(legislatorPay, { from: "2030-01-01", value: cents(payAfter(0)), cites: "Handbook p.21" }),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((rises) =>
    enacting(legislatorPay, {
      from: `${2029 + 3 * rises}-07-01`,
      value: cents(payAfter(rises)),
      cites: "Handbook p.21",
    }),
  ),
]);

/** The monthly benefit of each of 25 years, as the handbook prints it. */
const printed = [
  "1995.28 1995.28 2055.14 2055.14 2055.14 2116.79 2116.79 2116.79 2180.29 2180.29 2180.29 2245.70 2245.70",
  "2245.70 2313.07 2313.07 2313.07 2382.46 2382.46 2382.46 2453.93 2453.93 2453.93 2527.55 2527.55",
].flatMap((line) => line.split(" "));

const starts = parseDate("2030-07-01");
const dueIn = (month: number, law = plan): bigint => {
  const result = explain(
    law,
    {
      stated: {
        memberClass: "legislator",
        legislatorMonthlyPay: 299_292n,
        earnedService: 192,
        purchasedService: 0,
        transferredService: 0,
        leftService: "2030-06-30",
        door: "normalAge",
        annuityStartingDate: starts,
        paymentOption: "lifeIncome",
        memberDied: null,
        spouseDied: null,
        paymentMonth: month,
      },
      recorded: usualFacts(law),
    },
    dueToRetiree,
  );
  return whole(result.value!);
};

describe("S-03: the handbook's legislator over 25 years, pay rising 3 % every third year (H-192)", () => {
  test.each(printed.map((amount, i) => [i + 1, amount] as const))("year %i: $%s a month", (year, amount) => {
    expect(formatCents(dueIn(addMonths(starts, 12 * (year - 1))))).toBe(amount);
    expect(formatCents(dueIn(addMonths(starts, 12 * year - 1)))).toBe(amount);
  });

  test("25 years pay $675,453.60", () => {
    let total = 0n;
    for (let month = 0; month < 300; month++) total += dueIn(addMonths(starts, month));
    expect(formatCents(total)).toBe("675453.60");
  });
});

describe("D28: a cut of a legislator's pay lowers no benefit", () => {
  const cut = amend(msep2000, "cut", [
    enacting(legislatorPay, { from: "2030-01-01", value: cents(400_000n), cites: "supposed" }),
    enacting(legislatorPay, { from: "2031-07-01", value: cents(300_000n), cites: "supposed" }),
    enacting(legislatorPay, { from: "2032-07-01", value: cents(330_000n), cites: "supposed" }),
  ]);

  test("the amount stays at the cut and follows the next rise", () => {
    expect(formatCents(dueIn(parseDate("2031-07-01"), cut))).toBe("1995.28");
    expect(formatCents(dueIn(parseDate("2032-07-01"), cut))).toBe("2194.81"); // 1,995.28 × 1.1 = 2,194.808
  });
});
