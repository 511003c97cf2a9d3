/** What is wrong with facts and cases that come from outside. Every problem names the fact and, where one is near, what may be meant. */
import type { KindName } from "@emeritus/engine/kinds.ts";

/** A mistake in a file of facts or cases. */
export type Problem =
  /** A name that the plan does not have; `nearest` is the name that is most like it. */
  | { readonly code: "unknownName"; readonly name: string; readonly nearest?: string }
  /** A value that is not of the fact's kind, or is written without its unit. */
  | {
      readonly code: "wrongUnit";
      readonly name: string;
      readonly text: string;
      readonly kind: KindName | "list";
    }
  | {
      readonly code: "unknownChoice";
      readonly name: string;
      readonly text: string;
      readonly choices: readonly string[];
    }
  | {
      readonly code: "outsideRange";
      readonly name: string;
      readonly text: string;
      readonly least: string;
      readonly most: string;
    }
  /** A list with more rows than are read. */
  | { readonly code: "tooManyRows"; readonly name: string; readonly rows: number; readonly most: number }
  /** Two facts that cannot both hold. */
  | {
      readonly code: "contradiction";
      readonly first: string;
      readonly second: string;
      readonly because: ContradictionKind;
    }
  /** A result that is stated and comes out otherwise from what else is stated. */
  | { readonly code: "statedOtherwise"; readonly name: string; readonly text: string; readonly found: string }
  | { readonly code: "unknownPlan"; readonly name: string; readonly nearest?: string }
  | { readonly code: "noPlanNamed" }
  | { readonly code: "notAsked"; readonly name: "class" | "on" }
  /** What is asked for is no provision of the plan, but a fact or list of it, or a table that its provisions read. */
  | { readonly code: "onlyStated"; readonly name: string }
  | { readonly code: "onlyRead"; readonly name: string }
  /** A file that has the form and holds no case: nothing would be tried, so it does not end well. */
  | { readonly code: "noCases" }
  | { readonly code: "notInForm"; readonly at: string; readonly because: string };

/** Why two facts cannot both hold: a date before another that it follows, or what is absent and asked for. */
export type ContradictionKind = "before" | "absent";
