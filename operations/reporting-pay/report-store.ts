import { promisify } from "node:util";
import { constants, zstdCompress, zstdDecompressSync } from "node:zlib";
import { formatDate } from "@emeritus/engine/dates.ts";
import { canonicalJson } from "@emeritus/records/canonical.ts";
import type { Reading, Tx } from "@emeritus/records/db.ts";
import type { Keys, Place } from "@emeritus/records/keys.ts";
import { holdRows, type RowToHold } from "@emeritus/records/pay-report-held.ts";
import type { ReportingGroup } from "@emeritus/records/reporting-group.ts";
import type { SealedColumn } from "@emeritus/records/reseal.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Finding, FindingCount, Findings } from "./findings.ts";
import type { ReportFile, ReportHeader } from "./report-file.ts";
import type { ReportSum } from "./report-sums.ts";

/** Findings as the record keeps them. */
export interface KeptFindings {
  readonly counts: readonly FindingCount[];
  readonly kept: readonly Finding[];
}

const keptText = (found: KeptFindings): string => canonicalJson(found as never);

/** Reads findings that were kept. */
export const readFindings = (text: string): KeptFindings => JSON.parse(text) as KeptFindings;

const compress = promisify(zstdCompress);

/** Presses a file together for keeping, on another thread while the file is checked. */
export const compressed = (bytes: Uint8Array): Promise<Buffer> =>
  compress(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 1 } });

/** Stores a report that passed the checks, and its file sealed. */
export async function storeReport(
  tx: Tx,
  asked: {
    fund: number;
    keys: Keys;
    group: ReportingGroup;
    file: ReportFile;
    compressed: Promise<Buffer>;
    sha256: Buffer;
    findings: Findings;
    sums: readonly ReportSum[];
    sentBy: string;
    report: number;
    peoplePaid: number;
    held: readonly RowToHold[];
  },
  instant: Instant,
): Promise<void> {
  const { fund, report, group, file, findings } = asked;
  const { header, totals } = file;
  await tx
    .insertInto("records.pay_report")
    .values({
      fund,
      report,
      reporting_group: group.group,
      employer: group.employer,
      file_id: header.fileId,
      report_type: header.type,
      period_begin: formatDate(header.periodBegin),
      period_end: formatDate(header.periodEnd),
      pay_date: formatDate(header.payDate),
      sha256: asked.sha256,
      rows_money: totals.rowsM,
      rows_event: totals.rowsE,
      rows_leave: totals.rowsL,
      rows_correction: totals.rowsX,
      pensionable_cents: BigInt(totals.pensionableCents),
      member_cents: BigInt(totals.memberCents),
      employer_cents: BigInt(totals.employerCents),
      life_cents: BigInt(totals.lifeCents),
      ltd_cents: BigInt(totals.ltdCents),
      findings: keptText(findings.withoutErrors()),
      sums: canonicalJson(asked.sums),
      sent_by: asked.sentBy,
      rows_held: asked.held.length,
      held_pensionable_cents: BigInt(heldCents(file)),
      held_lines: asked.held.flatMap(({ line }) => line ?? []),
      people_paid: asked.peoplePaid,
      recorded_from: instant,
    })
    .execute();
  const sealed = asked.keys.seal(filePlace(fund, report), (await asked.compressed).toString("base64"));
  await tx
    .insertInto("records.pay_report_file")
    .values({ fund, report, key_no: sealed.keyNo, sealed: sealed.bytes, recorded_from: instant })
    .execute();
  await holdRows(tx, asked.keys, { fund, report }, asked.held, instant);
}

/** The pensionable pay, in cents, that the held rows of a file claim. */
export const heldCents = ({ leftOut }: ReportFile): number =>
  (leftOut ?? []).reduce((sum, row) => sum + row.pensionableCents, 0);

const filePlace = (fund: number, report: number): Place => ["pay_report_file", fund, report];

/** The column of report files, for a rotation of the keys. */
export const reportFiles: SealedColumn = {
  table: "records.pay_report_file",
  column: "sealed",
  key: ["fund", "report"],
  placeOf: ([fund, report]) => filePlace(Number(fund), Number(report)),
  keyNumber: "key_no",
};

/** Opens the file of a report, for posting. */
export async function openReportFile(
  db: Reading,
  keys: Keys,
  fund: number,
  report: number,
): Promise<Uint8Array> {
  const row = await db
    .selectFrom("records.pay_report_file")
    .select("sealed")
    .where("fund", "=", fund)
    .where("report", "=", report)
    .executeTakeFirstOrThrow();
  return zstdDecompressSync(Buffer.from(keys.open(filePlace(fund, report), row.sealed), "base64"));
}

/** Writes the log of a refusal: codes, lines, fields. Nothing else of the file stays. */
export async function storeRefusal(
  tx: Tx,
  asked: {
    fund: number;
    refusal: string;
    group: ReportingGroup | undefined;
    employer: number;
    header: ReportHeader | undefined;
    sha256: Buffer;
    findings: Findings;
    sentBy: string;
  },
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("records.pay_report_refusal")
    .values({
      fund: asked.fund,
      refusal: asked.refusal,
      reporting_group: asked.group?.group ?? null,
      employer: asked.employer,
      file_id: asked.group === undefined ? null : (asked.header?.fileId ?? null),
      sha256: asked.sha256,
      errors: asked.findings.number("error"),
      findings: keptText({ counts: asked.findings.counts(), kept: asked.findings.kept }),
      sent_by: asked.sentBy,
      recorded_from: instant,
    })
    .execute();
}
