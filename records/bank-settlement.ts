import { sql } from "kysely";
import type { Reading, Tx } from "./db.ts";
import { accounts, trusts } from "./ledger.ts";
import { moneyNumber } from "./money-in.ts";
import type { Cents, DateText, Instant } from "./schema.ts";
import "./bank-settlement-tables.ts";

/** What an entry of payroll clearing cash is: a payroll's file with the bank, a payment that came back, or what neither explains. */
export type ClearingKind = "file" | "return" | "other";

/** An entry of payroll clearing cash and what it stands for. */
export interface ClearingItem {
  readonly entry: bigint;
  readonly kind: ClearingKind;
  /** What it left in credit: above zero the bank is to take it, below zero it is to give it back. */
  readonly cents: Cents;
  /** The earliest day on which the bank can have moved the money. */
  readonly since: DateText;
  /** Since when it stands there: the day of a return's notice, else as before. */
  readonly standsSince: DateText;
  /** What the posting rests on, as the ledger names it. */
  readonly source: string;
  readonly run: number | null;
  /** The payroll's month. */
  readonly period: DateText | null;
  readonly paymentDate: DateText | null;
  readonly fileName: string | null;
  /** SHA-256 of the file in hexadecimal. */
  readonly sha256: string | null;
  /** How many entries the file has. */
  readonly count: bigint | null;
  /** The place of a returned entry in its file. */
  readonly trace: bigint | null;
  /** The bank's code of a return. */
  readonly code: string | null;
}

/** As the ledger stood: through a month, and by the end of a day of the fund's. */
export interface ClearingStand {
  readonly through?: DateText | undefined;
  readonly asOf?: { readonly day: DateText; readonly timeZone: string } | undefined;
}

const clearing = sql.raw(String(accounts.payrollClearingCash));
const trust = sql.raw(String(trusts.pension));

const stood = ({ through = "infinity", asOf }: ClearingStand) =>
  sql`t.month <= ${through}::date
    and (${asOf === undefined} or t.recorded_from < ((${asOf?.day ?? null}::date + 1)::timestamp at time zone ${asOf?.timeZone ?? "UTC"}))`;

/** Settlements that were confirmed by then and not taken back by then, and the entries of all that were confirmed. */
const settledBy = (fund: number, stand: ClearingStand) => sql`
  confirmed as (
    select s.settlement, s.takes_back, d.entry from ledger.bank_settlement s join ledger.bank_settlement_decision d using (fund, settlement)
    where s.fund = ${fund} and d.decision = 'confirmed'
      and exists (select from ledger.transfer t where t.fund = s.fund and t.trust = ${trust} and t.entry = d.entry and ${stood(stand)})
  ), live as (
    select c.settlement from confirmed c
    where c.takes_back is null and not exists (select from confirmed b where b.takes_back = c.settlement)
  )`;

/** Entries of the account, with their reversals, as they stood: those that no settlement cleared, or those that are named. */
async function clearingItems(
  db: Reading,
  fund: number,
  stand: ClearingStand,
  entries?: readonly bigint[],
): Promise<ClearingItem[]> {
  const wanted =
    entries === undefined
      ? sql`not exists (select from ledger.bank_settlement_item i join live using (settlement) where i.fund = ${fund} and i.entry = m.entry)`
      : sql`m.entry = any(${[...entries]}::bigint[])`;
  const { rows } = await sql<ClearingItem>`
    with ${settledBy(fund, stand)}, moved as (
      select coalesce(t.reverses, t.entry) as entry, sum(case when t.credit = ${clearing} then t.cents else -t.cents end)::bigint as cents,
        min(t.month) as month, min(t.run) as run, min(t.source) as source
      from ledger.transfer t
      where t.fund = ${fund} and t.trust = ${trust} and (t.debit = ${clearing} or t.credit = ${clearing}) and ${stood(stand)}
      group by 1 having sum(case when t.credit = ${clearing} then t.cents else -t.cents end) <> 0
    ), back as (
      select distinct on (r.entry) r.entry, r.code, r.returned_on, p.trace from runs.payment_return r
      join runs.payment p using (fund, benefit, period, kind) where r.fund = ${fund} and r.entry is not null order by r.entry
    )
    select x.*, coalesce(x."returnedOn", x.since) as "standsSince" from (
    select m.entry, m.cents, m.source, m.run, run.period, back.returned_on as "returnedOn", f.name as "fileName", encode(f.sha256, 'hex') as sha256, f.entries as count,
      case when back.entry is not null then 'return' when f.run is not null then 'file' else 'other' end as kind,
      (c.facts::jsonb ->> 'paymentDate')::date as "paymentDate", back.trace, back.code,
      coalesce(least((a.facts::jsonb -> 'created' ->> 'date')::date, (c.facts::jsonb ->> 'paymentDate')::date), m.month) as since
    from moved m
    left join runs.run run on (run.fund, run.run) = (${fund}, m.run)
    left join back on back.entry = m.entry
    left join runs.bank_file f on (f.fund, f.run) = (${fund}, m.run) and back.entry is null
    left join runs.run_step c on (c.fund, c.run, c.step) = (${fund}, m.run, 'calculated')
    left join runs.run_step a on (a.fund, a.run, a.step) = (${fund}, m.run, 'approved')
    where not exists (select from confirmed o where o.entry = m.entry) and ${wanted}
    ) x order by x.since, x.entry`.execute(db);
  return rows;
}

