import { ENDLESS, type PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import type { Reading, Tx } from "./db.ts";
import { lifeIncomeCents } from "./determination.ts";
import type { Packed, PackedKind } from "./packed.ts";
import { chargesOnRoll, type ChargeState, holdOnlyWhatIsCharged } from "./killing-charge.ts";
import { openingsOnRoll, type Opening } from "./payroll-openings.ts";
import {
  determinationsOf,
  dividedOf,
  formerSpousesIn,
  stoppingWithTheAnnuity,
  type Divided,
} from "./payroll-divisions.ts";
import {
  readBenefits,
  readSheets,
  type BenefitVersions,
  type Sheets,
  type SheetsAsked,
} from "./payroll-sheets.ts";
import {
  currentVersions,
  FORMER_SPOUSE,
  ownBenefits,
  pick,
  RETIREMENT,
  type Column,
  type Current,
  type Gap,
} from "./payroll-versions.ts";
import type { Run } from "./run.ts";
import type { DateText, Instant } from "./schema.ts";
import "./division-tables.ts";
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
  /** Only what these members' service pays, to whomever. */
  readonly members?: readonly number[] | undefined;
}

/** Each value of the roll and how it is packed. */
const kinds = {
  benefit: "int",
  person: "int",
  member: "int",
  kind: "byte",
  option: "byte",
  plan: "byte",
  increases: "byte",
  annuityStartingDate: "date",
  begins: "date",
  payableFrom: "date",
  ends: "date",
  baseCents: "cents",
  lifeIncomeCents: "cents",
  legislator: "byte",
  temporaryCents: "cents",
  temporaryEnds: "date",
  memberBorn: "date",
  memberDied: "date",
  spouseDied: "date",
  payeeDied: "date",
  reissueCents: "cents",
  accountState: "byte",
  account: "byte",
  savings: "byte",
  fresh: "byte",
  benefitHeld: "byte",
  hold: "byte",
  lastOutcome: "byte",
  lastNotBegun: "byte",
  lastCents: "cents",
  lastReissuedCents: "cents",
  lastMonthCents: "cents",
  lastTemporaryCents: "cents",
  lastArrearsCents: "cents",
  lastOwedFrom: "date",
  corrected: "byte",
  versionFrom: "date",
  memberId: "text",
  name: "text",
  routing: "text",
} as const satisfies Record<string, PackedKind>;

/** One packed column a value, in order of benefit; dates are engine dates, 0 for none, and ENDLESS for ever. */
export type PackedRoll = { readonly [N in keyof typeof kinds]: Packed<(typeof kinds)[N]> } & {
  readonly count: number;
  /** The gaps of the few benefits that stopped and resumed, by place. */
  readonly gaps: ReadonlyMap<number, readonly Gap[]>;
  /** What former spouses' orders take, one after the other, by place: of the few members' own benefits that are divided, and of each former spouse's. */
  readonly divided: ReadonlyMap<number, readonly Divided[]>;
  /** Accepted amounts of another system's register that are paid in place of the law's, by place. */
  readonly openings: ReadonlyMap<number, Opening>;
  /** How charges of having killed the member ended, by place. */
  readonly charges: ReadonlyMap<number, ChargeState>;
};

/**
 * Gives a transaction over a whole roll room to join and sort in memory, plans without just-in-time code, whose making takes longer
 * than the query, and time to think between two statements: deciding for everyone is work outside the database. Ends with the
 * transaction.
 */
export async function makeRoom(tx: Tx): Promise<void> {
  await sql`select set_config('work_mem', '256MB', true), set_config('jit', 'off', true),
    set_config('idle_in_transaction_session_timeout', '15min', true)`.execute(tx);
}

/**
 * Reads everyone on the roll as known at the run's instant, with what the law, the bank file and the comparison need. Each table
 * is read by itself and its rows are put to their places here: a third of the time that one query with every join takes. What
 * is known at an instant does not change, so the statements see one state.
 */
