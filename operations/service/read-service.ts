import type { PlainDate } from "@emeritus/engine/dates.ts";
import { recordReading } from "@emeritus/records/audit.ts";
import type { Moment } from "@emeritus/records/moment.ts";
import { readLedgerRows } from "@emeritus/records/service-ledger.ts";
import type { Actor } from "../actor.ts";
import { type Career, careerFacts } from "../career.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { dayAnswers, type DaySays } from "./day.ts";
import { type LedgerLine, ledgerOf, linesBetween, type ServiceLedger } from "./ledger.ts";

/** A person's ledger of service with the career it was made from. */
export interface ServiceSeen {
  readonly career: Career;
  readonly ledger: ServiceLedger;
}

/** Reads a person's ledger of service as of a day and as known then; staff who read it leave an audit entry. Throws `NoSuchPerson`. */
export async function readService(
  system: System,
  actor: Actor,
  person: number,
  moment?: Moment,
): Promise<ServiceSeen> {
  const { career, rows, on } = await read(system, actor, person, moment);
  return { career, ledger: ledgerOf(career, rows, on) };
}

async function read(system: System, actor: Actor, person: number, asked?: Moment) {
  allow(actor, "read a record", { person });
  const { db, reader, fund, calendar } = system;
  if (person !== actor.person)
    await recordReading(db, { fund: fund.number, person, actor: actor.account, action: "read a record" });
  const moment = asked ?? { on: calendar.today() };
  const [career, rows] = await Promise.all([
    careerFacts(reader, fund.number, person, moment),
    readLedgerRows(reader, fund.number, person, moment),
  ]);
  return { career, rows, on: moment.on };
}

/** Why one day counts or not, with the line of the ledger in which it stands. */
export interface WhyDay {
  readonly career: Career;
  readonly says: DaySays;
  readonly line: LedgerLine;
}

/** A day that no answer is given for: one that has not come yet on the day as of which the record is read. */
export type WhyRefused = Refusal<"dayNotYet" | "rangeBackwards" | "rangeTooLong">;

/** Answers why one day counts or does not, by the law on the facts of the record. Throws `NoSuchPerson`. */
export async function whyDay(
  system: System,
  actor: Actor,
  { person, day, moment }: { person: number; day: PlainDate; moment?: Moment | undefined },
): Promise<Outcome<WhyDay, WhyRefused>> {
  const { career, rows, on } = await read(system, actor, person, moment);
  if (day > on) return refused("dayNotYet");
  const [line] = linesBetween(career, rows, on, { from: day, to: day });
  return accepted({ career, says: dayAnswers(career, rows, on)(day), line: line! });
}

const mostYears = 100;

/** Answers for every day of a range, days of one reason together. Throws `NoSuchPerson`. */
export async function whyRange(
  system: System,
  actor: Actor,
  asked: { person: number; from: PlainDate; to: PlainDate; moment?: Moment | undefined },
): Promise<Outcome<{ readonly career: Career; readonly lines: readonly LedgerLine[] }, WhyRefused>> {
  const { career, rows, on } = await read(system, actor, asked.person, asked.moment);
  const { from, to } = asked;
  if (to > on) return refused("dayNotYet");
  if (to < from) return refused("rangeBackwards");
  if ((to >> 5) - (from >> 5) > 12 * mostYears) return refused("rangeTooLong");
  return accepted({ career, lines: linesBetween(career, rows, on, { from, to }) });
}
