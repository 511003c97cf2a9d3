import { to as copyTo } from "pg-copy-streams";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { PoolClient } from "pg";
import { dateText } from "./dates.ts";
import { withClient, type Tx } from "./db.ts";
import { unpackCopy, type PackedKind, type Unpacked } from "./packed.ts";
import { increaseKinds, plansInPayment } from "./plans-in-payment.ts";
import { ofDivision, registerHolds } from "./register-paid.ts";
import { notMatched, toBePaidAgain } from "./receivable.ts";
import type { Run } from "./run.ts";
import type { Instant } from "./schema.ts";
import { scrubbed } from "./scrub.ts";
import "./payroll-tables.ts";

/**
 * The tables that a payroll's roll is read from, each by one COPY as it stands. A value that most rows do not have, or have as
 * nought, is sent as null: that spares its bytes.
 */

/** Each value of a sheet: how it is packed, and what it is in SQL. */
type Values = Readonly<Record<string, readonly [PackedKind, string]>>;
type Shape<V extends Values> = { readonly [N in keyof V]: V[N][0] };
type Sheet<V extends Values> = Unpacked<Shape<V>>;

const flag = (condition: string) => ["byte", `nullif((${condition})::int, 0)::smallint`] as const;
const seldom = (cents: string) => ["cents", `nullif(${cents}, 0)`] as const;
/** 0 stands for ever. */
const lastDay = (date: string) => ["date", `nullif(${date}, 'infinity')`] as const;

/** The place of a word in a list; that of the first is null. */
const codeOf = (column: string, [usual, ...others]: readonly string[]) =>
  [
    "byte",
    `case ${column} when '${usual}' then null ${others.map((word, at) => `when '${word}' then ${at + 1}`).join(" ")} end::smallint`,
  ] as const;

const benefitValues = {
  benefit: ["int", "v.benefit"],
  person: ["int", "v.person"],
  member: ["int", "v.member"],
  kind: [
    "byte",
    "case v.kind when 'retirement' then null when 'survivor' then 1 when 'formerSpouse' then 3 else 2 end::smallint",
  ],
  option: [
    "byte",
    "case v.payment_option when 'lifeIncome' then null when 'joint50' then 1 when 'joint100' then 2 when 'guaranteed120' then 3 when 'guaranteed180' then 4 else 5 end::smallint",
  ],
  plan: codeOf("v.plan", plansInPayment),
  increases: codeOf("v.increases", increaseKinds),
  determination: ["int", "v.determination"],
  baseCents: ["cents", "v.base_cents"],
  temporaryCents: seldom("v.temporary_cents"),
  temporaryEnds: ["date", "v.temporary_ends"],
  held: [
    "byte",
    "case when v.status <> 'held' then null when v.kind = 'guaranteedPayments' and v.person = v.member then 2 else 1 end::smallint",
  ],
  from: ["date", "v.valid_from"],
  to: lastDay("v.valid_to"),
  payableFrom: ["date", "v.payable_from"],
} as const satisfies Values;

