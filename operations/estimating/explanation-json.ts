import type { Part } from "@emeritus/engine/explanation.ts";

/** An explanation as a list of numbered parts that refer to each other, so that what is shared stands once. */
export interface ExplanationJson {
  /** The number of the part that is the result. */
  readonly result: number;
  readonly parts: readonly Readonly<Record<string, unknown>>[];
}

/** Turns the graph of an explanation into plain JSON: exact numbers as {"exact":"17/1000"}, dates as the engine's whole numbers. */
export function explanationJson(root: Part): ExplanationJson {
  const numbers = new Map<Part, number>();
  const parts: Record<string, unknown>[] = [];
  const add = (part: Part): number => {
    const known = numbers.get(part);
    if (known !== undefined) return known;
    const { parts: below, lost, search, steps, ...own } = part;
    const inside = below.map(add);
    const beside = (lost ?? []).map(add);
    const number = parts.length;
    numbers.set(part, number);
    parts.push({
      number,
      ...plain(own),
      ...(inside.length > 0 ? { parts: inside } : {}),
      ...(beside.length > 0 ? { lost: beside } : {}),
      ...(search
        ? {
            search: plain({
              from: search.from,
              until: search.until,
              found: search.found?.month,
              before: search.before?.month,
            }),
          }
        : {}),
      ...(steps ? { steps: steps.map(({ on, before, after }) => plain({ on, before, after })) } : {}),
    });
    return number;
  };
  return { result: add(root), parts };
}

function plain(value: object): Record<string, unknown> {
  const text = JSON.stringify(value, (_, part: unknown) =>
    typeof part === "bigint" ? part.toString() : part,
  );
  return JSON.parse(text) as Record<string, unknown>;
}
