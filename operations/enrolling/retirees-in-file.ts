import type { PlainDate } from "@emeritus/engine/dates.ts";
import { personsBySsn } from "@emeritus/records/closed-field.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { personsByMemberId } from "@emeritus/records/person.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Findings } from "../reporting-pay/findings.ts";
import type { ReportFile } from "../reporting-pay/report-file.ts";
import type { System } from "../system.ts";
import { careerBefore } from "./career-before.ts";
import { noticeReemployed, retirementBenefits, worksAfterRetirement } from "./notice-reemployed.ts";

/** A file that names retirees as employees, and who sent it. */
export interface RetireesTold {
  readonly file: ReportFile;
  readonly findings: Findings;
  readonly group: { readonly employer: number; readonly employerName: string };
  readonly actor: string;
}

interface Named {
  readonly memberId: number;
  readonly ssn: number;
  readonly from: PlainDate;
  readonly eligible: boolean;
}

/** Rows of a file that the checks found to be of somebody who draws a benefit (B111), each with the first day of the work. */
function retireesNamed({ file, findings }: Pick<RetireesTold, "file" | "findings">): Named[] {
  const lines = new Set(findings.kept.filter(({ rule }) => rule === "drawsBenefit").map(({ line }) => line));
  if (lines.size === 0) return [];
  const { events, money } = file;
  const named: Named[] = events
    .filter(({ line }) => lines.has(line))
    .map(({ memberId, ssn, eventDate }) => ({ memberId, ssn, from: eventDate, eligible: true }));
  for (let at = 0; at < money.count; at += 1)
    if (lines.has(money.line[at]!))
      named.push({
        memberId: money.memberId[at]!,
        ssn: money.ssn[at]!,
        from: money.earnBegin[at]!,
        eligible: money.eligible[at] === 1,
      });
  return named;
}

/** Starts the case of each retiree whom a file names as an employee and holds what is paid (B111), whether the file is taken or not. */
export async function noticeRetireesInFile(
  system: Pick<System, "fund" | "calendar" | "keys">,
  tx: Tx,
  told: RetireesTold,
  instant: Instant,
): Promise<void> {
  const named = retireesNamed(told);
  if (named.length === 0) return;
  const fund = system.fund.number;
  const digits = (number: number, length: number) => String(number).padStart(length, "0");
  const byNumber = await personsByMemberId(
    tx,
    fund,
    named.filter(({ memberId }) => memberId > 0).map(({ memberId }) => digits(memberId, 8)),
  );
  const bySsn = await personsBySsn(
    tx,
    system.keys,
    fund,
    named.filter(({ ssn }) => ssn > 0).map(({ ssn }) => digits(ssn, 9)),
  );
  const { group, actor } = told;
  for (const { memberId, ssn, from, eligible } of named) {
    const person = byNumber.get(digits(memberId, 8)) ?? bySsn.get(digits(ssn, 9));
    if (person === undefined) continue;
    const before = await careerBefore(tx, fund, person, { hired: from, memberClass: "general" });
    const seen = { from, eligible, elected: false, leftService: before.lastDay };
    const work = worksAfterRetirement(await retirementBenefits(tx, fund, person), seen);
    if (work === undefined) continue;
    const { employer, employerName } = group;
    await noticeReemployed(
      system,
      tx,
      { person, actor, work, employer, employerName, found: "payReport" },
      instant,
    );
  }
}
