import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readCases, runCases } from "./cases.ts";
import { msep2000 } from "./missouri/mosers/msep-2000/plan.ts";
import { nodeOf, withArgs, type Node } from "@emeritus/engine/node.ts";
import { Exact, exact, add } from "@emeritus/engine/exact.ts";
import { referencesOf, type Plan } from "@emeritus/engine/plan.ts";
import { walk } from "@emeritus/engine/node.ts";
import { addDays, formatDate } from "@emeritus/engine/dates.ts";
void nodeOf;
const folder = join(import.meta.dirname, "missouri/mosers/msep-2000");
const cases = readdirSync(folder).filter((f) => f.endsWith(".cases.md")).flatMap((f) => readCases(msep2000, f, readFileSync(join(folder, f), "utf8")));
type M = { what: string; node: Node };
const F = (n: any): Node => Object.freeze(n) as Node;
function ways(node: any): M[] {
  const out: M[] = [];
  const set = (what: string, patch: object) => out.push({ what, node: F({ ...node, ...patch }) });
  const args = (what: string, a: Node[]) => out.push({ what, node: F({ ...node, args: a }) });
  switch (node.op) {
    case "constant": {
      const v = node.value;
      if (v instanceof Exact) { const step = node.kind === "rate" ? exact(1n, 1000n) : exact(1n); set(`${v}+`, { value: add(v, step) }); set(`${v}-`, { value: add(v, exact(-step.n, step.d)) }); }
      else if (typeof v === "number") { if (node.kind === "date") { set("date+1", { value: addDays(v, 1) }); set("date-1", { value: addDays(v, -1) }); } else { set(`${v}+1`, { value: v + 1 }); set(`${v}-1`, { value: v - 1 }); } }
      else if (typeof v === "boolean") set("flip", { value: !v });
      break; }
    case "compare": for (const h of ["<", "<=", "=", ">=", ">"]) if (h !== node.how && !(node.how===">="&&h==="<=")) set(`${node.how} to ${h}`, { how: h }); break;
    case "lesser": set("lesser to greater", { op: "greater" }); node.args.forEach((_: Node, i: number) => args(`drop arg ${i}`, node.args.filter((_x: Node, j: number) => j !== i))); break;
    case "greater": set("greater to lesser", { op: "lesser" }); node.args.forEach((_: Node, i: number) => args(`drop arg ${i}`, node.args.filter((_x: Node, j: number) => j !== i))); break;
    case "all": case "any": set("swap all/any", { op: node.op === "all" ? "any" : "all" }); if (node.args.length > 1) node.args.forEach((_: Node, i: number) => args(`drop condition ${i}`, node.args.filter((_x: Node, j: number) => j !== i))); break;
    case "not": out.push({ what: "drop not", node: node.args[0] }); break;
    case "sum": case "product": if (node.args.length > 1) node.args.forEach((_: Node, i: number) => args(`drop part ${i}`, node.args.filter((_x: Node, j: number) => j !== i))); break;
    case "minus": out.push({ what: "drop subtrahend", node: node.args[0] }); break;
    case "cases": { const a = node.args; const n = (a.length - 1) / 2;
      for (let i = 0; i < n; i++) args(`drop arm ${i}`, [...a.slice(0, 2 * i), ...a.slice(2 * i + 2)]);
      for (let i = 0; i + 1 < n; i++) args(`swap arms ${i}`, [...a.slice(0, 2 * i), a[2 * i + 2], a[2 * i + 3], a[2 * i], a[2 * i + 1], ...a.slice(2 * i + 4)]);
      break; }
    case "is": node.choices.forEach((c: string) => set(`drop ${c}`, { choices: node.choices.filter((x: string) => x !== c) })); break;
    case "round": out.push({ what: "no rounding", node: node.args[0] }); set("round down", { rounding: { ...node.rounding, mode: "down" } }); set("round up", { rounding: { ...node.rounding, mode: "up" } }); break;
    case "blocks": set("size+1", { size: node.size + 1 }); set("size-1", { size: node.size - 1 }); set("last+1", { lastCounts: node.lastCounts + 1 }); set("last-1", { lastCounts: node.lastCounts - 1 }); break;
    case "window": set("entries+1", { entries: node.entries + 1 }); set("entries-1", { entries: node.entries - 1 }); break;
    case "inYears": set("whole years", { op: "wholeYears" }); break;
    case "wholeYears": set("part years", { op: "inYears" }); break;
    case "firstOnOrAfter": set("first of month", { op: "firstOfMonth" }); set("first of next", { op: "firstOfNext" }); break;
    case "firstOfNext": set("first of month", { op: "firstOfMonth" }); break;
    case "firstOfMonth": set("first of next", { op: "firstOfNext" }); out.push({ what: "drop first of month", node: node.args[0] }); break;
    case "lastOfMonth": out.push({ what: "drop last of month", node: node.args[0] }); break;
    case "union": case "tenure": set("reading", { reading: node.reading === "calendar" ? "dateToDate" : "calendar" }); break;
    case "carry": set("every+1", { every: node.every + 1 }); if (node.every > 1) set("every-1", { every: node.every - 1 }); break;
    case "completing": set("addMonths", { op: "addMonths" }); break;
    case "over": if (node.what === "latest") set("earliest", { what: "earliest" }); break;
  }
  return out;
}
function* mutants(node: Node, path: string): Generator<M> {
  for (const m of ways(node)) yield { what: `${path}${node.op} ${m.what}`, node: m.node };
  for (const [i, arg] of node.args.entries()) {
    if (node.op === "over" && i === 0 && ((node as any).what === "any" || (node as any).what === "count")) continue;
    if ((node.op === "over" || node.op === "union" || node.op === "window") && arg.op === "constant" && arg.kind === "yesNo") continue;
    if ((node.op === "expected" && i > 0) || (node.op === "carry" && i > 3)) continue;
    for (const m of mutants(arg, `${path}${node.op}[${i}].`)) yield { what: m.what, node: withArgs(node, node.args.map((a, j) => (j === i ? m.node : a))) };
  }
}
const uses = new Map<string, Set<string>>();
for (const name of msep2000.rules.keys()) { const seen = new Set<string>(); const visit = (n: string) => { if (seen.has(n)) return; seen.add(n); const r = msep2000.rules.get(n)!; for (const x of referencesOf(r.means)) visit(x); walk(r.means, (k: any) => { if (k.op === "dated" || k.op === "lookup") seen.add("table:" + k.table); }); }; visit(name); uses.set(name, seen); }
let total = 0, killed = 0;
const only = process.argv[2];
function trial(plan: Plan, touched: string, what: string) {
  total++;
  const relevant = cases.filter((c) => c.expected.some((e) => uses.get(e.name)!.has(touched)));
  let dead = false;
  try { dead = runCases(plan, relevant, { firstOnly: true }).length > 0; } catch (e) { dead = false; console.log("CRASH", touched, what, String(e).slice(0, 80)); }
  if (dead) killed++; else console.log("SURVIVED", touched, what, relevant.length);
}
for (const [name, rule] of msep2000.rules) {
  if (only && !name.match(only)) continue;
  if (rule.setting) { for (const c of rule.setting as string[]) { const v = (rule.means as any).value; if (c !== v) trial({ ...msep2000, rules: new Map(msep2000.rules).set(name, { ...rule, means: F({ ...rule.means, value: c }) }) }, name, "setting " + c); } continue; }
  for (const m of mutants(rule.means, "")) trial({ ...msep2000, rules: new Map(msep2000.rules).set(name, { ...rule, means: m.node }) }, name, m.what);
}
for (const [name, table] of msep2000.tables) {
  if (only && !name.match(only)) continue;
  const t: any = table;
  const put = (changed: any, what: string) => trial({ ...msep2000, tables: new Map(msep2000.tables).set(name, changed) }, "table:" + name, what);
  const bump = (v: any, by: bigint) => v instanceof Exact ? add(v, t.kind === "rate" ? exact(by, 100000n) : exact(by)) : v + Number(by);
  const rows = t.shape === "dated" ? t.rows : t.values;
  rows.forEach((r: any, i: number) => {
    if (t.shape === "dated") {
      for (const by of [1n, -1n]) put({ ...t, rows: rows.map((x: any, j: number) => j === i ? { ...x, value: bump(x.value, by) } : x) }, `row ${formatDate(r.from)} value ${by}`);
      for (const by of [1, -1]) put({ ...t, rows: rows.map((x: any, j: number) => j === i ? { ...x, from: addDays(x.from, by) } : x) }, `row ${formatDate(r.from)} from ${by}`);
    } else for (const by of [1n, -1n]) put({ ...t, values: rows.map((x: any, j: number) => j === i ? bump(x, by) : x) }, `key ${t.first + i} value ${by}`);
  });
}
console.log(killed, "of", total, (100 * killed / total).toFixed(1) + " %");
