import { parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { recordReading } from "@emeritus/records/audit.ts";
import { casesOf } from "@emeritus/records/case.ts";
import { inTransaction } from "@emeritus/records/db.ts";
import type { Moment } from "@emeritus/records/moment.ts";
import { type ServiceQueueRow, serviceQueue } from "@emeritus/records/service-queue.ts";
import type { Actor } from "../actor.ts";
import type { Career } from "../career.ts";
import { eventsUntil } from "../moment.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { type CaseSays, caseSays, centsOf } from "./case-law.ts";
import { findServiceCase, SERVICE_CASE, type ServiceCase, type ServiceKey } from "./case-view.ts";
import { DISPUTE_CASE, openDisputeStatuses } from "./dispute-view.ts";
import { factsOfCase } from "./in-service-case.ts";
import { openServiceStatuses } from "./status.ts";

/** A service case as a reader sees it, with what the law says of it today. */
export interface ServiceCaseSeen {
  readonly service: ServiceCase;
  readonly career: Career;
  /** Nothing while the office has not found out enough, or once the case has ended. */
  readonly says: CaseSays | undefined;
  /** What to pay next, while a purchase is being paid. */
  readonly next: NextPayment | undefined;
  readonly today: PlainDate;
}

/** The next payment of a plan: the rest of what is owed today in equal parts, a part of a cent counted up. */
export interface NextPayment {
  readonly cents: bigint;
  readonly due: PlainDate;
  /** Payments that are still to come, this one with them. */
  readonly left: number;
}

/** What to pay next of a purchase that is being paid; nothing of any other case. Pure. */
export function nextPayment(
  { status, accepted, payments, duties }: Pick<ServiceCase, "status" | "accepted" | "payments" | "duties">,
  owedCents: bigint | undefined,
): NextPayment | undefined {
  if (status !== "paying" || accepted === undefined || owedCents === undefined) return undefined;
  const left = Math.max(1, accepted.plan.instalments - payments.length);
  const instalment = duties.find(
    ({ kind, status: stands }) => kind === "serviceInstalment" && stands === "open",
  );
  const parts = BigInt(left);
  return { cents: (owedCents + parts - 1n) / parts, due: instalment?.due ?? accepted.due, left };
}

/**
 * Reads a service case as it stood at a moment; staff who read it leave an audit entry. Nothing when this person had no such case.
 * What the law says is asked with the record of that moment.
 */
export async function readServiceCase(
  system: System,
  actor: Actor,
  of: ServiceKey,
  moment: Moment = { on: system.calendar.today() },
): Promise<ServiceCaseSeen | undefined> {
  allow(actor, "read a case", { person: of.person });
  const { db, fund } = system;
  const service = await findServiceCase(db, fund.number, of, await eventsUntil(system, moment));
  if (service === undefined) return undefined;
  if (of.person !== actor.person) {
    const { person } = of;
    await recordReading(db, { fund: fund.number, person, actor: actor.account, action: "read a case" });
  }
  return inTransaction(db, async (tx) => {
    const facts = await factsOfCase({ tx, fund: fund.number, of, service }, moment);
    const open =
      service.prepared !== undefined && openServiceStatuses.some((status) => status === service.status);
    const says = open ? caseSays(facts) : undefined;
    return {
      service,
      career: facts.career,
      says,
      next: nextPayment(service, says?.owed?.value === undefined ? undefined : centsOf(says.owed.value)),
      today: moment.on,
    };
  });
}

/** A person's service cases as the ledger lists them. */
export interface ServiceCaseListed {
  readonly caseNumber: number;
  readonly kind: string;
  readonly status: string;
  readonly opened: string;
}

/** A person's cases about service and about the record as they stood at a moment, newest first. */
export async function listServiceCases(
  system: System,
  actor: Actor,
  person: number,
  moment: Moment = { on: system.calendar.today() },
): Promise<readonly ServiceCaseListed[]> {
  allow(actor, "read a case", { person });
  const { reader, fund } = system;
  const all = await casesOf(reader, fund.number, person, undefined, await eventsUntil(system, moment));
  return all
    .filter(({ kind }) => kind === SERVICE_CASE || kind === DISPUTE_CASE)
    .map(({ caseNumber, kind, status, opened }) => ({ caseNumber, kind, status, opened }));
}

/** A row of the office's queue with its lateness; payments that have stopped stand as an instalment that is late. */
export interface QueueLine extends ServiceQueueRow {
  readonly late: boolean;
  readonly stopped: boolean;
}

/** The queue of service cases and of what members dispute, soonest due first. */
export interface ServiceQueue {
  readonly lines: readonly QueueLine[];
  readonly late: number;
  readonly stopped: number;
  readonly today: PlainDate;
}

const most = 500;

/** Reads the open cases about service and the record; nobody finds their own here. */
export async function readServiceQueue(
  { reader, fund, calendar }: System,
  actor: Actor,
): Promise<ServiceQueue> {
  allow(actor, "read the work queue");
  const today = calendar.today();
  const rows = await serviceQueue(reader, fund.number, {
    kinds: [SERVICE_CASE, DISPUTE_CASE],
    statuses: [...openServiceStatuses, ...openDisputeStatuses],
    except: actor.person,
    most,
  });
  const lines = rows.map((row) => {
    const late = row.due !== null && parseDate(row.due) < today;
    return { ...row, late, stopped: late && row.duty === "serviceInstalment" };
  });
  return {
    lines,
    late: lines.filter((line) => line.late).length,
    stopped: lines.filter((line) => line.stopped).length,
    today,
  };
}
