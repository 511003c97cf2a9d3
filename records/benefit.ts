import type { PlainDate } from "@emeritus/engine/dates.ts";
import { add, correct } from "./correct.ts";
import { dateOf, dateOrNone, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import { known, type Known } from "./moment.ts";
import { nextNumber } from "./person.ts";
import type { LawOfBenefit } from "./plans-in-payment.ts";
import type { BenefitKind, BenefitOption, BenefitStatus, Cents, Instant } from "./schema.ts";

/** What a payee is paid each month, from the annuity starting date to the first day no longer payable. */
export interface Benefit extends LawOfBenefit {
  readonly benefit: number;
  /** The payee. */
  readonly person: number;
  /** Whose service earned it. */
  readonly member: number;
  readonly kind: BenefitKind;
  readonly option: BenefitOption;
  readonly determination: number;
  readonly baseCents: Cents;
  readonly temporaryCents: Cents;
  /** The first day without the temporary benefit. */
  readonly temporaryEnds?: PlainDate | undefined;
  /** The first month in which it may be paid, where a late election puts that after `from`; the months before are paid with it. */
  readonly payableFrom?: PlainDate | undefined;
  readonly status: BenefitStatus;
  readonly because?: string | undefined;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** A benefit as it is to be recorded; without `to` it is payable for life, without `plan` by MSEP 2000. */
export type BenefitRecord = Omit<Benefit, "benefit" | "to" | keyof LawOfBenefit> &
  Partial<LawOfBenefit> & { readonly to?: PlainDate };

const rowOf = (fund: number, benefit: number, asked: BenefitRecord) => ({
  fund,
  person: asked.person,
  benefit,
  member: asked.member,
  kind: asked.kind,
  plan: asked.plan ?? "msep2000",
  increases: asked.increases ?? "usual",
  payment_option: asked.option,
  determination: asked.determination,
  base_cents: asked.baseCents,
  temporary_cents: asked.temporaryCents,
  temporary_ends: asked.temporaryEnds === undefined ? null : dateText(asked.temporaryEnds),
  payable_from: asked.payableFrom === undefined ? null : dateText(asked.payableFrom),
  status: asked.status,
  because: asked.because ?? null,
  valid_from: dateText(asked.from),
  valid_to: asked.to === undefined ? "infinity" : dateText(asked.to),
});

/** Records a new benefit and gives its number. */
export async function newBenefit(
  tx: Tx,
  fund: number,
  asked: BenefitRecord,
  instant: Instant,
): Promise<number> {
  const benefit = await nextNumber(tx, "records.benefit_number");
  await add(tx, "records.benefit", [rowOf(fund, benefit, asked)], instant);
  return benefit;
}

/** Records what is true of a benefit for some days, in place of what was known of them. */
export async function correctBenefit(
  tx: Tx,
  fund: number,
  benefit: number,
  asked: BenefitRecord,
  instant: Instant,
): Promise<void> {
  const days = asked.to === undefined ? { from: asked.from } : { from: asked.from, to: asked.to };
  await correct(
    tx,
    "records.benefit",
    { fund, person: asked.person, benefit },
    days,
    [rowOf(fund, benefit, asked)],
    instant,
  );
}

/** Ends a benefit: `to` is the first day no longer payable. */
export async function endBenefit(
  tx: Tx,
  fund: number,
  person: number,
  benefit: number,
  to: PlainDate,
  instant: Instant,
): Promise<void> {
  await correct(tx, "records.benefit", { fund, person, benefit }, { from: to }, [], instant);
}

const rows = (db: Reading, fund: number, when: Known) =>
  db
    .selectFrom("records.benefit")
    .selectAll()
    .where("fund", "=", fund)
    .where(known("records.benefit", when))
    .orderBy("benefit")
    .orderBy("valid_from");

type Row = Awaited<ReturnType<ReturnType<typeof rows>["executeTakeFirstOrThrow"]>>;

const benefitOf = (row: Row): Benefit => ({
  benefit: row.benefit,
  person: row.person,
  member: row.member,
  kind: row.kind,
  plan: row.plan,
  increases: row.increases,
  option: row.payment_option,
  determination: row.determination,
  baseCents: row.base_cents,
  temporaryCents: row.temporary_cents,
  temporaryEnds: dateOrNone(row.temporary_ends),
  payableFrom: dateOrNone(row.payable_from),
  status: row.status,
  because: row.because ?? undefined,
  from: dateOf(row.valid_from),
  to: dateOf(row.valid_to),
});

/** What a payee receives, in order of benefit and day. */
export async function benefitsOf(
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<Benefit[]> {
  return (await rows(db, fund, when).where("person", "=", person).execute()).map(benefitOf);
}

/** Every benefit that a member's service pays, to whomever. */
export async function benefitsFrom(
  db: Reading,
  fund: number,
  member: number,
  when: Known = {},
): Promise<Benefit[]> {
  return (await rows(db, fund, when).where("member", "=", member).execute()).map(benefitOf);
}

/** The versions of one benefit in order of day; empty when there is none. */
export async function findBenefit(
  db: Reading,
  fund: number,
  benefit: number,
  when: Known = {},
): Promise<Benefit[]> {
  return (await rows(db, fund, when).where("benefit", "=", benefit).execute()).map(benefitOf);
}

/** Whether a member's service pays a retirement benefit, or was determined to and has not begun. */
export async function isRetired(db: Reading, fund: number, member: number): Promise<boolean> {
  return (await benefitsFrom(db, fund, member)).some(({ kind }) => kind === "retirement");
}
