/** How much a finding weighs: errors refuse the file, variances need a comment, warnings only inform. */
export type Weight = "error" | "variance" | "warning";

/**
 * Every rule a pay report is held against: its published code and its weight.
 * S001-S010 concern the file as a whole, B101-B118 the rows, V201-V203 unusual changes, W the rest; B119 and above are our own.
 */
export const rules = {
  emptyFile: ["S001", "error"],
  fileTooLarge: ["S001", "error"],
  utf16: ["S001", "error"],
  byteOrderMark: ["S001", "error"],
  nulByte: ["S001", "error"],
  notUtf8: ["S001", "error"],
  unknownRecord: ["S002", "error"],
  columnCount: ["S002", "error"],
  openQuote: ["S002", "error"],
  strayQuote: ["S002", "error"],
  bareCarriageReturn: ["S002", "error"],
  lineTooLong: ["S002", "error"],
  blankLine: ["S002", "error"],
  missingValue: ["S003", "error"],
  badDate: ["S003", "error"],
  badInstant: ["S003", "error"],
  badAmount: ["S003", "error"],
  badNumber: ["S003", "error"],
  badText: ["S003", "error"],
  badSsn: ["S003", "error"],
  badMemberId: ["S003", "error"],
  badChoice: ["S003", "error"],
  noIdentity: ["S003", "error"],
  datesReversed: ["S003", "error"],
  headerMissing: ["S004", "error"],
  headerRepeated: ["S004", "error"],
  trailerMissing: ["S004", "error"],
  trailerRepeated: ["S004", "error"],
  rowAfterTrailer: ["S004", "error"],
  groupUnknown: ["S005", "error"],
  periodNotNext: ["S006", "error"],
  periodNotPosted: ["S006", "error"],
  earlierReportWaits: ["S006", "error"],
  fileIdUsed: ["S007", "error"],
  totalDiffers: ["S008", "error"],
  rowCountDiffers: ["S009", "error"],
  hashDiffers: ["S010", "error"],
  personUnknown: ["B101", "error"],
  payAfterService: ["B102", "error"],
  activeWithoutPay: ["B103", "error"],
  eligibleByHours: ["B104", "error"],
  hoursTooFew: ["B105", "warning"],
  memberContribution: ["B106", "error"],
  employerContribution: ["B107", "error"],
  noRateInForce: ["B107", "error"],
  payNotPensionable: ["B108", "error"],
  overYearlyLimit: ["B109", "error"],
  rowRepeated: ["B110", "error"],
  drawsBenefit: ["B111", "error"],
  datesOverTermination: ["B115", "error"],
  illnessOverTwelveMonths: ["B116", "warning"],
  layoffOverTwelveMonths: ["B117", "warning"],
  enrolledLate: ["B118", "error"],
  planDiffers: ["B119", "error"],
  positionUnknown: ["B120", "error"],
  identityDiffers: ["B121", "error"],
  reasonMissing: ["B122", "error"],
  nothingToCorrect: ["B123", "error"],
  correctionDiffers: ["B123", "error"],
  correctionTooLarge: ["B123", "error"],
  earnDatesOutside: ["B124", "error"],
  alreadyEmployed: ["B125", "error"],
  notEmployed: ["B125", "error"],
  alreadyKnown: ["B125", "error"],
  eventTwice: ["B125", "error"],
  eventOutsidePeriod: ["B125", "error"],
  leaveOutsideService: ["B126", "error"],
  leaveOverlaps: ["B126", "error"],
  eventByForm: ["B127", "error"],
  payChanged: ["V201", "variance"],
  totalChanged: ["V202", "variance"],
  manyTerminations: ["V203", "variance"],
  nameDiffers: ["W101", "warning"],
  birthDateDiffers: ["W101", "warning"],
} as const satisfies Record<string, readonly [string, Weight]>;

/** The identifier of a rule; its words are in the catalogue under the same name. */
export type RuleName = keyof typeof rules;

/** Facts that the words of a rule may name. */
export type FindingFacts = Readonly<Record<string, string | number>>;

/** One thing found in a pay report. `line` 0 is the file as a whole. `value` is what the file holds, hidden where it could be an SSN. */
export interface Finding {
  readonly rule: RuleName;
  readonly line: number;
  readonly field: string;
  readonly value: string;
  readonly facts: FindingFacts;
}

/** How often one rule was broken in one field. */
export interface FindingCount {
  readonly rule: RuleName;
  readonly field: string;
  readonly count: number;
}

/** How many findings of one rule and field are kept in full; the rest are only counted. */
export const keptOfEachKind = 500;

/** Findings of one file: a bounded list, and exact counts. */
export class Findings {
  readonly kept: Finding[] = [];
  readonly #counts = new Map<string, { rule: RuleName; field: string; count: number }>();

  /** Adds one finding; beyond `keptOfEachKind` of its kind it is counted only. */
  add(rule: RuleName, line: number, field: string, value: string, facts: FindingFacts = {}): void {
    const key = `${rule} ${field}`;
    const known = this.#counts.get(key);
    if (known === undefined) this.#counts.set(key, { rule, field, count: 1 });
    else known.count += 1;
    if ((known?.count ?? 1) <= keptOfEachKind)
      this.kept.push({ rule, line, field, value: shown(field, value), facts });
  }

  /** Counts by rule and field, in the order in which each was first found. */
  counts(): FindingCount[] {
    return [...this.#counts.values()].map((each) => ({ ...each }));
  }

  /** Number of findings of one weight. */
  number(weight: Weight): number {
    let sum = 0;
    for (const each of this.#counts.values()) if (rules[each.rule][1] === weight) sum += each.count;
    return sum;
  }

  /** Whether the file must be refused. */
  get refuses(): boolean {
    return this.number("error") > 0;
  }
}

/** Fields whose value is never repeated, whatever it holds. */
const closedFields: ReadonlySet<string> = new Set(["ssn", "hash_ssn", "birth_date"]);
const likeAnSsn = /\d{3}[ -]?\d{2}[ -]?\d{4}/u;
const longestShown = 60;

/** A value as a finding may repeat it: nothing that is or could be an SSN, no control characters, not too long. */
export function shown(field: string, value: string): string {
  if (value === "") return "";
  if (closedFields.has(field) || likeAnSsn.test(value)) return "•••";
  const plain = value.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, "�");
  return plain.length > longestShown ? `${plain.slice(0, longestShown)}…` : plain;
}
