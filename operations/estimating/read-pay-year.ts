import { postedPayOfYear } from "@emeritus/records/pay-year.ts";
import type { Known } from "@emeritus/records/moment.ts";
import type { Actor } from "../actor.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** Pay of one earned month, and each report row that gave it. */
export interface PayMonthSeen {
  /** 1 to 12. */
  readonly month: number;
  /** Whole cents of all positions together. */
  readonly cents: bigint;
  readonly entries: readonly {
    readonly report: number;
    readonly reportRow: number;
    readonly cents: bigint;
  }[];
}

/** A member's pay in a calendar year by earned month, with where each amount came from; months without a report are left out. */
export async function readPayYear(
  { reader, fund }: System,
  actor: Actor,
  ask: { person: number; year: number; knownAt?: Known["knownAt"] },
): Promise<PayMonthSeen[]> {
  allow(actor, "read a record", { person: ask.person });
  const rows = await postedPayOfYear(reader, fund.number, ask.person, ask.year, { knownAt: ask.knownAt });
  const months = [...new Set(rows.map(({ month }) => month))];
  return months.map((month) => {
    const entries = rows.filter((row) => row.month === month);
    return { month, cents: entries.reduce((sum, { cents }) => sum + cents, 0n), entries };
  });
}
