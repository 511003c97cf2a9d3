import { addDays, addMonths, ENDLESS, formatDate, lastOfMonthOf, plainDate } from "@emeritus/engine/dates.ts";
import { canonicalJson, sha256 } from "@emeritus/records/canonical.ts";
import type { Cell } from "@emeritus/records/copy.ts";
import { dateText } from "@emeritus/records/dates.ts";
import type { Database } from "@emeritus/records/schema.ts";
import { encodeFacts } from "../determining/inputs.ts";
import { lawVersionOf } from "../determining/record-determination.ts";
import { lawInForce } from "../retiring/retirement-law.ts";
import { endOf, positionOf } from "./careers.ts";
import { beginsOn } from "./check-links.ts";
import type { Checked, Whole } from "./check-conversion.ts";
import { convertedResult } from "./converted-result.ts";
import { monthsOfPay, type Row } from "./layout.ts";

/** The numbers that the record gives to what is taken over, each list in the order of its file. */
export interface Numbers {
  readonly persons: readonly number[];
  readonly memberIds: readonly string[];
  readonly benefits: readonly number[];
  readonly determinations: readonly number[];
  readonly reports: readonly number[];
}

/** Rows for one table of the record; `recorded_from` comes with the load. */
export interface TableRows {
  readonly table: keyof Database;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

/** A closed value in clear, before it is sealed for its place. */
export interface ClosedText {
  readonly person: number;
  readonly field: "ssn" | "bankAccount";
  readonly slot: number;
  readonly text: string;
}

/** Who stands for the other system in the record: it determined what is taken over. */
export const otherSystem = "other-system";

/** What the record will hold of a conversion, table by table. Pure. */
export function recordRows(
  fund: number,
  { rows, people, retirements }: Whole,
  accepted: Checked["accepted"],
  numbers: Numbers,
  { actor, instant }: { actor: string; instant: string },
): {
  readonly tables: readonly TableRows[];
  readonly pay: readonly (readonly Cell[])[];
  readonly closed: readonly ClosedText[];
} {
  const person = (old: string) => numbers.persons[people.numbers.get(old)! - 1]!;
  const employers = new Map(rows.employers.map((row, at) => [row.employer, { number: at + 1, row }]));
  const employer = (old: string) => employers.get(old)!.number;
  const own = rows.payees.filter(({ kind }) => kind === "retirement");
  const families = Map.groupBy(rows.payees, ({ member }) => member);
  const determinations = new Map(own.map(({ member }, at) => [member, numbers.determinations[at]!]));
  const jobs = [...people.jobs].flatMap(([of, some]) => some.map((job) => ({ of, ...job })));
  const day = (date: number | undefined) => (date === undefined ? null : formatDate(date));
  const accounts = new Map(
    rows.payees
      .filter(({ account }) => account !== undefined)
      .toReversed()
      .map((row) => [row.payee, row]),
  );
  const born = (old: string) => people.people.get(old)!.born;
  const law = lawVersionOf(lawInForce);

  const table = (name: keyof Database, columns: string, cells: readonly (readonly Cell[])[]): TableRows => ({
    table: name,
    columns: ["fund", ...columns.split(" ")],
    rows: cells.map((row) => [fund, ...row]),
  });
  const credits = new Map<string, number>();
  const tables = [
    table(
      "records.employer",
      "employer code name valid_from",
      rows.employers.map(({ employer: code, name, since }) => [
        employer(code),
        code,
        name,
        formatDate(since),
      ]),
    ),
    table(
      "records.reporting_group",
      "reporting_group employer code name pay_cycle valid_from",
      rows.employers.map(({ employer: code, name, pay_cycle, since }) => [
        employer(code),
        employer(code),
        code,
        name,
        pay_cycle,
        formatDate(since),
      ]),
    ),
    table(
      "records.person",
      "person member_id",
      rows.people.map((row, at) => [person(row.person), numbers.memberIds[at]]),
    ),
    table(
      "records.person_name",
      "person first_name middle_name last_name suffix valid_from",
      rows.people.map((row) => [
        person(row.person),
        row.first,
        row.middle,
        row.last,
        row.suffix,
        formatDate(row.born),
      ]),
    ),
    table(
      "records.person_birth",
      "person born",
      rows.people.map((row) => [person(row.person), formatDate(row.born)]),
    ),
    table(
      "records.person_death",
      "person died",
      rows.people.flatMap((row) =>
        row.died === undefined ? [] : [[person(row.person), formatDate(row.died)]],
      ),
    ),
    table(
      "records.address",
      "person kind street street2 city state postal_code valid_from",
      rows.people.flatMap((row) =>
        row.street === undefined || row.city === undefined
          ? []
          : [
              [
                person(row.person),
                "home",
                row.street,
                row.street2,
                row.city,
                row.state,
                row.postal_code,
                formatDate(row.born),
              ],
            ],
      ),
    ),
    table(
      "records.marriage",
      "person spouse ended_by valid_from valid_to",
      rows.marriages.map((row) => [
        person(row.person),
        person(row.spouse),
        row.ended_by,
        formatDate(row.married),
        dateText(row.ended ?? ENDLESS),
      ]),
    ),
    table(
      "records.position",
      "person position employer reporting_group code title",
      jobs.map(({ of, position, versions: [first] }) => [
        person(of),
        position,
        employer(first!.employer),
        employer(first!.employer),
        first!.position,
        first!.title,
      ]),
    ),
    table(
      "records.employment",
      "person position employer reporting_group plan member_class ended_by valid_from valid_to",
      jobs.flatMap(({ of, position, versions }) =>
        versions.map((row) => [
          person(of),
          position,
          employer(row.employer),
          employer(row.employer),
          row.plan,
          row.class,
          row.ended_by,
          formatDate(row.from),
          endOf(row),
        ]),
      ),
    ),
    table(
      "records.service_credit",
      "person credit kind months days hours_hundredths certified_by effective",
      rows.service.map((row) => {
        const credit = (credits.get(row.person) ?? 0) + 1;
        credits.set(row.person, credit);
        return [
          person(row.person),
          credit,
          row.kind,
          row.months ?? 0,
          row.days ?? 0,
          row.hours ?? 0,
          otherSystem,
          formatDate(row.effective),
        ];
      }),
    ),
    table(
      "records.determination",
      "person determination kind law_version inputs result effective known_at calculated_by approved_by",
      own.map((row) => {
        const retirement = retirements.get(row.member)!;
        const family = families.get(row.member)!;
        return [
          person(row.member),
          determinations.get(row.member),
          "converted",
          law,
          canonicalJson(encodeFacts(retirement.facts)),
          canonicalJson(convertedResult(retirement, family, accepted)),
          formatDate(row.annuity_starting_date),
          instant,
          otherSystem,
          actor,
        ];
      }),
    ),
    table(
      "records.benefit",
      "person benefit member kind payment_option determination base_cents temporary_cents temporary_ends valid_from valid_to",
      rows.payees.map((row, at) => [
        person(row.payee),
        numbers.benefits[at],
        person(row.member),
        row.kind,
        row.option,
        determinations.get(row.member),
        row.base,
        row.temporary ?? 0n,
        (row.temporary ?? 0n) > 0n ? day(row.temporary_ends) : null,
        formatDate(beginsOn(row)),
        dateText(row.ends ?? ENDLESS),
      ]),
    ),
    table(
      "records.bank_account",
      "person account routing kind last4 status entered_by valid_from",
      [...accounts.values()].map((row) => [
        person(row.payee),
        1,
        row.routing,
        row.account_kind,
        row.account!.slice(-4),
        "held",
        actor,
        formatDate(Math.max(born(row.payee), addDays(beginsOn(row), -60))),
      ]),
    ),
    ...reportTables(),
  ];
  const pay = rows.pay.map((row) => [
    fund,
    person(row.person),
    positionOf(people.jobs.get(row.person)!, row),
    row.year,
    `{${monthsOfPay(row)
      .map((cents) => cents ?? "NULL")
      .join(",")}}`,
    numbers.reports[employer(row.employer) - 1],
    row.line,
  ]);
  const closed: ClosedText[] = [
    ...rows.people.map((row) => ({
      person: person(row.person),
      field: "ssn" as const,
      slot: 0,
      text: row.ssn,
    })),
    ...[...accounts.values()].map((row) => ({
      person: person(row.payee),
      field: "bankAccount" as const,
      slot: 1,
      text: row.account!,
    })),
  ];
  return { tables, pay, closed };

  /** The report of each employer that stands for the pay of all its years, and that it was posted. */
  function reportTables(): TableRows[] {
    const byEmployer = Map.groupBy(rows.pay, ({ employer: code }) => code);
    const reports = rows.employers.map((row, at) => {
      const { first, last, cents } = spanOf(byEmployer.get(row.employer) ?? []);
      const id = `CONVERSION-${row.employer}`;
      const end = lastOfMonthOf(last);
      return [
        numbers.reports[at],
        at + 1,
        at + 1,
        id,
        "REGULAR",
        formatDate(first),
        formatDate(end),
        formatDate(end),
        sha256(id),
        0,
        0,
        0,
        0,
        cents,
        0,
        0,
        0,
        0,
        canonicalJson({ counts: [], kept: [] }),
        actor,
      ];
    });
    return [
      table(
        "records.pay_report",
        "report reporting_group employer file_id report_type period_begin period_end pay_date sha256 rows_money rows_event rows_leave rows_correction pensionable_cents member_cents employer_cents life_cents ltd_cents findings sent_by",
        reports,
      ),
      table(
        "records.pay_report_step",
        "report step actor",
        reports.map(([report]) => [report, "posted", actor]),
      ),
    ];
  }
}

/** The last month of an employer's pay and what it comes to, so that its next report is compared with a month and not with all years. */
function spanOf(pay: readonly Row<"pay">[]): { first: number; last: number; cents: number } {
  let last = plainDate(1900, 1, 1);
  let cents = 0;
  for (const row of pay)
    for (const [at, amount] of monthsOfPay(row).entries()) {
      if (amount === null) continue;
      const month = addMonths(plainDate(row.year, 1, 1), at);
      if (month > last) [last, cents] = [month, 0];
      if (month === last) cents += amount;
    }
  return { first: last, last, cents };
}
