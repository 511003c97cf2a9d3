import { parseDate } from "@emeritus/engine/dates.ts";
import { temporaryKeys } from "@emeritus/records/keys.ts";
import { testDatabase, type TestDatabase } from "@emeritus/records/testing.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { System } from "../system.ts";
import { type PatternCode, patternCodes } from "./catalogue.ts";
import { lookTonight } from "./run-quality.ts";
import { BadFund, type Made } from "./testing-fund.ts";

let database: TestDatabase;
let fund: BadFund;
let found: {
  pattern: string;
  person: number | null;
  employer: number | null;
  cents: bigint;
  facts: string;
}[];

/** Makes what a pattern must find, or what it must just not find; gives the person, or an employer as a negative number. */
type Maker = () => Promise<number>;

const leaving = (to: string, paid: Record<number, number | null>) => async () => {
  const person = await fund.person();
  await fund.job(person, "2019-01-01", to);
  await fund.pay(person, 2019, fund.year());
  await fund.pay(
    person,
    2020,
    Array.from({ length: 12 }, (_, at) => paid[at + 1] ?? null),
  );
  return person;
};
const firstSix = { 1: 300_000, 2: 300_000, 3: 300_000, 4: 300_000, 5: 300_000, 6: 300_000 };

const hiredOn = (from: string, plan: string) => async () => {
  const person = await fund.person();
  await fund.job(person, from, "2012-01-01", { plan });
  return person;
};

const brokenJob = (month: number) => async () => {
  const person = await fund.person();
  await fund.job(person, "2015-01-01", "2018-01-01");
  await fund.job(person, "2019-01-01", "2020-01-01");
  await fund.pay(person, 2018, [...Array.from({ length: month - 1 }, () => null), 300_000]);
  return person;
};

const onLeave =
  (kind: string, from: string, to = "infinity") =>
  async () => {
    const person = await fund.member();
    await fund.add("records.leave", { person, position: 1, kind, valid_from: from, valid_to: to });
    return person;
  };

const leftWith = (table: string, row: object, from: string, to: string) => async () => {
  const person = await fund.person();
  await fund.job(person, from, to);
  await fund.add(table, { person, ...row });
  return person;
};

const sickLeave = (hours: number) => ({
  credit: 1,
  kind: "unusedSickLeave",
  hours_hundredths: hours,
  effective: "2016-01-01",
});

const inPosition = (hours: number, eligible: boolean) => async () => {
  const person = await fund.person();
  const code = `H${hours}-${String(eligible)}`;
  await fund.job(person, "2026-10-01", "infinity", { code, eligible });
  await fund.add("records.group_position", {
    reporting_group: 1,
    code,
    title: code,
    hours_a_year: hours,
    decided_by: "e",
    valid_from: "2020-01-01",
  });
  return person;
};

const paidMember = (made: Made, benefit: Readonly<Record<string, unknown>>) => async () => {
  const person = await fund.person(made);
  await fund.benefit(person, benefit);
  return person;
};

const paidFor = (months: number) => async () => {
  const person = await fund.person();
  await fund.job(person, "2021-11-21");
  for (let left = months, year = 2022; left > 0; left -= 12, year += 1)
    await fund.pay(
      person,
      year,
      Array.from({ length: Math.min(12, left) }, () => 300_000),
    );
  return person;
};

const ssnAfter = (joined: boolean) => async () => {
  const [one, other] = [await fund.person({ ssn: null }), await fund.person({ ssn: null })];
  const text = `9876${String(one).padStart(5, "0")}`;
  await fund.closed(one, "ssn", text, { recorded_to: "2026-02-01T00:00:00Z" });
  await fund.closed(other, "ssn", text);
  const pair = { person: one, other, verdict: "same", because: "one", asked_by: "a", decided_by: "b" };
  if (joined) await fund.add("records.duplicate", pair);
  return other;
};

const sharingAccount = (married: boolean) => async () => {
  const [one, other] = [await fund.person(), await fund.person()];
  await fund.account(one, `7700${one}`);
  await fund.account(other, `7700${one}`);
  if (married) await fund.marriage(one, other, "2000-01-01");
  return one;
};

