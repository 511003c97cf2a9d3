import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { multiply, exact, type Exact } from "@emeritus/engine/exact.ts";
import { explain } from "@emeritus/engine/explain.ts";
import { employerRateOn } from "@emeritus/law/missouri/mosers/board/employer-rates.ts";
import { ownShare, ownShareBegins } from "@emeritus/law/missouri/mosers/curp/membership.ts";
import { curp } from "@emeritus/law/missouri/mosers/curp/plan.ts";
import type { Reading } from "@emeritus/records/db.ts";
import {
  enteredRates,
  fiscalYearOf,
  rateByLaw,
  settingName,
  type RateName,
} from "../money-in/certified-rates.ts";
import type { PlanCode } from "./layout.ts";

/** Plans whose members contribute, with their rate in hundredths of a percent: 4 % of pay (RSMo 104.1091, 476.521; handbook page 16). */
const memberRates: Partial<Record<PlanCode, number>> = { MSEP2011: 400, JUD2011: 400 };

/** The rate that each plan's employers pay: the administrative law judges' plan has the general one (register EMPLOYER-Q06). */
const rateNames = {
  MSEP: "generalPayroll",
  MSEP2000: "generalPayroll",
  MSEP2011: "generalPayroll",
  ALJ: "generalPayroll",
  JUD: "judicialPayroll",
  JUD2011: "judicialPayroll",
  CURP: "universityPayroll",
} as const satisfies Record<PlanCode, RateName>;

/** The member's rate in hundredths of a percent, 0 for plans without member contributions; in the universities' plan by first employment. */
export function memberRate(plan: PlanCode, firstEmployed?: PlainDate): number {
  if (plan !== "CURP") return memberRates[plan] ?? 0;
  return firstEmployed !== undefined && firstEmployed >= ownShares().begins ? ownShares().hundredths : 0;
}

let shares: { readonly begins: PlainDate; readonly hundredths: number } | undefined;
const hundredth = exact(10_000n);

/** From which first employment on members of the universities' plan contribute, and how much (RSMo 104.1205(6)). */
function ownShares(): NonNullable<typeof shares> {
  if (shares === undefined) {
    const hundredths = multiply(explain(curp, {}, ownShare).value as Exact, hundredth);
    shares = {
      begins: explain(curp, {}, ownShareBegins).value as PlainDate,
      hundredths: Number(hundredths.n / hundredths.d),
    };
  }
  return shares;
}

/** An employer's rate and how it is known. */
export interface EmployerRate {
  readonly hundredthsOfPercent: number;
  readonly mark: "published" | "entered" | "assumed";
  /** ISO date from which it holds. */
  readonly from: string;
}

/** The employer's rates in force by plan and pay date; nothing where neither the law nor the fund gives one. */
export interface ContributionRates {
  readonly employer: (plan: PlanCode, payDate: PlainDate) => EmployerRate | undefined;
}

/** What the law's tables give, else what the fund entered for the fiscal year of the day (RSMo 104.436.2, 104.1066.2). */
function rateOn(
  plan: PlanCode,
  day: PlainDate,
  entered: ReadonlyMap<string, number>,
): EmployerRate | undefined {
  const name = rateNames[plan];
  if (name === "generalPayroll") {
    const published = employerRateOn(formatDate(day));
    if (published !== undefined) return published;
  }
  const from = fiscalYearOf(day);
  const law = rateByLaw(name, day);
  if (law !== undefined) return { hundredthsOfPercent: law / 10, mark: "published", from };
  const own = entered.get(settingName(name, from));
  return own === undefined ? undefined : { hundredthsOfPercent: own / 10, mark: "entered", from };
}

function ratesWith(entered: ReadonlyMap<string, number>): ContributionRates {
  const known = new Map<PlanCode, Map<PlainDate, EmployerRate | undefined>>();
  return {
    employer(plan, payDate) {
      let days = known.get(plan);
      if (days === undefined) known.set(plan, (days = new Map()));
      if (!days.has(payDate)) days.set(payDate, rateOn(plan, payDate, entered));
      return days.get(payDate);
    },
  };
}

/** The rates of the law alone. */
export const ratesByLaw: ContributionRates = ratesWith(new Map());

/** The rates in force in a fund: those of the law, and where it has none those that the fund entered. */
export const ratesInForce = async (db: Reading, fund: number): Promise<ContributionRates> =>
  ratesWith(await enteredRates(db, fund));

/** Cents due on pay at a rate, half a cent away from zero, so that a correction takes back exactly what was charged. */
export function share(cents: number, hundredthsOfPercent: number): number {
  const due = Math.floor((Math.abs(cents) * hundredthsOfPercent + 5_000) / 10_000);
  return cents < 0 ? -due : due;
}
