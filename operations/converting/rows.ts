import { type FileName, type Row } from "./layout.ts";
import type { PackedPay } from "./packed-pay.ts";

/** The rows of every file; none where the file is not there. Pay is packed. */
export type Rows = { readonly [F in Exclude<FileName, "pay">]: readonly Row<F>[] } & {
  readonly pay: PackedPay;
};

/** The key of a job: whose it is, with which employer, and as what. */
export const jobKey = ({
  person,
  employer,
  position,
}: {
  readonly person: string;
  readonly employer: string;
  readonly position: string;
}) => `${person}/${employer}/${position}`;
