import type { EquivalentMutant } from "../../../testing/plan-checks.ts";

/** Changes of the plan's formulas that change no result, with the reason; the mutation test leaves them out of its count. */
export const equivalentMutants: readonly EquivalentMutant[] = [
  {
    pattern:
      /^(chosenAmount|guaranteeEnds\/1|survivorShare|optionInForce|formerSpouseShare\/0\/1\/2|shareLeft\/0\/1): arms \d and \d exchanged$/,
    because: "the options, and the grounds of a forfeiture, exclude each other",
  },
  {
    pattern: /^door: arms 1 and 2 exchanged$/,
    because: "the Rule of 80 needs a direct retirement, which normal age has answered before",
  },
  {
    pattern:
      /^(dueToSurvivor\/1\/2|survivorAmountAtDeath\/0\/0\/2|serviceBeforeBreak\/2|earlierServiceCounts\/3\/2)(\/|:)/,
    because: "what holds without a death, or without employment, is decided before it is asked",
  },
  {
    pattern: /^(fullAssemblies\/0|lastStretchBegins\/1\/1\/0\/0|serviceBroken\/1\/0): constant true → false$/,
    because: "a count and an existence do not look at a value of the row",
  },
  {
    pattern: /^(fullAssemblies\/1\/1\/0|serviceByAssemblies\/0\/0\/0\/1\/0): without part 1$/,
    because: "who served past the end of the assembly served to its end",
  },
  { pattern: /^startingDateIsLegal\/0: = → <=$/, because: "no date is before the first of its own month" },
  {
    pattern: /^spouseYearsOlder\/1\/1\/0: >= → >$/,
    because: "equal birth dates are zero years apart either way",
  },
  {
    pattern: /^(joint50SurvivorAmount|survivorAmountAtDeath): rounding up$/,
    because: "half of whole cents ends in a half cent or none",
  },
  { pattern: /^joint100SurvivorAmount: without part 1$/, because: "100 % of an amount is the amount" },
  {
    pattern: /^firstUnreduced\/0\/1\/1\/0: without part 0$/,
    because: "the Rule of 80 is asked only before normal age, so it is the earlier one",
  },
  {
    pattern: /^firstUnreduced\/1\/1\/0: without part 1$/,
    because: "a deferred annuity begins after the sixty days in which a direct retirement begins",
  },
  {
    pattern: /^(firstNormalAge\/2\/1: without part 1|searchEndsAtAge: constant)/,
    because: "the age at which a search ends is past every door",
  },
  {
    pattern: /^serviceBeforeBreak\/1\/1\/1: constant -1 → /,
    because: "the thirty days before a new stretch have no service",
  },
  {
    pattern: /^colaInForce\/4\/(0\/1: constant 12 → 11|1: = → <=)$/,
    because: "no month but a twelfth has no remainder, and no remainder is negative",
  },
  { pattern: /^colaRate: row 0 from a day /, because: "no anniversary falls before the plan's second year" },
  {
    pattern:
      /^(baseBenefit\/0|normalAge|leastAgeForRuleOf80|vested|officePay\/2\/1): arms \d and \d exchanged$/,
    because: "the kinds of member and the offices exclude each other",
  },
  {
    pattern: /^(officePayRise\/0: constant 1 → 0|officePayRise: without part 0)$/,
    because: "no pay in the tables falls",
  },
  {
    pattern:
      /^(otherKindVests|childrenInMonth|stoppedByWork|severedForGood\/1\/1\/0)\/0: constant true → false$/,
    because: "a count and an existence do not look at a value of the row",
  },
  {
    pattern:
      /^(accruedWhenDivided\/(4\/3: constant 0 → |5\/3: constant 0 → 1$)|serviceWhenDivided\/1\/3: constant 0 → )/,
    because: "an hour of unused sick leave is no month of service, and none is credited service",
  },
  {
    pattern: /^backDropAvailable\/1\/2: constant 0 → /,
    because: "who may have a BackDROP has a first normal annuity",
  },
  {
    pattern: /^electedWorkAllowed: constant /,
    because: "payment months begin on the first of a month",
  },
  {
    pattern: /^(annuityInForce\/1\/2|reelectionFactor\/1\/0\/2): constant /,
    because: "a new election that holds has its day and its option",
  },
];