const sheetValues = {
  persons: { person: ["int", "p.person"], memberId: ["text", "p.member_id"] },
  names: {
    person: ["int", "n.person"],
    name: ["text", "n.last_name || ' ' || n.first_name || coalesce(' ' || left(n.middle_name, 1), '')"],
  },
  births: { person: ["int", "b.person"], born: ["date", "b.born"] },
  deaths: { person: ["int", "d.person"], died: ["date", "d.died"] },
  spouses: {
    member: ["int", "m.person"],
    from: ["date", "m.valid_from"],
    to: lastDay("m.valid_to"),
    died: ["date", "d.died"],
  },
  orders: {
    benefit: ["int", "(s.facts::jsonb ->> 'benefit')::int"],
    share: ["int", "coalesce(d.share_hundredths, 0)"],
    issued: ["date", "d.valid_from"],
    takenOverOf: seldom("t.annuity_cents"),
    takenOver: seldom("t.part_cents"),
    // The order that was issued first goes before, or by the fund's choice the one that was received first (MSEP2000-Q72).
    rank: ["date", `case when f.value = '"received"' then d.received else d.valid_from end`],
  },
  legislators: { person: ["int", "s.person"], legislator: ["byte", "1::smallint"] },
  accounts: {
    person: ["int", "a.person"],
    account: ["byte", "a.account"],
    state: [
      "byte",
      "case a.status when 'held' then 1 when 'confirmed' then 2 when 'stopped' then 3 else 0 end::smallint",
    ],
    savings: flag("a.kind = 'savings'"),
    routing: ["text", "a.routing"],
  },
  fresh: { person: ["int", "k.person"], account: ["byte", "k.slot"] },
  holds: { person: ["int", "o.person"], reason: ["byte", "o.reason"] },
  returned: { benefit: ["int", "r.benefit"], cents: ["cents", "sum(r.cents)::bigint"] },
  last: {
    benefit: ["int", "i.benefit"],
    outcome: [
      "byte",
      "case i.outcome when 'paid' then 1 when 'held' then 2 when 'notDue' then 3 else 0 end::smallint",
    ],
    notBegun: flag("i.reason = 'notBegun'"),
    cents: ["cents", "i.cents"],
    reissuedCents: seldom("i.reissued_cents"),
    monthCents: ["cents", "i.month_cents"],
    temporaryCents: seldom("i.temporary_cents"),
    arrearsCents: seldom("i.arrears_cents"),
    owedFrom: ["date", "i.owed_from"],
  },
} as const satisfies Record<string, Values>;

type Named = typeof sheetValues;

/** Every version of the benefits, as known, in order of benefit and first day. */
export type BenefitVersions = Sheet<typeof benefitValues & { corrected: readonly ["byte", string] }>;
/** The sheets that lie beside the benefits: by person, by member or by benefit. */
export type Sheets = { readonly [N in keyof Named]: Sheet<Named[N]> };

/** What the sheets are read for. */
export interface SheetsAsked {
  readonly fund: number;
  readonly paymentDate: PlainDate;
  readonly knownAt: Instant;
  readonly last?: Pick<Run, "run" | "knownAt"> | undefined;
  readonly pagesKnownAt?: Instant | undefined;
  readonly reasons: readonly string[];
  readonly benefit?: number | undefined;
  /** Only what these members' service pays, to whomever. */
  readonly members?: readonly number[] | undefined;
  /** Only these persons and benefits. */
  readonly persons?: readonly number[];
  readonly benefits?: readonly number[];
}

/** Reads the versions of benefits: all of the fund's, or those of the member whose service earned the benefit asked for, or of some members. */
export function readBenefits(
  tx: Tx,
  { fund, knownAt, last, benefit, members }: Omit<SheetsAsked, "persons" | "benefits">,
): Promise<BenefitVersions> {
  const known = knownIn(fund, knownAt);
  const ofOne =
    benefit === undefined
      ? ""
      : ` and v.member in (select o.member from records.benefit o where o.fund = ${numberOf(fund)} and o.benefit = ${numberOf(benefit)})`;
  const only = members === undefined ? ofOne : ` and v.member in (${listOf(members)})`;
  const corrected = flag(`v.recorded_from > ${instantOf(last?.knownAt ?? "infinity")}`);
  return withClient(tx, (client) =>
    readSheet(
      client,
      { ...benefitValues, corrected },
      `records.benefit v where ${known("v")}${only} order by v.benefit, v.valid_from`,
    ),
  );
}

/** Reads the sheets beside the benefits, one after the other. */
export function readSheets(tx: Tx, asked: SheetsAsked): Promise<Sheets> {
  const froms = Object.entries(rowsOf(asked)) as [keyof Named, string][];
  return withClient(tx, async (client) => {
    const sheets: Partial<Record<keyof Named, unknown>> = {};
    for (const [name, from] of froms) sheets[name] = await readSheet(client, sheetValues[name], from);
    return sheets as Sheets;
  });
}

