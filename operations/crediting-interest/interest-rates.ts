import { formatDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { setFundSetting } from "@emeritus/records/fund.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import {
  creditingDay,
  interestRateByLaw,
  interestRatesNotGiven,
  type RatesEntered,
  yearsByLaw,
} from "./interest-law.ts";

const settings = "contributionInterestRate.";

/** The rates of interest that the fund entered, by year of crediting, in thousandths of a percent. */
export async function ratesEntered(db: Reading, fund: number): Promise<RatesEntered> {
  const { rows } = await sql<{ name: string; value: { thousandths: number } }>`
    select name, value from records.fund_setting
    where fund = ${fund} and starts_with(name, ${settings}) and valid_to = 'infinity' and recorded_to = 'infinity'`.execute(
    db,
  );
  return new Map(rows.map(({ name, value }) => [Number(name.slice(settings.length)), value.thousandths]));
}

/** The rate of one year, and whether the law or the fund gives it. */
export interface InterestRate {
  readonly year: number;
  readonly thousandths: number;
  readonly from: "law" | "fund";
}

/** Every known rate, the newest year first. */
export async function readInterestRates({ reader, fund }: System, actor: Actor): Promise<InterestRate[]> {
  allow(actor, "read money in");
  const byLaw = Array.from({ length: yearsByLaw.last - yearsByLaw.first + 1 }, (_, at) => {
    const year = yearsByLaw.first + at;
    return { year, thousandths: interestRateByLaw(year)!, from: "law" } as const;
  });
  const own = [...(await ratesEntered(reader, fund.number))].map(
    ([year, thousandths]) => ({ year, thousandths, from: "fund" }) as const,
  );
  return [...byLaw, ...own].toSorted((a, b) => b.year - a.year);
}

/**
 * Enters the rate of 52-week Treasury bills for a year whose rate no source gives (RSMo 104.1091.8(5)); 0 to 20,000 thousandths of a
 * percent. A year that a source gives, or whose interest was credited, keeps its rate.
 */
export async function enterInterestRate(
  { db, fund, calendar }: System,
  actor: Actor,
  { key, year, thousandths, because }: { key: string; year: number; thousandths: number; because: string },
): Promise<Outcome<InterestRate, Refusal<"ratePublished" | "rateUsed" | "yearTooEarly">>> {
  allow(actor, "prepare interest");
  return command(
    db,
    { fund: fund.number, actor, key, name: "enterInterestRate", request: { year, thousandths }, because },
    async (tx, instant, note) => {
      if (year <= yearsByLaw.last) return refused("ratePublished", { year }, "RSMo 104.1091.8(5)");
      if (year > Number(formatDate(calendar.today()).slice(0, 4)) + 1)
        return refused("yearTooEarly", { year });
      if (await isUsed(tx, fund.number, year)) return refused("rateUsed", { year });
      const setting = {
        name: `${settings}${year}`,
        value: { thousandths, because, enteredBy: actor.account },
        basis: "entered",
        register: interestRatesNotGiven,
      } as const;
      await setFundSetting(tx, fund.number, creditingDay(year), setting, instant);
      note({ facts: { year, thousandths } });
      return accepted({ year, thousandths, from: "fund" } as const);
    },
  );
}

/** Whether a run of the year is begun and not withdrawn: its rate then stands. */
async function isUsed(db: Reading, fund: number, year: number): Promise<boolean> {
  const { rows } = await sql`
    select from runs.run r where r.fund = ${fund} and r.kind = 'interest' and r.period = ${`${year}-06-01`}::date
      and not exists (select from runs.run_step s where (s.fund, s.run) = (r.fund, r.run) and s.step = 'withdrawn')`.execute(
    db,
  );
  return rows.length > 0;
}