/** What stands in payroll clearing cash and no confirmed settlement has cleared, the oldest first; together they are its balance in credit. */
export const openClearingItems = (
  db: Reading,
  fund: number,
  stand: ClearingStand = {},
): Promise<ClearingItem[]> => clearingItems(db, fund, stand);

/** Makes the tellings and confirmations of a fund follow each other until the transaction ends; the database takes the same lock. */
export async function lockSettlements(tx: Tx, fund: number): Promise<void> {
  await sql`select pg_advisory_xact_lock(${settlementLock}, ${fund})`.execute(tx);
}

const settlementLock = 7502;

/** What the bank took or gave back, as it was told, with what became of it. */
export interface BankSettlement {
  readonly settlement: number;
  readonly settledOn: DateText;
  /** Above zero: the bank took it; below zero: it gave it back. */
  readonly cents: Cents;
  readonly bankNumber: string | null;
  /** The settlement that this one takes back, and why. */
  readonly takesBack: number | null;
  readonly because: string | null;
  readonly toldBy: string;
  readonly decision: "confirmed" | "refused" | null;
  readonly decidedBy: string | null;
  readonly decidedBecause: string | null;
  readonly entry: bigint | null;
  /** Whether another settlement takes it back: confirmed, or told and waiting. */
  readonly takenBack: "confirmed" | "waiting" | null;
  readonly items: readonly ClearingItem[];
}

/** Which settlements: by number, those that stand for some entries, those that wait for a second person; the newest first, so many. */
export interface SettlementsWanted {
  readonly settlements?: readonly number[];
  readonly entries?: readonly bigint[];
  readonly bankNumber?: string;
  readonly most?: number;
}

/** Settlements with the entries they stand for, those that wait first. */
export async function listSettlements(
  db: Reading,
  fund: number,
  { settlements, entries, bankNumber, most = 200 }: SettlementsWanted = {},
): Promise<BankSettlement[]> {
  const { rows } = await sql<Omit<BankSettlement, "items"> & { entries: bigint[] }>`
    select s.settlement, s.settled_on as "settledOn", s.cents, s.bank_number as "bankNumber", s.takes_back as "takesBack", s.because, s.told_by as "toldBy",
      d.decision, d.actor as "decidedBy", d.because as "decidedBecause", d.entry,
      (select coalesce(e.decision, 'waiting') from ledger.bank_settlement b left join ledger.bank_settlement_decision e using (fund, settlement)
        where b.fund = s.fund and b.takes_back = s.settlement and e.decision is distinct from 'refused' limit 1) as "takenBack",
      array(select i.entry from ledger.bank_settlement_item i where (i.fund, i.settlement) = (s.fund, s.settlement) order by i.entry) as entries
    from ledger.bank_settlement s left join ledger.bank_settlement_decision d using (fund, settlement)
    where s.fund = ${fund} and (${settlements === undefined} or s.settlement = any(${[...(settlements ?? [])]}::int[]))
      and (${bankNumber === undefined} or s.bank_number = ${bankNumber ?? ""})
      and (${entries === undefined} or exists (select from ledger.bank_settlement_item i where (i.fund, i.settlement) = (s.fund, s.settlement)
        and i.entry = any(${[...(entries ?? [])]}::bigint[])))
    order by d.decision is not null, s.settlement desc limit ${most}`.execute(db);
  const named = [...new Set(rows.flatMap((row) => row.entries))];
  const items = named.length === 0 ? [] : await clearingItems(db, fund, {}, named);
  const byEntry = new Map(items.map((item) => [item.entry, item]));
  return rows.map(({ entries: of, ...row }) => ({
    ...row,
    items: of.flatMap((entry) => byEntry.get(entry) ?? []),
  }));
}