export async function readRoll(tx: Tx, asked: RollAsked): Promise<PackedRoll> {
  const versions = await readBenefits(tx, asked);
  const current = stoppingWithTheAnnuity(versions, currentVersions(versions, asked.month, asked.benefit));
  const members = pick(versions.member, current.rows);
  const empty = emptyRoll(versions, current, members);
  const wanted: SheetsAsked =
    asked.benefit === undefined && asked.members === undefined
      ? asked
      : {
          ...asked,
          persons: [...empty.person, ...members, ...formerSpousesIn(versions)],
          benefits: [...empty.benefit],
        };
  const sheets = await readSheets(tx, wanted);
  const roll = { ...empty, divided: dividedOf(versions, empty, members, sheets) };
  putSheets(roll, members, sheets);
  await putLifeIncome(tx, asked.fund, roll, members, determinationsOf(versions, current, members));
  markForNobody(roll, members);
  await holdOnlyWhatIsCharged(tx, asked, roll, asked.reasons.indexOf("charged"));
  return {
    ...roll,
    openings: await openingsOnRoll(tx, asked, roll),
    charges: await chargesOnRoll(tx, asked, roll),
  };
}

const GUARANTEED = 2;
const FOR_NOBODY = 2;

/** Guaranteed payments for which nobody is known stand in the name of the member, whose death does not end them. */
function markForNobody(roll: PackedRoll, members: Int32Array): void {
  for (let at = 0; at < roll.count; at++) {
    if (roll.kind[at] !== GUARANTEED || roll.person[at] !== members[at] || roll.benefitHeld[at] === 0)
      continue;
    roll.benefitHeld[at] = FOR_NOBODY;
    roll.payeeDied[at] = 0;
  }
}

/** The roll with what the benefits themselves say; survivors are paid by the member's own benefit. */
function emptyRoll(versions: BenefitVersions, { rows, ...dates }: Current, members: Int32Array): PackedRoll {
  const count = rows.length;
  const roll = Object.fromEntries(
    Object.entries(kinds).map(([name, kind]) => [name, newColumn(kind, count)]),
  ) as unknown as PackedRoll;
  const kind = pick(versions.kind, rows);
  const baseCents = pick(versions.baseCents, rows);
  const annuityStartingDate = dates.begins.slice();
  const own = ownBenefits(
    versions,
    kind.some((one) => one !== RETIREMENT),
  );
  for (let at = 0; at < count; at++) {
    if (kind[at] === RETIREMENT) continue;
    const row = own.get(members[at]!);
    annuityStartingDate[at] = row === undefined ? 0 : versions.from[row]!;
    baseCents[at] = row === undefined ? 0 : versions.baseCents[row]!;
  }
  return {
    ...roll,
    ...dates,
    count,
    divided: new Map(),
    openings: new Map(),
    charges: new Map(),
    benefit: pick(versions.benefit, rows),
    person: pick(versions.person, rows),
    member: members,
    kind,
    option: pick(versions.option, rows),
    plan: pick(versions.plan, rows),
    increases: pick(versions.increases, rows),
    annuityStartingDate,
    baseCents,
    temporaryCents: pick(versions.temporaryCents, rows),
    temporaryEnds: pick(versions.temporaryEnds, rows),
    benefitHeld: pick(versions.held, rows),
  };
}

function newColumn(kind: PackedKind, count: number): Column | string[] {
  switch (kind) {
    case "byte":
      return new Uint8Array(count);
    case "int":
    case "date":
      return new Int32Array(count);
    case "cents":
      return new Float64Array(count);
    case "text":
      return Array<string>(count).fill("");
  }
}

/** Calls `use` for every place that has a key. */
type Places = (key: number, use: (at: number) => void) => void;

function placesBy(keys: Int32Array): Places {
  const first = new Map<number, number>();
  const next = new Int32Array(keys.length).fill(-1);
  for (let at = keys.length - 1; at >= 0; at--) {
    next[at] = first.get(keys[at]!) ?? -1;
    first.set(keys[at]!, at);
  }
  return (key, use) => {
    for (let at = first.get(key) ?? -1; at >= 0; at = next[at]!) use(at);
  };
}