const sharingMail = (people: number) => async () => {
  const all: number[] = [];
  for (let at = 0; at < people; at += 1) all.push(await fund.person());
  for (const person of all) {
    const row = { kind: "email", contact: `Shared${all[0]}@example.org`, valid_from: "2020-01-01" };
    await fund.add("records.contact", { person, ...row });
  }
  return all[0]!;
};

const marriedAgain = (from: string) => async () => {
  const [one, first, second] = [await fund.person(), await fund.person(), await fund.person()];
  await fund.marriage(one, first, "2000-01-01", "2010-01-02");
  await fund.marriage(second, one, from);
  return one;
};

const widowed = (ended: boolean) => async () => {
  const [one, other] = [await fund.person(), await fund.person({ died: "2020-03-03" })];
  await fund.marriage(one, other, "2000-01-01", ended ? "2020-03-04" : undefined);
  return one;
};

const parentOf = (childBorn: string) => async () => {
  const [parent, child] = [await fund.person({ born: "1970-01-01" }), await fund.person({ born: childBorn })];
  await fund.add("records.child", { person: parent, child, relation: "natural", valid_from: childBorn });
  return parent;
};

const alike = (ssn: boolean) => async () => {
  const born = ssn ? "1961-02-17" : "1961-04-19";
  const made = { name: ssn ? "Vladislava" : "Wilhelmina", born, ...(ssn ? {} : { ssn: null }) };
  const one = await fund.person(made);
  await fund.person(made);
  return one;
};

const electing = (percents: readonly number[]) => async () => {
  const person = await fund.person();
  const caseNumber = fund.next();
  const of = { person, case_number: caseNumber };
  await fund.add("records.case_file", { ...of, kind: "retirement", opened_by: "a" });
  const dates = { received_on: "2026-01-01", first_payment_month: "2026-02-01" };
  await fund.add("records.retirement_election", {
    ...of,
    payment_option: "guaranteed120",
    late: false,
    ...dates,
  });
  for (const [at, percent] of percents.entries())
    await fund.add("records.election_beneficiary", {
      ...of,
      place: at + 1,
      name: `B${at}`,
      relation: "child",
      percent,
    });
  return person;
};

const naming = (died: readonly (string | undefined)[]) => async () => {
  const person = await fund.person();
  for (const one of died) {
    const beneficiary = await fund.person(one === undefined ? {} : { died: one });
    await fund.add("records.beneficiary", {
      person,
      beneficiary,
      purpose: "finalPayment",
      valid_from: "2020-01-01",
    });
  }
  return person;
};

const contributing = (cents: number) => async () => {
  const person = await fund.member();
  await fund.add("records.pay_report_row", {
    person,
    position: 1,
    report: 1,
    report_row: fund.next(),
    plan: "msep2011",
    code: "REG",
    earn_begin: "2026-10-01",
    earn_end: "2026-10-31",
    gross_cents: 100_000,
    pensionable_cents: 100_000,
    member_cents: cents,
    employer_cents: 0,
    ltd_cents: 0,
    life_cents: 0,
  });
  return person;
};

const withAccount = (cents: number, ended?: string) => async () => {
  const person = await fund.person();
  if (ended !== undefined) await fund.job(person, "2018-01-01", ended);
  const row = { account: 1, kind: "contribution", posted_on: "2020-01-01", cents, source: "test" };
  await fund.add("records.account_posting", { person, ...row });
  return person;
};

const atWorkAgain = (from: string) => async () => {
  const person = await fund.person();
  await fund.benefit(person);
  await fund.job(person, from);
  return person;
};

const returned = (on: string) => async () => {
  const person = await fund.person();
  const row = { benefit: 90_000 + fund.next(), period: "2026-08-01", cents: 5_000, code: "R03", actor: "a" };
  await fund.add("runs.payment_return", { person, ...row, returned_on: on });
  return person;
};

const held = (group: number, since: string) => async () => {
  const letter = { item: 1, line: 7, letter: "M", key_no: 1, sealed: Buffer.from("x"), findings: "[]" };
  await fund.add("records.pay_report_held", { report: group, ...letter, recorded_from: since });
  return -group;
};

