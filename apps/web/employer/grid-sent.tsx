import { columnRules } from "@emeritus/operations/reporting-pay/column-forms.ts";
import type { Correcting, FoundAt } from "@emeritus/operations/reporting-pay/grid.ts";
import type { RecordLetter } from "@emeritus/operations/reporting-pay/layout.ts";
import type { RowChanges, SentRow } from "@emeritus/operations/reporting-pay/sent-rows.ts";
import { sentId } from "@emeritus/operations/reporting-pay/typed-report.ts";
import { fieldOf } from "@emeritus/operations/reporting-pay/write-report.ts";
import { Choices, Field, More, Select, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";
import { fieldName, weightOf } from "./finding-words.ts";
import { FoundInRow, RowField } from "./held-row.tsx";

/** The rows of a refused file in the form of the page, with what is wrong in each and the sums beside those it stated. */
export function SentRows({ correcting }: { correcting: Correcting }) {
  const says = useWords().payReports.grid.sent;
  const { file, fileId, found } = correcting;
  const errors = found.filter(({ rule }) => weightOf(rule) === "error");
  const ofRows = errors.filter(({ id }) => id !== undefined);
  const ofFile = errors.filter(({ id }) => id === undefined);
  const wrong = new Set(ofRows.map(({ id }) => id));
  return (
    <>
      <p>
        <a href={link("/employer/refusals/:refusal", { refusal: file.refusal })}>
          {says.from({ file: file.fileId })}
        </a>{" "}
        {says.rows({ rows: file.rows.length, wrong: wrong.size })}
      </p>
      <ul>
        {file.rows
          .filter(({ line }) => wrong.has(sentId(line)))
          .map((row) => (
            <li key={row.line}>
              <a href={`#row-${sentId(row.line)}`}>
                <RowName row={row} />
              </a>
            </li>
          ))}
        <li>
          <a href="#sums">{says.toSums}</a>
        </li>
      </ul>
      {ofFile.length > 0 ? <FoundInRow found={ofFile} /> : null}
      <input type="hidden" name="refusal" value={file.refusal} />
      <Field name="fileId" label={fieldName(useWords(), "file_id")} value={fileId} />
      {file.rows.map((row) => (
        <SentRowFields key={row.line} row={row} found={found.filter(({ id }) => id === sentId(row.line))} />
      ))}
      <Claims correcting={correcting} />
      <h2>{says.others}</h2>
      <p>{says.othersSay}</p>
    </>
  );
}

/** Columns that stand in sight whether or not something is wrong in them. */
const inSight: ReadonlySet<string> = new Set([
  "position_id",
  "event_code",
  "gross",
  "pensionable",
  "event",
  "event_date",
  "leave_type",
  "leave_begin",
]);

const letterOf = (row: SentRow) => row.fields[0] as Exclude<RecordLetter, "H" | "T">;

function RowName({ row }: { row: SentRow }) {
  const words = useWords().payReports;
  const { line, fields } = row;
  const name = [fieldOf(fields, "last_name"), fieldOf(fields, "first_name")].filter(Boolean).join(", ");
  const kind = words.held.kinds[letterOf(row)];
  return <>{words.grid.sent.row({ line, kind, member: fieldOf(fields, "member_id"), name })}</>;
}

/** The fields of a row: what is wrong in it and the usual ones stand in sight; a row without a finding is folded up to its name. */
function SentRowFields({ row, found }: { row: SentRow; found: readonly FoundAt[] }) {
  const words = useWords();
  const says = words.payReports.grid.sent;
  const id = sentId(row.line);
  const faulty = new Set(found.map(({ field }) => field));
  const columns = columnRules(letterOf(row)).slice(1);
  const first = columns.filter(({ column }) => faulty.has(column) || inSight.has(column));
  const others = columns.filter((rule) => !first.includes(rule));
  const field = (rule: (typeof columns)[number]) => (
    <RowField
      key={rule.column}
      rule={rule}
      name={`${id}-${rule.column}`}
      value={fieldOf(row.fields, rule.column)}
    />
  );
  const out = (
    <Select
      name={`${id}-out`}
      label={says.out}
      value={row.out === true ? "Y" : "N"}
      options={[
        { value: "N", text: says.stays },
        { value: "Y", text: says.isOut },
      ]}
    />
  );
  if (found.length === 0 && row.out !== true)
    return (
      <More summary={<RowName row={row} />}>
        <fieldset className="usa-fieldset">
          <legend className="usa-sr-only">
            <RowName row={row} />
          </legend>
          <div className="grid-fields">
            {columns.map(field)}
            {out}
          </div>
        </fieldset>
      </More>
    );
  return (
    <fieldset className="usa-fieldset grid-row" id={`row-${id}`} tabIndex={-1}>
      <legend className="usa-legend">
        <RowName row={row} />
      </legend>
      {found.length > 0 ? <FoundInRow found={found} /> : null}
      <div className="grid-fields">
        {first.map(field)}
        {out}
      </div>
      <More summary={says.fields({ line: row.line })}>
        <div className="grid-fields">{others.map(field)}</div>
      </More>
    </fieldset>
  );
}

/** The sums of the refused file beside those of the rows; where they differ, the employer says that the rows are right. */
function Claims({ correcting: { claims } }: { correcting: Correcting }) {
  const words = useWords();
  const says = words.payReports.grid.sent;
  const differ = claims.some(({ stated, now }) => stated !== now);
  return (
    <>
      <h2 id="sums" tabIndex={-1}>
        {says.totals}
      </h2>
      {claims.length === 0 ? (
        <p>{says.noTotals}</p>
      ) : (
        <Table
          caption={says.totals}
          quiet
          rows={claims}
          keyOf={({ column }) => column}
          columns={[
            { head: says.total, names: true, cell: ({ column }) => fieldName(words, column) },
            { head: says.stated, number: true, cell: ({ stated }) => stated },
            { head: says.now, number: true, cell: ({ now }) => now },
            { head: says.same, cell: ({ stated, now }) => (stated === now ? says.yes : says.no) },
          ]}
        />
      )}
      <p>{says.recomputed}</p>
      <Choices
        name="totalsSeen"
        label={says.seen}
        options={[{ value: "Y", text: says.seenBox }]}
        many
        optional={!differ}
      />
    </>
  );
}

const sentField = /^l(\d{1,9})-([a-z_]{1,40})$/u;

/** What a form says of the rows of a refused file, by line and column. */
export function changesIn(body: Readonly<Record<string, string>>): RowChanges {
  const changes: Record<string, Record<string, string>> = {};
  for (const [name, value] of Object.entries(body)) {
    const [, line, column] = sentField.exec(name) ?? [];
    if (line !== undefined) (changes[line] ??= {})[column!] = value;
  }
  return changes;
}
