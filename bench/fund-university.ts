/** The education employees of the fund's yardsticks: who belongs to the universities' plan, what is due, and who may join the system. */
import { addMonths, compile, parseDate } from "@emeritus/engine/index.ts";
import { planNamed } from "@emeritus/law/plans.ts";
import type { Random } from "./fund-careers.ts";
import type { Part } from "./fund-part.ts";

const WANTED = [
  "isOutsideEmployee",
  "dueFromUniversity",
  "ownContribution",
  "mayJoinSystem",
  "planJoined",
  "vestedOnJoining",
  "serviceBrought",
];

/** The facts of an education employee, in the order of the C twin. */
const FACTS = [
  "firstTaught",
  "school",
  "teachesOrResearches",
  "administratorWithRank",
  "coveredBefore",
  "timeInUniversityPlan",
  "teachesNow",
  "transferElected",
  "payMonth",
  "payOfMonth",
] as const;

type Teacher = Readonly<Record<(typeof FACTS)[number], number>>;

/** A career since the plan began: most teach at a covered university, and the years in the plan run on both sides of six. */
function teacherOf(random: Random, schools: readonly number[]): Teacher {
  const payMonth = addMonths(parseDate("2015-07-01"), random(126));
  const firstTaught = parseDate("2001-08-01") + 32 * random(280) + random(28);
  const served = Math.max(0, (payMonth >> 5) - (firstTaught >> 5));
  const works = random(10);
  return {
    firstTaught,
    school: schools[random(20) === 0 ? 1 + random(2) : 0]!,
    teachesOrResearches: works < 8 ? 1 : 0,
    administratorWithRank: works === 8 ? 1 : 0,
    coveredBefore: random(20) === 0 ? 1 : 0,
    timeInUniversityPlan: served,
    teachesNow: random(10) === 0 ? 0 : 1,
    transferElected: addMonths(payMonth, random(24)),
    payMonth,
    payOfMonth: 300_000 + random(900_000),
  };
}

/** So many education employees with the program that determines them. */
export function universityPart(random: Random, count: number): Part {
  const { plan } = planNamed("curp")!;
  const program = compile(
    plan,
    WANTED.map((name) => ({ name })),
  );
  const code = (choice: string): number => program.reads.choices.indexOf(choice);
  const schools = ["coveredUniversity", "technicalSchool", "otherSchool"].map(code);
  const careers = Array.from({ length: count }, () => teacherOf(random, schools));
  const columns = program.columns(count, {});
  for (const name of FACTS)
    for (const [i, teacher] of careers.entries()) columns.facts[name]![i] = teacher[name];
  program.check(columns);
  return {
    name: "curp",
    plan,
    program,
    columns,
    periods: { offsets: new Int32Array(count + 1), fields: {} },
    pay: undefined,
    careers,
    twin: [
      Int32Array.of(count, ...["noPlan", "msep2000", "msep2011"].map(code)),
      ...FACTS.map((name) =>
        Int32Array.from(careers, (teacher) =>
          name === "school" ? Number(teacher.school === schools[0]) : teacher[name],
        ),
      ),
    ],
  };
}
