import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "kysely";
import { from as copyFrom } from "pg-copy-streams";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import { withClient, type Reading, type Tx } from "./db.ts";
import { accounts, trusts } from "./ledger.ts";
import { dateBytes, packCopy, type CopyColumn } from "./packed.ts";
import { notMatched, toBePaidAgain } from "./receivable.ts";
import type { Run } from "./run.ts";
import type { Cents, DateText, Instant } from "./schema.ts";
import { scrubbed } from "./scrub.ts";
import "./payroll-tables.ts";

/** The items of a run in packed columns; `outcome` and `reason` index the lists given beside them, amounts are whole cents. */
export interface PackedItems {
  readonly benefit: Int32Array;
  readonly person: Int32Array;
  readonly outcome: Uint8Array;
  readonly reason: Uint8Array;
  readonly cents: Float64Array;
  readonly monthCents: Float64Array;
  readonly temporaryCents: Float64Array;
  readonly account: Uint8Array;
  /** Ledger account that bears the payment. */
  readonly charged: Int32Array;
  /** What only few items have: earlier months, the first month owed, why the amount changed. */
  readonly rare: readonly RareParts[];
}

/** Parts of an item that only few have; `explanation` is canonical JSON. */
export interface RareParts {
  /** Place among the items. */
  readonly at: number;
  readonly arrearsCents: number;
  readonly reissuedCents: number;
  readonly owedFrom: PlainDate;
  readonly explanation: string | null;
}

/** Records the items of a run by one COPY and gives how many there are and what they pay, as the database counts them. */
export async function addItems(
  tx: Tx,
  { fund, run }: Pick<Run, "fund" | "run">,
  items: PackedItems,
  outcomes: readonly string[],
  reasons: readonly string[],
): Promise<{ items: bigint; paid: bigint; cents: Cents }> {
  const pieces = packCopy(items.benefit.length, columnsOf(fund, run, items, outcomes, reasons));
  await withClient(tx, async (client) => {
    try {
      await pipeline(
        Readable.from(pieces),
        client.query(copyFrom(`copy runs.run_item (${itemColumns}) from stdin (format binary)`)),
      );
    } catch (error) {
      throw scrubbed(error);
    }
  });
  const { rows } = await sql<{ items: bigint; paid: bigint; cents: Cents }>`
    select count(*) as items, count(*) filter (where outcome = 'paid') as paid, coalesce(sum(cents) filter (where outcome = 'paid'), 0)::bigint as cents
    from runs.run_item where fund = ${fund} and run = ${run}`.execute(tx);
  return rows[0]!;
}

const itemColumns =
  "fund, run, benefit, person, outcome, reason, cents, month_cents, temporary_cents, account, charged, arrears_cents, reissued_cents, owed_from, explanation";

function columnsOf(
  fund: number,
  run: number,
  items: PackedItems,
  outcomes: readonly string[],
  reasons: readonly string[],
): CopyColumn[] {
  const count = items.benefit.length;
  const outcomeBytes = outcomes.map((outcome) => Buffer.from(outcome));
  const reasonBytes = reasons.map((reason) => (reason === "" ? null : Buffer.from(reason)));
  const arrears = new Float64Array(count);
  const reissued = new Float64Array(count);
  const owedFrom = Array<Buffer | null>(count).fill(null);
  const explanation = Array<Buffer | null>(count).fill(null);
  for (const { at, arrearsCents, reissuedCents, owedFrom: owed, explanation: text } of items.rare) {
    arrears[at] = arrearsCents;
    reissued[at] = reissuedCents;
    if (owed !== 0) owedFrom[at] = dateBytes(owed);
    if (text !== null) explanation[at] = Buffer.from(text);
  }
  return [
    { kind: "smallint", values: new Int16Array(count).fill(fund) },
    { kind: "int", values: new Int32Array(count).fill(run) },
    { kind: "int", values: items.benefit },
    { kind: "int", values: items.person },
    { kind: "bytes", values: Array.from(items.outcome, (code) => outcomeBytes[code]!) },
    { kind: "bytes", values: Array.from(items.reason, (code) => reasonBytes[code]!) },
    { kind: "bigint", values: items.cents },
    { kind: "bigint", values: items.monthCents },
    { kind: "bigint", values: items.temporaryCents },
    { kind: "bytes", values: accountBytes(items.account) },
    { kind: "int", values: items.charged },
    { kind: "bigint", values: arrears },
    { kind: "bigint", values: reissued },
    { kind: "bytes", values: owedFrom },
    { kind: "bytes", values: explanation },
  ];
}

