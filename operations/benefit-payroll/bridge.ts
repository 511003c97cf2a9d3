import type { BridgeLine } from "./calculation.ts";
import { changes, type Change, type Items } from "./decide-items.ts";

/**
 * The way from what the run before paid to what this one pays, reason by reason. What no item explains (a payee of the run
 * before who is not on this roll) is added to "not explained", so the lines always sum to the difference. Pure.
 */
export function bridgeOf(
  { changed }: Pick<Items, "changed">,
  last: { count: bigint; cents: bigint } | undefined,
  nowCents: bigint,
): BridgeLine[] {
  const lines = new Map<Change, { people: number; cents: bigint }>();
  for (const why of changed.values()) {
    for (const [change, cents] of why) {
      const line = lines.get(change) ?? { people: 0, cents: 0n };
      lines.set(change, { people: line.people + 1, cents: line.cents + BigInt(cents) });
    }
  }
  const explained = [...lines.values()].reduce((sum, line) => sum + line.cents, last?.cents ?? 0n);
  const rest = lines.get("notExplained") ?? { people: 0, cents: 0n };
  lines.set("notExplained", { people: rest.people, cents: rest.cents + nowCents - explained });
  return changes.flatMap((change) => {
    const line = lines.get(change);
    return line === undefined ? [] : [{ change, ...line }];
  });
}
