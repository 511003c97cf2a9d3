import { ENDLESS, type PlainDate } from "@emeritus/engine/dates.ts";
import { sql, type RawBuilder } from "kysely";
import { dateText } from "./dates.ts";
import type { Reading } from "./db.ts";
import { known, heldOn } from "./moment.ts";
import { DAY_OFFSET, readNumbers, toDates } from "./packed.ts";
import type { Run } from "./run.ts";
import type { DateText, Instant } from "./schema.ts";
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
}

/** One packed column a value, in order of benefit; dates are engine dates, 0 for none. */
export type PackedRoll = ReturnType<typeof unpack>;

const day = (what: string): string => `coalesce((${what}) - date '2000-01-01' + ${DAY_OFFSET}, 0)`;
const finite = (what: string): string => day(`nullif(${what}, 'infinity')`);

const numbers = {
  benefit: "b.benefit",
  person: "b.person",
  kind: "case b.kind when 'retirement' then 0 when 'survivor' then 1 else 2 end",
  option: "case b.payment_option when 'lifeIncome' then 0 when 'joint50' then 1 when 'joint100' then 2 when 'guaranteed120' then 3 else 4 end",
  annuityStartingDate: day("case when b.kind = 'retirement' then b.begins else own.begins end"),
  begins: day("b.begins"),
  ends: finite("b.ends"),
  baseCents: "case when b.kind = 'retirement' then b.base_cents else own.base_cents end",
  lifeIncomeCents: "life.cents",
  legislator: "(leg.person is not null)::int",
  reissueCents: "coalesce(back.cents, 0)",
  temporaryCents: "b.temporary_cents",
  temporaryEnds: day("b.temporary_ends"),
  memberBorn: day("mb.born"),
  memberDied: day("md.died"),
  spouseDied: day("sd.died"),
  payeeDied: day("pd.died"),
  determination: "b.determination",
  accountState: "case a.status when 'held' then 1 when 'confirmed' then 2 when 'stopped' then 3 else 0 end",
  account: "coalesce(a.account, 0)",
  savings: "coalesce(a.kind = 'savings', false)::int",
  benefitHeld: "(b.status = 'held')::int",
  hold: "coalesce(h.reason, 0)",
  lastOutcome: "case i.outcome when 'paid' then 1 when 'held' then 2 when 'notDue' then 3 else 0 end",
  lastNotBegun: "coalesce(i.reason = 'notBegun', false)::int",
  lastCents: "coalesce(i.cents, 0)",
  lastReissuedCents: "coalesce(i.reissued_cents, 0)",
  lastMonthCents: "coalesce(i.month_cents, 0)",
  lastTemporaryCents: "coalesce(i.temporary_cents, 0)",
  lastArrearsCents: "coalesce(i.arrears_cents, 0)",
  lastOwedFrom: day("i.owed_from"),
  fresh: "c.fresh::int",
} as const;

const texts = {
  memberId: "p.member_id",
  name: "n.last_name || ' ' || n.first_name || coalesce(' ' || left(n.middle_name, 1), '')",
  routing: "a.routing",
} as const;

const dates = ["annuityStartingDate", "begins", "ends", "temporaryEnds", "memberBorn", "memberDied", "spouseDied", "payeeDied", "lastOwedFrom"] as const;

/** Reads everyone on the roll as known at the run's instant, with what the law, the bank file and the comparison need. */
export async function readRoll(db: Reading, asked: RollAsked): Promise<PackedRoll> {
  const lastKnownAt = asked.last?.knownAt ?? "infinity";
  const columns = { ...numbers, corrected: `(b.since > '${instantLiteral(lastKnownAt)}'::timestamptz)::int` };
  const parts = [
    ...Object.entries(columns).map(([name, what]) => `string_agg(coalesce((${what})::text, ''), ',') as "${name}"`),
    ...Object.entries(texts).map(([name, what]) => `string_agg(coalesce(replace(${what}, E'\\n', ' '), ''), E'\\n') as "${name}"`),
  ];
  const { rows } = await sql<Record<string, string | null> & { count: number }>`
    select count(*)::int as count, ${sql.raw(parts.join(", "))} from ${rollOf(asked)}`.execute(db);
  return unpack(rows[0]!);
}

/** Text that is safe inside a literal: instants only have digits and a few marks. */
function instantLiteral(instant: Instant): string {
  if (!/^(infinity|[0-9 :.+-]+)$/.test(instant)) throw new RangeError("this is not an instant");
  return instant;
}

