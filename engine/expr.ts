/**
 * The words in which formulas are written. Each builds a piece of an expression; none computes anything.
 * Formulas never see values: they name facts and other provisions, and a reader (explain, compile ...) does the rest.
 */
export * from "./expr/constants.ts";
export * from "./expr/arithmetic.ts";
export * from "./expr/conditions.ts";
export * from "./expr/perhaps.ts";
export * from "./expr/dates.ts";
export * from "./expr/lists.ts";
export * from "./expr/steps.ts";
