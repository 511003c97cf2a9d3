import { exact } from "@emeritus/engine/exact.ts";
import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { payrollLaw } from "@emeritus/operations/benefit-payroll/payroll-law.ts";
import { reasons } from "@emeritus/operations/benefit-payroll/items.ts";
import { verifyDetermination } from "@emeritus/operations/determining/verify-determination.ts";
import { estimateBenefit } from "@emeritus/operations/estimating/estimate-benefit.ts";
import { explainProvision } from "@emeritus/operations/estimating/explain-provision.ts";
import { readMemberRecord } from "@emeritus/operations/estimating/read-member-record.ts";
import { approveRetirement } from "@emeritus/operations/retiring/approve-retirement.ts";
import { verifyRetirement } from "@emeritus/operations/retiring/verify-retirement.ts";
import { benefitsFrom } from "@emeritus/records/benefit.ts";
import { findDetermination } from "@emeritus/records/determination.ts";
import { findLawVersion } from "@emeritus/records/law-version.ts";
import { knownAtNow } from "@emeritus/records/moment.ts";
import { readRoll } from "@emeritus/records/payroll-roll.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  apply,
  certify,
  done,
  elect,
  key,
  newMember,
  type Office,
  openOffice,
  prove,
  single,
  staff,
} from "./office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice("2031-04-10");
});
afterAll(() => office?.dispose());

const start = parseDate("2031-07-01");
/** Born 1964-03-10, employed from July 2011 to June 2031 at 3,000.00: 67 years and 20 years of service. */
const who = { born: "1964-03-10", hired: "2011-07-01", paidTo: "2031-06-01", plan: "msep2011" };

test("a member of MSEP 2011 sees the own record and an estimate by the own plan, retires by it and is paid by it (RSMo 104.1091)", async () => {
  const { system } = office;
  const { person, member } = await newMember(office, who);
  const record = await readMemberRecord(system, member, person);
  expect([record.plan.name, record.isMember.value, record.vested.value]).toEqual(["msep2011", true, true]);
  const first = Object.fromEntries(
    record.ladder.map(({ door, first: { value } }) => [door, value ? formatDate(value) : null]),
  );
  // 62 on 10 March 2026, 67 on 10 March 2031; age and service come to 90 on neither day before it.
  expect(first).toMatchObject({ early: "2026-04-01", normalAge: "2031-04-01" });

  const { outcome, seen } = await estimateBenefit(system, member, { person, annuityStartingDate: start });
  expect([seen.plan.name, seen.door.value]).toEqual(["msep2011", "normalAge"]);
  const estimate = outcome.accepted!;
  // 3,000.00 x 1.7 % x 20 years = 1,020.00; no temporary benefit at 67; 93 % = 948.60 and 86 % = 877.20 with a guarantee.
  expect(estimate.base.value).toEqual(exact(102_000n));
  expect(estimate.temporary.value).toEqual(exact(0n));
  expect(estimate.options.map(({ option, toMember }) => [option, toMember.value])).toEqual([
    ["lifeIncome", exact(102_000n)],
    ["guaranteed120", exact(94_860n)],
    ["guaranteed180", exact(87_720n)],
  ]);
  const explained = await explainProvision(system, member, {
    person,
    provision: "leftBeforeEligible",
    on: start,
  });
  expect(explained.accepted!.value).toBe(false);

  const of = await apply(office, member, single);
  await done(
    elect(office, member, of, {
      option: "guaranteed120",
      beneficiaries: [{ name: "Ada Example", relation: "child", percent: 100 }],
    }),
  );
  office.on("2031-07-05");
  await prove(office, member, of, "proofOfAge", who.born);
  await done(certify(office, of, "2031-06-30"));
  await done(verifyRetirement(system, staff.counselor, { key: key(), of }));
  const approved = await done(approveRetirement(system, staff.verifier, { key: key(), of }));
  const made = (await findDetermination(system.db, 1, approved.determination))!;
  expect((await findLawVersion(system.db, made.lawVersion))!.plan).toBe("msep2011");
  expect(made.result).toMatchObject({ option: "guaranteed120", door: "normalAge" });
  expect((await verifyDetermination(system.db, 1, approved.determination))!.agrees).toBe(true);
  const [benefit] = await benefitsFrom(system.db, 1, person);
  expect(benefit).toMatchObject({
    plan: "msep2011",
    increases: "usual",
    baseCents: 94_860n,
    temporaryCents: 0n,
  });

  const knownAt = await knownAtNow(system.db);
  const roll = await system.db.transaction().execute((tx) =>
    readRoll(tx, {
      fund: 1,
      month: start,
      paymentDate: start,
      knownAt,
      reasons,
      benefit: approved.benefit,
    }),
  );
  const law = payrollLaw();
  expect([...law.amountsDue(roll, start).lasting]).toEqual([94_860]);
  expect([...law.amountsExplained(roll, start).lasting]).toEqual([94_860]);
  expect(Object.keys(law.versionsOf(roll))).toEqual(["msep2011"]);
});