/** The day on which the bank took the money of a run's file, once two people said so. */
export async function fileSettledOn(db: Reading, fund: number, run: number): Promise<DateText | undefined> {
  const { rows } = await sql<{ on: DateText }>`
    with ${settledBy(fund, {})}
    select s.settled_on as "on" from ledger.transfer t join ledger.bank_settlement_item i on (i.fund, i.entry) = (t.fund, t.entry)
    join live using (settlement) join ledger.bank_settlement s on (s.fund, s.settlement) = (i.fund, i.settlement)
    where t.fund = ${fund} and t.trust = ${trust} and t.credit = ${clearing} and t.run = ${run} limit 1`.execute(
    db,
  );
  return rows[0]?.on;
}

/** What is told of the bank, to be recorded. */
export type NewSettlement = Pick<
  BankSettlement,
  "settledOn" | "cents" | "bankNumber" | "takesBack" | "because" | "toldBy"
> & { readonly items: readonly Pick<ClearingItem, "entry" | "cents">[] };

/** Records what was told of the bank; nothing is posted. Gives its number. */
export async function addSettlement(
  tx: Tx,
  fund: number,
  { settledOn, cents, bankNumber, takesBack, because, toldBy, items }: NewSettlement,
  instant: Instant,
): Promise<number> {
  const settlement = await moneyNumber(tx);
  await tx
    .insertInto("ledger.bank_settlement")
    .values({
      fund,
      settlement,
      settled_on: settledOn,
      cents,
      bank_number: bankNumber,
      takes_back: takesBack,
      because,
      told_by: toldBy,
      recorded_from: instant,
    })
    .execute();
  await tx
    .insertInto("ledger.bank_settlement_item")
    .values(
      items.map((item) => ({
        fund,
        settlement,
        entry: item.entry,
        cents: item.cents,
        recorded_from: instant,
      })),
    )
    .execute();
  return settlement;
}

/** Records what a second person decided of a settlement, with the entry that was posted. */
export async function decideSettlement(
  tx: Tx,
  fund: number,
  decided: {
    settlement: number;
    decision: "confirmed" | "refused";
    because: string | null;
    actor: string;
    entry: bigint | null;
  },
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("ledger.bank_settlement_decision")
    .values({ fund, ...decided, recorded_from: instant })
    .execute();
}

/** Rows of settlements that are not as they must be; empty is the proof. */
export const brokenSettlements = (fund: number) => sql<Record<string, unknown>>`
  with settled as (
    select s.*, d.decision, d.actor, d.entry from ledger.bank_settlement s join ledger.bank_settlement_decision d using (fund, settlement)
    where s.fund = ${fund} and d.decision = 'confirmed')
  select settlement, 'posting' as why from settled s
  where cents is distinct from (select sum(case when t.debit = ${clearing} then t.cents else -t.cents end)::bigint from ledger.transfer t
    where t.fund = s.fund and t.trust = ${trust} and t.entry = s.entry and (t.debit, t.credit) in
      ((${clearing}, ${sql.raw(String(accounts.operatingCash))}), (${sql.raw(String(accounts.operatingCash))}, ${clearing})))
  union all
  select settlement, 'items' from settled s
  where cents * case when takes_back is null then 1 else -1 end is distinct from
    (select sum(i.cents)::bigint from ledger.bank_settlement_item i where (i.fund, i.settlement) = (s.fund, s.settlement))
  union all
  select settlement, 'one person' from settled where actor = told_by
  union all
  select min(s.settlement), 'twice' from settled s join ledger.bank_settlement_item i using (fund, settlement)
  group by i.entry having sum(case when s.takes_back is null then 1 else -1 end) not between 0 and 1`;
