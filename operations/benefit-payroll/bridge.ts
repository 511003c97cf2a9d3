import type { BridgeLine } from "./calculation.ts";
import { changes, type Change, type Items } from "./items.ts";

/**
 * The way from what the run before paid to what this one pays, reason by reason; `voided` is what it paid on retirements that are
 * void now and on no roll. What nothing explains (a payee of the run before who is not on this roll otherwise) is added to "not explained", so the lines always sum to the difference. Pure.
 */
export function bridgeOf(
  { changed }: Pick<Items, "changed">,
  last: { count: bigint; cents: bigint } | undefined,
  nowCents: bigint,
  voided: { readonly people: number; readonly cents: bigint } = { people: 0, cents: 0n },
): BridgeLine[] {
  const lines = new Map<Change, { people: number; cents: bigint }>();
  if (voided.people > 0) lines.set("voided", { people: voided.people, cents: -voided.cents });
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
