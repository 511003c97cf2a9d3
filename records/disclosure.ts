import type { PlainDate } from "@emeritus/engine/dates.ts";
import { sql } from "kysely";
import { canonicalJson, fromCanonicalJson } from "./canonical.ts";
import { dateOf, dateText } from "./dates.ts";
import type { Reading, Tx } from "./db.ts";
import type { DisclosureKind, ReleaseGround } from "./disclosure-tables.ts";
import { nextNumber } from "./person.ts";
import type { DateText, Instant } from "./schema.ts";

/** One thing done about a request. */
export interface DisclosureStep {
  readonly step: number;
  readonly action: string;
  readonly status: string;
  readonly actor: string;
  readonly facts: Readonly<Record<string, unknown>>;
  readonly at: Instant;
}

/** A request for records, with what was done about it. */
export interface Disclosure {
  readonly disclosure: number;
  readonly kind: DisclosureKind;
  /** Who asks, by name. */
  readonly asker: string;
  readonly received: PlainDate;
  readonly ground: ReleaseGround | undefined;
  readonly employer: number | undefined;
  readonly purpose: string | undefined;
  /** The rest of what was asked. */
  readonly facts: Readonly<Record<string, unknown>>;
  readonly openedBy: string;
  readonly status: string;
  readonly steps: readonly DisclosureStep[];
}

/** A request as it is entered, with its first step. */
export interface NewDisclosure extends Omit<
  Disclosure,
  "disclosure" | "steps" | "openedBy" | "status" | "ground" | "employer" | "purpose"
> {
  readonly fund: number;
  readonly actor: string;
  readonly action: string;
  readonly status: string;
  readonly ground?: ReleaseGround | undefined;
  readonly employer?: number | undefined;
  readonly purpose?: string | undefined;
  readonly stepFacts?: Readonly<Record<string, unknown>>;
}

/** Enters a request and gives its number. */
export async function openDisclosure(tx: Tx, asked: NewDisclosure, instant: Instant): Promise<number> {
  const disclosure = await nextNumber(tx, "records.disclosure_number");
  const { fund, kind, asker, actor, action, status } = asked;
  await tx
    .insertInto("records.disclosure")
    .values({
      fund,
      disclosure,
      kind,
      asker,
      received: dateText(asked.received),
      ground: asked.ground ?? null,
      employer: asked.employer ?? null,
      purpose: asked.purpose ?? null,
      facts: canonicalJson(asked.facts),
      opened_by: actor,
      recorded_from: instant,
    })
    .execute();
  const facts = asked.stepFacts ?? {};
  await addDisclosureStep(tx, { fund, disclosure, step: 1, action, status, actor, facts }, instant);
  return disclosure;
}

/** Records a step. Its number is one more than that of the step that was decided upon: if another came between, the database refuses. */
export async function addDisclosureStep(
  tx: Tx,
  { facts, ...taken }: Omit<DisclosureStep, "at"> & { readonly fund: number; readonly disclosure: number },
  instant: Instant,
): Promise<void> {
  await tx
    .insertInto("records.disclosure_step")
    .values({ ...taken, facts: canonicalJson(facts), recorded_from: instant })
    .execute();
}

/** Records whom a request is about, or whom a mailing goes to. */
export async function addDisclosurePersons(
  tx: Tx,
  fund: number,
  disclosure: number,
  persons: readonly number[],
  instant: Instant,
): Promise<void> {
  await sql`insert into records.disclosure_person (fund, person, disclosure, recorded_from)
    select ${fund}::smallint, person, ${disclosure}::int, ${instant}::timestamptz from unnest(${[...persons]}::int[]) as p(person)`.execute(
    tx,
  );
}

/** One thing told of a person: of which field, what exactly, and its value; null where it is read only when it is printed (an SSN). */
export interface DisclosureItem {
  readonly field: string;
  readonly detail: string;
  readonly value: string | null;
}

/** Records what left about a person, in order. */
export async function addDisclosureItems(
  tx: Tx,
  of: { readonly fund: number; readonly person: number; readonly disclosure: number },
  items: readonly DisclosureItem[],
  instant: Instant,
): Promise<void> {
  if (items.length === 0) return;
  await tx
    .insertInto("records.disclosure_item")
    .values(
      items.map(({ field, detail, value }, at) => ({
        ...of,
        item: at + 1,
        field,
        detail,
        value,
        recorded_from: instant,
      })),
    )
    .execute();
}

