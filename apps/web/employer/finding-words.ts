import {
  rules,
  type Finding,
  type RuleName,
  type Weight,
} from "@emeritus/operations/reporting-pay/findings.ts";
import type { FindingWords } from "@emeritus/operations/reporting-pay/findings-file.ts";
import type { RuleWords } from "@emeritus/words/en/pay-report-rules.ts";
import type { Words } from "@emeritus/words/index.ts";

/** The words of every rule; a rule without words does not compile. */
export const rulesOf = (words: Words): Readonly<Record<RuleName, RuleWords>> => words.employer.rules;

/** A finding in words: the rule it breaks and what to do. */
export function wordsOf(words: Words, finding: Finding): FindingWords {
  const says = rulesOf(words)[finding.rule];
  return { rule: says.rule, remedy: says.remedy(finding.facts) };
}

/** What a field of the file is called; its own name where the catalogue has none. */
export const fieldName = (words: Words, field: string): string => words.employer.fields[field] ?? field;

/** The published code of a rule, such as B107. */
export const codeOf = (rule: RuleName): string => rules[rule][0];

/** Whether a rule refuses the file, asks for a comment, or only informs. */
export const weightOf = (rule: RuleName): Weight => rules[rule][1];

/** Every rule as one text with its remedy, for the problems of a form. */
export const ruleTexts = (words: Words): Readonly<Record<string, (facts: Finding["facts"]) => string>> =>
  Object.fromEntries(
    Object.entries(rulesOf(words)).map(([rule, { rule: says, remedy }]) => [
      rule,
      (facts) => `${says} ${remedy(facts)}`,
    ]),
  );
