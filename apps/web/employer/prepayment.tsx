import { prepaymentReference } from "@emeritus/operations/money-in/prepayment-reference.ts";
import { type PrepaymentSeen, readPrepayment } from "@emeritus/operations/money-in/settle-prepayment.ts";
import { longDate, money } from "@emeritus/words/format.ts";
import { beginWorksheet } from "@emeritus/words/worksheet.ts";
import { Button, Facts, Form, More, Sheet } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { link, notFound, page } from "../shared/routes.ts";

/** Everything of one prepayment, with how its amounts came about. */
export function Prepayment({ seen, settle }: { seen: PrepaymentSeen; settle?: string | undefined }) {
  const all = useWords();
  const words = all.money.prepayments;
  const { election, law, settlement } = seen;
  const sheet = beginWorksheet(all);
  const how = [
    { text: words.how, lines: sheet.add(law.prepayment.explanation) },
    { text: words.howCredit, lines: sheet.add(law.credit.explanation) },
    ...(seen.payrollCents > 0n ? [{ text: words.howDue, lines: sheet.add(settlement.due.explanation) }] : []),
  ];
  const due = settlement.due.value;
  return (
    <>
      <Facts
        facts={[
          { name: words.columns.year, value: longDate(election.fiscalYear) },
          {
            name: words.columns.components,
            value: election.components.map((each) => words.components[each]).join(", "),
          },
          { name: words.expected, value: money(election.expectedCents) },
          { name: words.prepayment, value: money(election.prepaymentCents) },
          { name: words.credit, value: money(election.creditCents) },
          { name: words.names, value: prepaymentReference(election.election) },
          { name: words.by, value: longDate(election.prepaidOn) },
          { name: words.drawn, value: money(election.drawnCents) },
        ]}
      />
      {how.map(({ text, lines }) => (
        <More key={text} summary={text}>
          <Sheet lines={lines} label={text} />
        </More>
      ))}
      <h2>{words.settlement}</h2>
      <p className="measure">{words.settlementSays}</p>
      <Facts
        facts={[
          { name: words.payrollSoFar, value: money(seen.payrollCents) },
          { name: words.dueSoFar, value: due === undefined ? "" : money(due.n / due.d) },
        ]}
      />
      {settle ? (
        <Form action={settle} label={words.settle}>
          <Button>{words.settle}</Button>
        </Form>
      ) : null}
    </>
  );
}

page({
  path: "/employer/prepayments/:election",
  owner: "money in",
  may: "read invoices",
  show: async ({ system, actor, params, words }) => {
    const seen = await readPrepayment(system, actor, numberIn(params.election));
    if (seen === undefined) throw notFound();
    const { election, employerName } = seen.election;
    return {
      title: words.money.prepayments.title1({ election, employer: employerName }),
      over: <a href={link("/employer/invoices")}>{words.money.invoices.title}</a>,
      body: <Prepayment seen={seen} />,
    };
  },
});
