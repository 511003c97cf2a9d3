import { columnRules, type ColumnForm } from "./column-forms.ts";
import { jsonFields, jsonLists, jsonSchemaName } from "./json-layout.ts";
import type { RecordLetter } from "./layout.ts";

const date = { type: "string", format: "date", pattern: "^\\d{4}-\\d{2}-\\d{2}$" };
const texts: Readonly<Record<Exclude<ColumnForm, readonly string[]>, object>> = {
  letter: { type: "string" },
  text: { type: "string", maxLength: 80 },
  id: { type: "string", pattern: "^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$" },
  date,
  instant: { type: "string", format: "date-time" },
  amount: { type: "string", pattern: "^-?(0|[1-9]\\d{0,6})\\.\\d{2}$" },
  total: { type: "string", pattern: "^-?(0|[1-9]\\d{0,11})\\.\\d{2}$" },
  hundredths: { type: "string", pattern: "^-?(0|[1-9]\\d{0,5})\\.\\d{2}$" },
  count: { type: "integer", minimum: 0 },
  truth: { type: "boolean" },
  memberId: { type: "string", pattern: "^\\d{8}$" },
  ssn: { type: "string", pattern: "^\\d{9}$" },
  comment: { type: "string", maxLength: 500 },
};

const valueOf = (form: ColumnForm): object =>
  typeof form === "string" ? texts[form] : { type: "string", enum: form };

/** What JSON need not say though the other form must: a premium left out is none, and so is a count or total. */
const mayBeLeftOut: ReadonlySet<string> = new Set(["createdAt"]);
const rowNumber = {
  type: "integer",
  minimum: 1,
  maximum: 9_999_999,
  description: "The row's own number in the file",
};

function objectOf(letter: RecordLetter): object {
  const rules = columnRules(letter);
  const fields = jsonFields[letter];
  const row = letter !== "H" && letter !== "T";
  const properties = Object.fromEntries(
    fields.map(({ name, column }) => [name, valueOf(rules[column]!.form)]),
  );
  const required = fields
    .filter(
      ({ name, column, absent }) => rules[column]!.needed && absent === undefined && !mayBeLeftOut.has(name),
    )
    .map(({ name }) => name);
  return {
    type: "object",
    additionalProperties: false,
    required: row ? ["row", ...required] : required,
    properties: row ? { row: rowNumber, ...properties } : properties,
  };
}

/** The published JSON Schema of a report (draft 2020-12), made from the layout that the reader itself uses. */
export function jsonSchema(): object {
  const lists = Object.keys(jsonLists).map((name) => [
    name,
    { type: "array", items: { $ref: `#/$defs/${name}` } },
  ]);
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "employer-report-1.schema.json",
    title: "Pay report of an employer, version 1",
    type: "object",
    additionalProperties: false,
    required: ["schema", "header", "totals"],
    properties: {
      schema: { const: jsonSchemaName },
      header: objectOf("H"),
      ...Object.fromEntries(lists),
      totals: objectOf("T"),
    },
    $defs: Object.fromEntries(Object.entries(jsonLists).map(([name, letter]) => [name, objectOf(letter)])),
  };
}
