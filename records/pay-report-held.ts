import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import type { Keys, Place } from "./keys.ts";
import type { SealedColumn } from "./reseal.ts";
import type { Instant } from "./schema.ts";
import "./pay-report-tables.ts";

/** The kinds of line that may be held. */
export type HeldLetter = "M" | "E" | "L" | "X";

/** A row to be held: its fields as text in the order of the layout, and its findings as canonical JSON. */
export interface RowToHold {
  /** Line of the file; null for somebody employed who has no row in it. */
  readonly line: number | null;
  readonly letter: HeldLetter;
  readonly memberId: string | null;
  readonly fields: readonly string[];
  readonly findings: string;
}

const heldPlace = (fund: number, report: number, item: number): Place => [
  "pay_report_held",
  fund,
  report,
  item,
];

/** The column of held rows, for a rotation of the keys. */
export const heldRowsSealed: SealedColumn = {
  table: "records.pay_report_held",
  column: "sealed",
  key: ["fund", "report", "item"],
  placeOf: ([fund, report, item]) => heldPlace(Number(fund), Number(report), Number(item)),
  keyNumber: "key_no",
};

/** Keeps rows of a report sealed until somebody decides about them. */
export async function holdRows(
  tx: Tx,
  keys: Keys,
  { fund, report }: { fund: number; report: number },
  rows: readonly RowToHold[],
  instant: Instant,
): Promise<void> {
  if (rows.length === 0) return;
  const values = rows.map(({ line, letter, memberId, fields, findings }, at) => {
    const item = at + 1;
    const { keyNo, bytes } = keys.seal(heldPlace(fund, report, item), JSON.stringify(fields));
    return {
      fund,
      report,
      item,
      line,
      letter,
      findings,
      member_id: memberId,
      key_no: keyNo,
      sealed: bytes,
      recorded_from: instant,
    };
  });
  await tx.insertInto("records.pay_report_held").values(values).execute();
}

/** A held row as lists show it. */
export interface HeldRow {
  readonly report: number;
  readonly item: number;
  readonly line: number | null;
  readonly letter: HeldLetter;
  readonly memberId: string | null;
  /** Canonical JSON of its findings. */
  readonly findings: string;
  readonly step: "mended" | "givenUp" | null;
  readonly byReport: number | null;
  readonly because: string | null;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
}

const heldRows = (db: Reading, fund: number) =>
  db
    .selectFrom("records.pay_report_held as h")
    .leftJoin("records.pay_report_held_step as s", (join) =>
      join.onRef("s.fund", "=", "h.fund").onRef("s.report", "=", "h.report").onRef("s.item", "=", "h.item"),
    )
    .where("h.fund", "=", fund)
    .select([
      "h.report",
      "h.item",
      "h.line",
      "h.letter",
      "h.member_id as memberId",
      "h.findings",
      "s.step",
      "s.by_report as byReport",
      "s.because",
      "s.actor as decidedBy",
      "s.recorded_from as decidedAt",
    ]);

/** The held rows of a report, in order. */
export async function heldRowsOf(db: Reading, fund: number, report: number): Promise<HeldRow[]> {
  return heldRows(db, fund).where("h.report", "=", report).orderBy("h.item").execute();
}

/** One held row with its fields opened, or nothing. */
export async function openHeldRow(
  db: Reading,
  keys: Keys,
  of: { fund: number; report: number; item: number },
): Promise<(HeldRow & { readonly fields: readonly string[] }) | undefined> {
  const { fund, report, item } = of;
  const row = await heldRows(db, fund)
    .where("h.report", "=", report)
    .where("h.item", "=", item)
    .select("h.sealed")
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { sealed, ...rest } = row;
  return { ...rest, fields: JSON.parse(keys.open(heldPlace(fund, report, item), sealed)) as string[] };
}

/** Records what became of a held row. */
export async function recordHeldStep(
  tx: Tx,
  of: { fund: number; report: number; item: number; actor: string },
  step: { step: "mended"; by_report: number } | { step: "givenUp"; because: string },
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("records.pay_report_held_step")
    .values({ ...of, ...step, recorded_from: instant })
    .execute();
}

