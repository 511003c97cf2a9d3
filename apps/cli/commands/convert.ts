import { randomUUID } from "node:crypto";
import { readdirSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseDate, plainDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { payrollLaw } from "@emeritus/operations/benefit-payroll/payroll-law.ts";
import {
  checkConversion,
  type Checked,
  type Files,
  type TotalSeen,
} from "@emeritus/operations/converting/check-conversion.ts";
import { acceptDifference } from "@emeritus/operations/converting/accept-difference.ts";
import {
  type Accepted,
  type Difference,
  type DifferenceClass,
  differenceClasses,
} from "@emeritus/operations/converting/differences.ts";
import { fileOnDisk } from "@emeritus/operations/converting/file-bytes.ts";
import { seeDifferences, sumsByClass } from "@emeritus/operations/converting/see-conversion.ts";
import { fileNames } from "@emeritus/operations/converting/layout.ts";
import { prepareCutover, releaseCutover } from "@emeritus/operations/converting/cut-over.ts";
import type { CutoverSummary } from "@emeritus/operations/converting/decide-cutover.ts";
import { loadConversion } from "@emeritus/operations/converting/load-conversion.ts";
import type { Finding } from "@emeritus/operations/converting/read-file.ts";
import { runParallel } from "@emeritus/operations/converting/run-parallel.ts";
import { signConversion } from "@emeritus/operations/converting/sign-conversion.ts";
import { NotAllowed } from "@emeritus/operations/permissions.ts";
import type { System } from "@emeritus/operations/system.ts";
import type { KeptDifference } from "@emeritus/records/conversion-differences.ts";
import { conversionDifferenceText } from "@emeritus/words/conversion-text.ts";
import { en } from "@emeritus/words/en/index.ts";
import { count, longMonth, money } from "@emeritus/words/format.ts";
import type { Command, Context } from "../command.ts";
import { given, isMonth } from "../options.ts";
import { signedIn } from "../signed-in.ts";
import { BAD_USAGE, REFUSED } from "../exit-status.ts";

const words = en.convert;
const mostShown = 1000;

type Say = (line: string) => void;
interface Asked {
  readonly system: System;
  readonly actor: Actor;
  readonly files: Files;
  readonly month: string;
  readonly options: Readonly<Record<string, string | undefined>>;
  readonly say: Say;
}

/** Takes over another system's people, service, pay and payees, and compares a month's payroll with its register. */
export const command: Command = {
  name: "convert",
  summary: words.summary,
  usage: words.usage,
  run: async (args, context) => {
    const { options, rest } = given(args, [
      "as",
      "code",
      "month",
      "parallel",
      "difference",
      "class",
      "because",
    ]);
    const [what = "", named] = rest;
    const { say } = context;
    const refuse = (line: string, status = BAD_USAGE) => (say(line), status);
    const badUsage = () => refuse(en.cli.badUsage({ usage: words.usage }));
    if (
      ["sign", "differences", "accept", "cutover", "release"].includes(what)
        ? rest.length !== 1
        : rest.length !== 2
    )
      return badUsage();
    const folder = named === undefined ? undefined : resolve(named);
    if (folder !== undefined && !isFolder(folder)) return refuse(words.noFolder({ folder }), REFUSED);
    const files = folder === undefined ? {} : filesIn(folder);
    for (const file of folder === undefined ? [] : notRead(folder)) say(words.notRead({ file }));
    if (what === "check") return check(files, say);
    const act = acts[what];
    if (act === undefined) return badUsage();
    const month = options["month"] ?? "";
    if (what === "parallel" && !isMonth(month)) return refuse(words.monthNeeded);
    return signedInAs(context, options, (system, actor) =>
      act({ system, actor, files, month, options, say }),
    );
  },
};

const acts: Readonly<Record<string, (asked: Asked) => Promise<number>>> = {
  load,
  differences,
  accept,
  sign,
  parallel,
  cutover,
  release,
};

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

const isFolder = (folder: string): boolean =>
  statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;

/** Files of a folder that look as if they belonged to the conversion and have no name that it reads. */
const notRead = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => /\.csv$/i.test(name) && !fileNames.some((file) => name === `${file}.csv`))
    .toSorted();

function filesIn(folder: string): Files {
  const there = fileNames.filter((file) =>
    statSync(join(folder, `${file}.csv`), { throwIfNoEntry: false })?.isFile(),
  );
  return Object.fromEntries(there.map((file) => [file, fileOnDisk(join(folder, `${file}.csv`))]));
}

