import { formatDate } from "@emeritus/engine/dates.ts";
import {
  keepGrid,
  readGrid,
  sendGrid,
  type FoundAt,
  type Grid,
} from "@emeritus/operations/reporting-pay/grid.ts";
import {
  happenings,
  type AddedRow,
  type GridRow,
  type Happening,
  type TypedForm,
  type TypedRow,
} from "@emeritus/operations/reporting-pay/typed-report.ts";
import { mostInGrid } from "@emeritus/operations/reporting-pay/sent-rows.ts";
import { payCodes } from "@emeritus/operations/reporting-pay/layout.ts";
import { longInstant } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import { Button, Field, Form, More, Select } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { again, type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { ruleTexts } from "./finding-words.ts";
import { changesIn, SentRows } from "./grid-sent.tsx";

const path = "/employer/groups/:group/type-in";
type GridAsked = Pick<Asked<typeof path>, "system" | "actor" | "params" | "words" | "typed">;

async function show({ system, actor, params, words, typed }: GridAsked): Promise<View> {
  const body = typedBody.safeParse(typed);
  const form = body.success && Object.keys(typed).length > 0 ? typedOf(body.data) : undefined;
  const grid = await readGrid(system, actor, params.group, form);
  if (grid === undefined) throw notFound();
  return {
    title: grid.correcting
      ? words.payReports.grid.sent.title({ file: grid.correcting.file.fileId })
      : words.payReports.grid.title({ group: params.group }),
    over: <a href={link("/employer")}>{words.employer.report.back}</a>,
    wide: true,
    body: <TypeIn grid={grid} timeZone={system.fund.timeZone} />,
  };
}

function TypeIn({ grid, timeZone }: { grid: Grid; timeZone: string }) {
  const says = useWords().payReports.grid;
  const { expected, rows, kept, correcting } = grid;
  const { begin, end } = expected.period;
  if (expected.rows.length > mostInGrid)
    return <p>{says.tooMany({ people: expected.rows.length, most: mostInGrid })}</p>;
  return (
    <>
      <p className="lead">
        {(correcting ? says.sent : says).lead({ begin: formatDate(begin), end: formatDate(end) })}
      </p>
      {kept ? <p>{says.kept({ by: kept.actor, at: longInstant(kept.at, timeZone) })}</p> : null}
      <p>{says.onHint}</p>
      <Form action={link(path, { group: expected.group.code })} className="form-wide">
        <Field name="payDate" label={says.payDate} value={grid.payDate} width="medium" />
        {correcting ? <SentRows correcting={correcting} /> : null}
        {rows.map((row) => (
          <Row key={row.id} row={row} />
        ))}
        <Add />
        <p className="actions">
          <Button name="act" value="send">
            {says.checkButton}
          </Button>{" "}
          <Button name="act" value="keep" look="outline">
            {says.keepButton}
          </Button>{" "}
          <Button name="act" value="anew" look="link">
            {says.throwButton}
          </Button>
        </p>
      </Form>
    </>
  );
}

function Row({ row: { id, who, added, typed } }: { row: GridRow }) {
  const words = useWords();
  const says = words.payReports.grid;
  const name = who
    ? `${who.lastName}, ${who.firstName}`
    : added!.memberId || `${added!.last}, ${added!.first}`;
  const { fields } = words.employer;
  return (
    <fieldset className="usa-fieldset grid-row">
      <legend className="usa-legend">{says.row({ name, position: who?.position ?? added!.position })}</legend>
      {added ? (
        <input type="hidden" name={`added-${id}`} value={JSON.stringify({ ...added, ssn: "" })} />
      ) : null}
      <input type="hidden" name={`row-${id}`} value="1" />
      <div className="grid-fields">
        <Field name={`pay-${id}`} label={says.pay} value={typed.pay} inputMode="decimal" prefix="$" />
        <Select
          name={`what-${id}`}
          label={says.what}
          value={typed.what}
          options={happenings.map((value) => ({ value, text: says.whats[value] }))}
        />
        <Field name={`on-${id}`} label={says.on} value={typed.on} />
        {added && added.memberId === "" ? (
          <Field
            name={`ssn-${id}`}
            label={says.ssn}
            hint={added.ssn === "" ? undefined : says.ssnKept}
            secret
            optional={added.ssn !== ""}
          />
        ) : null}
      </div>
      <More summary={says.more}>
        <div className="grid-fields">
          <Select
            name={`code-${id}`}
            label={says.code}
            value={typed.code}
            options={payCodes.map((value) => ({ value, text: value }))}
          />
          <Field name={`ltd-${id}`} label={fields["ltd_contrib"]} value={typed.ltd} inputMode="decimal" />
          <Field name={`basic-${id}`} label={fields["basic_life"]} value={typed.basic} inputMode="decimal" />
          <Field
            name={`optional-${id}`}
            label={fields["optional_life"]}
            value={typed.optional}
            inputMode="decimal"
          />
        </div>
      </More>
    </fieldset>
  );
}

function Add() {
  const says = useWords().payReports.grid;
  return (
    <fieldset className="usa-fieldset grid-row">
      <legend className="usa-legend">{says.addHeading}</legend>
      <p>{says.addSays}</p>
      <div className="grid-fields">
        {newFields.map((name) => (
          <Field key={name} name={`new-${name}`} label={says[name]} secret={name === "ssn"} optional />
        ))}
      </div>
      <Button name="act" value="add" look="outline">
        {says.addButton}
      </Button>
    </fieldset>
  );
}

const newFields = ["memberId", "last", "first", "born", "ssn", "position"] as const;

const isAdded = (value: unknown): value is AddedRow =>
  z.object(Object.fromEntries(newFields.map((name) => [name, z.string().max(80)]))).safeParse(value).success;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** What a form of the page says, whatever was sent: unknown fields are left aside. */
function typedOf(body: Readonly<Record<string, string>>): TypedForm {
  const rows: Record<string, TypedRow> = {};
  const added: AddedRow[] = [];
  const take = (id: string, to: string): void => {
    const field = (name: string): string => (body[`${name}-${id}`] ?? "").slice(0, 40);
    const what = happenings.find((each) => each === field("what")) ?? ("paid" satisfies Happening);
    const code = payCodes.find((each) => each === field("code")) ?? "REG";
    rows[to] = {
      pay: field("pay"),
      code,
      what,
      on: field("on"),
      ltd: field("ltd"),
      basic: field("basic"),
      optional: field("optional"),
    };
  };
  for (const name of Object.keys(body).filter((each) => each.startsWith("row-"))) {
    const id = name.slice("row-".length);
    const extra = body[`added-${id}`];
    if (extra === undefined) {
      take(id, id);
      continue;
    }
    const row = parsed(extra);
    if (!isAdded(row)) continue;
    take(id, `added-${added.length}`);
    added.push({ ...row, ssn: (body[`ssn-${id}`] ?? "").trim().slice(0, 80) });
  }
  const fresh = Object.fromEntries(
    newFields.map((name) => [name, (body[`new-${name}`] ?? "").trim().slice(0, 80)]),
  ) as unknown as AddedRow;
  if (Object.values(fresh).some((value) => value !== "")) added.push(fresh);
  const { payDate = "", refusal } = body;
  if (refusal === undefined) return { payDate, rows, added };
  const fileId = (body["fileId"] ?? "").trim();
  const totalsSeen = body["totalsSeen"] === "Y";
  return { payDate, rows, added, refusal, fileId, totalsSeen, changes: changesIn(body) };
}

const typedBody = z.record(z.string().max(120), z.string().max(1_000));

/** The field of the page that a finding is about: the row's own column, its pay, or one of the report as a whole. */
function fieldFor({ id, field, line }: FoundAt): { field?: string } {
  if (line === 1 && field === "file_id") return { field: "fileId" };
  if (line === 1 && field === "pay_date") return { field: "payDate" };
  if (id === undefined) return {};
  if (!/^l\d+$/u.test(id)) return { field: `pay-${id}` };
  return { field: `${id}-${field === "" || field === "rec" ? "member_id" : field}` };
}

/** How the list of problems names a row: by its line of the refused file, or its Member ID. */
function rowSaid(words: Words, { id }: FoundAt): string {
  const line = /^l(\d+)$/u.exec(id ?? "")?.[1];
  if (line !== undefined) return words.employer.refused.lineOf({ line: Number(line) });
  return /^(\d{8})-/u.exec(id ?? "")?.[1] ?? "";
}

/** Every rule as one text that begins with the row it is about, if any. */
const rowTexts = (words: Words): Record<string, (facts: FoundAt["facts"]) => string> =>
  Object.fromEntries(
    Object.entries(ruleTexts(words)).map(([rule, text]) => [
      rule,
      (facts) => (facts["row"] ? `${facts["row"]}: ${text(facts)}` : text(facts)),
    ]),
  );

page({ path, owner: "reporting pay", may: "report pay", show });

form({
  path,
  owner: "reporting pay",
  may: "report pay",
  body: typedBody,
  says: (words) => ({ ...words.payReports.grid.problems, ...rowTexts(words) }),
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const { group } = params;
    const says = words.payReports.grid;
    const act = body["act"];
    const typed = act === "anew" ? undefined : typedOf(body);
    if (act === "send") {
      const sent = await sendGrid(system, actor, { key, group, typed: typed! });
      if (sent === undefined) throw notFound();
      if ("report" in sent) return see(link("/employer/reports/:report", { report: sent.report }));
      if ("faults" in sent)
        return again(
          ...sent.faults.map(({ field, says: fault }) => ({ ...(field ? { field } : {}), says: fault })),
        );
      return again(
        { says: "refused" },
        ...sent.found.map((each) => ({
          ...fieldFor(each),
          says: each.rule,
          facts: { ...each.facts, row: rowSaid(words, each) },
        })),
      );
    }
    const kept = await keepGrid(system, actor, { key, group, typed });
    if (kept === "draftGone") return again({ says: kept });
    if (!kept) throw notFound();
    return see(link(path, { group }), act === "anew" ? says.thrown : says.keptMessage);
  },
});
