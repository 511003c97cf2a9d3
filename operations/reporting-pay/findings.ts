/**
 * How much a finding weighs: an error refuses the file or holds its row, a variance needs a comment, a gate needs a comment and a
 * second person, a warning only informs.
 */
export type Weight = "error" | "variance" | "gate" | "warning";

/**
 * Every check a pay report is held against: its published code and its weight, each code once. S concerns the structure of the
 * file, B its rows against the record, V unusual changes, W what only informs. S001-S010, B101-B118, V201-V203 and W101 are
 * those of the published layout.
 */
export const rules = {
  notUtf8: ["S001", "error"],
  columnCount: ["S002", "error"],
  badChoice: ["S003", "error"],
  headerMissing: ["S004", "error"],
  groupUnknown: ["S005", "error"],
  periodNotNext: ["S006", "error"],
  fileIdUsed: ["S007", "error"],
  totalDiffers: ["S008", "error"],
  rowCountDiffers: ["S009", "error"],
  hashDiffers: ["S010", "error"],
  emptyFile: ["S011", "error"],
  fileTooLarge: ["S012", "error"],
  utf16: ["S013", "error"],
  byteOrderMark: ["S014", "error"],
  nulByte: ["S015", "error"],
  unknownRecord: ["S016", "error"],
  openQuote: ["S017", "error"],
  strayQuote: ["S018", "error"],
  bareCarriageReturn: ["S019", "error"],
  lineTooLong: ["S020", "error"],
  blankLine: ["S021", "error"],
  missingValue: ["S022", "error"],
  badDate: ["S023", "error"],
  badInstant: ["S024", "error"],
  badAmount: ["S025", "error"],
  badNumber: ["S026", "error"],
  badText: ["S027", "error"],
  badSsn: ["S028", "error"],
  badMemberId: ["S029", "error"],
  noIdentity: ["S030", "error"],
  datesReversed: ["S031", "error"],
  headerRepeated: ["S032", "error"],
  trailerMissing: ["S033", "error"],
  trailerRepeated: ["S034", "error"],
  rowAfterTrailer: ["S035", "error"],
  periodNotPosted: ["S036", "error"],
  earlierReportWaits: ["S037", "error"],
  notJson: ["S038", "error"],
  unknownName: ["S039", "error"],
  nameTwice: ["S040", "error"],
  rowNumberTwice: ["S041", "error"],
  tooManyHeld: ["S042", "error"],
  wrongKind: ["S043", "error"],
  personUnknown: ["B101", "error"],
  payAfterService: ["B102", "error"],
  activeWithoutPay: ["B103", "error"],
  eligibleByHours: ["B104", "error"],
  hoursTooFew: ["B105", "warning"],
  memberContribution: ["B106", "error"],
  employerContribution: ["B107", "error"],
  payNotPensionable: ["B108", "error"],
  overYearlyLimit: ["B109", "error"],
  rowRepeated: ["B110", "error"],
  drawsBenefit: ["B111", "error"],
  disabilityPremiumNotDue: ["B112", "warning"],
  optionalLifeWithoutBasic: ["B113", "warning"],
  overOneDay: ["B114", "warning"],
  datesOverTermination: ["B115", "error"],
  illnessOverTwelveMonths: ["B116", "warning"],
  layoffOverTwelveMonths: ["B117", "warning"],
  enrolledLate: ["B118", "warning"],
  planDiffers: ["B119", "error"],
  positionUnknown: ["B120", "error"],
  identityDiffers: ["B121", "error"],
  reasonMissing: ["B122", "error"],
  nothingToCorrect: ["B123", "error"],
  earnDatesOutside: ["B124", "error"],
  alreadyEmployed: ["B125", "error"],
  leaveOutsideService: ["B126", "error"],
  correctionDiffers: ["B128", "error"],
  correctionTooLarge: ["B129", "error"],
  correctionTwice: ["B130", "error"],
  correctsACorrection: ["B131", "error"],
  negativePay: ["B132", "error"],
  pensionableOverGross: ["B133", "error"],
  tooManyHours: ["B134", "error"],
  noRateInForce: ["B135", "error"],
  notEmployed: ["B136", "error"],
  alreadyKnown: ["B137", "error"],
  eventTwice: ["B138", "error"],
  eventOutsidePeriod: ["B139", "error"],
  leaveOverlaps: ["B140", "error"],
  paidBeforePeriod: ["B141", "error"],
  bornTooLate: ["B142", "error"],
  nothingChanges: ["B143", "error"],
  employeeNotTold: ["B144", "error"],
  foundLate: ["B145", "error"],
  vestingUnknown: ["B146", "error"],
  hoursDiffer: ["B147", "error"],
  maybeSamePerson: ["B148", "error"],
  personDied: ["B149", "error"],
  dutiesMissing: ["B150", "error"],
  lastPaidTooEarly: ["B151", "error"],
  noSickLeaveInClass: ["B152", "error"],
  notLastEmployer: ["B153", "error"],
  notEligibleOnRecord: ["B154", "error"],
  addressIncomplete: ["B155", "error"],
  tooMuchSickLeave: ["B156", "error"],
  periodAhead: ["B157", "error"],
  payChanged: ["V201", "variance"],
  totalChanged: ["V202", "variance"],
  manyTerminations: ["V203", "variance"],
  wrongSign: ["V204", "gate"],
  tenfoldChange: ["V205", "gate"],
  halfThePeople: ["V206", "gate"],
  manyHires: ["V207", "variance"],
  correctionAgain: ["V208", "variance"],
  largeCorrections: ["V209", "variance"],
  nothingPaid: ["V210", "gate"],
  nameDiffers: ["W101", "warning"],
  birthDateDiffers: ["W102", "warning"],
  rateDiffers: ["W103", "warning"],
  lastPaidMissing: ["W104", "warning"],
  paidLate: ["W105", "warning"],
  planGiven: ["W106", "warning"],
  detailTakesEffect: ["W107", "warning"],
  detailWaits: ["W108", "warning"],
  hoursChange: ["W109", "warning"],
  approvalMissing: ["W110", "warning"],
} as const satisfies Record<string, readonly [string, Weight]>;

