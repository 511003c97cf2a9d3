import { prepaymentReference } from "@emeritus/operations/money-in/prepayment-reference.ts";
import {
  type ElectionState,
  type PrepaymentSeen,
  readPrepayment,
} from "@emeritus/operations/money-in/settle-prepayment.ts";
import { longDate, money } from "@emeritus/words/format.ts";
import { beginWorksheet } from "@emeritus/words/worksheet.ts";
import { Button, Facts, Form, More, Sheet, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { link, notFound, page } from "../shared/routes.ts";

const looks = { waiting: "warn", late: "bad", paid: "good", settled: "good", withdrawn: "plain" } as const;

/** How far an election has come, as a tag. */
export function ElectionTag({ state }: { state: ElectionState }) {
  return <Tag kind={looks[state]}>{useWords().money.prepayments.states[state]}</Tag>;
}

/** Everything of one prepayment, with how its amounts came about. */
export function Prepayment({ seen, settle }: { seen: PrepaymentSeen; settle?: string | undefined }) {
  const all = useWords();
  const words = all.money.prepayments;
  const { election, law, settlement, state } = seen;
  const sheet = beginWorksheet(all);
  const how = [
    { text: words.how, lines: sheet.add(law.prepayment.explanation) },
    { text: words.howCredit, lines: sheet.add(law.credit.explanation) },
    ...(seen.payrollCents > 0n ? [{ text: words.howDue, lines: sheet.add(settlement.due.explanation) }] : []),
  ];
  const received = state === "paid" || state === "settled";
  return (
    <>
      <Facts
        facts={[
          { name: words.columns.state, value: <ElectionTag state={state} /> },
          { name: words.columns.year, value: longDate(election.fiscalYear) },
          {
            name: words.columns.components,
            value: election.components.map((each) => words.components[each]).join(", "),
          },
          { name: words.expected, value: money(election.expectedCents) },
          { name: words.prepayment, value: money(election.prepaymentCents) },
          { name: words.credit, value: money(election.creditCents) },
          ...(state === "waiting" || received
            ? [{ name: words.names, value: prepaymentReference(election.election) }]
            : []),
          { name: words.by, value: longDate(election.prepaidOn) },
          ...(received
            ? [
                { name: words.paidOn, value: longDate(election.paidOn!) },
                { name: words.drawn, value: money(election.drawnCents) },
              ]
            : []),
        ]}
      />
      {how.map(({ text, lines }) => (
        <More key={text} summary={text}>
          <Sheet lines={lines} label={text} />
        </More>
      ))}
      {state === "withdrawn" || state === "late" ? (
        <p className="measure">{words.endSays[state]}</p>
      ) : (
        <>
          <h2>{words.settlement}</h2>
          <p className="measure">{words.settlementSays}</p>
          <Facts
            facts={[
              {
                name: state === "settled" ? words.payrollCovered : words.payrollSoFar,
                value: money(seen.payrollCents),
              },
              { name: state === "settled" ? words.due : words.dueSoFar, value: money(seen.dueCents) },
              ...(state === "settled"
                ? [
                    { name: words.billed, value: money(seen.billCents) },
                    { name: words.credited, value: money(seen.carriedCents) },
                  ]
                : received && seen.ended
                  ? [
                      { name: words.bill, value: money(seen.billCents) },
                      { name: words.carried, value: money(seen.carriedCents) },
                    ]
                  : []),
            ]}
          />
        </>
      )}
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