/** Account numbers of a payee count from 1 and are few, so each number's bytes are made once. */
function accountBytes(accounts: Uint8Array): (Buffer | null)[] {
  const bytes = Array.from({ length: 256 }, (_, account) =>
    account === 0 ? null : Buffer.from([0, account]),
  );
  return Array.from(accounts, (account) => bytes[account]!);
}

/** What posting a run wrote. */
export interface Posted {
  /** Payees paid, one entry of the bank file each. */
  readonly payees: bigint;
  /** Payments, one for each month paid. */
  readonly payments: bigint;
  readonly paymentCents: Cents;
  readonly transferCents: Cents;
}

/**
 * Writes the payments of a run and the transfers that charge them, in one statement. A payee paid for earlier months has one
 * payment a month and one entry of the ledger. The primary key of payments refuses a month paid before. What came back is paid
 * again as `reissue`, and as `reissue2` and so on when that came back too: a return waits while no payment of its month is later.
 */
export async function postPayments(
  tx: Tx,
  { fund, run, period, knownAt }: Pick<Run, "fund" | "run" | "period" | "knownAt">,
  paidOn: DateText,
  source: string,
  instant: Instant,
): Promise<Posted> {
  const { rows } = await sql<Posted>`
    with item as materialized (
      select benefit, person, cents, month_cents, arrears_cents, reissued_cents, account, charged, explanation,
        row_number() over (order by benefit) as trace, nextval('ledger.entry_number') as entry
      from runs.run_item where fund = ${fund} and run = ${run} and outcome = 'paid'
    ), paid as (
      insert into runs.payment (fund, benefit, period, run, person, cents, account, trace, paid_on, entry, recorded_from)
      select ${fund}, benefit, ${period}::date, ${run}, person, month_cents, account, trace, ${paidOn}::date, entry, ${instant}::timestamptz
      from item where month_cents > 0
      returning cents
    ), late as (
      insert into runs.payment (fund, benefit, period, kind, run, person, cents, account, trace, paid_on, entry, recorded_from)
      select ${fund}, benefit, (a->>'month')::date, coalesce(a->>'kind', 'regular'), ${run}, person, (a->>'cents')::bigint, account, trace, ${paidOn}::date, entry, ${instant}::timestamptz
      from item, jsonb_array_elements(explanation::jsonb->'arrears') a where arrears_cents > 0
      returning cents
    ), again as (
      insert into runs.payment (fund, benefit, period, kind, run, person, cents, account, trace, paid_on, entry, recorded_from)
      select ${fund}, i.benefit, r.period, 'reissue' || coalesce(nullif((select count(*) from runs.payment q
        where q.fund = r.fund and q.benefit = r.benefit and q.period = r.period)
        + row_number() over (partition by r.benefit, r.period order by r.recorded_from, r.kind) - 1, 1)::text, ''), ${run}, i.person, r.cents, i.account, i.trace, ${paidOn}::date, i.entry, ${instant}::timestamptz
      from item i join runs.payment_return r on r.fund = ${fund} and r.benefit = i.benefit
      where i.reissued_cents > 0 and r.recorded_from <= ${knownAt}::timestamptz
        and ${sql.raw(toBePaidAgain("r"))} and ${sql.raw(notMatched("r", knownAt))}
      returning cents
    ), given_back as (
      insert into ledger.transfer (fund, trust, entry, line, month, debit, credit, cents, person, run, source, recorded_from)
      select ${fund}, ${trusts.pension}, entry, 2, ${period}::date, ${accounts.returnedPayments}, ${accounts.benefitsPayable}, reissued_cents, person, ${run}, ${source}, ${instant}::timestamptz
      from item where reissued_cents > 0
      returning cents
    ), posted as (
      insert into ledger.transfer (fund, trust, entry, month, debit, credit, cents, person, run, source, recorded_from)
      select ${fund}, ${trusts.pension}, entry, ${period}::date, charged, ${accounts.benefitsPayable}, cents - reissued_cents, person, ${run}, ${source}, ${instant}::timestamptz
      from item where cents > reissued_cents
      returning cents
    )
    select (select count(*) from item) as payees,
      (select coalesce(sum(cents), 0)::bigint from (select cents from posted union all select cents from given_back) both_kinds) as "transferCents",
      (select count(*) from paid) + (select count(*) from late) + (select count(*) from again) as payments,
      (select coalesce(sum(cents), 0)::bigint from (select cents from paid union all select cents from late union all select cents from again) all_kinds) as "paymentCents"`.execute(
    tx,
  );
  return rows[0]!;
}

