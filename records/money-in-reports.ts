import { sql } from "kysely";
import type { Reading } from "./db.ts";
import { accounts, type Trust, trusts } from "./ledger.ts";
import type { ChargeKind } from "./money-in-tables.ts";
import type { Cents, DateText } from "./schema.ts";

/** What is expected of a group for a period in a trust, and what was received of it. */
export interface ExpectedRow {
  readonly employer: number;
  readonly employerName: string;
  readonly reference: string;
  readonly periodBegin: DateText;
  readonly periodEnd: DateText;
  readonly trust: number;
  readonly due: DateText;
  readonly chargedCents: Cents;
  readonly receivedCents: Cents;
  readonly openCents: Cents;
}

/** Expected against received by employer, group and period, and trust; the newest period first, so many rows after so many. */
export async function expectedAgainstReceived(
  db: Reading,
  fund: number,
  {
    employers,
    open,
    most,
    after = 0,
  }: { employers?: readonly number[]; open?: boolean; most: number; after?: number },
): Promise<ExpectedRow[]> {
  const { rows } = await sql<ExpectedRow>`
    select c.employer, coalesce(e.name, '') as "employerName", c.reference, min(c.period_begin) as "periodBegin", max(c.period_end) as "periodEnd", c.trust,
      min(c.due) as due, sum(c.cents)::bigint as "chargedCents", sum(coalesce(a.paid, 0))::bigint as "receivedCents",
      (sum(c.cents) - sum(coalesce(a.paid, 0)))::bigint as "openCents"
    from ledger.charge c
    left join records.employer e on e.fund = c.fund and e.employer = c.employer and e.valid_to = 'infinity' and e.recorded_to = 'infinity'
    left join lateral (select sum(a.cents) as paid from ledger.application a where (a.fund, a.charge) = (c.fund, c.charge)) a on true
    where c.fund = ${fund} and (${employers === undefined} or c.employer = any(${[...(employers ?? [])]}::int[]))
    group by c.employer, e.name, c.reference, c.trust
    having ${open !== true} or sum(c.cents) <> sum(coalesce(a.paid, 0))
    order by max(c.period_end) desc, e.name, c.reference, c.trust limit ${most} offset ${after}`.execute(db);
  return rows;
}

/** What an employer owes on a day by how long it is past due, and the employer's money that waits to be matched. */
export interface AgedRow {
  readonly employer: number;
  readonly employerCode: string;
  readonly employerName: string;
  readonly notDueCents: Cents;
  readonly to30Cents: Cents;
  readonly to60Cents: Cents;
  readonly to90Cents: Cents;
  readonly over90Cents: Cents;
  readonly openCents: Cents;
  readonly waitingCents: Cents;
}

/** Aged receivables by employer as of a day: charges of that day and before less what had been matched by then; days count from the due date. */
export async function agedReceivables(
  db: Reading,
  fund: number,
  on: DateText,
  employers?: readonly number[],
): Promise<AgedRow[]> {
  const { rows } = await sql<AgedRow>`
    with open as (
      select c.employer, ${on}::date - c.due as days,
        c.cents - coalesce((select sum(a.cents) from ledger.application a where (a.fund, a.charge) = (c.fund, c.charge) and a.applied_on <= ${on}::date), 0) as cents
      from ledger.charge c where c.fund = ${fund} and c.charged_on <= ${on}::date
    ), waiting as (
      select r.employer, sum(r.cents
        - coalesce((select sum(a.cents) from ledger.application a where (a.fund, a.receipt) = (r.fund, r.receipt) and a.applied_on <= ${on}::date), 0)
        - coalesce((select sum(p.cents) from ledger.payback p where (p.fund, p.receipt) = (r.fund, r.receipt) and p.step = 'released'), 0)) as cents
      from ledger.receipt r where r.fund = ${fund} and r.received_on <= ${on}::date and r.employer is not null group by r.employer
    ), summed as (
      select employer, sum(cents) filter (where days <= 0) as d0, sum(cents) filter (where days between 1 and 30) as d30,
        sum(cents) filter (where days between 31 and 60) as d60, sum(cents) filter (where days between 61 and 90) as d90,
        sum(cents) filter (where days > 90) as d91, sum(cents) as cents
      from open group by employer)
    select coalesce(s.employer, w.employer) as employer, coalesce(e.code, '') as "employerCode", coalesce(e.name, '') as "employerName",
      coalesce(s.d0, 0)::bigint as "notDueCents", coalesce(s.d30, 0)::bigint as "to30Cents", coalesce(s.d60, 0)::bigint as "to60Cents",
      coalesce(s.d90, 0)::bigint as "to90Cents", coalesce(s.d91, 0)::bigint as "over90Cents", coalesce(s.cents, 0)::bigint as "openCents",
      coalesce(w.cents, 0)::bigint as "waitingCents"
    from summed s full join waiting w on w.employer = s.employer
    left join records.employer e on e.fund = ${fund} and e.employer = coalesce(s.employer, w.employer) and e.valid_to = 'infinity' and e.recorded_to = 'infinity'
    where (coalesce(s.d0, 0) <> 0 or coalesce(s.d30, 0) <> 0 or coalesce(s.d60, 0) <> 0 or coalesce(s.d90, 0) <> 0 or coalesce(s.d91, 0) <> 0
      or coalesce(w.cents, 0) <> 0) and (${employers === undefined} or coalesce(s.employer, w.employer) = any(${[...(employers ?? [])]}::int[]))
    order by e.name, 1`.execute(db);
  return rows;
}

