import { formatDate, type PlainDate, parseDate } from "@emeritus/engine/dates.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import { parseDollars } from "@emeritus/engine/money.ts";
import type { Refusal } from "@emeritus/operations/outcome.ts";
import type { LedgerLine, ServiceLedger } from "@emeritus/operations/service/ledger.ts";
import type { ServiceCaseListed } from "@emeritus/operations/service/read-service-cases.ts";
import {
  type ServiceSeen,
  type WhyDay,
  whyDay,
  whyRange,
} from "@emeritus/operations/service/read-service.ts";
import { SERVICE_CASE } from "@emeritus/operations/service/case-view.ts";
import { count, fromHundredths, longDate, longInstant, money, shortDate } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { serviceFacts } from "@emeritus/words/service-facts.ts";
import { monthsText } from "@emeritus/words/value.ts";
import { worksheetOf } from "@emeritus/words/worksheet.ts";
import { z } from "zod";
import { Alert, Empty, Facts, Field, LawLink, More, Sheet, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { again, type Asked } from "../shared/routes.ts";

const empty = (text: unknown) => (text === "" ? undefined : text);

/** What a page of the ledger may be asked besides its clocks: why a day, or a stretch of days, counts. */
export const WhyQuery = z.object({
  day: z.preprocess(empty, z.iso.date().optional()),
  to: z.preprocess(empty, z.iso.date().optional()),
});
type Why = z.output<typeof WhyQuery>;

const day = (date: PlainDate) => longDate(formatDate(date));

/** A refusal of the office or the law, in words, at a field of the form. */
export function refusedInWords(words: Words, { code, facts }: Refusal, field?: string) {
  return again({ says: code, facts: serviceFacts(words, facts), ...(field === undefined ? {} : { field }) });
}

/** Dollars and cents as whole cents. */
export const Cents = z
  .string()
  .trim()
  .transform((text) => text.replace(/[$,]/g, ""))
  .pipe(z.string().regex(/^\d{1,9}(\.\d{2})?$/, "amountWrong"))
  .transform(parseDollars);

/** The answer to "why", if it was asked. */
export async function answerWhy(
  asked: Pick<Asked<string, Why>, "system" | "actor" | "moment" | "query" | "words">,
  person: number,
) {
  const { system, actor, moment, query, words } = asked;
  if (query.day === undefined) return undefined;
  const from = parseDate(query.day);
  const said: Readonly<Record<string, unknown>> = words.service.problems;
  if (query.to === undefined || query.to === query.day) {
    const { accepted, refused } = await whyDay(system, actor, { person, day: from, moment });
    return refused ? <Alert kind="error">{String(said[refused.code])}</Alert> : <Answer why={accepted} />;
  }
  const to = parseDate(query.to);
  const { accepted, refused } = await whyRange(system, actor, { person, from, to, moment });
  if (refused) return <Alert kind="error">{String(said[refused.code])}</Alert>;
  return <RangeAnswer from={from} to={to} lines={accepted.lines} />;
}

function Answer({ why: { says, line } }: { why: WhyDay }) {
  const all = useWords();
  const words = all.service;
  const text = { day: day(says.day) };
  return (
    <section className="answer" id="answer" aria-label={words.whyHeading}>
      <p className="lead">
        <strong>{says.counts ? words.whyCounts(text) : words.whyNot(text)}</strong>{" "}
        {words.whyBecause({ reason: words.reasons[says.reason] })}
      </p>
      <p>
        <LawLink cites={says.cites} /> {line.restored ? <Tag kind="good">{words.restored}</Tag> : null}
      </p>
      <p>
        <Proof line={line} />
      </p>
      <More summary={words.whyHow}>
        <Sheet lines={worksheetOf(all, says.explanation, "why")} label={words.whyHow} />
      </More>
    </section>
  );
}

function RangeAnswer({ from, to, lines }: { from: PlainDate; to: PlainDate; lines: readonly LedgerLine[] }) {
  const words = useWords().service;
  return (
    <section className="answer" id="answer" aria-label={words.whyHeading}>
      <Lines lines={lines} caption={words.whyRange({ from: day(from), to: day(to) })} />
    </section>
  );
}

/** The form that asks why; a GET, so that the answer has an address. */
export function WhyForm({ action, why }: { action: string; why: Why }) {
  const words = useWords().service;
  return (
    <>
      <h2 id="why">{words.whyHeading}</h2>
      <p>{words.whySays}</p>
      <form method="get" action={action} className="filter" aria-label={words.whyHeading}>
        <Field name="day" type="date" label={words.whyDay} value={why.day} />
        <Field name="to" type="date" label={words.whyTo} value={why.to} optional />
        <div className="filter-acts">
          <button type="submit" className="usa-button button-outline">
            {words.whyAsk}
          </button>
        </div>
      </form>
    </>
  );
}

interface LedgerShown {
  readonly seen: ServiceSeen;
  readonly employers: ReadonlyMap<number, string>;
  /** Where a line can be disputed, if the reader may. */
  readonly dispute: ((line: string) => string) | undefined;
}

/** A ledger of service: total, what does not agree, lines, credits. */
export function Ledger({ seen: { ledger }, employers, dispute }: LedgerShown) {
  const all = useWords();
  const words = all.service;
  const { credited } = ledger.says;
  return (
    <>
      <Facts
        facts={[
          {
            name: words.total,
            value: credited.value === undefined ? all.worksheet.cannot : monthsText(all, credited.value),
          },
          {
            name: words.daysCounted,
            value: words.daysProven({ days: count(ledger.countedDays), proven: count(ledger.provenDays) }),
          },
        ]}
      />
      <Wrong ledger={ledger} />
      <More summary={words.how}>
        <Sheet lines={worksheetOf(all, credited.explanation)} label={words.how} />
      </More>
      <h2 id="lines">{words.linesHeading}</h2>
      {ledger.lines.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <Lines
          lines={ledger.lines}
          caption={words.linesHeading}
          employers={employers}
          dispute={dispute}
          quiet
        />
      )}
      <Credits ledger={ledger} />
    </>
  );
}

