import { add, type Exact, subtract } from "@emeritus/engine/exact.ts";
import type { Result } from "@emeritus/engine/explanation.ts";

/** Two amounts of the law put together for a reader, explained like an amount of the law; `name` has its words in the catalogue. */
export function joined(
  name: "paidAtFirst" | "givenUp",
  op: "sum" | "minus",
  a: Result<Exact>,
  b: Result<Exact>,
): Result<Exact> {
  const missing = [...new Set([...a.missing, ...b.missing])];
  const parts = [a.explanation, b.explanation];
  if (a.value === undefined || b.value === undefined) {
    const refusal = a.refusal ?? b.refusal;
    return {
      missing,
      ...(refusal && { refusal }),
      explanation: { role: "named", op, kind: "money", name, parts, ...(refusal && { refusal }) },
    };
  }
  const value = op === "sum" ? add(a.value, b.value) : subtract(a.value, b.value);
  return { value, missing, explanation: { role: "named", op, kind: "money", name, value, parts } };
}
