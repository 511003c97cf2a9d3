import { longDate, longMonth } from "@emeritus/words/format.ts";
import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { add, exact, type Exact } from "@emeritus/engine/exact.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import type { Value } from "@emeritus/engine/kinds.ts";
import { planNamed, type PlanEntry } from "@emeritus/law/plans.ts";
import { capital, phraseOf } from "@emeritus/words/phrase.ts";
import { moneyText } from "@emeritus/words/value.ts";
import { worksheetOf } from "@emeritus/words/worksheet.ts";
import { Alert } from "../shared/components/alert.tsx";
import { More } from "../shared/components/more.tsx";
import { Table } from "../shared/components/table.tsx";
import { Sheet } from "../shared/components/worksheet.tsx";
import { useWords } from "../shared/frame.ts";
import type { Calculator } from "./calculator.ts";
import { careerFactsOf, careerFields, forPlan } from "./career.ts";
import { optionsOf, supposingYears, yearsPaid } from "./estimate-answer.ts";
import type { Values } from "./fields.ts";

/** What one of the two plans would pay. */
interface Side {
  readonly entry: PlanEntry;
  readonly eligible: boolean;
  readonly base: Result<Value>;
  readonly temporary: Result<Value> | undefined;
  readonly temporaryEnds: PlainDate | undefined;
  readonly options: ReadonlyMap<string, Result<Value>>;
  readonly years: readonly { readonly from: PlainDate; readonly sum: Exact }[] | undefined;
}

function sideOf(entry: PlanEntry, facts: Facts, start: PlainDate, values: Values): Side {
  const { plan } = entry;
  const says = explainerByName(plan, facts);
  const supposed = {
    cola: values.number("cola") ?? exact(2n, 100n),
    payRise: exact(0n),
    payRiseFirst: 1,
    payRiseEvery: 1,
  };
  const temporary = plan.rules.has("temporaryBenefit") ? says("temporaryBenefit") : undefined;
  const ends = temporary ? says("temporaryBenefitEnds").value : undefined;
  return {
    entry,
    eligible: says("eligible").value === true,
    base: says("baseBenefit"),
    temporary,
    temporaryEnds: temporary && (temporary.value as Exact | undefined)?.n ? (ends as PlainDate) : undefined,
    options: new Map(optionsOf(plan, facts).map(({ option, toMember }) => [option, toMember])),
    years: yearsPaid(supposingYears(plan, start, values.number("averagePay")!, supposed), facts, start),
  };
}

const textOf = (result: Result<Value> | undefined, none: string): string =>
  result?.value === undefined ? none : moneyText(result.value as Exact);

function Answer({ values }: { values: Values }) {
  const all = useWords();
  const words = all.calculators.each.planChoice;
  const phrase = phraseOf(all);
  const start = values.date("start")!;
  const { stated } = careerFactsOf(values, start);
  const chosen = { stated: { ...stated, pay: [], finalAveragePay: values.number("averagePay")! } };
  const sides = ["msep", "msep-2000"].map((name) => {
    const entry = planNamed(name)!;
    const elects = name === "msep-2000";
    return sideOf(
      entry,
      forPlan(entry.plan, { stated: { ...chosen.stated, electsYear2000Plan: elects } }),
      start,
      values,
    );
  });
  const [closed, newer] = sides as [Side, Side];
  if (!sides.some(({ eligible }) => eligible)) return <Alert kind="warning">{words.notEligible}</Alert>;
  const none = all.common.none;
  const options = [...new Set([...closed.options.keys(), ...newer.options.keys()])];
  const totalOf = ({ years, eligible }: Side, count: number): string =>
    years && eligible
      ? moneyText(years.slice(0, count).reduce((sum, year) => add(sum, year.sum), exact(0n)))
      : none;
  const rows = [
    {
      name: words.canRetire,
      cells: sides.map(({ eligible }) => (eligible ? all.common.yes : all.common.no)),
    },
    { name: capital(phrase("baseBenefit")), cells: sides.map(({ base }) => textOf(base, none)) },
    {
      name: words.temporary,
      cells: sides.map(({ temporary, temporaryEnds }) =>
        temporaryEnds === undefined
          ? none
          : words.through({ amount: textOf(temporary, none), month: longMonth(formatDate(temporaryEnds)) }),
      ),
    },
    ...options.map((option) => ({
      name: capital(phrase(option)),
      cells: sides.map((side) => textOf(side.options.get(option), none)),
    })),
    ...[5, 10, 15, 20, 25].map((count) => ({
      name: words.total({ years: count }),
      cells: sides.map((side) => totalOf(side, count)),
    })),
  ];
  return (
    <>
      <section className="answer" aria-labelledby="answer-heading">
        <h2 id="answer-heading">{words.heading({ date: longDate(formatDate(start)) })}</h2>
        <p className="small soft">{words.says25}</p>
      </section>
      <Table
        caption={words.table}
        quiet
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          { head: words.what, names: true, cell: ({ name }) => name },
          ...sides.map(({ entry }, at) => ({
            head: entry.title,
            number: true,
            cell: ({ cells }: (typeof rows)[number]) => cells[at],
          })),
        ]}
      />
      {sides.map(({ entry, base }) => (
        <More key={entry.name} summary={words.how({ plan: entry.title })}>
          <Sheet lines={worksheetOf(all, base.explanation, entry.name)} label={entry.title} />
        </More>
      ))}
    </>
  );
}

/** The two plans side by side for who may choose between them at retirement (RSMo 104.1015). */
export const planChoice: Calculator = {
  name: "planChoice",
  fields: [
    careerFields.birthDate,
    { ...careerFields.firstHired, most: "2000-06-30" },
    careerFields.lastDay,
    { name: "start", kind: "month", least: "2000-07", most: "2080-12" },
    { name: "averagePay", kind: "money", most: "50000.00" },
    { name: "sickHours", kind: "hours", most: "5000", optional: true, rare: true },
    { ...careerFields.moreService, rare: true },
    { name: "spouseBirthDate", kind: "date", least: "1900-01-01", most: "2020-12-31", optional: true },
    { name: "cola", kind: "percent", most: "5", optional: true, rare: true },
  ],
  Answer,
};
