import type { PlainDate } from "@emeritus/engine/dates.ts";
import { recordReading } from "@emeritus/records/audit.ts";
import type { Db } from "@emeritus/records/db.ts";
import { type Benefit, findBenefit } from "@emeritus/records/benefit.ts";
import { type DivisionRow, divisionRows } from "@emeritus/records/division.ts";
import { partPaidHereFrom } from "@emeritus/records/division-takeover.ts";
import { findFile } from "@emeritus/records/document.ts";
import { type Letter, lettersOf } from "@emeritus/records/letter.ts";
import { knownAtNow, type Moment } from "@emeritus/records/moment.ts";
import { type Obligation, obligationsOf } from "@emeritus/records/obligation.ts";
import type { Actor } from "../actor.ts";
import type { CaseKey } from "../in-one-case.ts";
import { eventsUntil } from "../moment.ts";
import { allow } from "../permissions.ts";
import { accepted, type Outcome, type Refusal } from "../outcome.ts";
import type { System } from "../system.ts";
import { DIVISION_LETTER } from "./division-letters.ts";
import { type Division, divisionsWith, findDivision } from "./division-view.ts";
import { type Dividing, dividingNow } from "./divide-annuity.ts";
import { type Review, reviewOrder } from "./qualify-order.ts";
import { type DividedElsewhere, dividedElsewhere, type TakeOverRefusal } from "./take-over.ts";

const MOST = 200;

/** The division of benefits orders of the fund, those that ask for a decision first; never one of the reader's own. */
export async function readDivisions({ db, fund }: System, actor: Actor): Promise<DivisionRow[]> {
  allow(actor, "read division orders");
  return divisionRows(db, fund.number, { open: ["received"], except: actor.person, most: MOST });
}

/** An order with what the law says of it, what it made, and what is to be done. */
export interface DivisionSeen {
  readonly today: PlainDate;
  readonly division: Division;
  /** What the law says before a decision; nothing once one was made. */
  readonly review: Review | undefined;
  /** What the order would take from the annuity that is paid, before a decision. */
  readonly would: Dividing | undefined;
  /** A divided annuity that was taken over and would be put in payment, or why it would not; nothing where none was. */
  readonly elsewhere: Outcome<DividedElsewhere, Refusal<TakeOverRefusal>> | undefined;
  readonly benefit: Benefit | undefined;
  /** The month from which the part is paid here, where the old system paid it before (YYYY-MM-01). */
  readonly paidHereFrom: string | undefined;
  readonly letters: readonly (Letter & { readonly to: number })[];
  readonly duties: readonly Obligation[];
}

/** Reads an order for the office as it stood at a moment; nothing where this member had no such case. */
export async function readDivision(
  system: System,
  actor: Actor,
  of: CaseKey,
  moment: Moment = { on: system.calendar.today() },
): Promise<DivisionSeen | undefined> {
  allow(actor, "read division orders", { person: of.person });
  const { db } = system;
  const fund = system.fund.number;
  const until = await eventsUntil(system, moment);
  const division = await findDivision(db, fund, of, until);
  if (division === undefined) return undefined;
  allow(actor, "read division orders", { person: division.order.alternatePayee });
  await recordReading(db, { fund, person: of.person, actor: actor.account, action: "read a division order" });
  const { alternatePayee } = division.order;
  const knownAt = until.knownAt ?? (await knownAtNow(db));
  const waits = division.status === "received";
  const review = waits ? await reviewOrder(db, fund, division, moment.on, until.knownAt) : undefined;
  const now =
    review?.reasons.length === 0 && review.law
      ? await db.transaction().execute((tx) => dividingNow(tx, fund, division, { today: moment.on, knownAt }))
      : undefined;
  const elsewhere = waits ? await takenOver(db, fund, division) : undefined;
  const letters: (Letter & { to: number })[] = [];
  const duties: Obligation[] = [];
  for (const person of [of.person, alternatePayee]) {
    for (const letter of await lettersOf(db, fund, person, until))
      if (letter.kind === DIVISION_LETTER && letter.caseNumber === of.caseNumber)
        letters.push({ ...letter, to: person });
    for (const duty of await obligationsOf(db, fund, person, until))
      if (duty.caseNumber === of.caseNumber) duties.push(duty);
  }
  const made = division.divided && (await findBenefit(db, fund, division.divided.benefit, until));
  const benefit = made?.at(-1);
  return {
    today: moment.on,
    division,
    review,
    would: now?.accepted?.found,
    elsewhere,
    benefit,
    paidHereFrom: benefit && (await partPaidHereFrom(db, fund, benefit.benefit)),
    letters,
    duties: duties.toSorted((a, b) => a.due - b.due || a.obligation - b.obligation),
  };
}

async function takenOver(db: Db, fund: number, division: Division): Promise<DivisionSeen["elsewhere"]> {
  const found = await db.transaction().execute((tx) => dividedElsewhere(tx, fund, division));
  if (found.refused) return found;
  return found.accepted === undefined ? undefined : accepted(found.accepted);
}

/** The paper of an order for who may read it, with the name of its file. */
export async function readOrderPaper(
  { db, fund }: System,
  actor: Actor,
  of: CaseKey,
): Promise<{ name: string; mediaType: string; bytes: Uint8Array } | undefined> {
  allow(actor, "read division orders", { person: of.person });
  const division = await findDivision(db, fund.number, of);
  if (division !== undefined) allow(actor, "read division orders", { person: division.order.alternatePayee });
  const hash = division?.paper?.file;
  const found = hash === undefined ? undefined : await findFile(db, fund.number, hash);
  if (found === undefined) return undefined;
  const { number } = fund;
  await recordReading(db, { fund: number, person: of.person, actor: actor.account, action: "read a paper" });
  const kind = found.mediaType.split("/")[1];
  return {
    name: `division-order-${of.caseNumber}.${kind}`,
    mediaType: found.mediaType,
    bytes: found.content,
  };
}

/** An order as one of the two parties reads it: what the court ordered and what it means for the reader, and nothing else of the other. */
export interface OwnDivision {
  readonly party: "member" | "formerSpouse";
  readonly other: string;
  readonly division: Division;
  readonly benefit: Benefit | undefined;
}

/** The orders in which a person is one of the two; an alternate payee sees the order and the own part (RSMo 104.1051). */
export async function readOwnDivisions(
  system: System,
  actor: Actor,
  person: number,
  moment: Moment = { on: system.calendar.today() },
): Promise<OwnDivision[]> {
  allow(actor, "read a record", { person });
  const { db } = system;
  const fund = system.fund.number;
  const until = await eventsUntil(system, moment);
  const found: OwnDivision[] = [];
  for (const division of await divisionsWith(db, fund, person, until)) {
    const party = division.order.member === person ? "member" : "formerSpouse";
    const { name } = party === "member" ? division.formerSpouse : division.member;
    const made = division.divided && (await findBenefit(db, fund, division.divided.benefit, until));
    found.push({ party, other: `${name.first} ${name.last}`, division, benefit: made?.at(-1) });
  }
  return found;
}
