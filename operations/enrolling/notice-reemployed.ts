import { ENDLESS, firstOfMonthOf, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { explain } from "@emeritus/engine/explain.ts";
import type { Known } from "@emeritus/engine/facts.ts";
import { msep2000 } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";
import { severedForGood } from "@emeritus/law/missouri/mosers/shared/reemployment.ts";
import { stoppedByWork } from "@emeritus/law/missouri/mosers/shared/stopped-by-work.ts";
import { type Benefit, benefitsFrom } from "@emeritus/records/benefit.ts";
import { casesOf, openCase } from "@emeritus/records/case.ts";
import type { Reading, Tx } from "@emeritus/records/db.ts";
import { oblige } from "@emeritus/records/obligation.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { placeHold } from "../benefit-payroll/holds.ts";
import { workingDaysAfter } from "../recording-deaths/working-days.ts";
import type { System } from "../system.ts";
import { REEMPLOYMENT, reemploymentCites, WORKING_DAYS_TO_DECIDE } from "./reemployment-status.ts";

/** The retirement benefits that a person's own service pays. */
export const retirementBenefits = async (db: Reading, fund: number, person: number): Promise<Benefit[]> =>
  (await benefitsFrom(db, fund, person)).filter(({ kind }) => kind === "retirement");

/** Work after retirement with what the law says of it. */
export interface WorkAgain {
  readonly from: PlainDate;
  /** Whether the annuity is not paid for the first month of it. */
  readonly stops: boolean;
  /** Whether employment had ended in good faith; otherwise the retirement is void. */
  readonly severed: boolean;
  readonly benefits: readonly number[];
}

/** What is known of the new work. */
export interface WorkSeen {
  readonly from: PlainDate;
  readonly eligible: boolean;
  readonly elected: boolean;
  /** Last day of work before retirement, where the record has it. */
  readonly leftService: PlainDate | undefined;
}

const workKinds = { elected: "electedOffice", eligible: "generalPosition", other: "otherWork" } as const;

/** Whether work touches a retiree's benefits, as the law answers; nothing where it does not. Pure. */
export function worksAfterRetirement(benefits: readonly Benefit[], seen: WorkSeen): WorkAgain | undefined {
  const drawn = benefits.filter(({ to }) => to > seen.from);
  if (drawn.length === 0) return undefined;
  const { from, eligible, elected, leftService } = seen;
  const work = elected ? workKinds.elected : eligible ? workKinds.eligible : workKinds.other;
  const start = drawn.reduce<PlainDate>((first, each) => Math.min(first, each.from), ENDLESS);
  const recorded: Known = {
    laterEmployment: [{ workFrom: from, workTo: ENDLESS, work }],
    paymentMonth: firstOfMonthOf(from),
    annuityStartingDate: start,
    agreedToReturn: false,
    ...(leftService === undefined ? {} : { leftService }),
  };
  const stops = explain(msep2000, { recorded }, stoppedByWork).value === true;
  const severed =
    leftService === undefined || explain(msep2000, { recorded }, severedForGood).value !== false;
  if (!stops && severed) return undefined;
  return { from, stops, severed, benefits: drawn.map(({ benefit }) => benefit) };
}

/** Somebody who draws a benefit and works again, and where it was seen. */
export interface Reemployed {
  readonly person: number;
  readonly actor: string;
  readonly work: WorkAgain;
  readonly employer: number;
  readonly employerName: string;
  readonly found: "enrolment" | "payReport";
}

/** Starts the case of a retiree who works again and holds what is paid, in the caller's transaction; one open case is enough. Gives its number. */
export async function noticeReemployed(
  system: Pick<System, "fund" | "calendar">,
  tx: Tx,
  { person, actor, work, employer, employerName, found }: Reemployed,
  instant: Instant,
): Promise<number> {
  const fund = system.fund.number;
  const open = (await casesOf(tx, fund, person, REEMPLOYMENT)).find(({ status }) =>
    openStatuses.includes(status),
  );
  if (open !== undefined) return open.caseNumber;
  const cites = work.severed ? reemploymentCites.stops : reemploymentCites.severance;
  const because = `${employerName}, ${formatDate(work.from)}; ${cites}`;
  const hold = await placeHold(tx, { fund, person, reason: "reemployed", actor, because }, instant);
  const facts = {
    workFrom: formatDate(work.from),
    stops: work.stops,
    severed: work.severed,
    benefits: [...work.benefits],
    employer,
    employerName,
    found,
    hold,
  };
  const caseNumber = await openCase(
    tx,
    { fund, person, kind: REEMPLOYMENT, action: "detect", status: "detected", actor, facts },
    instant,
  );
  const due = workingDaysAfter(system.calendar.today(), WORKING_DAYS_TO_DECIDE);
  await oblige(
    tx,
    {
      fund,
      person,
      kind: "look-into-reemployment",
      subject: String(caseNumber),
      due,
      owner: "benefitVerifier",
      caseNumber,
      cites,
    },
    instant,
  );
  return caseNumber;
}

const openStatuses: readonly string[] = ["detected", "voidProposed", "stopped", "workEnded"];
