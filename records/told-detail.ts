import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { canonicalJson, fromCanonicalJson } from "./canonical.ts";
import { dateOf, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import type { DateText, Fixed, Instant, OfPerson, Recorded } from "./schema.ts";

/** What an employer can tell of how somebody is called or reached. */
export type DetailKind = "name" | "address";

/** Why a name or address waits for the office: the fund wants it so, always of who has left the employer, or somebody gave another one later. */
export type WhyWaits = "fund" | "memberSpokeLater";

/** A name or address as it was told, in the parts of the record. */
export type DetailParts = Readonly<Record<string, string>>;

interface ToldDetailTable extends OfPerson, Recorded {
  notice: Fixed<number>;
  kind: Fixed<DetailKind>;
  effective: Fixed<DateText>;
  detail: Fixed<string>;
  why: Fixed<WhyWaits>;
}
interface ToldDetailStepTable extends OfPerson, Recorded {
  notice: Fixed<number>;
  step: Fixed<"recorded" | "declined">;
  because: Fixed<string>;
  actor: Fixed<string>;
}

declare module "./schema.ts" {
  interface Database {
    "records.told_detail": ToldDetailTable;
    "records.told_detail_step": ToldDetailStepTable;
  }
}

/** A name or address that waits, under the number of the notice that told it. */
export interface DetailWaiting {
  readonly person: number;
  readonly notice: number;
  readonly kind: DetailKind;
  readonly effective: PlainDate;
  readonly detail: DetailParts;
  readonly why: WhyWaits;
}

/** Keeps names and addresses that wait for the office, in one statement. */
export async function keepWaitingDetails(
  tx: Tx,
  fund: number,
  waiting: readonly DetailWaiting[],
  instant: Instant,
): Promise<void> {
  if (waiting.length === 0) return;
  await sql`
    insert into records.told_detail (fund, person, notice, kind, effective, detail, why, recorded_from)
    select ${fund}, x.*, ${instant}::timestamptz
    from unnest(${waiting.map(({ person }) => person)}::int[], ${waiting.map(({ notice }) => notice)}::int[],
      ${waiting.map(({ kind }) => kind)}::text[], ${waiting.map(({ effective }) => dateText(effective))}::date[],
      ${waiting.map(({ detail }) => canonicalJson(detail))}::text[], ${waiting.map(({ why }) => why)}::text[]) x`.execute(
    tx,
  );
}

/** Keeps what the office decided about one. */
export async function keepDetailStep(
  tx: Tx,
  of: { readonly fund: number; readonly person: number; readonly notice: number },
  decided: {
    readonly step: "recorded" | "declined";
    readonly because: string;
    readonly actor: string;
  },
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("records.told_detail_step")
    .values({ ...of, ...decided, recorded_from: instant })
    .execute();
}

/** A waiting name or address with who told it and when. */
export interface DetailListed extends DetailWaiting {
  readonly employer: number;
  readonly toldAt: Instant;
}

/** Names and addresses that wait, the oldest first; of one person or one notice if told. */
export async function waitingDetails(
  db: Reading,
  fund: number,
  { person, notice }: { person?: number; notice?: number } = {},
): Promise<DetailListed[]> {
  const { rows } = await sql<
    Omit<DetailListed, "effective" | "detail"> & { effective: DateText; detail: string }
  >`
    select t.person, t.notice, t.kind, t.effective, t.detail, t.why, n.employer, t.recorded_from as "toldAt"
    from records.told_detail t join records.employment_notice n using (fund, person, notice)
    where t.fund = ${fund} and not exists (select from records.told_detail_step s where (s.fund, s.person, s.notice) = (t.fund, t.person, t.notice))
      and (${person ?? null}::int is null or t.person = ${person ?? null}::int)
      and (${notice ?? null}::int is null or t.notice = ${notice ?? null}::int)
    order by t.notice`.execute(db);
  return rows.map((row) => ({
    ...row,
    effective: dateOf(row.effective),
    detail: fromCanonicalJson(row.detail) as DetailParts,
  }));
}

/** What became of a name or address that had to wait. */
export type DetailState = "waits" | "recorded" | "declined";

/** The names and addresses of somebody that had to wait, by the number of the notice that told them. */
export async function detailStates(
  db: Reading,
  fund: number,
  person: number,
): Promise<Map<number, DetailState>> {
  const { rows } = await sql<{ notice: number; state: DetailState }>`
    select t.notice, coalesce(s.step, 'waits') as state
    from records.told_detail t left join records.told_detail_step s using (fund, person, notice)
    where t.fund = ${fund} and t.person = ${person}`.execute(db);
  return new Map(rows.map(({ notice, state }) => [notice, state]));
}

/** The open version of somebody's name or home address that begins last: from which day, and whether an employer told it. */
export interface LatestDetail {
  readonly from: PlainDate;
  readonly byEmployer: boolean;
}

/** The latest names or home addresses of people, by person. */
export async function latestDetails(
  db: Reading,
  fund: number,
  kind: DetailKind,
  people: readonly number[],
): Promise<Map<number, LatestDetail>> {
  if (people.length === 0) return new Map();
  const table = sql.table(kind === "name" ? "records.person_name" : "records.address");
  const home = kind === "name" ? sql`` : sql`and v.kind = 'home'`;
  const { rows } = await sql<{ person: number; begins: DateText; told: boolean }>`
    select distinct on (v.person) v.person, v.valid_from as begins,
      exists (select from records.employment_notice n where n.fund = v.fund and n.person = v.person and n.kind = ${kind}
        and n.recorded_from = v.recorded_from) as told
    from ${table} v where v.fund = ${fund} and v.person = any(${[...people]}::int[]) and v.recorded_to = 'infinity' ${home}
    order by v.person, v.valid_from desc`.execute(db);
  return new Map(
    rows.map(({ person, begins, told }) => [person, { from: dateOf(begins), byEmployer: told }]),
  );
}
