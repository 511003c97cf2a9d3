/** Searches, suppositions, and what goes from step to step. */
import { addMonths, firstOfMonthFrom, monthIndex, type PlainDate } from "../dates.ts";
import type { Part, SearchShown, Step } from "../explanation.ts";
import { glanceOf } from "../glance.ts";
import type { Value } from "../kinds.ts";
import { courseParts, type Node, type NodeOf } from "../node.ts";
import { number, order } from "../values.ts";
import {
  type Outcome,
  type Scope,
  type Run,
  type Bindings,
  joined,
  outcome,
  refused,
  bind,
  dateOutcome,
  stepValue,
  supposedScope,
} from "./outcome.ts";
import { sightOf } from "./rows.ts";

/** The first month on which a condition holds, explained by it and the month before. */
export function evaluateSearch(run: Run, node: NodeOf<"search">, scope: Scope, env: Bindings): Outcome {
  const from = run.evaluate(run, node.args[0]!, scope, env);
  const until = run.evaluate(run, node.args[1]!, scope, env);
  if (from.value === undefined || until.value === undefined) return outcome(node, undefined, [from, until]);
  const first = monthIndex(firstOfMonthFrom(number(from.value)));
  const last = monthIndex(number(until.value));
  const tried = new Map<number, Outcome>();
  const holds = node.args[2]!;
  const sight = sightOf(run, scope);
  const glance = glanceOf(run.plan, holds);
  const look = (month: number): Outcome => {
    let one = tried.get(month);
    if (!one)
      tried.set(
        month,
        (one = run.evaluate(run, holds, scope, bind(env, node.level, dateOutcome(node, month * 32)))),
      );
    return one;
  };
  const attempt = (month: number): Value | undefined =>
    glance(sight, bind(env, node.level, dateOutcome(node, month * 32))) ?? look(month).value;
  const found = node.steady ? bisect(first, last, attempt) : scan(first, last, attempt);
  if (found !== undefined && found <= last) look(found);
  if (found !== undefined && found > first) look(found - 1);
  return searchOutcome(node, [from, until], { first, last }, tried, found);
}

/** Whether a month holds; nothing where it cannot be told. */
type Attempt = (month: number) => Value | undefined;

/** The first month that holds, the month after the last when none does, or nothing where it cannot be told. */
function scan(first: number, last: number, attempt: Attempt): number | undefined {
  for (let month = first; month <= last; month++) {
    const value = attempt(month);
    if (value === undefined) return undefined;
    if (value === true) return month;
  }
  return Math.max(first, last + 1);
}

function bisect(first: number, last: number, attempt: Attempt): number | undefined {
  let [low, high] = [first, Math.max(first, last + 1)];
  while (low < high) {
    const middle = (low + high) >> 1;
    const value = attempt(middle);
    if (value === undefined) return undefined;
    if (value === true) high = middle;
    else low = middle + 1;
  }
  return low;
}

function searchOutcome(
  node: Node,
  range: readonly Outcome[],
  { first, last }: { readonly first: number; readonly last: number },
  tried: ReadonlyMap<number, Outcome>,
  found: number | undefined,
): Outcome {
  if (found === undefined)
    return outcome(
      node,
      undefined,
      [...range, ...tried.values()].filter((one) => one.value === undefined || range.includes(one)),
    );
  const shown = (month: number): { month: PlainDate; because: Part } | undefined => {
    const one = tried.get(month);
    return one && { month: month * 32, because: one.part };
  };
  const [here, before] = [found <= last ? shown(found) : undefined, shown(found - 1)];
  const search: SearchShown = {
    from: first * 32,
    until: last * 32,
    ...(here ? { found: here } : {}),
    ...(before ? { before } : {}),
  };
  const of = outcome(node, found <= last ? found * 32 : null, range, { search });
  return { ...of, missing: joined([of, ...tried.values()]) };
}

/** A value under suppositions. */
export function evaluateSupposing(run: Run, node: NodeOf<"supposing">, scope: Scope, env: Bindings): Outcome {
  const [then, ...values] = node.args as [Node, ...Node[]];
  const supposed = new Map<string, Outcome>();
  for (const [i, name] of node.facts.entries()) {
    const value = run.evaluate(run, values[i]!, scope, env);
    const part: Part = { ...value.part, role: "fact", name, parts: [value.part] };
    supposed.set(name, { ...value, part });
  }
  const inner = supposedScope(run.plan, scope, node.facts, supposed);
  const of = run.evaluate(run, then, inner, env);
  const shown = [...supposed].map(([name, one]) => [name, one.value ?? null] as const);
  return outcome(node, of.value, [of], { supposed: Object.fromEntries(shown) });
}

