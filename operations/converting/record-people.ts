import { dateText } from "@emeritus/records/dates.ts";
import { ENDLESS, formatDate } from "@emeritus/engine/dates.ts";
import { endOf } from "./careers.ts";
import { day, employerOf, type Loading, personOf, type TableRows, tableOf } from "./table-rows.ts";

/** What the record will hold of employers and of who people are: names, addresses, family, beneficiaries, agents. Pure. */
export function peopleRows(loading: Loading): TableRows[] {
  const { rows } = loading.whole;
  const person = personOf(loading);
  const table = tableOf(loading);
  return [
    ...employerRows(loading),
    table(
      "records.person",
      "person member_id",
      rows.people.map((row, at) => [person(row.person), loading.numbers.memberIds[at]]),
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
      rows.people
        .filter(({ died }) => died !== undefined)
        .map((row) => [person(row.person), formatDate(row.died!)]),
    ),
    ...reachRows(loading),
    ...familyRows(loading),
  ];
}

function employerRows(loading: Loading): TableRows[] {
  const { employers } = loading.whole.rows;
  const employer = employerOf(loading);
  const table = tableOf(loading);
  return [
    table(
      "records.employer",
      "employer code name valid_from",
      employers.map((row) => [employer(row.employer), row.employer, row.name, formatDate(row.since)]),
    ),
    table(
      "records.reporting_group",
      "reporting_group employer code name pay_cycle valid_from",
      employers.map((row) => [
        employer(row.employer),
        employer(row.employer),
        row.employer,
        row.name,
        row.pay_cycle,
        formatDate(row.since),
      ]),
    ),
  ];
}

/** Where people are reached: addresses of both files, e-mail and telephone. */
function reachRows(loading: Loading): TableRows[] {
  const { rows } = loading.whole;
  const person = personOf(loading);
  const table = tableOf(loading);
  const homes = rows.people
    .filter(({ street }) => street !== undefined)
    .map((row) => [
      person(row.person),
      "home",
      row.street,
      row.street2,
      row.city,
      row.state,
      row.postal_code,
      formatDate(row.born),
      "infinity",
    ]);
  const others = rows.addresses.map((row) => [
    person(row.person),
    row.kind,
    row.street,
    row.street2,
    row.city,
    row.state,
    row.postal_code,
    formatDate(row.from),
    endOf(row),
  ]);
  return [
    table("records.address", "person kind street street2 city state postal_code valid_from valid_to", [
      ...homes,
      ...others,
    ]),
    table(
      "records.contact",
      "person kind contact valid_from",
      rows.contacts.map((row) => [person(row.person), row.kind, row.contact, formatDate(row.from)]),
    ),
  ];
}

function familyRows(loading: Loading): TableRows[] {
  const { rows } = loading.whole;
  const person = personOf(loading);
  const table = tableOf(loading);
  return [
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
      "records.child",
      "person child relation disabled disability_proof valid_from",
      rows.children.map((row) => [
        person(row.person),
        person(row.child),
        row.relation,
        row.disabled ?? false,
        row.disabled === true ? (row.disability_proof ?? null) : null,
        formatDate(row.from),
      ]),
    ),
    table(
      "records.beneficiary",
      "person purpose beneficiary rank parts valid_from",
      rows.beneficiaries.map((row) => [
        person(row.person),
        row.purpose,
        person(row.beneficiary),
        row.rank,
        row.parts,
        formatDate(row.from),
      ]),
    ),
    table(
      "records.agent",
      "person rank agent may_name_beneficiaries valid_from",
      rows.agents.map((row) => [
        person(row.person),
        row.rank,
        person(row.agent),
        row.may_name_beneficiaries ?? false,
        day(row.from),
      ]),
    ),
  ];
}
