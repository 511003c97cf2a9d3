import { sql, type RawBuilder } from "kysely";
import { brokenSettlements } from "./bank-settlement.ts";
import { controlProofs } from "./money-in-reports.ts";
import { verifyAudit, type AuditProof } from "./audit.ts";
import type { Reading } from "./db.ts";

/** A month of pay whose packed amount is not the sum of its rows. */
export interface PayDifference {
  readonly person: number;
  readonly position: number;
  readonly year: number;
  readonly month: number;
  /** Packed less rows, in cents; null when one side is missing. */
  readonly difference: bigint | null;
}

/** Every month in which the packed years and the posted rows do not agree; empty is the proof. At most 100 are named. */
export async function payDifferences(db: Reading, fund: number): Promise<PayDifference[]> {
  const { rows } = await sql<PayDifference>`
    with latest as (
      select distinct on (person, position, year, month, report, report_row) person, position, year, month, cents
      from records.posted_pay where fund = ${fund}
      order by person, position, year, month, report, report_row, recorded_from desc),
    summed as (select person, position, year, month, sum(cents)::bigint as cents from latest group by person, position, year, month),
    packed as (
      select p.person, p.position, p.year, slot.month::smallint as month, slot.cents::bigint as cents
      from projection.pay_year p, unnest(p.cents) with ordinality as slot (cents, month)
      where p.fund = ${fund} and slot.cents is not null)
    select person, position, year, month, packed.cents - summed.cents as difference
    from packed full join summed using (person, position, year, month)
    where packed.cents is distinct from summed.cents
    order by person, position, year, month limit 100`.execute(db);
  return rows;
}

/** One thing that must be true of the record: the query gives the rows that break it. */
interface Invariant {
  readonly name: InvariantName;
  readonly broken: (fund: number) => RawBuilder<Record<string, unknown>>;
}

/** What is proven, apart from packed pay, overlaps and the audit chain. */
export type InvariantName =
  | "everyoneAccountedFor"
  | "paidIsPosted"
  | "paymentsInLedger"
  | "stepsAgree"
  | "closedMonthsUnchanged"
  | "reversalsAreOpposite"
  | "confirmedBySecondPerson"
  | "settlementsExact"
  | "reportsInLedger"
  | "commandsAnswered"
  | "personsKnown"
  | "namesFound"
  | "joinedRecordsUnnamed";

