import {
  addMonths,
  firstOfMonthOf,
  lastOfMonthOf,
  plainDate,
  type PlainDate,
} from "@emeritus/engine/dates.ts";
import { compile, type Program } from "@emeritus/engine/compile.ts";
import { Exact, exact, parseExact } from "@emeritus/engine/exact.ts";
import { explain, explainerByName } from "@emeritus/engine/explain.ts";
import type { Facts, Row as FactRow } from "@emeritus/engine/facts.ts";
import { amountOf, wholeCents } from "@emeritus/engine/money.ts";
import { accountInterest, memberContribution } from "@emeritus/law/missouri/mosers/contributions/account.ts";
import { memberContributions } from "@emeritus/law/missouri/mosers/contributions/plan.ts";
import { usual } from "@emeritus/law/usual.ts";
import { careerOf, stating } from "../career.ts";
import { creditingDay, yearsByLaw } from "../crediting-interest/interest-law.ts";
import { tooFewToCompile } from "./by-law.ts";
import { careerRows, type Job, type People } from "./careers.ts";
import type { Difference } from "./differences.ts";
import type { PlanName, Row } from "./layout.ts";
import { planLaws } from "./plan-laws.ts";

/** Amounts of members that could not be worked out here, so that nobody takes silence for agreement. */
export interface NotCompared {
  /** Credited service of members whose law lacks a fact. */
  readonly service: number;
  /** Contributions of accounts whose pay does not tell them: second accounts and refunded ones. */
  readonly contributions: number;
  /** Interest of accounts whose member has left, or of years without a rate. */
  readonly interest: number;
}

/** Members' credited service and accounts as the other system has them, against what the law makes of what was taken over. Pure. */
export function compareMembers(people: People): { differences: Difference[]; notCompared: NotCompared } {
  const service = compareStandings(people);
  const accounts = compareAccounts(people);
  return {
    differences: [...service.differences, ...accounts.differences],
    notCompared: { service: service.unknown, ...accounts.unknown },
  };
}

const atOnce = 500;

function compareStandings(people: People): { differences: Difference[]; unknown: number } {
  const differences: Difference[] = [];
  let unknown = 0;
  const { standings } = people.rows;
  for (let at = 0; at < standings.length; at += atOnce) {
    const some = standings.slice(at, at + atOnce);
    for (const [plan, rows] of Map.groupBy(some, (row) => planOfJobs(people.jobs.get(row.person) ?? []))) {
      const law = plan && planLaws[plan];
      if (law === undefined) {
        unknown += rows.length;
        continue;
      }
      const ours = servicesOf(
        plan!,
        rows.map((row) => factsOfStanding(people, row)),
      );
      for (const [place, row] of rows.entries()) {
        const months = ours[place];
        if (months === undefined) unknown += 1;
        else if (months !== row.service_months)
          differences.push({
            difference: "service",
            of: row.person,
            about: row.person,
            plan: plan!,
            theirs: BigInt(row.service_months),
            ours: BigInt(months),
            cause: "periods",
          });
      }
    }
  }
  return { differences, unknown };
}

const planOfJobs = (jobs: readonly Job[]): PlanName | undefined =>
  jobs
    .flatMap(({ versions }) => versions)
    .toSorted((a, b) => a.from - b.from)
    .at(-1)?.plan;

/** A member's career to the day of a standing, as if the benefit began in the month after it. */
function factsOfStanding(people: People, { person, as_of: asOf }: Row<"standings">): Facts {
  const career = careerOf(careerRows(people, person, asOf));
  const start = addMonths(firstOfMonthOf(asOf), 1);
  const works = career.facts.recorded?.["stillEmployed"] === true;
  return stating(career, { annuityStartingDate: start, ...(works ? { leftService: asOf } : {}) });
}

const programs = new Map<PlanName, Program>();

function servicesOf(name: PlanName, facts: readonly Facts[]): (number | undefined)[] {
  const law = planLaws[name]!;
  if (facts.length < tooFewToCompile)
    return facts.map((each) => explainerByName(law.plan, each)(law.service).value as number | undefined);
  let program = programs.get(name);
  if (program === undefined) programs.set(name, (program = compile(law.plan, [{ name: law.service }])));
  const kept = program.run(program.columnsOf([...facts]));
  return facts.map((_, at) => kept.valueByName(law.service, at) as number | undefined);
}

const contributing = new Set<PlanName | undefined>(["msep2011", "judicial2011"]);

