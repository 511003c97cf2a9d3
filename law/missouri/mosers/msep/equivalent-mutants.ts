import type { EquivalentMutant } from "../../../testing/plan-checks.ts";

/** Changes of the plan's formulas that change no result, with the reason; the mutation test leaves them out of its count. */
export const equivalentMutants: readonly EquivalentMutant[] = [
  {
    pattern:
      /^(baseBenefit\/0: arms (0 and 1|2 and 3|4 and 5)|(chosenAmount|guaranteeEnds\/1|normalAgeReached|optionInForce|formerSpouseShare\/0\/1\/2|shareLeft\/0\/1): arms \d and \d) exchanged$/,
    because: "the classes, the options and the grounds of a forfeiture exclude each other",
  },
  {
    pattern:
      /^(stoppedByWork\/0|severedForGood\/1\/1\/0\/0|assembliesServed\/1\/1\/0|earnsInService\/4\/\d\/0|fullAssemblies\/0): constant true → false$/,
    because: "a count and an existence do not look at a value of the row",
  },
  {
    pattern: /^(colaInForce\/1\/1\/0: without part 0|colaInForce\/1\/1\/0\/0: constant 1 → 0)$/,
    because: "the pay of no office has been cut",
  },
  {
    pattern:
      /^(annuityAsElected\/1\/3|annuityInForce\/1\/1\/1\/3|dueAfterDeath\/1\/1\/3|dueToSurvivor\/1\/1\/3): without part 0$/,
    because: "the pay of no office has been cut",
  },
  { pattern: /^colaInForce\/4\/1: = → <=$/, because: "no remainder is negative" },
  {
    pattern:
      /^(door: arms 2 and 3 exchanged|door\/6: without part 0|firstEarly\/0\/2\/2\/0: without part 0)$/,
    because: "who could start a benefit when work ended may start early, unless a better door is open",
  },
  {
    pattern: /^earlierServiceCounts\/1\/2: constant /,
    because: "what holds without a break is decided before it is asked",
  },
  {
    pattern: /^first(DeferredReduced|Early|RuleOf80)\/1\/0\/2: constant false → true$/,
    because: "everybody who has one of these doors reaches the age of another one",
  },
  {
    pattern: /^(disabilityBenefit|joint50SurvivorAmount|survivorAmountAtDeath): rounding up$/,
    because: "half of whole cents ends in a half cent or none",
  },
  {
    pattern: /^(baseBenefitMultiplier|earlyReductionPerMonth): (row 2 from a day |without row 2)/,
    because: "the row before it has the same figure, which was not read in a source of its time",
  },
  { pattern: /^colaRate: (row 0 from a day |without row 0)/, because: "no payment is asked for so early" },
  {
    pattern: /^(annuityInForce\/1\/2|reelectionFactor\/1\/0\/2): constant /,
    because: "a new election that holds has its day and its option",
  },
];
