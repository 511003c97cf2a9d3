import type { PlainDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import { type Beneficiary, beneficiariesOf, nameBeneficiaries } from "@emeritus/records/family.ts";
import { lastChange } from "@emeritus/records/last-change.ts";
import type { Moment } from "@emeritus/records/moment.ts";
import { findPerson, getPersons } from "@emeritus/records/person.ts";
import type { BeneficiaryPurpose, BodyKind } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { type ChangedMeanwhile, changedMeanwhile } from "../changing-person/changed-meanwhile.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import {
  relatedTo,
  type Related,
  somebodyFor,
  type Somebody,
  type SomebodyRefusal,
  withoutSsn,
} from "./somebody.ts";

/** What beneficiaries are named for, each with its own list (Handbook, pages 16, 29 and 32). */
export const purposes = ["contributions", "finalPayment", "lifeInsurance", "guaranteedPayments"] as const;

/** One who is named: with whom, in which rank, for which share. */
export interface Named {
  readonly who: Somebody;
  readonly rank: "primary" | "contingent";
  /** Hundredths of a percent; left out of all of a rank, its members share equally. */
  readonly share?: number | undefined;
  readonly body?: { readonly kind: BodyKind; readonly name: string } | undefined;
}

/** A whole share, in hundredths of a percent. */
export const WHOLE = 10_000;

/** Why a list of beneficiaries is not taken. */
export type NamingRefusal =
  | SomebodyRefusal
  | "nobody-primary"
  | "share-missing"
  | "share-wrong"
  | "shares-not-whole"
  | "named-twice"
  | "too-many"
  | "member-died"
  | "received-in-future";

const most = 20;

/**
 * Pure. The parts of each one named: one each where a rank gives no share, so that thirds are exact; else shares of more than
 * nothing that come to 100 percent to the hundredth. Contingents need somebody before them.
 */
export function decideShares(
  named: readonly Pick<Named, "rank" | "share">[],
): Outcome<readonly number[], Refusal<NamingRefusal>> {
  if (named.length > most) return refused("too-many", { most });
  if (named.length > 0 && !named.some(({ rank }) => rank === "primary")) return refused("nobody-primary");
  for (const rank of ["primary", "contingent"] as const) {
    const shares = named.filter((one) => one.rank === rank).map(({ share }) => share);
    const given = shares.filter((share) => share !== undefined);
    if (given.length === 0) continue;
    if (given.length < shares.length) return refused("share-missing", { rank });
    if (given.some((share) => !Number.isInteger(share) || share <= 0 || share > WHOLE))
      return refused("share-wrong", { rank });
    const sum = given.reduce((total, share) => total + share, 0);
    if (sum !== WHOLE) return refused("shares-not-whole", { rank, sum });
  }
  return accepted(named.map(({ share }) => share ?? 1));
}

/** The beneficiaries of a member for one purpose, as they stand. */
export interface NamingSeen {
  readonly purpose: BeneficiaryPurpose;
  readonly named: readonly (Beneficiary & {
    readonly name: string;
    readonly memberId: string;
    readonly born: PlainDate;
    readonly died: PlainDate | undefined;
    /** The share as parts of the whole of the rank. */
    readonly of: number;
  })[];
  /** What a change must say it saw. */
  readonly seen: string;
}

/** Whom a member named for each purpose, on a day. */
export async function readBeneficiaries(
  { reader, fund, calendar }: System,
  actor: Actor,
  person: number,
  moment: Moment = { on: calendar.today() },
): Promise<{ readonly lists: readonly NamingSeen[]; readonly related: readonly Related[] }> {
  allow(actor, "read a record", { person });
  const number = fund.number;
  const all = await Promise.all(
    purposes.map(async (purpose) => ({
      purpose,
      named: await beneficiariesOf(reader, number, person, purpose, moment),
      seen: await lastChange(reader, "records.beneficiary", { fund: number, person, purpose }),
    })),
  );
  const persons = [...new Set(all.flatMap(({ named }) => named.map(({ beneficiary }) => beneficiary)))];
  const known = new Map(
    (await getPersons(reader, number, persons, { knownAt: moment.knownAt })).map((one) => [one.person, one]),
  );
  const lists = all.map(({ named, ...list }) => ({
    ...list,
    named: named.flatMap((one) => {
      const who = known.get(one.beneficiary);
      if (who === undefined) return [];
      const of = named.filter(({ rank }) => rank === one.rank).reduce((sum, { parts }) => sum + parts, 0);
      const { name, memberId, born, died } = who;
      return [
        {
          ...one,
          name: [name.first, name.middle, name.last, name.suffix].filter(Boolean).join(" "),
          memberId,
          born,
          died,
          of,
        },
      ];
    }),
  }));
  return { lists, related: await relatedTo(reader, number, person) };
}

/**
 * Names the beneficiaries for one purpose, in place of all named before; an empty list names nobody, so that the law's order
 * applies. It takes effect on the day it was received, which must lie in the member's life.
 */
export async function nameBeneficiariesFor(
  system: System,
  actor: Actor,
  ask: {
    readonly key: string;
    readonly person: number;
    readonly purpose: BeneficiaryPurpose;
    readonly named: readonly Named[];
    /** The day a paper form came in; today unless told, and never by the member. */
    readonly received?: PlainDate | undefined;
    readonly seen: string;
  },
): Promise<Outcome<{ readonly named: number }, Refusal<NamingRefusal> | ChangedMeanwhile>> {
  allow(actor, "name a beneficiary", { person: ask.person });
  const fund = system.fund.number;
  const { key, person, purpose, named, seen } = ask;
  const asked = named.map(({ who, rank, share, body }) => ({
    who: withoutSsn(system, who),
    rank,
    share: share ?? null,
    body: body ? { ...body } : null,
  }));
  const request = { person, purpose, named: asked, received: ask.received ?? null, seen };
  const given = { fund, actor, key, name: "nameBeneficiaries", request, persons: [person] };
  return command<Outcome<{ named: number }, Refusal<NamingRefusal> | ChangedMeanwhile>>(
    system.db,
    given,
    async (tx, instant, note) => {
      const stale = await changedMeanwhile(tx, actor, "records.beneficiary", { fund, person, purpose }, seen);
      if (stale) return { refused: stale };
      const today = system.calendar.today();
      const from = actor.person === person ? today : (ask.received ?? today);
      const member = await findPerson(tx, fund, person);
      if (member === undefined) return refused("no-such-member");
      if (from > today) return refused("received-in-future");
      if (member.died !== undefined && member.died < from) return refused("member-died");
      const shares = decideShares(named);
      if (shares.refused) return shares;
      const rows: Beneficiary[] = [];
      for (const [at, { who, rank, body }] of named.entries()) {
        const found = await somebodyFor(system, tx, actor, person, who, instant);
        if (found.refused) return found;
        if (rows.some(({ beneficiary }) => beneficiary === found.accepted)) return refused("named-twice");
        rows.push({
          beneficiary: found.accepted,
          rank,
          parts: shares.accepted[at]!,
          ...(body ? { body } : {}),
        });
      }
      await nameBeneficiaries(tx, fund, person, { purpose, from, named: rows }, instant);
      note({ facts: { purpose, from, named: rows.length } });
      return accepted({ named: rows.length });
    },
  );
}
