/** Money in whole cents, as bigint at the edges of the engine. */
import { decimalSteps, type Exact, exact, whole } from "./exact.ts";

/** Whole cents. */
export type Cents = bigint;

/** Reads dollars such as "1275.00" or "1,275.5" as whole cents; more than two decimals throw. */
export function parseDollars(text: string): Cents {
  if (!/^-?\d{1,3}(,\d{3})*(\.\d{1,2})?$|^-?\d+(\.\d{1,2})?$/.test(text)) {
    throw new SyntaxError(`"${text}" is not an amount in dollars and cents`);
  }
  return decimalSteps(text.replaceAll(",", ""), 2);
}

/** Writes whole cents as "1275.00", without a currency sign or thousands separators. */
export function formatCents(cents: Cents): string {
  const size = cents < 0n ? -cents : cents;
  return `${cents < 0n ? "-" : ""}${size / 100n}.${`${size % 100n}`.padStart(2, "0")}`;
}

/** The whole cents of an amount the engine gave; an amount that was not rounded to the cent is a defect and throws. */
export const wholeCents = (amount: Exact): Cents => whole(amount);

/** An amount for the engine from whole cents. */
export const amountOf = (cents: Cents): Exact => exact(cents);
