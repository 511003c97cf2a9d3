import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { fromCanonicalJson } from "./canonical.ts";
import { add, correct } from "./correct.ts";
import { dateOf, dateOrNone, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import type { DivisionAsk } from "./division-tables.ts";
import { known, type Known } from "./moment.ts";
import type { Cents, DateText, Instant } from "./schema.ts";

/** A division of benefits order as it is recorded; what the order leaves out is absent. */
export interface DivisionOrder {
  readonly member: number;
  readonly caseNumber: number;
  /** The former spouse. */
  readonly alternatePayee: number;
  readonly court: string;
  readonly causeNumber: string;
  readonly issued: PlainDate;
  readonly received: PlainDate;
  readonly married: PlainDate | undefined;
  readonly dissolved: PlainDate | undefined;
  /** The day to which the order divides, where it names one earlier than the dissolution. */
  readonly dividedTo: PlainDate | undefined;
  /** The former spouse's share, in hundredths of a percent. */
  readonly share: number | undefined;
  /** Whole cents a month, where the order names dollars in place of a share. */
  readonly amount: Cents | undefined;
  readonly certified: boolean;
  /** Whether it names both parties with what the law asks for, and the system. */
  readonly identifies: boolean;
  readonly asks: readonly DivisionAsk[];
  /** The case of the order in whose place this one comes. */
  readonly amends: number | undefined;
}

const orNull = (date: PlainDate | undefined): DateText | null => (date === undefined ? null : dateText(date));

const rowOf = (fund: number, order: DivisionOrder) => ({
  fund,
  person: order.member,
  case_number: order.caseNumber,
  alternate_payee: order.alternatePayee,
  court: order.court,
  cause_number: order.causeNumber,
  received: dateText(order.received),
  married: orNull(order.married),
  dissolved: orNull(order.dissolved),
  divided_to: orNull(order.dividedTo),
  share_hundredths: order.share ?? null,
  amount_cents: order.amount ?? null,
  certified: order.certified,
  identifies: order.identifies,
  asks: [...order.asks],
  amends: order.amends ?? null,
  valid_from: dateText(order.issued),
});

/** Records an order as it came. */
export async function recordOrder(
  tx: Tx,
  fund: number,
  order: DivisionOrder,
  instant: Instant,
): Promise<void> {
  await add(tx, "records.division_order", [rowOf(fund, order)], instant);
}

/** Records what an order says in place of what was read before. */
export async function correctOrder(
  tx: Tx,
  fund: number,
  before: DivisionOrder,
  order: DivisionOrder,
  instant: Instant,
): Promise<void> {
  const key = { fund, person: before.member, case_number: before.caseNumber };
  const from = Math.min(before.issued, order.issued);
  await correct(tx, "records.division_order", key, { from }, [rowOf(fund, order)], instant);
}

const rows = (db: Reading, fund: number, when: Known) =>
  db
    .selectFrom("records.division_order")
    .selectAll()
    .where("fund", "=", fund)
    .where(known("records.division_order", when));

type Row = Awaited<ReturnType<ReturnType<typeof rows>["executeTakeFirstOrThrow"]>>;

const orderOf = (row: Row): DivisionOrder => ({
  member: row.person,
  caseNumber: row.case_number,
  alternatePayee: row.alternate_payee,
  court: row.court,
  causeNumber: row.cause_number,
  issued: dateOf(row.valid_from),
  received: dateOf(row.received),
  married: dateOrNone(row.married),
  dissolved: dateOrNone(row.dissolved),
  dividedTo: dateOrNone(row.divided_to),
  share: row.share_hundredths ?? undefined,
  amount: row.amount_cents ?? undefined,
  certified: row.certified,
  identifies: row.identifies,
  asks: row.asks,
  amends: row.amends ?? undefined,
});

/** The order of a case, as it was known. */
export async function findOrder(
  db: Reading,
  fund: number,
  of: { readonly person: number; readonly caseNumber: number },
  when: Known = {},
): Promise<DivisionOrder | undefined> {
  const row = await rows(db, fund, when)
    .where("person", "=", of.person)
    .where("case_number", "=", of.caseNumber)
    .executeTakeFirst();
  return row && orderOf(row);
}

/** The orders that divide a person's annuity or give the person a part of another's, in order of case. */
export async function ordersWith(
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<DivisionOrder[]> {
  const found = await rows(db, fund, when)
    .where((read) => read.or([read("person", "=", person), read("alternate_payee", "=", person)]))
    .orderBy("case_number")
    .execute();
  return found.map(orderOf);
}

/** A former spouse's part of an annuity, as its latest determination has it, with the order by which it was made. */
export interface PartOfRecord {
  readonly member: number;
  /** The former spouse's own benefit. */
  readonly benefit: number;
  readonly person: number;
  readonly determination: number;
  /** At the annuity starting date. */
  readonly cents: Cents;
  readonly inputs: unknown;
  readonly result: unknown;
  readonly effective: DateText;
  readonly order: DivisionOrder;
}

/** The parts of some members' annuities that orders gave to former spouses, whether they are paid still or not, in order of benefit. */
export async function partsOf(
  db: Reading,
  fund: number,
  members: readonly number[],
  when: Known = {},
): Promise<PartOfRecord[]> {
  if (members.length === 0) return [];
  type Made = Omit<PartOfRecord, "order" | "inputs" | "result"> & {
    readonly inputs: string;
    readonly result: string;
    readonly caseNumber: number;
  };
  const { rows: made } = await sql<Made>`
    select distinct on (b.benefit) b.member, b.benefit, b.person, b.determination, b.base_cents as cents, d.inputs, d.result, d.effective, s.case_number as "caseNumber"
    from records.benefit b
    join records.determination d on (d.fund, d.person, d.determination) = (b.fund, b.person, b.determination)
    join records.case_step s on (s.fund, s.person) = (b.fund, b.member) and s.action = 'divide' and (s.facts::jsonb ->> 'benefit')::int = b.benefit
    where b.fund = ${fund} and b.kind = 'formerSpouse' and b.member = any(${[...members]}::int[]) and ${known("b", when)}
    order by b.benefit, b.valid_from desc`.execute(db);
  if (made.length === 0) return [];
  const of = [...new Set(made.map(({ member }) => member))];
  const orders = (await rows(db, fund, when).where("person", "in", of).execute()).map(orderOf);
  return made.flatMap(({ caseNumber, inputs, result, ...one }) => {
    const order = orders.find((each) => each.caseNumber === caseNumber);
    return order === undefined
      ? []
      : [{ ...one, order, inputs: fromCanonicalJson(inputs), result: fromCanonicalJson(result) }];
  });
}

/** An order in the list of the office. */
export interface DivisionRow {
  readonly person: number;
  readonly caseNumber: number;
  readonly memberId: string;
  readonly name: string;
  readonly formerSpouse: string;
  readonly court: string;
  readonly causeNumber: string;
  readonly received: DateText;
  readonly share: number | null;
  readonly status: string;
  /** The next open duty of the case. */
  readonly due: DateText | null;
  readonly duty: string | null;
  readonly owner: string | null;
}

/** The orders, those that ask for work first and then newest first, without those of the reader's own person. */
export async function divisionRows(
  db: Reading,
  fund: number,
  asked: { readonly open: readonly string[]; readonly except: number | undefined; readonly most: number },
): Promise<DivisionRow[]> {
  const { rows: found } = await sql<DivisionRow>`
    select d.person, d.case_number as "caseNumber", p.member_id as "memberId", d.court, d.cause_number as "causeNumber", d.received,
      d.share_hundredths as share, s.status, o.due, o.kind as duty, o.owner,
      coalesce(n.first_name || ' ' || n.last_name, p.member_id) as name,
      coalesce(a.first_name || ' ' || a.last_name, '') as "formerSpouse"
    from records.division_order d
    join records.person p on p.fund = d.fund and p.person = d.person
    join lateral (select s.status from records.case_step s where s.fund = d.fund and s.person = d.person and s.case_number = d.case_number
      order by s.step desc limit 1) s on true
    left join records.person_name n on n.fund = d.fund and n.person = d.person and n.valid_to = 'infinity' and n.recorded_to = 'infinity'
    left join records.person_name a on a.fund = d.fund and a.person = d.alternate_payee and a.valid_to = 'infinity' and a.recorded_to = 'infinity'
    left join lateral (select o.due, o.kind, o.owner from records.obligation o where o.fund = d.fund and o.case_number = d.case_number
      and o.recorded_to = 'infinity' and o.status = 'open' order by o.due, o.obligation limit 1) o on true
    where d.fund = ${fund} and ${known("d", {})} and d.person is distinct from ${asked.except ?? null}::int
      and d.alternate_payee is distinct from ${asked.except ?? null}::int
    order by s.status = any(${[...asked.open]}::text[]) desc, d.case_number desc limit ${asked.most}`.execute(
    db,
  );
  return found;
}
