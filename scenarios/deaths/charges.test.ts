import { sql } from "kysely";
import { expect, test } from "vitest";
import { parseDate } from "@emeritus/engine/dates.ts";
import { liftHold, listHolds } from "@emeritus/operations/benefit-payroll/holds.ts";
import { carryOn } from "@emeritus/operations/benefit-payroll/carry-on.ts";
import { seeRun } from "@emeritus/operations/benefit-payroll/see-run.ts";
import { withdrawRun } from "@emeritus/operations/benefit-payroll/withdraw-run.ts";
import {
  decideCharge,
  enterCharge,
  readCharges,
} from "@emeritus/operations/killing-charges/record-charge.ts";
import { newBenefit } from "@emeritus/records/benefit.ts";
import { recordDetermination } from "@emeritus/records/determination.ts";
import { lettersOf } from "@emeritus/records/letter.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import {
  approveOnly,
  prepare,
  preparer,
  releaser,
  testPayroll,
  type TestPayroll,
} from "../payroll/test-system.ts";
import {
  counselor,
  done,
  key,
  makeHousehold,
  officeOn,
  payMonths,
  recordWhole,
  verifier,
} from "./household.ts";

const joint50 = { option: "joint50", cents: 90_000, lifeCents: 100_000, start: "2026-02-01" } as const;

/** An annuity of the survivor's own from May 2026. */
const annuityOf = (payroll: TestPayroll, person: number) =>
  payroll.database.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const lawVersion = "0".repeat(64);
    const from = parseDate("2026-05-01");
    const by = { calculatedBy: "a", approvedBy: "b", knownAt: instant, effective: from };
    const result = { amounts: { reducedBaseBenefit: 30_000n } };
    const made = { ...by, person, kind: "retirement", lawVersion, inputs: {}, result } as const;
    const determination = await recordDetermination(tx, 1, made, instant);
    const amounts = { baseCents: 30_000n, temporaryCents: 0n, status: "due", from } as const;
    const paid = { person, member: person, kind: "retirement", option: "lifeIncome", determination } as const;
    return newBenefit(tx, 1, { ...paid, ...amounts }, instant);
  });

/** A survivor who is paid 450.00 from April on, and what a month's run says of the survivor. */
async function survivorOf(payroll: TestPayroll) {
  const { retiree, spouse } = await makeHousehold(payroll, { ...joint50, spouse: "with account" });
  await payMonths(payroll, "2026-03", "2026-03");
  await recordWhole(payroll, retiree, "2026-03-20", "2026-04-02");
  const itemOf = async (run: number) => {
    const { rows } = await sql<{ outcome: string; reason: string | null; cents: bigint }>`
      select outcome, reason, cents from runs.run_item where run = ${run} and person = ${spouse} order by benefit`.execute(
      payroll.database.db,
    );
    return [rows[0]!.outcome, rows[0]!.reason, rows[0]!.cents];
  };
  const month = async (of: string) => itemOf((await payMonths(payroll, of, of))[0]!);
  const enter = (on: string, state: "charged" | "convicted" | "notConvicted", happened = on) =>
    enterCharge(officeOn(payroll, on), counselor, {
      key: key(),
      person: spouse,
      member: retiree,
      state,
      happened: parseDate(happened),
      because: "Cole County Circuit Court 26AC-CR00001",
    });
  const decide = (
    on: string,
    decision: "confirmed" | "refused" = "confirmed",
    actor = verifier,
    seenStep?: number,
  ) =>
    decideCharge(officeOn(payroll, on), actor, {
      key: key(),
      person: spouse,
      member: retiree,
      decision,
      because: "Seen",
      seenStep,
    });
  return { retiree, spouse, month, enter, decide };
}

