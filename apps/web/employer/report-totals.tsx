import { decimal } from "@emeritus/operations/reporting-pay/decimal.ts";
import type { ReportSum } from "@emeritus/operations/reporting-pay/report-sums.ts";
import type { StoredReport } from "@emeritus/records/pay-report.ts";
import { count, money } from "@emeritus/words/format.ts";
import { AmountLink, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";

/** The totals of a report; those that a rate makes open into how they came about. */
export function Totals({ report }: { report: StoredReport }) {
  const words = useWords().employer.report;
  const rows = [
    { name: words.pensionable, cents: report.pensionableCents, to: "how-pay" },
    { name: words.employer, cents: report.employerCents, to: "how-employer" },
    { name: words.member, cents: report.memberCents, to: "how-member" },
    { name: words.life, cents: report.lifeCents, to: undefined },
    { name: words.ltd, cents: report.ltdCents, to: undefined },
  ];
  return (
    <Table
      caption={words.totals}
      quiet
      rows={rows}
      keyOf={({ name }) => name}
      columns={[
        { head: words.total, names: true, cell: ({ name }) => name },
        {
          head: words.reported,
          number: true,
          cell: ({ name, cents, to }) =>
            to === undefined ? money(cents) : <AmountLink to={to} amount={money(cents)} what={name} />,
        },
      ]}
    />
  );
}

/** How each total comes about: rows, pay, rate with the day it is in force from, pay × rate, and what was reported. */
export function HowTotals({ sums }: { sums: readonly ReportSum[] }) {
  const words = useWords().employer.report;
  const employerDifference = sums.reduce((sum, each) => sum + each.employerCents - each.employerDueCents, 0);
  const members = sums.filter((each) => each.memberRate > 0);
  return (
    <>
      <p>{words.howSays}</p>
      <h3 id="how-pay" tabIndex={-1}>
        {words.pensionable}
      </h3>
      <Sums sums={sums} caption={words.pensionable} rate={undefined} />
      <h3 id="how-employer" tabIndex={-1}>
        {words.employer}
      </h3>
      <Sums sums={sums} caption={words.employer} rate="employer" />
      {employerDifference === 0 ? null : <p>{words.difference({ cents: money(employerDifference) })}</p>}
      <h3 id="how-member" tabIndex={-1}>
        {words.member}
      </h3>
      {members.length === 0 ? (
        <p>{money(0)}</p>
      ) : (
        <Sums sums={members} caption={words.member} rate="member" />
      )}
    </>
  );
}

function Sums(props: {
  sums: readonly ReportSum[];
  caption: string;
  rate: "employer" | "member" | undefined;
}) {
  const words = useWords().employer;
  const says = words.report;
  const employer = props.rate === "employer";
  const rate = {
    head: employer ? says.employerRate : says.memberRate,
    cell: (each: ReportSum) =>
      employer
        ? says.rateOf({
            percent: decimal(each.employerRate),
            from: each.employerRateFrom,
            mark: each.employerRateMark,
          })
        : says.percent({ percent: decimal(each.memberRate) }),
  };
  const due = {
    head: says.due,
    number: true,
    cell: (each: ReportSum) => money(employer ? each.employerDueCents : each.memberDueCents),
  };
  const reported = {
    head: says.reported,
    number: true,
    cell: (each: ReportSum) => money(employer ? each.employerCents : each.memberCents),
  };
  return (
    <Table
      caption={props.caption}
      quiet
      rows={props.sums}
      keyOf={({ plan, payDate }) => `${plan} ${payDate}`}
      columns={[
        { head: says.plan, names: true, cell: ({ plan }) => says.planNames[plan] },
        { head: says.payDate, cell: ({ payDate }) => words.date({ date: payDate }) },
        { head: says.rowCount, number: true, cell: ({ rows }) => count(rows) },
        { head: says.pay, number: true, cell: ({ pensionableCents }) => money(pensionableCents) },
        ...(props.rate === undefined ? [] : [rate, due, reported]),
      ]}
    />
  );
}
