import { createHash } from "node:crypto";
import { addDays, firstOfMonthOf, formatDate, lastOfMonthOf } from "@emeritus/engine/dates.ts";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import { canonicalJson } from "@emeritus/records/canonical.ts";
import type { ClosedFieldName } from "@emeritus/records/schema.ts";
import type { Cell } from "@emeritus/records/copy.ts";
import { dateText } from "@emeritus/records/dates.ts";
import { memberIdFrom } from "@emeritus/records/member-id.ts";
import type { Database } from "@emeritus/records/schema.ts";
import { dayAfter, employerNumbered, planOnRecord } from "./career-rows.ts";
import type { DemoPerson, Household } from "./household.ts";
import { employers, groupCode, routingNumbers } from "./invented.ts";
import type { PaidBenefit } from "./benefits.ts";

/** Who stands in the record for the system that the demonstration pretends to come from: one entered, another checked. */
export const conversion = { enteredBy: "conversion", checkedBy: "conversion-check" } as const;

/** The Member ID of a person of the demonstration: spread over all seven digits, no two alike. */
export const memberIdOf = (person: number): string =>
  memberIdFrom(1_000_000 + ((person * 4_827_101) % 9_000_000));

/** An SSN that the Social Security Administration gives to nobody: it begins with 9. */
export const ssnOf = (person: number): string =>
  `9${String((person * 73_939_133 + 1_234_567) % 100_000_000).padStart(8, "0")}`;

/** The account number of a payee of the demonstration. */
const accountNumberOf = (person: number): string =>
  String(4_000_000_000 + ((person * 7_368_787) % 999_999_937));

/** The tables that the demonstration fills and the columns it gives, `recorded_from` apart. */
export const columns = {
  "records.person": ["fund", "person", "member_id"],
  "records.person_name": ["fund", "person", "first_name", "last_name", "valid_from"],
  "records.person_birth": ["fund", "person", "born", "proof"],
  "records.person_death": ["fund", "person", "died", "proof"],
  "records.marriage": ["fund", "person", "spouse", "proof", "ended_by", "valid_from", "valid_to"],
  "records.address": ["fund", "person", "kind", "street", "city", "state", "postal_code", "valid_from"],
  "records.position": ["fund", "person", "position", "employer", "reporting_group", "code", "title"],
  "records.employment": [
    "fund",
    "person",
    "position",
    "employer",
    "reporting_group",
    "plan",
    "member_class",
    "fte_hundredths",
    "ended_by",
    "valid_from",
    "valid_to",
  ],
  "records.leave": ["fund", "person", "position", "kind", "approved_by", "valid_from", "valid_to"],
  "records.service_credit": [
    "fund",
    "person",
    "credit",
    "kind",
    "hours_hundredths",
    "certified_by",
    "effective",
  ],
  "records.assembly_service": [
    "fund",
    "person",
    "assembly",
    "chamber",
    "begins",
    "ends",
    "valid_from",
    "valid_to",
  ],
  "records.determination": [
    "fund",
    "person",
    "determination",
    "kind",
    "law_version",
    "inputs",
    "result",
    "effective",
    "known_at",
    "calculated_by",
    "approved_by",
  ],
  "records.benefit": [
    "fund",
    "person",
    "benefit",
    "member",
    "kind",
    "payment_option",
    "determination",
    "base_cents",
    "temporary_cents",
    "temporary_ends",
    "valid_from",
    "valid_to",
  ],
  "records.bank_account": [
    "fund",
    "person",
    "account",
    "routing",
    "kind",
    "last4",
    "status",
    "entered_by",
    "confirmed_by",
    "valid_from",
  ],
  "records.beneficiary": ["fund", "person", "purpose", "beneficiary", "valid_from"],
} as const satisfies Partial<Record<keyof Database, readonly string[]>>;

/** The columns of closed values, which are sealed last. */
export const closedColumns = [
  "fund",
  "person",
  "field",
  "slot",
  "key_no",
  "sealed",
  "lookup_no",
  "lookup",
] as const;

/** A table that the demonstration fills. */
export type FilledTable = keyof typeof columns;

/** A closed value in clear, before it is sealed for its place. */
export interface ClosedText {
  readonly person: number;
  readonly field: ClosedFieldName;
  readonly slot: number;
  readonly text: string;
}

/** Rows gathered for each table. */
export class Rows {
  readonly fund: number;
  readonly tables: Record<FilledTable, (readonly Cell[])[]>;
  /** What is to be sealed by whoever holds the keys. */
  readonly closed: ClosedText[] = [];
  /** Packed years, each with the report that posts it. */
  readonly payYears: (readonly Cell[])[] = [];
  /** How many months of pay they hold. */
  payMonths = 0;

  constructor(fund: number) {
    this.fund = fund;
    this.tables = Object.fromEntries(
      Object.keys(columns).map((table) => [table, []]),
    ) as unknown as Rows["tables"];
  }

