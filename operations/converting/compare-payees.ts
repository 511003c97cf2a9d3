import { addMonths, formatDate } from "@emeritus/engine/dates.ts";
import { roundRatio } from "@emeritus/engine/exact.ts";
import { findFact } from "@emeritus/engine/facts.ts";
import { explainer } from "@emeritus/engine/explain.ts";
import { formatCents, wholeCents } from "@emeritus/engine/money.ts";
import { creditedService } from "@emeritus/law/missouri/mosers/msep-2000/credited-service.ts";
import { finalAveragePay } from "@emeritus/law/missouri/mosers/msep-2000/final-average-pay.ts";
import { lawInForce, optionProvisions } from "../retiring/retirement-law.ts";
import { type Asked, type ByLaw, determineAll } from "./by-law.ts";
import { factsOfPayee, type People } from "./careers.ts";
import { type Cause, type Difference, more } from "./differences.ts";
import type { Row, Rows } from "./layout.ts";

/** A member's retirement in payment: the row of the files, the law's facts, and what the law determines from them. */
export interface Retirement extends Asked {
  readonly row: Row<"payees">;
  readonly byLaw: ByLaw;
}

/** Determines each member's retirement by our law from the converted career, by member. Pure. */
export function retirementsOf(rows: Rows, people: People): ReadonlyMap<string, Retirement> {
  const own = rows.payees.filter(({ kind }) => kind === "retirement");
  const asked = own.map((row) => ({ row, facts: factsOfPayee(people, row), option: row.option }));
  const made = determineAll(asked);
  return new Map(asked.map((one, at) => [one.row.member, { ...one, byLaw: made[at]! }]));
}

/** Each amount of a payee that our law determines otherwise than the other system pays, with its cause. Pure. */
export function comparePayees(rows: Rows, retirements: ReadonlyMap<string, Retirement>): Difference[] {
  return rows.payees.flatMap((row) => {
    const retirement = retirements.get(row.member)!;
    const { byLaw } = retirement;
    const refused = !byLaw.eligible;
    const ours = refused ? null : (byLaw.amounts[amountNamed(row)] ?? null);
    const found: Difference[] = [];
    if (ours !== row.base) {
      const one = { difference: "base", of: row.benefit, theirs: row.base, ours } as const;
      found.push({ ...one, ...causeOf(row, retirement, one) });
    }
    if (row.kind !== "retirement") return found;
    const temporary = refused ? null : (byLaw.amounts["temporaryBenefit"] ?? 0n);
    const theirs = row.temporary ?? 0n;
    if (temporary !== theirs && !(refused && theirs === 0n)) {
      const one = { difference: "temporary", of: row.benefit, theirs, ours: temporary } as const;
      found.push({ ...one, ...causeOf(row, retirement, one) });
    }
    const ends = byLaw.temporaryEnds === undefined ? undefined : addMonths(byLaw.temporaryEnds, 1);
    if (theirs > 0n && (temporary ?? 0n) > 0n && row.temporary_ends !== ends)
      found.push({
        difference: "temporaryEnds",
        of: row.benefit,
        theirs: null,
        ours: null,
        cause: "notTold",
        facts: { theirs: formatDate(row.temporary_ends!), ours: ends === undefined ? "" : formatDate(ends) },
      });
    return found;
  });
}

/** Which amount of the determination a payee's base amount is. */
const amountNamed = ({ kind, option }: Row<"payees">): string =>
  kind === "survivor" ? `${option}SurvivorAmount` : "chosenAmount";

function causeOf(
  row: Row<"payees">,
  { facts, byLaw }: Retirement,
  difference: Pick<Difference, "difference" | "theirs" | "ours">,
): { cause: Cause; facts?: Readonly<Record<string, string>> } {
  const pay = facts.recorded?.["pay"] ?? facts.assumed?.["pay"];
  if (!Array.isArray(pay) || pay.length === 0) return { cause: "noPay" };
  const missing = byLaw.missing.filter((name) => findFact(facts, name) === undefined);
  if (missing.length > 0) return { cause: "factMissing", facts: { missing: missing.join(", ") } };
  if (row.amended === true) return { cause: "amended" };
  const says = explainer(lawInForce, facts);
  const average = says(finalAveragePay).value;
  const mean = average && roundRatio(average.n, average.d, "halfUp");
  if (row.final_average_pay !== undefined && mean !== undefined && mean !== row.final_average_pay)
    return {
      cause: "averagePay",
      facts: { theirs: formatCents(row.final_average_pay), ours: formatCents(mean) },
    };
  const months = says(creditedService).value;
  if (row.service_months !== undefined && months !== undefined && months !== row.service_months)
    return { cause: "service", facts: { theirs: String(row.service_months), ours: String(months) } };
  if (!byLaw.eligible) return { cause: "lawRefuses" };
  const cents = more(difference);
  if (cents === 1n || cents === -1n) return { cause: "oneCent" };
  for (const [option, provision] of Object.entries(optionProvisions)) {
    const other = says(provision).value;
    if (difference.difference === "base" && option !== row.option && other && wholeCents(other) === row.base)
      return { cause: "otherOption", facts: { option } };
  }
  return { cause: "notTold" };
}