/** The layer of a check, by the first letter of its code. */
export type Layer = "structure" | "business" | "variance" | "warning";

const layers: Readonly<Record<string, Layer>> = {
  S: "structure",
  B: "business",
  V: "variance",
  W: "warning",
};

/** Which layer a check belongs to. */
export const layerOf = (rule: RuleName): Layer => layers[rules[rule][0][0]!]!;

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

/** How many lines with an error are told apart. */
export const mostErrorLines = 10_000;

/** Findings of one file: a bounded list, exact counts, and every line with an error. */
export class Findings {
  readonly kept: Finding[] = [];
  /** Lines with an error, the first `mostErrorLines` of them; 0 where the file as a whole has one. */
  readonly errorLines = new Set<number>();
  /** Number of errors. */
  errors = 0;
  readonly #counts = new Map<string, { rule: RuleName; field: string; count: number }>();

  /** Adds one finding; beyond `keptOfEachKind` of its kind it is counted only. */
  add(rule: RuleName, line: number, field: string, value: string, facts: FindingFacts = {}): void {
    const key = `${rule} ${field}`;
    const known = this.#counts.get(key);
    if (known === undefined) this.#counts.set(key, { rule, field, count: 1 });
    else known.count += 1;
    if (rules[rule][1] === "error") {
      this.errors += 1;
      if (this.errorLines.size < mostErrorLines) this.errorLines.add(line);
    }
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

  /** How much a rule weighs. */
  weightOf(rule: RuleName): Weight {
    return rules[rule][1];
  }

  /** Counts and findings without the errors: what stays of a report whose bad rows are held. */
  withoutErrors(): { readonly counts: FindingCount[]; readonly kept: Finding[] } {
    const stays = ({ rule }: { rule: RuleName }): boolean => rules[rule][1] !== "error";
    return { counts: this.counts().filter(stays), kept: this.kept.filter(stays) };
  }

  /** Whether the file must be refused. */
  get refuses(): boolean {
    return this.errors > 0;
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
