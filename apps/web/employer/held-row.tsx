import {
  closedColumns,
  columnRules,
  type ColumnRule,
} from "@emeritus/operations/reporting-pay/column-forms.ts";
import {
  columnsOf,
  giveUpHeldRow,
  mendHeldRow,
  personsOfHeldRow,
  readHeldRow,
  type HeldRowSeen,
} from "@emeritus/operations/reporting-pay/held-rows.ts";
import type { HeldRow } from "@emeritus/records/pay-report-held.ts";
import type { Finding } from "@emeritus/operations/reporting-pay/findings.ts";
import { longInstant, money } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Alert, Button, Field, Form, More, Select, Table } from "../shared/components/index.ts";
import { useFrame, useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { codeOf, fieldName, ruleTexts, wordsOf } from "./finding-words.ts";

const path = "/employer/reports/:report/held/:item";
type RowAsked = Pick<Asked<typeof path>, "system" | "actor" | "params" | "words">;

const placeOf = (params: { report: string; item: string }) => ({
  report: numberIn(params.report),
  item: numberIn(params.item),
});

async function show({ system, actor, params, words }: RowAsked): Promise<View> {
  const seen = await readHeldRow(system, actor, placeOf(params));
  if (seen === undefined) throw notFound();
  const says = words.payReports.held;
  const report = seen.report.report;
  return {
    title: says.title({ item: seen.held.item, file: seen.report.fileId }),
    over: <a href={link("/employer/reports/:report", { report })}>{says.back}</a>,
    body: <Row seen={seen} timeZone={system.fund.timeZone} />,
  };
}

function Row({ seen, timeZone }: { seen: HeldRowSeen; timeZone: string }) {
  const says = useWords().payReports.held;
  const { held, found, report } = seen;
  return (
    <>
      <h2>{says.found}</h2>
      <FoundInRow found={found} />
      {held.step !== null ? (
        <Alert kind={held.step === "mended" ? "success" : "info"}>
          <StateOf row={held} timeZone={timeZone} />
        </Alert>
      ) : report.status === "posted" ? (
        <Mending seen={seen} />
      ) : (
        <p>{says.first}</p>
      )}
    </>
  );
}

/** What is wrong in a row, with what to do about it. */
export function FoundInRow({ found }: { found: readonly Finding[] }) {
  const words = useWords();
  return (
    <ul>
      {found.map((finding, at) => {
        const { rule, remedy } = wordsOf(words, finding);
        return (
          <li key={at}>
            <strong>{codeOf(finding.rule)}</strong>
            {finding.field === "" ? "" : `, ${fieldName(words, finding.field)}`}: {rule} {remedy}
          </li>
        );
      })}
    </ul>
  );
}

function Mending({ seen }: { seen: HeldRowSeen }) {
  const words = useWords();
  const says = words.payReports.held;
  const of = { report: seen.report.report, item: seen.held.item };
  const faulty = new Set(seen.found.map(({ field }) => field));
  const columns = columnRules(seen.held.letter).slice(1);
  const wrong = columns.filter(({ column }) => faulty.has(column));
  const others = columns.filter(({ column }) => !faulty.has(column));
  const tried = Object.keys(useFrame().typed).length > 0;
  return (
    <>
      <h2>{says.form}</h2>
      <p>{says.formSays}</p>
      <Form action={link(path, of)} label={says.form}>
        {wrong.map((rule) => (
          <RowField key={rule.column} rule={rule} value={seen.fields[rule.column]} />
        ))}
        <More summary={says.others} open={wrong.length === 0 || tried}>
          {others.map((rule) => (
            <RowField key={rule.column} rule={rule} value={seen.fields[rule.column]} />
          ))}
        </More>
        <p className="actions">
          <Button>{says.button}</Button>
        </p>
      </Form>
      <h2>{says.giveUp}</h2>
      <p>{says.giveUpSays}</p>
      <Form action={link("/employer/reports/:report/held/:item/give-up", of)} label={says.giveUp}>
        <Field name="because" label={says.because} />
        <Button look="outline">{says.giveUpButton}</Button>
      </Form>
    </>
  );
}

/** A field of a row as its column is written; closed ones begin empty. */
export function RowField({
  rule: { column, form: written, needed },
  name = column,
  value,
}: {
  rule: ColumnRule;
  name?: string;
  value: string | undefined;
}) {
  const words = useWords();
  const closed = closedColumns.has(column);
  const shared = {
    name,
    label: fieldName(words, column),
    optional: !needed,
    value: closed ? "" : value,
  };
  const choices = typeof written === "string" ? ["Y", "N"] : written;
  const chosen = typeof written !== "string" || written === "truth";
  if (chosen && (!value || choices.includes(value)))
    return <Select {...shared} empty options={choices.map((each) => ({ value: each, text: each }))} />;
  return (
    <Field
      {...shared}
      secret={closed}
      hint={closed ? words.payReports.held.closed : undefined}
      inputMode={written === "amount" || written === "hundredths" ? "decimal" : "text"}
      {...(written === "text" || written === "comment" ? {} : { width: "medium" as const })}
    />
  );
}

function StateOf({
  row,
  timeZone,
  office,
}: {
  row: HeldRow;
  timeZone: string;
  office?: boolean | undefined;
}) {
  const says = useWords().payReports.held;
  const decided = { by: row.decidedBy!, on: longInstant(row.decidedAt!, timeZone) };
  if (row.step === "givenUp") return <>{says.givenUp({ ...decided, because: row.because! })}</>;
  const at = { report: row.byReport! };
  const address = office ? link("/office/pay-reports/:report", at) : link("/employer/reports/:report", at);
  return <a href={address}>{says.mended(decided)}</a>;
}

/** The held rows of a report, each with its way to be mended. */
export function HeldRows(props: {
  report: number;
  posted: boolean;
  rows: readonly HeldRow[];
  cents: bigint;
  timeZone: string;
  office?: boolean;
}) {
  const words = useWords();
  const says = words.payReports.held;
  const held = props.rows.length;
  if (held === 0) return null;
  const open = props.rows.filter(({ step }) => step === null).length;
  return (
    <>
      <h2 id="held">{says.heading({ open })}</h2>
      <p>{says.says({ held, open, pay: money(props.cents) })}</p>
      {props.posted || props.office ? null : <p>{says.first}</p>}
      <Table
        caption={says.heading({ open })}
        quiet
        rows={props.rows}
        keyOf={({ item }) => item}
        columns={[
          {
            head: says.line,
            names: true,
            cell: ({ line }) => (line === null ? says.noLine : words.employer.refused.lineOf({ line })),
          },
          { head: says.kind, cell: ({ letter }) => says.kinds[letter] },
          { head: says.member, cell: ({ memberId }) => memberId ?? "–" },
          {
            head: says.wrong,
            cell: ({ findings }) => <FoundInRow found={JSON.parse(findings) as Finding[]} />,
          },
          {
            head: says.state,
            cell: (row) =>
              row.step === null && props.office ? (
                says.waits
              ) : row.step === null ? (
                <a href={link(path, { report: props.report, item: row.item })}>
                  {says.mend({ item: row.item })}
                </a>
              ) : (
                <StateOf row={row} timeZone={props.timeZone} office={props.office} />
              ),
          },
        ]}
      />
    </>
  );
}

page({ path, owner: "reporting pay", may: "read pay reports", show });

form({
  path,
  owner: "reporting pay",
  may: "report pay",
  body: z.record(z.string(), z.string().max(600)),
  says: (words) => ({ ...words.employer.refusals, ...ruleTexts(words) }),
  bad: show,
  seeFirst: {
    about: ({ system, actor, params, body }) =>
      personsOfHeldRow(system, actor, { ...placeOf(params), fields: body }),
    back: ({ report, item }) => link(path, { report, item }),
    closed: (words) =>
      Object.fromEntries([...closedColumns].map((column) => [column, fieldName(words, column)])),
  },
  take: async ({ system, actor, params, body, key, words }) => {
    const of = placeOf(params);
    const outcome = await mendHeldRow(system, actor, { key, ...of, fields: body });
    if (outcome === undefined) throw notFound();
    const { refused, accepted } = outcome;
    if (refused) return again({ says: refused.code });
    if (accepted.found === undefined)
      return see(
        `${link("/employer/reports/:report", { report: of.report })}#held`,
        words.payReports.held.posted,
      );
    return again(
      ...accepted.found.map(({ rule, field, facts }) => ({
        ...(columnsOf("M").includes(field) || field in body ? { field } : {}),
        says: rule,
        facts,
      })),
    );
  },
});

form({
  path: `${path}/give-up`,
  owner: "reporting pay",
  may: "report pay",
  body: z.object({ because: z.string().trim().min(1, "becauseMissing").max(300, "becauseMissing") }),
  says: (words) => words.employer.refusals,
  bad: show,
  take: async ({ system, actor, params, body: { because }, key, words }) => {
    const of = placeOf(params);
    const outcome = await giveUpHeldRow(system, actor, { key, ...of, because });
    if (outcome === undefined) throw notFound();
    if (outcome.refused) return again({ says: outcome.refused.code });
    return see(
      `${link("/employer/reports/:report", { report: of.report })}#held`,
      words.payReports.held.gone,
    );
  },
});
