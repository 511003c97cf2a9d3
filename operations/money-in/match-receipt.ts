import { formatDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import { monthToPost } from "@emeritus/records/ledger.ts";
import {
  addApplications,
  type Application,
  booksOf,
  type Charge,
  listApplications,
  listCharges,
  listReceipts,
  lockMoney,
  type Receipt,
  trustNamed,
} from "@emeritus/records/money-in.ts";
import { findElections } from "@emeritus/records/prepayment.ts";
import type { Cents } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { markPaid } from "./draw-prepayments.ts";
import { paysPrepayment } from "./match-waiting.ts";

/** Which charges a receipt pays, and how much of each; a charge below zero is used up by an amount below zero. */
export interface MatchAsked {
  readonly key: string;
  readonly receipt: number;
  readonly parts: readonly { readonly charge: number; readonly cents: Cents }[];
}

/** Why a receipt is not matched so. */
export type MatchRefused = Refusal<
  | "noSuchReceipt"
  | "nothingChosen"
  | "noSuchCharge"
  | "otherTrust"
  | "otherEmployer"
  | "moreThanOpen"
  | "moreThanLeft"
  | "kindBelowZero"
  | "askedBack"
>;

/** Pure. One trust, one employer, not more than is open or left, and no kind paid by another (plan of money in, ADR 18). */
export function decideParts(
  receipt: Receipt,
  parts: MatchAsked["parts"],
  charges: ReadonlyMap<number, Charge>,
): MatchRefused | undefined {
  if (parts.length === 0) return refused("nothingChosen").refused;
  if (receipt.askedBackCents > 0n) return refused("askedBack").refused;
  const byKind = new Map<string, Cents>();
  const byCharge = new Map<number, Cents>();
  let employer = receipt.employer;
  let sum = 0n;
  for (const { charge: number, cents } of parts) {
    const charge = charges.get(number);
    if (charge === undefined) return refused("noSuchCharge", { charge: number }).refused;
    if (booksOf[charge.kind].trust !== trustNamed(receipt.trust))
      return refused("otherTrust", { charge: number }).refused;
    employer ??= charge.employer;
    if (charge.employer !== employer) return refused("otherEmployer", { charge: number }).refused;
    const { openCents } = charge;
    const all = (byCharge.get(number) ?? 0n) + cents;
    byCharge.set(number, all);
    const within = openCents > 0n ? cents > 0n && all <= openCents : cents < 0n && all >= openCents;
    if (!within) return refused("moreThanOpen", { charge: number, open: openCents }).refused;
    byKind.set(charge.kind, (byKind.get(charge.kind) ?? 0n) + cents);
    sum += cents;
  }
  for (const [kind, cents] of byKind) if (cents < 0n) return refused("kindBelowZero", { kind }).refused;
  return sum > receipt.leftCents ? refused("moreThanLeft", { left: receipt.leftCents }).refused : undefined;
}

/** Matches a receipt, or a part of it, with charges by hand. What is left of it stays among the receipts not matched. */
export async function matchReceipt(
  { db, fund, calendar }: System,
  actor: Actor,
  { key, receipt: number, parts }: MatchAsked,
): Promise<Outcome<{ readonly leftCents: Cents }, MatchRefused>> {
  allow(actor, "enter money in");
  const request = { receipt: number, parts };
  return command(
    db,
    { fund: fund.number, actor, key, name: "matchReceipt", request },
    async (tx, instant, note) => {
      await lockMoney(tx, fund.number);
      const [receipt] = await listReceipts(tx, fund.number, { receipts: [number] });
      if (receipt === undefined) return refused("noSuchReceipt");
      const wanted = parts.map(({ charge }) => charge);
      const found = await listCharges(tx, fund.number, { charges: wanted });
      const charges = new Map(found.map((each) => [each.charge, each]));
      const refusal = decideParts(receipt, parts, charges);
      if (refusal !== undefined) return { refused: refusal };
      const day = formatDate(calendar.today());
      const trust = trustNamed(receipt.trust);
      const month = await monthToPost(tx, { fund: fund.number, trust, wanted: day, today: day }, instant);
      const rows = parts.map(({ charge, cents }) => ({
        receipt: number,
        charge,
        cents,
        trust,
        kind: charges.get(charge)!.kind,
        employer: charges.get(charge)!.employer,
        appliedOn: day,
        appliedBy: actor.account,
        automatic: false,
        month,
      }));
      await addApplications(tx, fund.number, rows, instant);
      const cents = parts.reduce((sum, part) => sum + part.cents, 0n);
      note({ facts: { receipt: number, charges: wanted, cents } });
      return accepted({ leftCents: receipt.leftCents - cents });
    },
  );
}

/** Pays a prepayment with a receipt that names it wrongly or not at all. */
export async function matchPrepayment(
  { db, fund, calendar }: System,
  actor: Actor,
  { key, receipt: number, election: wanted }: { key: string; receipt: number; election: number },
): Promise<
  Outcome<
    { readonly election: number },
    Refusal<"noSuchReceipt" | "noSuchElection" | "notThePrepayment" | "otherEmployer">
  >
> {
  allow(actor, "enter money in");
  const request = { receipt: number, election: wanted };
  const today = calendar.today();
  return command(
    db,
    { fund: fund.number, actor, key, name: "matchPrepayment", request },
    async (tx, instant, note) => {
      await lockMoney(tx, fund.number);
      const [receipt] = await listReceipts(tx, fund.number, { receipts: [number] });
      const [election] = await findElections(tx, fund.number, [wanted]);
      if (receipt === undefined) return refused("noSuchReceipt");
      if (election === undefined) return refused("noSuchElection");
      if (receipt.employer !== null && receipt.employer !== election.employer)
        return refused("otherEmployer");
      if (!paysPrepayment(receipt, election) || receipt.askedBackCents > 0n)
        return refused(
          "notThePrepayment",
          { cents: election.prepaymentCents, by: election.prepaidOn },
          "BR 2-21(3), 4-11(3)",
        );
      const day = formatDate(today);
      const month = await monthToPost(
        tx,
        { fund: fund.number, trust: "pension", wanted: day, today: day },
        instant,
      );
      const row = {
        receipt: number,
        election: wanted,
        cents: receipt.leftCents,
        trust: "pension",
        employer: election.employer,
        appliedOn: day,
        appliedBy: actor.account,
        automatic: false,
        month,
      } as const;
      await addApplications(tx, fund.number, [row], instant);
      await markPaid(tx, { fund: fund.number, election, actor: actor.account, today }, instant);
      note({ facts: { receipt: number, election: wanted, cents: receipt.leftCents } });
      return accepted({ election: wanted });
    },
  );
}

/** Takes back every matching of a receipt with charges, by opposite entries; the whole of it waits again. */
export async function unmatchReceipt(
  { db, fund, calendar }: System,
  actor: Actor,
  { key, receipt: number, because }: { key: string; receipt: number; because: string },
): Promise<
  Outcome<{ readonly cents: Cents }, Refusal<"noSuchReceipt" | "nothingMatched" | "paidPrepayment">>
> {
  allow(actor, "enter money in");
  return command(
    db,
    { fund: fund.number, actor, key, name: "unmatchReceipt", request: { receipt: number }, because },
    async (tx, instant, note) => {
      await lockMoney(tx, fund.number);
      const [receipt] = await listReceipts(tx, fund.number, { receipts: [number] });
      if (receipt === undefined) return refused("noSuchReceipt");
      const applications = await listApplications(tx, fund.number, { receipt: number });
      const standing = applications.filter(({ reversed, reverses }) => !reversed && reverses === null);
      if (standing.some(({ election }) => election !== null)) return refused("paidPrepayment");
      if (standing.length === 0) return refused("nothingMatched");
      const day = formatDate(calendar.today());
      const trust = trustNamed(receipt.trust);
      const month = await monthToPost(tx, { fund: fund.number, trust, wanted: day, today: day }, instant);
      await addApplications(
        tx,
        fund.number,
        standing.map((each) => ({
          ...opposite(each),
          receipt: number,
          trust,
          appliedOn: day,
          appliedBy: actor.account,
          automatic: false,
          month,
        })),
        instant,
      );
      const cents = standing.reduce((sum, each) => sum + each.cents, 0n);
      note({ facts: { receipt: number, cents } });
      return accepted({ cents });
    },
  );
}

function opposite({ application, charge, cents, kind, employer, entry }: Application) {
  return {
    charge: charge!,
    cents: -cents,
    kind: kind!,
    employer: employer!,
    reverses: application,
    reversesEntry: entry,
  };
}