const invariants: readonly Invariant[] = [
  {
    // A benefit known when the run read the record, with no line in the run.
    name: "everyoneAccountedFor",
    broken: (fund) => sql`
      select r.run, b.benefit from runs.run r
      join runs.run_step s on (s.fund, s.run) = (r.fund, r.run) and s.step = 'calculated'
      join records.benefit b on b.fund = r.fund and b.recorded_from <= r.known_at and b.recorded_to > r.known_at
      where r.fund = ${fund} and r.kind = 'benefitPayroll'
      except select run, benefit from runs.run_item where fund = ${fund}`,
  },
  {
    // A payee owed for earlier months has one payment a month, which together are the item.
    name: "paidIsPosted",
    broken: (fund) => sql`
      select run, benefit, i.cents as item, p.cents as payments
      from (select run, benefit, cents from runs.run_item where fund = ${fund} and outcome = 'paid'
        and run in (select run from runs.run_step where fund = ${fund} and step = 'posted')) i
      full join (select run, benefit, sum(cents)::bigint as cents from runs.payment where fund = ${fund} group by run, benefit) p using (run, benefit)
      where i.cents is distinct from p.cents`,
  },
  {
    name: "paymentsInLedger",
    broken: (fund) => sql`
      select entry, p.cents as payments, t.cents as transfers
      from (select entry, sum(cents)::bigint as cents from runs.payment where fund = ${fund} and entry is not null group by entry) p
      left join (select entry, sum(cents)::bigint as cents from ledger.transfer where fund = ${fund} group by entry) t using (entry)
      where p.cents is distinct from t.cents`,
  },
  {
    name: "stepsAgree",
    broken: (fund) => sql`
      select s.run from runs.run_step s join runs.run r using (fund, run)
      where s.fund = ${fund} and r.kind = 'benefitPayroll' and s.step <> 'withdrawn'
      group by s.run having count(distinct s.sha256) > 1 or count(distinct s.cents) > 1 or count(distinct s.count) > 1`,
  },
  {
    name: "closedMonthsUnchanged",
    broken: (fund) => sql`
      select c.trust, c.month, c.transfers, c.cents from ledger.closing c
      left join ledger.transfer t using (fund, trust, month) where c.fund = ${fund}
      group by c.trust, c.month, c.transfers, c.cents
      having count(t.entry) <> c.transfers or coalesce(sum(t.cents), 0) <> c.cents`,
  },
  {
    name: "reversalsAreOpposite",
    broken: (fund) => sql`
      select r.trust, r.entry from ledger.transfer r
      left join ledger.transfer o on (o.fund, o.trust, o.entry, o.line) = (r.fund, r.trust, r.reverses, r.line)
      where r.fund = ${fund} and r.reverses is not null
        and (o.debit, o.credit, o.cents) is distinct from (r.credit, r.debit, r.cents)`,
  },
  {
    name: "confirmedBySecondPerson",
    broken: (fund) => sql`
      select person, account from records.bank_account
      where fund = ${fund} and status = 'confirmed' and (confirmed_by is null or confirmed_by = entered_by)`,
  },
  {
    // What the bank took is posted as it was told, by two, for exactly its entries, and no entry is settled twice.
    name: "settlementsExact",
    broken: brokenSettlements,
  },
  {
    // A posted pay report whose contributions and premiums are not what the ledger holds for it; one taken over in sums has none.
    name: "reportsInLedger",
    broken: (fund) => sql`
      select p.report, p.cents as told, coalesce(t.cents, 0) as posted
      from (select r.report, r.employer_cents + r.member_cents + r.life_cents + r.ltd_cents as cents from records.pay_report r
        join records.pay_report_step s on (s.fund, s.report, s.step) = (r.fund, r.report, 'posted') where r.fund = ${fund}) p
      left join (select e.report, sum(case when a.kind = 'addition' then t.cents else -t.cents end)::bigint as cents
        from (select report, trust, entry from ledger.charge where fund = ${fund} and report is not null
          union select substr(source, 12)::int, trust, entry from ledger.transfer where fund = ${fund} and source ~ '^pay report [0-9]{1,9}$') e
        join ledger.transfer t on (t.fund, t.trust, t.entry) = (${fund}::smallint, e.trust, e.entry)
        join ledger.account a on (a.fund, a.trust, a.account) = (t.fund, t.trust, t.credit) group by e.report) t using (report)
      where p.cents <> 0 and p.cents is distinct from t.cents`,
  },
  {
    name: "commandsAnswered",
    broken: (fund) => sql`
      select c.actor, c.key from audit.command c left join audit.command_answer a using (actor, key) where c.fund = ${fund} and a.key is null`,
  },
  {
    name: "personsKnown",
    broken: (fund) => sql`
      select 'pay' as kind, person from (select distinct fund, person from projection.pay_year where fund = ${fund}) q
      where not exists (select from records.person p where (p.fund, p.person) = (q.fund, q.person))
      union all
      select 'spouse', spouse from records.marriage q where fund = ${fund}
        and not exists (select from records.person p where (p.fund, p.person) = (q.fund, q.spouse))
      union all
      select 'member', member from records.benefit q where fund = ${fund}
        and not exists (select from records.person p where (p.fund, p.person) = (q.fund, q.member))
      union all
      select 'beneficiary', beneficiary from records.beneficiary q where fund = ${fund}
        and not exists (select from records.person p where (p.fund, p.person) = (q.fund, q.beneficiary))
      union all
      select 'child', child from records.child q where fund = ${fund}
        and not exists (select from records.person p where (p.fund, p.person) = (q.fund, q.child))
      union all
      select 'agent', agent from records.agent q where fund = ${fund}
        and not exists (select from records.person p where (p.fund, p.person) = (q.fund, q.agent))`,
  },
  {
    // A name that a search by spelling would not find.
    name: "namesFound",
    broken: (fund) => sql`
      select n.person, w.kind from records.person_name n
      cross join lateral (values ('last', projection.folded(n.last_name)), ('first', projection.folded(n.first_name))) w (kind, word)
      where n.fund = ${fund} and w.word <> '' and not exists (
        select from projection.name_word k where k.fund = n.fund and k.kind = w.kind and k.word = w.word)`,
  },
  {
    // A record that is read as another, still named by somebody, or read as one that is itself read as another.
    name: "joinedRecordsUnnamed",
    broken: (fund) => sql`
      with joined as (select person, other from records.duplicate where fund = ${fund} and verdict = 'same' and recorded_to = 'infinity')
      select j.person from joined j join joined k on k.person = j.other
      union all select j.person from joined j join records.marriage m on m.fund = ${fund} and m.spouse = j.person and m.recorded_to = 'infinity'
      union all select j.person from joined j join records.beneficiary b on b.fund = ${fund} and b.beneficiary = j.person and b.recorded_to = 'infinity'`,
  },
];

