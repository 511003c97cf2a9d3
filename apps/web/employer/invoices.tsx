import { addMonths, firstOfMonthOf, formatDate, type PlainDate, isDay } from "@emeritus/engine/dates.ts";
import {
  type InvoicesSeen,
  readInvoice,
  readInvoices,
  readStatement,
} from "@emeritus/operations/money-in/read-invoices.ts";
import { printStatement, statementCsv } from "@emeritus/operations/money-in/statement-file.ts";
import { z } from "zod";
import { Alert, Empty, Field, Filter, Select, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, file, link, menu, notFound, page, type View } from "../shared/routes.ts";
import { AgedTable, ExpectedTable } from "../office/money-parts.tsx";
import { longDate, money } from "@emeritus/words/format.ts";
import { electionState } from "@emeritus/operations/money-in/settle-prepayment.ts";
import { Invoice, StatementBody } from "./invoice-parts.tsx";
import { ElectionTag } from "./prepayment.tsx";

const PageQuery = z.object({ page: z.coerce.number().int().min(1).max(100_000).default(1) });

async function show(asked: Asked<string, z.output<typeof PageQuery>>): Promise<View> {
  const { system, actor, words } = asked;
  const seen = await readInvoices(system, actor, { page: asked.query.page });
  const month = firstOfMonthOf(system.calendar.today());
  const span = { from: formatDate(addMonths(month, -3)), to: formatDate(system.calendar.today()) };
  return {
    title: words.money.invoices.title,
    wide: true,
    body: <Invoices seen={seen} at={asked.query.page} span={span} />,
  };
}

interface Span {
  readonly from: string;
  readonly to: string;
}

function Invoices({ seen, at, span }: { seen: InvoicesSeen; at: number; span: Span }) {
  const all = useWords().money;
  const words = all.invoices;
  if (seen.employers.length === 0) return <Empty>{words.none}</Empty>;
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      <p>
        <a href={link("/employer/rates")}>{words.rates}</a>
      </p>
      {seen.rows.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <ExpectedTable
          rows={seen.rows}
          today={seen.today}
          withEmployer={seen.employers.length > 1}
          invoice={({ reference }) => link("/employer/invoices/:reference", { reference })}
        />
      )}
      <p>
        {at > 1 ? <a href={link("/employer/invoices", {}, { page: at - 1 })}>{all.later}</a> : null}{" "}
        {seen.more ? <a href={link("/employer/invoices", {}, { page: at + 1 })}>{all.earlier}</a> : null}
      </p>
      {seen.aged.length === 0 ? null : (
        <>
          <h2>{all.aged}</h2>
          <AgedTable
            rows={seen.aged}
            statement={(employer) => link("/employer/statement", {}, { employer, ...span })}
          />
        </>
      )}
      <AskStatement seen={seen} span={span} />
      {seen.elections.length === 0 ? null : <Prepayments seen={seen} />}
    </>
  );
}

function AskStatement({ seen, span }: { seen: InvoicesSeen; span: Span }) {
  const words = useWords().money.invoices;
  return (
    <>
      <h2>{words.statement}</h2>
      <p>{words.statementSays}</p>
      <Filter action={link("/employer/statement")} label={words.statement}>
        <Select
          name="employer"
          label={words.employer}
          value={String(seen.employers[0]!.employer)}
          options={seen.employers.map(({ employer, name }) => ({ value: String(employer), text: name }))}
        />
        <Field name="from" type="date" label={words.from} value={span.from} />
        <Field name="to" type="date" label={words.to} value={span.to} />
      </Filter>
    </>
  );
}

function Prepayments({ seen: { elections, today } }: { seen: InvoicesSeen }) {
  const words = useWords().money.prepayments;
  return (
    <>
      <h2>{words.title}</h2>
      <Table
        caption={words.title}
        quiet
        rows={elections}
        keyOf={({ election }) => election}
        columns={[
          {
            head: words.columns.election,
            names: true,
            cell: ({ election }) => (
              <a href={link("/employer/prepayments/:election", { election })}>{election}</a>
            ),
          },
          { head: words.columns.year, cell: ({ fiscalYear }) => longDate(fiscalYear) },
          {
            head: words.columns.prepayment,
            number: true,
            cell: ({ prepaymentCents }) => money(prepaymentCents),
          },
          {
            head: words.columns.state,
            cell: (election) => <ElectionTag state={electionState(election, today)} />,
          },
        ]}
      />
    </>
  );
}

/** The query of a statement's page: a day that is left empty or is none falls back to the usual days. */
export const StatementAsked = z.object({
  employer: z.coerce.number().int().min(1).max(2_147_483_647),
  from: z.string().max(20).default(""),
  to: z.string().max(20).default(""),
});
type Days = z.output<typeof StatementAsked>;

