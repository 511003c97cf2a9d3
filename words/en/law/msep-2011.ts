/** Words for what the law of MSEP 2011 adds to that of MSEP 2000. */
export const msep2011 = {
  fiveYearVestingBegins: "first day of the five-year rule",
  leftBeforeBreak: "last day of work before the break in service",
  earlyAfterLeaving: "who may start a reduced benefit after leaving",
  leftBefore2018: "those who left before 2018",
  never: "nobody",
  always: "everybody",
  lastDirectStart: "last date to retire straight from work",
  leftBeforeEligible: "you left before you could retire, under the five-year rule",
  secondAnniversaryFor: "who waits two years for the first increase",
  leftFrom2018: "those who left in 2018 or later",
  hiredFrom2018: "those who were also hired in 2018 or later",
} satisfies Readonly<Record<string, string>>;

/** Phrases that MSEP 2011 gives in place of those of MSEP 2000, for rules of the same name that say something else in it. */
export const msep2011Own = {
  ruleOf80: "Rule of 90",
  firstRuleOf80: "first date by the Rule of 90",
  leastAgeForRuleOf80: "youngest age under the Rule of 90",
  leastAgeOfEmployees: "youngest age for a general employee under the Rule of 90",
  leastAgeOfLegislators: "youngest age for a legislator under the Rule of 90",
  leastAgeOfOfficials: "youngest age for a statewide official under the Rule of 90",
} satisfies Readonly<Record<string, string>>;