function Wrong({ ledger }: { ledger: ServiceLedger }) {
  const words = useWords().service;
  return (
    <>
      {ledger.agrees ? null : <Alert kind="error">{words.notAgreed}</Alert>}
      {ledger.twice.map(({ from, to }) => (
        <Alert key={from} kind="warning">
          {words.twice({ from: day(from), to: day(to) })}
        </Alert>
      ))}
    </>
  );
}

function Lines({
  lines,
  caption,
  employers,
  dispute,
  quiet,
}: {
  lines: readonly LedgerLine[];
  caption: string;
  employers?: LedgerShown["employers"];
  dispute?: LedgerShown["dispute"];
  quiet?: boolean;
}) {
  const all = useWords();
  const words = all.service;
  const span = ({ from, to }: LedgerLine) =>
    words.range({ from: shortDate(formatDate(from)), to: shortDate(formatDate(to)) });
  const whose = ({ employer }: LedgerLine) =>
    employer === undefined ? "" : (employers?.get(employer) ?? "");
  return (
    <Table
      caption={caption}
      quiet={quiet === true}
      rows={lines}
      keyOf={({ from }) => from}
      columns={[
        {
          head: words.columns.days,
          names: true,
          cell: (line) => (
            <>
              {span(line)} <span className="small soft">{words.dayCount({ days: count(line.days) })}</span>
            </>
          ),
        },
        {
          head: words.columns.what,
          cell: (line) => (
            <>
              {words.reasons[line.reason]} {line.restored ? <Tag kind="good">{words.restored}</Tag> : null}{" "}
              <span className="small soft">{whose(line)}</span>
            </>
          ),
        },
        {
          head: words.columns.counts,
          cell: ({ counts, cites }) => (
            <>
              <Tag kind={counts ? "good" : "bad"}>{counts ? all.common.yes : all.common.no}</Tag>{" "}
              <span className="small">
                <LawLink cites={cites} />
              </span>
            </>
          ),
        },
        { head: words.columns.proof, cell: (line) => (line.counts ? <Proof line={line} /> : null) },
        ...(dispute === undefined
          ? []
          : [
              {
                head: words.columns.act,
                cell: (line: LedgerLine) => (
                  <a href={dispute(`${words.reasons[line.reason]}, ${span(line)}`)}>
                    {words.dispute.title}
                    <span className="usa-sr-only">: {span(line)}</span>
                  </a>
                ),
              },
            ]),
      ]}
    />
  );
}

function Proof({ line: { proof, verified } }: { line: LedgerLine }) {
  const words = useWords().service;
  if (!verified) return <Tag kind="warn">{words.notProven}</Tag>;
  if (proof === undefined) return words.byCase;
  return (
    <>
      {words.proofs[proof.kind]}, {proof.certifiedBy}, {shortDate(formatDate(proof.certifiedOn))}{" "}
      <span className="small soft">{words.proofRank({ rank: proof.rank })}</span>
    </>
  );
}

function Credits({ ledger }: { ledger: ServiceLedger }) {
  const all = useWords();
  const words = all.service;
  const apart = ledger.credits.filter(({ days }) => !days);
  if (apart.length === 0) return null;
  return (
    <>
      <h2 id="credits">{words.creditsHeading}</h2>
      <Table
        caption={words.creditsHeading}
        quiet
        rows={apart}
        keyOf={({ credit }) => credit}
        columns={[
          { head: words.creditColumns.what, names: true, cell: ({ kind }) => words.credits[kind] },
          {
            head: words.creditColumns.amount,
            cell: ({ months, hoursHundredths }) =>
              hoursHundredths > 0
                ? all.worksheet.hours({ hours: fromHundredths(hoursHundredths) })
                : monthsText(all, months),
          },
          {
            head: words.creditColumns.from,
            cell: ({ effective }) => shortDate(formatDate(effective)),
          },
        ]}
      />
      <p className="small">{words.sickLeaveNote}</p>
    </>
  );
}

/** A person's requests and questions with where they stand. */
export function CaseList({
  cases,
  heading,
  timeZone,
  to,
}: {
  cases: readonly ServiceCaseListed[];
  heading: string;
  timeZone: string;
  to: (caseNumber: number) => string;
}) {
  const words = useWords().service;
  const statuses: Readonly<Record<string, string>> = words.statuses;
  const name = ({ kind, caseNumber }: ServiceCaseListed) =>
    (kind === SERVICE_CASE ? words.cases.request : words.cases.question)({ number: count(caseNumber) });
  return (
    <>
      <h2 id="cases">{heading}</h2>
      {cases.length === 0 ? (
        <Empty>{words.cases.none}</Empty>
      ) : (
        <Table
          caption={heading}
          quiet
          rows={cases}
          keyOf={({ caseNumber }) => caseNumber}
          columns={[
            {
              head: words.cases.columns.what,
              names: true,
              cell: (one) => <a href={to(one.caseNumber)}>{name(one)}</a>,
            },
            { head: words.cases.columns.status, cell: ({ status }) => statuses[status] ?? status },
            { head: words.cases.columns.opened, cell: ({ opened }) => longInstant(opened, timeZone) },
          ]}
        />
      )}
    </>
  );
}

/** Whole cents of an exact amount, as money. */
export const amountText = (value: Exact | undefined, none: string): string =>
  value === undefined ? none : money(value.n / value.d);
