import { setImmediate as nextTurn } from "node:timers/promises";
import { sql } from "kysely";
import { openSealed } from "./closed-field.ts";
import type { Db, Reading, Tx } from "./db.ts";
import { CannotOpen, type Keys } from "./keys.ts";
import { known } from "./moment.ts";
import type { Instant } from "./schema.ts";
import "./payroll-tables.ts";

/**
 * Account numbers of a whole roll. Opening each sealed value by itself takes 5 to 12 microseconds, so numbers once opened are
 * kept sealed a page at a time; a page is a copy, used only for versions that it must hold.
 */
export type PayLineNumbers = ReadonlyMap<number, string>;

/** Which account of whom, and whether it was recorded after the pages were made. */
export interface AccountsAsked {
  readonly count: number;
  readonly person: Int32Array;
  readonly account: Uint8Array;
  readonly fresh: Uint8Array;
  /** Places of the roll whose number is needed. */
  readonly wanted: Uint8Array;
}

const perPage = 8192;
const slotsPerPerson = 256;
const keyOf = (person: number, slot: number): number => person * slotsPerPerson + slot;

/** Kept pages as they lie in the database. */
export interface SealedPayLines {
  /** The instant whose knowledge the pages hold; `-infinity` when there are none to use. */
  readonly knownAt: Instant;
  readonly pages: readonly { readonly page: number; readonly sealed: Buffer }[];
}

/** The kept pages that hold for knowledge of `knownAt`, still sealed. Pages made later are not used. */
export async function readPayLines(db: Reading, fund: number, knownAt: Instant): Promise<SealedPayLines> {
  const pages = await db
    .selectFrom("projection.pay_line_page")
    .select(["page", "known_at", "sealed"])
    .where("fund", "=", fund)
    .where(sql<boolean>`known_at <= ${knownAt}::timestamptz`)
    .orderBy("page")
    .execute();
  const first = pages[0];
  if (first === undefined || pages.some((page) => page.known_at !== first.known_at))
    return { knownAt: "-infinity", pages: [] };
  return { knownAt: first.known_at, pages };
}

/** Opens kept pages, letting other work go on between them; nothing when they are sealed with a key since dropped. */
export async function openPayLines(
  keys: Keys,
  fund: number,
  { pages }: SealedPayLines,
): Promise<PayLineNumbers> {
  const numbers = new Map<number, string>();
  try {
    for (const { page, sealed } of pages) {
      await nextTurn();
      addLines(numbers, keys.open(placeOf(fund, page), sealed));
    }
  } catch (error) {
    if (error instanceof CannotOpen) return new Map();
    throw error;
  }
  return numbers;
}

const placeOf = (fund: number, page: number) => ["pay_line_page", fund, page] as const;

function addLines(numbers: Map<number, string>, text: string): void {
  for (let from = 0; from < text.length;) {
    const to = text.indexOf("\n", from);
    const gap = text.indexOf(" ", from);
    numbers.set(Number(text.slice(from, gap)), text.slice(gap + 1, to));
    from = to + 1;
  }
}

/** The account numbers of the wanted places, in clear: for a bank file only. Throws when one is not on record. */
export async function accountNumbers(
  db: Reading,
  keys: Keys,
  fund: number,
  knownAt: Instant,
  kept: PayLineNumbers,
  asked: AccountsAsked,
): Promise<{ numbers: string[]; opened: number }> {
  const numbers = Array.from<string>({ length: asked.count });
  const missing: number[] = [];
  for (let at = 0; at < asked.count; at++) {
    if (asked.wanted[at] === 0) continue;
    const number = asked.fresh[at] === 1 ? undefined : kept.get(keyOf(asked.person[at]!, asked.account[at]!));
    if (number === undefined) missing.push(at);
    else numbers[at] = number;
  }
  if (missing.length > 0) await openEach(db, keys, fund, knownAt, asked, missing, numbers);
  return { numbers, opened: missing.length };
}

async function openEach(
  db: Reading,
  keys: Keys,
  fund: number,
  knownAt: Instant,
  asked: AccountsAsked,
  places: readonly number[],
  into: string[],
): Promise<void> {
  const persons = places.map((at) => asked.person[at]!);
  const { rows } = await sql<{ person: number; slot: number; sealed: Buffer }>`
    select k.person, k.slot, k.sealed from records.closed_field k
    where k.fund = ${fund} and k.field = 'bankAccount' and k.person = any(${persons}::int[]) and ${known("k", { knownAt })}`.execute(
    db,
  );
  const sealed = new Map(rows.map((row) => [keyOf(row.person, row.slot), row.sealed]));
  for (const at of places) {
    const [person, slot] = [asked.person[at]!, asked.account[at]!];
    const found = sealed.get(keyOf(person, slot));
    if (found === undefined)
      throw new Error(`Person ${person} has a bank account without a number on record.`);
    into[at] = openSealed(keys, { fund, person, field: "bankAccount", slot }, found);
  }
}

/** Keeps the numbers of a roll as pages for the next run, when enough of them had to be opened one by one. */
export async function keepPayLines(
  tx: Tx,
  keys: Keys,
  fund: number,
  knownAt: Instant,
  asked: AccountsAsked,
  numbers: readonly string[],
  opened: number,
): Promise<void> {
  const wanted = asked.wanted.reduce((sum, one) => sum + one, 0);
  if (opened * 100 < wanted) return;
  const lines: string[] = [];
  for (let at = 0; at < asked.count; at++)
    if (asked.wanted[at] === 1)
      lines.push(`${keyOf(asked.person[at]!, asked.account[at]!)} ${numbers[at]}\n`);
  await tx.deleteFrom("projection.pay_line_page").where("fund", "=", fund).execute();
  for (let page = 0; page * perPage < lines.length; page++) {
    const text = lines.slice(page * perPage, (page + 1) * perPage).join("");
    const { bytes } = keys.seal(placeOf(fund, page), text);
    await tx
      .insertInto("projection.pay_line_page")
      .values({ fund, page, known_at: knownAt, sealed: bytes })
      .execute();
  }
}

/** Takes away every kept page: a copy under an older key is not sealed again, the next run makes a new one. */
export async function dropPayLines(owner: Db): Promise<void> {
  await owner.deleteFrom("projection.pay_line_page").execute();
}