const silent = (group: number) => async () => {
  const person = await fund.person();
  await fund.job(person, "2026-07-01", "infinity", { employer: group });
  return -group;
};

const duty = (due: string) => async () => {
  const person = await fund.person();
  const obligation = fund.next();
  await fund.add("records.obligation", { person, obligation, kind: "verify-case", due, owner: "counselor" });
  return person;
};

/** Each pattern with what is bad and what is good right beside the threshold. Today is 21 November 2026. */
const cases: Record<Exclude<PatternCode, "conversion-not-signed">, { bad: Maker; good: Maker }> = {
  "pay-negative": {
    bad: () => fund.member({}, { 2020: fund.year({ 3: -1 }) }),
    good: () => fund.member({}, { 2020: fund.year({ 3: 0 }) }),
  },
  "pay-far-above-usual": {
    bad: () => fund.member({}, { 2025: fund.year({ 3: 900_001 }) }),
    good: () => fund.member({}, { 2025: fund.year({ 3: 900_000 }) }),
  },
  "pay-without-position": {
    bad: async () => {
      const person = await fund.person();
      await fund.pay(person, 2020, [1]);
      return person;
    },
    good: () => fund.member(),
  },
  "pay-after-leaving": {
    bad: leaving("2020-07-01", { ...firstSix, 8: 300_000 }),
    good: leaving("2020-07-01", { ...firstSix, 7: 300_000 }),
  },
  "pay-before-hire": {
    bad: async () => {
      const person = await fund.person();
      await fund.job(person, "2020-03-01", "2021-01-01");
      await fund.pay(person, 2020, [null, 300_000, 300_000]);
      return person;
    },
    good: async () => {
      const person = await fund.person();
      await fund.job(person, "2020-02-29", "2021-01-01");
      await fund.pay(person, 2020, [null, 300_000, 300_000]);
      return person;
    },
  },
  "pay-in-break": { bad: brokenJob(2), good: brokenJob(1) },
  "pay-after-death": {
    bad: async () => {
      const person = await fund.person({ died: "2020-06-30" });
      await fund.pay(person, 2020, [...Array.from({ length: 7 }, () => null), 300_000]);
      return person;
    },
    good: async () => {
      const person = await fund.person({ died: "2020-06-30" });
      await fund.pay(person, 2020, [...Array.from({ length: 6 }, () => null), 300_000]);
      return person;
    },
  },
  "pay-gap": {
    bad: () => fund.member({}, { 2020: fund.year({ 5: null }) }),
    good: async () => {
      const person = await fund.member({}, { 2020: fund.year({ 5: null }) });
      const leave = { position: 1, kind: "family", valid_from: "2020-05-31", valid_to: "2020-06-01" };
      await fund.add("records.leave", { person, ...leave });
      return person;
    },
  },
  "no-pay-lately": {
    bad: () => fund.member({}, { 2026: Array.from({ length: 7 }, () => 300_000) }),
    good: () => fund.member({}, { 2026: Array.from({ length: 8 }, () => 300_000) }),
  },
  "service-without-pay": {
    bad: async () => {
      const person = await fund.person();
      await fund.job(person, "2026-08-31");
      return person;
    },
    good: async () => {
      const person = await fund.person();
      await fund.job(person, "2026-09-01");
      return person;
    },
  },
  "pay-in-unpaid-leave": {
    bad: onLeave("other", "2020-03-01", "2020-04-01"),
    good: onLeave("other", "2020-03-02", "2020-04-01"),
  },
  "contributions-not-4-percent": { bad: contributing(4_002), good: contributing(4_001) },
  "account-negative": { bad: withAccount(-1), good: withAccount(1) },
  "account-dormant": { bad: withAccount(100, "2022-11-21"), good: withAccount(100, "2022-11-22") },
  "jobs-over-full-time": {
    bad: async () => {
      const person = await fund.member();
      await fund.job(person, "2020-01-01", "2020-02-01", { position: 2, fte_hundredths: 2_501 });
      return person;
    },
    good: async () => {
      const person = await fund.member();
      await fund.job(person, "2020-01-01", "2020-02-01", { position: 2, fte_hundredths: 2_500 });
      return person;
    },
  },
  "leave-never-ended": {
    bad: onLeave("ownIllness", "2025-11-21"),
    good: onLeave("ownIllness", "2025-11-22"),
  },
  "layoff-past-limit": { bad: onLeave("layoff", "2025-11-21"), good: onLeave("layoff", "2025-11-22") },
  "leave-outside-job": {
    bad: leftWith(
      "records.leave",
      { position: 1, kind: "family", valid_from: "2020-06-01", valid_to: "2020-07-02" },
      "2019-01-01",
      "2020-07-01",
    ),
    good: leftWith(
      "records.leave",
      { position: 1, kind: "family", valid_from: "2020-06-01", valid_to: "2020-07-01" },
      "2019-01-01",
      "2020-07-01",
    ),
  },
  "sick-leave-while-employed": {
    bad: leftWith("records.service_credit", sickLeave(100), "2015-01-01", "infinity"),
    good: leftWith("records.service_credit", sickLeave(100), "2015-01-01", "2026-11-20"),
  },
  "sick-leave-too-much": {
    bad: leftWith("records.service_credit", sickLeave(12_001), "2015-01-01", "2016-01-01"),
    good: leftWith("records.service_credit", sickLeave(12_000), "2015-01-01", "2016-01-01"),
  },
  "hire-far-ahead": {
    bad: async () => {
      const person = await fund.person();
      await fund.job(person, "2027-02-20");
      return person;
    },
    good: async () => {
      const person = await fund.person();
      await fund.job(person, "2027-02-19");
      return person;
    },
  },
  "position-hours-too-few": { bad: inPosition(1_039, true), good: inPosition(1_040, true) },
  "position-hours-enough": { bad: inPosition(1_040, false), good: inPosition(1_039, false) },
  "retired-without-determination": {
    bad: async () => {
      const person = await fund.person();
      await fund.job(person, "2000-01-01", "2026-09-22", { ended_by: "retired" });
      return person;
    },
    good: async () => {
      const person = await fund.person();
      await fund.job(person, "2000-01-01", "2026-09-23", { ended_by: "retired" });
      return person;
    },
  },
  "vested-past-required-age": {
    bad: async () => {
      const person = await fund.person({ born: "1951-11-21" });
      await fund.job(person, "2001-01-01", "2006-01-01");
      return person;
    },
    good: async () => {
      const person = await fund.person({ born: "1951-11-22" });
      await fund.job(person, "2001-01-01", "2006-01-01");
      return person;
    },
  },
  "very-old-at-work": {
    bad: () => fund.member({ born: "1936-11-21" }),
    good: () => fund.member({ born: "1936-11-22" }),
  },
  "near-vesting-unproven": { bad: paidFor(56), good: paidFor(57) },
  "plan-not-by-law": { bad: hiredOn("2010-12-31", "msep2011"), good: hiredOn("2011-01-01", "msep2011") },
  "birth-missing": { bad: () => fund.member({ born: null }), good: () => fund.member() },
  "ssn-missing": { bad: () => fund.member({ ssn: null }), good: () => fund.member() },
  "name-missing": { bad: () => fund.member({ name: null }), good: () => fund.member() },
  "birth-impossible": {
    bad: () => fund.person({ born: "2026-11-22" }),
    good: () => fund.person({ born: "2026-11-21" }),
  },
  "too-young-when-hired": {
    bad: () => fund.member({ born: "2001-01-02" }),
    good: () => fund.member({ born: "2001-01-01" }),
  },
  "payee-very-old": {
    bad: paidMember({ born: "1916-11-21" }, {}),
    good: paidMember({ born: "1916-11-22" }, {}),
  },
  "birth-not-proven": { bad: paidMember({ proof: null }, {}), good: paidMember({}, {}) },
  "ssn-placeholder": {
    bad: () => fund.person({ ssn: "111111111" }),
    good: () => fund.person({ ssn: "111111112" }),
  },
  "ssn-of-two": { bad: ssnAfter(false), good: ssnAfter(true) },
  "bank-account-shared": { bad: sharingAccount(false), good: sharingAccount(true) },
  "email-shared": { bad: sharingMail(3), good: sharingMail(2) },
  "married-to-two": { bad: marriedAgain("2010-01-01"), good: marriedAgain("2010-01-02") },
  "marriage-outlives-spouse": { bad: widowed(false), good: widowed(true) },
  "child-too-old": { bad: parentOf("1981-12-31"), good: parentOf("1982-01-01") },
  "payee-without-address": { bad: paidMember({ address: null }, {}), good: paidMember({}, {}) },
  "vested-without-address": {
    bad: async () => {
      const person = await fund.person({ address: null });
      await fund.job(person, "2001-01-01", "2006-01-01");
      return person;
    },
    good: async () => {
      const person = await fund.person({ address: null });
      await fund.job(person, "2001-01-02", "2006-01-01");
      return person;
    },
  },
  "address-bad": {
    bad: () => fund.person({ address: "6510" }),
    good: () => fund.person({ address: "65101-1234" }),
  },
  "two-records": { bad: alike(false), good: alike(true) },
  "benefit-without-determination": { bad: paidMember({}, { determined: false }), good: paidMember({}, {}) },
  "facts-changed-since": {
    bad: async () => {
      const person = await fund.person();
      await fund.benefit(person, { known_at: "2026-06-01T00:00:00Z" });
      await fund.job(person, "2000-01-01", "2020-01-01", { recorded_from: "2026-06-02T00:00:00Z" });
      return person;
    },
    good: async () => {
      const person = await fund.person();
      await fund.benefit(person, { known_at: "2026-06-01T00:00:00Z" });
      await fund.job(person, "2000-01-01", "2020-01-01", { recorded_from: "2026-05-31T00:00:00Z" });
      return person;
    },
  },
  "benefit-outlives-payee": {
    bad: paidMember({ died: "2026-10-31" }, {}),
    good: paidMember({ died: "2026-11-01" }, {}),
  },
  "temporary-past-62": {
    bad: paidMember({ born: "1970-05-05" }, { temporary_cents: 1, temporary_ends: "2032-06-02" }),
    good: paidMember({ born: "1970-05-06" }, { temporary_cents: 1, temporary_ends: "2032-06-01" }),
  },
  "joint-without-spouse": {
    bad: paidMember({}, { payment_option: "joint50" }),
    good: async () => {
      const person = await paidMember({}, { payment_option: "joint50" })();
      await fund.marriage(person, await fund.person(), "2020-01-01");
      return person;
    },
  },
  "survivor-without-tie": {
    bad: async () => paidMember({}, { kind: "survivor", member: await fund.person() })(),
    good: async () => {
      const member = await fund.person();
      const person = await paidMember({}, { kind: "survivor", member })();
      await fund.marriage(member, person, "2000-01-01");
      return person;
    },
  },
  "shares-not-whole": { bad: electing([50, 49]), good: electing([50, 50]) },
  "beneficiaries-have-died": {
    bad: naming(["2021-01-01", "2022-01-01"]),
    good: naming(["2021-01-01", undefined]),
  },
  "payee-without-account": {
    bad: paidMember({}, {}),
    good: async () => {
      const person = await paidMember({}, {})();
      await fund.account(person, `4400${person}`);
      return person;
    },
  },
  "account-change-unconfirmed": {
    bad: async () => {
      const person = await fund.person();
      const row = { status: "held", confirmed_by: null, recorded_from: "2026-10-21T00:00:00Z" };
      await fund.account(person, `4400${person}`, row);
      return person;
    },
    good: async () => {
      const person = await fund.person();
      const row = { status: "held", confirmed_by: null, recorded_from: "2026-10-22T12:00:00Z" };
      await fund.account(person, `4400${person}`, row);
      return person;
    },
  },
  "returned-payment-waits": { bad: returned("2026-09-22"), good: returned("2026-09-23") },
  "works-while-paid": { bad: atWorkAgain("2026-10-21"), good: atWorkAgain("2026-10-22") },
  "duty-overdue": { bad: duty("2026-08-22"), good: duty("2026-08-23") },
  "employer-silent": { bad: silent(2), good: silent(3) },
  "held-row-waits": {
    bad: held(2, "2026-09-21T00:00:00Z"),
    good: held(3, "2026-09-22T12:00:00Z"),
  },
};

