import { parse } from "csv-parse/sync";
import { jsonFields, jsonLists, jsonSchemaName } from "./json-layout.ts";
import type { RecordLetter } from "./layout.ts";

/** A report of the comma-separated form in the form of JSON, each row under the number of its line. */
export function jsonOf(csv: string): string {
  const lines = parse(csv, { relaxColumnCount: true }) as string[][];
  const objectOf = (line: readonly string[], row?: number): object => ({
    ...(row === undefined ? {} : { row }),
    ...Object.fromEntries(
      jsonFields[line[0] as RecordLetter].flatMap(({ name, column, kind }) => {
        const text = line[column] ?? "";
        if (text === "") return [];
        return [[name, kind === "truth" ? text === "Y" : kind === "whole" ? Number(text) : text]];
      }),
    ),
  });
  const rowsOf = (letter: string): object[] =>
    lines.flatMap((line, at) => (line[0] === letter ? [objectOf(line, at + 1)] : []));
  const report = {
    schema: jsonSchemaName,
    header: objectOf(lines.find(([rec]) => rec === "H")!),
    ...Object.fromEntries(Object.entries(jsonLists).map(([name, letter]) => [name, rowsOf(letter)])),
    totals: objectOf(lines.find(([rec]) => rec === "T")!),
  };
  return JSON.stringify(report, null, 1) + "\n";
}
