import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { monthToPost, trusts } from "@emeritus/records/ledger.ts";
import {
  addApplications,
  booksOf,
  type Charge,
  listCharges,
  listReceipts,
  type NewApplication,
  type Receipt,
  trustNamed,
} from "@emeritus/records/money-in.ts";
import { findElections, type Election } from "@emeritus/records/prepayment.ts";
import type { Cents, Instant } from "@emeritus/records/schema.ts";
import { electionOf, prepaymentReference } from "./prepayment-reference.ts";
import { markPaid } from "./draw-prepayments.ts";

/** Whoever matches by itself, as it stands in the record. */
export const automatic = "automatic";

/** Part of a receipt for one charge. */
export interface Part {
  readonly charge: Charge;
  readonly cents: Cents;
}

/**
 * Pure. The charges that a receipt pays by itself: those of its reference and trust, where it is exactly all that is open of them
 * or exactly all that is open of one kind. Anything else is for a person to decide.
 */
export function decideMatch(
  receipt: Pick<Receipt, "trust" | "reference" | "leftCents">,
  open: readonly Charge[],
): readonly Part[] {
  const own = open.filter(
    (charge) =>
      charge.reference === receipt.reference && trusts[booksOf[charge.kind].trust] === receipt.trust,
  );
  const kinds = new Set(own.map(({ kind }) => kind));
  const sums = [own, ...[...kinds].map((kind) => own.filter((charge) => charge.kind === kind))].filter(
    (some) => some.reduce((sum, { openCents }) => sum + openCents, 0n) === receipt.leftCents,
  );
  const [whole] = sums;
  const single = sums.filter((some) => some !== whole);
  if (whole === undefined) return [];
  if (whole !== own && single.length > 0) return [];
  return whole.map((charge) => ({ charge, cents: charge.openCents }));
}

/** Matches waiting receipts of these references with what is open of them. Gives how many were matched; the money lock is held. */
export async function matchWaiting(
  tx: Tx,
  { fund, references, today }: { fund: number; references: readonly string[]; today: PlainDate },
  instant: Instant,
): Promise<number> {
  const receipts = (await listReceipts(tx, fund, { left: true, references })).filter(
    ({ askedBackCents }) => askedBackCents === 0n,
  );
  if (receipts.length === 0) return 0;
  const named = [...new Set(receipts.map(({ reference }) => reference))];
  let open = await listCharges(tx, fund, { open: true, references: named });
  const elections = new Map(
    (
      await findElections(
        tx,
        fund,
        named.flatMap((each) => electionOf(each) ?? []),
      )
    ).map((each) => [prepaymentReference(each.election), each]),
  );
  const applications: NewApplication[] = [];
  const paid: Election[] = [];
  for (const receipt of receipts) {
    const election = elections.get(receipt.reference);
    const parts = decideMatch(receipt, open);
    const pays = election !== undefined && paysPrepayment(receipt, election);
    if (parts.length === 0 && !pays) continue;
    const month = await monthToPost(
      tx,
      { fund, trust: trustNamed(receipt.trust), wanted: receipt.receivedOn, today: formatDate(today) },
      instant,
    );
    const shared = {
      receipt: receipt.receipt,
      trust: trustNamed(receipt.trust),
      appliedOn: formatDate(today),
      appliedBy: automatic,
      automatic: true,
      month,
    };
    if (pays) {
      elections.delete(receipt.reference);
      paid.push(election);
      const { election: number, employer } = election;
      applications.push({ ...shared, election: number, employer, cents: receipt.leftCents });
      continue;
    }
    for (const { charge, cents } of parts)
      applications.push({
        ...shared,
        charge: charge.charge,
        kind: charge.kind,
        employer: charge.employer,
        cents,
      });
    const used = new Set(parts.map(({ charge }) => charge.charge));
    open = open.filter(({ charge }) => !used.has(charge));
  }
  await addApplications(tx, fund, applications, instant);
  for (const election of paid) await markPaid(tx, { fund, election, actor: automatic, today }, instant);
  return new Set(applications.map(({ receipt }) => receipt)).size;
}

/** Whether a receipt is exactly the prepayment of an election that was not paid, in the pension trust and in time. */
export function paysPrepayment(
  receipt: Pick<Receipt, "trust" | "leftCents" | "receivedOn">,
  election: Election,
): boolean {
  return (
    receipt.trust === trusts.pension &&
    election.paidOn === null &&
    election.withdrawal !== "withdrawn" &&
    receipt.leftCents === election.prepaymentCents &&
    receipt.receivedOn <= election.prepaidOn
  );
}
