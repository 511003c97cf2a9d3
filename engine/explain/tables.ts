/** Tables: the row in force with the date that governs it, and look-ups by one key or two. */
import { addDays } from "../dates.ts";
import type { DatedTable, LookupTable } from "../declarations.ts";
import type { Role } from "../explanation.ts";
import type { NodeOf } from "../node.ts";
import { tableNamed } from "../plan.ts";
import { lookedUp, rowInForce } from "../table-rows.ts";
import { number } from "../values.ts";
import { type Outcome, type Scope, type Run, type Bindings, outcome, refused } from "./outcome.ts";

/** The figure in force on a date, with its row. */
export function evaluateDated(run: Run, node: NodeOf<"dated">, scope: Scope, env: Bindings): Outcome {
  const table = tableNamed(run.plan, node.table) as DatedTable;
  const on = run.evaluate(run, node.args[0]!, scope, env);
  if (on.value === undefined) return outcome(node, undefined, [on], { role: "table", name: table.name });
  const date = number(on.value);
  const at = rowInForce(table, date);
  const row = table.rows[at];
  if (!row || row.unknown) {
    const entry = row?.register === undefined ? {} : { register: row.register };
    const cites = [...table.cites, ...(row?.cites ?? [])];
    const code = row ? "valueNotKnown" : "dateNotCovered";
    return refused(
      node,
      [on],
      { code, table: table.name, date, ...entry, cites },
      { role: "table", name: table.name },
    );
  }
  const next = table.rows[at + 1];
  const until = next ? addDays(next.from, -1) : table.knownUntil;
  const governedBy = table.governedBy || (on.part.name ?? "");
  return outcome(node, row.value, [on], {
    role: "table",
    name: table.name,
    cites: [...table.cites, ...row.cites],
    row: { table: table.name, governedBy, date, row, ...(until === undefined ? {} : { until }) },
  });
}

/** The figure for a whole number, or for two. */
export function evaluateLookup(run: Run, node: NodeOf<"lookup">, scope: Scope, env: Bindings): Outcome {
  const table = tableNamed(run.plan, node.table) as LookupTable;
  const from = node.args.map((arg) => run.evaluate(run, arg, scope, env));
  const more = { role: "table" as Role, name: table.name, cites: table.cites };
  if (from.some((one) => one.value === undefined)) return outcome(node, undefined, from, more);
  const [key, secondKey] = from.map((one) => number(one.value!)) as [number, number?];
  const keys = secondKey === undefined ? { key } : { key, secondKey };
  const value = lookedUp(table, key, secondKey);
  if (value === undefined)
    return refused(
      node,
      from,
      { code: "keyNotCovered", table: table.name, ...keys, cites: table.cites },
      more,
    );
  return outcome(node, value, from, { ...more, ...keys });
}
