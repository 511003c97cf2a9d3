import { formatDate } from "@emeritus/engine/dates.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import { wholeCents } from "@emeritus/engine/money.ts";
import {
  accountLines,
  type AccountLine,
  interestItems,
  type InterestItem,
  interestTotals,
} from "@emeritus/records/member-account.ts";
import { namesOfPersons } from "@emeritus/records/history.ts";
import type { Moment } from "@emeritus/records/moment.ts";
import { findRun, getRun, listRuns, type Run, type RunStep, stepsOf } from "@emeritus/records/run.ts";
import type { Cents, DateText } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { eventsThrough } from "../moment.ts";
import { allow, may } from "../permissions.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import { interestByLaw } from "./interest-law.ts";
import { INTEREST, yearOf } from "./run-interest.ts";

/** Where a run of interest stands. */
export type InterestState = "calculating" | "waitingForApproval" | "crediting" | "credited" | "withdrawn";

/** A run of interest as lists show it. */
export interface InterestSeen {
  readonly run: Run;
  readonly year: number;
  readonly state: InterestState;
  readonly thousandths: number;
  readonly count: bigint | undefined;
  readonly cents: Cents | undefined;
}

/** Everything a run's page, the terminal and the API show. */
export interface InterestDetail extends InterestSeen {
  readonly steps: readonly RunStep[];
  readonly totals: readonly { outcome: string; reason: string | null; accounts: number; cents: Cents }[];
  readonly first: readonly InterestItem[];
  /** The names of the persons of these items. */
  readonly names: ReadonlyMap<number, string>;
  readonly sha256: string | null;
  /** Whether the reader began it, and so may not approve it. */
  readonly own: boolean;
  readonly may: { readonly prepare: boolean; readonly approve: boolean };
}

function stateOf(steps: readonly RunStep[]): InterestState {
  const done = new Set(steps.map(({ step }) => step));
  if (done.has("withdrawn")) return "withdrawn";
  if (done.has("posted")) return "credited";
  if (done.has("approved")) return "crediting";
  return done.has("calculated") ? "waitingForApproval" : "calculating";
}

function seen(run: Run, steps: readonly RunStep[]): InterestSeen {
  const calculated = steps.find(({ step }) => step === "calculated");
  return {
    run,
    year: yearOf(run),
    state: stateOf(steps),
    thousandths: Number(run.facts["thousandths"]),
    count: calculated?.count,
    cents: calculated?.cents,
  };
}

/** Every run of interest, the newest first. */
export async function listInterest({ db, fund }: System, actor: Actor): Promise<InterestSeen[]> {
  allow(actor, "read money in");
  const runs = await listRuns(db, fund.number, INTEREST);
  return Promise.all(runs.map(async (run) => seen(run, await stepsOf(db, fund.number, run.run))));
}

const itemsShown = 50;

/** One run of interest; nothing when there is none of this number. */
export async function seeInterest(
  { db, fund }: System,
  actor: Actor,
  number: number,
): Promise<InterestDetail | undefined> {
  allow(actor, "read money in");
  const run = await getRun(db, fund.number, number).catch(() => undefined);
  if (run === undefined || run.kind !== INTEREST) return undefined;
  const steps = await stepsOf(db, fund.number, number);
  const own = await isSamePerson(db, fund.number, actor, run.begunBy);
  const listed = seen(run, steps);
  const first = await interestItems(db, fund.number, number, { most: itemsShown });
  const persons = first.map(({ person }) => person);
  return {
    ...listed,
    steps,
    totals: await interestTotals(db, fund.number, number),
    first,
    names: await namesOfPersons(db, fund.number, persons),
    sha256: steps.find(({ step }) => step === "calculated")?.sha256 ?? null,
    own,
    may: {
      prepare: may(actor, "prepare interest"),
      approve: listed.state === "waitingForApproval" && !own && may(actor, "approve interest"),
    },
  };
}

/** The latest run of a year, if any. */
export async function findInterest(
  { db, fund }: System,
  actor: Actor,
  year: number,
): Promise<number | undefined> {
  allow(actor, "read money in");
  return (await findRun(db, fund.number, INTEREST, `${year}-06-01`))?.run;
}

/** A fiscal year of an account: what was contributed, credited and refunded in it, and what stood in it at its end. */
export interface AccountYear {
  /** 1 July. */
  readonly begins: DateText;
  readonly contributedCents: Cents;
  readonly interestCents: Cents;
  readonly refundedCents: Cents;
  readonly endCents: Cents;
  /** The run that credited the year's interest. */
  readonly run: number | null;
}

