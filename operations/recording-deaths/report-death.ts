import { formatDate, type PlainDate, parseDate } from "@emeritus/engine/dates.ts";
import { workingDaysAfter } from "./working-days.ts";
import { casesOf, openCase } from "@emeritus/records/case.ts";
import { command, type Note } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { benefitsTouched } from "@emeritus/records/death.ts";
import { oblige, settleObligations } from "@emeritus/records/obligation.ts";
import { findPerson } from "@emeritus/records/person.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { placeHold } from "../benefit-payroll/holds.ts";
import { accepted, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { divisionsWith } from "../dividing-benefits/division-view.ts";
import type { System } from "../system.ts";
import { DEATH_CASE, type DeathKey, type DeathSource } from "./death-view.ts";
import { decideReport, type ReportRefusal } from "./decide-report.ts";
import { openDeathStatuses } from "./status.ts";

/** Working days in which the office means to prove a reported death; a target of ours, not law. */
const WORKING_DAYS_TO_CONFIRM = 5;

/** What somebody told the office of a death. */
export interface DeathReport {
  readonly key: string;
  readonly person: number;
  readonly died: PlainDate;
  readonly source: DeathSource;
  /** Who told it, and what they are to the dead person. */
  readonly toldBy: string;
  readonly relation: string;
}

/**
 * A counselor records that somebody is said to have died. What this person is paid is held at once, in the same transaction, and
 * a case waits for a second person with the proof. Nothing is known of the death yet: the record of the person does not change.
 */
export async function reportDeath(
  system: System,
  actor: Actor,
  report: DeathReport,
): Promise<Outcome<DeathKey, Refusal<ReportRefusal>>> {
  const { key, person, died, source, toldBy, relation } = report;
  allow(actor, "record a death", { person });
  const fund = system.fund.number;
  const request = { person, died, source, toldBy, relation };
  return command(
    system.db,
    { fund, actor, key, name: "death: report", request, persons: [person] },
    (tx, instant, note) => noticeDeath(system, tx, { ...report, actor: actor.account }, instant, note),
  );
}

/** A death as told, with the account that records it. */
export type DeathTold = Omit<DeathReport, "key"> & { readonly actor: string };

/** Opens the case of a death that somebody told and holds what the person is paid, in the caller's transaction. */
export async function noticeDeath(
  system: System,
  tx: Tx,
  { person, died, source, toldBy, relation, actor }: DeathTold,
  instant: Instant,
  note: Note,
): Promise<Outcome<DeathKey, Refusal<ReportRefusal>>> {
  const fund = system.fund.number;
  const touched = await benefitsTouched(tx, fund, person, formatDate(died));
  const decision = decideReport(
    {
      person: await findPerson(tx, fund, person),
      openCase: await openDeathCase(tx, fund, person),
      today: system.calendar.today(),
      begins: [...touched.map(({ from }) => parseDate(from)), ...(await awaitedBy(tx, fund, person))],
    },
    died,
  );
  if (decision.refused) return decision;
  const payee = touched.some((benefit) => benefit.person === person);
  const because = `${source}: ${toldBy}`;
  const held = { fund, person, reason: "deathReported", actor, because } as const;
  const holds = payee ? [await placeHold(tx, held, instant)] : [];
  const caseNumber = await openCase(
    tx,
    {
      fund,
      person,
      kind: DEATH_CASE,
      action: "report",
      status: "reported",
      actor,
      facts: { died: formatDate(died), source, toldBy, relation, holds },
    },
    instant,
  );
  await dutiesAfterReport(system, tx, { person, caseNumber }, instant);
  note({ facts: { case: caseNumber, died: formatDate(died), holds } });
  return accepted({ person, caseNumber });
}

/** The days of the orders that will pay a part of somebody's annuity to a person once it begins: a death ends them too. */
async function awaitedBy(tx: Tx, fund: number, person: number): Promise<PlainDate[]> {
  return (await divisionsWith(tx, fund, person))
    .filter(({ status, order }) => status === "qualified" && order.alternatePayee === person)
    .map(({ order }) => order.issued);
}

/** The number of a person's death case that still asks for a decision or is confirmed, if there is one. */
async function openDeathCase(tx: Tx, fund: number, person: number): Promise<number | undefined> {
  const open: readonly string[] = [...openDeathStatuses, "confirmed"];
  return (await casesOf(tx, fund, person, DEATH_CASE)).find(({ status }) => open.includes(status))
    ?.caseNumber;
}

async function dutiesAfterReport(
  system: System,
  tx: Tx,
  { person, caseNumber }: DeathKey,
  instant: Instant,
): Promise<void> {
  const fund = system.fund.number;
  await settleObligations(
    tx,
    { fund, person, kind: "lookIntoDeath" },
    { status: "done", because: `case ${caseNumber}` },
    instant,
  );
  const due = workingDaysAfter(system.calendar.today(), WORKING_DAYS_TO_CONFIRM);
  const subject = String(caseNumber);
  await oblige(
    tx,
    { fund, person, kind: "confirm-death", subject, due, owner: "benefitVerifier", caseNumber },
    instant,
  );
}
