/** How much is wrong where a pattern is right. */
export type Severity = "severe" | "serious" | "slight";

/** Who can put right what a pattern finds. */
export type Mender = "employer" | "office" | "payroll" | "member";

/** What a severity takes from the score of a record, in points of a hundred. */
export const points: Readonly<Record<Severity, number>> = { severe: 30, serious: 12, slight: 4 };

/** One known-bad pattern. Its words (name, why it matters, remedy, how money at risk is reckoned) are in the catalogue of words. */
export interface Pattern {
  readonly severity: Severity;
  readonly mender: Mender;
  /** The law, rule or requirement that the pattern guards. */
  readonly cites: string;
}

const of = (severity: Severity, mender: Mender, cites: string): Pattern => ({ severity, mender, cites });

/** Every known-bad pattern by its code, in the order of the catalogue. */
export const catalogue = {
  "pay-negative": of("severe", "employer", "BR 2-8, 3-8"),
  "pay-far-above-usual": of("serious", "employer", "RSMo 104.1003"),
  "pay-without-position": of("severe", "office", "BR 2-14, 3-12"),
  "pay-after-leaving": of("serious", "employer", "BR 2-3, 3-3"),
  "pay-before-hire": of("serious", "employer", "BR 2-14(6), 3-12(6)"),
  "pay-in-break": of("serious", "employer", "BR 2-7, 3-7"),
  "pay-after-death": of("severe", "employer", "BR 2-3, 3-3"),
  "pay-gap": of("serious", "employer", "BR 2-4, 3-4"),
  "no-pay-lately": of("serious", "employer", "BR 2-3, 3-3"),
  "service-without-pay": of("serious", "employer", "BR 2-5, 3-5"),
  "pay-in-unpaid-leave": of("serious", "employer", "BR 2-2, 3-2"),
  "contributions-not-4-percent": of("serious", "employer", "RSMo 104.1091.8"),
  "account-negative": of("severe", "office", "RSMo 104.1091.8"),
  "account-dormant": of("slight", "office", "RSMo 104.620, 104.1054"),
  "jobs-over-full-time": of("serious", "employer", "BR 2-8(1), 3-8(1)"),
  "leave-never-ended": of("serious", "employer", "BR 2-2, 3-2"),
  "layoff-past-limit": of("serious", "employer", "BR 2-11(4), 3-11(4)"),
  "leave-outside-job": of("slight", "office", "BR 2-2, 3-2"),
  "sick-leave-while-employed": of("serious", "employer", "RSMo 104.601, 104.1021"),
  "sick-leave-too-much": of("serious", "employer", "RSMo 104.601, 104.1021"),
  "hire-far-ahead": of("slight", "employer", "BR 2-14, 3-12"),
  "position-hours-too-few": of("serious", "employer", "BR 2-14, 3-12"),
  "position-hours-enough": of("serious", "employer", "BR 2-14, 3-12"),
  "retired-without-determination": of("severe", "office", "RSMo 104.1024"),
  "vested-past-required-age": of("severe", "office", "IRC 401(a)(9)"),
  "very-old-at-work": of("serious", "employer", "BR 2-3, 3-3"),
  "near-vesting-unproven": of("serious", "office", "BR 2-5, 3-5"),
  "plan-not-by-law": of("severe", "office", "RSMo 104.1091, 104.1015"),
  "birth-missing": of("severe", "office", "BR 3-9"),
  "ssn-missing": of("serious", "office", "RSMo 610.035"),
  "name-missing": of("severe", "office", "BR 2-14(4), 3-12(4)"),
  "birth-impossible": of("severe", "office", "BR 3-9"),
  "too-young-when-hired": of("serious", "employer", "RSMo 294.021"),
  "payee-very-old": of("severe", "payroll", "RSMo 104.1060"),
  "birth-not-proven": of("serious", "office", "BR 3-9"),
  "ssn-placeholder": of("serious", "employer", "RSMo 610.035"),
  "ssn-of-two": of("severe", "office", "RSMo 610.035"),
  "bank-account-shared": of("severe", "payroll", "RSMo 104.1060"),
  "email-shared": of("slight", "member", "NIST SP 800-63B-4"),
  "married-to-two": of("serious", "office", "RSMo 104.1027, 104.1030"),
  "marriage-outlives-spouse": of("slight", "office", "RSMo 104.1027"),
  "child-too-old": of("slight", "office", "RSMo 104.1030"),
  "payee-without-address": of("serious", "member", "RSMo 104.1054"),
  "vested-without-address": of("serious", "member", "RSMo 104.1054"),
  "address-bad": of("slight", "member", "RSMo 104.1054"),
  "two-records": of("serious", "office", "RSMo 104.1060"),
  "benefit-without-determination": of("severe", "office", "RSMo 104.1024"),
  "facts-changed-since": of("severe", "office", "RSMo 104.1060"),
  "benefit-outlives-payee": of("severe", "payroll", "RSMo 104.1060"),
  "temporary-past-62": of("severe", "payroll", "RSMo 104.1024.4"),
  "joint-without-spouse": of("serious", "office", "RSMo 104.1027.1"),
  "survivor-without-tie": of("severe", "office", "RSMo 104.1030"),
  "shares-not-whole": of("serious", "member", "RSMo 104.1027"),
  "beneficiaries-have-died": of("slight", "member", "RSMo 104.1054.4"),
  "payee-without-account": of("serious", "payroll", "RSMo 104.1054"),
  "account-change-unconfirmed": of("serious", "payroll", "plan book 48 section 5"),
  "returned-payment-waits": of("serious", "payroll", "RSMo 104.1054"),
  "works-while-paid": of("severe", "office", "RSMo 104.1039"),
  "duty-overdue": of("slight", "office", "plan book 40 section 3"),
  "employer-silent": of("severe", "employer", "RSMo 104.1066.3"),
  "held-row-waits": of("serious", "employer", "plan book 44 section 4"),
  "conversion-not-signed": of("severe", "payroll", "ADR 20"),
} as const satisfies Readonly<Record<string, Pattern>>;

/** The code of a known-bad pattern. */
export type PatternCode = keyof typeof catalogue;

/** Every code, in the order of the catalogue. */
export const patternCodes = Object.keys(catalogue) as readonly PatternCode[];

/** Whether a text is a pattern's code. */
export const isPattern = (code: string): code is PatternCode => Object.hasOwn(catalogue, code);

/** The codes of a severity. */
export const codesOf = (severity: Severity): readonly PatternCode[] =>
  patternCodes.filter((code) => catalogue[code].severity === severity);

/** The patterns about which an employer is asked: what it told wrongly or not at all, and can see on its own page. */
export const askedOfEmployers: readonly PatternCode[] = patternCodes.filter(
  (code) => catalogue[code].mender === "employer",
);
