import { addDays, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { openCase } from "@emeritus/records/case.ts";
import { command } from "@emeritus/records/command.ts";
import type { DivisionAsk } from "@emeritus/records/division-tables.ts";
import { correctOrder, recordOrder as keepOrder, type DivisionOrder } from "@emeritus/records/division.ts";
import { keepFile, newDocument, setDocument } from "@emeritus/records/document.ts";
import { oblige } from "@emeritus/records/obligation.ts";
import type { Address } from "@emeritus/records/address.ts";
import type { Actor } from "../actor.ts";
import { careerFacts } from "../career.ts";
import { decidePaper, keepPaper, type PaperRefusal } from "../paper.ts";
import type { CaseKey } from "../in-one-case.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { isSsn } from "../recording-deaths/enter-beneficiary.ts";
import { workingDaysAfter } from "../recording-deaths/working-days.ts";
import type { System } from "../system.ts";
import { recordAddress } from "@emeritus/records/address.ts";
import { personsBySsn } from "@emeritus/records/closed-field.ts";
import { sha256 } from "@emeritus/records/canonical.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { findPerson, findPersonByMemberId, newPerson } from "@emeritus/records/person.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { decideOrder, type OrderRefusal } from "./decide-order.ts";
import { type Division, DIVISION_CASE, findDivision, ORDER_PAPER, standingOrders } from "./division-view.ts";
import { inDivision, type NotNow } from "./in-division.ts";
import { qualifiedStatuses } from "./status.ts";

/** Working days in which the office means to review an order; a target of ours, not law. */
const WORKING_DAYS_TO_REVIEW = 20;

/** The former spouse whom an order names: somebody of the record, or a new person with what the order must tell of both. */
export type AlternatePayee =
  | { readonly memberId: string }
  | {
      readonly first: string;
      readonly last: string;
      readonly born: PlainDate;
      readonly ssn: string;
      readonly address: Address;
    };

/** What an order says, as somebody reads it from the paper; what it leaves out is absent. */
export interface OrderRead {
  readonly court: string;
  readonly causeNumber: string;
  readonly issued: PlainDate;
  readonly received: PlainDate;
  readonly married?: PlainDate | undefined;
  readonly dissolved?: PlainDate | undefined;
  /** A day before the dissolution to which it divides. */
  readonly dividedTo?: PlainDate | undefined;
  /** Hundredths of a percent. */
  readonly share?: number | undefined;
  /** Whole cents a month. */
  readonly amount?: bigint | undefined;
  readonly certified: boolean;
  readonly identifies: boolean;
  readonly asks: readonly DivisionAsk[];
}

/** Whether an order that somebody qualified stands. Pure. */
const isQualified = ({ status }: Division): boolean => qualifiedStatuses.includes(status);

/** Why the former spouse is not entered. */
export type AlternatePayeeRefusal =
  | "no-such-person"
  | "no-such-member"
  | "ssn-wrong"
  | "ssn-taken"
  | "born-in-future";

/**
 * A counselor records a division of benefits order as it came, with the former spouse as a person of the record and the paper where
 * it is at hand. Nothing is divided by it: a second person qualifies it (RSMo 104.312, 104.1051).
 */
export async function recordOrder(
  system: System,
  actor: Actor,
  asked: {
    readonly key: string;
    readonly member: number;
    readonly alternatePayee: AlternatePayee;
    readonly order: OrderRead;
    readonly paper?: Uint8Array | undefined;
    /** The case of the order between the same two that this one amends. */
    readonly amends?: number | undefined;
  },
): Promise<Outcome<CaseKey, Refusal<OrderRefusal | AlternatePayeeRefusal | PaperRefusal>>> {
  const { key, member, alternatePayee, order, paper, amends } = asked;
  allow(actor, "record a division order", { person: member });
  const fund = system.fund.number;
  const who =
    "ssn" in alternatePayee
      ? { ...alternatePayee, ssn: system.keys.lookup("ssn", alternatePayee.ssn).hash.toString("hex") }
      : alternatePayee;
  const hash = paper === undefined ? null : sha256(paper).toString("hex");
  const request = { member, who, order: asRequest(order), paper: hash, ...(amends && { amends }) };
  const given = { fund, actor, key, name: "division order: record", request, persons: [member] };
  return command(
    system.db,
    given,
    async (
      tx,
      instant,
      note,
    ): Promise<Outcome<CaseKey, Refusal<OrderRefusal | AlternatePayeeRefusal | PaperRefusal>>> => {
      if ((await findPerson(tx, fund, member)) === undefined) return refused("no-such-person");
      const media = paper === undefined ? undefined : decidePaper(paper);
      if (media?.refused) return media;
      const checked = await checkPayee(system, tx, alternatePayee);
      if (checked.refused) return checked;
      const known = checked.accepted;
      if (known !== undefined) allow(actor, "record a division order", { person: known });
      const ofBoth = (await standingOrders(tx, fund, member)).filter(
        (one) => one.order.alternatePayee === known,
      );
      const decision = decideOrder({
        order: { ...withNone(order), member, alternatePayee: known ?? 0, amends },
        today: system.calendar.today(),
        served: await hasServed(tx, fund, member, system.calendar.today()),
        open: ofBoth.find(({ caseNumber }) => caseNumber !== amends)?.caseNumber,
        amendedStands: ofBoth.some((one) => one.caseNumber === amends && isQualified(one)),
      });
      if (decision.refused) return decision;
      const payee = known ?? (await newPayee(system, tx, alternatePayee, instant));
      const caseNumber = await openCase(
        tx,
        {
          fund,
          person: member,
          kind: DIVISION_CASE,
          action: "record",
          status: "received",
          actor: actor.account,
          facts: { alternatePayee: payee },
        },
        instant,
      );
      const kept = { ...withNone(order), member, alternatePayee: payee, caseNumber, amends };
      await keepOrder(tx, fund, kept, instant);
      if (paper !== undefined) {
        const file = await keepFile(tx, fund, media!.accepted.mediaType, paper, instant);
        await newDocument(tx, paperRecord(fund, member, caseNumber, file, actor), instant);
      }
      const due = workingDaysAfter(system.calendar.today(), WORKING_DAYS_TO_REVIEW);
      const subject = String(caseNumber);
      await oblige(
        tx,
        { fund, person: member, kind: "review-order", subject, due, owner: "benefitVerifier", caseNumber },
        instant,
      );
      note({ person: member, facts: { case: caseNumber, alternatePayee: payee } });
      return accepted({ person: member, caseNumber });
    },
  );
}

/**
 * A counselor records an order that amends one which stands, between the same two: a case of its own. A second person qualifies it, and
 * then it comes in the place of the order before it (MSEP2000-Q73).
 */
export async function recordAmendedOrder(
  system: System,
  actor: Actor,
  asked: {
    readonly key: string;
    readonly of: CaseKey;
    readonly order: OrderRead;
    readonly paper?: Uint8Array | undefined;
  },
): Promise<Outcome<CaseKey, Refusal<OrderRefusal | AlternatePayeeRefusal | PaperRefusal | "no-such-case">>> {
  const { key, of, order, paper } = asked;
  allow(actor, "record a division order", { person: of.person });
  const division = await findDivision(system.db, system.fund.number, of);
  if (division === undefined) return refused("no-such-case");
  const alternatePayee = { memberId: division.formerSpouse.memberId };
  return recordOrder(system, actor, {
    key,
    member: of.person,
    alternatePayee,
    order,
    paper,
    amends: of.caseNumber,
  });
}

/** A counselor corrects what was read from the paper, while nobody has decided on the order. */
export async function correctOrderRead(
  system: System,
  actor: Actor,
  { key, of, order, because }: { key: string; of: CaseKey; order: OrderRead; because: string },
): Promise<Outcome<true, Refusal<OrderRefusal | NotNow>>> {
  const asked = {
    key,
    may: "record a division order",
    action: "correct",
    of,
    request: { order: asRequest(order) },
    because,
  } as const;
  return inDivision<true, OrderRefusal>(system, actor, asked, async (within) => {
    const { tx, fund, instant, division } = within;
    const { alternatePayee, member, caseNumber, amends } = division.order;
    const decision = decideOrder({
      order: { ...withNone(order), member, alternatePayee, amends },
      today: system.calendar.today(),
      served: true,
      open: undefined,
      amendedStands: true,
    });
    if (decision.refused) return decision;
    const read = { ...withNone(order), member, alternatePayee, caseNumber, amends };
    await correctOrder(tx, fund, division.order, read, instant);
    await within.step({ because });
    return accepted(true as const);
  });
}

/** Keeps the certified copy of the order in its case; one sent again takes the place of the one before. */
export async function sendOrderPaper(
  system: System,
  actor: Actor,
  { key, of, bytes }: { key: string; of: CaseKey; bytes: Uint8Array | undefined },
): Promise<Outcome<true, Refusal<PaperRefusal | NotNow>>> {
  const hash = bytes === undefined ? null : sha256(bytes).toString("hex");
  const asked = {
    key,
    may: "record a division order",
    action: "sendPaper",
    of,
    request: { sha256: hash },
  } as const;
  return inDivision<true, PaperRefusal>(system, actor, asked, async (within) => {
    const { tx, fund, instant, division } = within;
    const kept = await keepPaper(tx, fund, bytes, instant);
    if (kept.refused) return kept;
    const file = kept.accepted;
    const record = paperRecord(fund, of.person, of.caseNumber, file, actor);
    if (division.paper) await setDocument(tx, division.paper.document, record, instant);
    else await newDocument(tx, record, instant);
    await within.step({ file });
    return accepted(true as const);
  });
}

const paperRecord = (fund: number, person: number, caseNumber: number, file: string, actor: Actor) =>
  ({ fund, person, caseNumber, kind: ORDER_PAPER, status: "received", file, actor: actor.account }) as const;

/** The order with a place for everything that it may leave out. */
const withNone = (
  order: OrderRead,
): Omit<DivisionOrder, "member" | "alternatePayee" | "caseNumber" | "amends"> => ({
  ...order,
  married: order.married,
  dissolved: order.dissolved,
  dividedTo: order.dividedTo,
  share: order.share,
  amount: order.amount,
});

function asRequest({ issued, received, married, dissolved, dividedTo, ...rest }: OrderRead) {
  const text = (day: PlainDate | undefined) => (day === undefined ? null : formatDate(day));
  return {
    ...rest,
    share: rest.share ?? null,
    amount: rest.amount ?? null,
    asks: [...rest.asks],
    issued: text(issued),
    received: text(received),
    married: text(married),
    dissolved: text(dissolved),
    dividedTo: text(dividedTo),
  };
}

async function hasServed(tx: Tx, fund: number, member: number, today: PlainDate): Promise<boolean> {
  const { rows } = await careerFacts(tx, fund, member, { on: addDays(today, 1) });
  return rows.employment.some(({ eligible }) => eligible);
}

/** The person meant, nothing for a new one, or why nobody is. */
async function checkPayee(
  { keys, calendar, fund: { number: fund, demonstration } }: System,
  tx: Tx,
  who: AlternatePayee,
): Promise<Outcome<number | undefined, Refusal<AlternatePayeeRefusal>>> {
  if ("memberId" in who) {
    const person = await findPersonByMemberId(tx, fund, who.memberId);
    return person === undefined ? refused("no-such-member") : accepted(person);
  }
  if (!isSsn(who.ssn, demonstration)) return refused("ssn-wrong");
  if (who.born > calendar.today()) return refused("born-in-future");
  if ((await personsBySsn(tx, keys, fund, [who.ssn])).size > 0) return refused("ssn-taken");
  return accepted(undefined);
}

async function newPayee(
  { keys, calendar, fund: { number: fund } }: System,
  tx: Tx,
  who: AlternatePayee,
  instant: Instant,
): Promise<number> {
  if ("memberId" in who) throw new Error("somebody of the record is not entered again");
  const { first, last, born, ssn, address } = who;
  const made = await newPerson(tx, { fund, name: { first, last }, born, ssn: { text: ssn, keys } }, instant);
  await recordAddress(tx, fund, made.person, { kind: "home", from: calendar.today(), address }, instant);
  return made.person;
}
