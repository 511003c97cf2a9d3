import { addDays, formatDate, parseDate } from "@emeritus/engine/dates.ts";
import {
  employerNames,
  type MemberRecord,
  readMemberRecord,
} from "@emeritus/operations/estimating/read-member-record.ts";
import { type PayMonthSeen, readPayYear } from "@emeritus/operations/estimating/read-pay-year.ts";
import type { CareerRows, EmploymentRow, PayYearRow } from "@emeritus/records/career-rows.ts";
import { count, fromHundredths, longDate, longMonth, money, shortDate } from "@emeritus/words/format.ts";
import { monthsText } from "@emeritus/words/value.ts";
import { worksheetOf } from "@emeritus/words/worksheet.ts";
import { Empty, Facts, More, Sheet, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, link, menu, notFound, page, type View } from "../shared/routes.ts";
import { ownPerson } from "./own-record.ts";

async function show(asked: Asked): Promise<View> {
  const [record, employers] = await Promise.all([
    readMemberRecord(asked.system, asked.actor, ownPerson(asked), asked.moment),
    employerNames(asked.system),
  ]);
  const { member } = asked.words;
  return {
    title: member.record.title,
    over: member.over(record.career),
    body: (
      <Record
        record={record}
        employers={employers}
        yearsLink={(year) => link("/member/record/:year", { year })}
        serviceLink={link("/member/service")}
      />
    ),
    parts: [
      { id: "service", text: member.record.service },
      { id: "jobs", text: member.record.jobs },
      { id: "pay", text: member.record.pay },
    ],
  };
}

type Employers = ReadonlyMap<number, string>;

/** What a record holds, as the member reads it; the office shows the same. */
export function Record({
  record,
  employers,
  yearsLink,
  serviceLink,
  headings,
}: {
  record: MemberRecord;
  employers: Employers;
  /** Where the months of a year are, if the reader may open them. */
  yearsLink: ((year: number) => string) | undefined;
  /** Where the same service stands day by day. */
  serviceLink: string;
  /** How the parts are called where the reader is not the member. */
  headings?: { readonly service: string; readonly jobs: string; readonly pay: string };
}) {
  const words = useWords().member.record;
  const { rows } = record.career;
  return (
    <>
      <h2 id="service">{headings?.service ?? words.service}</h2>
      {headings === undefined ? <p>{words.serviceSays}</p> : null}
      <Service record={record} />
      <p>
        <a href={serviceLink}>{useWords().service.menu}</a>
      </p>
      <h2 id="jobs">{headings?.jobs ?? words.jobs}</h2>
      <Jobs caption={headings?.jobs ?? words.jobs} jobs={rows.employment} employers={employers} />
      {rows.leaves.length > 0 ? <Leaves leaves={rows.leaves} /> : null}
      {rows.credits.length > 0 ? <Credits credits={rows.credits} /> : null}
      <h2 id="pay">{headings?.pay ?? words.pay}</h2>
      {headings === undefined ? <p>{words.paySays}</p> : null}
      {rows.pay.length === 0 ? (
        <Empty>{words.noPay}</Empty>
      ) : (
        <Pay caption={headings?.pay ?? words.pay} years={rows.pay} yearsLink={yearsLink} />
      )}
    </>
  );
}

function Service({ record }: { record: MemberRecord }) {
  const all = useWords();
  const words = all.member.record;
  const { rows } = record.career;
  const { value } = record.service;
  const firstHired = rows.employment.find(({ eligible }) => eligible)?.from;
  return (
    <>
      <Facts
        facts={[
          {
            name: words.credited,
            value: value === undefined ? all.worksheet.cannot : monthsText(all, value),
          },
          { name: words.vestedFact, value: record.vested.value ? all.common.yes : all.common.no },
          {
            name: words.born,
            value: rows.born ? (
              <>
                {longDate(rows.born)} <Tag>{rows.birthProof ? words.bornProven : words.bornNotProven}</Tag>
              </>
            ) : (
              all.common.none
            ),
          },
          { name: words.firstHired, value: firstHired ? longDate(firstHired) : all.common.none },
          { name: words.spouse, value: rows.spouse?.name ?? words.noSpouse },
        ]}
      />
      <More summary={words.howService}>
        <Sheet lines={worksheetOf(all, record.service.explanation)} />
      </More>
    </>
  );
}

/** The last day of a span that the record ends on the day after. */
function lastDay(to: string): string | undefined {
  if (to === "infinity") return undefined;
  return formatDate(addDays(parseDate(to), -1));
}

function Jobs({
  caption,
  jobs,
  employers,
}: {
  caption: string;
  jobs: readonly EmploymentRow[];
  employers: Employers;
}) {
  const all = useWords().member;
  const words = all.record;
  const plans: Readonly<Partial<{ [plan: string]: string }>> = all.plans;
  return (
    <Table
      caption={caption}
      quiet
      rows={jobs}
      keyOf={({ position, from }) => `${position} ${from}`}
      columns={[
        {
          head: words.employer,
          names: true,
          cell: ({ employer }) =>
            employers.get(employer) ?? words.unknownEmployer({ number: count(employer) }),
        },
        { head: words.from, cell: ({ from }) => shortDate(from) },
        {
          head: words.to,
          cell: ({ to }) => {
            const last = lastDay(to);
            return last === undefined ? words.now : shortDate(last);
          },
        },
        { head: words.plan, cell: ({ plan }) => plans[plan] ?? plan },
      ]}
    />
  );
}

