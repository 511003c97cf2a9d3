import { createHash } from "node:crypto";
import { formatDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import {
  openHeldRow,
  recordHeldStep,
  type HeldLetter,
  type HeldRow,
} from "@emeritus/records/pay-report-held.ts";
import { findReport, lastPosted, type StoredReport } from "@emeritus/records/pay-report.ts";
import { lockGroup, reportingGroups } from "@emeritus/records/reporting-group.ts";
import { nextNumber, personsByMemberId } from "@emeritus/records/person.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { allowInGroup } from "../enrolling/group-rights.ts";
import { noticeRetireesInFile } from "../enrolling/retirees-in-file.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { checkAgainstRecord } from "./check-against-record.ts";
import { ratesByLaw } from "./contribution-rates.ts";
import { peoplePaid } from "./check-report.ts";
import { checkPeriod } from "./check-header.ts";
import { closedColumns } from "./column-forms.ts";
import type { Finding } from "./findings.ts";
import { strictPolicy } from "./holding.ts";
import { hashOf } from "./grid.ts";
import { layout } from "./layout.ts";
import { postReport } from "./post-report.ts";
import { readReport } from "./read-report.ts";
import { compressed, storeReport } from "./report-store.ts";
import { reportSums } from "./report-sums.ts";
import { recordPosted } from "./submit-pay-report.ts";
import { writeReport } from "./write-report.ts";

/** A held row with its findings and those of its fields that may be shown. */
export interface HeldRowSeen {
  readonly report: StoredReport;
  readonly held: HeldRow;
  readonly found: readonly Finding[];
  /** Fields by column; closed ones are empty. */
  readonly fields: Readonly<Record<string, string>>;
}

/** The columns of a held row that somebody may fill in. */
export const columnsOf = (letter: HeldLetter): readonly string[] => layout[letter].slice(1);

/** One held row, or nothing when there is none. */
export async function readHeldRow(
  system: System,
  actor: Actor,
  of: { report: number; item: number },
): Promise<HeldRowSeen | undefined> {
  allow(actor, "read pay reports");
  const fund = system.fund.number;
  const report = await findReport(system.db, fund, of.report);
  if (report === undefined) return undefined;
  const { employer, group: reportingGroup } = report;
  const on = system.calendar.today();
  await allowInGroup(system.db, actor, "read pay reports", {
    fund,
    employer,
    reportingGroup,
    right: "read",
    on,
  });
  const row = await openHeldRow(system.db, system.keys, { fund, ...of });
  if (row === undefined) return undefined;
  const { fields, ...held } = row;
  const shown = columnsOf(row.letter).map((column, at) => [
    column,
    closedColumns.has(column) ? "" : (fields[at + 1] ?? ""),
  ]);
  return { report, held, found: JSON.parse(row.findings) as Finding[], fields: Object.fromEntries(shown) };
}

/** Why a held row cannot be mended or given up now. */
export type HeldRowRefused = Refusal<"reportNotPosted" | "alreadyDecided" | "becauseMissing">;

/** What mending a row came to: the report that posted it, or what is still wrong in it. */
export type Mended =
  | { readonly byReport: number; readonly found?: never }
  | { readonly byReport?: never; readonly found: readonly Finding[] };

type Answer = { readonly code: HeldRowRefused["code"] } | ({ readonly code?: never } & Mended);

/** Fields of a held row as its employer mends them. */
export interface RowMended {
  readonly key: string;
  readonly report: number;
  readonly item: number;
  /** Fields by column; a closed one left empty stays as it was. */
  readonly fields: Readonly<Record<string, string>>;
}

/**
 * Mends a held row of a posted report in its place: the row alone is checked like any file and posted by a supplement of its own
 * for the same period, named after the report and the row. What is still wrong is answered and nothing is kept of it, but for the
 * case of a retiree whom the row names as an employee.
 */
export async function mendHeldRow(
  system: System,
  actor: Actor,
  asked: RowMended,
): Promise<Outcome<Mended, HeldRowRefused> | undefined> {
  const { key, report, item, fields } = asked;
  const fund = system.fund.number;
  const stored = await findReport(system.db, fund, report);
  const held = await openHeldRow(system.db, system.keys, { fund, report, item });
  if (stored === undefined || held === undefined) return undefined;
  await allowPosting(system, actor, stored);
  const { letter } = held;
  const row = [
    letter,
    ...columnsOf(letter).map((column, at) => {
      const typed = (fields[column] ?? "").trim();
      return typed === "" && closedColumns.has(column) ? (held.fields[at + 1] ?? "") : typed;
    }),
  ];
  const hash = hashOf(system.keys, JSON.stringify(row));
  const answer = await command<Answer>(
    system.db,
    { fund, actor, key, name: "mendHeldRow", request: { report, item, hash } },
    async (tx, instant, note) => {
      await lockGroup(tx, fund, stored.group);
      const why = await whyNotNow(tx, fund, { report, item }, system);
      const given =
        why === undefined ? await post(system, actor, tx, instant, stored, item, row) : { code: why };
      note({ facts: { report, item, ...("byReport" in given ? { byReport: given.byReport } : {}) } });
      return given;
    },
  );
  return answer.code === undefined ? accepted(answer) : refused(answer.code);
}

/** Whose record a row would touch if it were posted with these fields: the member whom it names, if one is on record. */
export async function personsOfHeldRow(
  system: System,
  actor: Actor,
  { fields, ...of }: Omit<RowMended, "key">,
): Promise<number[]> {
  const seen = await readHeldRow(system, actor, of);
  const memberId = (fields["member_id"] ?? seen?.held.memberId ?? "").trim();
  return [...(await personsByMemberId(system.db, system.fund.number, [memberId])).values()];
}

/** Mending and giving up decide about pay as submitting does, and ask for the same right in the group. */
async function allowPosting(system: System, actor: Actor, stored: StoredReport): Promise<void> {
  const { employer, group } = stored;
  allow(actor, "report pay", { employer });
  const on = system.calendar.today();
  const inGroup = { fund: system.fund.number, employer, reportingGroup: group, right: "submit", on } as const;
  await allowInGroup(system.db, actor, "report pay", inGroup);
}

async function whyNotNow(
  tx: Tx,
  fund: number,
  { report, item }: { report: number; item: number },
  { keys }: System,
): Promise<HeldRowRefused["code"] | undefined> {
  if ((await findReport(tx, fund, report))!.status !== "posted") return "reportNotPosted";
  return (await openHeldRow(tx, keys, { fund, report, item }))!.step === null ? undefined : "alreadyDecided";
}

async function post(
  system: System,
  actor: Actor,
  tx: Tx,
  instant: Instant,
  stored: StoredReport,
  item: number,
  row: readonly string[],
): Promise<Mended> {
  const fund = system.fund.number;
  const { keys } = system;
  const today = system.calendar.today();
  const groups = await reportingGroups(tx, fund, today, [stored.employer]);
  const group = groups.find((each) => each.group === stored.group)!;
  const header = {
    fileId: `held-${stored.report}-${item}`,
    employer: group.employerCode,
    group: group.code,
    type: "SUPPLEMENTAL",
    periodBegin: formatDate(stored.periodBegin),
    periodEnd: formatDate(stored.periodEnd),
    payDate: formatDate(stored.payDate),
    createdAt: `${formatDate(today)}T12:00:00Z`,
  };
  const bytes = new TextEncoder().encode(writeReport(header, [row]));
  const reading = readReport(bytes);
  const { findings } = reading;
  const last = await lastPosted(tx, fund, group.group);
  if (reading.header !== undefined) checkPeriod(reading.header, group, last, findings);
  const checked = findings.refuses
    ? undefined
    : await checkAgainstRecord({ db: tx, fund, keys, group, last, bytes, today }, reading, strictPolicy);
  if (reading.file !== undefined)
    await noticeRetireesInFile(
      system,
      tx,
      { file: reading.file, findings, group, actor: actor.account },
      instant,
    );
  if (checked === undefined) return { found: findings.kept };
  const { context, posting } = checked;
  const { file } = context;
  const report = await nextNumber(tx, "records.pay_report_number");
  await storeReport(
    tx,
    {
      fund,
      keys,
      group,
      file,
      findings,
      report,
      compressed: compressed(bytes),
      sha256: createHash("sha256").update(bytes).digest(),
      sums: reportSums(file.money, file.header.payDate, context.posted, context.rates ?? ratesByLaw),
      sentBy: actor.account,
      peoplePaid: peoplePaid(posting),
      held: [],
    },
    instant,
  );
  const entry = await postReport(
    tx,
    {
      system,
      actor: actor.account,
      fund,
      keys,
      group,
      report,
      file,
      posting,
      corrected: context.posted,
      today,
      wasHeld: true,
    },
    instant,
  );
  await recordPosted(tx, { fund, report, actor: actor.account, comments: {}, entry }, instant);
  const of = { fund, report: stored.report, item, actor: actor.account };
  await recordHeldStep(tx, of, { step: "mended", by_report: report }, instant);
  return { byReport: report };
}

/** Gives a held row up for good, with the reason: somebody not eligible, a row that should not have been there. */
export async function giveUpHeldRow(
  system: System,
  actor: Actor,
  asked: { key: string; report: number; item: number; because: string },
): Promise<Outcome<{ readonly report: number }, HeldRowRefused> | undefined> {
  const { key, report, item } = asked;
  const because = asked.because.trim();
  const fund = system.fund.number;
  const stored = await findReport(system.db, fund, report);
  const held = await openHeldRow(system.db, system.keys, { fund, report, item });
  if (stored === undefined || held === undefined) return undefined;
  await allowPosting(system, actor, stored);
  if (because === "") return refused("becauseMissing");
  const { code } = await command<{ readonly code?: HeldRowRefused["code"] }>(
    system.db,
    { fund, actor, key, name: "giveUpHeldRow", request: { report, item, because }, because },
    async (tx, instant, note) => {
      await lockGroup(tx, fund, stored.group);
      note({ facts: { report, item } });
      const why = await whyNotNow(tx, fund, { report, item }, system);
      if (why !== undefined) return { code: why };
      await recordHeldStep(
        tx,
        { fund, report, item, actor: actor.account },
        { step: "givenUp", because },
        instant,
      );
      return {};
    },
  );
  return code === undefined ? accepted({ report }) : refused(code);
}
