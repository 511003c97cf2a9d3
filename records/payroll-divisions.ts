import { ENDLESS, type PlainDate } from "@emeritus/engine/dates.ts";
import type { BenefitVersions, Sheets } from "./payroll-sheets.ts";
import { FORMER_SPOUSE, ownBenefits, pick, RETIREMENT, type Current } from "./payroll-versions.ts";

/** What a division of benefits order takes from a member's annuity for a former spouse. */
export interface Divided {
  /** The former spouse's own benefit. */
  readonly benefit: number;
  /** The former spouse's part at the annuity starting date, in whole cents. */
  readonly cents: number;
  /** What the part is of, where both are accepted amounts of another system's register; 0 where it is of the annuity as determined. */
  readonly of: number;
  /** The day that says which of several orders goes before. */
  readonly rank: PlainDate;
  /** The share that the order gives, in hundredths of a percent. */
  readonly share: number;
  readonly issued: PlainDate;
  /** The first day for which the annuity is divided. */
  readonly from: PlainDate;
  /** The first day for which it is no longer divided. */
  readonly to: PlainDate;
  /** The day on which the former spouse died; 0 where none is known. */
  readonly formerSpouseDied: PlainDate;
}

/** What of a roll says whose benefits are divided. */
interface OnRoll {
  readonly count: number;
  readonly kind: Uint8Array;
  readonly benefit: Int32Array;
}

/** A former spouse's part stops and resumes with the annuity that it is taken from (RSMo 104.1051.1). */
export function stoppingWithTheAnnuity(versions: BenefitVersions, current: Current): Current {
  if (!versions.kind.includes(FORMER_SPOUSE)) return current;
  const days = new Map<number, { from: number; to: number }[]>();
  for (let row = 0; row < versions.count; row++) {
    if (versions.kind[row] !== RETIREMENT) continue;
    const of = versions.member[row]!;
    days.set(of, [...(days.get(of) ?? []), { from: versions.from[row]!, to: versions.to[row] || ENDLESS }]);
  }
  const ends = current.ends.slice();
  const gaps = new Map(current.gaps);
  current.rows.forEach((row, at) => {
    if (versions.kind[row] !== FORMER_SPOUSE) return;
    const paid = (days.get(versions.member[row]!) ?? []).toSorted((a, b) => a.from - b.from);
    ends[at] = Math.min(ends[at]!, paid.at(-1)?.to ?? current.begins[at]!);
    const between = paid.slice(1).map(({ from }, before) => ({ from: paid[before]!.to, to: from }));
    const stops = [...(gaps.get(at) ?? []), ...between.filter(({ from, to }) => from < to)];
    if (stops.length > 0) gaps.set(at, stops);
  });
  return { ...current, ends, gaps };
}

/** The former spouses of the benefits that were read; their deaths are asked for with those of the payees. */
export const formerSpousesIn = ({ count, kind, person }: BenefitVersions): number[] =>
  Array.from({ length: count }, (_, row) => row)
    .filter((row) => kind[row] === FORMER_SPOUSE)
    .map((row) => person[row]!);

/**
 * What the orders take, by place on the roll, the order that goes before first: from the member's own benefit that of each former spouse;
 * for a former spouse those that go before the own, and the own last.
 */
export function dividedOf(
  versions: BenefitVersions,
  roll: OnRoll,
  members: Int32Array,
  { orders, deaths }: Sheets,
): ReadonlyMap<number, readonly Divided[]> {
  const divided = new Map<number, readonly Divided[]>();
  if (!versions.kind.includes(FORMER_SPOUSE)) return divided;
  const died = new Map(Array.from(deaths.person, (person, row) => [person, deaths.died[row]!]));
  const made = new Map(Array.from(orders.benefit, (benefit, row) => [benefit, row]));
  const parts = new Map<number, Divided>();
  const byMember = new Map<number, Set<number>>();
  for (let row = 0; row < versions.count; row++) {
    const benefit = versions.benefit[row]!;
    const order = made.get(benefit);
    if (versions.kind[row] !== FORMER_SPOUSE || order === undefined) continue;
    const before = parts.get(benefit);
    parts.set(benefit, {
      benefit,
      rank: orders.rank[order]!,
      cents: orders.takenOver[order]! || versions.baseCents[row]!,
      of: orders.takenOverOf[order]!,
      share: orders.share[order]!,
      issued: orders.issued[order]!,
      from: Math.min(before?.from ?? versions.from[row]!, versions.from[row]!),
      to: Math.max(before?.to ?? 0, versions.to[row] || ENDLESS),
      formerSpouseDied: died.get(versions.person[row]!) ?? 0,
    });
    const of = versions.member[row]!;
    byMember.set(of, (byMember.get(of) ?? new Set()).add(benefit));
  }
  const inOrder = (member: number) =>
    [...(byMember.get(member) ?? [])]
      .flatMap((benefit) => parts.get(benefit) ?? [])
      .toSorted((a, b) => a.rank - b.rank || a.benefit - b.benefit);
  for (let at = 0; at < roll.count; at++) {
    if (roll.kind[at] !== RETIREMENT && roll.kind[at] !== FORMER_SPOUSE) continue;
    const all = inOrder(members[at]!);
    const own = all.findIndex(({ benefit }) => benefit === roll.benefit[at]);
    const found = roll.kind[at] === RETIREMENT ? all : all.slice(0, own + 1);
    if (found.length > 0) divided.set(at, found);
  }
  return divided;
}

/** The determination that each benefit rests on; for a former spouse that of the annuity which is divided. */
export function determinationsOf(
  versions: BenefitVersions,
  current: Current,
  members: Int32Array,
): Int32Array {
  const found = pick(versions.determination, current.rows);
  const own = ownBenefits(versions, versions.kind.includes(FORMER_SPOUSE));
  current.rows.forEach((row, at) => {
    const annuity = own.get(members[at]!);
    if (versions.kind[row] === FORMER_SPOUSE && annuity !== undefined)
      found[at] = versions.determination[annuity]!;
  });
  return found;
}