function Leaves({ leaves }: Pick<CareerRows, "leaves">) {
  const words = useWords().member.record;
  return (
    <Table
      caption={words.leaves}
      rows={leaves}
      keyOf={({ position, from }) => `${position} ${from}`}
      columns={[
        { head: words.leaveKind, names: true, cell: ({ kind }) => words.leaveKinds[kind] },
        { head: words.from, cell: ({ from }) => shortDate(from) },
        {
          head: words.to,
          cell: ({ to }) => {
            const last = lastDay(to);
            return last === undefined ? words.now : shortDate(last);
          },
        },
      ]}
    />
  );
}

function Credits({ credits }: Pick<CareerRows, "credits">) {
  const all = useWords();
  const words = all.member.record;
  return (
    <Table
      caption={words.credits}
      rows={credits}
      keyOf={(_, index) => index}
      columns={[
        { head: words.creditKind, names: true, cell: ({ kind }) => words.creditKinds[kind] },
        {
          head: words.creditAmount,
          cell: ({ months, hoursHundredths }) =>
            hoursHundredths > 0
              ? all.worksheet.hours({ hours: fromHundredths(hoursHundredths) })
              : monthsText(all, months),
        },
      ]}
    />
  );
}

interface Year {
  readonly year: number;
  readonly months: number;
  readonly cents: bigint;
}

/** The years of all positions together, the latest first. */
function yearsOf(rows: readonly PayYearRow[]): Year[] {
  const years = new Map<number, { months: Set<number>; cents: bigint }>();
  for (const { year, cents } of rows) {
    const sum = years.get(year) ?? { months: new Set(), cents: 0n };
    for (const [slot, amount] of cents.entries()) {
      if (amount === null) continue;
      sum.months.add(slot);
      sum.cents += BigInt(amount);
    }
    years.set(year, sum);
  }
  return [...years]
    .map(([year, { months, cents }]) => ({ year, months: months.size, cents }))
    .toSorted((a, b) => b.year - a.year);
}

function Pay({
  caption,
  years,
  yearsLink,
}: {
  caption: string;
  years: readonly PayYearRow[];
  yearsLink: ((year: number) => string) | undefined;
}) {
  const words = useWords().member.record;
  return (
    <Table
      caption={caption}
      quiet
      rows={yearsOf(years)}
      keyOf={({ year }) => year}
      columns={[
        {
          head: words.year,
          names: true,
          cell: ({ year }) =>
            yearsLink ? (
              <a href={yearsLink(year)}>
                {year}
                <span className="usa-sr-only">: {words.eachMonth({ year: String(year) })}</span>
              </a>
            ) : (
              year
            ),
        },
        { head: words.months, number: true, cell: ({ months }) => words.monthsOf({ months }) },
        { head: words.total, number: true, cell: ({ cents }) => money(cents) },
      ]}
    />
  );
}

async function showYear(asked: Asked<"/member/record/:year">): Promise<View> {
  if (!/^\d{4}$/.test(asked.params.year)) throw notFound();
  const year = Number(asked.params.year);
  const months = await readPayYear(asked.system, asked.actor, {
    person: ownPerson(asked),
    year,
    knownAt: asked.moment.knownAt,
  });
  if (months.length === 0) throw notFound();
  const words = asked.words.member.record;
  return {
    title: words.yearTitle({ year: asked.params.year }),
    over: <a href={`${link("/member/record")}#pay`}>{words.title}</a>,
    body: <Months year={year} months={months} />,
  };
}

function Months({ year, months }: { year: number; months: readonly PayMonthSeen[] }) {
  const words = useWords().member.record;
  return (
    <>
      <p>{words.wrong}</p>
      <Table
        caption={words.yearTitle({ year: String(year) })}
        quiet
        rows={months}
        keyOf={({ month }) => month}
        columns={[
          {
            head: words.month,
            names: true,
            cell: ({ month }) => longMonth(`${year}-${String(month).padStart(2, "0")}`),
          },
          {
            head: words.source,
            cell: ({ entries }) =>
              entries
                .map(({ report, reportRow }) =>
                  words.report({ report: count(report), row: count(reportRow) }),
                )
                .join("; "),
          },
          { head: words.amount, number: true, cell: ({ cents }) => money(cents) },
        ]}
      />
    </>
  );
}

menu("member", "read a record", "/member/record", (words) => words.member.menu.record);
page({ path: "/member/record", owner: "member", may: "read a record", clocks: true, show });
page({ path: "/member/record/:year", owner: "member", may: "read a record", clocks: true, show: showYear });
