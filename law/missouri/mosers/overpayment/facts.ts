/** What the law on errors and overpayments asks besides what every plan asks. */
import { fact, field, listOf } from "@emeritus/engine/fact.ts";

/** Payments that an error touches: the month, what was paid and what was due. */
export const paymentsInError = listOf(
  "paymentsInError",
  {
    errorMonth: field.date({ least: "1990-01-01", most: "2120-12-01" }),
    wasPaid: field.amount({ most: "100000.00" }),
    wasDue: field.amount({ most: "100000.00" }),
  },
  { most: 720 },
);
/** The day on which the error was made. */
export const errorMadeOn = fact.date("errorMadeOn", { least: "1957-01-01", most: "2120-12-31" });
/** The day on which it was found. */
export const errorFoundOn = fact.date("errorFoundOn", { least: "1990-01-01", most: "2120-12-31" });
/** The error rests on fraud or on a record that somebody falsified. */
export const errorByFraud = fact.condition("errorByFraud");
/** The first day of the month in which the money is repaid, or is supposed to be. */
export const repaidIn = fact.date("repaidIn", { least: "1990-01-01", most: "2120-12-01" });
/** The monthly benefit after tax and deductions. */
export const netMonthly = fact.amount("netMonthly", { most: "100000.00" });

/** Employment ended completely. */
export const employmentEnded = fact.condition("employmentEnded");
/** Before retiring, work with a covered employer was arranged for later. */
export const workArranged = fact.condition("workArranged");
/** The day on which employment ended. */
export const endedOn = fact.date("endedOn", { least: "1957-01-01", most: "2120-12-31" });
/** The first day of work for any covered employer after it, on any basis, or known to be absent. */
export const workedAgainOn = fact.perhaps.date("workedAgainOn", { least: "1957-01-01", most: "2120-12-31" });