/** How many rows of posted reports still wait, by report. */
export async function openHeldCounts(
  db: Reading,
  fund: number,
  employers?: readonly number[],
): Promise<{ report: number; employer: number; group: number; fileId: string; open: number }[]> {
  const { rows } = await sql<{
    report: number;
    employer: number;
    group: number;
    fileId: string;
    open: number;
  }>`
    select r.report, r.employer, r.reporting_group as "group", r.file_id as "fileId", count(*)::int as open
    from records.pay_report_held h
    join records.pay_report r using (fund, report)
    join records.pay_report_step p using (fund, report)
    left join records.pay_report_held_step s using (fund, report, item)
    where h.fund = ${fund} and s.step is null and p.step = 'posted'
      and (${employers === undefined} or r.employer = any(${[...(employers ?? [])]}::int[]))
    group by r.report, r.employer, r.reporting_group, r.file_id order by r.report desc limit 200`.execute(db);
  return rows;
}

/** A submission that waits for a second person. */
export interface WaitingSubmission {
  readonly report: number;
  readonly actor: string;
  /** Canonical JSON of the comment on each variance. */
  readonly comments: string;
  readonly at: Instant;
}

/** Submissions of reports that are neither posted nor withdrawn, of some reports or of all. */
export async function waitingSubmissions(
  db: Reading,
  fund: number,
  reports?: readonly number[],
): Promise<WaitingSubmission[]> {
  const { rows } = await sql<WaitingSubmission>`
    select w.report, w.actor, w.comments, w.recorded_from as at from records.pay_report_submission w
    left join records.pay_report_step s using (fund, report)
    where w.fund = ${fund} and s.step is null and (${reports === undefined} or w.report = any(${[...(reports ?? [])]}::int[]))
    order by w.report`.execute(db);
  return rows;
}

/** Records that somebody submitted a report which a second person must confirm. */
export async function recordSubmission(
  tx: Tx,
  of: { fund: number; report: number; actor: string; comments: string },
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("records.pay_report_submission")
    .values({ ...of, recorded_from: instant })
    .execute();
}

const draftPlace = (fund: number, draft: string): Place => ["pay_report_draft", fund, draft];

/** The column of drafts, for a rotation of the keys. */
export const draftsSealed: SealedColumn = {
  table: "records.pay_report_draft",
  column: "sealed",
  key: ["fund", "draft"],
  placeOf: ([fund, draft]) => draftPlace(Number(fund), String(draft)),
  keyNumber: "key_no",
};

/** Which report a draft is for. */
export interface DraftOf {
  readonly fund: number;
  readonly group: number;
  readonly periodBegin: PlainDate;
}

/** Keeps a draft; an empty text gives the earlier ones up. */
export async function keepDraft(
  tx: Tx,
  keys: Keys,
  { fund, group, periodBegin }: DraftOf,
  kept: { draft: string; actor: string; text: string },
  instant: Instant,
): Promise<void> {
  const { keyNo, bytes } = keys.seal(draftPlace(fund, kept.draft), kept.text);
  await tx
    .insertInto("records.pay_report_draft")
    .values({
      fund,
      reporting_group: group,
      period_begin: dateText(periodBegin),
      draft: kept.draft,
      key_no: keyNo,
      sealed: bytes,
      actor: kept.actor,
      recorded_from: instant,
    })
    .execute();
}

/** The latest draft for a group and period with who kept it and when; nothing when there is none or it was given up. */
export async function findDraft(
  db: Reading,
  keys: Keys,
  { fund, group, periodBegin }: DraftOf,
): Promise<{ text: string; actor: string; at: Instant } | undefined> {
  const row = await db
    .selectFrom("records.pay_report_draft")
    .select(["draft", "sealed", "actor", "recorded_from as at"])
    .where("fund", "=", fund)
    .where("reporting_group", "=", group)
    .where("period_begin", "=", dateText(periodBegin))
    .orderBy("recorded_from", "desc")
    .limit(1)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const text = keys.open(draftPlace(fund, row.draft), row.sealed);
  return text === "" ? undefined : { text, actor: row.actor, at: row.at };
}
