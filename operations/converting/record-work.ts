import { addMonths, formatDate, lastOfMonthOf, plainDate } from "@emeritus/engine/dates.ts";
import { canonicalJson, sha256 } from "@emeritus/records/canonical.ts";
import type { Cell } from "@emeritus/records/copy.ts";
import { creditKind, endOf, type Job } from "./careers.ts";
import { jobKey } from "./rows.ts";
import { employerOf, type Loading, otherSystem, personOf, type TableRows, tableOf } from "./table-rows.ts";

interface JobOf extends Job {
  readonly of: string;
}

/** What the record will hold of work: jobs, leaves, assemblies, service and its proofs, and the report that stands for all pay. Pure. */
export function workRows(loading: Loading): TableRows[] {
  const { rows, people } = loading.whole;
  const person = personOf(loading);
  const employer = employerOf(loading);
  const table = tableOf(loading);
  const jobs = [...people.jobs].flatMap(([of, some]) => some.map((job): JobOf => ({ of, ...job })));
  return [
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
      "records.assembly_service",
      "person assembly chamber begins ends valid_from valid_to",
      rows.assemblies.map((row) => [
        person(row.person),
        row.assembly,
        row.chamber,
        formatDate(row.begins),
        formatDate(row.ends),
        formatDate(row.from),
        endOf(row),
      ]),
    ),
    ...ofJobs(loading),
    ...serviceRows(loading),
    ...reportRows(loading),
  ];
}

function ofJobs(loading: Loading): TableRows[] {
  const { rows, people } = loading.whole;
  const person = personOf(loading);
  const table = tableOf(loading);
  const places = new Map([...people.jobs.values()].flat().map(({ key, position }) => [key, position]));
  return [
    table(
      "records.leave",
      "person position kind paid approved_by valid_from valid_to",
      rows.leaves.map((row) => [
        person(row.person),
        places.get(jobKey(row)),
        row.kind,
        row.paid,
        row.approved_by,
        formatDate(row.from),
        endOf(row),
      ]),
    ),
    table(
      "records.service_proof",
      "person position kind certified_by certified_on hours_a_year valid_from valid_to",
      rows.proofs.map((row) => [
        person(row.person),
        places.get(jobKey(row)),
        row.kind,
        row.certified_by,
        formatDate(row.certified_on),
        row.hours_a_year,
        formatDate(row.from),
        endOf(row),
      ]),
    ),
  ];
}

function serviceRows(loading: Loading): TableRows[] {
  const { rows } = loading.whole;
  const person = personOf(loading);
  const table = tableOf(loading);
  const credits = new Map<string, number>();
  return [
    table(
      "records.service_credit",
      "person credit kind months days hours_hundredths because certified_by effective",
      rows.service.map((row) => {
        const credit = (credits.get(row.person) ?? 0) + 1;
        credits.set(row.person, credit);
        return [
          person(row.person),
          credit,
          creditKind(row.kind),
          row.months ?? 0,
          row.days ?? 0,
          row.hours ?? 0,
          row.kind === "military" ? "military service" : null,
          row.proof ?? otherSystem,
          formatDate(row.effective),
        ];
      }),
    ),
    table(
      "records.service_given_up",
      "person how effective cents restored_on valid_from valid_to",
      rows.given_up.map((row) => [
        person(row.person),
        row.how,
        formatDate(row.effective),
        row.amount === 0n ? null : row.amount,
        row.restored_on === undefined ? null : formatDate(row.restored_on),
        formatDate(row.from),
        endOf(row),
      ]),
    ),
  ];
}

/** The report of each employer that stands for the pay of all its years, and that it was posted. */
function reportRows(loading: Loading): TableRows[] {
  const { rows } = loading.whole;
  const table = tableOf(loading);
  const spans = spansOf(loading);
  const reports = rows.employers.map((row, at) => {
    const { first, last, cents } = spans[at]!;
    const id = `CONVERSION-${row.employer}`;
    const end = formatDate(lastOfMonthOf(last));
    return [
      loading.numbers.reports[at],
      at + 1,
      at + 1,
      id,
      "REGULAR",
      formatDate(first),
      end,
      end,
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
      loading.actor,
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
      reports.map(([report]) => [report, "posted", loading.actor]),
    ),
  ];
}

interface Span {
  first: number;
  last: number;
  cents: number;
}

/** The last month of each employer's pay and what it comes to, so that its next report is compared with a month and not with all years. */
function spansOf(loading: Loading): Span[] {
  const { pay, employers, employment } = loading.whole.rows;
  const spans = employers.map((): Span => {
    const last = plainDate(1900, 1, 1);
    return { first: last, last, cents: 0 };
  });
  const employer = employerOf(loading);
  const ofJob = new Map(employment.map((row) => [jobKey(row), employer(row.employer)]));
  const employers1 = pay.jobs.map((key) => ofJob.get(key)!);
  for (let row = 0; row < pay.length; row++) {
    const span = spans[employers1[pay.jobAt(row)]! - 1]!;
    for (const [at, amount] of pay.monthsAt(row).entries()) {
      if (amount === null) continue;
      const month = addMonths(plainDate(pay.yearAt(row), 1, 1), at);
      if (month > span.last) Object.assign(span, { first: month, last: month, cents: 0 });
      if (month === span.last) span.cents += amount;
    }
  }
  return spans;
}

/** The years of pay as they are packed, a row at a time. */
export function* payRows(loading: Loading): Generator<readonly Cell[]> {
  const { fund, whole, numbers } = loading;
  const { pay } = whole.rows;
  const person = personOf(loading);
  const employer = employerOf(loading);
  const jobs = new Map(
    [...whole.people.jobs].flatMap(([of, some]) =>
      some.map(({ key, position, versions }) => [
        key,
        { person: person(of), position, report: numbers.reports[employer(versions[0]!.employer) - 1] },
      ]),
    ),
  );
  const byPlace = pay.jobs.map((key) => jobs.get(key)!);
  for (let row = 0; row < pay.length; row++) {
    const job = byPlace[pay.jobAt(row)]!;
    const cents = `{${pay
      .monthsAt(row)
      .map((month) => month ?? "NULL")
      .join(",")}}`;
    yield [fund, job.person, job.position, pay.yearAt(row), cents, job.report, pay.lineAt(row)];
  }
}
