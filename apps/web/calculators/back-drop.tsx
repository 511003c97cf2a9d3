import { formatDate, addMonths, firstOfMonthOf, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Facts, Row } from "@emeritus/engine/facts.ts";
import { planNamed, type PlanEntry } from "@emeritus/law/plans.ts";
import { longDate } from "@emeritus/words/format.ts";
import { moneyText, monthsText } from "@emeritus/words/value.ts";
import { worksheetOf } from "@emeritus/words/worksheet.ts";
import { Alert } from "../shared/components/alert.tsx";
import { More } from "../shared/components/more.tsx";
import { Table } from "../shared/components/table.tsx";
import { Sheet } from "../shared/components/worksheet.tsx";
import { useWords } from "../shared/frame.ts";
import type { Calculator } from "./calculator.ts";
import { careerFactsOf, careerFields, forPlan } from "./career.ts";
import type { Values } from "./fields.ts";

const plans = ["msep", "msep-2000"];
const payMonths = 120;
const newPlanFrom = parseDate("2000-07-01");

/** Equal pay in each of the months before the retirement month, ten years of it: more than any average looks at. */
const levelPay = (start: PlainDate, monthly: Exact): readonly Row[] =>
  Array.from({ length: payMonths }, (_, at) => ({ month: addMonths(start, at - payMonths), cents: monthly }));

/** What the law says for one period. */
interface Period {
  readonly months: number;
  readonly from: PlainDate;
  readonly lumpSum: Exact;
  readonly instalment: Exact;
  readonly monthly: Exact | undefined;
  readonly without: boolean;
}

function periodOf(entry: PlanEntry, facts: Facts, start: PlainDate, months: number): Period | undefined {
  const { plan } = entry;
  const chosen = months === 0 ? null : months;
  const stated = {
    ...facts.stated,
    backDropMonths: chosen,
    paymentOption: "lifeIncome",
    paymentMonth: start,
  };
  const says = explainerByName(plan, { ...facts, stated });
  if (months > 0 && says("backDropPeriodIsLegal").value !== true) return undefined;
  const lumpSum = says("backDropLumpSum").value as Exact | undefined;
  const instalment = says("backDropInstalment").value as Exact | undefined;
  const monthly = says("dueToRetiree").value as Exact | undefined;
  return lumpSum && instalment
    ? { months, from: addMonths(start, -months), lumpSum, instalment, monthly, without: months === 0 }
    : undefined;
}

function Answer({ values }: { values: Values }) {
  const all = useWords();
  const words = all.calculators.each.backDrop;
  const start = firstOfMonthOf(values.date("start")!);
  const { stated } = careerFactsOf(values, start);
  const pay = levelPay(start, values.number("averagePay")!);
  const [closed, newer] = plans.map((name) => planNamed(name)!) as [PlanEntry, PlanEntry];
  const entry = values.choice("plan") === "msep" ? closed : newer;
  const electsYear2000Plan = entry === newer && values.date("firstHired")! < newPlanFrom;
  const facts = forPlan(entry.plan, { stated: { ...stated, electsYear2000Plan, pay } });
  const may = explainerByName(entry.plan, facts)("mayHaveBackDrop");
  const available = explainerByName(entry.plan, facts)("backDropAvailable").value as number | undefined;
  const lengths = [0, 12, 24, 36, 48, 60, available ?? 0].toSorted((a, b) => a - b);
  const periods = [...new Set(lengths)].flatMap((months) => periodOf(entry, facts, start, months) ?? []);
  return (
    <>
      <section className="answer" aria-labelledby="answer-heading">
        <h2 id="answer-heading">{words.heading({ date: longDate(formatDate(start)), plan: entry.title })}</h2>
        {may.value === true ? (
          <p>{words.available({ time: monthsText(all, available ?? 0) })}</p>
        ) : (
          <Alert kind="warning">{words.notOpen}</Alert>
        )}
        <p className="small soft">{words.level}</p>
      </section>
      <Table
        caption={words.table}
        rows={periods}
        keyOf={({ months }) => months}
        columns={[
          {
            head: words.period,
            names: true,
            cell: ({ months, without }) => (without ? words.without : monthsText(all, months)),
          },
          {
            head: words.from,
            cell: ({ from, without }) => (without ? all.common.none : longDate(formatDate(from))),
          },
          { head: words.lumpSum, number: true, cell: ({ lumpSum }) => moneyText(lumpSum) },
          { head: words.instalment, number: true, cell: ({ instalment }) => moneyText(instalment) },
          {
            head: words.monthly,
            number: true,
            cell: ({ monthly }) => (monthly ? moneyText(monthly) : all.worksheet.cannot),
          },
        ]}
      />
      <More summary={words.how} open={may.value !== true}>
        <Sheet lines={worksheetOf(all, may.explanation)} label={words.how} />
      </More>
    </>
  );
}

/** The lump sum and the monthly benefit of every BackDROP period that the law allows (RSMo 104.625). */
export const backDrop: Calculator = {
  name: "backDrop",
  fields: [
    { name: "plan", kind: "choice", options: ["msep-2000", "msep"] },
    careerFields.birthDate,
    { ...careerFields.firstHired, most: "2010-12-31" },
    { name: "start", kind: "month", least: "2001-01", most: "2080-12" },
    { name: "averagePay", kind: "money", most: "50000.00" },
    { name: "sickHours", kind: "hours", most: "5000", optional: true, rare: true },
    { ...careerFields.moreService, rare: true },
    {
      name: "spouseBirthDate",
      kind: "date",
      least: "1900-01-01",
      most: "2020-12-31",
      optional: true,
      rare: true,
    },
  ],
  Answer,
};