/** One line of an employer's statement: a charge, a receipt, a draw on a prepayment, money paid back. */
export interface StatementLine {
  readonly day: DateText;
  readonly what: ChargeKind | "received" | "drawn" | "paidBack";
  readonly reference: string;
  readonly trust: number;
  readonly chargedCents: Cents;
  readonly receivedCents: Cents;
}

/**
 * Every line of an employer's account through a day, in order: charges on the day they arose, receipts on the day they came, less
 * what of them paid a prepayment, and draws on prepayments. A receipt of nobody known counts as far as it was matched.
 */
export async function statementLines(
  db: Reading,
  fund: number,
  employer: number,
  through: DateText,
): Promise<StatementLine[]> {
  const { rows } = await sql<StatementLine>`
    select * from (
      select c.charged_on as day, c.kind as what, c.reference, c.trust, c.cents as "chargedCents", 0::bigint as "receivedCents", c.charge as n
      from ledger.charge c where c.fund = ${fund} and c.employer = ${employer} and c.charged_on <= ${through}::date
      union all
      select r.received_on, 'received', r.reference, r.trust, 0,
        (r.cents - coalesce((select sum(a.cents) from ledger.application a where (a.fund, a.receipt) = (r.fund, r.receipt) and a.election is not null), 0))::bigint, r.receipt
      from ledger.receipt r where r.fund = ${fund} and r.employer = ${employer} and r.received_on <= ${through}::date
      union all
      select r.received_on, 'received', r.reference, r.trust, 0, sum(a.cents)::bigint, r.receipt
      from ledger.receipt r join ledger.application a on (a.fund, a.receipt) = (r.fund, r.receipt) join ledger.charge c on (c.fund, c.charge) = (a.fund, a.charge)
      where r.fund = ${fund} and r.employer is null and c.employer = ${employer} and r.received_on <= ${through}::date group by r.fund, r.receipt
      union all
      select a.applied_on, 'drawn', c.reference, c.trust, 0, a.cents, a.application
      from ledger.application a join ledger.charge c on (c.fund, c.charge) = (a.fund, a.charge)
      where a.fund = ${fund} and a.drawn_from is not null and c.employer = ${employer} and a.applied_on <= ${through}::date
      union all
      select t.month, 'paidBack', r.reference, r.trust, 0, -p.cents, p.payback
      from ledger.payback p join ledger.receipt r on (r.fund, r.receipt) = (p.fund, p.receipt)
      join ledger.transfer t on (t.fund, t.trust, t.entry) = (p.fund, r.trust, p.entry)
      where p.fund = ${fund} and p.step = 'released' and r.employer = ${employer} and t.month <= ${through}::date
    ) x where "chargedCents" <> 0 or "receivedCents" <> 0 order by day, n`.execute(db);
  return rows;
}

/** Something kept twice, here and in an account of the ledger, and both sums; they are proven equal. */
export interface ControlProof {
  readonly name:
    | "employer"
    | "member"
    | "life"
    | "disability"
    | "universityEmployer"
    | "universityMember"
    | "notMatched"
    | "inAdvance"
    | "contributions"
    | "interest"
    | "clearing";
  readonly trust: Trust;
  readonly account: number;
  readonly ledgerCents: Cents;
  readonly kept: Cents;
}

/**
 * The sums of charges, receipts, prepayments and members' accounts against the ledger accounts that control them; and of the files that
 * the bank was given, the payments that came back, what was taken over and what was settled against payroll clearing cash. Of
 * contributions received in advance only those of employers count: members pay for service in instalments there too.
 */