function put<V>(
  places: Places,
  keys: Int32Array,
  ...columns: readonly (readonly [into: { [at: number]: V }, values: ArrayLike<V>])[]
): void {
  for (let row = 0; row < keys.length; row++)
    places(keys[row]!, (at) => {
      for (const [into, values] of columns) into[at] = values[row]!;
    });
}

function putSheets(roll: PackedRoll, members: Int32Array, sheets: Sheets): void {
  const byPerson = placesBy(roll.person);
  const byMember = placesBy(members);
  const byBenefit = placesBy(roll.benefit);
  const { persons, names, births, deaths, legislators, accounts, fresh, holds, returned, last } = sheets;
  put(byPerson, persons.person, [roll.memberId, persons.memberId]);
  put(byPerson, names.person, [roll.name, names.name]);
  put(byMember, births.person, [roll.memberBorn, births.born]);
  put(byMember, deaths.person, [roll.memberDied, deaths.died]);
  put(byPerson, deaths.person, [roll.payeeDied, deaths.died]);
  put(byMember, legislators.person, [roll.legislator, legislators.legislator]);
  put(byPerson, accounts.person, [roll.routing, accounts.routing]);
  put<number>(
    byPerson,
    accounts.person,
    [roll.account, accounts.account],
    [roll.accountState, accounts.state],
    [roll.savings, accounts.savings],
  );
  for (let row = 0; row < fresh.count; row++)
    byPerson(fresh.person[row]!, (at) => {
      if (roll.account[at] === fresh.account[row]) roll.fresh[at] = 1;
    });
  put(byPerson, holds.person, [roll.hold, holds.reason]);
  put(byBenefit, returned.benefit, [roll.reissueCents, returned.cents]);
  put<number>(
    byBenefit,
    last.benefit,
    [roll.lastOutcome, last.outcome],
    [roll.lastNotBegun, last.notBegun],
    [roll.lastCents, last.cents],
    [roll.lastReissuedCents, last.reissuedCents],
    [roll.lastMonthCents, last.monthCents],
    [roll.lastTemporaryCents, last.temporaryCents],
    [roll.lastArrearsCents, last.arrearsCents],
    [roll.lastOwedFrom, last.owedFrom],
  );
  putSpouses(roll, byMember, sheets);
}

const JOINT_OPTIONS = [1, 2];

/** The spouse of a joint option is the one of the day before the annuity starting date. */
function putSpouses(roll: PackedRoll, byMember: Places, { spouses }: Sheets): void {
  for (let row = 0; row < spouses.count; row++)
    byMember(spouses.member[row]!, (at) => {
      const begins = roll.annuityStartingDate[at]!;
      const married = spouses.from[row]! < begins && (spouses.to[row] || ENDLESS) >= begins;
      const ofAnnuity = roll.kind[at] === RETIREMENT || roll.kind[at] === FORMER_SPOUSE;
      if (ofAnnuity && JOINT_OPTIONS.includes(roll.option[at]!) && married)
        roll.spouseDied[at] = spouses.died[row]!;
    });
}

/** The life-income amount of those whose spouse died, from the determination that their benefit rests on. */
async function putLifeIncome(
  tx: Tx,
  fund: number,
  roll: PackedRoll,
  members: Int32Array,
  determinations: Int32Array,
): Promise<void> {
  const places: number[] = [];
  for (let at = 0; at < roll.count; at++) if (roll.spouseDied[at] !== 0) places.push(at);
  if (places.length === 0) return;
  const { rows } = await sql<{ person: number; determination: number; cents: bigint | null }>`
    select d.person, d.determination, ${lifeIncomeCents} as cents
    from records.determination d where d.fund = ${fund} and d.determination = any(${places.map((at) => determinations[at]!)}::int[])`.execute(
    tx,
  );
  const cents = new Map(rows.map((row) => [`${row.person} ${row.determination}`, Number(row.cents ?? 0n)]));
  for (const at of places) roll.lifeIncomeCents[at] = cents.get(`${members[at]} ${determinations[at]}`) ?? 0;
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