const made = new Map<string, { bad: number; good: number }>();

const system = (): System => {
  const quiet = { info() {}, warn() {}, error() {} };
  return {
    db: database.db,
    reader: database.reader,
    fund: { number: 1, name: "Fund", demonstration: true, timeZone: "America/Chicago" },
    calendar: { today: () => parseDate("2026-11-21"), moved: false },
    clock: { now: () => new Date().toISOString(), milliseconds: () => Date.now() },
    keys,
    log: quiet,
    letters: { print: () => Promise.reject(new Error("none")), close: async () => {} },
    outbox: { hand: () => Promise.reject(new Error("none")) },
    home: "/nonexistent",
  };
};
const keys = temporaryKeys();

beforeAll(async () => {
  database = await testDatabase();
  fund = new BadFund(database.owner, keys);
  await fund.setUp();
  for (const [pattern, { bad, good }] of Object.entries(cases))
    made.set(pattern, { bad: await bad(), good: await good() });
  await fund.add("records.conversion", { files: "[]", totals: "[]", differences: "[]", loaded_by: "carla" });
  await lookTonight(system());
  const rows = await sql<(typeof found)[number]>`
    select pattern, person, employer, cents, facts from runs.data_question where recorded_to = 'infinity'`.execute(
    database.db,
  );
  found = rows.rows;
});
afterAll(() => database?.dispose());