  /** Adds everything that the record holds of a household but its benefits. */
  household(household: Household): void {
    const { member, spouse, marriage, address } = household;
    for (const person of spouse === undefined ? [member] : [member, spouse]) this.#person(person, address);
    if (spouse !== undefined && marriage !== undefined) {
      this.#add("records.marriage", member.person, [
        spouse.person,
        "marriageCertificate",
        marriage.endedBy,
        formatDate(marriage.from),
        dateText(marriage.to),
      ]);
    }
    this.#jobs(household);
  }

  /** Adds a payee's account, once, and the benefit. */
  benefit(benefit: PaidBenefit, born: PlainDate): void {
    this.#add("records.benefit", benefit.person, [
      benefit.benefit,
      benefit.member,
      benefit.kind,
      benefit.option,
      benefit.determination,
      benefit.baseCents,
      benefit.temporaryCents,
      benefit.temporaryEnds === undefined ? null : formatDate(benefit.temporaryEnds),
      formatDate(benefit.from),
      dateText(benefit.to),
    ]);
    const number = accountNumberOf(benefit.person);
    this.#add("records.bank_account", benefit.person, [
      1,
      routingNumbers[benefit.person % routingNumbers.length],
      benefit.person % 3 === 0 ? "savings" : "checking",
      number.slice(-4),
      "confirmed",
      conversion.enteredBy,
      conversion.checkedBy,
      formatDate(Math.max(born, addDays(benefit.from, -60))),
    ]);
    this.#closed(benefit.person, "bankAccount", 1, number);
  }

  /** Adds a determination in its canonical texts. */
  determination(cells: readonly [person: number, ...Cell[]]): void {
    this.#add("records.determination", cells[0], cells.slice(1));
  }

  /** Adds whom a member named for the payments that are left of a guarantee. */
  beneficiary(member: number, beneficiary: number, from: PlainDate): void {
    this.#add("records.beneficiary", member, ["guaranteedPayments", beneficiary, formatDate(from)]);
  }

  #add(table: FilledTable, person: number, cells: readonly Cell[]): void {
    this.tables[table].push([this.fund, person, ...cells]);
  }

  #person(
    { person, first, last, born, died }: DemoPerson,
    { street, city, postalCode }: Household["address"],
  ): void {
    this.#add("records.person", person, [memberIdOf(person)]);
    this.#add("records.person_name", person, [first, last, formatDate(born)]);
    this.#add("records.person_birth", person, [formatDate(born), "birthCertificate"]);
    if (died !== undefined) this.#add("records.person_death", person, [formatDate(died), "deathCertificate"]);
    this.#add("records.address", person, ["home", street, city, "MO", postalCode, formatDate(born)]);
    this.#closed(person, "ssn", 0, ssnOf(person));
  }

  #closed(person: number, field: ClosedFieldName, slot: number, text: string): void {
    this.closed.push({ person, field, slot, text });
  }

  #jobs({
    member: { person },
    memberClass,
    jobs,
    leaves,
    assemblies,
    pay,
    sickLeaveHundredths,
  }: Household): void {
    for (const [at, job] of jobs.entries()) {
      this.#add("records.position", person, [at + 1, job.employer, job.employer, job.code, job.title]);
      this.#add("records.employment", person, [
        at + 1,
        job.employer,
        job.employer,
        planOnRecord,
        memberClass,
        job.fteHundredths,
        job.endedBy,
        formatDate(job.from),
        dayAfter(job.to),
      ]);
    }
    for (const { job, kind, from, to } of leaves)
      this.#add("records.leave", person, [job + 1, kind, "employer", formatDate(from), dayAfter(to)]);
    for (const { assembly, begins, ends, from, to } of assemblies) {
      this.#add("records.assembly_service", person, [
        assembly,
        person % 5 === 0 ? "senate" : "house",
        formatDate(begins),
        formatDate(ends),
        formatDate(from),
        dayAfter(to),
      ]);
    }
    if (sickLeaveHundredths !== undefined) {
      const last = formatDate(jobs.at(-1)!.to);
      this.#add("records.service_credit", person, [
        1,
        "unusedSickLeave",
        sickLeaveHundredths,
        "employer",
        last,
      ]);
    }
    for (const { job, year, cents } of pay) {
      const slots = `{${cents.map((each) => each ?? "NULL").join(",")}}`;
      this.payMonths += cents.filter((each) => each !== null && each !== undefined).length;
      this.payYears.push([this.fund, person, job + 1, year, slots, jobs[job]!.employer]);
    }
  }
}

/** What the check of a file keeps when it has found nothing. */
const nothingFound = canonicalJson({ counts: [], kept: [] });

/** The conversion's own pay report of each group: the pay of all earlier months, up to the end of the last posted one. */
export function conversionReports(
  fund: number,
  through: PlainDate,
  lastMonthCents: ReadonlyMap<number, number>,
): (readonly Cell[])[] {
  return employers.map((employer) => {
    const fileId = `CONVERSION-${groupCode(employer)}`;
    const cents = Math.round((lastMonthCents.get(employer.number) ?? 0) / 2);
    return [
      fund,
      employer.number,
      employer.number,
      employer.number,
      fileId,
      "REGULAR",
      formatDate(firstOfMonthOf(through) + 15),
      formatDate(lastOfMonthOf(through)),
      formatDate(addDays(through, 10)),
      createHash("sha256").update(fileId).digest(),
      0,
      0,
      0,
      0,
      cents,
      0,
      0,
      0,
      0,
      nothingFound,
      conversion.enteredBy,
    ];
  });
}

/** The columns of those reports. */
export const reportColumns = [
  "fund",
  "report",
  "reporting_group",
  "employer",
  "file_id",
  "report_type",
  "period_begin",
  "period_end",
  "pay_date",
  "sha256",
  "rows_money",
  "rows_event",
  "rows_leave",
  "rows_correction",
  "pensionable_cents",
  "member_cents",
  "employer_cents",
  "life_cents",
  "ltd_cents",
  "findings",
  "sent_by",
] as const;

/** The reporting group of an employer bears its number. */
export const groupOf = (employer: number): string => groupCode(employerNumbered(employer));
