import { randomUUID } from "node:crypto";
import type { Actor } from "@emeritus/operations/actor.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { shownOf } from "@emeritus/operations/redetermining/effects.ts";
import { recordReadingsOf } from "@emeritus/operations/signing-in/record-reading.ts";
import { tryOut } from "@emeritus/operations/redetermining/as-if.ts";
import { withoutBenefits } from "@emeritus/operations/redetermining/preview-report.ts";
import {
  columnsOf,
  giveUpHeldRow,
  mendHeldRow,
  personsOfHeldRow,
  readHeldRow,
} from "@emeritus/operations/reporting-pay/held-rows.ts";
import type { Finding } from "@emeritus/operations/reporting-pay/findings.ts";
import { readPayReport, readPayReports } from "@emeritus/operations/reporting-pay/read-pay-reports.ts";
import type { System } from "@emeritus/operations/system.ts";
import { en } from "@emeritus/words/en/index.ts";
import { sayEffects } from "./effects-said.ts";
import { wholeNumber } from "./options.ts";

const words = en.employer.cli;
const usage = 2;
const failed = 1;

/** What a command about held rows was given. */
export interface HeldAsked {
  /** list, show, effects, mend, post or drop; then the report, the row, and fields as column=value. */
  readonly rest: readonly string[];
  readonly because: string | undefined;
  readonly say: (line: string) => void;
  readonly lineOf: (finding: Finding) => string;
}

/** Lists the rows of an employer's reports that wait, and shows, mends, posts or gives up one of them; gives the exit status. */
export async function heldRows(system: System, actor: Actor, asked: HeldAsked): Promise<number> {
  const { rest, say } = asked;
  const [act, reportText, itemText, ...changes] = rest;
  if (act === "list") return list(system, actor, asked);
  const [report, item] = [wholeNumber(reportText), wholeNumber(itemText)];
  if (report === undefined || item === undefined) {
    say(en.cli.badUsage({ usage: words.usage }));
    return usage;
  }
  const seen = await readHeldRow(system, actor, { report, item });
  if (seen === undefined) {
    say(words.noHeldRow({ report, item }));
    return failed;
  }
  const key = randomUUID();
  if (act === "show") {
    for (const column of columnsOf(seen.held.letter)) say(`${column}=${seen.fields[column] ?? ""}`);
    for (const finding of seen.found) say(asked.lineOf(finding));
    return 0;
  }
  if (act === "drop")
    return told(
      asked,
      await giveUpHeldRow(system, actor, { key, report, item, because: asked.because ?? "" }),
      () => words.heldGone({ report, item }),
    );
  const fields = fieldsTyped(seen.fields, columnsOf(seen.held.letter), changes);
  if (act === "effects" && fields !== undefined)
    return effects(system, actor, asked, { report, item, fields });
  if (
    (act !== "mend" && act !== "post") ||
    fields === undefined ||
    (act === "mend") === (changes.length === 0)
  ) {
    say(en.cli.badUsage({ usage: words.usage }));
    return usage;
  }
  const outcome = await mendHeldRow(system, actor, { key, report, item, fields });
  for (const finding of outcome?.accepted?.found ?? []) say(asked.lineOf(finding));
  if (outcome?.accepted?.found !== undefined) {
    say(words.heldStays({ report, item }));
    return failed;
  }
  return told(asked, outcome, () => words.posted({ report: outcome!.accepted!.byReport! }));
}

/** Says what posting a row with these fields would do, and keeps nothing of it. */
async function effects(
  system: System,
  actor: Actor,
  { say, lineOf }: HeldAsked,
  row: { report: number; item: number; fields: Readonly<Record<string, string>> },
): Promise<number> {
  const persons = await personsOfHeldRow(system, actor, row);
  const tried = await tryOut(system, persons, (trial) =>
    mendHeldRow(trial, actor, { key: randomUUID(), ...row }),
  );
  const found = tried.answer?.accepted?.found ?? [];
  for (const finding of found) say(lineOf(finding));
  if (tried.answer?.refused || found.length > 0) {
    say(words.heldStays(row));
    return failed;
  }
  const read = { action: "read pay reports", route: "cli held row effects" } as const;
  await recordReadingsOf(system, actor, { ...read, persons: shownOf(tried.effects) });
  sayEffects(may(actor, "read the work queue") ? tried.effects : withoutBenefits(tried.effects), say);
  return 0;
}

async function list(system: System, actor: Actor, { say, lineOf }: HeldAsked): Promise<number> {
  const { open } = await readPayReports(system, actor);
  for (const { report, fileId } of open) {
    const seen = await readPayReport(system, actor, report);
    for (const { item, step, findings } of seen?.held ?? []) {
      if (step !== null) continue;
      say(words.heldRow({ report, item, file: fileId }));
      for (const finding of JSON.parse(findings) as Finding[]) say(`  ${lineOf(finding)}`);
    }
  }
  if (open.length === 0) say(words.noHeldRows);
  return 0;
}

/** Fields of a row with those that were typed as column=value in their place; nothing where a column is unknown. */
function fieldsTyped(
  fields: Readonly<Record<string, string>>,
  columns: readonly string[],
  changes: readonly string[],
): Record<string, string> | undefined {
  const typed: Record<string, string> = { ...fields };
  for (const change of changes) {
    const [, column, value] = /^([a-z0-9_]+)=(.*)$/su.exec(change) ?? [];
    if (column === undefined || !columns.includes(column)) return undefined;
    typed[column] = value!;
  }
  return typed;
}

function told(
  { say }: HeldAsked,
  outcome: Awaited<ReturnType<typeof mendHeldRow>> | Awaited<ReturnType<typeof giveUpHeldRow>>,
  done: () => string,
): number {
  if (outcome?.refused) {
    const says = en.employer.refusals[outcome.refused.code];
    say(typeof says === "string" ? says : (says as (facts: object) => string)(outcome.refused.facts));
    return failed;
  }
  say(done());
  return 0;
}
