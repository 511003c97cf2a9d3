import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openLedger, openMonth, post } from "./ledger.ts";
import { takeInstant } from "./moment.ts";
import { serverVersions, testDatabase, type TestDatabase } from "./testing.ts";
import { holds, verifyRecord, type Broken } from "./verify.ts";

/** A faultless small record: two payees, a payroll run that paid one and held one, its ledger, and a closed month. */
const faultless = `
  insert into records.person select 1, n, (10000000 + n)::text, now() from generate_series(1, 3) n;
  insert into records.benefit (fund, person, benefit, member, kind, payment_option, determination, base_cents, valid_from, recorded_from)
    values (1, 1, 1, 1, 'retirement', 'lifeIncome', 1, 1000, '2026-01-01', now()), (1, 2, 2, 2, 'retirement', 'lifeIncome', 1, 500, '2026-01-01', now());
  insert into records.bank_account (fund, person, account, routing, kind, last4, status, entered_by, confirmed_by, valid_from, recorded_from)
    values (1, 1, 1, '086500634', 'checking', '6789', 'confirmed', 'ann', 'bob', '2026-01-01', now());
  insert into runs.run (fund, run, kind, period, known_at, begun_by, recorded_from) values (1, 1, 'benefitPayroll', '2026-02-01', now(), 'ann', now());
  insert into runs.run_item (fund, run, benefit, person, outcome, reason, cents, month_cents, account, charged)
    values (1, 1, 1, 1, 'paid', null, 1000, 1000, 1, 5010), (1, 1, 2, 2, 'held', 'noAccount', 500, 500, null, null);
  insert into runs.run_step (fund, run, step, count, cents, sha256, actor, recorded_from)
    select 1, 1, step, 1, 1000, sha256('file'), 'ann', now() from unnest(array['calculated', 'approved', 'posted', 'handedOver']) step;
  insert into runs.bank_file (fund, run, name, sha256, bytes, entries, cents, recorded_from) values (1, 1, 'file', sha256('file'), 940, 1, 1000, now());
  insert into ledger.bank_settlement (fund, settlement, settled_on, cents, told_by, recorded_from) values (1, 1, '2026-02-27', 1000, 'ann', now());
  insert into ledger.bank_settlement_item (fund, settlement, entry, cents, recorded_from) select 1, 1, entry, 1000, now() from ledger.transfer where credit = 1020;
  insert into ledger.bank_settlement_decision (fund, settlement, decision, actor, entry, recorded_from)
    select 1, 1, 'confirmed', 'bob', entry, now() from ledger.transfer where debit = 1020;
  insert into runs.payment (fund, benefit, period, run, person, cents, account, paid_on, entry, recorded_from)
    select 1, 1, '2026-02-01', 1, 1, 1000, 1, '2026-02-27', min(entry), now() from ledger.transfer;
  insert into ledger.closing (fund, trust, month, transfers, cents, closed_by, recorded_from) values (1, 1, '2026-01-01', 0, 0, 'ann', now());
  insert into audit.command (actor, key, fund, name, request_hash, recorded_from)
    values ('ann', '00000000-0000-0000-0000-000000000001', 1, 'act', sha256('x'), now());
  insert into audit.command_answer values ('ann', '00000000-0000-0000-0000-000000000001', 'null', now());
  insert into records.pay values (1, 1, 1, 2026, 1, 1, 1, 100, now());
  insert into projection.pay_year values (1, 1, 1, 2026, array[100, null, null, null, null, null, null, null, null, null, null, null]);
`;

