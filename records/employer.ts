import type { PlainDate } from "@emeritus/engine/dates.ts";
import { correct } from "./correct.ts";
import { dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import { keepPlanned } from "./driver.ts";
import { heldOn, type Moment } from "./moment.ts";
import type { Instant, PayCycle } from "./schema.ts";

/** An employer whose people are members. */
export interface Employer {
  readonly employer: number;
  readonly code: string;
  readonly name: string;
}

/** A part of an employer that reports pay together. */
export interface ReportingGroup {
  readonly reportingGroup: number;
  readonly employer: number;
  readonly code: string;
  readonly name: string;
  readonly payCycle: PayCycle;
}

/** Records an employer from a day on. */
export async function recordEmployer(
  tx: Tx,
  fund: number,
  from: PlainDate,
  { employer, code, name }: Employer,
  instant: Instant,
): Promise<void> {
  const row = { fund, employer, code, name, valid_from: dateText(from) };
  await correct(tx, "records.employer", { fund, employer }, { from }, [row], instant);
}

/** Records a reporting group from a day on. */
export async function recordReportingGroup(
  tx: Tx,
  fund: number,
  from: PlainDate,
  group: ReportingGroup,
  instant: Instant,
): Promise<void> {
  const { reportingGroup: reporting_group, employer, code, name, payCycle: pay_cycle } = group;
  const row = { fund, reporting_group, employer, code, name, pay_cycle, valid_from: dateText(from) };
  await correct(tx, "records.reporting_group", { fund, reporting_group }, { from }, [row], instant);
}

/** The employers of a day in order of number. */
export async function employersOn(db: Reading, fund: number, moment: Moment): Promise<Employer[]> {
  const query = db
    .selectFrom("records.employer")
    .select(["employer", "code", "name"])
    .where("fund", "=", fund)
    .where(heldOn("records.employer", moment))
    .orderBy("employer")
    .compile();
  return (await db.executeQuery(keepPlanned(query))).rows;
}

/** The reporting groups of a day in order of number, of one employer if told. */
export async function reportingGroupsOn(
  db: Reading,
  fund: number,
  moment: Moment,
  employer?: number,
): Promise<ReportingGroup[]> {
  return db
    .selectFrom("records.reporting_group")
    .select(["reporting_group as reportingGroup", "employer", "code", "name", "pay_cycle as payCycle"])
    .where("fund", "=", fund)
    .where(heldOn("records.reporting_group", moment))
    .$if(employer !== undefined, (query) => query.where("employer", "=", employer!))
    .orderBy("reporting_group")
    .execute();
}
