import { addDays, addMonths, ENDLESS, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { findAddress } from "@emeritus/records/address.ts";
import { benefitsOf } from "@emeritus/records/benefit.ts";
import { childrenOf } from "@emeritus/records/child.ts";
import type { Reading } from "@emeritus/records/db.ts";
import type { DisclosureItem } from "@emeritus/records/disclosure.ts";
import { employersOn } from "@emeritus/records/employer.ts";
import { employmentOf } from "@emeritus/records/employment.ts";
import { beneficiariesOf, marriagesOf } from "@emeritus/records/family.ts";
import { memberAccounts } from "@emeritus/records/member-account.ts";
import { heldOn } from "@emeritus/records/moment.ts";
import { payOf } from "@emeritus/records/pay.ts";
import { getPersons, type Person } from "@emeritus/records/person.ts";
import { longDate, longMonth, money } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { sql } from "kysely";
import { purposes } from "../naming/name-beneficiaries.ts";
import type { ClosedField } from "./decide-release.ts";
import { fullName } from "./open-facts.ts";

interface Asked {
  readonly db: Reading;
  readonly fund: number;
  readonly person: Person;
  readonly today: PlainDate;
  readonly words: Words;
}

const day = (date: PlainDate): string => longDate(formatDate(date));

/** The last day of a span in words, or that it goes on. */
const lastDay = (words: Words, to: PlainDate): string =>
  to === ENDLESS ? words.disclosure.told.now : day(addDays(to, -1));

const span = (words: Words, { from, to }: { from: PlainDate; to: PlainDate }): string =>
  words.disclosure.told.days({ from: day(from), to: lastDay(words, to) });

type Told = readonly (readonly [detail: string, value: string | null])[];

/** How each closed field is read: one place, so that nothing leaves that was not chosen. */
const readers: Readonly<Record<ClosedField, (asked: Asked) => Promise<Told>>> = {
  memberId: async ({ person }) => [["", person.memberId]],
  ssn: async () => [["", null]],
  birthDate: async ({ person }) => [["", day(person.born)]],
  address: async ({ db, fund, person, today }) => {
    const found = await findAddress(db, fund, person.person, { on: today });
    if (found === undefined) return [];
    const place = [found.city, found.state, found.postalCode].filter(Boolean).join(" ");
    return [["", [found.street, found.street2, place].filter(Boolean).join(", ")]];
  },
  contacts: async ({ db, fund, person, today, words }) => {
    const rows = await db
      .selectFrom("records.contact")
      .select(["kind", "contact"])
      .where("fund", "=", fund)
      .where("person", "=", person.person)
      .where(heldOn("records.contact", { on: today }))
      .orderBy("kind")
      .execute();
    return rows.map(({ kind, contact }) => [words.people.kinds[kind], contact]);
  },
  family: async ({ db, fund, person, words }) => {
    const says = words.disclosure.told;
    const marriages = await marriagesOf(db, fund, person.person);
    const children = await childrenOf(db, fund, person.person);
    const known = await named(db, fund, [
      ...marriages.map(({ spouse }) => spouse),
      ...children.map(({ child }) => child),
    ]);
    return [
      ...marriages.map(({ spouse, from, to }): readonly [string, string] => {
        const parts = { name: known(spouse).name, from: day(from) };
        return ["", to === ENDLESS ? says.marriage(parts) : says.marriageEnded({ ...parts, to: day(to) })];
      }),
      ...[...new Set(children.map(({ child }) => child))].map((child): readonly [string, string] => {
        const { name, born } = known(child);
        return ["", says.child({ name, born })];
      }),
    ];
  },
  beneficiaries: async ({ db, fund, person, today, words }) => {
    const told: (readonly [string, string])[] = [];
    for (const purpose of purposes) {
      const list = await beneficiariesOf(db, fund, person.person, purpose, { on: today });
      const known = await named(
        db,
        fund,
        list.map(({ beneficiary }) => beneficiary),
      );
      for (const one of list) {
        const of = list.filter(({ rank }) => rank === one.rank).reduce((sum, { parts }) => sum + parts, 0);
        const name = one.body?.name ?? known(one.beneficiary).name;
        const { beneficiaries } = words.people;
        const share = words.disclosure.told.share({ parts: one.parts, of });
        told.push([
          `${beneficiaries.purposes[purpose]}, ${beneficiaries.ranks[one.rank]}`,
          `${name}, ${share}`,
        ]);
      }
    }
    return told;
  },
  employment: async ({ db, fund, person, today, words }) => {
    const employers = new Map(
      (await employersOn(db, fund, { on: today })).map((one) => [one.employer, one.name]),
    );
    return (await employmentOf(db, fund, person.person)).map((job) => [
      employers.get(job.employer) ?? String(job.employer),
      `${words.enrolment.classes[job.memberClass]}, ${span(words, job)}`,
    ]);
  },
  pay: async ({ db, fund, person }) => {
    const years = new Map<string, number>();
    for (const { month, cents } of await payOf(db, fund, person.person)) {
      const year = formatDate(month).slice(0, 4);
      years.set(year, (years.get(year) ?? 0) + cents);
    }
    return [...years].map(([year, cents]) => [year, money(cents)]);
  },
  contributions: async ({ db, fund, person, words }) => {
    const says = words.disclosure.told;
    return (await memberAccounts(db, fund, [person.person])).flatMap(
      ({ account, contributedCents, interestCents }) => [
        [says.account({ account }), money(contributedCents)] as const,
        [says.interest({ account }), money(interestCents)] as const,
      ],
    );
  },
  benefits: async ({ db, fund, person, words }) => {
    const { letters, people } = words;
    return (await benefitsOf(db, fund, person.person)).map((one) => [
      `${people.whole.benefitKinds[one.kind]}, ${span(words, one)}`,
      `${words.retirement.options[one.option].name}, ${letters.retirementApproved.amountColumns[1].toLowerCase()} ${money(one.baseCents)}`,
    ]);
  },
  payments: async ({ db, fund, person, today }) => {
    const since = formatDate(addMonths(today, -12));
    const { rows } = await sql<{ period: string; cents: bigint }>`
      select period, sum(cents)::bigint as cents from runs.payment where fund = ${fund} and person = ${person.person} and paid_on > ${since}::date
      group by period order by period`.execute(db);
    return rows.map(({ period, cents }) => [longMonth(period), money(cents)]);
  },
};

async function named(
  db: Reading,
  fund: number,
  persons: readonly number[],
): Promise<(person: number) => { name: string; born: string }> {
  const found = new Map((await getPersons(db, fund, [...new Set(persons)])).map((one) => [one.person, one]));
  return (person) => {
    const one = found.get(person)!;
    return { name: fullName(one), born: day(one.born) };
  };
}

/** What the chosen fields hold of a person today, in the order chosen, and nothing else. A field that holds nothing says so. */
export async function closedRecordsOf(
  asked: Asked,
  fields: readonly ClosedField[],
): Promise<DisclosureItem[]> {
  const items: DisclosureItem[] = [];
  for (const field of fields) {
    const told = await readers[field](asked);
    if (told.length === 0) items.push({ field, detail: "", value: asked.words.disclosure.told.nothing });
    else items.push(...told.map(([detail, value]) => ({ field, detail, value })));
  }
  return items;
}
