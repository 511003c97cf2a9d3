import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { roles, type Actor, type Role } from "@emeritus/operations/actor.ts";
import type { Finding } from "@emeritus/operations/reporting-pay/findings.ts";
import { readReport } from "@emeritus/operations/reporting-pay/read-report.ts";
import { readRefusal } from "@emeritus/operations/reporting-pay/read-pay-reports.ts";
import { receivePayReport } from "@emeritus/operations/reporting-pay/receive-pay-report.ts";
import { submitPayReport } from "@emeritus/operations/reporting-pay/submit-pay-report.ts";
import { tryPayReport } from "@emeritus/operations/reporting-pay/try-pay-report.ts";
import type { System } from "@emeritus/operations/system.ts";
import { codeOf, wordsOf } from "@emeritus/web/employer/finding-words.ts";
import { en } from "@emeritus/words/en/index.ts";
import { money } from "@emeritus/words/format.ts";
import { wordsFor } from "@emeritus/words/index.ts";
import { sql } from "kysely";
import type { Command, Context } from "../command.ts";
import { given } from "../options.ts";
import { heldRows } from "../held-rows.ts";

const words = en.employer.cli;
const usage = 2;
const failed = 1;

/** Checks a pay report's file without a database, or sends and submits it, or mends the rows that wait, in the name of an employer's account. */
export const command: Command = {
  name: "report",
  summary: words.summary,
  usage: words.usage,
  run: async (args, context) => {
    const { options, rest } = given(args, ["as", "total", "because"]);
    const [act, name] = rest;
    if (act === "held" && options["as"])
      return held(rest.slice(1), options["as"], options["because"], context);
    const bytes = name === undefined ? undefined : readFile(name);
    if (name !== undefined && bytes === undefined) {
      context.say(words.noFile({ file: name }));
      return failed;
    }
    if (act === "check" && bytes !== undefined)
      return options["as"] ? tryOut(bytes, options["as"], context) : check(bytes, context);
    if (act === "submit" && bytes !== undefined && options["as"])
      return submit(bytes, options["as"], options["total"], context);
    context.say(en.cli.badUsage({ usage: words.usage }));
    return usage;
  },
};

/** The rows that wait, in the name of an employer's account. */
async function held(
  rest: readonly string[],
  account: string,
  because: string | undefined,
  { say, open }: Context,
): Promise<number> {
  const { system, close } = await open();
  try {
    const actor = await employerNamed(system, account);
    if (actor !== undefined) return await heldRows(system, actor, { rest, because, say, lineOf });
    say(words.noAccount({ account }));
    return failed;
  } finally {
    await close();
  }
}

function readFile(name: string): Uint8Array | undefined {
  try {
    return readFileSync(name);
  } catch {
    return undefined;
  }
}

/** The checks that the file alone allows. */
function check(bytes: Uint8Array, { say }: Context): number {
  const { findings, file } = readReport(bytes);
  for (const finding of findings.kept) say(lineOf(finding));
  if (file === undefined) {
    say(words.refused({ errors: findings.number("error") }));
    return failed;
  }
  const { rowsM, rowsX, pensionableCents } = file.totals;
  say(words.sound({ id: file.header.fileId, rows: rowsM + rowsX, total: money(pensionableCents) }));
  return 0;
}

/** The sandbox: all checks as if an account sent the file, and nothing is kept. */
async function tryOut(bytes: Uint8Array, account: string, { say, open }: Context): Promise<number> {
  const { system, close } = await open();
  try {
    const actor = await employerNamed(system, account);
    if (actor === undefined) {
      say(words.noAccount({ account }));
      return failed;
    }
    const { outcome, errors, held, found } = await tryPayReport(system, actor, bytes);
    for (const finding of found.kept) say(lineOf(finding));
    const says = en.payReports.trying;
    if (outcome === "refused") say(says.refused({ errors }));
    else say(outcome === "wouldBeTaken" ? says.wouldBeTaken : says.wouldBeTakenInPart({ held }));
    return outcome === "refused" ? failed : 0;
  } finally {
    await close();
  }
}

function lineOf(finding: Finding): string {
  const { rule, line, field, value } = finding;
  return words.finding({
    where: words.line({ line }),
    code: codeOf(rule),
    field,
    value,
    ...wordsOf(wordsFor("en"), finding),
  });
}

async function submit(
  bytes: Uint8Array,
  account: string,
  total: string | undefined,
  { say, open }: Context,
): Promise<number> {
  const pensionableCents = total === undefined ? undefined : centsOf(total);
  if (total !== undefined && pensionableCents === undefined) {
    say(words.badTotal({ total }));
    return usage;
  }
  const { system, close } = await open();
  try {
    const actor = await employerNamed(system, account);
    if (actor === undefined) {
      say(words.noAccount({ account }));
      return failed;
    }
    return await send(system, actor, bytes, pensionableCents, say);
  } finally {
    await close();
  }
}

const centsOf = (text: string): bigint | undefined =>
  /^-?\d{1,12}\.\d{2}$/u.test(text) ? BigInt(text.replace(".", "")) : undefined;

/** The account in whose name the file is sent: whoever reaches the keys and the database of this machine may name it. */
async function employerNamed(system: System, account: string): Promise<Actor | undefined> {
  const { rows } = await sql<{ account: string; roles: string[]; employers: number[] }>`
    select account, roles, employers from signin.account
    where fund = ${system.fund.number} and account = ${account.toLowerCase()} and not locked and 'employer' = any(roles)`.execute(
    system.db,
  );
  const row = rows[0];
  return (
    row && {
      account: row.account,
      employers: row.employers,
      roles: roles.filter((role): role is Role => role === "employer" && row.roles.includes(role)),
    }
  );
}

async function send(
  system: System,
  actor: Actor,
  bytes: Uint8Array,
  pensionableCents: bigint | undefined,
  say: Context["say"],
): Promise<number> {
  const taken = await receivePayReport(system, actor, { key: randomUUID(), bytes });
  if (taken.refused) {
    const seen = await readRefusal(system, actor, String(taken.refused.facts["refusal"]));
    for (const finding of seen?.found.kept ?? []) say(lineOf(finding));
    say(words.refused({ errors: Number(taken.refused.facts["errors"]) }));
    return failed;
  }
  const { report, status } = taken.accepted;
  if (status === "posted" || pensionableCents === undefined) {
    say(status === "posted" ? words.posted({ report }) : words.ready({ report }));
    return 0;
  }
  const done = await submitPayReport(system, actor, {
    key: randomUUID(),
    report,
    pensionableCents,
    comments: {},
  });
  if (done?.refused) {
    const says = en.employer.refusals[done.refused.code];
    say(typeof says === "string" ? says : says(done.refused.facts as never));
    return failed;
  }
  if (done?.accepted?.status === "awaitsConfirmation") say(en.payReports.confirming.submitted);
  else say(words.posted({ report }));
  return 0;
}
