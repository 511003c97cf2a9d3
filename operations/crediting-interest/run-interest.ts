import { createHash } from "node:crypto";
import { formatDate } from "@emeritus/engine/dates.ts";
import { explain } from "@emeritus/engine/explain.ts";
import { memberContributions } from "@emeritus/law/missouri/mosers/contributions/plan.ts";
import { vested } from "@emeritus/law/missouri/mosers/msep-2000/vesting.ts";
import { msep2011 } from "@emeritus/law/missouri/mosers/msep-2011/plan.ts";
import { command } from "@emeritus/records/command.ts";
import { addMany } from "@emeritus/records/copy.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { monthToPost, post } from "@emeritus/records/ledger.ts";
import {
  interestBases,
  type InterestBasis,
  type InterestItem,
  interestItems,
} from "@emeritus/records/member-account.ts";
import { knownAtNow } from "@emeritus/records/moment.ts";
import {
  addRun,
  addStep,
  doStep,
  findRun,
  getRun,
  listRuns,
  lockBeginning,
  lockRun,
  type Run,
  type RunStep,
  stepsOf,
} from "@emeritus/records/run.ts";
import type { Cents } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { careersFacts } from "../career.ts";
import { keepLaw } from "../determining/record-determination.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import {
  creditingDay,
  decideInterest,
  interestRateByLaw,
  interestRatesNotGiven,
  secondAccountStays,
  yearsByLaw,
} from "./interest-law.ts";
import { ratesEntered } from "./interest-rates.ts";

/** The kind of these runs. */
export const INTEREST = "interest";
const WITHDRAWN = "withdrawn";

const periodOf = (year: number): string => `${year}-06-01`;
/** The year of crediting of a run. */
export const yearOf = ({ period }: Pick<Run, "period">): number => Number(period.slice(0, 4));

/** Why a year's interest is not prepared. */
export type PrepareInterestRefused = Refusal<
  | "interestRateNotEntered"
  | "beforeInterest"
  | "tooEarly"
  | "laterYearCredited"
  | "yearBeforeOpen"
  | "yearSkipped"
>;

/** Pure. The day has come, the rate is known, and years follow each other one at a time. */
export function decideInterestRun({
  year,
  today,
  rateKnown,
  other,
}: {
  readonly year: number;
  readonly today: string;
  readonly rateKnown: boolean;
  readonly other: { readonly year: number; readonly posted: boolean } | undefined;
}): PrepareInterestRefused | undefined {
  if (year < yearsByLaw.first) return refused("beforeInterest", { year }, "RSMo 104.1091.8(5)").refused;
  if (today < formatDate(creditingDay(year))) return refused("tooEarly", { year }).refused;
  if (!rateKnown)
    return refused("interestRateNotEntered", { year, register: interestRatesNotGiven }, "RSMo 104.1091.8(5)")
      .refused;
  if (other === undefined) return undefined;
  if (!other.posted) return refused("yearBeforeOpen", { year: other.year }).refused;
  if (other.year > year) return refused("laterYearCredited", { year: other.year }).refused;
  return year > other.year + 1 ? refused("yearSkipped", { year: other.year + 1 }).refused : undefined;
}

/** Begins the interest of a year, fixing what it knows and the rate; beginning again gives the run that is there. */
export async function prepareInterest(
  { db, fund, calendar }: System,
  actor: Actor,
  { key, year }: { readonly key: string; readonly year: number },
): Promise<Outcome<{ readonly run: number; readonly attempt: number }, PrepareInterestRefused>> {
  allow(actor, "prepare interest");
  const knownAt = await knownAtNow(db);
  return command(
    db,
    { fund: fund.number, actor, key, name: "prepareInterest", request: { year } },
    async (tx, instant, note) => {
      await lockBeginning(tx, fund.number);
      const latest = await findRun(tx, fund.number, INTEREST, periodOf(year));
      if (latest !== undefined && !isWithdrawn(await stepsOf(tx, fund.number, latest.run)))
        return accepted({ run: latest.run, attempt: latest.attempt });
      const thousandths = interestRateByLaw(year) ?? (await ratesEntered(tx, fund.number)).get(year);
      const refusal = decideInterestRun({
        year,
        today: formatDate(calendar.today()),
        rateKnown: thousandths !== undefined,
        other: await otherRun(tx, fund.number, year),
      });
      if (refusal !== undefined) return { refused: refusal };
      const lawVersion = await keepLaw(tx, memberContributions, instant);
      const attempt = (latest?.attempt ?? 0) + 1;
      const of = { fund: fund.number, kind: INTEREST, period: periodOf(year), attempt };
      const facts = { thousandths };
      const { run } = await addRun(
        tx,
        { ...of, knownAt, lawVersion, facts, begunBy: actor.account },
        instant,
      );
      note({ facts: { run, year, attempt, thousandths } });
      return accepted({ run, attempt });
    },
  );
}

