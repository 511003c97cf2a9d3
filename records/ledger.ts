import { sql } from "kysely";
import type { Reading, Tx } from "./db.ts";
import type { AccountKind, Cents, DateText, Instant } from "./schema.ts";

/** The trusts whose money never mixes. */
export const trusts = { pension: 1, insurance: 2, universities: 3 } as const;

/** A trust by name. */
export type Trust = keyof typeof trusts;

/** The chart of accounts; the hundreds say the kind as the fund's statements group them. */
export const accounts = {
  operatingCash: 1010,
  payrollClearingCash: 1020,
  employerContributionsReceivable: 1110,
  memberContributionsReceivable: 1120,
  servicePurchaseReceivable: 1130,
  overpaymentsReceivable: 1140,
  interestReceivable: 1150,
  lifePremiumsReceivable: 1160,
  disabilityPremiumsReceivable: 1170,
  investments: 1300,
  capitalAssets: 1500,
  benefitsPayable: 2010,
  federalTaxWithheld: 2020,
  stateTaxWithheld: 2030,
  medicalPremiums: 2040,
  dentalAndVisionPremiums: 2041,
  lifePremiums: 2042,
  otherInsurers: 2043,
  childSupport: 2050,
  levy: 2055,
  charity: 2060,
  returnedPayments: 2070,
  refundsPayable: 2080,
  unearnedContributions: 2090,
  uncashedChecks: 2100,
  receiptsNotMatched: 2110,
  netPosition: 3000,
  interestOfMembers: 3010,
  employerContributions: 4010,
  memberContributions: 4020,
  purchasesAndTransfersIn: 4030,
  lifePremiumsCharged: 4040,
  disabilityPremiumsCharged: 4050,
  investmentIncome: 4100,
  retirementAnnuities: 5010,
  survivorAnnuities: 5020,
  backDropLumpSums: 5030,
  buyouts: 5035,
  refunds: 5040,
  transfersOut: 5050,
  administrativeExpense: 5100,
} as const;

/** An account by name. */
export type Account = keyof typeof accounts;

const kindOf = (account: number): AccountKind =>
  (["asset", "liability", "netPosition", "addition", "deduction"] as const)[Math.floor(account / 1000) - 1]!;

/** Money from one account to another. */
export interface Transfer {
  readonly debit: Account;
  readonly credit: Account;
  /** Above zero. */
  readonly cents: Cents;
  readonly plan?: string;
  readonly person?: number;
  readonly employer?: number;
}

/** One event of the ledger: its transfers are posted together. */
export interface Posting {
  readonly fund: number;
  readonly trust: Trust;
  /** The first day of the month it belongs to; the month must be open. */
  readonly month: DateText;
  /** What it rests on: a pay report, a run, a return. */
  readonly source: string;
  readonly run?: number;
  readonly transfers: readonly Transfer[];
}

/** Sets up the trusts and the chart of accounts of a fund; again changes nothing. */
export async function openLedger(tx: Tx, fund: number, instant: Instant): Promise<void> {
  const chart = Object.entries(accounts);
  for (const [name, trust] of Object.entries(trusts)) {
    await tx
      .insertInto("ledger.trust")
      .values({ fund, trust, name, recorded_from: instant })
      .onConflict((c) => c.doNothing())
      .execute();
    await tx
      .insertInto("ledger.account")
      .values(
        chart.map(([account, no]) => ({
          fund,
          trust,
          account: no,
          name: account,
          kind: kindOf(no),
          recorded_from: instant,
        })),
      )
      .onConflict((c) => c.doNothing())
      .execute();
  }
}

