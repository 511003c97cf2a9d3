import type { PlainDate } from "@emeritus/engine/dates.ts";
import { buffer } from "node:stream/consumers";
import { sql } from "kysely";
import { to as copyTo } from "pg-copy-streams";
import { dateText } from "./dates.ts";
import { withClient, type Reading, type Tx } from "./db.ts";
import { unpackCopy, type Packed, type PackedKind } from "./packed.ts";
import type { Run } from "./run.ts";
import type { DateText, Instant } from "./schema.ts";
import { scrubbed } from "./scrub.ts";
import "./payroll-tables.ts";

/** What to read of everyone on the roll. */
export interface RollAsked {
  readonly fund: number;
  readonly month: PlainDate;
  readonly paymentDate: PlainDate;
  readonly knownAt: Instant;
  /** The last run that was not withdrawn, if any. */
  readonly last?: Pick<Run, "run" | "knownAt"> | undefined;
  /** The known-at of the kept pages of pay lines: accounts recorded later are marked fresh. */
  readonly pagesKnownAt?: Instant | undefined;
  readonly reasons: readonly string[];
  /** Only this benefit, to explain one payment. */
  readonly benefit?: number | undefined;
}

/** Each value of the roll: how it is packed, and what it is in SQL. */
const values = {
  benefit: ["int", "b.benefit"],
  person: ["int", "b.person"],
  kind: ["byte", "case b.kind when 'retirement' then 0 when 'survivor' then 1 else 2 end::smallint"],
  option: [
    "byte",
    "case b.payment_option when 'lifeIncome' then 0 when 'joint50' then 1 when 'joint100' then 2 when 'guaranteed120' then 3 else 4 end::smallint",
  ],
  annuityStartingDate: ["date", "case when b.kind = 'retirement' then b.begins else own.begins end"],
  begins: ["date", "b.begins"],
  payableFrom: ["date", "coalesce(b.payable_from, b.begins)"],
  ends: ["date", "b.ends"],
  baseCents: ["cents", "case when b.kind = 'retirement' then b.base_cents else own.base_cents end"],
  lifeIncomeCents: ["cents", "life.cents"],
  legislator: ["byte", "(leg.person is not null)::int::smallint"],
  temporaryCents: ["cents", "b.temporary_cents"],
  temporaryEnds: ["date", "b.temporary_ends"],
  memberBorn: ["date", "mb.born"],
  memberDied: ["date", "md.died"],
  spouseDied: ["date", "sd.died"],
  payeeDied: ["date", "pd.died"],
  reissueCents: ["cents", "back.cents"],
  accountState: [
    "byte",
    "case a.status when 'held' then 1 when 'confirmed' then 2 when 'stopped' then 3 else 0 end::smallint",
  ],
  account: ["byte", "a.account"],
  savings: ["byte", "(a.kind = 'savings')::int::smallint"],
  fresh: ["byte", "(c.person is not null)::int::smallint"],
  benefitHeld: ["byte", "(b.status = 'held')::int::smallint"],
  hold: ["byte", "h.reason::smallint"],
  lastOutcome: [
    "byte",
    "case i.outcome when 'paid' then 1 when 'held' then 2 when 'notDue' then 3 else 0 end::smallint",
  ],
  lastNotBegun: ["byte", "(i.reason = 'notBegun')::int::smallint"],
  lastCents: ["cents", "i.cents"],
  lastReissuedCents: ["cents", "i.reissued_cents"],
  lastMonthCents: ["cents", "i.month_cents"],
  lastTemporaryCents: ["cents", "i.temporary_cents"],
  lastArrearsCents: ["cents", "i.arrears_cents"],
  lastOwedFrom: ["date", "i.owed_from"],
  corrected: ["byte", "b.corrected::int::smallint"],
  memberId: ["text", "p.member_id"],
  name: ["text", "n.last_name || ' ' || n.first_name || coalesce(' ' || left(n.middle_name, 1), '')"],
  routing: ["text", "a.routing"],
} as const satisfies Record<string, readonly [PackedKind, string]>;

type Kinds = { readonly [N in keyof typeof values]: (typeof values)[N][0] };
const kinds = Object.fromEntries(Object.entries(values).map(([name, [kind]]) => [name, kind])) as Kinds;

/** One packed column a value, in order of benefit; dates are engine dates, 0 for none, and ENDLESS for ever. */
export type PackedRoll = { readonly [N in keyof Kinds]: Packed<Kinds[N]> } & { readonly count: number };

/**
 * Gives a transaction over a whole roll room to join and sort in memory, and plans without just-in-time code, whose making takes
 * longer than the query. Ends with the transaction.
 */
export async function makeRoom(tx: Tx): Promise<void> {
  await sql`select set_config('work_mem', '256MB', true), set_config('jit', 'off', true)`.execute(tx);
}

/** Reads everyone on the roll as known at the run's instant, with what the law, the bank file and the comparison need. */
export async function readRoll(tx: Tx, asked: RollAsked): Promise<PackedRoll> {
  const columns = Object.values(values).map(([, what]) => what);
  const query = `select ${columns.join(", ")} from ${rollOf(asked)}`;
  const roll = await unpacked(tx, query);
  return inOrder(roll.benefit) ? roll : unpacked(tx, `${query} order by b.benefit`);
}

/** Joins in memory keep the order of the benefits that they begin with, so that sorting whole rows again is mostly spared. */
function inOrder(benefits: Int32Array): boolean {
  for (let at = 1; at < benefits.length; at++) if (benefits[at - 1]! >= benefits[at]!) return false;
  return true;
}

