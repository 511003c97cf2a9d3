import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { add, exact, type Exact, subtract } from "@emeritus/engine/exact.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import type { PlanEntry } from "@emeritus/law/plans.ts";
import { longDate, longMonth, money } from "@emeritus/words/format.ts";
import { capital, phraseOf, wordsOfPlan } from "@emeritus/words/phrase.ts";
import { moneyText } from "@emeritus/words/value.ts";
import { beginWorksheet, type Worksheet } from "@emeritus/words/worksheet.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Value } from "@emeritus/engine/kinds.ts";
import { AmountLink } from "../shared/components/links.tsx";
import { Alert } from "../shared/components/alert.tsx";
import { StepChart } from "../shared/components/chart.tsx";
import { More } from "../shared/components/more.tsx";
import { Table } from "../shared/components/table.tsx";
import { Sheet } from "../shared/components/worksheet.tsx";
import { useWords } from "../shared/frame.ts";
import type { Calculator } from "./calculator.ts";
import { careerFactsOf, careerFields, planOf, forPlan } from "./career.ts";
import { type OptionAnswer, optionsOf, supposingYears, type YearPaid, yearsPaid } from "./estimate-answer.ts";
import type { Values } from "./fields.ts";

function Answer({ values }: { values: Values }) {
  const words = useWords().calculators.each.estimate;
  const start = values.date("start")!;
  const lastDay = values.date("lastDay");
  if (lastDay !== undefined && lastDay >= start)
    return <Alert kind="warning">{words.startsBeforeLeaving}</Alert>;
  const facts = factsOf(values, start);
  const entry = planOf(facts);
  if (!entry) return <Alert kind="warning">{words.noPlan}</Alert>;
  return <Estimated entry={entry} facts={forPlan(entry.plan, facts)} start={start} values={values} />;
}

/** The facts of the career with the pay that the class's formula asks for. */
function factsOf(values: Values, start: PlainDate): Facts {
  const pay = values.number("averagePay")!;
  const facts = careerFactsOf(values, start);
  const years = values.count("officeYears");
  return {
    stated: {
      ...facts.stated,
      pay: [],
      finalAveragePay: pay,
      ...(values.choice("memberClass") === "legislator"
        ? {
            legislatorMonthlyPay: pay,
            fullAssemblies: Math.floor((years ?? 0) / 2),
            earnedService: 12 * (years ?? 0),
          }
        : {}),
    },
  };
}

interface Shown {
  readonly entry: PlanEntry;
  readonly facts: Facts;
  readonly start: PlainDate;
  readonly values: Values;
}

function Estimated({ entry, facts, start, values }: Shown) {
  const all = wordsOfPlan(useWords(), entry.plan.name);
  const words = all.calculators.each.estimate;
  const says = explainerByName(entry.plan, facts);
  const eligible = says("eligible");
  const sheet = beginWorksheet(all);
  if (eligible.value !== true)
    return (
      <>
        <Alert kind="warning">
          {words.notEligible({ plan: entry.title, date: longDate(formatDate(start)) })}
        </Alert>
        <More summary={words.whyNot} open>
          <Sheet lines={sheet.add(says("door").explanation)} label={words.whyNot} />
        </More>
      </>
    );
  const options = optionsOf(entry.plan, facts);
  const temporary = entry.plan.rules.has("temporaryBenefit") ? says("temporaryBenefit") : undefined;
  const base = sheet.add(says("baseBenefit").explanation);
  const lines = options.flatMap(({ toMember, toSurvivor }) => [
    ...sheet.add(toMember.explanation),
    ...(toSurvivor ? sheet.add(toSurvivor.explanation) : []),
  ]);
  const temporaryLines = temporary ? sheet.add(temporary.explanation) : [];
  return (
    <>
      <section className="answer" aria-labelledby="answer-heading">
        <h2 id="answer-heading">{words.heading({ date: longDate(formatDate(start)), plan: entry.title })}</h2>
        <p>
          {words.lifeIncome}
          <br />
          <Amount sheet={sheet} result={options[0]!.toMember} what={words.lifeIncome} big />
        </p>
        {temporary?.value && (temporary.value as Exact).n > 0n ? (
          <p>
            {words.temporary({
              month: longMonth(formatDate(says("temporaryBenefitEnds").value as PlainDate)),
            })}{" "}
            <Amount sheet={sheet} result={temporary} what={words.temporaryName} />
          </p>
        ) : null}
        <p className="small soft">{words.notAnOffer}</p>
      </section>
      <Options options={options} sheet={sheet} />
      <More summary={words.howBase} open>
        <Sheet lines={base} label={words.howBase} />
      </More>
      <More summary={words.howOptions}>
        <Sheet lines={[...lines, ...temporaryLines]} label={words.howOptions} />
      </More>
      <Years entry={entry} facts={facts} start={start} values={values} />
    </>
  );
}

