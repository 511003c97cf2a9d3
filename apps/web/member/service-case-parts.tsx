import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Dispute } from "@emeritus/operations/service/dispute-view.ts";
import type { ServiceCaseSeen } from "@emeritus/operations/service/read-service-cases.ts";
import type { CaseStep } from "@emeritus/records/case.ts";
import type { Letter } from "@emeritus/records/letter.ts";
import type { Obligation } from "@emeritus/records/obligation.ts";
import { longDate, money, shortDate } from "@emeritus/words/format.ts";
import { capital, phraseOf } from "@emeritus/words/phrase.ts";
import { monthsText, valueText } from "@emeritus/words/value.ts";
import { worksheetOf } from "@emeritus/words/worksheet.ts";
import { Alert, Facts, LawLink, More, Sheet, Table, Tag } from "../shared/components/index.ts";
import { StepsTaken } from "../office/steps-taken.tsx";
import { useWords } from "../shared/frame.ts";
import { amountText } from "./service-parts.tsx";

const day = (date: PlainDate) => longDate(formatDate(date));

/** A request as member and office read it: what was asked, what the law gives, what was paid, the answer. */
export function RequestBody({ seen }: { seen: ServiceCaseSeen }) {
  const words = useWords().service;
  const { service } = seen;
  const stopped = service.duties.find(
    ({ kind, status, due }) => kind === "serviceInstalment" && status === "open" && due < seen.today,
  );
  return (
    <>
      <section className="answer">
        <p className="lead">
          <Tag>{words.statuses[service.status]}</Tag> {words.asks[service.asked.what]}
        </p>
        {stopped ? <Alert kind="warning">{words.case.stopped({ due: day(stopped.due) })}</Alert> : null}
      </section>
      <AskedFacts seen={seen} />
      <Law seen={seen} />
      <Paid seen={seen} />
      {service.because === undefined ? null : (
        <Reason
          heading={service.status === "refused" ? words.case.because : words.case.ended}
          because={service.because}
          cites={service.cites}
          until={appealOf(service.duties)}
        />
      )}
    </>
  );
}

const appealOf = (duties: readonly Obligation[]): PlainDate | undefined =>
  duties.find(({ kind }) => kind === "appeal-ends")?.due;

function AskedFacts({ seen: { service, says, next, today } }: { seen: ServiceCaseSeen }) {
  const all = useWords();
  const words = all.service.case;
  const { asked, prepared, offer, accepted } = service;
  const phrase = phraseOf(all);
  const none = all.common.none;
  const facts = [
    { name: words.asked, value: all.service.asks[asked.what] },
    ...(asked.where ? [{ name: words.where, value: asked.where }] : []),
    ...asked.spans.map(({ from, to }) => ({
      name: words.days,
      value: all.service.range({ from: longDate(from), to: longDate(to) }),
    })),
    { name: words.filed, value: day(service.filed) },
  ];
  if (prepared !== undefined && prepared.months > 0)
    facts.push({ name: words.gives, value: monthsText(all, prepared.months) });
  if (says?.goesTo?.value !== undefined)
    facts.push({ name: words.goesTo, value: capital(phrase(says.goesTo.value)) });
  if (accepted !== undefined) facts.push({ name: words.cost, value: money(accepted.costCents) });
  else if (says?.cost !== undefined)
    facts.push({ name: words.costToday, value: amountText(says.cost.value, none) });
  if (says?.rate !== undefined)
    facts.push({ name: words.rate, value: valueText(all, phrase, "rate", says.rate.value) });
  if (offer !== undefined && service.status === "offered")
    facts.push({ name: words.expires, value: day(offer.expires) });
  if (accepted !== undefined) facts.push({ name: words.due, value: day(accepted.due) });
  if (service.status === "paying")
    facts.push({ name: words.owedToday, value: amountText(says?.owed?.value, none) });
  if (service.status === "paying" && accepted !== undefined)
    facts.push({ name: words.agreed, value: words.agreedSays({ payments: accepted.plan.instalments }) });
  if (next !== undefined)
    facts.push({
      name: words.next,
      value: (next.due < today ? words.nextLate : words.nextSays)({
        amount: money(next.cents),
        due: day(next.due),
        left: next.left,
      }),
    });
  if (says?.effective?.value !== undefined && asked.what.startsWith("transfer"))
    facts.push({ name: words.effective, value: day(says.effective.value) });
  return <Facts facts={facts} />;
}

