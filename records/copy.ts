import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sql } from "kysely";
import { from as copyFrom } from "pg-copy-streams";
import { withClient, type Tx } from "./db.ts";
import type { Database, Instant } from "./schema.ts";
import { scrubbed } from "./scrub.ts";

/** A value of one cell: text goes as it is (dates and instants as the database writes them), bytes as bytea. */
export type Cell = string | number | bigint | boolean | null | undefined | Uint8Array;

const chunkBytes = 65_536;

const escapes: Readonly<Record<string, string>> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function cellText(cell: Cell): string {
  if (cell === null || cell === undefined) return "\\N";
  if (typeof cell === "string")
    return /[\\\n\r\t]/.test(cell) ? cell.replaceAll(/[\\\n\r\t]/g, (one) => escapes[one]!) : cell;
  if (typeof cell === "boolean") return cell ? "t" : "f";
  if (typeof cell === "object")
    return `\\\\x${Buffer.from(cell.buffer, cell.byteOffset, cell.byteLength).toString("hex")}`;
  return `${cell}`;
}

function* chunks(rows: Iterable<readonly Cell[]>): Generator<string> {
  let text = "";
  for (const row of rows) {
    text += `${row.map(cellText).join("\t")}\n`;
    if (text.length >= chunkBytes) {
      yield text;
      text = "";
    }
  }
  if (text !== "") yield text;
}

/** The text of rows as COPY reads it, made ahead: in another thread, say. */
export const copyTextOf = (rows: Iterable<readonly Cell[]>): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Buffer.from([...chunks(rows)].join("")));

/** Rows to be copied: their cells, or their text made ahead. */
export type CopyRows = Iterable<readonly Cell[]> | Uint8Array;

/** Writes rows into a table by COPY. Works on tables without row security: temporary ones, projections, run items. */
export async function copyIn(
  tx: Tx,
  table: string,
  columns: readonly string[],
  rows: CopyRows,
): Promise<void> {
  const text = rows instanceof Uint8Array ? [rows] : chunks(rows);
  await withClient(tx, async (client) => {
    try {
      await pipeline(
        Readable.from(text),
        client.query(copyFrom(`copy ${table} (${columns.join(", ")}) from stdin`)),
      );
    } catch (error) {
      throw scrubbed(error);
    }
  });
}

let stages = 0;

/**
 * Adds many rows to a table of the record at one instant: COPY into a temporary table, then one insert, which the table's
 * policies check. `recorded_from` is added unless it is among the columns. Gives the number of rows.
 */
export async function addMany(
  tx: Tx,
  table: keyof Database,
  columns: readonly string[],
  rows: CopyRows,
  instant: Instant,
): Promise<number> {
  const stage = `stage_${++stages}`;
  const names = sql.join(columns.map((name) => sql.ref(name)));
  await sql`create temporary table ${sql.ref(stage)} on commit drop as select ${names} from ${sql.table(table)} with no data`.execute(
    tx,
  );
  await copyIn(tx, stage, columns, rows);
  const { numAffectedRows } = await sql`
    insert into ${sql.table(table)} (${names}, recorded_from) select ${names}, ${instant}::timestamptz from ${sql.ref(stage)}`.execute(
    tx,
  );
  await sql`drop table ${sql.ref(stage)}`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
