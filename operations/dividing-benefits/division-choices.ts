import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Reading } from "@emeritus/records/db.ts";
import type { Actor } from "../actor.ts";
import { chooseSetting, chosenSetting } from "../choose-setting.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** From when an order that comes late is paid: the month after its receipt, or the month after its issue (MSEP2000-Q71). */
export const paidFromChoices = ["receipt", "issue"] as const;
/** From when an order that comes late is paid. */
export type PaidFrom = (typeof paidFromChoices)[number];

/** Which of several orders goes before where the annuity does not suffice: the one issued first, or received first (MSEP2000-Q72). */
export const precedenceChoices = ["issued", "received"] as const;
/** Which of several orders goes before. */
export type Precedence = (typeof precedenceChoices)[number];

/** What the fund has chosen where the law of divided annuities leaves a choice; what the register proposes where it has chosen nothing. */
export interface DivisionChoices {
  readonly paidFrom: PaidFrom;
  readonly precedence: Precedence;
}

const PAID_FROM = "division.paidFrom";
/** The payroll reads the same name when it ranks the orders of a roll. */
const PRECEDENCE = "division.precedence";

/** The fund's choices on a day. */
export async function divisionChoices(db: Reading, fund: number, on: PlainDate): Promise<DivisionChoices> {
  return {
    paidFrom: (await chosenSetting<PaidFrom>(db, fund, PAID_FROM, on)) ?? "receipt",
    precedence: (await chosenSetting<Precedence>(db, fund, PRECEDENCE, on)) ?? "issued",
  };
}

/** Reads the fund's choices of today, for whoever works with orders. */
export async function readDivisionChoices(
  { reader, fund, calendar }: System,
  actor: Actor,
): Promise<DivisionChoices> {
  allow(actor, "read division orders");
  return divisionChoices(reader, fund.number, calendar.today());
}

/** One choice of the fund, by its name. */
export type DivisionChoice =
  | { readonly of: "paidFrom"; readonly value: PaidFrom }
  | { readonly of: "precedence"; readonly value: Precedence };

/**
 * Chooses from today on. From when a late order is paid holds for orders that are put in effect from now on; which order goes before
 * holds for paydays from now on. What was determined and paid stays.
 */
export async function chooseForDivisions(
  system: System,
  actor: Actor,
  { key, of, value }: DivisionChoice & { readonly key: string },
): Promise<void> {
  allow(actor, "choose how annuities are divided");
  const setting = of === "paidFrom" ? PAID_FROM : PRECEDENCE;
  await chooseSetting(system, actor, { key, command: "chooseForDivisions", setting, value });
}
