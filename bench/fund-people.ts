/** 200,000 synthetic members of six plans for the yardsticks of the whole fund, and the C twin that works the same out for them. */
import { spawnSync } from "node:child_process";
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import {
  addDays,
  addMonths,
  compile,
  firstOfMonthOf,
  parseDate,
  type Columns,
  type DatedTable,
  type Exact,
  type Plan,
  type Program,
  type Value,
} from "@emeritus/engine/index.ts";
import { encode } from "@emeritus/engine/columns.ts";
import { NONE, type Numbers } from "@emeritus/engine/runtime.ts";
import { planNamed } from "@emeritus/law/plans.ts";
import { usual } from "@emeritus/law/usual.ts";
import { generator } from "./engine-people.ts";

const YEAR_2000 = [
  "baseBenefit",
  "temporaryBenefit",
  "lifeIncomeAmount",
  "joint50Amount",
  "joint100Amount",
  "guaranteed120Amount",
  "guaranteed180Amount",
  "joint50SurvivorAmount",
  "joint100SurvivorAmount",
  "firstUnreduced",
  "firstEarly",
];
const CLOSED = [
  "baseBenefit",
  "lifeIncomeAmount",
  "joint50Amount",
  "joint100Amount",
  "guaranteed60Amount",
  "guaranteed120Amount",
  "joint50SurvivorAmount",
  "joint100SurvivorAmount",
  "firstUnreduced",
  "firstEarly",
];
const JUDGES = ["retirementPay", "firstFullPay", "firstAnyPay"];

/** Who belongs to a plan: how many, since when they may have been hired and until when, when they left, what is asked. */
interface Membership {
  readonly plan: string;
  readonly count: number;
  readonly hired: readonly [first: string, last: string];
  readonly left: readonly [first: string, last: string];
  readonly wanted: readonly string[];
}
const MEMBERSHIPS: readonly Membership[] = [
  {
    plan: "msep",
    count: 60_000,
    hired: ["1960-01-01", "2000-06-30"],
    left: ["2001-01-01", "2025-12-31"],
    wanted: CLOSED,
  },
  {
    plan: "msep-2000",
    count: 70_000,
    hired: ["2000-07-01", "2010-12-31"],
    left: ["2006-01-01", "2025-12-31"],
    wanted: YEAR_2000,
  },
  {
    plan: "msep-2011",
    count: 60_000,
    hired: ["2011-01-01", "2020-12-31"],
    left: ["2014-01-01", "2025-12-31"],
    wanted: YEAR_2000,
  },
  {
    plan: "judicial",
    count: 6_000,
    hired: ["1970-01-01", "2010-12-31"],
    left: ["2012-01-01", "2025-12-31"],
    wanted: JUDGES,
  },
  {
    plan: "judicial-2011",
    count: 3_000,
    hired: ["2011-01-01", "2020-12-31"],
    left: ["2014-01-01", "2025-12-31"],
    wanted: JUDGES,
  },
  {
    plan: "alj",
    count: 1_000,
    hired: ["1980-01-01", "2005-04-25"],
    left: ["2006-01-01", "2025-12-31"],
    wanted: JUDGES,
  },
];

/** The choices whose codes the twin writes, in its order. */
const CODES = [
  "calendar",
  "benefitService",
  "birthDates",
  "none",
  "normalAge",
  "ruleOf80",
  "early",
  "deferredReduced",
  "deferredUnreduced",
  "leftBefore2018",
  "twelveOrMore",
  "oneTerm",
  "fourYears",
  "fifty",
  "applied",
  "earliestUnreduced",
  "payOfOffice",
  "leastFourPercent",
  "consumerPriceIndex",
  "limited",
  "compounded",
  "yearsAndMonths",
];
const KINDS = ["employed", "ownIllnessLeave", "layoff", "otherLeave"] as const;

type Random = (below: number) => number;
interface Period {
  readonly from: number;
  readonly to: number;
  readonly kind: (typeof KINDS)[number];
}
interface Career {
  readonly facts: Readonly<Record<string, number>>;
  readonly periods: readonly Period[];
  /** The first month of pay and how many follow it. */
  readonly paid: readonly [first: number, months: number];
}

