import { daysBetween, formatDate, parseDate } from "@emeritus/engine/dates.ts";
import {
  type Application,
  type Charge,
  listApplications,
  listCharges,
  listReceipts,
  type Receipt,
  trustNamed,
} from "@emeritus/records/money-in.ts";
import {
  agedReceivables,
  type AgedRow,
  controlProofs,
  type ControlProof,
  expectedAgainstReceived,
  type ExpectedRow,
} from "@emeritus/records/money-in-reports.ts";
import { type Election, findElections } from "@emeritus/records/prepayment.ts";
import type { DateText } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { listPaybacks, type Payback } from "./pay-back.ts";
import { paysPrepayment } from "./match-waiting.ts";

/** A receipt that waits, with its age in days. */
export interface Waiting extends Receipt {
  readonly days: number;
}

/** The desk of money in: what is expected and was received, what waits, who owes how long, and what is to be released. */
export interface MoneyDesk {
  readonly today: DateText;
  readonly expected: readonly ExpectedRow[];
  readonly more: boolean;
  readonly waiting: readonly Waiting[];
  readonly aged: readonly AgedRow[];
  readonly paybacks: readonly Payback[];
}

const rowsAPage = 100;
const daysOf = (from: DateText, to: DateText): number => daysBetween(parseDate(from), parseDate(to));

/** Reads the desk; `open` leaves out what was received in full, `page` counts from 1. */
export async function readMoneyDesk(
  { reader, fund, calendar }: System,
  actor: Actor,
  { open, page }: { open: boolean; page: number },
): Promise<MoneyDesk> {
  allow(actor, "read money in");
  const today = formatDate(calendar.today());
  const after = (page - 1) * rowsAPage;
  const expected = await expectedAgainstReceived(reader, fund.number, { open, most: rowsAPage + 1, after });
  return {
    today,
    expected: expected.slice(0, rowsAPage),
    more: expected.length > rowsAPage,
    waiting: await readWaiting(reader, fund.number, today),
    aged: await agedReceivables(reader, fund.number, today),
    paybacks: await listPaybacks(reader, fund.number),
  };
}

async function readWaiting(reader: System["reader"], fund: number, today: DateText): Promise<Waiting[]> {
  const receipts = await listReceipts(reader, fund, { left: true });
  return receipts.map((receipt) => ({ ...receipt, days: daysOf(receipt.receivedOn, today) }));
}

/** Aged receivables as of a day, today unless told. */
export async function readAged(
  { reader, fund, calendar }: System,
  actor: Actor,
  on?: DateText,
): Promise<{ readonly on: DateText; readonly rows: readonly AgedRow[] }> {
  allow(actor, "read money in");
  const day = on ?? formatDate(calendar.today());
  return { on: day, rows: await agedReceivables(reader, fund.number, day) };
}

/** Money that came in and was not matched, with its age. */
export async function readSuspense(
  { reader, fund, calendar }: System,
  actor: Actor,
): Promise<readonly Waiting[]> {
  allow(actor, "read money in");
  return readWaiting(reader, fund.number, formatDate(calendar.today()));
}

/** A receipt with what it paid, and what it could pay. */
export interface ReceiptSeen {
  readonly receipt: Waiting;
  readonly applications: readonly Application[];
  /** Open charges of its trust, of its employer where that is known; the reference's own first. */
  readonly open: readonly Charge[];
  /** Prepayments that it is exactly. */
  readonly elections: readonly Election[];
  readonly paybacks: readonly Payback[];
}

const mostOpen = 200;

/** Reads one receipt; nothing when there is none. */
export async function readReceipt(
  { reader, fund, calendar }: System,
  actor: Actor,
  number: number,
): Promise<ReceiptSeen | undefined> {
  allow(actor, "read money in");
  const [receipt] = await listReceipts(reader, fund.number, { receipts: [number] });
  if (receipt === undefined) return undefined;
  const trust = trustNamed(receipt.trust);
  const employers = receipt.employer === null ? {} : { employers: [receipt.employer] };
  const open = await listCharges(reader, fund.number, { open: true, trust, most: mostOpen, ...employers });
  const elections = await findElections(
    reader,
    fund.number,
    undefined,
    receipt.employer === null ? undefined : [receipt.employer],
  );
  const own = (charge: Charge): number => (charge.reference === receipt.reference ? 0 : 1);
  return {
    receipt: { ...receipt, days: daysOf(receipt.receivedOn, formatDate(calendar.today())) },
    applications: await listApplications(reader, fund.number, { receipt: number }),
    open: receipt.leftCents === 0n ? [] : open.toSorted((a, b) => own(a) - own(b)),
    elections: elections.filter((election) => paysPrepayment(receipt, election)),
    paybacks: (await listPaybacks(reader, fund.number)).filter((each) => each.receipt === number),
  };
}

/** Whether what is kept of charges, receipts, prepayments and members' accounts equals the ledger accounts that control it. */
export async function readControlProofs(
  { reader, fund }: System,
  actor: Actor,
): Promise<readonly (ControlProof & { readonly equal: boolean })[]> {
  allow(actor, "read the ledger");
  const proofs = await controlProofs(reader, fund.number);
  return proofs.map((proof) => ({ ...proof, equal: proof.ledgerCents === proof.kept }));
}