/** One account of a member. */
export interface MemberAccount {
  readonly account: number;
  readonly contributedCents: Cents;
  readonly interestCents: Cents;
  readonly balanceCents: Cents;
  readonly years: readonly AccountYear[];
  readonly lines: readonly AccountLine[];
}

/** Pure. The accounts that postings make, each by fiscal year, the newest first. */
export function accountsOf(lines: readonly AccountLine[]): MemberAccount[] {
  const accounts: MemberAccount[] = [];
  for (const account of new Set(lines.map((line) => line.account))) {
    const own = lines.filter((line) => line.account === account);
    const years: AccountYear[] = [];
    let endCents = 0n;
    for (const begins of new Set(own.map(({ postedOn }) => fiscalYear(postedOn)))) {
      const some = own.filter(({ postedOn }) => fiscalYear(postedOn) === begins);
      const of = (kind: AccountLine["kind"]): Cents =>
        some.reduce((sum, line) => (line.kind === kind ? sum + line.cents : sum), 0n);
      const [contributedCents, interestCents, refundedCents] = [
        of("contribution"),
        of("interest"),
        of("refund"),
      ];
      endCents += contributedCents + interestCents + refundedCents;
      const run = some.find((line) => line.run !== null)?.run ?? null;
      years.unshift({ begins, contributedCents, interestCents, refundedCents, endCents, run });
    }
    const sum = (column: "contributedCents" | "interestCents" | "refundedCents"): Cents =>
      years.reduce((cents, year) => cents + year[column], 0n);
    accounts.push({
      account,
      contributedCents: sum("contributedCents") + sum("refundedCents"),
      interestCents: sum("interestCents"),
      balanceCents: endCents,
      years,
      lines: own,
    });
  }
  return accounts;
}

const fiscalYear = (day: DateText): DateText => {
  const year = Number(day.slice(0, 4));
  return `${day.slice(5) >= "07-01" ? year : year - 1}-07-01`;
};

/** Reads a member's accounts: balance, contributions by year, and interest; as of an earlier day what was posted until then. */
export async function readMemberAccounts(
  system: System,
  actor: Actor,
  person: number,
  moment: Moment = { on: system.calendar.today() },
): Promise<MemberAccount[]> {
  allow(actor, "read a record", { person });
  const lines = await accountLines(system.reader, system.fund.number, [person], moment.knownAt);
  const through = eventsThrough(system, moment);
  return accountsOf(
    through === undefined ? lines : lines.filter(({ postedOn }) => postedOn <= formatDate(through)),
  );
}

/** How the interest of one run came about for a member, by the law as it is now, and whether that still gives what was credited. */
export interface InterestExplained {
  readonly year: number;
  readonly account: number;
  readonly item: InterestItem;
  readonly thousandths: number;
  /** Contributions and interest on 1 July of the year before. */
  readonly stoodCents: Cents;
  readonly interest: Result<Exact>;
  readonly agrees: boolean;
}

/** Explains what a run of interest credited to a member; nothing where it credited nothing to this account by that moment. */
export async function explainInterest(
  system: System,
  actor: Actor,
  {
    person,
    account,
    run: number,
  }: { readonly person: number; readonly account: number; readonly run: number },
  moment: Moment = { on: system.calendar.today() },
): Promise<InterestExplained | undefined> {
  const { db, fund } = system;
  const accounts = await readMemberAccounts(system, actor, person, moment);
  const there = accounts.find((each) => each.account === account)?.lines;
  if (!there?.some((line) => line.run === number)) return undefined;
  const items = await interestItems(db, fund.number, number, { person });
  const item = items.find((each) => each.account === account && each.outcome === "credited");
  if (item === undefined) return undefined;
  const run = await getRun(db, fund.number, number);
  const steps = await stepsOf(db, fund.number, number);
  if (!steps.some(({ step }) => step === "posted")) return undefined;
  const year = yearOf(run);
  const thousandths = Number(run.facts["thousandths"]);
  const basis = {
    person,
    account,
    throughJuneCents: item.contributedCents,
    firstOfJulyCents: 0n,
    interestCents: item.interestCents,
    standsCents: item.contributedCents + item.interestCents,
    stillEmployed: true,
    leftService: null,
    backSince: null,
    retiredFrom: null,
    died: null,
  };
  const { interest } = interestByLaw(basis, year, true, new Map([[year, thousandths]]));
  const agrees = interest.value !== undefined && wholeCents(interest.value) === item.cents;
  return { year, account, item, thousandths, stoodCents: basis.standsCents, interest, agrees };
}