const faults: Readonly<Record<string, readonly [Broken["name"], string]>> = {
  "a payee left out of a run": ["everyoneAccountedFor", "delete from runs.run_item where benefit = 2"],
  "a paid item without its payment": ["paidIsPosted", "delete from runs.payment"],
  "a payment of another amount": ["paidIsPosted", "update runs.payment set cents = 1001"],
  "a payment that the ledger does not know": ["paymentsInLedger", "update runs.payment set entry = 999"],
  "an approval of another sum than was calculated": [
    "stepsAgree",
    "update runs.run_step set cents = 999 where step = 'approved'",
  ],
  "a file of other bytes than were approved": [
    "stepsAgree",
    "update runs.run_step set sha256 = sha256('other') where step = 'posted'",
  ],
  "a transfer slipped into a closed month": [
    "closedMonthsUnchanged",
    "alter table ledger.transfer disable trigger all; update ledger.transfer set month = '2026-01-01'; alter table ledger.transfer enable trigger all",
  ],
  "a reversal of another amount": [
    "reversalsAreOpposite",
    "insert into ledger.transfer select fund, trust, entry + 50, line, month, credit, debit, cents + 1, plan, person, employer, run, source, entry, now() from ledger.transfer limit 1",
  ],
  "an account confirmed by who entered it": [
    "confirmedBySecondPerson",
    "alter table records.bank_account drop constraint bank_account_check, drop constraint bank_account_check1; update records.bank_account set confirmed_by = entered_by",
  ],
  "a file that the bank has and clearing cash does not": [
    "controlsEqual",
    "update runs.bank_file set cents = 1001",
  ],
  "money that the bank took, booked otherwise": [
    "settlementsExact",
    "update ledger.bank_settlement set cents = 999; update ledger.bank_settlement_item set cents = 999",
  ],
  "a settlement confirmed by who told it": [
    "settlementsExact",
    "update ledger.bank_settlement_decision set actor = 'ann'",
  ],
  "a posted pay report that the ledger does not know": [
    "reportsInLedger",
    `insert into records.pay_report (fund, report, reporting_group, employer, file_id, report_type, period_begin, period_end, pay_date, sha256,
       rows_money, rows_event, rows_leave, rows_correction, pensionable_cents, member_cents, employer_cents, life_cents, ltd_cents, findings, sent_by, recorded_from)
       values (1, 9, 1, 1, 'F', 'REGULAR', '2026-01-01', '2026-01-15', '2026-01-20', sha256('F'), 1, 0, 0, 0, 100, 0, 30, 0, 0, '[]', 'ann', now());
     insert into records.pay_report_step (fund, report, step, actor, recorded_from) values (1, 9, 'posted', 'ann', now())`,
  ],
  "a command without an answer": ["commandsAnswered", "delete from audit.command_answer"],
  "a spouse who is nobody": [
    "personsKnown",
    "insert into records.marriage (fund, person, spouse, valid_from, recorded_from) values (1, 1, 77, '2020-01-01', now())",
  ],
  "two versions of one day": [
    "overlap",
    `alter table records.benefit drop constraint benefit_fund_person_benefit_daterange_excl;
     insert into records.benefit (fund, person, benefit, member, kind, payment_option, determination, base_cents, valid_from, recorded_from)
       values (1, 1, 1, 1, 'retirement', 'lifeIncome', 1, 1, '2026-05-01', now() + interval '1 s')`,
  ],
};

for (const version of serverVersions)
  describe(`the proof of the record on PostgreSQL ${version}`, () => {
    let t: TestDatabase;
    beforeAll(async () => {
      t = await testDatabase({ version });
      await t.db.transaction().execute(async (tx) => {
        const instant = await takeInstant(tx);
        await openLedger(tx, 1, instant);
        for (const month of ["2026-01-01", "2026-02-01"]) await openMonth(tx, 1, "pension", month, instant);
        const of = { fund: 1, trust: "pension", month: "2026-02-01", source: "run 1", run: 1 } as const;
        for (const [debit, credit] of [
          ["retirementAnnuities", "benefitsPayable"],
          ["benefitsPayable", "payrollClearingCash"],
          ["payrollClearingCash", "operatingCash"],
        ] as const)
          await post(tx, { ...of, transfers: [{ debit, credit, cents: 1000n }] }, instant);
      });
      await sql.raw(faultless).execute(t.owner);
    });
    afterAll(() => t.dispose());

    test("a faultless record proves itself", async () => {
      const proof = await verifyRecord(t.reader, 1);
      expect(proof).toMatchObject({ packedPay: [], broken: [] });
      expect(holds(proof)).toBe(true);
    });

    test.each(Object.entries(faults))("%s is found", async (_fault, [name, statement]) => {
      const planted = t.owner.transaction().execute(async (tx) => {
        await sql.raw(statement).execute(tx);
        const proof = await verifyRecord(tx, 1);
        expect(proof.broken.map((one) => one.name)).toContain(name);
        expect(holds(proof)).toBe(false);
        throw new Error("the fault is taken back");
      });
      await expect(planted).rejects.toThrow("the fault is taken back");
    });
  });
