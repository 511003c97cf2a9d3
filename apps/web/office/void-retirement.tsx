import { formatDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import type { ReemploymentSeen } from "@emeritus/operations/enrolling/read-reemployment.ts";
import type { VoidSeen } from "@emeritus/operations/enrolling/see-void.ts";
import { byMonth, voidCites } from "@emeritus/operations/enrolling/void-retirement.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { longDate, longMonth, money } from "@emeritus/words/format.ts";
import { worksheetOf } from "@emeritus/words/worksheet.ts";
import {
  Alert,
  Button,
  Choices,
  Facts,
  Form,
  LawLink,
  LongField,
  More,
  Sheet,
  Table,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";

/** What the office reads and decides about a retirement that may be void; its forms are declared beside the case's page. */
export function VoidPart({ seen, actor }: { seen: ReemploymentSeen; actor: Actor }) {
  const words = useWords().voidRetirement;
  const { found, wouldVoid } = seen;
  const { person, caseNumber, status } = found;
  const at = { person, case: caseNumber };
  const decides = status === "voidProposed" && may(actor, "approve a determination", { person });
  return (
    <>
      {wouldVoid === undefined ? null : <Would seen={wouldVoid} />}
      {status === "detected" && may(actor, "work a case", { person }) ? (
        <section aria-labelledby="void">
          <h2 id="void">{words.heading}</h2>
          <p className="measure">
            {words.says} <LawLink cites={voidCites} />
          </p>
          <Form action={link("/office/reemployments/:person/:case/propose-void", at)} label={words.propose}>
            <Choices
              name="agreed"
              many
              label={words.heading}
              options={[{ value: "yes", text: words.agreed }]}
            />
            <LongField name="voidWhy" label={words.because} rows={2} />
            <Button look="outline">{words.propose}</Button>
          </Form>
        </section>
      ) : null}
      {decides ? (
        <>
          <Form action={link("/office/reemployments/:person/:case/declare-void", at)} label={words.declare}>
            <LongField name="declareWhy" label={words.because} rows={2} />
            <Button look="danger">{words.declare}</Button>
          </Form>
          <More summary={words.keep}>
            <Form action={link("/office/reemployments/:person/:case/keep-retirement", at)} label={words.keep}>
              <LongField name="keepWhy" label={words.because} rows={2} />
              <Button look="outline">{words.keep}</Button>
            </Form>
          </More>
        </>
      ) : null}
    </>
  );
}

function Would({ seen: { facts, ended, benefits, payments, whole } }: { seen: VoidSeen }) {
  const all = useWords();
  const words = all.voidRetirement;
  if (ended.value !== false) return <Alert kind="info">{words.stands}</Alert>;
  const months = byMonth(payments);
  const sum = (of: "paidCents" | "interestCents") => months.reduce((cents, one) => cents + one[of], 0n);
  const [paid, interest] = [sum("paidCents"), sum("interestCents")];
  return (
    <section aria-labelledby="would">
      <h2 id="would">{words.wouldHeading}</h2>
      <ul>
        {benefits.map(({ benefit, baseCents, from }) => (
          <li key={benefit}>{words.ends({ amount: money(baseCents), start: longDate(formatDate(from)) })}</li>
        ))}
      </ul>
      <Facts
        facts={[
          { name: words.left, value: longDate(formatDate(facts.leftService)) },
          { name: words.paid, value: money(paid) },
          { name: words.interest, value: money(interest) },
          { name: words.total, value: money(paid + interest) },
        ]}
      />
      {months.length === 0 ? (
        <p>{words.nothingPaid}</p>
      ) : (
        <Table
          caption={words.total}
          quiet
          rows={months}
          keyOf={({ benefit, period }) => `${benefit} ${period}`}
          columns={[
            { head: words.columns.month, names: true, cell: ({ period }) => longMonth(period) },
            { head: words.columns.paid, number: true, cell: ({ paidCents }) => money(paidCents) },
            { head: words.columns.interest, number: true, cell: ({ interestCents }) => money(interestCents) },
            {
              head: words.columns.together,
              number: true,
              cell: ({ paidCents, interestCents }) => money(paidCents + interestCents),
            },
          ]}
        />
      )}
      <More summary={words.how}>
        <Sheet lines={worksheetOf(all, (whole ?? ended).explanation, "void")} label={words.how} />
      </More>
    </section>
  );
}
