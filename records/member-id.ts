import { randomInt } from "node:crypto";

/** The Damm quasigroup of order ten: it notices every single wrong digit and every swap of two neighbours. */
const damm = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
] as const;

const checkDigit = (digits: string): number =>
  [...digits].reduce((interim, digit) => Number(damm[interim]![Number(digit)]), 0);

/** Seven digits with their check digit after them. */
export function memberIdFrom(seven: number): string {
  const digits = String(seven).padStart(7, "0");
  return `${digits}${checkDigit(digits)}`;
}

/** Whether a text is a possible Member ID: eight digits whose last one checks. */
export const isMemberId = (text: string): boolean => /^[0-9]{8}$/.test(text) && checkDigit(text) === 0;

const least = 1_000_000;
const most = 9_999_999;

/** A Member ID by chance, never made from anything about the person. */
export const randomMemberId = (): string => memberIdFrom(randomInt(least, most + 1));