async function unpacked(tx: Tx, query: string): Promise<PackedRoll> {
  const bytes = await withClient(tx, async (client) => {
    try {
      return await buffer(client.query(copyTo(`copy (${query}) to stdout (format binary)`)));
    } catch (error) {
      throw scrubbed(error);
    }
  });
  return unpackCopy(bytes, kinds);
}

/** An instant as a literal; COPY takes no parameters, and instants only have digits and a few marks. */
function instantOf(instant: Instant): string {
  if (!/^(-?infinity|[0-9 :.+-]+)$/.test(instant)) throw new RangeError("this is not an instant");
  return `timestamptz '${instant}'`;
}

function wordOf(word: string): string {
  if (!/^[a-zA-Z]*$/.test(word)) throw new RangeError("this is not a word");
  return `'${word}'`;
}

function numberOf(number: number): string {
  if (!Number.isSafeInteger(number)) throw new RangeError("this is not a whole number");
  return String(number);
}

function rollOf(asked: RollAsked): string {
  const fund = numberOf(asked.fund);
  const month = `date '${dateText(asked.month)}'`;
  const payday = `date '${dateText(asked.paymentDate)}'`;
  const at = instantOf(asked.knownAt);
  const known = (table: string) =>
    `${table}.fund = ${fund} and ${table}.recorded_from <= ${at} and ${table}.recorded_to > ${at}`;
  const onPayday = (table: string) =>
    `${known(table)} and ${table}.valid_from <= ${payday} and ${table}.valid_to > ${payday}`;
  return `(
    select distinct on (v.benefit) v.person, v.benefit, v.member, v.kind, v.payment_option, v.determination, v.base_cents, v.temporary_cents,
      v.temporary_ends, v.status, v.recorded_from > ${instantOf(asked.last?.knownAt ?? "infinity")} as corrected,
      max(v.payable_from) over w as payable_from, min(v.valid_from) over w as begins, max(v.valid_to) over w as ends
    from records.benefit v where ${known("v")}${asked.benefit === undefined ? "" : ` and v.benefit = ${numberOf(asked.benefit)}`}
    window w as (partition by v.benefit)
    order by v.benefit, (v.valid_from <= ${month} and v.valid_to > ${month}) desc, v.valid_from desc
  ) b
  join records.person p on p.fund = ${fund} and p.person = b.person
  left join lateral (
    select f.valid_from as begins, f.base_cents from records.benefit f
    where b.kind <> 'retirement' and f.kind = 'retirement' and f.member = b.member and ${known("f")} order by f.valid_from limit 1
  ) own on true
  left join records.person_name n on n.person = b.person and ${onPayday("n")}
  left join records.person_birth mb on mb.person = b.member and ${known("mb")}
  left join records.person_death md on md.person = b.member and ${known("md")}
  left join records.person_death pd on pd.person = b.person and ${known("pd")}
  left join records.marriage m on b.kind = 'retirement' and b.payment_option in ('joint50', 'joint100')
    and m.person = b.member and ${known("m")} and m.valid_from < b.begins and m.valid_to >= b.begins
  left join records.person_death sd on sd.person = m.spouse and ${known("sd")}
  left join lateral (
    select (d.result::jsonb->'amounts'->'reducedBaseBenefit'->>'$int')::bigint as cents from records.determination d
    where sd.died is not null and d.fund = ${fund} and d.person = b.member and d.determination = b.determination limit 1
  ) life on true
  left join (select distinct s.person from records.assembly_service s where ${known("s")}) leg on leg.person = b.member
  left join (
    select r.benefit, sum(r.cents)::bigint as cents from runs.payment_return r
    where r.fund = ${fund} and r.recorded_from <= ${at}
      and not exists (select from runs.payment q where q.fund = r.fund and q.benefit = r.benefit and q.period = r.period and q.recorded_from > r.recorded_from)
    group by r.benefit
  ) back on back.benefit = b.benefit
  left join records.bank_account a on a.person = b.person and ${onPayday("a")}
  left join (
    select k.person, k.slot from records.closed_field k
    where k.field = 'bankAccount' and ${known("k")} and k.recorded_from > ${instantOf(asked.pagesKnownAt ?? "-infinity")}
  ) c on c.person = a.person and c.slot = a.account
  left join (
    select o.person, min(array_position(array[${asked.reasons.map(wordOf).join(", ")}], o.reason)) - 1 as reason from records.payee_hold o
    where o.status = 'open' and ${known("o")} group by o.person
  ) h on h.person = b.person
  left join runs.run_item i on i.fund = ${fund} and i.run = ${numberOf(asked.last?.run ?? -1)} and i.benefit = b.benefit`;
}

/** The first month that this fund's payroll ever paid, if it has paid one. */
export async function findFirstMonthPaid(
  db: Reading,
  fund: number,
  kind: string,
): Promise<DateText | undefined> {
  const row = await db
    .selectFrom("runs.run as r")
    .innerJoin("runs.run_step as s", (join) =>
      join.onRef("s.fund", "=", "r.fund").onRef("s.run", "=", "r.run").on("s.step", "=", "approved"),
    )
    .select((read) => read.fn.min("r.period").as("first"))
    .where("r.fund", "=", fund)
    .where("r.kind", "=", kind)
    .executeTakeFirst();
  return row?.first ?? undefined;
}
