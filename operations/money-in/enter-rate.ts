import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import { correct } from "@emeritus/records/correct.ts";
import type { Reading, Tx } from "@emeritus/records/db.ts";
import { setFundSetting } from "@emeritus/records/fund.ts";
import { lockMoney } from "@emeritus/records/money-in.ts";
import type { PayrollName } from "@emeritus/records/money-in-tables.ts";
import type { DateText, Instant } from "@emeritus/records/schema.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import { rateByLaw, ratesNotGiven, settingName } from "./certified-rates.ts";

/** What names a rate that the board certified: of which payroll, for the year from which 1 July. */
interface RateNamed {
  readonly name: PayrollName;
  /** 1 July. */
  readonly fiscalYear: DateText;
}

/** A rate that the board certified and no source of ours gives, as one person enters it. */
export interface RateEntered extends RateNamed {
  readonly key: string;
  /** Thousandths of a percent of pay, from 1 to 100,000. */
  readonly thousandths: number;
  /** Where it stands: the board's resolution. */
  readonly because: string;
}

/** A rate that one person entered and no second person has decided. */
export interface RateWaiting extends RateNamed {
  readonly thousandths: number;
  readonly because: string;
  readonly enteredBy: string;
}

/** Why a rate is not entered. */
export type RateRefused = Refusal<"notAFiscalYear" | "rateTooFine" | "ratePublished">;

/** Why a rate that was entered is not decided. */
export type RateDecisionRefused = Refusal<"noRateWaiting" | "rateChanged" | "rateEnteredByYou">;

/** Who certifies the rate and charges it: the board, on each payroll. */
const certified = "RSMo 104.436.2, 104.1066.2";
const waiting = "rateWaiting.";
const waitingName = ({ name, fiscalYear }: RateNamed) => `${waiting}${name}.${fiscalYear}`;

/**
 * One person enters a certified rate for a fiscal year for which the law's table gives none; it is used when a second person has
 * confirmed it. A published rate is never overruled. What was entered for the year and waits is replaced.
 */
export async function enterRate(
  { db, fund }: System,
  actor: Actor,
  { key, name, fiscalYear, thousandths, because }: RateEntered,
): Promise<Outcome<{ readonly thousandths: number }, RateRefused>> {
  allow(actor, "enter money in");
  const request = { name, fiscalYear, thousandths };
  const asked = { fund: fund.number, actor, key, name: "enterRate", request, because };
  return command<Outcome<{ readonly thousandths: number }, RateRefused>>(
    db,
    asked,
    async (tx, instant, note) => {
      await lockMoney(tx, fund.number);
      const wrong = whyNoRate(request);
      if (wrong !== undefined) return wrong;
      const setting = {
        name: waitingName(request),
        value: { thousandths, because, enteredBy: actor.account },
        basis: "entered",
        register: ratesNotGiven,
      } as const;
      await setFundSetting(tx, fund.number, parseDate(fiscalYear), setting, instant);
      note({ facts: request });
      return accepted({ thousandths });
    },
  );
}

/** Pure. Why a rate cannot be entered: the rate is certified for a year from 1 July, in hundredths of a percent, as reports carry it. */
export function whyNoRate({
  name,
  fiscalYear,
  thousandths,
}: RateNamed & { readonly thousandths: number }): { readonly refused: RateRefused } | undefined {
  if (!fiscalYear.endsWith("-07-01")) return refused("notAFiscalYear", { day: fiscalYear }, certified);
  if (thousandths % 10 !== 0) return refused("rateTooFine", { thousandths }, `${certified}; ADR 18`);
  if (rateByLaw(name, parseDate(fiscalYear)) !== undefined)
    return refused("ratePublished", { year: fiscalYear }, certified);
  return undefined;
}

/** A second person's answer to a rate that was entered: the rate as they saw it, and what they decide. */
export interface RateDecided extends RateNamed {
  readonly key: string;
  readonly thousandths: number;
  readonly decision: "confirmed" | "refused";
}

/** A second person confirms a rate that was entered, exactly as they saw it, or refuses it; from then on it is used, or gone. */
export async function decideRate(
  { db, fund }: System,
  actor: Actor,
  { key, name, fiscalYear, thousandths, decision }: RateDecided,
): Promise<Outcome<{ readonly decision: RateDecided["decision"] }, RateDecisionRefused>> {
  allow(actor, "release money out");
  const request = { name, fiscalYear, thousandths, decision };
  const asked = { fund: fund.number, actor, key, name: "decideRate", request };
  return command<Outcome<{ readonly decision: RateDecided["decision"] }, RateDecisionRefused>>(
    db,
    asked,
    async (tx, instant, note) => {
      await lockMoney(tx, fund.number);
      const rates = await ratesWaiting(tx, fund.number);
      const entered = rates.find((each) => each.name === name && each.fiscalYear === fiscalYear);
      if (entered === undefined) return refused("noRateWaiting", { year: fiscalYear });
      if (entered.thousandths !== thousandths) return refused("rateChanged", { year: fiscalYear });
      if (await isSamePerson(tx, fund.number, actor, entered.enteredBy)) return refused("rateEnteredByYou");
      await closeWaiting(tx, fund.number, entered, instant);
      if (decision === "confirmed") {
        const { because, enteredBy } = entered;
        const setting = {
          name: settingName(name, fiscalYear),
          value: { thousandths, because, enteredBy, confirmedBy: actor.account },
          basis: "entered",
          register: ratesNotGiven,
        } as const;
        await setFundSetting(tx, fund.number, parseDate(fiscalYear), setting, instant);
      }
      note({ facts: request });
      return accepted({ decision });
    },
  );
}

async function closeWaiting(tx: Tx, fund: number, rate: RateWaiting, instant: Instant): Promise<void> {
  const from = parseDate(rate.fiscalYear);
  await correct(tx, "records.fund_setting", { fund, name: waitingName(rate) }, { from }, [], instant);
}

/** The rates that wait for a second person, by fiscal year and payroll. */
export async function ratesWaiting(db: Reading, fund: number): Promise<RateWaiting[]> {
  const { rows } = await sql<{ name: string; value: Omit<RateWaiting, "name" | "fiscalYear"> }>`
    select name, value from records.fund_setting
    where fund = ${fund} and starts_with(name, ${waiting}) and valid_to = 'infinity' and recorded_to = 'infinity'
    order by valid_from, name`.execute(db);
  return rows.map(({ name, value: { thousandths, because, enteredBy } }) => {
    const [, payroll, fiscalYear] = name.split(".") as [string, PayrollName, DateText];
    return { name: payroll, fiscalYear: formatDate(parseDate(fiscalYear)), thousandths, because, enteredBy };
  });
}

/** What waits for a second person, for those who may see the fund's money. */
export async function readRatesWaiting({ reader, fund }: System, actor: Actor): Promise<RateWaiting[]> {
  allow(actor, "read money in");
  return ratesWaiting(reader, fund.number);
}
