import { formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { command } from "@emeritus/records/command.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { monthToPost, post } from "@emeritus/records/ledger.ts";
import { oblige } from "@emeritus/records/obligation.ts";
import { matchReturns, settleRecovered } from "@emeritus/records/receivable.ts";
import type { Cents, DateText } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { placeHold } from "./holds.ts";

/** Return codes of credits that a payee's bank may send, and what follows from each. */
export const returnCodes = {
  R02: "contact",
  R03: "contact",
  R04: "contact",
  R12: "contact",
  R13: "contact",
  R14: "death",
  R15: "death",
  R16: "legal",
  R17: "fraud",
  R20: "contact",
  R22: "contact",
  R23: "contact",
  R31: "contact",
} as const;

/** A return code that the payroll knows what to do about. */
export type ReturnCode = keyof typeof returnCodes;

/** A payment that came back: which bank entry, why, and when the bank said so. */
export interface ReturnAsk {
  readonly key: string;
  readonly run: number;
  /** The sequence number of the entry in the run's bank file: the last seven digits of its trace. */
  readonly trace: number;
  readonly code: string;
  readonly returnedOn: PlainDate;
}

/** Why a return is not recorded. */
export type ReturnRefusal = Refusal<
  "codeUnknown" | "noSuchPayment" | "returnedBefore" | "notYetPaid" | "returnedInFuture"
>;

/** A return of record. */
export interface Returned {
  readonly person: number;
  readonly cents: Cents;
  readonly follows: (typeof returnCodes)[ReturnCode];
}

/**
 * Records that the bank sent an entry back: the money goes to the returned payments (1020 to 2070), the payee is held, and
 * somebody has a duty: to ask for another account, or for R14 and R15 to look into a death. All months paid by that one
 * entry come back together. Where such a month is charged as an overpayment, what came back pays for it (2070 to 1140).
 */
export async function recordReturn(
  { db, reader, fund, calendar }: System,
  actor: Actor,
  ask: ReturnAsk,
): Promise<Outcome<Returned, ReturnRefusal>> {
  allow(actor, "record a returned payment");
  const paid = await paymentsOfEntry(reader, fund.number, ask.run, ask.trace);
  const person = paid[0]?.person;
  if (person !== undefined) allow(actor, "record a returned payment", { person });
  const follows = returnCodes[ask.code as ReturnCode];
  if (follows === undefined) return refused("codeUnknown", { code: ask.code });
  if (person === undefined) return refused("noSuchPayment", { trace: ask.trace });
  if (ask.returnedOn < parseDate(paid[0]!.paidOn)) return refused("notYetPaid", { paidOn: paid[0]!.paidOn });
  if (ask.returnedOn > calendar.today())
    return refused("returnedInFuture", { today: formatDate(calendar.today()) });
  const { key, ...request } = ask;
  return command(
    db,
    { fund: fund.number, actor, key, name: "recordReturnedPayment", request, persons: [person] },
    async (tx, instant) => {
      if (await wasReturned(tx, fund.number, paid[0]!)) return refused("returnedBefore");
      const cents = paid.reduce((sum, payment) => sum + payment.cents, 0n);
      const days = { wanted: formatDate(ask.returnedOn), today: formatDate(calendar.today()) };
      const month = await monthToPost(tx, { fund: fund.number, trust: "pension", ...days }, instant);
      const source = `return of run ${ask.run} entry ${ask.trace}`;
      const transfers = [
        { debit: "payrollClearingCash", credit: "returnedPayments", cents, person } as const,
      ];
      const entry = await post(
        tx,
        { fund: fund.number, trust: "pension", month, source, run: ask.run, transfers },
        instant,
      );
      await tx
        .insertInto("runs.payment_return")
        .values(
          paid.map(({ benefit, period, kind, cents: each }) => ({
            fund: fund.number,
            benefit,
            period,
            kind,
            person,
            cents: each,
            code: ask.code,
            returned_on: formatDate(ask.returnedOn),
            entry,
            actor: actor.account,
            recorded_from: instant,
          })),
        )
        .execute();
      const benefits = paid.map(({ benefit }) => benefit);
      const periods = paid.map(({ period }) => period);
      const of = sql`select x.benefit, x.period from unnest(${benefits}::int[], ${periods}::date[]) as x (benefit, period)`;
      const matched = await matchReturns(tx, { fund: fund.number, month, source, run: null, of }, instant);
      if (matched.entries > 0)
        await settleRecovered(tx, { fund: fund.number, persons: [person], because: source }, instant);
      await placeHold(
        tx,
        { fund: fund.number, person, reason: "returnedPayment", actor: actor.account, because: ask.code },
        instant,
      );
      const kind = follows === "death" ? "lookIntoDeath" : "askForAccount";
      await oblige(
        tx,
        { fund: fund.number, person, kind, subject: source, due: calendar.today(), owner: "counselor" },
        instant,
      );
      return accepted({ person, cents, follows });
    },
  );
}

interface PaidByEntry {
  readonly benefit: number;
  readonly person: number;
  readonly period: DateText;
  readonly kind: string;
  readonly cents: Cents;
  readonly paidOn: DateText;
}

async function paymentsOfEntry(
  db: Reading,
  fund: number,
  run: number,
  trace: number,
): Promise<PaidByEntry[]> {
  return db
    .selectFrom("runs.payment")
    .select(["benefit", "person", "period", "kind", "cents", "paid_on as paidOn"])
    .where("fund", "=", fund)
    .where("run", "=", run)
    .where("trace", "=", BigInt(trace))
    .orderBy("period")
    .execute();
}

async function wasReturned(
  db: Reading,
  fund: number,
  { benefit, period, kind }: PaidByEntry,
): Promise<boolean> {
  const found = await db
    .selectFrom("runs.payment_return")
    .select("benefit")
    .where("fund", "=", fund)
    .where("benefit", "=", benefit)
    .where("period", "=", period)
    .where("kind", "=", kind)
    .executeTakeFirst();
  return found !== undefined;
}

/** A returned payment in the list of returns. */
export interface ReturnSeen {
  readonly person: number;
  readonly memberId: string;
  readonly name: string;
  readonly period: DateText;
  readonly cents: Cents;
  readonly code: string;
  readonly returnedOn: DateText;
  /** Whether the month was paid once more after this return; a payment that comes back again is a return of its own. */
  readonly paidAgain: boolean;
}

/** The payments that came back, newest first. */
export async function seeReturns({ reader, fund }: System, actor: Actor): Promise<ReturnSeen[]> {
  allow(actor, "read a payroll");
  const { rows } = await sql<ReturnSeen>`
    select r.person, p.member_id as "memberId", coalesce(n.last_name || ', ' || n.first_name, p.member_id) as name, r.period, r.cents, r.code,
      r.returned_on as "returnedOn",
      exists (select from runs.payment q where q.fund = r.fund and q.benefit = r.benefit and q.period = r.period and q.kind like 'reissue%' and q.recorded_from > r.recorded_from) as "paidAgain"
    from runs.payment_return r join records.person p using (fund, person)
    left join lateral (select n.last_name, n.first_name from records.person_name n where n.fund = r.fund and n.person = r.person
      and n.recorded_to = 'infinity' order by n.valid_from desc limit 1) n on true
    where r.fund = ${fund.number} order by r.recorded_from desc limit 200`.execute(reader);
  return rows;
}
