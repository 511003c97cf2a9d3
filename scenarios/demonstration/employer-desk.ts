import { formatDate, plainDate, yearOfDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { add } from "@emeritus/records/correct.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { employers, firstNames, lastNames } from "./invented.ts";
import "@emeritus/records/employer-tables.ts";

const since = plainDate(2020, 1, 1);
/** Every fifth employer must report after the period ends, the others after the pay date. */
const reportsEarly = (number: number): boolean => number % 5 === 3;
const fullTimeHours = 2_080;
const halfTimeHours = 1_000;

/** Contacts, calendars and positions of every employer, a statement a table. */
export async function loadEmployerDesk(
  tx: Tx,
  fund: number,
  today: PlainDate,
  instant: string,
): Promise<void> {
  const valid_from = formatDate(since);
  const firstPeriod = formatDate(plainDate(yearOfDate(today), 1, 1));
  const name = (at: number): string =>
    `${firstNames[(at * 7) % firstNames.length]!} ${lastNames[(at * 11) % lastNames.length]!}`;
  await add(
    tx,
    "records.employer_contact",
    employers.flatMap(({ number, code }) =>
      (["payroll", "personnel"] as const).map((duty, at) => ({
        fund,
        employer: number,
        contact: at + 1,
        reporting_group: null,
        duty,
        name: name(2 * number + at),
        email: `${duty}.${code}@example.gov`,
        phone: `573-555-0${100 + 2 * number + at}`,
        valid_from,
      })),
    ),
    instant,
  );
  await add(
    tx,
    "records.group_calendar",
    employers.map(({ number }) => ({
      fund,
      reporting_group: number,
      first_period: firstPeriod,
      pay_after_days: 15,
      due_after: reportsEarly(number) ? ("periodEnd" as const) : ("payDate" as const),
      due_working_days: 5,
      valid_from,
    })),
    instant,
  );
  await add(
    tx,
    "records.group_position",
    employers.flatMap(({ number, jobs }) =>
      [...jobs, "Seasonal Helper"].map((title) => ({
        fund,
        reporting_group: number,
        code: title.toUpperCase().replaceAll(" ", "-"),
        title,
        hours_a_year: title === "Seasonal Helper" ? halfTimeHours : fullTimeHours,
        decided_by: "takeover",
        valid_from,
      })),
    ),
    instant,
  );
}