function compareAccounts(people: People): {
  differences: Difference[];
  unknown: Pick<NotCompared, "contributions" | "interest">;
} {
  const differences: Difference[] = [];
  const unknown = { contributions: 0, interest: 0 };
  const rates = new Map(people.rows.rates.map((row) => [row.year, row.rate]));
  for (const row of people.rows.accounts) {
    const jobs = people.jobs.get(row.person) ?? [];
    const plan = planOfJobs(jobs);
    const tells = row.account === "1" && contributing.has(plan) && !people.givenUp.has(row.person);
    if (!tells) {
      unknown.contributions += 1;
      unknown.interest += 1;
      continue;
    }
    const of = { of: `${row.person}/1`, about: row.person, plan: plan! };
    const posted = contributionsOf(people, jobs, row.as_of);
    const sum = posted.reduce((all, { cents }) => all + cents, 0n);
    if (sum !== row.contributions)
      differences.push({
        difference: "contributions",
        ...of,
        theirs: row.contributions,
        ours: sum,
        ...causeOf(row.contributions, sum),
      });
    const works = jobs.some(({ versions }) => versions.some(({ to }) => to === undefined || to > row.as_of));
    const interest = works ? interestOf(posted, row.as_of, rates) : undefined;
    if (interest === undefined) unknown.interest += 1;
    else if (interest !== row.interest)
      differences.push({
        difference: "interest",
        ...of,
        theirs: row.interest,
        ours: interest,
        ...causeOf(row.interest, interest),
      });
  }
  return { differences, unknown };
}

const causeOf = (theirs: bigint, ours: bigint): Pick<Difference, "cause"> => ({
  cause: ours - theirs === 1n || theirs - ours === 1n ? "oneCent" : "monthsOfPay",
});

interface Posted {
  readonly on: PlainDate;
  readonly cents: bigint;
}

/** What a member contributed from each month's pay, all jobs together, through a day; posted on the last day of the month. */
function contributionsOf(people: People, jobs: readonly Job[], asOf: PlainDate): Posted[] {
  const firstHired = Math.min(...jobs.flatMap(({ versions }) => versions.map(({ from }) => from)));
  const byMonth = new Map<PlainDate, bigint>();
  const { pay } = people.rows;
  for (const { key } of jobs)
    for (const row of pay.rowsOf(key))
      for (const [month, cents] of pay.monthsAt(row).entries()) {
        const first = plainDate(pay.yearAt(row), month + 1, 1);
        if (cents !== null && first <= asOf) byMonth.set(first, (byMonth.get(first) ?? 0n) + BigInt(cents));
      }
  return [...byMonth]
    .toSorted(([a], [b]) => a - b)
    .map(([month, cents]) => ({ on: lastOfMonthOf(month), cents: contributionOf(firstHired, month, cents) }));
}

const contributionsKnown = new Map<string, bigint>();
const mostKnown = 500_000;

/** What the law takes from the pay of a month; kept, since most months repeat the one before. */
function contributionOf(firstHired: PlainDate, payMonth: PlainDate, cents: bigint): bigint {
  const key = `${firstHired >= plainDate(2011, 1, 1)}/${Math.floor(payMonth / 384)}/${cents}`;
  let known = contributionsKnown.get(key);
  if (known === undefined) {
    const facts = { recorded: { ...usual, firstHired, payMonth, payOfMonth: amountOf(cents) } };
    const { value } = explain(memberContributions, facts as never, memberContribution);
    known = value === undefined ? 0n : wholeCents(value as Exact);
    if (contributionsKnown.size > mostKnown) contributionsKnown.clear();
    contributionsKnown.set(key, known);
  }
  return known;
}

/** Interest credited through a day, or nothing where the rate of a year is not known. */
function interestOf(
  posted: readonly Posted[],
  asOf: PlainDate,
  rates: ReadonlyMap<number, string>,
): bigint | undefined {
  const facts = {
    ...usual,
    accountOn: asOf,
    memberDied: null,
    retiredFrom: null,
    normalEligibilityOn: null,
    stillEmployed: true,
    vestedOnLeaving: false,
    contributions: posted
      .filter(({ on, cents }) => cents > 0n && on <= asOf)
      .map(({ on, cents }): FactRow => ({ postedOn: on, posted: amountOf(cents) })),
    interestRatesEntered: [...rates]
      .filter(([year]) => year > yearsByLaw.last)
      .map(([year, rate]): FactRow => ({ creditedOn: creditingDay(year), interestRate: hundredthOf(rate) })),
  };
  const { value } = explain(memberContributions, { recorded: facts as never }, accountInterest);
  return value === undefined ? undefined : wholeCents(value as Exact);
}

const hundredthOf = (text: string): Exact => {
  const { n, d } = parseExact(text);
  return exact(n, d * 100n);
};
