/** What the yardsticks of the whole fund know of one plan: its program, and its members' columns. */
import type { Columns, Plan, Program } from "@emeritus/engine/index.ts";
import type { Numbers } from "@emeritus/engine/runtime.ts";

/** The members of one plan with the program that determines them. */
export interface Part {
  readonly name: string;
  readonly plan: Plan;
  readonly program: Program;
  readonly columns: Columns;
  readonly periods: Columns["lists"][string];
  readonly pay: Columns["lists"][string] | undefined;
  readonly careers: readonly unknown[];
  /** The columns as the C twin reads them, in its order. */
  readonly twin: readonly Numbers[];
}