/** An invariant that does not hold, with up to ten of the rows that break it. */
export interface Broken {
  readonly name: InvariantName | "overlap" | "controlsEqual";
  readonly rows: readonly Record<string, unknown>[];
}

/** The two-clock tables and the key within which versions may not overlap. */
const withoutOverlap: Readonly<Record<string, readonly string[]>> = {
  "records.employment": ["person", "position"],
  "records.leave": ["person", "position"],
  "records.benefit": ["person", "benefit"],
  "records.bank_account": ["person"],
  "records.marriage": ["person"],
  "records.person_name": ["person"],
  "records.address": ["person", "kind"],
  "records.contact": ["person", "kind"],
  "records.child": ["person", "child"],
  "records.agent": ["person", "rank"],
};

async function overlaps(db: Reading, fund: number): Promise<Broken[]> {
  const found: Broken[] = [];
  for (const [table, key] of Object.entries(withoutOverlap)) {
    const columns = sql.join(key.map((name) => sql.ref(name)));
    const { rows } = await sql<Record<string, unknown>>`
      select ${table} as table, person, valid_from from (
        select person, valid_from, lag(valid_to) over (partition by ${columns} order by valid_from) as before
        from ${sql.table(table)} where fund = ${fund} and recorded_to = 'infinity') q
      where before > valid_from limit 10`.execute(db);
    if (rows.length > 0) found.push({ name: "overlap", rows });
  }
  return found;
}

/** What a proof of the whole record found. */
export interface RecordProof {
  readonly packedPay: readonly PayDifference[];
  readonly audit: AuditProof;
  readonly broken: readonly Broken[];
}

/** Proves the record: packed pay equals rows, no overlap, the audit chain, the ledger's closed months, every run. Only reads. */
export async function verifyRecord(
  db: Reading,
  fund: number,
  keptElsewhere?: { seal: bigint; chain: string },
): Promise<RecordProof> {
  const broken = await overlaps(db, fund);
  for (const { name, broken: query } of invariants) {
    const { rows } = await sql<Record<string, unknown>>`select * from (${query(fund)}) q limit 10`.execute(
      db,
    );
    if (rows.length > 0) broken.push({ name, rows });
  }
  const unequal = (await controlProofs(db, fund)).filter(({ ledgerCents, kept }) => ledgerCents !== kept);
  if (unequal.length > 0) broken.push({ name: "controlsEqual", rows: unequal.map((row) => ({ ...row })) });
  return { packedPay: await payDifferences(db, fund), audit: await verifyAudit(db, keptElsewhere), broken };
}

/** Whether a proof found nothing. */
export const holds = (proof: RecordProof): boolean =>
  proof.packedPay.length === 0 && proof.audit.broken === undefined && proof.broken.length === 0;
