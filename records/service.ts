import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { correct, replaceVersion } from "./correct.ts";
import { dateOf, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import { known, type Known } from "./moment.ts";
import type { Instant, ServiceCreditKind } from "./schema.ts";

/** Credit that no employment gives. Purchased and transferred service has months and days, unused sick leave has hours. */
export interface ServiceCredit {
  /** The person's credits are counted from 1. */
  readonly credit: number;
  readonly kind: ServiceCreditKind;
  readonly months: number;
  readonly days: number;
  /** Hundredths of an hour. */
  readonly hoursHundredths: number;
  readonly because?: string | undefined;
  readonly certifiedBy?: string | undefined;
  /** The day from which it counts. */
  readonly effective: PlainDate;
  /** The case that led to it. */
  readonly caseNumber?: number | undefined;
}

/** A person's credits. */
export async function serviceCreditsOf(
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<ServiceCredit[]> {
  const rows = await db
    .selectFrom("records.service_credit")
    .selectAll()
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where(known("records.service_credit", when))
    .orderBy("credit")
    .execute();
  return rows.map((row) => ({
    credit: row.credit,
    kind: row.kind,
    months: row.months,
    days: row.days,
    hoursHundredths: row.hours_hundredths,
    because: row.because ?? undefined,
    certifiedBy: row.certified_by ?? undefined,
    effective: dateOf(row.effective),
    caseNumber: row.case_number ?? undefined,
  }));
}

/** Records a credit, or another version of one when `credit` is given; gives its number. */
export async function recordServiceCredit(
  tx: Tx,
  fund: number,
  person: number,
  asked: Omit<ServiceCredit, "credit"> & { credit?: number },
  instant: Instant,
): Promise<number> {
  const { rows } = await sql<{ next: number }>`
    select coalesce(max(credit), 0) + 1 as next from records.service_credit where fund = ${fund} and person = ${person}`.execute(
    tx,
  );
  const credit = asked.credit ?? rows[0]!.next;
  const row = {
    fund,
    person,
    credit,
    kind: asked.kind,
    months: asked.months,
    days: asked.days,
    hours_hundredths: asked.hoursHundredths,
    because: asked.because ?? null,
    certified_by: asked.certifiedBy ?? null,
    effective: dateText(asked.effective),
    case_number: asked.caseNumber ?? null,
  };
  await replaceVersion(tx, "records.service_credit", { fund, person, credit }, row, instant);
  return credit;
}

/** Service in one General Assembly: the assembly's own days, and the member's (to = the day after the last). */
export interface AssemblyService {
  readonly assembly: number;
  readonly chamber: "house" | "senate";
  readonly begins: PlainDate;
  readonly ends: PlainDate;
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** The assemblies a person served in, in order. */
export async function assembliesOf(
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<AssemblyService[]> {
  const rows = await db
    .selectFrom("records.assembly_service")
    .selectAll()
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where(known("records.assembly_service", when))
    .orderBy("valid_from")
    .execute();
  return rows.map((row) => ({
    assembly: row.assembly,
    chamber: row.chamber,
    begins: dateOf(row.begins),
    ends: dateOf(row.ends),
    from: dateOf(row.valid_from),
    to: dateOf(row.valid_to),
  }));
}

/** Records service in one assembly, in place of what was known of it. */
export async function recordAssembly(
  tx: Tx,
  fund: number,
  person: number,
  served: AssemblyService,
  instant: Instant,
): Promise<void> {
  const { assembly, chamber, begins, ends, from, to } = served;
  const row = {
    fund,
    person,
    assembly,
    chamber,
    begins: dateText(begins),
    ends: dateText(ends),
    valid_from: dateText(from),
    valid_to: dateText(to),
  };
  await correct(tx, "records.assembly_service", { fund, person, assembly }, { from, to }, [row], instant);
}
