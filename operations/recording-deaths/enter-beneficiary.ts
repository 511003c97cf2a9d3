import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Address } from "@emeritus/records/address.ts";
import { recordAddress } from "@emeritus/records/address.ts";
import { newBody } from "@emeritus/records/body.ts";
import { personsBySsn, personsWith } from "@emeritus/records/closed-field.ts";
import { beneficiariesOf, nameBeneficiaries } from "@emeritus/records/family.ts";
import { findPersonByMemberId, newPerson } from "@emeritus/records/person.ts";
import type { BodyKind } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { isEin } from "../naming/ein.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import type { DeathKey } from "./death-view.ts";
import { inDeathCase, type InDeathCase, type NotNow } from "./in-death-case.ts";

/** Somebody the member named for the guaranteed payments, to become a person of the record, or one who is already. */
export type BeneficiaryAsked =
  | { readonly memberId: string }
  | {
      readonly first: string;
      readonly last: string;
      readonly born: PlainDate;
      readonly ssn: string;
      readonly address: Address;
    }
  | {
      /** A trust, a charity or an estate. */
      readonly body: BodyKind;
      readonly name: string;
      /** The day of the trust; of an estate the day of death unless told. */
      readonly since?: PlainDate | undefined;
      readonly ein: string;
      /** The Member ID of the trustee, or of who administers the estate. */
      readonly actsForIt?: string | undefined;
      readonly address: Address;
    };

/** Why a beneficiary is not entered. */
export type BeneficiaryRefusal =
  | "no-such-member"
  | "ssn-wrong"
  | "ssn-taken"
  | "ein-wrong"
  | "ein-taken"
  | "no-such-trustee"
  | "in-future"
  | "named-already"
  | "is-the-member"
  | "percent-too-large";

/** A counselor enters whom the member named for the guaranteed payments, with the percent of each payment. */
export async function enterBeneficiary(
  system: System,
  actor: Actor,
  entered: {
    readonly key: string;
    readonly of: DeathKey;
    readonly who: BeneficiaryAsked;
    readonly percent: number;
  },
): Promise<Outcome<{ person: number; memberId: string }, Refusal<BeneficiaryRefusal | NotNow>>> {
  const { key, of, who, percent } = entered;
  const hashed = (field: "ssn" | "ein", text: string) => system.keys.lookup(field, text).hash.toString("hex");
  const seen =
    "ssn" in who
      ? { ...who, ssn: hashed("ssn", who.ssn) }
      : "ein" in who
        ? { ...who, ein: hashed("ein", who.ein) }
        : who;
  const asked = {
    key,
    may: "record a death",
    action: "enterBeneficiary",
    of,
    request: { who: seen, percent },
  } as const;
  return inDeathCase<{ person: number; memberId: string }, BeneficiaryRefusal>(
    system,
    actor,
    asked,
    async (within) => {
      const { tx, fund, instant, death, step } = within;
      const on = death.died;
      const there = await beneficiariesOf(tx, fund, of.person, "guaranteedPayments", { on });
      const before = death.beneficiariesEntered ? there : [];
      const taken = before.reduce((sum, { parts }) => sum + parts, 0);
      if (taken + percent > 100) return refused("percent-too-large", { left: 100 - taken });
      const found = await personOf(system, within, who);
      if (found.refused) return found;
      const { person, memberId } = found.accepted;
      allow(actor, "record a death", { person });
      if (person === of.person) return refused("is-the-member");
      if (before.some(({ beneficiary }) => beneficiary === person)) return refused("named-already");
      const named = [...before, { beneficiary: person, rank: "primary" as const, parts: percent }];
      await nameBeneficiaries(
        tx,
        fund,
        of.person,
        { purpose: "guaranteedPayments", from: on, named },
        instant,
      );
      await step({ beneficiary: person, percent });
      return accepted({ person, memberId });
    },
  );
}

type Found = Outcome<{ person: number; memberId: string }, Refusal<BeneficiaryRefusal>>;

/** The trust, charity or estate meant, new on record; an EIN that another has is refused. */
async function bodyOf(
  { keys, calendar, fund: { demonstration } }: System,
  { tx, fund, instant, actor, death }: InDeathCase,
  who: Extract<BeneficiaryAsked, { readonly ein: string }>,
): Promise<Found> {
  const { body: kind, name, ein, address } = who;
  const since = who.since ?? death.died;
  if (!isEin(ein, demonstration)) return refused("ein-wrong");
  if (since > calendar.today()) return refused("in-future");
  if ((await personsWith(tx, keys, fund, "ein", ein)).length > 0) return refused("ein-taken");
  const actsForIt =
    who.actsForIt === undefined ? undefined : await findPersonByMemberId(tx, fund, who.actsForIt);
  if (who.actsForIt !== undefined && actsForIt === undefined) return refused("no-such-trustee");
  allow(actor, "record a death", { person: actsForIt });
  const estateOf = kind === "estate" ? death.person : undefined;
  const made = await newBody(
    tx,
    { fund, kind, name, since, actsForIt, estateOf, ein: { text: ein, keys } },
    instant,
  );
  await recordAddress(tx, fund, made.person, { kind: "home", from: calendar.today(), address }, instant);
  return accepted(made);
}

/** The person meant: one of the record by Member ID, or somebody new; an SSN that somebody has is another's. */
async function personOf(system: System, within: InDeathCase, who: BeneficiaryAsked): Promise<Found> {
  const {
    keys,
    calendar,
    fund: { demonstration },
  } = system;
  const { tx, fund, instant } = within;
  if ("ein" in who) return bodyOf(system, within, who);
  if ("memberId" in who) {
    const person = await findPersonByMemberId(tx, fund, who.memberId);
    return person === undefined ? refused("no-such-member") : accepted({ person, memberId: who.memberId });
  }
  const { first, last, born, ssn, address } = who;
  if (!isSsn(ssn, demonstration)) return refused("ssn-wrong");
  if (born > calendar.today()) return refused("in-future");
  if ((await personsBySsn(tx, keys, fund, [ssn])).size > 0) return refused("ssn-taken");
  const made = await newPerson(tx, { fund, name: { first, last }, born, ssn: { text: ssn, keys } }, instant);
  await recordAddress(tx, fund, made.person, { kind: "home", from: calendar.today(), address }, instant);
  return accepted(made);
}

/** Whether nine digits can be an SSN; those that begin with 9 belong to nobody, and so to the people of a demonstration. */
export function isSsn(text: string, demonstration: boolean): boolean {
  const [area, group, serial] = [text.slice(0, 3), text.slice(3, 5), text.slice(5)];
  if (!/^\d{9}$/.test(text) || group === "00" || serial === "0000") return false;
  return area !== "000" && area !== "666" && (demonstration || !area.startsWith("9"));
}