/** Where the rows of each sheet come from. */
function rowsOf(asked: SheetsAsked): Record<keyof Named, string> {
  const fund = numberOf(asked.fund);
  const payday = `date '${dateText(asked.paymentDate)}'`;
  const at = instantOf(asked.knownAt);
  const only = (column: string) =>
    asked.persons === undefined ? "" : ` and ${column} in (${listOf(asked.persons)})`;
  const onlyBenefit = (column: string) =>
    asked.benefits === undefined ? "" : ` and ${column} in (${listOf(asked.benefits)})`;
  const known = (table: string) => `${knownIn(asked.fund, asked.knownAt)(table)}${only(`${table}.person`)}`;
  const onPayday = (table: string) =>
    `${known(table)} and ${table}.valid_from <= ${payday} and ${table}.valid_to > ${payday}`;
  return {
    persons: `records.person p where p.fund = ${fund}${only("p.person")}`,
    names: `records.person_name n where ${onPayday("n")}`,
    births: `records.person_birth b where ${known("b")}`,
    deaths: `records.person_death d where ${known("d")}`,
    spouses: `records.marriage m join records.person_death d on d.person = m.spouse and ${knownIn(asked.fund, asked.knownAt)("d")} where ${known("m")}`,
    // The order by which each part was made; the same two may have had others, which were rejected.
    orders: `records.division_order d join records.case_step s on (s.fund, s.person, s.case_number) = (d.fund, d.person, d.case_number)
      and s.action = 'divide' and s.recorded_from <= ${at}
      left join records.division_takeover t on t.fund = d.fund and t.part = (s.facts::jsonb ->> 'benefit')::int and t.recorded_from <= ${at} and ${registerHolds(ofDivision, at)}
      left join records.fund_setting f on f.name = 'division.precedence' and ${knownIn(asked.fund, asked.knownAt)("f")}
      and f.valid_from <= ${payday} and f.valid_to > ${payday} where ${known("d")}`,
    legislators: `(select distinct s.person from records.assembly_service s where ${known("s")}) s`,
    accounts: `records.bank_account a where ${onPayday("a")}`,
    // Explaining some benefits asks for no account number, and readers have no right to closed fields.
    fresh:
      asked.benefits === undefined
        ? `records.closed_field k where k.field = 'bankAccount' and ${known("k")} and k.recorded_from > ${instantOf(asked.pagesKnownAt ?? "-infinity")}`
        : `(select 0 as person, 0::smallint as slot where false) k`,
    holds: `(
      select o.person, (min(array_position(array[${asked.reasons.map(wordOf).join(", ")}], o.reason)) - 1)::smallint as reason
      from records.payee_hold o where o.status = 'open' and ${known("o")} group by o.person) o`,
    returned: `runs.payment_return r where r.fund = ${fund}${onlyBenefit("r.benefit")} and r.recorded_from <= ${at}
      and ${toBePaidAgain("r")} and ${notMatched("r", asked.knownAt)}
      group by r.benefit`,
    last: `runs.run_item i where i.fund = ${fund} and i.run = ${numberOf(asked.last?.run ?? -1)}${onlyBenefit("i.benefit")}`,
  };
}

async function readSheet<const V extends Values>(
  client: PoolClient,
  values: V,
  from: string,
): Promise<Sheet<V>> {
  const columns = Object.values(values).map(([, what]) => what);
  const shape = Object.fromEntries(Object.entries(values).map(([name, [kind]]) => [name, kind])) as Shape<V>;
  try {
    return await unpackCopy(
      client.query(copyTo(`copy (select ${columns.join(", ")} from ${from}) to stdout (format binary)`)),
      shape,
    );
  } catch (error) {
    throw scrubbed(error);
  }
}

const knownIn = (fund: number, knownAt: Instant) => (table: string) =>
  `${table}.fund = ${numberOf(fund)} and ${table}.recorded_from <= ${instantOf(knownAt)} and ${table}.recorded_to > ${instantOf(knownAt)}`;

/** An instant as a literal; COPY takes no parameters, and instants only have digits and a few marks. */
function instantOf(instant: Instant): string {
  if (!/^(-?infinity|[0-9 :.+-]+)$/.test(instant)) throw new RangeError("this is not an instant");
  return `timestamptz '${instant}'`;
}

function wordOf(word: string): string {
  if (!/^[a-zA-Z]*$/.test(word)) throw new RangeError("this is not a word");
  return `'${word}'`;
}

/** A list for `in`; no row has the number that stands for an empty one. */
const listOf = (numbers: readonly number[]): string =>
  numbers.length === 0 ? "-1" : numbers.map(numberOf).join(", ");

function numberOf(number: number): string {
  if (!Number.isSafeInteger(number)) throw new RangeError("this is not a whole number");
  return String(number);
}
