import { compile } from "@emeritus/engine/compile.ts";
import { Exact } from "@emeritus/engine/exact.ts";
import { colaRates } from "@emeritus/law/missouri/mosers/board/cola-rates.ts";
import { msep2000 } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";
import { legislatorSalaries } from "@emeritus/law/missouri/office-pay.ts";
import type { Expr } from "@emeritus/engine/kinds.ts";
import { factsOf, randomCareer, type Career } from "@emeritus/law/testing/random-careers.ts";
import { describe, expect, it } from "vitest";
import {
  day,
  determine,
  dueFor,
  monthOf,
  type Day,
  type OracleCareer,
  type OracleTables,
} from "./msep-2000.ts";

const seed = Number(process.env["SEED"] ?? 20_261_121);
const people = process.env["LONG"] ? 100_000 : 1_500;
const batch = 500;

const dayOf = (iso: string): Day => {
  const [year, month, date] = iso.split("-").map(Number);
  return day(year ?? 0, month ?? 0, date ?? 0);
};
const dayOrNone = (iso: string | null): Day | undefined => (iso === null ? undefined : dayOf(iso));

function forOracle(career: Career): OracleCareer {
  return {
    memberClass: career.memberClass,
    born: dayOf(career.birthDate),
    leftService: dayOf(career.leftService),
    startingDate: dayOf(career.annuityStartingDate),
    periods: career.periods.map(({ from, to, kind }) => ({ from: dayOf(from), to: dayOf(to), kind })),
    assemblies: career.assemblies.map((one) => ({
      begins: dayOf(one.begins),
      ends: dayOf(one.ends),
      servedFrom: dayOf(one.servedFrom),
      servedTo: Math.min(dayOf(one.servedTo), dayOf(one.ends)),
    })),
    purchasedMonths: career.purchasedService,
    transferredMonths: career.transferredService,
    sickLeaveHours: career.unusedSickLeaveHours,
    pay: career.pay.map((row) => ({ month: monthOf(dayOf(row.month)), cents: BigInt(row.cents) })),
    spouseBorn: dayOrNone(career.spouseBirthDate),
    option: career.paymentOption,
    memberDied: dayOrNone(career.memberDied),
    spouseDied: dayOrNone(career.spouseDied),
  };
}

const salaries = legislatorSalaries.map((row) => ({
  from: dayOf(row.from),
  cents: BigInt(row.dollars) * 100n,
}));
const tables: OracleTables = {
  colaRate: (year) => {
    const row = colaRates.find((one) => one.year === year);
    if (!row) throw new RangeError(`no rate for ${year}`);
    return BigInt(Math.round(Number(row.rate) * 1000));
  },
  legislatorPay: (on) => {
    const row = salaries.findLast((one) => one.from <= on);
    if (!row) throw new RangeError("no pay");
    return row.cents;
  },
  legislatorPayChanges: salaries.slice(1).map((row) => row.from),
};

const doorClass: Record<string, string> = { deferredReduced: "early", deferredUnreduced: "normalAge" };

/** What the oracle says under the names of the law; a value the oracle has no word on is left out. */
function oracleSays(career: Career): Record<string, unknown> {
  const told = forOracle(career);
  const answer = determine(told, tables);
  const said: Record<string, unknown> = {
    earnedService: answer.earned,
    creditedService: answer.credited,
    benefitService: answer.benefitMonths,
    vested: answer.vested,
    door: answer.door,
  };
  if (answer.door === "none") return said;
  Object.assign(said, {
    monthsEarly: answer.monthsEarly,
    baseBenefit: answer.base,
    reducedBaseBenefit: answer.reducedBase,
    temporaryBenefit: answer.temporary,
    lifeIncomeAmount: answer.amounts.lifeIncome,
    guaranteed120Amount: answer.amounts.guaranteed120,
    guaranteed180Amount: answer.amounts.guaranteed180,
    ...(told.spouseBorn === undefined
      ? {}
      : { joint50Amount: answer.amounts.joint50, joint100Amount: answer.amounts.joint100 }),
  });
  if (answer.amounts[told.option] === undefined) return said;
  const due = dueFor(told, tables, monthOf(dayOf(career.paymentMonth)), answer);
  return {
    ...said,
    dueToRetiree: due.retiree,
    dueTemporary: due.temporary,
    dueToSurvivor: due.survivor,
    dueToBeneficiary: due.beneficiary,
  };
}

/** What is compared, by the names of the law. */
const asked = [
  "earnedService",
  "creditedService",
  "benefitService",
  "vested",
  "door",
  "monthsEarly",
  "baseBenefit",
  "reducedBaseBenefit",
  "temporaryBenefit",
  "lifeIncomeAmount",
  "joint50Amount",
  "joint100Amount",
  "guaranteed120Amount",
  "guaranteed180Amount",
  "dueToRetiree",
  "dueTemporary",
  "dueToSurvivor",
  "dueToBeneficiary",
].map((name) => ({ name }) as Expr<unknown> & { readonly name: string });

const plain = (value: unknown): unknown => {
  if (value instanceof Exact) return value.d === 1n ? value.n : `${value.n}/${value.d}`;
  return typeof value === "string" ? (doorClass[value] ?? value) : value;
};

/** Differences of one person, each as "name: law, oracle"; a value that the law refuses is counted and not compared. */
function differences(
  career: Career,
  valueOf: (provision: (typeof asked)[number]) => unknown,
  tally: { compared: number; refused: number },
): string[] {
  let said: Record<string, unknown>;
  try {
    said = oracleSays(career);
  } catch (problem) {
    if (!(problem instanceof RangeError)) throw problem;
    tally.refused += 1;
    return [];
  }
  const found: string[] = [];
  for (const provision of asked) {
    const expected = said[provision.name];
    if (expected === undefined) continue;
    const value = plain(valueOf(provision));
    if (value === undefined) {
      tally.refused += 1;
      continue;
    }
    tally.compared += 1;
    const same = typeof expected === "number" ? Number(value) === expected : value === expected;
    if (!same) found.push(`${provision.name}: law ${String(value)}, oracle ${String(expected)}`);
  }
  return found;
}

describe(`MSEP 2000 and an oracle written apart agree to the cent (seed ${seed})`, () => {
  it(`compiled, on ${people} random careers`, { timeout: 1_800_000 }, () => {
    const program = compile(msep2000, asked);
    const tally = { compared: 0, refused: 0 };
    const wrong: string[] = [];
    for (let first = 0; first < people && wrong.length < 20; first += batch) {
      const careers = Array.from({ length: Math.min(batch, people - first) }, (_, i) =>
        randomCareer(seed, first + i),
      );
      const kept = program.run(program.columnsOf(careers.map(factsOf)));
      careers.forEach((career, i) => {
        const found = differences(career, (provision) => kept.value(provision, i), tally);
        if (found.length > 0) wrong.push(`career ${first + i}: ${found.join("; ")}`);
      });
    }
    expect(wrong).toEqual([]);
    expect(tally.compared).toBeGreaterThan(people * 8);
    console.log(
      `oracle: ${tally.compared} values agree, ${tally.refused} left out because the law refuses them`,
    );
  });
});
