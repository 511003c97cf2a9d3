import { firstOfMonthOf, formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { add, exact, type Exact } from "@emeritus/engine/exact.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import { lastWorkingDayOf } from "@emeritus/law/missouri/holidays.ts";
import { type Benefit, benefitsOf } from "@emeritus/records/benefit.ts";
import { type CutoverItemSeen, listCutoverItems } from "@emeritus/records/cutover.ts";
import { type Share, sharesKnown } from "@emeritus/records/death.ts";
import { knownAtNow, type Moment, recordedBy } from "@emeritus/records/moment.ts";
import { getRun } from "@emeritus/records/run.ts";
import type { Cents, DateText, Instant } from "@emeritus/records/schema.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { eventsThrough } from "../moment.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { dueOf, factsOf, readBenefit, type PayeeFacts } from "./payee-facts.ts";
import { shareOf } from "./shares.ts";

/** One payment to a person: for which month, how much, when, to which account. */
export interface PaymentSeen {
  readonly benefit: number;
  /** The first day of the month it is for. */
  readonly period: DateText;
  readonly kind: string;
  readonly cents: Cents;
  readonly paidOn: DateText;
  readonly run: number;
  /** The last four digits of the account. */
  readonly last4: string | null;
  readonly returnedOn: DateText | null;
}

/** The payments to a person, newest first; as of an earlier day those paid until then. */
export async function seePayments(
  system: System,
  actor: Actor,
  person: number,
  moment: Moment = { on: system.calendar.today() },
  most = 120,
): Promise<PaymentSeen[]> {
  allow(actor, "read payments", { person });
  const { reader, fund } = system;
  const through = eventsThrough(system, moment);
  const day = sql`${through === undefined ? "infinity" : formatDate(through)}::date`;
  const { rows } = await sql<PaymentSeen>`
    select p.benefit, p.period, p.kind, p.cents, p.paid_on as "paidOn", p.run,
      (select a.last4 from records.bank_account a where a.fund = p.fund and a.person = p.person and a.account = p.account order by a.recorded_from limit 1) as last4,
      r.returned_on as "returnedOn"
    from runs.payment p left join runs.payment_return r on (r.fund, r.benefit, r.period, r.kind) = (p.fund, p.benefit, p.period, p.kind)
      and r.returned_on <= ${day} and ${recordedBy("r", moment)}
    where p.fund = ${fund.number} and p.person = ${person} and p.paid_on <= ${day} and ${recordedBy("p", moment)} order by p.period desc, p.benefit, p.kind limit ${most}`.execute(
    reader,
  );
  return rows;
}

/** A payment opened: what the law makes due for its month, from the record as the run knew it. */
export interface PaymentExplained {
  readonly payment: PaymentSeen;
  /** The law's version by which the run paid. */
  readonly lawVersion: string | null;
  /** What lasts; with its explanation. */
  readonly lasting: Result<Exact>;
  /** The part that ends at 62, for a retiree. */
  readonly temporary: Result<Exact> | undefined;
  /** What part of the payment is the payee's, where others are paid too. */
  readonly share: Share | undefined;
  /** Whether the law in force gives the cents that were paid for the month until then. */
  readonly agrees: boolean;
}

/** Explains one payment to its payee; nothing when there was no such payment. */
export async function explainPayment(
  system: System,
  actor: Actor,
  asked: {
    readonly person: number;
    readonly benefit: number;
    readonly period: DateText;
    readonly kind?: string;
  },
  moment: Moment = { on: system.calendar.today() },
): Promise<PaymentExplained | undefined> {
  const { person, benefit, period, kind = "regular" } = asked;
  const payments = await seePayments(system, actor, person, moment, 1200);
  const payment = payments.find(
    (one) => one.benefit === benefit && one.period === period && one.kind === kind,
  );
  if (payment === undefined) return undefined;
  const run = await getRun(system.reader, system.fund.number, payment.run);
  const facts = await factsAt(
    system,
    { month: parseDate(run.period), knownAt: run.knownAt },
    benefit,
    parseDate(period),
  );
  const { lasting, temporary } = dueOf(facts);
  const share = await shareKnown(system, benefit, run.knownAt);
  const due = shareOf(centsOf(lasting), share) + (temporary === undefined ? 0n : centsOf(temporary));
  return {
    payment,
    lawVersion: run.lawVersion,
    lasting,
    temporary,
    share,
    agrees: due === paidWith(payment, payments),
  };
}

/** What was paid for a payment's month with it and before it; a payment made again stands for itself. */
function paidWith(payment: PaymentSeen, payments: readonly PaymentSeen[]): bigint {
  const again = ({ kind }: PaymentSeen) => kind.startsWith("reissue");
  if (again(payment)) return payment.cents;
  return payments
    .filter(
      (one) =>
        one.benefit === payment.benefit &&
        one.period === payment.period &&
        one.run <= payment.run &&
        !again(one),
    )
    .reduce((sum, { cents }) => sum + cents, 0n);
}

async function shareKnown(
  { reader, fund }: System,
  benefit: number,
  knownAt: Instant,
): Promise<Share | undefined> {
  return (await sharesKnown(reader, fund.number, knownAt, benefit)).get(benefit);
}

/** What a benefit pays for a month by the law in force and the record as it is now. */
export interface BenefitNow {
  readonly benefit: Benefit;
  /** The month it is for: this one, or the first in which a benefit may be paid. */
  readonly month: PlainDate;
  readonly paidOn: PlainDate;
  readonly lasting: Result<Exact>;
  /** The part that ends at 62, where there is one. */
  readonly temporary: Result<Exact> | undefined;
  /** What part is the payee's, where others are paid too. */
  readonly share: Share | undefined;
  /** What is paid in all; nothing when the law gives no amount. */
  readonly total: Exact | undefined;
  /** How it was taken over from another system, with the accepted amounts and the law's own beside them. */
  readonly takenOver: CutoverItemSeen | undefined;
}

/**
 * What a person is paid at present, or was on an earlier day, a benefit each; empty for who is not paid. Benefits that ended are left
 * out; one that is yet to begin is shown today only.
 */
export async function seeBenefitsNow(
  system: System,
  actor: Actor,
  person: number,
  moment: Moment = { on: system.calendar.today() },
): Promise<BenefitNow[]> {
  allow(actor, "read payments", { person });
  const thisMonth = firstOfMonthOf(moment.on);
  const benefits = await benefitsOf(system.reader, system.fund.number, person, moment);
  const past = eventsThrough(system, moment) !== undefined;
  const inForce = benefits.filter(({ from, to }) => to > thisMonth && (!past || from <= moment.on));
  if (inForce.length === 0) return [];
  const knownAt = moment.knownAt ?? (await knownAtNow(system.db));
  const seen: BenefitNow[] = [];
  const { items } = await listCutoverItems(system.reader, system.fund.number, { payee: person });
  for (const benefit of inForce) {
    const month = Math.max(thisMonth, firstOfMonthOf(benefit.payableFrom ?? benefit.from));
    const facts = await factsAt(system, { month, knownAt }, benefit.benefit, month);
    const { lasting, temporary } = dueOf(facts);
    const extra = temporary?.value && temporary.value.n > 0n ? temporary : undefined;
    const share = await shareKnown(system, benefit.benefit, knownAt);
    const own =
      share === undefined || !lasting.value ? lasting.value : exact(shareOf(centsOf(lasting), share));
    const total = own && (extra?.value ? add(own, extra.value) : own);
    const takenOver = items.find((one) => one.benefit === benefit.benefit);
    const paidOn = lastWorkingDayOf(month);
    seen.push({ benefit, month, paidOn, lasting, temporary: extra, share, total, takenOver });
  }
  return seen;
}

function centsOf({ value }: Result<Exact>): bigint {
  return value === undefined ? -1n : value.n / value.d;
}

/** The facts of one payee as they were known then. */
async function factsAt(
  { db, fund }: System,
  as: { readonly month: PlainDate; readonly knownAt: Instant },
  benefit: number,
  month: PlainDate,
): Promise<PayeeFacts> {
  const asked = { fund: fund.number, benefit, rollMonth: as.month, knownAt: as.knownAt };
  const roll = await db.transaction().execute((tx) => readBenefit(tx, asked));
  return factsOf(roll, month);
}
