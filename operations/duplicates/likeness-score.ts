import type { Likeness } from "@emeritus/records/duplicate.ts";

/** Why two records look like one person, or unlike. */
export type LikenessReason =
  | "sameBirth"
  | "birthNear"
  | "sameLast"
  | "lastSounds"
  | "lastNear"
  | "sameFirst"
  | "firstSounds"
  | "firstNear"
  | "sameContact"
  | "sameAddress"
  | "bothHaveSsn"
  | "related";

/** What each reason weighs; two with an SSN each, or married to each other, are hardly one person. */
const weights: Readonly<Record<LikenessReason, number>> = {
  sameBirth: 35,
  birthNear: 20,
  sameLast: 25,
  lastSounds: 15,
  lastNear: 12,
  sameFirst: 25,
  firstSounds: 18,
  firstNear: 15,
  sameContact: 10,
  sameAddress: 5,
  bothHaveSsn: -50,
  related: -100,
};

/** From this score on, two records are shown as perhaps one person. */
export const LIKELY = 60;

/** Pure. How much two records look like one person, from 0 to 100, and why. */
export function likenessScore(like: Likeness): {
  readonly score: number;
  readonly reasons: readonly LikenessReason[];
} {
  const reasons: LikenessReason[] = [];
  if (like.sameBirth) reasons.push("sameBirth");
  else if (like.birthNear) reasons.push("birthNear");
  if (like.sameLast) reasons.push("sameLast");
  else if (like.lastSounds) reasons.push("lastSounds");
  else if (like.lastSteps <= 2) reasons.push("lastNear");
  if (like.sameFirst) reasons.push("sameFirst");
  else if (like.firstSounds) reasons.push("firstSounds");
  else if (like.firstSteps <= 1) reasons.push("firstNear");
  for (const reason of ["sameContact", "sameAddress", "bothHaveSsn", "related"] as const)
    if (like[reason]) reasons.push(reason);
  const sum = reasons.reduce((total, reason) => total + weights[reason], 0);
  return { score: Math.max(0, Math.min(100, sum)), reasons };
}