/** An amount from step to step, each step explained. */
export function evaluateCarry(run: Run, node: NodeOf<"carry">, scope: Scope, env: Bindings): Outcome {
  const [start, first, until, step, least, most] = node.args as [Node, Node, Node, Node, Node, Node];
  const from = [start, first, until, least, most].map((arg) => run.evaluate(run, arg, scope, env));
  if (from.some((one) => one.value === undefined)) return outcome(node, undefined, from);
  const [begin, firstOn, lastOn, low, high] = from.map((one) => one.value!) as [
    Value,
    number,
    number,
    Value,
    Value,
  ];
  const steps: Step[] = [];
  const seen: Outcome[] = from.slice(0, 3);
  let value = { ...from[0]!, value: begin };
  for (let k = 0, on = firstOn; on <= lastOn; k++, on = addMonths(firstOn, k * node.every)) {
    const next = run.evaluate(run, step, scope, bind(env, node.level, value, dateOutcome(node, on)));
    seen.push(next);
    if (next.value === undefined) return outcome(node, undefined, seen, { steps });
    if (order(low, next.value!) > 0 || order(next.value!, high) > 0) {
      return refused(
        node,
        seen,
        { code: "outsideExpected", value: next.value!, date: on, cites: [] },
        { steps },
      );
    }
    steps.push({ on, before: value.value, after: next.value!, because: next.part });
    value = { ...stepValue(node, next.value!), missing: next.missing, value: next.value! };
  }
  const of = outcome(node, value.value, from.slice(0, 3), { steps });
  return { ...of, missing: joined(seen) };
}

/** Several values from step to step, shown by their values. */
export function evaluateCourse(run: Run, node: NodeOf<"course">, scope: Scope, env: Bindings): Outcome {
  const { first, until, gives, starts, steps, leasts, mosts } = courseParts(node);
  const from = [first, until, ...starts].map((arg) => run.evaluate(run, arg, scope, env));
  const bounds = [leasts, mosts].map((some) => some.map((arg) => run.evaluate(run, arg, scope, env)));
  if ([...from, ...bounds.flat()].some((one) => one.value === undefined))
    return outcome(node, undefined, [...from, ...bounds.flat()]);
  const [begin, end, ...begun] = from as [Outcome, Outcome, ...Outcome[]];
  const [least, most] = bounds as [Outcome[], Outcome[]];
  const sight = sightOf(run, scope);
  const rows: { on: PlainDate; values: readonly Value[] }[] = [];
  const seen: Outcome[] = [...from];
  const shown = { names: node.names, starts: begun.map((one) => one.value!), rows };
  let state = begun;
  for (
    let k = 0, on = number(begin.value!);
    on <= number(end.value!);
    k++, on = addMonths(number(begin.value!), k * node.every)
  ) {
    const inner = bind(env, node.level, ...state, dateOutcome(node, on));
    const next = steps.map((step) => {
      const seenAt = glanceOf(run.plan, step)(sight, inner);
      return seenAt === undefined ? run.evaluate(run, step, scope, inner) : stepValue(node, seenAt);
    });
    for (const one of next) if (one.missing.size > 0 || one.value === undefined) seen.push(one);
    if (next.some((one) => one.value === undefined)) return outcome(node, undefined, seen, { course: shown });
    const outside = next.find(
      (one, i) => order(least[i]!.value!, one.value!) > 0 || order(one.value!, most[i]!.value!) > 0,
    );
    if (outside)
      return refused(
        node,
        seen,
        { code: "outsideExpected", value: outside.value!, date: on, cites: [] },
        { course: shown },
      );
    rows.push({ on, values: next.map((one) => one.value!) });
    state = next.map((one) => ({ ...stepValue(node, one.value!), missing: one.missing }));
  }
  const result = run.evaluate(run, gives, scope, bind(env, node.level, ...state));
  const of = outcome(node, result.value, [...from, result], { course: shown });
  return { ...of, missing: joined([of, ...seen]) };
}
