import { addDays, ENDLESS, formatDate } from "@emeritus/engine/dates.ts";
import { canonicalJson } from "@emeritus/records/canonical.ts";
import type { Cell } from "@emeritus/records/copy.ts";
import { dateText } from "@emeritus/records/dates.ts";
import { encodeFacts } from "../determining/inputs.ts";
import { lawVersionOf } from "../determining/record-determination.ts";
import { beginsOn } from "./check-payees.ts";
import { CONVERTED, convertedResult } from "./converted-result.ts";
import type { Row } from "./layout.ts";
import { paidHere } from "./paid-here.ts";
import { planOfPayee } from "./plan-laws.ts";
import { factsOfPayee } from "./stated-facts.ts";
import {
  type ClosedText,
  day,
  type Loading,
  otherSystem,
  personOf,
  type TableRows,
  tableOf,
} from "./table-rows.ts";

/** What the record will hold of who is paid: determinations, benefits, accounts at a bank, and payments made before. Pure. */
export function benefitRows(loading: Loading): TableRows[] {
  const { rows, people } = loading.whole;
  const table = tableOf(loading);
  const { retirements } = loading.whole;
  const numbered = rows.payees.map((row, at) => ({
    row,
    benefit: loading.numbers.benefits[at]!,
    by: paidHere(people, row, retirements.get(row.member)?.byLaw.increases),
  }));
  const paid = numbered.flatMap(({ by, ...one }) => ("why" in by ? [] : [{ ...one, by }]));
  const other = numbered.filter(({ by }) => "why" in by);
  const person = personOf(loading);
  const determinations = determinationsOf(loading);
  const shared = (row: Row<"payees">): Cell[] => [
    determinations.get(row.member),
    row.base,
    row.temporary ?? 0n,
    (row.temporary ?? 0n) > 0n ? day(row.temporary_ends) : null,
    formatDate(beginsOn(row)),
    dateText(row.ends ?? ENDLESS),
  ];
  const amounts = "determination base_cents temporary_cents temporary_ends valid_from valid_to";
  const benefits = new Map(numbered.map(({ row, benefit }) => [row.benefit, benefit]));
  return [
    table(
      "records.determination",
      "person determination kind law_version inputs result effective known_at calculated_by approved_by",
      determinationRows(loading, determinations),
    ),
    table(
      "records.benefit",
      `person benefit member kind plan increases payment_option ${amounts}`,
      paid.map(({ row, benefit, by }) => [
        person(row.payee),
        benefit,
        person(row.member),
        row.kind,
        by.plan,
        by.increases,
        row.option,
        ...shared(row),
      ]),
    ),
    table(
      "records.converted_payee",
      `benefit payee member plan kind payment_option ${amounts}`,
      other.map(({ row, benefit }) => [
        benefit,
        person(row.payee),
        person(row.member),
        planOfPayee(people, row),
        row.kind,
        row.option,
        ...shared(row),
      ]),
    ),
    table(
      "records.converted_payment",
      "benefit year gross_cents taxable_cents federal_cents state_cents",
      rows.payments.map((row) => [
        benefits.get(row.benefit),
        row.year,
        row.gross,
        row.taxable,
        row.federal ?? 0n,
        row.state ?? 0n,
      ]),
    ),
    accountTable(loading),
  ];
}

/** The determination of each member's retirement, by member. */
const determinationsOf = ({ whole, numbers }: Loading): ReadonlyMap<string, number> =>
  new Map([...whole.retirements.keys()].map((member, at) => [member, numbers.determinations[at]!]));

/** The facts of a determination are made as it is written: those of a whole fund fit into no memory. */
function* determinationRows(
  loading: Loading,
  determinations: ReadonlyMap<string, number>,
): Generator<readonly Cell[]> {
  const { whole, accepted, instant, actor } = loading;
  const person = personOf(loading);
  const families = Map.groupBy(whole.rows.payees, ({ member }) => member);
  const byBenefit = Map.groupBy(accepted, ({ of }) => of);
  for (const [member, retirement] of whole.retirements) {
    const family = families.get(member)!;
    const own = family.flatMap(({ benefit }) => byBenefit.get(benefit) ?? []);
    yield [
      person(member),
      determinations.get(member),
      CONVERTED,
      lawVersionOf(retirement.law.plan),
      canonicalJson(encodeFacts(factsOfPayee(whole.people, retirement.row))),
      canonicalJson(convertedResult(retirement, family, own)),
      formatDate(retirement.row.annuity_starting_date),
      instant,
      otherSystem,
      actor,
    ];
  }
}

/** The account of each payee: that of the first row that names one. */
const accountsOf = ({ whole }: Loading): Row<"payees">[] => [
  ...new Map(
    whole.rows.payees
      .filter(({ account }) => account !== undefined)
      .toReversed()
      .map((row) => [row.payee, row]),
  ).values(),
];

function accountTable(loading: Loading): TableRows {
  const person = personOf(loading);
  const born = (old: string) => loading.whole.people.people.get(old)!.born;
  return tableOf(loading)(
    "records.bank_account",
    "person account routing kind last4 status entered_by valid_from",
    accountsOf(loading).map((row) => [
      person(row.payee),
      1,
      row.routing,
      row.account_kind,
      row.account!.slice(-4),
      "held",
      loading.actor,
      formatDate(Math.max(born(row.payee), addDays(beginsOn(row), -60))),
    ]),
  );
}

/** Every closed value of the files, in clear, one at a time. */
export function* closedTexts(loading: Loading): Generator<ClosedText> {
  const person = personOf(loading);
  for (const row of loading.whole.rows.people)
    yield { person: person(row.person), field: "ssn", slot: 0, text: row.ssn };
  for (const row of accountsOf(loading))
    yield { person: person(row.payee), field: "bankAccount", slot: 1, text: row.account! };
}
