import { addDays, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Tx } from "@emeritus/records/db.ts";
import type { Keys } from "@emeritus/records/keys.ts";
import {
  closeEmployment,
  openEmployment,
  postRows,
  recordLeaves,
  recordNewcomers,
  type PostedColumns,
} from "@emeritus/records/pay-report-posting.ts";
import type { ReportingGroup } from "@emeritus/records/reporting-group.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { recordHours } from "../enrolling/hours-in-file.ts";
import { keepToldInFile } from "../enrolling/told-in-file.ts";
import { postContributions } from "../money-in/post-contributions.ts";
import { openRedeterminations } from "../redetermining/open-cases.ts";
import { correctionKey, type PostedRow, type Posting } from "./check-context.ts";
import { planInRecord } from "./plan-names.ts";
import type { ReportFile } from "./report-file.ts";
import type { RosterPerson } from "./roster.ts";
import type { System } from "../system.ts";

/** A report that passed its checks in this transaction and is to be posted. */
export interface ToPost {
  readonly system: System;
  /** The account that posts it. */
  readonly actor: string;
  readonly fund: number;
  readonly keys: Keys;
  readonly group: ReportingGroup;
  readonly report: number;
  readonly file: ReportFile;
  readonly posting: Posting;
  readonly corrected: ReadonlyMap<string, PostedRow>;
  /** The day of posting, for a ledger month in case that of the pay date is closed. */
  readonly today: PlainDate;
  /** Whether the report is a row that had been held. */
  readonly wasHeld?: boolean;
}

/** Posts service, pay and contributions of a report, all set-based; gives the ledger entry of the pension contributions. */
export async function postReport(tx: Tx, asked: ToPost, instant: Instant): Promise<bigint | undefined> {
  const persons = await postToRecord(tx, asked, instant);
  const entry = await postContributions(tx, asked, instant);
  const { fund, today, actor, report, file, group, wasHeld } = asked;
  const { fileId } = file.header;
  const cause = {
    kind: wasHeld ? "heldRow" : "payReport",
    report,
    fileId,
    employer: group.employer,
  } as const;
  await openRedeterminations(tx, { fund, today, actor, persons, cause }, instant);
  return entry;
}

/** Posts the service and the pay of a report without its money; gives the persons whom it names. */
export async function postToRecord(tx: Tx, asked: ToPost, instant: Instant): Promise<number[]> {
  const numbers = await postService(tx, asked, instant);
  const columns = columnsOf(asked, numbers);
  await postRows(tx, asked.fund, asked.report, columns, instant);
  const { openings, endings, leaves, sickLeave } = asked.posting;
  const told = [openings, endings, leaves, sickLeave].flatMap((some) =>
    some.map(({ who }) => numbers.person(who)),
  );
  return [...new Set([...columns.person, ...told])];
}

/** The numbers that posting gave to people and positions the file opened. */
interface Numbers {
  readonly person: (who: RosterPerson) => number;
  readonly opened: ReadonlyMap<RosterPerson, ReadonlyMap<string, number>>;
}

async function postService(tx: Tx, asked: ToPost, instant: Instant): Promise<Numbers> {
  const { system, actor, fund, keys, group, posting } = asked;
  const newcomers = posting.newPeople.map((who) => ({
    first: who.firstName,
    middle: who.middleName,
    last: who.lastName,
    suffix: who.suffix,
    born: who.birthDate,
    ssn: String(who.ssn).padStart(9, "0"),
  }));
  const given = await recordNewcomers(tx, keys, fund, newcomers, instant);
  const byWho = new Map(posting.newPeople.map((who, at) => [who, given[at]!]));
  const person = (who: RosterPerson): number => byWho.get(who) ?? who.person;

  const openings = posting.openings.map(({ who, plan, ...rest }) => ({
    ...rest,
    person: person(who),
    plan: planInRecord(plan),
  }));
  const positions = await openEmployment(
    tx,
    { fund, employer: group.employer, group: group.group },
    openings,
    instant,
  );
  const opened = new Map<RosterPerson, Map<string, number>>();
  posting.openings.forEach(({ who, code }, at) => {
    const codes = opened.get(who) ?? new Map<string, number>();
    opened.set(who, codes.set(code, positions[at]!));
  });

  const hours = posting.hours.map(({ who, ...rest }) => ({ ...rest, person: person(who) }));
  await recordHours({ tx, fund, actor, group, instant }, hours);

  const endings = posting.endings.map(({ who, lastDay, ...rest }) => ({
    ...rest,
    person: person(who),
    to: addDays(lastDay, 1),
  }));
  await closeEmployment(tx, fund, endings, instant);
  const leaves = posting.leaves.map(({ who, ...rest }) => ({ ...rest, person: person(who) }));
  await recordLeaves(tx, fund, leaves, instant);
  const told = {
    openings: posting.openings.map(({ who, ...rest }, at) => ({
      ...rest,
      person: person(who),
      position: positions[at]!,
    })),
    hours,
    details: posting.details.map(({ who, ...rest }) => ({ ...rest, person: person(who) })),
    leaves,
    endings: posting.endings.map(({ who, ...rest }) => ({ ...rest, person: person(who) })),
    sickLeave: posting.sickLeave.map(({ who, ...rest }) => ({ ...rest, person: person(who) })),
  };
  await keepToldInFile({ system, tx, actor, group, instant }, told);
  return { person, opened };
}

function columnsOf({ file, posting, corrected }: ToPost, numbers: Numbers): PostedColumns {
  const { money } = file;
  const count = money.count;
  const person = new Int32Array(count);
  const position = new Int32Array(count);
  const lifeCents = new Float64Array(count);
  const correctsReport = new Int32Array(count);
  const correctsRow = new Int32Array(count);
  const plan: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const who = posting.people[at]!;
    person[at] = numbers.person(who);
    position[at] = posting.positions[at]! || numbers.opened.get(who)!.get(money.positionId[at]!)!;
    lifeCents[at] = money.basicLifeCents[at]! + money.optionalLifeCents[at]!;
    plan.push(planInRecord(money.plan[at]!));
  }
  for (const [at, named] of money.corrections) {
    const row = corrected.get(correctionKey(named.fileId, named.line))!;
    correctsReport[at] = row.report;
    correctsRow[at] = row.row;
  }
  const cut = <A extends Int32Array | Float64Array>(column: A): A => column.subarray(0, count) as A;
  return {
    person,
    position,
    line: cut(money.line),
    plan,
    code: money.code,
    earnBegin: cut(money.earnBegin),
    earnEnd: cut(money.earnEnd),
    grossCents: cut(money.grossCents),
    pensionableCents: cut(money.pensionableCents),
    memberCents: cut(money.memberCents),
    employerCents: cut(money.employerCents),
    ltdCents: cut(money.ltdCents),
    lifeCents,
    counts: money.eligible.subarray(0, count),
    correctsReport,
    correctsRow,
  };
}