function Law({ seen: { says, service } }: { seen: ServiceCaseSeen }) {
  const all = useWords();
  const words = all.service.case;
  if (says === undefined) return null;
  const paying = service.status === "paying";
  const shown = paying ? says.owed : says.cost;
  return (
    <>
      <More summary={words.howStands}>
        <Sheet lines={worksheetOf(all, says.standing.explanation, "stands")} label={words.howStands} />
      </More>
      {shown === undefined ? null : (
        <More summary={paying ? words.howOwed : words.howCost}>
          <Sheet lines={worksheetOf(all, shown.explanation, "cost")} label={words.howCost} />
        </More>
      )}
    </>
  );
}

function Paid({ seen: { service } }: { seen: ServiceCaseSeen }) {
  const words = useWords().service.case;
  if (service.payments.length === 0) return null;
  return (
    <>
      <h2 id="paid">{words.paidHeading}</h2>
      <Table
        caption={words.paidHeading}
        quiet
        rows={service.payments}
        keyOf={({ payment }) => payment}
        columns={[
          {
            head: words.paidColumns.on,
            names: true,
            cell: ({ paidOn }) => shortDate(formatDate(paidOn)),
          },
          { head: words.paidColumns.how, cell: ({ method }) => words.methods[method] },
          { head: words.paidColumns.by, cell: ({ paidBy }) => paidBy },
          { head: words.paidColumns.cents, number: true, cell: ({ cents }) => money(cents) },
        ]}
      />
    </>
  );
}

function Reason({
  heading,
  because,
  cites,
  until,
}: {
  heading: string;
  because: string;
  cites: string | undefined;
  until: PlainDate | undefined;
}) {
  const words = useWords().service.case;
  return (
    <section aria-labelledby="because">
      <h2 id="because">{heading}</h2>
      <p className="measure">{because}</p>
      {cites === undefined ? null : (
        <p>
          {words.cites} <LawLink cites={cites} />
        </p>
      )}
      {until === undefined ? null : <Alert kind="info">{words.appeal({ until: day(until) })}</Alert>}
    </section>
  );
}

/** A question as member and office read it: what was said, where it stands, the answer. */
export function QuestionBody({ dispute }: { dispute: Dispute }) {
  const words = useWords().service;
  return (
    <>
      <section className="answer">
        <p className="lead">
          <Tag>{words.statuses[dispute.status]}</Tag> {words.office.about[dispute.about]}
        </p>
      </section>
      <Facts
        facts={[
          { name: words.dispute.line, value: dispute.line },
          { name: words.dispute.said, value: dispute.says },
        ]}
      />
      {dispute.answer === undefined ? null : (
        <Reason
          heading={words.case.because}
          because={dispute.answer.because}
          cites={dispute.answer.cites}
          until={dispute.answer.appealUntil}
        />
      )}
    </>
  );
}

/** The letters of a case, newest first, each as it was sent. */
export function CaseLetters({ letters, to }: { letters: readonly Letter[]; to: (letter: number) => string }) {
  const words = useWords().serviceLetters;
  const titles: Readonly<Record<string, string>> = words.titles;
  if (letters.length === 0) return null;
  return (
    <>
      <h2 id="letters">{words.heading}</h2>
      <ul>
        {letters.map(({ letter, kind, written, file }) => (
          <li key={letter}>
            <a href={to(letter)}>{words.open({ title: titles[kind] ?? kind, on: day(written) })}</a>
            {file === undefined ? <span className="small soft"> {words.waits}</span> : null}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What is to be done, and what was done. */
export function Course({
  duties,
  steps,
  timeZone,
}: {
  duties: readonly Obligation[];
  steps: readonly CaseStep[];
  timeZone: string;
}) {
  const words = useWords().service;
  const names: Readonly<Record<string, string>> = words.office.duties;
  const owners: Readonly<Record<string, string>> = words.office.owners;
  const open = duties.filter(({ status }) => status === "open");
  return (
    <>
      {open.length === 0 ? null : (
        <>
          <h2 id="duties">{words.case.dutiesHeading}</h2>
          <ul>
            {open.map(({ obligation, kind, due, owner }) => (
              <li key={obligation}>
                {day(due)}: {names[kind] ?? kind} ({owners[owner] ?? owner})
              </li>
            ))}
          </ul>
        </>
      )}
      <StepsTaken
        heading={words.case.stepsHeading}
        columns={{ ...words.case.stepColumns, action: words.case.stepColumns.what }}
        actions={words.case.steps}
        steps={steps}
        timeZone={timeZone}
      />
    </>
  );
}
