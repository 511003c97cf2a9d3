import { ENDLESS, type PlainDate } from "@emeritus/engine/dates.ts";
import type { BenefitVersions } from "./payroll-sheets.ts";

/** A member's own annuity, as the kind of a benefit stands in a sheet. */
export const RETIREMENT = 0;
/** A former spouse's part of a member's annuity, as the kind of a benefit stands in a sheet. */
export const FORMER_SPOUSE = 3;

/** Days in which a benefit that stopped and resumed was not payable: from the first to the day before `to`. */
export interface Gap {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** What of each benefit holds in a month, by place on the roll. */
export interface Current {
  /** The version that says what is due, by place on the roll: the one in force in the month, else the latest. */
  readonly rows: Int32Array;
  readonly begins: Int32Array;
  readonly ends: Int32Array;
  readonly payableFrom: Int32Array;
  readonly corrected: Uint8Array;
  /** The first day of the earliest version that was corrected since the run before and pays the same; without one, of the version that holds. */
  readonly versionFrom: Int32Array;
  readonly gaps: ReadonlyMap<number, readonly Gap[]>;
}

/** What holds in a month of each benefit, or of one alone. The versions come in order of benefit and first day. */
export function currentVersions(
  versions: BenefitVersions,
  month: PlainDate,
  only: number | undefined,
): Current {
  const { count, benefit, from, to, payableFrom } = versions;
  const column = () => new Int32Array(count);
  const [rows, begins, ends, payable, versionFrom] = [column(), column(), column(), column(), column()];
  const corrected = new Uint8Array(count);
  const gaps = new Map<number, Gap[]>();
  let places = 0;
  for (let row = 0; row < count;) {
    const first = row;
    let inForce = false;
    ends[places] = payable[places] = 0;
    gaps.delete(places);
    for (; row < count && benefit[row] === benefit[first]; row++) {
      const until = to[row] || ENDLESS;
      if (row > first && from[row]! > ends[places]!) {
        const gap = { from: ends[places]!, to: from[row]! };
        gaps.set(places, [...(gaps.get(places) ?? []), gap]);
      }
      const holds = from[row]! <= month && until > month;
      if (holds || !inForce) rows[places] = row;
      inForce ||= holds;
      ends[places] = Math.max(ends[places]!, until);
      payable[places] = Math.max(payable[places]!, payableFrom[row]!);
    }
    begins[places] = from[first]!;
    if (payable[places] === 0) payable[places] = from[first]!;
    const changed = firstCorrected(versions, rows[places]!, first);
    corrected[places] = changed === undefined ? 0 : 1;
    versionFrom[places] = from[changed ?? rows[places]!]!;
    if (only === undefined || benefit[first] === only) places++;
  }
  gaps.delete(places);
  const cut = (whole: Int32Array) => whole.subarray(0, places);
  return {
    rows: cut(rows),
    begins: cut(begins),
    ends: cut(ends),
    payableFrom: cut(payable),
    corrected: corrected.subarray(0, places),
    versionFrom: cut(versionFrom),
    gaps,
  };
}

/**
 * The earliest row of a benefit that was corrected since the run before and pays the same as the row that holds; none before a row
 * that pays otherwise, since what is due by the one says nothing of the months of the other.
 */
function firstCorrected(
  { corrected, baseCents, temporaryCents }: BenefitVersions,
  holds: number,
  first: number,
): number | undefined {
  let found: number | undefined;
  for (let row = holds; row >= first; row--) {
    if (baseCents[row] !== baseCents[holds] || temporaryCents[row] !== temporaryCents[holds]) break;
    if (corrected[row] === 1) found = row;
  }
  return found;
}

/** The first version of each member's own retirement benefit, where anybody asks for it. */
export function ownBenefits(
  { count, kind, member, from }: BenefitVersions,
  asked: boolean,
): ReadonlyMap<number, number> {
  const own = new Map<number, number>();
  if (!asked) return own;
  for (let row = 0; row < count; row++) {
    if (kind[row] !== RETIREMENT) continue;
    const known = own.get(member[row]!);
    if (known === undefined || from[row]! < from[known]!) own.set(member[row]!, row);
  }
  return own;
}

/** A packed column of numbers. */
export type Column = Uint8Array | Int32Array | Float64Array;

/** The values of some rows of a column, in the order of the rows. */
export function pick<C extends Column>(column: C, rows: Int32Array): C {
  const picked = new (column.constructor as new (length: number) => C)(rows.length);
  for (let at = 0; at < rows.length; at++) picked[at] = column[rows[at]!]!;
  return picked;
}
