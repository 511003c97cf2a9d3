import type { ClassCode, EventName, LeaveType, PayCode, PlanCode, ReportType } from "./layout.ts";

/** The first line: who reports, which period, when it is paid. Dates are engine dates. */
export interface ReportHeader {
  readonly fileId: string;
  readonly employer: string;
  readonly group: string;
  readonly periodBegin: number;
  readonly periodEnd: number;
  readonly payDate: number;
  readonly type: ReportType;
  readonly createdAt: string;
  readonly software: string;
}

/** Sums of a file in cents, and its rows by kind. Money sums are over M and X rows; the SSN sum is over M rows, last ten digits. */
export interface ReportTotals {
  readonly rowsM: number;
  readonly rowsE: number;
  readonly rowsL: number;
  readonly rowsX: number;
  readonly pensionableCents: number;
  readonly memberCents: number;
  readonly employerCents: number;
  readonly lifeCents: number;
  readonly ltdCents: number;
  readonly ssnSum: number;
}

/** Money and correction rows in columns, so that a hundred thousand rows stay cheap. Cents are whole numbers; 0 means absent for numbers of people and dates. */
export interface MoneyRows {
  readonly count: number;
  readonly line: Int32Array;
  readonly memberId: Int32Array;
  readonly ssn: Int32Array;
  readonly birthDate: Int32Array;
  readonly lastName: readonly string[];
  readonly firstName: readonly string[];
  readonly positionId: readonly string[];
  readonly plan: readonly PlanCode[];
  readonly fteHundredths: Uint16Array;
  readonly eligible: Uint8Array;
  readonly earnBegin: Int32Array;
  readonly earnEnd: Int32Array;
  readonly code: readonly PayCode[];
  readonly grossCents: Float64Array;
  readonly pensionableCents: Float64Array;
  readonly memberCents: Float64Array;
  readonly employerCents: Float64Array;
  readonly ltdCents: Float64Array;
  readonly basicLifeCents: Float64Array;
  readonly optionalLifeCents: Float64Array;
  readonly reason: readonly string[];
  /** Hours paid in hundredths, 0 where not told. */
  readonly hoursHundredths: Int32Array;
  /** Rate of pay in cents where it is an hour's, else 0. */
  readonly hourlyCents: Float64Array;
  /** Rows that correct a posted row: place in these columns, and what they correct. */
  readonly corrections: ReadonlyMap<number, { readonly fileId: string; readonly line: number }>;
}

/** One event row. Dates are engine dates, 0 where absent; sick leave in hundredths of an hour. */
export interface EventRow {
  readonly line: number;
  readonly memberId: number;
  readonly ssn: number;
  readonly lastName: string;
  readonly firstName: string;
  readonly birthDate: number;
  readonly event: EventName;
  readonly eventDate: number;
  readonly lastPaidPeriodEnd: number;
  readonly reason: string;
  readonly newEmployer: string;
  readonly newPosition: string;
  readonly sickLeaveHundredths: number | undefined;
  readonly comments: string;
  /** What the columns behind the comments hold. */
  readonly more: EventMore;
}

/** What a form asks for and the first columns of an event do not hold; absent where the row says nothing. */
export interface EventMore {
  readonly memberClass?: ClassCode;
  /** Hours a year that the position normally requires. */
  readonly hoursAYear?: number;
  readonly fteHundredths?: number;
  /** The employee was told that the position gives no membership (BR 2-14(5), 3-12(5)). */
  readonly toldEmployee?: boolean;
  readonly teachesOrResearches?: boolean;
  readonly administratorWithRank?: boolean;
  /** Took the lump sum of RSMo 104.1092 and comes back. */
  readonly tookLumpSum?: boolean;
  /** Another person than the one on record with this name and birth date. */
  readonly differentPerson?: boolean;
  readonly middleName?: string;
  readonly suffix?: string;
  readonly street?: string;
  readonly street2?: string;
  readonly city?: string;
  readonly state?: string;
  readonly postalCode?: string;
  readonly country?: string;
}

/** One leave row; `end` 0 is a leave that goes on. */
export interface LeaveRow {
  readonly line: number;
  readonly memberId: number;
  readonly begin: number;
  readonly end: number;
  readonly type: LeaveType;
  readonly paid: boolean;
  readonly wouldHavePaidCents: number;
  readonly approvedBy: string;
}

/** A row that was read and left out of the file's columns and sums, because it is held. */
export interface LeftOutRow {
  readonly line: number;
  readonly letter: "M" | "E" | "L" | "X";
  readonly memberId: number;
  readonly ssn: number;
  readonly pensionableCents: number;
  /** Its fields as text, in the order of the layout. */
  readonly fields: readonly string[];
}

/** A pay report that could be read whole. */
export interface ReportFile {
  readonly header: ReportHeader;
  readonly money: MoneyRows;
  readonly events: readonly EventRow[];
  readonly leaves: readonly LeaveRow[];
  readonly totals: ReportTotals;
  /** Rows that wait while the others are posted; the totals are without them. */
  readonly leftOut?: readonly LeftOutRow[];
}
