import type { Share } from "@emeritus/records/death.ts";
import type { PackedRoll } from "@emeritus/records/payroll-roll.ts";

/** The parts of the guaranteed payments as columns of a roll; nothing where every beneficiary is paid the whole. */
export function sharesOf({ benefit, count }: PackedRoll, shares: ReadonlyMap<number, Share>) {
  if (shares.size === 0) return {};
  const [shareFrom, shareTo, shareOf] = [0, 1, 2].map(() => new Int32Array(count)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  for (let at = 0; at < count; at++) {
    const share = shares.get(benefit[at]!);
    if (share === undefined) continue;
    shareFrom[at] = share.from;
    shareTo[at] = share.to;
    shareOf[at] = share.of;
  }
  return { shareFrom, shareTo, shareOf };
}
