/** A calculator: a form whose answer is worked out from what is typed alone, on the server without script and in the browser with it. */
import type { Words } from "@emeritus/words/index.ts";
import type { ReactNode } from "react";
import type { FieldSpec, Values } from "./fields.ts";

/** The name of a calculator, in its address and in the catalogue. */
export type CalculatorName = keyof Words["calculators"]["each"];

/** What a calculator needs: its fields in the order of the page, and its answer. */
export interface Calculator {
  readonly name: CalculatorName;
  readonly fields: readonly FieldSpec[];
  /** Pure: reads no clock and no record. */
  readonly Answer: (props: { readonly values: Values }) => ReactNode;
}
