import { whole } from "@emeritus/engine/exact.ts";
import { money } from "@emeritus/words/format.ts";
import { Alert } from "../shared/components/alert.tsx";
import { StepChart } from "../shared/components/chart.tsx";
import { Table } from "../shared/components/table.tsx";
import { useWords } from "../shared/frame.ts";
import type { Calculator, CalculatorName } from "./calculator.ts";
import type { FieldName, Values } from "./fields.ts";
import { levelPayment, type LoanMonth, type LoanPlan, payDown } from "./loans.ts";

function Plan({ plan }: { plan: LoanPlan | undefined }) {
  const words = useWords().calculators.loan;
  if (!plan) return <Alert kind="warning">{words.never}</Alert>;
  const years = plan.months.filter(({ month }) => month % 12 === 0 || month === plan.months.length);
  return (
    <>
      <section className="answer" aria-labelledby="answer-heading">
        <h2 id="answer-heading">{words.heading}</h2>
        <p className="amount big plain">{money(plan.payment)}</p>
        <p>
          {words.says({
            months: plan.months.length,
            interest: money(plan.interest),
            paid: money(plan.paid),
          })}
        </p>
      </section>
      <StepChart
        id="debt"
        title={words.left}
        steps={years.map(({ month, left }, at) => ({
          from: at,
          to: at + 1,
          cents: Number(left),
          text: words.after({ month, left: money(left) }),
        }))}
        marks={[{ at: 0, text: words.first }]}
        table={<YearTable years={years} />}
      />
    </>
  );
}

function YearTable({ years }: { years: readonly LoanMonth[] }) {
  const words = useWords().calculators.loan;
  return (
    <Table
      caption={words.left}
      quiet
      rows={years}
      keyOf={({ month }) => month}
      columns={[
        { head: words.month, names: true, cell: ({ month }) => month },
        { head: words.interest, number: true, cell: ({ interest }) => money(interest) },
        { head: words.principal, number: true, cell: ({ principal }) => money(principal) },
        { head: words.leftHead, number: true, cell: ({ left }) => money(left) },
      ]}
    />
  );
}

const cents = (values: Values, name: FieldName): bigint => whole(values.number(name)!);

function Loan({ values }: { values: Values }) {
  const [amount, rate, years] = [
    cents(values, "amount"),
    values.number("yearlyRate")!,
    values.count("loanYears")!,
  ];
  return <Plan plan={payDown(amount, rate, levelPayment(amount, rate, 12 * years))} />;
}

function Debt({ values }: { values: Values }) {
  return (
    <Plan plan={payDown(cents(values, "amount"), values.number("yearlyRate")!, cents(values, "payment"))} />
  );
}

const amount = { name: "amount", kind: "money", most: "10000000.00" } as const;
const yearlyRate = { name: "yearlyRate", kind: "percent", most: "40" } as const;
const loan = (name: CalculatorName, most: number): Calculator => ({
  name,
  fields: [amount, yearlyRate, { name: "loanYears", kind: "count", least: 1, most }],
  Answer: Loan,
});

/** A home loan paid back in equal monthly payments. */
export const mortgage = loan("mortgage", 40);
/** A car loan paid back in equal monthly payments. */
export const carLoan = loan("carLoan", 10);
/** A card's debt paid down by the same amount each month. */
export const creditCard: Calculator = {
  name: "creditCard",
  fields: [amount, yearlyRate, { name: "payment", kind: "money", most: "1000000.00" }],
  Answer: Debt,
};
