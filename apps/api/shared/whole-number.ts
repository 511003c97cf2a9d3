import { z } from "zod";

const largest = 2_147_483_647;

/** A whole number of an address, from 1 to the largest that a record can have, written as we write it: no 1e1, 0x1 or 01. */
export const WholeNumber = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number)
  .pipe(z.number().int().max(largest));