/** The request with this number and all that was done about it. */
export async function findDisclosure(
  db: Reading,
  fund: number,
  disclosure: number,
): Promise<Disclosure | undefined> {
  const row = await db
    .selectFrom("records.disclosure")
    .selectAll()
    .where("fund", "=", fund)
    .where("disclosure", "=", disclosure)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const rows = await db
    .selectFrom("records.disclosure_step")
    .select(["step", "action", "status", "actor", "facts", "recorded_from as at"])
    .where("fund", "=", fund)
    .where("disclosure", "=", disclosure)
    .orderBy("step")
    .execute();
  const steps = rows.map((step) => ({
    ...step,
    facts: fromCanonicalJson<Record<string, unknown>>(step.facts),
  }));
  return {
    disclosure,
    kind: row.kind,
    asker: row.asker,
    received: dateOf(row.received),
    ground: row.ground ?? undefined,
    employer: row.employer ?? undefined,
    purpose: row.purpose ?? undefined,
    facts: fromCanonicalJson(row.facts),
    openedBy: row.opened_by,
    status: steps.at(-1)!.status,
    steps,
  };
}

/** Whom a request is about, with names, in order of name; of a mailing, at most so many. */
export async function disclosurePersons(
  db: Reading,
  fund: number,
  disclosure: number,
  most = 200,
): Promise<{ person: number; memberId: string; name: string }[]> {
  const { rows } = await sql<{ person: number; memberId: string; name: string }>`
    select d.person, p.member_id as "memberId", concat_ws(' ', n.first_name, n.middle_name, n.last_name, n.suffix) as name
    from records.disclosure_person d join records.person p using (fund, person)
    left join records.person_name n on n.fund = d.fund and n.person = d.person and n.recorded_to = 'infinity' and n.valid_to = 'infinity'
    where d.fund = ${fund} and d.disclosure = ${disclosure} order by n.last_name, n.first_name, d.person limit ${most}`.execute(
    db,
  );
  return rows;
}

/** What left, by person and in order. */
export async function disclosureItems(
  db: Reading,
  fund: number,
  disclosure: number,
): Promise<(DisclosureItem & { readonly person: number })[]> {
  return db
    .selectFrom("records.disclosure_item")
    .select(["person", "field", "detail", "value"])
    .where("fund", "=", fund)
    .where("disclosure", "=", disclosure)
    .orderBy("person")
    .orderBy("item")
    .execute();
}

/** A request as a list shows it. */
export interface DisclosureLine {
  readonly disclosure: number;
  readonly kind: DisclosureKind;
  readonly asker: string;
  readonly received: DateText;
  readonly ground: ReleaseGround | null;
  readonly status: string;
  readonly openedBy: string;
  /** How many people it is about. */
  readonly persons: number;
  /** The only one's name, where it is about one. */
  readonly name: string | null;
}

/** Requests, the newest first: those at some statuses, about one person, or all; `of` counts them. */
export async function listDisclosures(
  db: Reading,
  fund: number,
  asked: {
    readonly statuses?: readonly string[];
    readonly person?: number;
    readonly most: number;
    readonly after: number;
  },
): Promise<{ lines: DisclosureLine[]; of: number }> {
  const { statuses, person, most, after } = asked;
  const { rows } = await sql<DisclosureLine & { of: number }>`
    with chosen as (
      select d.disclosure, d.kind, d.asker, d.received, d.ground, d.opened_by, s.status, count(*) over ()::int as of
      from records.disclosure d
      cross join lateral (select status from records.disclosure_step s where s.fund = d.fund and s.disclosure = d.disclosure order by step desc limit 1) s
      where d.fund = ${fund} and (${statuses === undefined} or s.status = any(${[...(statuses ?? [])]}::text[]))
        and (${person === undefined} or exists (select from records.disclosure_person p where p.fund = d.fund and p.disclosure = d.disclosure and p.person = ${person ?? 0}))
      order by d.disclosure desc limit ${most} offset ${after})
    select c.disclosure, c.kind, c.asker, c.received, c.ground, c.opened_by as "openedBy", c.status, c.of,
      (select count(*)::int from records.disclosure_person p where p.fund = ${fund} and p.disclosure = c.disclosure) as persons,
      (select min(concat_ws(' ', n.first_name, n.last_name)) from records.disclosure_person p
        join records.person_name n on n.fund = p.fund and n.person = p.person and n.recorded_to = 'infinity' and n.valid_to = 'infinity'
        where p.fund = ${fund} and p.disclosure = c.disclosure having count(*) = 1) as name
    from chosen c order by c.disclosure desc`.execute(db);
  return { lines: rows, of: rows[0]?.of ?? 0 };
}