/** Opens a month for posting; a month already opened, or closed, stays as it is. */
export async function openMonth(
  tx: Tx,
  fund: number,
  trust: Trust,
  month: DateText,
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("ledger.period")
    .values({ fund, trust: trusts[trust], month, recorded_from: instant })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The month to post to: the one wanted, or today's where that one is closed; opened when nobody has posted to it yet. */
export async function monthToPost(
  tx: Tx,
  { fund, trust, wanted, today }: { fund: number; trust: Trust; wanted: DateText; today: DateText },
  instant: Instant,
): Promise<DateText> {
  const first = (day: DateText): DateText => `${day.slice(0, 7)}-01`;
  const closed = await tx
    .selectFrom("ledger.closing")
    .select("month")
    .where("fund", "=", fund)
    .where("trust", "=", trusts[trust])
    .where("month", "=", first(wanted))
    .executeTakeFirst();
  const month = first(closed === undefined ? wanted : today);
  await openMonth(tx, fund, trust, month, instant);
  return month;
}

/** A new entry number, shared by the transfers of one event. */
async function newEntry(tx: Tx): Promise<bigint> {
  const { rows } = await sql<{ entry: bigint }>`select nextval('ledger.entry_number') as entry`.execute(tx);
  return rows[0]!.entry;
}

/** Posts one event and gives its entry number. */
export async function post(tx: Tx, posting: Posting, instant: Instant): Promise<bigint> {
  const entry = await newEntry(tx);
  const { fund, month, source, run } = posting;
  await tx
    .insertInto("ledger.transfer")
    .values(
      posting.transfers.map(({ debit, credit, ...rest }, index) => ({
        fund,
        trust: trusts[posting.trust],
        entry,
        line: index + 1,
        month,
        debit: accounts[debit],
        credit: accounts[credit],
        source,
        run: run ?? null,
        recorded_from: instant,
        ...rest,
      })),
    )
    .execute();
  return entry;
}

/** Posts the opposite of an entry into an open month, once; gives the new entry. Throws when it was reversed before. */
export async function reverse(
  tx: Tx,
  {
    fund,
    trust,
    entry,
    month,
    source,
  }: { fund: number; trust: Trust; entry: bigint; month: DateText; source: string },
  instant: Instant,
): Promise<bigint> {
  const opposite = await newEntry(tx);
  const { numAffectedRows } = await sql`
    insert into ledger.transfer (fund, trust, entry, line, month, debit, credit, cents, plan, person, employer, run, source, reverses, recorded_from)
    select fund, trust, ${opposite}, line, ${month}::date, credit, debit, cents, plan, person, employer, run, ${source}, entry, ${instant}::timestamptz
    from ledger.transfer where fund = ${fund} and trust = ${trusts[trust]} and entry = ${entry}`.execute(tx);
  if (!numAffectedRows) throw new Error(`There is no entry ${entry} to reverse.`);
  return opposite;
}

/** What an account received and gave, and what is left on its debit side. */
export interface Balance {
  readonly account: number;
  readonly name: string;
  readonly kind: AccountKind;
  readonly debitCents: Cents;
  readonly creditCents: Cents;
}

/** Every account that moved, up to and with a month, posted by the end of a day of the fund's if told; the two columns of the whole are equal. */
export async function trialBalance(
  db: Reading,
  fund: number,
  trust: Trust,
  through: DateText = "infinity",
  asOf?: { readonly day: DateText; readonly timeZone: string },
): Promise<Balance[]> {
  const { rows } = await sql<Balance>`
    select l.account, a.name, a.kind, sum(l.debit_cents)::bigint as "debitCents", sum(l.credit_cents)::bigint as "creditCents"
    from ledger.line l join ledger.account a using (fund, trust, account)
    where l.fund = ${fund} and l.trust = ${trusts[trust]} and l.month <= ${through}::date
      and (${asOf === undefined} or l.recorded_from < ((${asOf?.day ?? null}::date + 1)::timestamp at time zone ${asOf?.timeZone ?? "UTC"}))
    group by l.account, a.name, a.kind order by l.account`.execute(db);
  return rows;
}

/** A month of a trust that was opened for posting. */
export interface LedgerMonth {
  readonly month: DateText;
  /** Who closed it and when, and how many transfers of how many cents it held; null while it is open. */
  readonly closing: {
    readonly by: string;
    readonly at: Instant;
    readonly transfers: number;
    readonly cents: Cents;
  } | null;
}

/** The months of a trust, newest first. */
export async function listMonths(db: Reading, fund: number, trust: Trust): Promise<LedgerMonth[]> {
  const { rows } = await sql<{
    month: DateText;
    by: string | null;
    at: Instant;
    transfers: bigint;
    cents: Cents;
  }>`
    select month, c.closed_by as by, c.recorded_from as at, c.transfers, c.cents
    from ledger.period p left join ledger.closing c using (fund, trust, month)
    where p.fund = ${fund} and p.trust = ${trusts[trust]} order by month desc`.execute(db);
  return rows.map(({ month, by, at, transfers, cents }) => ({
    month,
    closing: by === null ? null : { by, at, transfers: Number(transfers), cents },
  }));
}

/** Closes a month for ever, after every open posting has ended; the database counts what it held. */
export async function closeMonth(
  tx: Tx,
  { fund, trust, month, closedBy }: { fund: number; trust: Trust; month: DateText; closedBy: string },
  instant: Instant,
): Promise<{ transfers: bigint; cents: Cents }> {
  return tx
    .insertInto("ledger.closing")
    .values({
      fund,
      trust: trusts[trust],
      month,
      transfers: 0n,
      cents: 0n,
      closed_by: closedBy,
      recorded_from: instant,
    })
    .returning(["transfers", "cents"])
    .executeTakeFirstOrThrow();
}
