import { randomUUID } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { msep2000Payroll } from "@emeritus/operations/benefit-payroll/msep-2000-due.ts";
import {
  checkConversion,
  type Checked,
  type Files,
} from "@emeritus/operations/converting/check-conversion.ts";
import { type Accepted, type Difference, more } from "@emeritus/operations/converting/differences.ts";
import { fileNames } from "@emeritus/operations/converting/layout.ts";
import { loadConversion } from "@emeritus/operations/converting/load-conversion.ts";
import type { Finding } from "@emeritus/operations/converting/read-file.ts";
import { runParallel } from "@emeritus/operations/converting/run-parallel.ts";
import { signConversion } from "@emeritus/operations/converting/sign-conversion.ts";
import { NotAllowed } from "@emeritus/operations/permissions.ts";
import type { System } from "@emeritus/operations/system.ts";
import { en } from "@emeritus/words/en/index.ts";
import { count, longMonth, money } from "@emeritus/words/format.ts";
import type { Command, Context } from "../command.ts";
import { given } from "../options.ts";
import { signedIn } from "../signed-in.ts";

const words = en.convert;
const REFUSED = 1;
const BAD_USAGE = 2;

type Say = (line: string) => void;
interface Asked {
  readonly system: System;
  readonly actor: Actor;
  readonly files: Files;
  readonly month: string;
  readonly say: Say;
}

/** Takes over another system's people, service, pay and payees, and compares a month's payroll with its register. */
export const command: Command = {
  name: "convert",
  summary: words.summary,
  usage: words.usage,
  run: async (args, context) => {
    const { options, rest } = given(args, ["as", "code", "month"]);
    const [what = "", named] = rest;
    const { say } = context;
    const refuse = (line: string, status = BAD_USAGE) => (say(line), status);
    const badUsage = () => refuse(en.cli.badUsage({ usage: words.usage }));
    if (what === "sign" ? rest.length !== 1 : rest.length !== 2) return badUsage();
    const folder = named === undefined ? undefined : resolve(named);
    if (folder !== undefined && !existsSync(folder)) return refuse(words.noFolder({ folder }), REFUSED);
    const files = folder === undefined ? {} : filesIn(folder);
    if (what === "check") return check(files, say);
    const act = acts[what];
    if (act === undefined) return badUsage();
    const month = options["month"] ?? "";
    if (what === "parallel" && !/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) return refuse(words.monthNeeded);
    return signedInAs(context, options, (system, actor) => act({ system, actor, files, month, say }));
  },
};

const acts: Readonly<Record<string, (asked: Asked) => Promise<number>>> = { load, sign, parallel };

async function signedInAs(
  { say, open, environment }: Context,
  { as: onlineId, code }: Readonly<Record<string, string | undefined>>,
  act: (system: System, actor: Actor) => Promise<number>,
): Promise<number> {
  const password = environment["EMERITUS_PASSWORD"];
  if (!onlineId || !code || !password) return (say(words.accountNeeded), BAD_USAGE);
  const { system, close } = await open();
  try {
    const actor = await signedIn(system, { onlineId, password, code });
    if (actor === undefined) return (say(words.notSignedIn), BAD_USAGE);
    return await act(system, actor);
  } catch (error) {
    if (!(error instanceof NotAllowed)) throw error;
    say(words.notAllowed);
    return REFUSED;
  } finally {
    await close();
  }
}

function filesIn(folder: string): Files {
  const there = fileNames.filter((file) => existsSync(join(folder, `${file}.csv`)));
  return Object.fromEntries(there.map((file) => [file, readFileSync(join(folder, `${file}.csv`))]));
}

function check(files: Files, say: Say): number {
  const checked = checkConversion(files);
  tell(checked, say);
  const { whole, open } = checked;
  if (whole === undefined) return REFUSED;
  const { people, pay, payees } = whole.rows;
  say(
    words.wouldLoad({
      people: count(people.length),
      payYears: count(pay.length),
      payMonths: money(checked.totals.find(({ of }) => of === "pay")?.cents ?? 0n),
      benefits: count(payees.length),
    }),
  );
  return open.length > 0 ? REFUSED : 0;
}