const isWithdrawn = (steps: readonly RunStep[]): boolean => steps.some(({ step }) => step === WITHDRAWN);

async function otherRun(
  tx: Tx,
  fund: number,
  year: number,
): Promise<{ year: number; posted: boolean } | undefined> {
  const runs = (await listRuns(tx, fund, INTEREST)).filter((run) => yearOf(run) !== year);
  for (const run of runs.toSorted((a, b) => yearOf(b) - yearOf(a))) {
    const steps = await stepsOf(tx, fund, run.run);
    if (!isWithdrawn(steps))
      return { year: yearOf(run), posted: steps.some(({ step }) => step === "posted") };
  }
  return undefined;
}

/** On what a run waits after it was carried on. */
export type InterestWaits = "approval" | "nothing";

/** Does every step that nobody must decide, from wherever the run stands; may be called by several at once and after any kill. */
export async function carryInterestOn(
  system: System,
  number: number,
  told: (step: RunStep) => void = () => {},
): Promise<InterestWaits> {
  const run = await getRun(system.db, system.fund.number, number);
  for (;;) {
    const steps = await stepsOf(system.db, run.fund, run.run);
    const done = new Set(steps.map(({ step }) => step));
    if (done.has(WITHDRAWN) || done.has("posted")) return "nothing";
    if (!done.has("calculated")) told(await calculate(system, run));
    else if (!done.has("approved")) return "approval";
    else told(await postInterest(system, run, steps.find(({ step }) => step === "approved")!.actor));
  }
}

/** Carries on every run of interest that a stopped or killed process left unfinished; for the start of a worker. */
export async function resumeInterest(system: System): Promise<void> {
  for (const run of await listRuns(system.db, system.fund.number, INTEREST))
    await carryInterestOn(system, run.run);
}

const atOnce = 500;

async function calculate({ db, fund }: System, run: Run): Promise<RunStep> {
  const year = yearOf(run);
  const { step } = await doStep(db, run, "calculated", run.begunBy, async (tx, instant) => {
    const entered = new Map(await ratesEntered(tx, fund.number));
    const thousandths = Number(run.facts["thousandths"]);
    if (year > yearsByLaw.last) entered.set(year, thousandths);
    const asked = { creditedOn: formatDate(creditingDay(year)), knownAt: run.knownAt };
    const bases = await interestBases(tx, fund.number, asked);
    const hash = createHash("sha256");
    let cents = 0n;
    let credited = 0n;
    for (let at = 0; at < bases.length; at += atOnce) {
      const some = bases.slice(at, at + atOnce);
      const stays = await vestedOf(tx, run, some);
      const items = some.map((basis) => decideInterest(basis, year, stays.has(keyOf(basis)), entered));
      for (const item of items) {
        hash.update(lineOf(item));
        cents += item.cents;
        if (item.outcome === "credited") credited += 1n;
      }
      await addMany(
        tx,
        "runs.interest_item",
        itemColumns,
        items.map((item) => cellsOf(run, item)),
        instant,
      );
    }
    return { count: credited, cents, sha256: hash.digest("hex"), facts: { accounts: bases.length } };
  });
  return step;
}

const keyOf = ({ person, account }: Pick<InterestBasis, "person" | "account">): string =>
  `${person} ${account}`;

/** The accounts of those who left and whose interest goes on: vested by the plan's law, or a second account that stays. */
async function vestedOf(tx: Tx, run: Run, bases: readonly InterestBasis[]): Promise<Set<string>> {
  const left = bases.filter(({ stillEmployed }) => !stillEmployed);
  const stays = new Set(left.filter((basis) => basis.account === 2 && secondAccountStays(basis)).map(keyOf));
  const asked = left.filter(({ account, retiredFrom }) => account === 1 && retiredFrom === null);
  if (asked.length === 0) return stays;
  const moment = { on: creditingDay(yearOf(run)), knownAt: run.knownAt };
  const careers = await careersFacts(
    tx,
    run.fund,
    asked.map(({ person }) => person),
    moment,
  );
  for (const { person, facts } of careers)
    if (explain(msep2011, facts, vested).value === true) stays.add(keyOf({ person, account: 1 }));
  return stays;
}

const itemColumns = [
  "fund",
  "run",
  "person",
  "account",
  "outcome",
  "reason",
  "contributed_cents",
  "interest_cents",
  "cents",
] as const;