function rollOf({ fund, month, paymentDate, knownAt, last, pagesKnownAt, reasons }: RollAsked): RawBuilder<unknown> {
  const monthText = dateText(month);
  const onPayday = { on: paymentDate, knownAt };
  const at = { knownAt };
  return sql`(
    select distinct on (v.benefit) v.person, v.benefit, v.member, v.kind, v.payment_option, v.determination, v.base_cents, v.temporary_cents,
      v.temporary_ends, v.status, v.recorded_from as since, min(v.valid_from) over w as begins, max(v.valid_to) over w as ends
    from records.benefit v where v.fund = ${fund} and ${known("v", at)}
    window w as (partition by v.benefit)
    order by v.benefit, (v.valid_from <= ${monthText}::date and v.valid_to > ${monthText}::date) desc, v.valid_from desc
  ) b
  join records.person p on p.fund = ${fund} and p.person = b.person
  left join (
    select distinct on (f.member) f.member, f.valid_from as begins, f.base_cents from records.benefit f
    where f.fund = ${fund} and f.kind = 'retirement' and ${known("f", at)} order by f.member, f.valid_from
  ) own on b.kind <> 'retirement' and own.member = b.member
  left join records.person_name n on n.fund = ${fund} and n.person = b.person and ${heldOn("n", onPayday)}
  left join records.person_birth mb on mb.fund = ${fund} and mb.person = b.member and ${known("mb", at)}
  left join records.person_death md on md.fund = ${fund} and md.person = b.member and ${known("md", at)}
  left join records.person_death pd on pd.fund = ${fund} and pd.person = b.person and ${known("pd", at)}
  left join records.marriage m on b.kind = 'retirement' and b.payment_option in ('joint50', 'joint100')
    and m.fund = ${fund} and m.person = b.member and ${known("m", at)} and m.valid_from < b.begins and m.valid_to >= b.begins
  left join records.person_death sd on sd.fund = ${fund} and sd.person = m.spouse and ${known("sd", at)}
  left join lateral (
    select (d.result::jsonb->'amounts'->'reducedBaseBenefit'->>'$int')::bigint as cents from records.determination d
    where d.fund = ${fund} and d.person = b.member and d.determination = b.determination
  ) life on sd.died is not null
  left join (select distinct s.person from records.assembly_service s where s.fund = ${fund} and ${known("s", at)}) leg on leg.person = b.member
  left join (
    select r.benefit, sum(r.cents)::bigint as cents from runs.payment_return r
    where r.fund = ${fund} and r.kind = 'regular' and r.recorded_from <= ${knownAt}::timestamptz
      and not exists (select from runs.payment q where q.fund = r.fund and q.benefit = r.benefit and q.period = r.period and q.kind = 'reissue')
    group by r.benefit
  ) back on back.benefit = b.benefit
  left join records.bank_account a on a.fund = ${fund} and a.person = b.person and ${heldOn("a", onPayday)}
  left join (
    select k.person, k.slot, k.recorded_from > ${pagesKnownAt ?? "-infinity"}::timestamptz as fresh from records.closed_field k
    where k.fund = ${fund} and k.field = 'bankAccount' and ${known("k", at)}
  ) c on c.person = a.person and c.slot = a.account
  left join (
    select o.person, min(array_position(${reasons}::text[], o.reason)) - 1 as reason from records.payee_hold o
    where o.fund = ${fund} and o.status = 'open' and ${known("o", at)} group by o.person
  ) h on h.person = b.person
  left join runs.run_item i on i.fund = ${fund} and i.run = ${last?.run ?? -1} and i.benefit = b.benefit`;
}

function unpack(row: Record<string, string | null> & { count: number }) {
  const { count } = row;
  const column = <A extends Uint8Array | Int32Array | Float64Array>(name: string, into: A): A => readNumbers(row[name] ?? null, into);
  const byte = (name: string) => column(name, new Uint8Array(count));
  const int = (name: string) => column(name, new Int32Array(count));
  const amount = (name: string) => column(name, new Float64Array(count));
  const date = (name: (typeof dates)[number]) => toDates(int(name));
  const text = (name: keyof typeof texts) => (count === 0 ? [] : row[name]!.split("\n"));
  const ends = date("ends");
  for (let at = 0; at < count; at++) if (ends[at] === 0) ends[at] = ENDLESS;
  return {
    count,
    benefit: int("benefit"),
    person: int("person"),
    kind: byte("kind"),
    option: byte("option"),
    annuityStartingDate: date("annuityStartingDate"),
    begins: date("begins"),
    ends,
    baseCents: amount("baseCents"),
    lifeIncomeCents: amount("lifeIncomeCents"),
    legislator: byte("legislator"),
    reissueCents: amount("reissueCents"),
    temporaryCents: amount("temporaryCents"),
    temporaryEnds: date("temporaryEnds"),
    memberBorn: date("memberBorn"),
    memberDied: date("memberDied"),
    spouseDied: date("spouseDied"),
    payeeDied: date("payeeDied"),
    determination: int("determination"),
    accountState: byte("accountState"),
    account: int("account"),
    savings: byte("savings"),
    benefitHeld: byte("benefitHeld"),
    hold: byte("hold"),
    lastOutcome: byte("lastOutcome"),
    lastNotBegun: byte("lastNotBegun"),
    lastCents: amount("lastCents"),
    lastReissuedCents: amount("lastReissuedCents"),
    lastMonthCents: amount("lastMonthCents"),
    lastTemporaryCents: amount("lastTemporaryCents"),
    lastArrearsCents: amount("lastArrearsCents"),
    lastOwedFrom: date("lastOwedFrom"),
    corrected: byte("corrected"),
    fresh: byte("fresh"),
    memberId: text("memberId"),
    name: text("name"),
    routing: text("routing"),
  };
}

/** The first month that this fund's payroll ever paid, if it has paid one. */
export async function findFirstMonthPaid(db: Reading, fund: number, kind: string): Promise<DateText | undefined> {
  const row = await db
    .selectFrom("runs.run as r")
    .innerJoin("runs.run_step as s", (join) => join.onRef("s.fund", "=", "r.fund").onRef("s.run", "=", "r.run").on("s.step", "=", "approved"))
    .select((read) => read.fn.min("r.period").as("first"))
    .where("r.fund", "=", fund)
    .where("r.kind", "=", kind)
    .executeTakeFirst();
  return row?.first ?? undefined;
}
