/** 200,000 synthetic members of seven plans for the yardsticks of the whole fund, and the C twin that works the same out for them. */
import { spawnSync } from "node:child_process";
import { closeSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import {
  compile,
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
import {
  careerOf,
  CLASSES,
  KINDS,
  OFFICES,
  type Career,
  type Membership,
  type Random,
} from "./fund-careers.ts";
import type { Part } from "./fund-part.ts";
import { universityPart } from "./fund-university.ts";

export type { Part } from "./fund-part.ts";

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

const MEMBERSHIPS: readonly Membership[] = [
  {
    plan: "msep",
    count: 58_000,
    hired: ["1960-01-01", "2000-06-30"],
    left: ["2001-01-01", "2025-12-31"],
    wanted: CLOSED,
    classes: {
      legislator: { ofThousand: 8, leftFrom: "2003-09-01" },
      official: { ofThousand: 2, leftFrom: "2001-01-01" },
      waterPatrol: { ofThousand: 2, leftFrom: "2001-01-01" },
    },
  },
  {
    plan: "msep-2000",
    count: 70_000,
    hired: ["2000-07-01", "2010-12-31"],
    left: ["2006-01-01", "2025-12-31"],
    wanted: YEAR_2000,
    classes: {
      legislator: { ofThousand: 5, leftFrom: "2008-07-01" },
      official: { ofThousand: 1, leftFrom: "2008-07-01" },
    },
  },
  {
    plan: "msep-2011",
    count: 60_000,
    hired: ["2011-01-01", "2020-12-31"],
    left: ["2014-01-01", "2025-12-31"],
    wanted: YEAR_2000,
    classes: {
      legislator: { ofThousand: 5, leftFrom: "2014-01-01" },
      official: { ofThousand: 1, leftFrom: "2014-01-01" },
    },
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

function partOf(random: Random, membership: Membership): Part {
  const { plan } = planNamed(membership.plan)!;
  const program = compile(
    plan,
    membership.wanted.map((name) => ({ name })),
  );
  const careers = Array.from({ length: membership.count }, () => careerOf(random, membership));
  const paid = careers.reduce((sum, career) => sum + career.paid[1], 0);
  const columns = program.columns(careers.length, {
    pay: paid,
    periods: careers.reduce((sum, career) => sum + career.periods.length, 0),
    assemblies: careers.reduce((sum, career) => sum + career.assemblies.length, 0),
  });
  for (const name of program.reads.facts) {
    const [column, all] = [columns.facts[name]!, sharedFact(plan, program, name)];
    for (const [i, career] of careers.entries()) column[i] = all ?? ownFact(program, career, name);
  }
  fillPeriods(program, columns.lists["periods"]!, careers);
  if (columns.lists["pay"]) fillPay(random, columns.lists["pay"], careers);
  if (columns.lists["assemblies"]) fillAssemblies(columns.lists["assemblies"], careers);
  program.check(columns);
  const { periods, pay } = columns.lists;
  const part = { name: membership.plan, plan, program, columns, periods: periods!, pay, careers };
  return { ...part, twin: twinOf(part) };
}

/** The figure that a fact has in everybody's column: nothing unusual happened to anybody. */
function sharedFact(plan: Plan, { reads }: Program, name: string): number | undefined {
  const value = name === "highestOffice" ? undefined : usual[name];
  return value === undefined ? undefined : encode(plan.facts.get(name)!.kind, value as Value, reads.choices);
}

/** The figure of a fact in a member's own place: what the member is, or what happened. */
function ownFact({ reads }: Program, { memberClass, highestOffice, facts }: Career, name: string): number {
  if (name === "memberClass") return reads.choices.indexOf(memberClass);
  if (name === "highestOffice") return highestOffice === null ? NONE : reads.choices.indexOf(highestOffice);
  return facts[name]!;
}

function fillAssemblies({ offsets, fields }: Columns["lists"][string], careers: readonly Career[]): void {
  let at = 0;
  for (const [i, { assemblies }] of careers.entries()) {
    for (const assembly of assemblies) {
      for (const [name, day] of Object.entries(assembly)) fields[name]![at] = day;
      at++;
    }
    offsets[i + 1] = at;
  }
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
  const of = (count: number): number => Math.ceil((count * share) / 100);
  return [
    ...MEMBERSHIPS.map((membership) => partOf(random, { ...membership, count: of(membership.count) })),
    universityPart(random, of(2_000)),
  ];
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

interface Worked extends Omit<Part, "twin"> {
  readonly careers: readonly Career[];
}

/** The columns of a plan as the twin reads them. */
function twinOf({ name, plan, program, columns, periods, pay, careers }: Worked): readonly Numbers[] {
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
  const { assemblies } = columns.lists;
  return [
    Int32Array.of(
      count,
      periods.offsets[count]!,
      pay?.offsets[count] ?? 0,
      from.length,
      assemblies?.offsets[count] ?? 0,
    ),
    Int32Array.from(CODES, (choice) => choices.indexOf(choice)),
    from,
    rate,
    ...facts,
    Int32Array.from(careers, ({ memberClass }) => CLASSES.indexOf(memberClass)),
    Int32Array.from(careers, ({ highestOffice }) =>
      highestOffice === null ? TWIN_NONE : Math.min(OFFICES.indexOf(highestOffice), 3),
    ),
    periods.offsets,
    periods.fields["from"]!,
    periods.fields["to"]!,
    Int8Array.from(periods.fields["kind"]!, (code) => kinds.indexOf(code)),
    columns.lists["pay"]?.offsets ?? new Int32Array(count + 1),
    pay?.fields["month"] ?? none,
    pay?.fields["cents"] ?? none,
    assemblies?.offsets ?? new Int32Array(count + 1),
    ...["begins", "ends", "servedFrom", "servedTo"].map((field) => assemblies?.fields[field] ?? none),
  ];
}

/** Builds the twin in a folder and writes its members; gives its program and its file. */
export function buildTwin(folder: string, parts: readonly Part[]): readonly [program: string, file: string] {
  const source = new URL("./fund.c", import.meta.url).pathname;
  const [program, file] = [join(folder, "fund"), join(folder, "members")];
  const built = spawnSync("gcc", ["-O2", source, "-o", program], { stdio: "inherit" });
  if (built.error || built.status !== 0) throw new Error("the fund's yardstick needs gcc");
  const out = openSync(file, "w");
  for (const part of parts.flatMap(({ twin }) => twin))
    for (let at = 0; at < part.byteLength; at += 1 << 26)
      writeSync(
        out,
        new Uint8Array(part.buffer, part.byteOffset + at, Math.min(1 << 26, part.byteLength - at)),
      );
  closeSync(out);
  return [program, file];
}
