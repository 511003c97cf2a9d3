/** A row of an index: one thing that the finished system is held against. */
export interface Requirement {
  readonly id: string;
  readonly text: string;
  readonly kind: string;
}

/** How the first column of a table names its ids, by its heading. */
const idOf: Readonly<Record<string, (cell: string) => string>> = {
  Id: (cell) => cell,
  "#": (cell) => `BR ${cell}`,
  BR: (cell) => `BR ${cell}`,
  Section: (cell) => `RSMo ${cell}`,
};

/** Reads the rows of every table of an index whose first column holds ids; lists of decisions, other tables and all prose are passed over. */
export function readIndex(markdown: string): Requirement[] {
  const rows: Requirement[] = [];
  let heading: readonly string[] | undefined;
  for (const line of markdown.split("\n")) {
    if (!line.startsWith("|")) {
      heading = undefined;
      continue;
    }
    const cells = cellsOf(line);
    if (heading === undefined) heading = cells;
    else if (!cells.every((cell) => /^:?-+:?$/.test(cell))) add(rows, heading, cells);
  }
  return rows;
}

const cellsOf = (line: string): string[] =>
  line
    .replace(/^\|/, "")
    .replace(/\|\s*$/, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

function add(rows: Requirement[], heading: readonly string[], cells: readonly string[]): void {
  const name = idOf[heading[0]!];
  if (name === undefined || heading.includes("Decision") || !/\d/.test(cells[0]!) || !cells[1]) return;
  const history = heading.includes("Original effective");
  const kind = cells[heading.indexOf("Kind")];
  rows.push({
    id: history ? `${name(cells[0]!)} (history)` : name(cells[0]!),
    text: cells[1] ?? "",
    kind: history ? "data" : (kind ?? (heading[0] === "Section" ? "law" : "decision")),
  });
}