function Amount(props: { sheet: Worksheet; result: Result<Value>; what: string; big?: boolean }) {
  const words = useWords();
  const { value, explanation } = props.result;
  return value === undefined ? (
    <>{words.worksheet.cannot}</>
  ) : (
    <AmountLink
      to={props.sheet.idOf(explanation)}
      amount={moneyText(value as Exact)}
      what={props.what}
      {...(props.big ? { big: true } : {})}
    />
  );
}

function Options({ options, sheet }: { options: readonly OptionAnswer[]; sheet: Worksheet }) {
  const all = useWords();
  const words = all.calculators.each.estimate;
  const phrase = phraseOf(all);
  const life = options[0]!.toMember.value as Exact | undefined;
  const givenUp = ({ toMember }: OptionAnswer) =>
    life && toMember.value ? moneyText(subtract(life, toMember.value as Exact)) : all.common.none;
  return (
    <Table
      caption={words.options}
      rows={options}
      keyOf={({ option }) => option}
      columns={[
        { head: words.option, names: true, cell: ({ option }) => capital(phrase(option)) },
        {
          head: words.toYou,
          number: true,
          cell: ({ option, toMember }) => <Amount sheet={sheet} result={toMember} what={phrase(option)} />,
        },
        {
          head: words.afterYou,
          number: true,
          cell: ({ option, toSurvivor }) =>
            toSurvivor ? <Amount sheet={sheet} result={toSurvivor} what={phrase(option)} /> : all.common.none,
        },
        { head: words.givenUp, number: true, cell: givenUp },
      ]}
    />
  );
}

function Years({ entry, facts, start, values }: Shown) {
  const words = useWords().calculators.each.estimate;
  const supposed = {
    cola: values.number("cola") ?? exact(2n, 100n),
    payRise: values.number("payRise") ?? exact(0n),
    payRiseFirst: values.count("payRiseFirst") ?? 2,
    payRiseEvery: values.count("payRiseEvery") ?? 3,
  };
  const plan = supposingYears(entry.plan, start, values.number("averagePay")!, supposed);
  const years = yearsPaid(plan, facts, start);
  if (!years) return null;
  const total = years.reduce((sum, year) => add(sum, year.sum), exact(0n));
  return (
    <section aria-labelledby="years-heading">
      <h2 id="years-heading">{words.years}</h2>
      <p className="measure">{words.yearsSay}</p>
      <p>
        {words.total} <strong>{moneyText(total)}</strong>
      </p>
      <StepChart
        id="years"
        title={words.years}
        steps={years.map((year) => ({
          from: year.year,
          to: year.year + 1,
          cents: Number(year.first.n),
          text: `${longMonth(formatDate(year.from))}: ${money(year.first.n)}`,
        }))}
        marks={years
          .filter(({ year }) => year % 5 === 1)
          .map((year) => ({ at: year.year, text: formatDate(year.from).slice(0, 4) }))}
        table={<YearTable years={years} />}
      />
    </section>
  );
}

function YearTable({ years }: { years: readonly YearPaid[] }) {
  const words = useWords().calculators.each.estimate;
  return (
    <Table
      caption={words.years}
      quiet
      rows={years}
      keyOf={({ year }) => year}
      columns={[
        { head: words.year, names: true, cell: ({ year }) => year },
        { head: words.begins, cell: ({ from }) => longMonth(formatDate(from)) },
        { head: words.atFirst, number: true, cell: ({ first }) => moneyText(first) },
        { head: words.atLast, number: true, cell: ({ last }) => moneyText(last) },
        { head: words.sum, number: true, cell: ({ sum }) => moneyText(sum) },
      ]}
    />
  );
}

/** The benefit from a date, every option side by side, and what 25 years would pay. */
export const estimate: Calculator = {
  name: "estimate",
  fields: [
    careerFields.memberClass,
    careerFields.birthDate,
    careerFields.firstHired,
    careerFields.lastDay,
    { name: "start", kind: "month", least: "2000-07", most: "2080-12" },
    { name: "averagePay", kind: "money", most: "50000.00" },
    { name: "officeYears", kind: "count", least: 0, most: 40, optional: true, rare: true },
    { name: "sickHours", kind: "hours", most: "5000", optional: true, rare: true },
    { ...careerFields.moreService, rare: true },
    { name: "spouseBirthDate", kind: "date", least: "1900-01-01", most: "2020-12-31", optional: true },
    { name: "cola", kind: "percent", most: "5", optional: true, rare: true },
    { name: "payRise", kind: "percent", most: "10", optional: true, rare: true },
    { name: "payRiseFirst", kind: "count", least: 1, most: 10, optional: true, rare: true },
    { name: "payRiseEvery", kind: "count", least: 1, most: 10, optional: true, rare: true },
  ],
  Answer,
};