export async function controlProofs(db: Reading, fund: number): Promise<ControlProof[]> {
  const openOf = (
    kind: ChargeKind,
  ) => sql`(select coalesce(sum(c.cents), 0) from ledger.charge c where c.fund = ${fund} and c.kind = ${kind})
    - (select coalesce(sum(a.cents), 0) from ledger.application a join ledger.charge c on (c.fund, c.charge) = (a.fund, a.charge) where a.fund = ${fund} and c.kind = ${kind})`;
  const waiting = (
    trust: number,
  ) => sql`(select coalesce(sum(r.cents), 0) from ledger.receipt r where r.fund = ${fund} and r.trust = ${trust})
    - (select coalesce(sum(a.cents), 0) from ledger.application a join ledger.receipt r on (r.fund, r.receipt) = (a.fund, a.receipt) where a.fund = ${fund} and r.trust = ${trust})
    - (select coalesce(sum(p.cents), 0) from ledger.payback p join ledger.receipt r on (r.fund, r.receipt) = (p.fund, p.receipt) where p.fund = ${fund} and r.trust = ${trust} and p.step = 'released')`;
  const left = (
    trust: number,
    account: number,
    only = sql``,
  ) => sql`(select coalesce(sum(l.debit_cents - l.credit_cents), 0) from ledger.line l
    where l.fund = ${fund} and l.trust = ${trust} and l.account = ${account}${only})`;
  const { pension, insurance, universities } = trusts;
  const { rows } = await sql<ControlProof>`
    select name, trust, account, "ledgerCents"::bigint, kept::bigint from (values
      ('employer', 'pension', ${accounts.employerContributionsReceivable}::int, ${left(pension, accounts.employerContributionsReceivable)}, ${openOf("employer")}, 1),
      ('member', 'pension', ${accounts.memberContributionsReceivable}, ${left(pension, accounts.memberContributionsReceivable)}, ${openOf("member")}, 2),
      ('notMatched', 'pension', ${accounts.receiptsNotMatched}, -${left(pension, accounts.receiptsNotMatched)}, ${waiting(pension)}, 3),
      ('inAdvance', 'pension', ${accounts.unearnedContributions}, -${left(pension, accounts.unearnedContributions, sql` and l.employer is not null`)},
        (select coalesce(sum(e.expected_cents), 0) from ledger.prepayment_election e join ledger.prepayment_step s on (s.fund, s.election) = (e.fund, e.election) and s.step = 'paid' where e.fund = ${fund})
        - (select coalesce(sum(a.cents), 0) from ledger.application a where a.fund = ${fund} and a.drawn_from is not null)
        + (select coalesce(sum(c.cents), 0) from ledger.charge c where c.fund = ${fund} and c.election is not null)
        - (select coalesce(sum(r.cents), 0) from ledger.receipt r where r.fund = ${fund} and r.election is not null)
        - (select coalesce(sum(case t.debit when ${accounts.unearnedContributions} then t.cents else -t.cents end), 0) from ledger.prepayment_step s
          join ledger.transfer t on (t.fund, t.trust, t.entry) = (s.fund, ${pension}, s.entry) where s.fund = ${fund} and s.step = 'settled'), 4),
      ('contributions', 'pension', ${accounts.memberContributions}, -${left(pension, accounts.memberContributions, sql` and l.plan is distinct from 'curp'`)},
        (select coalesce(sum(l.cents), 0) from ledger.account_line l where l.fund = ${fund} and l.kind = 'contribution' and l.report is not null), 5),
      ('interest', 'pension', ${accounts.interestOfMembers}, -${left(pension, accounts.interestOfMembers)},
        (select coalesce(sum(l.cents), 0) from ledger.account_line l where l.fund = ${fund} and l.kind = 'interest' and l.run is not null), 6),
      ('clearing', 'pension', ${accounts.payrollClearingCash}, -${left(pension, accounts.payrollClearingCash)},
        (select coalesce(sum(f.cents), 0) from runs.bank_file f join runs.run_step s on (s.fund, s.run, s.step) = (f.fund, f.run, 'handedOver') where f.fund = ${fund})
        - (select coalesce(sum(r.cents), 0) from runs.payment_return r where r.fund = ${fund} and r.entry is not null)
        - ${left(pension, accounts.payrollClearingCash, sql` and l.source = 'conversion' and l.run is null`)}
        - (select coalesce(sum(s.cents), 0) from ledger.bank_settlement s join ledger.bank_settlement_decision d using (fund, settlement)
          where s.fund = ${fund} and d.decision = 'confirmed'), 7),
      ('life', 'insurance', ${accounts.lifePremiumsReceivable}, ${left(insurance, accounts.lifePremiumsReceivable)}, ${openOf("life")}, 8),
      ('disability', 'insurance', ${accounts.disabilityPremiumsReceivable}, ${left(insurance, accounts.disabilityPremiumsReceivable)}, ${openOf("disability")}, 9),
      ('notMatched', 'insurance', ${accounts.receiptsNotMatched}, -${left(insurance, accounts.receiptsNotMatched)}, ${waiting(insurance)}, 10),
      ('universityEmployer', 'universities', ${accounts.employerContributionsReceivable}, ${left(universities, accounts.employerContributionsReceivable)}, ${openOf("universityEmployer")}, 11),
      ('universityMember', 'universities', ${accounts.memberContributionsReceivable}, ${left(universities, accounts.memberContributionsReceivable)}, ${openOf("universityMember")}, 12),
      ('notMatched', 'universities', ${accounts.receiptsNotMatched}, -${left(universities, accounts.receiptsNotMatched)}, ${waiting(universities)}, 13)
    ) v (name, trust, account, "ledgerCents", kept, place) order by place`.execute(db);
  return rows;
}
