import { sql } from "kysely";
import { expect, test } from "vitest";
import { parseDate } from "@emeritus/engine/dates.ts";
import { findMembers } from "@emeritus/operations/finding-members/find-members.ts";
import { enterBeneficiary } from "@emeritus/operations/recording-deaths/enter-beneficiary.ts";
import { openGuaranteed } from "@emeritus/operations/recording-deaths/open-guaranteed.ts";
import { readSsn } from "@emeritus/operations/whole-person/read-ssn.ts";
import { rolesOf } from "@emeritus/operations/whole-person/roles.ts";
import { nameBeneficiaries } from "@emeritus/records/family.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { testPayroll } from "../payroll/test-system.ts";
import {
  counselor,
  done,
  giveBankAccount,
  key,
  makeHousehold,
  officeOn,
  payMonths,
  recordWhole,
  verifier,
} from "./household.ts";

const address = { street: "2 Bank Street", city: "Rolla", state: "MO", postalCode: "65401" };

test("H-243 a trust that is named is paid under its own name and EIN beside the estate, never who acts for it (DEATH-Q11)", async () => {
  await using payroll = await testPayroll();
  const made = { option: "guaranteed120", cents: 95_001, lifeCents: 100_000, start: "2026-02-01" } as const;
  const { retiree, spouse } = await makeHousehold(payroll, { ...made, spouse: "with account" });
  const { rows } = await sql<{
    id: string;
  }>`select member_id as id from records.person where person = ${spouse}`.execute(payroll.database.db);
  const trusteeId = rows[0]!.id;
  await payroll.database.db.transaction().execute(async (tx) => {
    const body = { kind: "trust", name: "Example Family Trust" } as const;
    const named = [{ beneficiary: spouse, rank: "primary" as const, parts: 1, body }];
    const designation = { purpose: "guaranteedPayments" as const, from: parseDate("2026-02-01"), named };
    await nameBeneficiaries(tx, 1, retiree, designation, await takeInstant(tx));
  });
  await payMonths(payroll, "2026-03", "2026-03");
  const { of } = await recordWhole(payroll, retiree, "2026-03-20", "2026-04-02");
  const system = officeOn(payroll, "2026-04-10");
  const itemsOf = async (run: number) => {
    const { rows: items } = await sql<{
      person: number;
      outcome: string;
      reason: string | null;
      cents: bigint;
    }>`
      select person, outcome, reason, cents from runs.run_item where run = ${run} order by benefit`.execute(
      system.db,
    );
    return items.map(({ person, outcome, reason, cents }) => [person, outcome, reason, cents]);
  };
  const [april] = await payMonths(payroll, "2026-04", "2026-04");
  expect(await itemsOf(april!), "the trustee has an account, and is not paid").toEqual([
    [retiree, "notDue", "died", 0n],
    [retiree, "held", "noBeneficiary", 95_001n], // of a married retiree too: the spouse has no part in a guarantee
  ]);

  const trust = {
    body: "trust",
    name: "Example Family Trust",
    ein: "431234567",
    actsForIt: trusteeId,
    address,
  } as const;
  const enter = (who: Parameters<typeof enterBeneficiary>[2]["who"], percent: number, by = counselor) =>
    enterBeneficiary(system, by, { key: key(), of, who, percent });
  for (const ein of ["071234567", "001234567", "111111111", "43123456"].slice(
    system.fund.demonstration ? 1 : 0,
  ))
    expect((await enter({ ...trust, ein }, 60)).refused?.code, ein).toBe("ein-wrong");
  expect((await enter({ ...trust, actsForIt: "00000000" }, 60)).refused?.code).toBe("no-such-trustee");
  await expect(enter(trust, 60, { ...counselor, person: spouse }), "acts for it").rejects.toThrow(
    /own record/,
  );
  const paid = await done(enter({ ...trust, since: parseDate("2019-05-04") }, 60));
  expect((await enter({ ...trust, name: "Another" }, 10)).refused?.code).toBe("ein-taken");
  const estate = await done(
    enter({ body: "estate", name: "Estate of Rosa Example", ein: "522345678", address }, 40, {
      ...counselor,
      account: "carl",
    }),
  );
  const first = { ...counselor, roles: ["counselor", "benefitVerifier"] } as const;
  expect((await openGuaranteed(system, first, { key: key(), of })).refused?.code).toBe("reported-by-you");
  const trustee = { ...verifier, person: spouse };
  await expect(openGuaranteed(system, trustee, { key: key(), of })).rejects.toThrow(/own record/);
  const { opened } = await done(openGuaranteed(system, verifier, { key: key(), of }));
  expect(opened.map(({ person }) => person)).toEqual([paid.person, estate.person]);

  await giveBankAccount(payroll, paid.person);
  const [may] = await payMonths(payroll, "2026-05", "2026-05");
  // 95,001 cents x 60 % = 57,000.6, cut; two months
  expect(await itemsOf(may!)).toEqual([
    [retiree, "notDue", "died", 0n],
    [paid.person, "paid", null, 114_000n],
    [estate.person, "held", "noAccount", 76_002n],
  ]);

  const [found] = await findMembers(system, counselor, "43-1234567");
  expect(found, "found by the hash of its EIN").toMatchObject({ person: paid.person, ssnLast4: "4567" });
  const reading = { person: paid.person, because: "Form 1099-R of the year" };
  expect((await readSsn(system, counselor, reading)).accepted).toBe("431234567");
  const { rows: kept } = await sql<{ plain: boolean }>`
    select sealed like '%431234567%'::bytea as plain from records.closed_field where field = 'ein' limit 1`.execute(
    system.db,
  );
  expect(kept[0]!.plain).toBe(false);
  const roles = await rolesOf(system.db, 1, spouse, { on: parseDate("2026-04-10") });
  expect(roles.map(({ kind, of: whose }) => [kind, whose?.person])).toContainEqual(["trustee", paid.person]);
});