test("H-049 a survivor charged with the killing is held at once; without a conviction what was held is paid (RSMo 104.1060)", async () => {
  await using payroll = await testPayroll();
  const { retiree, spouse, month, enter, decide } = await survivorOf(payroll);
  expect(await month("2026-04")).toEqual(["paid", null, 45_000n]);
  expect((await enter("2026-05-04", "convicted")).refused?.code).toBe("not-charged");
  expect((await enter("2026-05-04", "charged", "2026-05-05")).refused?.code).toBe("in-future");
  expect(
    (await enter("2026-05-04", "charged", "2026-03-19")).refused,
    "charged before the death",
  ).toMatchObject({
    code: "before-the-death",
    facts: { died: "2026-03-20" },
  });
  await done(enter("2026-05-04", "charged"));
  expect((await enter("2026-05-04", "charged")).refused?.code).toBe("waits-already");
  const own = await annuityOf(payroll, spouse);
  expect(await month("2026-05"), "held before anybody has decided").toEqual(["held", "charged", 45_000n]);
  const { rows } = await sql<{ outcome: string }>`
    select outcome from runs.run_item where benefit = ${own}`.execute(payroll.database.db);
  expect(rows, "an annuity of one's own is not held").toEqual([{ outcome: "paid" }]);
  const both = { ...verifier, account: counselor.account };
  expect((await decide("2026-05-20", "confirmed", both)).refused?.code).toBe("entered-by-you");
  expect((await decide("2026-05-20", "confirmed", verifier, 2)).refused?.code).toBe("changed-since");
  expect((await done(decide("2026-05-20"))).effect).toBe("held");
  const system = officeOn(payroll, "2026-05-21");
  const [hold] = await listHolds(system.db, 1);
  const lift = { key: key(), person: spouse, hold: hold!.hold, because: "x" };
  expect((await liftHold(system, releaser, lift)).refused?.code, "not by a releaser").toBe("endsByItself");
  expect(await month("2026-06")).toEqual(["held", "charged", 90_000n]);
  expect((await enter("2026-07-01", "notConvicted", "2026-05-03")).refused?.code).toBe("before-the-charge");
  await done(enter("2026-07-01", "notConvicted"));
  expect((await done(decide("2026-07-02"))).effect).toBe("owed");
  expect(await month("2026-07"), "May and June with July").toEqual(["paid", null, 135_000n]);
  const letters = (await lettersOf(system.db, 1, spouse)).filter(({ kind }) => kind === "killingCharge");
  expect(letters).toHaveLength(2);
  const other = {
    key: key(),
    person: retiree,
    member: spouse,
    state: "charged",
    happened: parseDate("2026-07-01"),
  } as const;
  expect((await enterCharge(system, counselor, { ...other, because: "x" })).refused?.code).toBe(
    "not-paid-on",
  );
});

test("H-049 a charge between a payroll's approval and its postings stops it before anybody is paid; what had gone out by then is said (RSMo 104.1060)", async () => {
  await using payroll = await testPayroll();
  const { retiree, spouse, month, enter } = await survivorOf(payroll);
  expect(await month("2026-04")).toEqual(["paid", null, 45_000n]);
  const system = officeOn(payroll, "2026-05-20");
  const run = await prepare(system, "2026-05");
  await approveOnly(system, run);
  const because = "somebody was held";
  const early = { key: key(), run, because };
  expect((await withdrawRun(system, preparer, early)).refused?.code).toBe("alreadyApproved");
  // The charge is of 29 April: the payment for April, of 30 April, went out unheld.
  await done(enter("2026-05-21", "charged", "2026-04-29"));
  const seen = await readCharges(officeOn(payroll, "2026-05-21"), counselor, spouse);
  expect(seen.paidSince).toMatchObject([
    { member: retiree, period: "2026-04-01", paidOn: "2026-04-30", keptCents: 45_000n },
  ]);
  expect(await carryOn(system, run)).toBe("held");
  const stopped = await seeRun(system, preparer, run);
  expect([stopped.state, stopped.steps.map(({ step }) => step)]).toEqual([
    "heldSince",
    ["calculated", "approved"],
  ]);
  await done(withdrawRun(system, preparer, { key: key(), run, because }));
  expect(await month("2026-05")).toEqual(["held", "charged", 45_000n]);
  const { rows } = await sql<{ cents: bigint }>`
    select coalesce(sum(cents), 0)::bigint as cents from runs.payment where person = ${spouse}`.execute(
    payroll.database.db,
  );
  expect(rows[0]!.cents).toBe(45_000n);
});

test("H-049 after a conviction nothing is due of any month, and what was paid before is an overpayment; a refused charge changes nothing", async () => {
  await using payroll = await testPayroll();
  const { spouse, month, enter, decide } = await survivorOf(payroll);
  expect(await month("2026-04")).toEqual(["paid", null, 45_000n]);
  await done(enter("2026-05-02", "charged"));
  expect((await done(decide("2026-05-03", "refused"))).effect).toBe("none");
  expect(await month("2026-05")).toEqual(["paid", null, 45_000n]);
  await done(enter("2026-06-01", "charged"));
  await done(decide("2026-06-02"));
  expect(await month("2026-06")).toEqual(["held", "charged", 45_000n]);
  await done(enter("2026-07-01", "convicted"));
  expect((await done(decide("2026-07-02"))).effect).toBe("forfeited");
  expect(await month("2026-07")).toEqual(["notDue", "nothingDue", 0n]);
  const { rows } = await sql<{ cents: bigint }>`
    select coalesce(sum(paid_cents - due_cents), 0)::bigint as cents from runs.run_difference where person = ${spouse}`.execute(
    payroll.database.db,
  );
  expect(rows[0]!.cents, "April and May").toBe(90_000n);
});
