import type {
  Cents,
  DatedVersion,
  DateText,
  Fixed,
  FixedOrDefault,
  FixedOrNone,
  OfPerson,
} from "./schema.ts";

/** What an order may ask for that the law does not give (RSMo 104.312.1, 104.1051.1). */
export const divisionAsks = [
  "otherForm",
  "paymentBeforeStart",
  "moreThanTheAnnuity",
  "laterIncreases",
  "temporaryOrLumpSum",
  "paymentAfterDeath",
] as const;
/** One of them. */
export type DivisionAsk = (typeof divisionAsks)[number];

/** An order; the person is the member, valid_from the day of issue. */
export interface DivisionOrderTable extends OfPerson, DatedVersion {
  case_number: Fixed<number>;
  alternate_payee: Fixed<number>;
  court: Fixed<string>;
  cause_number: Fixed<string>;
  received: Fixed<DateText>;
  married: FixedOrNone<DateText>;
  dissolved: FixedOrNone<DateText>;
  divided_to: FixedOrNone<DateText>;
  /** Hundredths of a percent. */
  share_hundredths: FixedOrNone<number>;
  amount_cents: FixedOrNone<Cents>;
  certified: Fixed<boolean>;
  identifies: Fixed<boolean>;
  asks: FixedOrDefault<DivisionAsk[]>;
  amends: FixedOrNone<number>;
}

declare module "./schema.ts" {
  interface Database {
    "records.division_order": DivisionOrderTable;
  }
}