/** How many whom a run would pay were held, recorded as dead before its month, or lost the right to its month, after what the run knows. */
export async function countHeldSince(
  db: Reading,
  { fund, run, period, knownAt }: Pick<Run, "fund" | "run" | "period" | "knownAt">,
): Promise<number> {
  const inPeriod = (of: string) =>
    sql`${sql.ref(`${of}.valid_from`)} <= ${period}::date and ${sql.ref(`${of}.valid_to`)} > ${period}::date`;
  const { rows } = await sql<{ people: number }>`
    with since as (
      select h.person, null::int as benefit from records.payee_hold h
      where h.fund = ${fund} and h.status = 'open' and h.recorded_to = 'infinity' and h.recorded_from > ${knownAt}::timestamptz
      union
      select d.person, null from records.person_death d
      where d.fund = ${fund} and d.died < ${period}::date and d.recorded_to = 'infinity' and d.recorded_from > ${knownAt}::timestamptz
      union
      select c.person, c.benefit from records.benefit c
      where c.fund = ${fund} and c.recorded_to <> 'infinity' and c.recorded_to > ${knownAt}::timestamptz and ${inPeriod("c")}
        and not exists (select from records.benefit b where b.fund = c.fund and b.benefit = c.benefit and b.recorded_to = 'infinity' and ${inPeriod("b")})
    )
    select count(distinct i.person)::int as people from since join runs.run_item i
      on i.fund = ${fund} and i.run = ${run} and i.person = since.person and i.benefit = coalesce(since.benefit, i.benefit) and i.outcome = 'paid'`.execute(
    db,
  );
  return rows[0]!.people;
}

/** Items of a run by outcome. */
export interface OutcomeTotal {
  readonly outcome: "paid" | "held" | "notDue";
  readonly reason: string | null;
  readonly people: bigint;
  readonly cents: Cents;
}

/** How many are paid, held and not due, by reason, and their cents. */
export async function outcomeTotals(
  db: Reading,
  { fund, run }: Pick<Run, "fund" | "run">,
): Promise<OutcomeTotal[]> {
  const { rows } = await sql<OutcomeTotal>`
    select outcome, reason, count(*) as people, sum(cents)::bigint as cents from runs.run_item
    where fund = ${fund} and run = ${run} group by outcome, reason order by outcome, reason nulls first`.execute(
    db,
  );
  return rows;
}

/** One item with its payee's name, for lists on pages. */
export interface NamedItem {
  readonly benefit: number;
  readonly person: number;
  readonly memberId: string;
  readonly name: string;
  readonly outcome: "paid" | "held" | "notDue";
  readonly reason: string | null;
  readonly cents: Cents;
  readonly monthCents: Cents;
  readonly arrearsCents: Cents;
  /** What the payee was paid by the run before. */
  readonly beforeCents: Cents;
  readonly explanation: string | null;
}

/** Which items a list shows. */
export interface ItemsWanted {
  readonly outcome?: "paid" | "held" | "notDue" | undefined;
  readonly reason?: string | undefined;
  /** Only items whose amount changed for this reason. */
  readonly change?: string | undefined;
  readonly last?: number | undefined;
  readonly offset?: number | undefined;
  readonly most?: number | undefined;
}

/** A page of a run's items by name of payee, with how many there are in all. */
export async function listItems(
  db: Reading,
  { fund, run, knownAt }: Pick<Run, "fund" | "run" | "knownAt">,
  wanted: ItemsWanted,
): Promise<{ items: NamedItem[]; all: bigint }> {
  const { outcome = null, reason = null, change = null, last = -1, offset = 0, most = 50 } = wanted;
  const { rows } = await sql<NamedItem & { all: bigint }>`
    select i.benefit, i.person, p.member_id as "memberId", coalesce(n.last_name || ', ' || n.first_name, p.member_id) as name, i.outcome, i.reason,
      i.cents, i.month_cents as "monthCents", i.arrears_cents as "arrearsCents",
      coalesce((select l.cents from runs.run_item l where l.fund = i.fund and l.run = ${last} and l.benefit = i.benefit and l.outcome = 'paid'), 0) as "beforeCents",
      i.explanation, count(*) over () as all
    from runs.run_item i
    join records.person p on p.fund = i.fund and p.person = i.person
    left join lateral (
      select n.last_name, n.first_name from records.person_name n where n.fund = i.fund and n.person = i.person
        and n.recorded_from <= ${knownAt}::timestamptz and n.recorded_to > ${knownAt}::timestamptz order by n.valid_from desc limit 1) n on true
    where i.fund = ${fund} and i.run = ${run}
      and (${outcome}::text is null or i.outcome = ${outcome}) and (${reason}::text is null or i.reason = ${reason})
      and (${change}::text is null or i.explanation::jsonb->'changed' ? ${change})
    order by name, i.benefit offset ${offset} limit ${most}`.execute(db);
  return { items: rows.map(({ all: _, ...item }) => item), all: rows[0]?.all ?? 0n };
}
