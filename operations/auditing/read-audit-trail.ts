import { recordReading } from "@emeritus/records/audit.ts";
import { listEntries, mostCounted, type TrailEntry } from "@emeritus/records/audit-trail.ts";
import { findPersonByMemberId } from "@emeritus/records/person.ts";
import type { Actor } from "../actor.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** What a reader of the audit trail asks for; what is left out does not limit. */
export interface TrailFilter {
  readonly memberId?: string | undefined;
  /** The Online ID that acted. */
  readonly by?: string | undefined;
  /** The whole action, or its beginning followed by "*". */
  readonly action?: string | undefined;
  /** YYYY-MM-DD in the fund's time zone. */
  readonly day?: string | undefined;
  /** Counted from 1. */
  readonly page?: number | undefined;
}

/** A page of the audit trail. */
export interface Trail {
  readonly entries: readonly TrailEntry[];
  readonly of: number;
  /** There are more entries than were counted. */
  readonly more: boolean;
  readonly page: number;
  readonly pages: number;
}

const pageSize = 50;
const empty: Trail = { entries: [], of: 0, more: false, page: 1, pages: 1 };

/**
 * Reads the audit trail, newest first. Entries about the actor's own record are left out, and asking for them throws
 * `NotAllowed`. Reading what was done with one person's record is itself an entry on that person.
 */
export async function readAuditTrail(system: System, actor: Actor, filter: TrailFilter): Promise<Trail> {
  allow(actor, "read the audit trail");
  const { db, reader, fund } = system;
  const { memberId, by, action, day, page = 1 } = filter;
  const person = memberId && (await findPersonByMemberId(reader, fund.number, memberId.trim()));
  if (memberId && !person) return empty;
  if (person) {
    allow(actor, "read the audit trail", { person });
    const read = { fund: fund.number, person, actor: actor.account, action: "read the audit trail" };
    await recordReading(db, read);
  }
  const { entries, of } = await listEntries(reader, fund.number, {
    person: person || undefined,
    except: actor.person,
    actor: by?.trim().toLowerCase(),
    action,
    day,
    timeZone: fund.timeZone,
    most: pageSize,
    skip: (page - 1) * pageSize,
  });
  return { entries, of, more: of === mostCounted, page, pages: Math.max(1, Math.ceil(of / pageSize)) };
}
