import type { ReactNode } from "react";

/** A column: what stands over it, and what stands in it for a row. */
export interface Column<Row> {
  readonly head: ReactNode;
  /** The same heading as plain text, for phones, where rows are stacked; needed when `head` is not a string. */
  readonly label?: string;
  readonly cell: (row: Row, index: number) => ReactNode;
  readonly number?: boolean;
  /** The cell that names the row. */
  readonly names?: boolean;
}

/** A table of rows; on phones each row is a stack of labelled lines. */
export function Table<Row>(props: {
  caption: ReactNode;
  /** Hide the caption from view where a heading above already says it. */
  quiet?: boolean;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row, index: number) => string | number | bigint;
  /** The last row is the sum of the others. */
  sum?: boolean;
  id?: string;
}) {
  const last = props.rows.length - 1;
  return (
    <table className="table" id={props.id}>
      <caption className={props.quiet ? "usa-sr-only" : undefined}>{props.caption}</caption>
      <thead>
        <tr>
          {props.columns.map((column, index) => (
            <th key={index} scope="col" className={column.number ? "num" : undefined}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row, index) => (
          <tr
            key={String(props.keyOf(row, index))}
            className={props.sum && index === last ? "sum" : undefined}
          >
            {props.columns.map((column, at) => cellOf(column, at, row, index))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function cellOf<Row>(column: Column<Row>, at: number, row: Row, index: number) {
  const label = column.label ?? (typeof column.head === "string" ? column.head : undefined);
  const className = column.number ? "num" : undefined;
  return column.names ? (
    <th key={at} scope="row" className={className}>
      {column.cell(row, index)}
    </th>
  ) : (
    <td key={at} className={className} data-label={label}>
      {column.cell(row, index)}
    </td>
  );
}
