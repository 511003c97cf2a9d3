import { type AuditProof, recordReading, verifyAudit } from "@emeritus/records/audit.ts";
import { type ListedSeal, listSeals } from "@emeritus/records/audit-trail.ts";
import type { Actor } from "../actor.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** A page of the seals over the audit trail. */
export interface Seals {
  readonly seals: readonly ListedSeal[];
  readonly of: number;
  /** Entries that no seal covers yet. */
  readonly waiting: bigint;
  readonly page: number;
  readonly pages: number;
}

const pageSize = 25;

/** Reads the seals, newest first; `page` is counted from 1. */
export async function readSeals({ reader }: System, actor: Actor, page = 1): Promise<Seals> {
  allow(actor, "read the audit trail");
  const seals = await listSeals(reader, { most: pageSize, skip: (page - 1) * pageSize });
  return { ...seals, page, pages: Math.max(1, Math.ceil(seals.of / pageSize)) };
}

/**
 * Works every seal out again from the entries, and compares one with a root that was kept outside the system where it is
 * given. The proof, and what it found, is itself an entry.
 */
export async function verifyAuditTrail(
  { db, reader, fund }: System,
  actor: Actor,
  keptElsewhere?: { seal: bigint; chain: string },
): Promise<AuditProof> {
  allow(actor, "verify the record");
  const proof = await verifyAudit(reader, keptElsewhere);
  const { seals, entries, broken } = proof;
  await recordReading(db, {
    fund: fund.number,
    actor: actor.account,
    action: "verify the audit trail",
    facts: { seals, entries, ...(broken && { brokenSeal: broken.seal, why: broken.why }) },
  });
  return proof;
}