async function load({ system, actor, files, say }: Asked): Promise<number> {
  const { checked, outcome } = await loadConversion(system, actor, { key: randomUUID(), files });
  tell(checked, say);
  if (outcome.refused) return (say(words.problems[outcome.refused.code]), REFUSED);
  const { people, payYears, benefits } = outcome.accepted;
  say(words.loaded({ people: count(people), payYears: count(payYears), benefits: count(benefits) }));
  return 0;
}

async function sign({ system, actor, say }: Asked): Promise<number> {
  const { accepted, refused } = await signConversion(system, actor, { key: randomUUID() });
  say(refused ? words.problems[refused.code] : words.signed({ account: accepted.signedBy }));
  return refused ? REFUSED : 0;
}

async function parallel({ system, actor, files, month, say }: Asked): Promise<number> {
  const asked = { files, month: parseDate(`${month}-01`) };
  const found = await runParallel(system, actor, asked, msep2000Payroll().amountsDue);
  tellDifferences(found, say);
  say(
    words.parallel({
      month: longMonth(month),
      theirs: money(found.theirs.cents),
      theirPayees: count(found.theirs.payees),
      ours: money(found.ours.cents),
      ourPayees: count(found.ours.payees),
    }),
  );
  sayCounts(found, say);
  return found.findings.length + found.open.length > 0 ? REFUSED : 0;
}

function tell(checked: Checked, say: Say): void {
  for (const { file, rows, sha256 } of checked.files) say(words.file({ file, rows: count(rows), sha256 }));
  for (const { of, rows, theirRows, cents, theirCents } of checked.totals)
    say(
      words.total({
        of,
        rows: count(rows),
        theirRows: count(theirRows),
        amount: money(cents),
        theirAmount: theirCents === null ? "" : money(theirCents),
      }),
    );
  tellDifferences(checked, say);
  if (checked.whole === undefined) say(words.notCompared);
  sayCounts(checked, say);
}

interface Found {
  readonly findings: readonly Finding[];
  readonly accepted: readonly Accepted[];
  readonly open: readonly Difference[];
}

function tellDifferences({ findings, accepted, open }: Found, say: Say): void {
  for (const one of findings) say(findingText(one));
  for (const one of accepted) say(words.because({ line: differenceText(one), because: one.because }));
  for (const one of open) say(words.open({ line: differenceText(one) }));
}

function sayCounts({ findings, accepted, open }: Found, say: Say): void {
  say(
    words.checked({
      findings: count(findings.length),
      open: count(open.length),
      accepted: count(accepted.length),
    }),
  );
}

function findingText({ file, line, field, value, rule, wanted = "" }: Finding): string {
  const says = words.rules[rule] as (facts: { wanted: string }) => string;
  return words.finding({ file, line: String(line), field, value, rule: says({ wanted }) });
}

function differenceText(one: Difference): string {
  const { difference, of, theirs, ours, cause, facts = {} } = one;
  const says = words.causes[cause] as (facts: Readonly<Record<string, string>>) => string;
  const shown = (value: bigint | null, date: string | undefined) => {
    if (difference === "temporaryEnds") return date ?? words.none;
    if (value === null) return words.none;
    return difference === "rows" ? count(value) : money(value);
  };
  const cents = more(one);
  const less = cents < 0n ? "-" : "+";
  const size = cents < 0n ? -cents : cents;
  const by = difference === "rows" ? count(size) : money(size);
  return words.difference({
    of,
    what: words.what[difference],
    theirs: shown(theirs, facts["theirs"]),
    ours: shown(ours, facts["ours"]),
    more: difference === "temporaryEnds" ? "" : `${less}${by}`,
    cause: says(facts),
  });
}
