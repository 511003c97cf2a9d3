import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { recordDetermination } from "@emeritus/records/determination.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { encodeFacts } from "../determining/inputs.ts";
import { keepLaw } from "../determining/record-determination.ts";
import type { Amounts } from "../retiring/decide-approval.ts";
import { lawsInPayment } from "../benefit-payroll/laws-in-payment.ts";
import { shareOf } from "../benefit-payroll/shares.ts";
import type { DueAfter } from "./after-death.ts";
import type { Share } from "@emeritus/records/death.ts";

/** Kinds of determinations that a death brings about. */
export type AfterDeathKind = "survivor" | "popUp" | "guaranteedPayments";

/** What such a determination keeps as its result: the law's amounts for the first month, and what part of them is the payee's. */
export interface AfterDeathResult {
  /** The member's benefit from which it follows. */
  readonly benefit: number;
  readonly amounts: Amounts;
  readonly share?: Share;
  /** What the payee is due for the first month. */
  readonly toPayee: bigint;
}

/** The result of a determination after a death. Pure. */
export function resultAfterDeath(benefit: number, due: DueAfter, share: Share | undefined): AfterDeathResult {
  return {
    benefit,
    amounts: { [due.provision]: due.cents },
    ...(share === undefined ? {} : { share }),
    toPayee: shareOf(due.cents, share),
  };
}

/** Makes what is due after a death of record: the law's version, the facts as read, the result, and the two people behind it. */
export async function recordAfterDeath(
  tx: Tx,
  made: {
    readonly fund: number;
    readonly person: number;
    readonly caseNumber: number;
    readonly kind: AfterDeathKind;
    readonly due: DueAfter;
    readonly result: AfterDeathResult;
    readonly effective: PlainDate;
    readonly calculatedBy: string;
    readonly approvedBy: string;
    /** The determination that this one takes the place of. */
    readonly replaces?: number;
  },
  instant: Instant,
): Promise<number> {
  const { fund, due, ...rest } = made;
  const { plan } = lawsInPayment[due.facts.plan];
  const lawVersion = await keepLaw(tx, plan, instant);
  const inputs = encodeFacts({ stated: due.facts.stated, recorded: due.facts.recorded });
  return recordDetermination(tx, fund, { ...rest, lawVersion, inputs, knownAt: instant }, instant);
}