const sees = (pattern: string, who: number): boolean =>
  found.some(
    (one) =>
      one.pattern === pattern &&
      (who > 0 ? one.person === who : one.person === null && one.employer === -who),
  );

test.each(Object.keys(cases))("%s is found, and what is good right beside it is not", (pattern) => {
  const { bad, good } = made.get(pattern)!;
  expect(sees(pattern, bad), "bad").toBe(true);
  expect(sees(pattern, good), "good").toBe(false);
});

test("a conversion that nobody signed off is found until a second person has signed", async () => {
  expect(found.some(({ pattern }) => pattern === "conversion-not-signed")).toBe(true);
  await fund.add("records.conversion_sign_off", { signed_by: "stefan" });
  await lookTonight(system());
  const { rows } =
    await sql`select 1 from runs.data_question where pattern = 'conversion-not-signed' and recorded_to = 'infinity'`.execute(
      database.db,
    );
  expect(rows).toEqual([]);
});

test("every pattern of the catalogue has its case", () => {
  expect(patternCodes.filter((code) => !(code in cases))).toEqual(["conversion-not-signed"]);
  expect(patternCodes.length).toBeGreaterThanOrEqual(60);
});

test("money at risk is reckoned as the catalogue says", () => {
  const centsOf = (pattern: PatternCode) => {
    const who = made.get(pattern)!.bad;
    return found.find((one) => one.pattern === pattern && one.person === who)!.cents;
  };
  expect(centsOf("pay-negative")).toBe(2n); // one cent below zero, which should be above
  expect(centsOf("pay-far-above-usual")).toBe(600_001n); // 9,000.01 less 3,000.00
  expect(centsOf("pay-after-leaving")).toBe(300_000n);
  expect(centsOf("pay-gap")).toBe(300_000n);
  expect(centsOf("no-pay-lately")).toBe(900_000n); // August, September and October
  expect(centsOf("contributions-not-4-percent")).toBe(2n);
  expect(centsOf("payee-very-old")).toBe(1_200_000n); // twelve of 1,000.00
  expect(centsOf("benefit-outlives-payee")).toBe(100_000n); // November
});

test("S2 nothing closed is in what was seen", () => {
  const text = JSON.stringify(found, (_, value) => (typeof value === "bigint" ? String(value) : value));
  expect(text).not.toContain("111111111");
  for (const { facts } of found) expect(facts).not.toMatch(/\d{9}/);
});
