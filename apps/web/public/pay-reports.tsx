import { columnRules, type ColumnForm } from "@emeritus/operations/reporting-pay/column-forms.ts";
import { layerOf, rules, type Layer, type RuleName } from "@emeritus/operations/reporting-pay/findings.ts";
import { jsonFields } from "@emeritus/operations/reporting-pay/json-layout.ts";
import { jsonSchema } from "@emeritus/operations/reporting-pay/json-schema.ts";
import type { RecordLetter } from "@emeritus/operations/reporting-pay/layout.ts";
import { sampleReport, sampleReportJson } from "@emeritus/operations/reporting-pay/sample-report.ts";
import { codeOf, fieldName, rulesOf, weightOf } from "../employer/finding-words.ts";
import { Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { file, link, page } from "../shared/routes.ts";

const letters: readonly RecordLetter[] = ["H", "M", "E", "L", "X", "T"];
const owner = "reporting pay";

function Layout() {
  const words = useWords().payReports.layout;
  return (
    <>
      <p className="lead">{words.lead}</p>
      <h2>{words.forms}</h2>
      <p>{words.formsSays}</p>
      <p>{words.csv}</p>
      <p>{words.json}</p>
      <h2>{words.samples}</h2>
      <ul>
        <li>
          <a href={link("/pay-reports/sample.csv")}>{words.sampleCsv}</a>
        </li>
        <li>
          <a href={link("/pay-reports/sample.json")}>{words.sampleJson}</a>
        </li>
        <li>
          <a href={link("/pay-reports/employer-report-1.schema.json")}>{words.schema}</a>
        </li>
      </ul>
      <h2>{words.checks}</h2>
      <p>
        {words.checksSays} <a href={link("/pay-reports/checks")}>{words.checksLink}</a>
      </p>
      <h2>{words.correctionsTitle}</h2>
      <p>{words.correctionsSays}</p>
      <h2>{words.api}</h2>
      <p>
        {words.apiSays} <a href="/api/openapi.json">{words.apiLink}</a>
      </p>
      <h2>{words.lines}</h2>
      {letters.map((letter) => (
        <Line key={letter} letter={letter} />
      ))}
    </>
  );
}

function Line({ letter }: { letter: RecordLetter }) {
  const words = useWords();
  const says = words.payReports.layout;
  const names = new Map(jsonFields[letter].map(({ name, column }) => [column, name]));
  const columns = columnRules(letter).map((rule, at) => ({ ...rule, json: names.get(at) ?? "" }));
  return (
    <>
      <h3>{says.kinds[letter]}</h3>
      <Table
        caption={says.kinds[letter]}
        quiet
        rows={letter === "X" ? columns.slice(0, 3) : columns}
        keyOf={({ column }) => column}
        columns={[
          { head: says.column, names: true, cell: ({ column }) => <code>{column}</code> },
          { head: says.jsonName, cell: ({ json }) => (json === "" ? "–" : <code>{json}</code>) },
          { head: says.means, cell: ({ column }) => fieldName(words, column) },
          { head: says.written, cell: (rule) => <Written form={rule.form} /> },
          { head: says.needed, cell: ({ needed }) => (needed ? says.yes : "–") },
        ]}
      />
      {letter === "X" ? <p>{says.thenM}</p> : null}
    </>
  );
}

function Written({ form }: { form: ColumnForm }) {
  const words = useWords().payReports.layout;
  return <>{typeof form === "string" ? words.form[form] : words.oneOf({ choices: form.join(", ") })}</>;
}

const layers: readonly Layer[] = ["structure", "business", "variance", "warning"];
const names = Object.keys(rules) as RuleName[];

function Checks() {
  const words = useWords().payReports.checks;
  return (
    <>
      <p className="lead">{words.lead({ all: names.length })}</p>
      <p>
        <a href={link("/pay-reports")}>{useWords().payReports.layout.title}</a>
      </p>
      {layers.map((layer) => (
        <ChecksOf key={layer} layer={layer} />
      ))}
    </>
  );
}

function ChecksOf({ layer }: { layer: Layer }) {
  const words = useWords();
  const says = words.payReports.checks;
  return (
    <>
      <h2>{says.layers[layer]}</h2>
      <p>{says.says[layer]}</p>
      <Table
        caption={says.layers[layer]}
        quiet
        rows={names.filter((rule) => layerOf(rule) === layer)}
        keyOf={(rule) => rule}
        columns={[
          { head: says.code, names: true, cell: codeOf },
          { head: says.rule, cell: (rule) => rulesOf(words)[rule].rule },
          { head: says.weight, cell: (rule) => says.weights[weightOf(rule)] },
        ]}
      />
    </>
  );
}

page({
  path: "/pay-reports",
  owner,
  may: "anyone",
  show: ({ words }) => ({ title: words.payReports.layout.title, wide: true, body: <Layout /> }),
});
page({
  path: "/pay-reports/checks",
  owner,
  may: "anyone",
  show: ({ words }) => ({ title: words.payReports.checks.title, wide: true, body: <Checks /> }),
});
for (const [path, type, text] of [
  ["/pay-reports/sample.csv", "text/csv; charset=utf-8", () => sampleReport],
  ["/pay-reports/sample.json", "application/json", () => sampleReportJson],
  [
    "/pay-reports/employer-report-1.schema.json",
    "application/schema+json",
    () => `${JSON.stringify(jsonSchema(), null, 2)}\n`,
  ],
] as const)
  page({
    path,
    owner,
    may: "anyone",
    show: () => file({ name: path.split("/").at(-1)!, type, bytes: Buffer.from(text()) }),
  });
