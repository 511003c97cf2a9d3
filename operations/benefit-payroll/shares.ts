import type { Share } from "@emeritus/records/death.ts";

/** What a share is of a month's cents: cut at whole cents, so that all shares add up to the whole (DEATH-Q03). Pure. */
export function shareOf(cents: bigint, share: Share | undefined): bigint {
  if (share === undefined) return cents;
  const upTo = (parts: number) => (cents * BigInt(parts)) / BigInt(share.of);
  return upTo(share.to) - upTo(share.from);
}