/** One stretch of work, or two with a gap, a second position or a leave between. */
function periodsOf(random: Random, hired: number, left: number): readonly Period[] {
  const kind = random(20);
  const middle = addDays(addMonths(hired, 12 + random(100)), random(28));
  if (kind < 10 || middle >= left) return [{ from: hired, to: left, kind: "employed" }];
  const first: Period = { from: hired, to: middle, kind: "employed" };
  if (kind < 13) return [first, { from: addDays(middle, 2 + random(400)), to: left, kind: "employed" }];
  if (kind < 15) return [{ from: addMonths(middle, -random(12)), to: left, kind: "employed" }, first];
  const back = addDays(middle, 20 + random(500));
  const leave = kind < 17 ? "ownIllnessLeave" : kind < 19 ? "layoff" : "otherLeave";
  return [
    first,
    { from: addDays(middle, 1), to: addDays(back, -1), kind: leave },
    { from: back, to: left, kind: "employed" },
  ];
}

const within = (least: number, value: number, most: number): number => Math.min(Math.max(value, least), most);

/** A career between a plan's dates: five to forty years, ages 48 to 68 at leaving, always a spouse, a third still at work. */
function careerOf(random: Random, { hired: among, left: leaving }: Membership): Career {
  const [firstLeft, lastLeft] = leaving.map(parseDate) as [number, number];
  const left = within(
    firstLeft,
    addDays(addMonths(firstLeft, random((lastLeft >> 5) - (firstLeft >> 5) + 1)), random(28)),
    lastLeft,
  );
  const age = 48 + random(21);
  const tenure = 60 + random(12 * (age - 20) - 60);
  const [firstHired, lastHired] = among.map(parseDate) as [number, number];
  const hired = within(firstHired, addDays(addMonths(left, -tenure), random(28)), lastHired);
  const birth = addDays(addMonths(left, -12 * age), -random(365));
  const months = within(48, (left >> 5) - (hired >> 5), 300);
  return {
    facts: {
      birthDate: birth,
      spouseBirthDate: addDays(birth, random(7300) - 3650),
      leftService: left,
      annuityStartingDate: addMonths(firstOfMonthOf(left), 1 + (random(3) === 0 ? random(120) : random(2))),
      unusedSickLeaveHours: random(300_000),
      purchasedService: random(6) === 0 ? random(48) : 0,
      transferredService: random(12) === 0 ? random(60) : 0,
      firstHired: hired,
      memberDied: NONE,
      certifiedCompensation: 12_000_000 + random(6_000_000),
      highestSalary: 9_000_000 + random(4_000_000),
      assembliesWaived: random(3),
      onCommission: 1,
      // What the law says of judges aged seventy before 2023 is not known (register entry JUDICIAL-Q04).
      stillEmployed: random(3) === 0 && addMonths(birth, 840) >= parseDate("2024-01-01") ? 1 : 0,
    },
    periods: periodsOf(random, hired, left),
    paid: [addMonths(firstOfMonthOf(left), 1 - months), months],
  };
}

/** The members of one plan with the program that determines them. */
export interface Part {
  readonly name: string;
  readonly plan: Plan;
  readonly program: Program;
  readonly columns: Columns;
  readonly periods: Columns["lists"][string];
  readonly pay: Columns["lists"][string] | undefined;
  readonly careers: readonly Career[];
}

function partOf(random: Random, membership: Membership): Part {
  const { plan } = planNamed(membership.plan)!;
  const program = compile(
    plan,
    membership.wanted.map((name) => ({ name })) as unknown as Parameters<typeof compile>[1],
  );
  const careers = Array.from({ length: membership.count }, () => careerOf(random, membership));
  const paid = careers.reduce((sum, career) => sum + career.paid[1], 0);
  const columns = program.columns(careers.length, {
    pay: paid,
    periods: careers.reduce((sum, career) => sum + career.periods.length, 0),
  });
  for (const name of program.reads.facts) {
    const [column, all] = [columns.facts[name]!, sharedFact(plan, program, name)];
    for (const [i, { facts }] of careers.entries()) column[i] = all ?? facts[name]!;
  }
  fillPeriods(program, columns.lists["periods"]!, careers);
  if (columns.lists["pay"]) fillPay(random, columns.lists["pay"], careers);
  program.check(columns);
  const { periods, pay } = columns.lists;
  return { name: membership.plan, plan, program, columns, periods: periods!, pay, careers };
}

/** The figure that a fact has in everybody's column: all are general employees, and nothing unusual happened to anybody. */
function sharedFact(plan: Plan, { reads }: Program, name: string): number | undefined {
  const value = name === "memberClass" ? "general" : usual[name];
  return value === undefined ? undefined : encode(plan.facts.get(name)!.kind, value as Value, reads.choices);
}

