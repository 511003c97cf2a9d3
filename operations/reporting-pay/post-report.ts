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
import type { ReportingGroup } from "@emeritus/records/pay-report.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { keepToldInFile } from "../enrolling/told-in-file.ts";
import { postContributions } from "../money-in/post-contributions.ts";
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
}

/** Posts service, pay and contributions of a report, all set-based; gives the ledger entry of the pension contributions. */
export async function postReport(tx: Tx, asked: ToPost, instant: Instant): Promise<bigint | undefined> {
  const numbers = await postService(tx, asked, instant);
  await postRows(tx, asked.fund, asked.report, columnsOf(asked, numbers), instant);
  return postContributions(tx, asked, instant);
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
    last: who.lastName,
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
