import { createHash, randomUUID } from "node:crypto";
import { command } from "@emeritus/records/command.ts";
import { findDraft, keepDraft } from "@emeritus/records/pay-report-held.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import type { System } from "../system.ts";
import { expectedReport, type Expected } from "./draft-report.ts";
import { rules, type Finding } from "./findings.ts";
import { receivePayReport } from "./receive-pay-report.ts";
import { claimsOf, type Claim, type SentFile } from "./sent-rows.ts";
import { tryPayReport } from "./try-pay-report.ts";
import {
  gridOf,
  idOf,
  typedWith,
  writeGrid,
  type TypedForm,
  type TypedReport,
  type TypedRows,
  type TypingFault,
} from "./typed-report.ts";

/** The rows of a refused file on the page, each with what is wrong in it now, and its sums beside those it stated. */
export interface Correcting {
  readonly file: SentFile;
  readonly fileId: string;
  readonly found: readonly FoundAt[];
  /** Empty while something cannot be read. */
  readonly claims: readonly Claim[];
}

/** A finding with the row of the page that it is about. */
export type FoundAt = Finding & { readonly id: string | undefined };

/** The page's report: everybody expected, what was typed, and who kept the draft when. */
export interface Grid extends TypedRows {
  readonly correcting: Correcting | undefined;
  readonly kept: KeptDraft | undefined;
}

/**
 * The report of a group's next period as its draft has it, else with everybody's last pay. Nothing without such a group. Rows of a
 * refused file are checked as they stand with what is in `form`, so that each shows what is wrong in it.
 */
export async function readGrid(
  system: System,
  actor: Actor,
  group: string,
  form?: TypedForm,
): Promise<Grid | undefined> {
  const expected = await expectedReport(system, actor, { group });
  if (expected === undefined) return undefined;
  const kept = await keptDraft(system, expected);
  const typed = form === undefined ? kept?.typed : (typedWith(kept?.typed, form) ?? kept?.typed);
  return {
    ...gridOf(expected, typed),
    kept,
    correcting: await correctingOf(system, actor, expected, typed),
  };
}

async function correctingOf(
  system: System,
  actor: Actor,
  expected: Expected,
  typed: TypedReport | undefined,
): Promise<Correcting | undefined> {
  const file = typed?.sent;
  if (file === undefined) return undefined;
  const fileId = typed!.fileId ?? file.fileId;
  const written = writeGrid(system, expected, typed!);
  if ("faults" in written) return { file, fileId, found: [], claims: [] };
  const tried = await tryPayReport(system, actor, new TextEncoder().encode(written.text));
  const found = tried.found.kept.map(placing(expected, written.ids));
  return { file, fileId, found, claims: claimsOf(file, written.text) };
}

/** Finds the row of the page for a finding: by its line, else by the member whom it names. */
const placing =
  (expected: Expected, ids: ReadonlyMap<number, string>) =>
  (finding: Finding): FoundAt => {
    const { line, value } = finding;
    const id = line > 0 ? ids.get(line) : expected.rows.filter((row) => row.memberId === value).map(idOf)[0];
    return { ...finding, id };
  };

/** A keyed hash of what was typed, so that a command's request tells nothing of a closed value in it. */
export const hashOf = (keys: System["keys"], text: string): string =>
  keys.lookup("typed", createHash("sha256").update(text).digest("base64")).hash.toString("hex");

const draftOf = ({ fund }: System, { group, period }: Expected) => ({
  fund: fund.number,
  group: group.group,
  periodBegin: period.begin,
});

/** Keeps what is typed as a draft, sealed; nothing typed gives the draft up. Nothing is sent. */
export async function keepGrid(
  system: System,
  actor: Actor,
  asked: { key: string; group: string; typed: TypedForm | undefined },
): Promise<boolean | "draftGone"> {
  const expected = await expectedReport(system, actor, { group: asked.group });
  if (expected === undefined) return false;
  if (asked.typed === undefined)
    return storeDraft(system, actor, expected, { key: asked.key, typed: undefined });
  const typed = typedWith((await keptDraft(system, expected))?.typed, asked.typed);
  if (typed === undefined) return "draftGone";
  return storeDraft(system, actor, expected, { key: asked.key, typed });
}

/** A draft as it is kept: what was typed, and who kept it when. */
export interface KeptDraft {
  readonly typed: TypedReport;
  readonly actor: string;
  readonly at: Instant;
}

/** The draft of a group's next report, if one is kept. */
export async function keptDraft(system: System, expected: Expected): Promise<KeptDraft | undefined> {
  const kept = await findDraft(system.db, system.keys, draftOf(system, expected));
  return kept && { typed: JSON.parse(kept.text) as TypedReport, actor: kept.actor, at: kept.at };
}

/** Stores the draft of a group's next report as it is given; nothing gives the draft up. */
export async function storeDraft(
  system: System,
  actor: Actor,
  expected: Expected,
  asked: { key: string; typed: TypedReport | undefined },
): Promise<true> {
  const of = draftOf(system, expected);
  const text = asked.typed === undefined ? "" : JSON.stringify(asked.typed);
  const hash = hashOf(system.keys, text);
  await command(
    system.db,
    { fund: of.fund, actor, key: asked.key, name: "keepPayReportDraft", request: { group: of.group, hash } },
    async (tx, instant, note) => {
      note({ facts: { group: expected.group.code } });
      await keepDraft(tx, system.keys, of, { draft: randomUUID(), actor: actor.account, text }, instant);
      return {};
    },
  );
  return true;
}

/** What sending came to: the report, faults of typing, or findings with the row each is about. */
export type GridSent =
  | { readonly report: number }
  | { readonly faults: readonly TypingFault[] }
  | { readonly found: readonly FoundAt[] };

/** Checks a report typed in and sends it, by the same way as a file; a refused one keeps nothing but the draft. */
export async function sendGrid(
  system: System,
  actor: Actor,
  asked: { key: string; group: string; typed: TypedForm },
): Promise<GridSent | undefined> {
  const expected = await expectedReport(system, actor, { group: asked.group });
  if (expected === undefined) return undefined;
  const typed = typedWith((await keptDraft(system, expected))?.typed, asked.typed);
  if (typed === undefined) return { faults: [{ field: "", says: "draftGone" }] };
  const written = writeGrid(system, expected, typed);
  if ("faults" in written) return written;
  const bytes = new TextEncoder().encode(written.text);
  const tried = await tryPayReport(system, actor, bytes);
  if (tried.outcome === "refused") {
    const errors = tried.found.kept.filter(({ rule }) => rules[rule][1] === "error");
    return { found: errors.map(placing(expected, written.ids)) };
  }
  const { sent } = typed;
  if (
    sent &&
    !asked.typed.totalsSeen &&
    claimsOf(sent, written.text).some(({ stated, now }) => stated !== now)
  )
    return { faults: [{ field: "totalsSeen", says: "totalsDiffer" }] };
  const from = sent && { from: { refusal: sent.refusal } };
  const { accepted, refused } = await receivePayReport(system, actor, { key: asked.key, bytes, ...from });
  if (refused) return { found: [] };
  await storeDraft(system, actor, expected, { key: randomUUID(), typed: undefined });
  return { report: accepted.report };
}
