import { sql } from "kysely";
import { expect, it } from "vitest";
import { parseDate } from "@emeritus/engine/dates.ts";
import { tryOut } from "@emeritus/operations/redetermining/as-if.ts";
import { doesNothing, type Effects, fingerprintOf } from "@emeritus/operations/redetermining/effects.ts";
import { findRedetermination } from "@emeritus/operations/redetermining/case-view.ts";
import { correctDisputedService, disputeRecord } from "@emeritus/operations/service/dispute.ts";
import type { System } from "@emeritus/operations/system.ts";
import { counselor, done, key, officeOn, payMonths } from "../deaths/household.ts";
import { testPayroll } from "../payroll/test-system.ts";
import { employerIn, makeRetiree, openCase } from "./retiree.ts";

// 3,000.00 x 1.7 % x 25 years = 1,275.00 a month.
const retired = {
  hired: "2001-01-01",
  left: "2025-12-31",
  start: "2026-01-01",
  payFrom: "2021-01-01",
  pay: (month: number) => (month >= parseDate("2023-01-01") ? 300_000 : 200_000),
} as const;

/** Everything that a preview could leave behind. */
const kept = async ({ db }: System) => {
  const { rows } = await sql`
    select (select count(*) from audit.command) as commands, (select count(*) from audit.entry) as entries, (select count(*) from records.case_step) as steps,
      (select count(*) from records.letter) as letters, (select count(*) from records.employment) as jobs, (select count(*) from records.obligation) as duties,
      (select count(*) from records.pay_report_row) as rows`.execute(db);
  return rows[0];
};

const payee = ({ members }: Effects) => members[0]!.benefits[0]!.payees[0]!;

it("a disputed year of service is seen before it is decided, by doing it and undoing it, and does what was seen (BR 3-5.1, H-266)", async () => {
  await using payroll = await testPayroll();
  await employerIn(payroll);
  const rosa = await makeRetiree(payroll, { ...retired, seven: 2_000_011 });
  await payMonths(payroll, "2026-01", "2026-03");
  const system = officeOn(payroll, "2026-04-10");
  const own = { account: "rosa", person: rosa.person, roles: ["member"], employers: [] } as const;
  const says = { about: "service", line: "Your job from January 1, 2001", says: "I began in 2000." } as const;
  const of = await done(disputeRecord(system, own, { key: key(), person: rosa.person, ...says }));
  const proof = {
    kind: "departmentCertificate",
    certifiedBy: "P. Officer",
    certifiedOn: parseDate("2026-04-10"),
  } as const;
  const days = {
    position: 1,
    from: parseDate("2000-01-01"),
    to: parseDate("2025-12-31"),
    leave: undefined,
    proof,
  };
  const act = (on: System, correction: typeof days) =>
    correctDisputedService(on, counselor, { key: key(), of, because: "It is certified.", correction });

  const before = await kept(system);
  const { answer, effects } = await tryOut(system, [rosa.person], (trial) => act(trial, days));
  expect(answer.accepted).toEqual(of);
  // A year more: 3,000.00 x 1.7 % x 26 = 1,326.00, 51.00 more in each of January to March.
  expect(payee(effects)).toMatchObject({
    monthBefore: 127_500n,
    monthAfter: 132_600n,
    arrearsCents: 3n * 5_100n,
    overpaidCents: 0n,
  });
  expect(effects.totals).toMatchObject({ payCents: 0n, determinations: 1, monthCents: 5_100n });
  expect([effects.members[0]!.before!.service.value, effects.members[0]!.after.service.value]).toEqual([
    300, 312,
  ]);
  expect(await kept(system)).toEqual(before);

  // What is refused is refused in the trial too, and has no effects.
  const wrong = await tryOut(system, [rosa.person], (trial) => act(trial, { ...days, position: 9 }));
  expect([wrong.answer.refused?.code, doesNothing(wrong.effects)]).toEqual(["no-such-job", true]);

  await done(act(system, days));
  const [opened] = await openCase(system, rosa.person);
  const found = await findRedetermination(system.db, 1, {
    person: rosa.person,
    caseNumber: opened!.caseNumber,
  });
  expect(found!.figures).toMatchObject({ month: 5_100n, arrears: 15_300n });
  // The case is open: looking again at what changes nothing more shows no benefit a second time.
  const again = await tryOut(system, [rosa.person], () => Promise.resolve("nothing"));
  expect(doesNothing(again.effects)).toBe(true);
  expect(fingerprintOf(again.effects)).not.toBe(fingerprintOf(effects));
});