/** The days of a statement: those asked for, or the last three months; `wrong` where what was asked for are no two days in order. */
export function daysAsked(
  { from, to }: Days,
  today: PlainDate,
): { from: string; to: string; wrong: boolean } {
  const usual = {
    from: formatDate(addMonths(firstOfMonthOf(today), -3)),
    to: formatDate(today),
  };
  const days = { from: from === "" ? usual.from : from, to: to === "" ? usual.to : to };
  const wrong = !isDay(days.from) || !isDay(days.to) || days.from > days.to;
  return wrong ? { ...usual, wrong } : { ...days, wrong };
}

const day = z.string().refine(isDay);
const StatementQuery = z.object({
  employer: z.coerce.number().int().min(1).max(2_147_483_647),
  from: day,
  to: day,
});
type Query = z.output<typeof StatementQuery>;

/** A statement as a page, for the employer or the office; `to` gives the address of the page and of its files. */
export async function showStatement<Path extends string>(
  { system, actor, query: asked, words }: Asked<Path, Days>,
  back: { href: string; text: string },
  to: { page: string; csv: (query: Query) => string; pdf: (query: Query) => string },
): Promise<View> {
  const { wrong, ...days } = daysAsked(asked, system.calendar.today());
  const query = { employer: asked.employer, ...days };
  const seen = await readStatement(system, actor, query);
  if (seen === undefined) throw notFound();
  const files = { csv: to.csv(query), pdf: to.pdf(query) };
  return {
    title: words.money.statement.title({ employer: seen.employer.name }),
    over: <a href={back.href}>{back.text}</a>,
    wide: true,
    body: (
      <>
        {wrong ? <Alert kind="error">{words.money.statement.daysWrong}</Alert> : null}
        <StatementBody seen={seen} files={files} />
        <OtherDays action={to.page} query={query} />
      </>
    ),
  };
}

function OtherDays({ action, query }: { action: string; query: Query }) {
  const words = useWords().money;
  return (
    <>
      <h2>{words.statement.otherDays}</h2>
      <Filter action={action} label={words.statement.otherDays}>
        <input type="hidden" name="employer" value={query.employer} />
        <Field name="from" type="date" label={words.invoices.from} value={query.from} />
        <Field name="to" type="date" label={words.invoices.to} value={query.to} />
      </Filter>
    </>
  );
}

/** A statement as comma-separated text. */
export async function sendStatementCsv<Path extends string>({
  system,
  actor,
  query,
  words,
}: Asked<Path, Query>) {
  const seen = await readStatement(system, actor, query);
  if (seen === undefined) throw notFound();
  const name = `statement-${seen.employer.code}-${query.from}-${query.to}.csv`;
  return file({ name, type: "text/csv; charset=utf-8", bytes: Buffer.from(statementCsv(words, seen)) });
}

/** A statement as PDF. */
export async function sendStatementPdf<Path extends string>({
  system,
  actor,
  query,
  words,
}: Asked<Path, Query>) {
  const bytes = await printStatement(system, actor, words, query);
  if (bytes === undefined) throw notFound();
  const name = `statement-${query.employer}-${query.from}-${query.to}.pdf`;
  return file({ name, type: "application/pdf", bytes });
}

/** The query of a statement. */
export { StatementQuery };

menu("employer", "read invoices", "/employer/invoices", (words) => words.money.invoices.menu);
const shared = { owner: "money in", may: "read invoices" } as const;
page({ path: "/employer/invoices", ...shared, query: PageQuery, show });
page({
  path: "/employer/invoices/:reference",
  ...shared,
  show: async ({ system, actor, params, words }) => {
    const seen = await readInvoice(system, actor, params.reference);
    if (seen === undefined) throw notFound();
    return {
      title: words.money.invoices.title1({ reference: seen.reference }),
      over: <a href={link("/employer/invoices")}>{words.money.invoices.title}</a>,
      body: <Invoice seen={seen} report={(report) => link("/employer/reports/:report", { report })} />,
    };
  },
});
page({
  path: "/employer/statement",
  ...shared,
  query: StatementAsked,
  show: (asked) =>
    showStatement(
      asked,
      { href: link("/employer/invoices"), text: asked.words.money.statement.back },
      {
        page: link("/employer/statement"),
        csv: (query) => link("/employer/statement.csv", {}, { ...query }),
        pdf: (query) => link("/employer/statement.pdf", {}, { ...query }),
      },
    ),
});
page({ path: "/employer/statement.csv", ...shared, query: StatementQuery, show: sendStatementCsv });
page({ path: "/employer/statement.pdf", ...shared, query: StatementQuery, show: sendStatementPdf });