function fillPeriods(
  program: Program,
  { offsets, fields }: Columns["lists"][string],
  careers: readonly Career[],
): void {
  let at = 0;
  for (const [i, { periods }] of careers.entries()) {
    for (const { from, to, kind } of periods) {
      fields["from"]![at] = from;
      fields["to"]![at] = to;
      fields["kind"]![at++] = program.reads.choices.indexOf(kind);
    }
    offsets[i + 1] = at;
  }
}

function fillPay(
  random: Random,
  { offsets, fields }: Columns["lists"][string],
  careers: readonly Career[],
): void {
  const [month, cents] = [fields["month"]!, fields["cents"]!];
  let at = 0;
  for (const [i, { paid }] of careers.entries()) {
    const begins = 150_000 + random(450_000);
    for (let k = 0, index = paid[0] >> 5; k < paid[1]; k++, index++) {
      month[at] = index * 32;
      cents[at++] = begins + Math.floor((begins * k) / 240) + random(begins >> 3);
    }
    offsets[i + 1] = at;
  }
}

/** The members of all plans; `share` takes so many of each hundred. */
export function fund(share = 100): readonly Part[] {
  const random = generator(20_261_122);
  return MEMBERSHIPS.map((membership) =>
    partOf(random, { ...membership, count: Math.ceil((membership.count * share) / 100) }),
  );
}

const FACTS = [
  "birthDate",
  "spouseBirthDate",
  "leftService",
  "annuityStartingDate",
  "unusedSickLeaveHours",
  "purchasedService",
  "transferredService",
  "firstHired",
  "memberDied",
  "compensation",
  "assemblies",
  "stillEmployed",
];
const factOf = (plan: string, name: string): string =>
  name === "compensation"
    ? plan === "alj"
      ? "highestSalary"
      : "certifiedCompensation"
    : name === "assemblies"
      ? plan === "alj"
        ? "assembliesWaived"
        : "assembliesOnRecord"
      : name;

/** The figure for "none" in the twin's columns. */
const TWIN_NONE = -2_147_483_647;

/** A plan's increases for the cost of living, in hundred-thousandths. */
function rates(plan: Plan): readonly [from: Int32Array, rate: Int32Array] {
  const table = plan.tables.get("colaRate") as DatedTable | undefined;
  const rows = (table?.rows ?? []).filter((row) => !row.unknown);
  const whole = ({ n, d }: Exact): number => Number((n * 100_000n) / d);
  return [
    Int32Array.from(rows, (row) => row.from),
    Int32Array.from(rows, (row) => whole(row.value as Exact)),
  ];
}

function partsOf({ name, plan, program, columns, periods, pay, careers }: Part): readonly Numbers[] {
  const { choices } = program.reads;
  const count = careers.length;
  const [from, rate] = rates(plan);
  const facts = FACTS.map((fact) =>
    Int32Array.from(careers, (career) => {
      const value = career.facts[factOf(name, fact)] ?? 0;
      return value === NONE ? TWIN_NONE : value;
    }),
  );
  const kinds = KINDS.map((kind) => choices.indexOf(kind));
  const none = new Int32Array(0);
  return [
    Int32Array.of(count, periods.offsets[count]!, pay?.offsets[count] ?? 0, from.length),
    Int32Array.from(CODES, (choice) => choices.indexOf(choice)),
    from,
    rate,
    ...facts,
    periods.offsets,
    periods.fields["from"]!,
    periods.fields["to"]!,
    Int8Array.from(periods.fields["kind"]!, (code) => kinds.indexOf(code)),
    columns.lists["pay"]?.offsets ?? new Int32Array(count + 1),
    pay?.fields["month"] ?? none,
    pay?.fields["cents"] ?? none,
  ];
}

/** Builds the twin in a folder and writes its members; gives its program and its file. */
export function buildTwin(folder: string, parts: readonly Part[]): readonly [program: string, file: string] {
  const source = new URL("./fund.c", import.meta.url).pathname;
  const [program, file] = [join(folder, "fund"), join(folder, "members")];
  const built = spawnSync("gcc", ["-O2", source, "-o", program], { stdio: "inherit" });
  if (built.error || built.status !== 0) throw new Error("the fund's yardstick needs gcc");
  const out = openSync(file, "w");
  for (const part of parts.flatMap(partsOf))
    for (let at = 0; at < part.byteLength; at += 1 << 26)
      writeSync(
        out,
        new Uint8Array(part.buffer, part.byteOffset + at, Math.min(1 << 26, part.byteLength - at)),
      );
  closeSync(out);
  return [program, file];
}