const cellsOf = ({ fund, run }: Run, item: InterestItem) => [
  fund,
  run,
  item.person,
  item.account,
  item.outcome,
  item.reason,
  item.contributedCents,
  item.interestCents,
  item.cents,
];

/** One item as the fingerprint of a run counts it. */
const lineOf = (item: InterestItem): string =>
  `${item.person},${item.account},${item.outcome},${item.reason ?? ""},${item.contributedCents},${item.interestCents},${item.cents}\n`;

/** The fingerprint of the items as they are kept: what an approval is for, and what posting refuses to differ from. */
async function fingerprint(tx: Tx, { fund, run }: Run): Promise<{ sha256: string; cents: Cents }> {
  const hash = createHash("sha256");
  let cents = 0n;
  for (const item of await interestItems(tx, fund, run)) {
    hash.update(lineOf(item));
    cents += item.cents;
  }
  return { sha256: hash.digest("hex"), cents };
}

async function postInterest({ db, fund, calendar }: System, run: Run, approver: string): Promise<RunStep> {
  const { step } = await doStep(db, run, "posted", approver, async (tx, instant, before) => {
    const approved = before.find((done) => done.step === "approved")!;
    const kept = await fingerprint(tx, run);
    if (kept.sha256 !== approved.sha256 || kept.cents !== approved.cents)
      throw new Error(`interest run ${run.run} is not what was approved`);
    const days = { wanted: formatDate(creditingDay(yearOf(run))), today: formatDate(calendar.today()) };
    const month = await monthToPost(tx, { fund: fund.number, trust: "pension", ...days }, instant);
    const transfer = { debit: "netPosition", credit: "interestOfMembers", cents: kept.cents } as const;
    const posting = { fund: fund.number, trust: "pension", month, run: run.run } as const;
    const source = `interest run ${run.run}`;
    if (kept.cents > 0n) await post(tx, { ...posting, source, transfers: [transfer] }, instant);
    return { count: approved.count, cents: kept.cents, sha256: kept.sha256, facts: {} };
  });
  return step;
}

/** Exactly what an approval is for. */
export interface InterestApproved {
  readonly key: string;
  readonly run: number;
  readonly count: bigint;
  readonly cents: Cents;
  readonly sha256: string;
}

/** A second person approves the interest of a year, bound to count, cents and fingerprint; crediting is the work of `carryInterestOn`. */
export async function approveInterest(
  { db, fund }: System,
  actor: Actor,
  { key, run: number, count, cents, sha256 }: InterestApproved,
): Promise<
  Outcome<
    { readonly approvedBy: string },
    Refusal<"notCalculated" | "withdrawn" | "alreadyApproved" | "preparedByYou" | "notWhatYouSaw">
  >
> {
  allow(actor, "approve interest");
  const run = await getRun(db, fund.number, number);
  const request = { run: number, count, cents, sha256 };
  return command(
    db,
    { fund: fund.number, actor, key, name: "approveInterest", request },
    async (tx, instant, note) => {
      const steps = await lockRun(tx, run);
      const calculated = steps.find(({ step }) => step === "calculated");
      const approved = steps.find(({ step }) => step === "approved");
      if (isWithdrawn(steps)) return refused("withdrawn");
      if (approved !== undefined) return refused("alreadyApproved", { by: approved.actor });
      if (calculated === undefined) return refused("notCalculated");
      if (await isSamePerson(tx, fund.number, actor, run.begunBy)) return refused("preparedByYou");
      if (count !== calculated.count || cents !== calculated.cents || sha256 !== calculated.sha256)
        return refused("notWhatYouSaw");
      await addStep(tx, run, "approved", actor.account, { count, cents, sha256, facts: {} }, instant);
      note({ facts: request });
      return accepted({ approvedBy: actor.account });
    },
  );
}

/** Ends a run that is not approved, with a reason, so that the year can be prepared again with what is known then. */
export async function withdrawInterest(
  { db, fund }: System,
  actor: Actor,
  { key, run: number, because }: { readonly key: string; readonly run: number; readonly because: string },
): Promise<Outcome<{ readonly run: number }, Refusal<"alreadyApproved">>> {
  allow(actor, "prepare interest");
  const run = await getRun(db, fund.number, number);
  return command(
    db,
    { fund: fund.number, actor, key, name: "withdrawInterest", request: { run: number }, because },
    async (tx, instant) => {
      const steps = await lockRun(tx, run);
      if (steps.some(({ step }) => step === "approved")) return refused("alreadyApproved");
      const nothing = { count: 0n, cents: 0n, sha256: null, facts: { because } };
      if (!isWithdrawn(steps)) await addStep(tx, run, WITHDRAWN, actor.account, nothing, instant);
      return accepted({ run: number });
    },
  );
}
