/**
 * The engine: provisions of law as expressions, explained, compiled, amended and mutated.
 *
 * A provision names the facts and the other provisions that it uses; its formula is data and never sees a value.
 * The name given to a declaration is the identifier of the constant that exports it.
 *
 *     // facts.ts: what may be asked about a person
 *     export const birthDate = fact.date("birthDate");
 *     export const leftService = fact.date("leftService");
 *     export const annuityStartingDate = fact.date("annuityStartingDate");
 *     export const paymentMonth = fact.date("paymentMonth");
 *     export const spouseBirthDate = fact.perhaps.date("spouseBirthDate");
 *     export const periods = listOf("periods", { from: field.date(), to: field.date(), kind: field.choice(["employed", "leave"]) }, { most: 60 });
 *     export const pay = listOf("pay", { month: field.date(), cents: field.amount() }, { most: 720 });
 *
 *     // a table: which date governs it, and rows that stay for ever
 *     export const multiplier = effective("multiplier", {
 *       governedBy: leftService,
 *       values: [{ from: "2000-07-01", value: percent("1.7"), cites: rsmo("104.1024.2") }],
 *     });
 *     // figures asked for by date, or by a whole number
 *     export const colaRate = schedule("colaRate", { governedBy: "anniversary", values: [{ from: "2024-01-01", value: percent("3.293") }] });
 *     export const startingFactor = lookup("startingFactor", { cites, keyedBy: "age", rows: [[50, percent("93.6")], [51, percent("93.3")]] });
 *
 *     // a provision, counted time, an average
 *     export const employment = provision.countedTime("employment", {
 *       cites: boardRule("3-4"),
 *       means: () => unionOver(periods, {
 *         from: (p) => p.from, to: (p) => earlierOf(p.to, leftService), where: (p) => is(p.kind, "employed"), reading: "calendar",
 *       }),
 *     });
 *     export const creditedService = provision.service("creditedService", {
 *       cites: boardRule("3-4"),
 *       means: () => sum(wholeMonths(employment), monthsOfService(blocks(looseDays(employment), { size: 30, lastCounts: 27 }))),
 *     });
 *     export const finalAveragePay = provision.amount("finalAveragePay", {
 *       cites: rsmo("104.1003"),
 *       means: () => highestMean(pay, { amount: (p) => p.cents, entries: 36, where: (p) => onOrBefore(lastOfMonth(p.month), leftService) }),
 *     });
 *     export const baseBenefit = provision.amount("baseBenefit", {
 *       cites: rsmo("104.1024.2-3"),
 *       means: () => greaterOf(
 *         named("formulaAmount", product(finalAveragePay, multiplier, inYears(creditedService))),
 *         named("statutoryMinimum", times(minimumPerYear, fullYears(creditedService))),
 *       ),
 *       rounding: toTheCent("D23"),
 *     });
 *
 *     // a search
 *     export const firstRuleOf80 = provision.perhaps.date("firstRuleOf80", {
 *       cites: rsmo("104.1024.4"),
 *       means: () => firstMonthWhen({
 *         from: dateAtAge(birthDate, years(48)), until: dateAtAge(birthDate, years(100)), steady: true,
 *         holds: (month) => supposing([[annuityStartingDate, month], [leftService, dayBefore(month)]], ruleOf80),
 *       }),
 *     });
 *
 *     // an amount from step to step
 *     export const amountInForce = provision.amount("amountInForce", {
 *       cites: rsmo("104.1045.1"),
 *       means: () => carry({
 *         start: baseBenefit, first: plusMonths(annuityStartingDate, months(12)), every: months(12), until: paymentMonth, most: dollars("100000"),
 *         step: (amount, on) => rounded(sum(amount, product(amount, colaRate.on(on))), toTheCent("D23")),
 *       }),
 *     });
 *
 *     // a plan, a person, an answer
 *     export const plan = load("msep2000", [baseBenefit, firstRuleOf80, amountInForce]);
 *     const result = explain(plan, { recorded: { birthDate: "1964-05-01", ... }, stated: { finalAveragePay: 300_000n } }, baseBenefit);
 *     result.value; result.missing; result.refusal; result.explanation;
 */
export * from "./exact.ts";
export * from "./money.ts";
export * from "./dates.ts";
export {
  blocksIn,
  monthsOfService as monthsOfTenure,
  tenureOf,
  tenureOfUnion,
  yearsAndMonths,
  type MonthReading,
  type Tenure,
  type YearsAndMonths,
} from "./service.ts";
export type {
  Age,
  CalendarDate,
  Count,
  CountedTime,
  Days,
  Expr,
  Hours,
  KindName,
  Money,
  OneOf,
  Ordered,
  Perhaps,
  Quantity,
  Rate,
  Service,
  Span,
  StatedSpan,
  Value,
  ValueOf,
  YesNo,
} from "./kinds.ts";
export * from "./expr.ts";
export { fact, field, listOf, type Bounds, type Field, type List, type RowOf } from "./fact.ts";
export {
  effective,
  fixed,
  grid,
  lookup,
  provision,
  schedule,
  setting,
  type Cites,
  type Dated,
  type Effective,
  type Grid,
  type Lookup,
  type Provision,
  type RowSays,
  type UnknownRow,
} from "./provision.ts";
export type {
  DatedRow,
  DatedTable,
  FactDeclaration,
  ListDeclaration,
  LookupTable,
  Mark,
  Rule,
  SecondKey,
  Table,
} from "./declarations.ts";
export { load, type Plan } from "./plan.ts";
export { findFact, type Facts, type Given, type Known, type Origin, type Row } from "./facts.ts";
export type {
  CourseShown,
  EngineRefusal,
  Part,
  Refusal,
  Result,
  Role,
  RowUsed,
  SearchShown,
  Step,
  WindowUsed,
} from "./explanation.ts";
export { explain, explainer, explainerByName, type Explainer } from "./explain.ts";
export { amend, adding, adopting, enacting, replacing, type Change, type Replaces } from "./amend.ts";
export { canonicalOf, canonicalText, hashOf, planFromCanonical, type Json } from "./canonical.ts";
export { requires, type Requirements } from "./requires.ts";
export { sha256 } from "./sha256.ts";
export { compile, type Kept, type KeptColumn, type Program } from "./compile.ts";
export type { Columns, ListColumns, Reads } from "./columns.ts";
export { mutantsOf, type Mutant } from "./mutate.ts";
export {
  describe,
  describeTable,
  type DescribedDates,
  type DescribedKeys,
  type DescribedRow,
  type DescribedTable,
  type Description,
} from "./describe.ts";
export { sayingOf, type Saying, type Says } from "./saying.ts";
export { notationOf, notationText, type Token, type TokenOf } from "./notation.ts";
export { affectedBetween, changedBetween } from "./compare-plans.ts";