/** The day of this machine's clock: checking opens no fund whose calendar could be asked. */
function today() {
  const now = new Date();
  return plainDate(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

function check(files: Files, say: Say): number {
  const checked = checkConversion(files, { today: today() });
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
  const { people, payYears, benefits, open } = outcome.accepted;
  const counted = { people: count(people), payYears: count(payYears), benefits: count(benefits) };
  say(words.loaded({ ...counted, open: count(open) }));
  return 0;
}

async function differences({ system, actor, options, say }: Asked): Promise<number> {
  const { sums, list } = await seeDifferences(system, actor, { class: options["class"], most: mostShown });
  for (const { name, ...sum } of sumsByClass(sums))
    say(
      words.classSum({
        name: words.classes[name],
        differences: count(sum.count),
        open: count(sum.open),
        apart: sum.apart === null ? words.none : money(sum.apart),
      }),
    );
  for (const one of list.differences) {
    const line = differenceText(one);
    const text = one.because === null ? words.open({ line }) : words.because({ line, because: one.because });
    say(words.numbered({ number: String(one.difference), line: text }));
  }
  if (list.all > list.differences.length)
    say(words.rowsOnly({ shown: count(list.differences.length), all: count(list.all) }));
  return 0;
}

async function accept({ system, actor, options, say }: Asked): Promise<number> {
  const { because = "", difference, class: named } = options;
  const one = /^\d{1,9}$/.test(difference ?? "") ? Number(difference) : undefined;
  const of = differenceClasses.find((each) => each === named && each !== "unexplained");
  if (because.trim() === "" || (one === undefined) === (of === undefined))
    return (say(words.becauseNeeded), BAD_USAGE);
  const which =
    one === undefined ? { class: of as Exclude<DifferenceClass, "unexplained"> } : { difference: one };
  const { accepted, refused } = await acceptDifference(system, actor, {
    key: randomUUID(),
    because,
    ...which,
  });
  say(refused ? words.problems[refused.code] : words.acceptedNow({ differences: count(accepted.count) }));
  return refused ? REFUSED : 0;
}

async function sign({ system, actor, say }: Asked): Promise<number> {
  const { accepted, refused } = await signConversion(system, actor, { key: randomUUID() });
  say(refused ? words.problems[refused.code] : words.signed({ account: accepted.signedBy }));
  return refused ? REFUSED : 0;
}

async function parallel({ system, actor, files, month, say }: Asked): Promise<number> {
  const asked = { key: randomUUID(), files, month: parseDate(`${month}-01`) };
  const { findings, outcome } = await runParallel(system, actor, asked, payrollLaw().amountsDue);
  if (outcome.refused) {
    for (const one of findings) say(findingText(one));
    say(words.parallelProblems[outcome.refused.code]);
    return REFUSED;
  }
  const found = outcome.accepted;
  tellDifferences(found, say);
  say(
    words.parallel({
      month: longMonth(month),
      theirs: money(found.totals.theirCents),
      theirPayees: count(found.totals.theirPayees),
      ours: money(found.totals.ourCents),
      ourPayees: count(found.totals.ourPayees),
    }),
  );
  say(words.kept({ parallel: String(found.parallel) }));
  sayCounts(found, say);
  return found.open.length > 0 ? REFUSED : 0;
}

async function cutover({ system, actor, month, options, say }: Asked): Promise<number> {
  const named = options["parallel"] ?? "";
  if (!isMonth(month) || !/^\d{1,9}$/.test(named)) return (say(en.cutover.usage), BAD_USAGE);
  const asked = { key: randomUUID(), firstMonth: parseDate(`${month}-01`), parallel: Number(named) };
  const { accepted, refused } = await prepareCutover(system, actor, asked);
  if (refused) return (say(cutoverProblem(refused)), REFUSED);
  saySums(accepted.summary, say);
  say(en.cutover.prepared({ cutover: String(accepted.cutover), month: longMonth(month) }));
  return 0;
}

async function release({ system, actor, say }: Asked): Promise<number> {
  const { accepted, refused } = await releaseCutover(system, actor, { key: randomUUID() });
  if (refused) return (say(cutoverProblem(refused)), REFUSED);
  saySums(accepted.summary, say);
  say(en.cutover.released({ holds: count(accepted.holds) }));
  return 0;
}

function cutoverProblem({
  code,
  facts,
}: NonNullable<Awaited<ReturnType<typeof releaseCutover>>["refused"]>): string {
  const says = en.cutover.problems[code];
  return typeof says === "string" ? says : says({ month: longMonth(String(facts["month"])) });
}

function saySums({ sums }: CutoverSummary, say: Say): void {
  for (const { outcome, reason, benefits, theirs } of sums) {
    const why = reason === null ? "" : `: ${en.cutover.reasons[reason]}`;
    const what = `${en.cutover.outcomes[outcome]}${why}`;
    say(en.cutover.sumLine({ what, benefits: count(benefits), amount: money(theirs) }));
  }
}

function tell(checked: Checked, say: Say): void {
  for (const { file, rows, sha256 } of checked.files) say(words.file({ file, rows: count(rows), sha256 }));
  for (const { of, rows, theirRows, cents, theirCents, ...more } of checked.totals)
    say(
      words.total({
        of,
        more: serviceTotals(more),
        rows: count(rows),
        theirRows: count(theirRows),
        amount: money(cents),
        theirAmount: theirCents === null ? "" : money(theirCents),
      }),
    );
  tellDifferences(checked, say);
  if (checked.whole === undefined) say(words.notYetCompared);
  const { service = 0, contributions = 0, interest = 0 } = checked.notCompared ?? {};
  if (service + contributions + interest > 0)
    say(
      words.notCompared({
        service: count(service),
        contributions: count(contributions),
        interest: count(interest),
      }),
    );
  sayCounts(checked, say);
}

function serviceTotals({ months, theirMonths, hours, theirHours }: Partial<TotalSeen>): string {
  const decimals = (hundredths: bigint) => formatCents(hundredths);
  return [
    theirMonths === undefined
      ? ""
      : words.totalMonths({ months: count(months ?? 0n), theirs: count(theirMonths) }),
    theirHours === undefined
      ? ""
      : words.totalHours({ hours: decimals(hours ?? 0n), theirs: decimals(theirHours) }),
  ].join("");
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

const differenceText = (one: Difference | KeptDifference): string =>
  conversionDifferenceText(words, "kind" in one ? one : { ...one, kind: one.difference });
