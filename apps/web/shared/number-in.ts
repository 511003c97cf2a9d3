import { notFound } from "./routes.ts";

const largest = 2_147_483_647;

/** The number that a part of an address names, written as we write it; any other text, and a number no record can have, answers 404. */
export function numberIn(text: string): number {
  const number = /^[1-9]\d{0,9}$/.test(text) ? Number(text) : Infinity;
  if (number > largest) throw notFound();
  return number;
}
