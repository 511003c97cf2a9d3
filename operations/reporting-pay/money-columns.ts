import type { PayCode, PlanCode } from "./layout.ts";
import type { ReportTotals } from "./report-file.ts";

/** Money columns while they grow; room for `most` rows is taken at once. */
export class MoneyColumns {
  count = 0;
  readonly line: Int32Array;
  readonly memberId: Int32Array;
  readonly ssn: Int32Array;
  readonly birthDate: Int32Array;
  readonly lastName: string[] = [];
  readonly firstName: string[] = [];
  readonly positionId: string[] = [];
  readonly plan: PlanCode[] = [];
  readonly fteHundredths: Uint16Array;
  readonly eligible: Uint8Array;
  readonly earnBegin: Int32Array;
  readonly earnEnd: Int32Array;
  readonly code: PayCode[] = [];
  readonly grossCents: Float64Array;
  readonly pensionableCents: Float64Array;
  readonly memberCents: Float64Array;
  readonly employerCents: Float64Array;
  readonly ltdCents: Float64Array;
  readonly basicLifeCents: Float64Array;
  readonly optionalLifeCents: Float64Array;
  readonly reason: string[] = [];
  readonly hoursHundredths: Int32Array;
  readonly hourlyCents: Float64Array;
  readonly corrections = new Map<number, { fileId: string; line: number }>();

  constructor(most: number) {
    const whole = (): Int32Array => new Int32Array(most);
    const cents = (): Float64Array => new Float64Array(most);
    this.line = whole();
    this.hoursHundredths = whole();
    this.hourlyCents = cents();
    this.memberId = whole();
    this.ssn = whole();
    this.birthDate = whole();
    this.fteHundredths = new Uint16Array(most);
    this.eligible = new Uint8Array(most);
    this.earnBegin = whole();
    this.earnEnd = whole();
    this.grossCents = cents();
    this.pensionableCents = cents();
    this.memberCents = cents();
    this.employerCents = cents();
    this.ltdCents = cents();
    this.basicLifeCents = cents();
    this.optionalLifeCents = cents();
  }
}

/** Sums of money rows in cents, and of their Social Security numbers. */
export type MoneySums = Pick<
  ReportTotals,
  "pensionableCents" | "memberCents" | "employerCents" | "lifeCents" | "ltdCents" | "ssnSum"
>;

/** Adds the row at a place to sums; a correction's Social Security number is not summed. */
export function addRow(
  sums: { -readonly [K in keyof MoneySums]: number },
  money: MoneyColumns,
  at: number,
  corrects: boolean,
): void {
  sums.pensionableCents += money.pensionableCents[at]!;
  sums.memberCents += money.memberCents[at]!;
  sums.employerCents += money.employerCents[at]!;
  sums.lifeCents += money.basicLifeCents[at]! + money.optionalLifeCents[at]!;
  sums.ltdCents += money.ltdCents[at]!;
  if (!corrects) sums.ssnSum += money.ssn[at]!;
}

/** Sums of nothing yet. */
export const noSums = (): { -readonly [K in keyof MoneySums]: number } => ({
  pensionableCents: 0,
  memberCents: 0,
  employerCents: 0,
  lifeCents: 0,
  ltdCents: 0,
  ssnSum: 0,
});
