import type { PlainDate } from "@emeritus/engine/dates.ts";
import {
  type Address,
  endAddress,
  endContact,
  recordAddress,
  recordContact,
} from "@emeritus/records/address.ts";
import { command } from "@emeritus/records/command.ts";
import type { AddressKind, ContactKind } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { afterAddress } from "../recording-deaths/payee-address.ts";
import type { System } from "../system.ts";
import { type ChangedMeanwhile, changedMeanwhile } from "./changed-meanwhile.ts";
import { decideFrom, type FromRefusal } from "./decide-from.ts";
import { emailsToTell, tellByEmail, tellByLetter } from "./write-notice.ts";

/** The kinds of e-mail addresses and telephone numbers, as pages list them. */
export const contactKinds = ["email", "otherEmail", "mobilePhone", "phone", "workPhone"] as const;

/** The kinds of addresses, as pages list them. */
export const addressKinds = ["home", "mailing"] as const;

/** Whether a kind is an e-mail address. */
const isEmail = (kind: ContactKind): boolean => kind === "email" || kind === "otherEmail";

/** Whose contact is changed, from when, over which record. */
interface Change {
  readonly key: string;
  readonly person: number;
  /** The first day; without one, the first that is possible. */
  readonly from?: PlainDate | undefined;
  /** The version that was seen: the instant of the last change, or "never". */
  readonly seen: string;
}

/** A change as it was taken. */
export interface Changed {
  readonly from: PlainDate;
}

/** Why an address is not changed. */
export type AddressRefusal = ChangedMeanwhile | Refusal<FromRefusal | "home-needed">;

/**
 * Records where a person lives or where letters go, from a day on, in place of what was recorded of those days; without an address
 * the kind ends. Payments held for want of an address are held no longer when it holds from today.
 */
export async function changeAddress(
  system: System,
  actor: Actor,
  ask: Change & { readonly kind: AddressKind; readonly address: Address | undefined },
): Promise<Outcome<Changed, AddressRefusal>> {
  allow(actor, "change an address", { person: ask.person });
  const { db, calendar } = system;
  const fund = system.fund.number;
  const { key, person, kind, address, seen } = ask;
  const request = { person, kind, address: address ?? null, from: ask.from ?? null, seen };
  const given = { fund, actor, key, name: "changeAddress", request, persons: [person] };
  return command<Outcome<Changed, AddressRefusal>>(db, given, async (tx, instant, note) => {
    const stale = await changedMeanwhile(tx, actor, "records.address", { fund, person, kind }, seen);
    if (stale) return { refused: stale };
    if (address === undefined && kind === "home") return refused("home-needed");
    const today = calendar.today();
    const decided = decideFrom({ today, asked: ask.from, email: false });
    if (decided.refused) return decided;
    const from = decided.accepted;
    if (address === undefined) await endAddress(tx, fund, person, { kind, from }, instant);
    else {
      await recordAddress(tx, fund, person, { kind, from, address }, instant);
      if (from <= today) await afterAddress(system, tx, actor, person, instant);
    }
    note({ facts: { kind, from, ...(address === undefined ? { ended: true } : {}) } });
    return accepted({ from });
  });
}

/** Why an e-mail address or telephone number is not changed. */
export type ContactRefusal = ChangedMeanwhile | Refusal<FromRefusal | "email-wrong" | "phone-wrong">;

/** Pure. An e-mail address has one @ between parts; a telephone number has ten digits, or begins with + and has up to fifteen. */
export function decideContact(
  kind: ContactKind,
  contact: string,
): Refusal<"email-wrong" | "phone-wrong"> | undefined {
  if (isEmail(kind))
    return /^[^\s@]{1,64}@[^\s@]+\.[^\s@.]{2,}$/.test(contact) && contact.length <= 254
      ? undefined
      : refused("email-wrong").refused;
  const digits = contact.replaceAll(/\D/g, "");
  const right = contact.trim().startsWith("+")
    ? digits.length >= 8 && digits.length <= 15
    : digits.length === 10 || (digits.length === 11 && digits.startsWith("1"));
  return right && /^[+\d\s().x-]{7,30}$/.test(contact) ? undefined : refused("phone-wrong").refused;
}

/**
 * Records an e-mail address or telephone number from a day on; without one the kind ends. An e-mail address works from the next
 * working day, so that who takes over somebody's telephone call cannot use it the same day. Where the e-mail address changes, a notice
 * goes to the one in use; where the office changes it, a letter goes out as well.
 */
export async function changeContact(
  system: System,
  actor: Actor,
  ask: Change & { readonly kind: ContactKind; readonly contact: string | undefined },
): Promise<Outcome<Changed, ContactRefusal>> {
  allow(actor, "change an address", { person: ask.person });
  const fund = system.fund.number;
  const { key, person, kind, contact, seen } = ask;
  const request = { person, kind, contact: contact ?? null, from: ask.from ?? null, seen };
  const given = { fund, actor, key, name: "changeContact", request, persons: [person] };
  let emails: string[] = [];
  const outcome = await command<Outcome<Changed, ContactRefusal>>(
    system.db,
    given,
    async (tx, instant, note) => {
      emails = [];
      const stale = await changedMeanwhile(tx, actor, "records.contact", { fund, person, kind }, seen);
      if (stale) return { refused: stale };
      const wrong = contact === undefined ? undefined : decideContact(kind, contact);
      if (wrong) return { refused: wrong };
      const email = isEmail(kind) && contact !== undefined;
      const decided = decideFrom({ today: system.calendar.today(), asked: ask.from, email });
      if (decided.refused) return decided;
      const from = decided.accepted;
      if (kind === "email") {
        emails = await emailsToTell(tx, fund, person, system.calendar.today());
        if (actor.person !== person) await tellByLetter(system, tx, person, "emailChanged", instant);
      }
      if (contact === undefined) await endContact(tx, fund, person, { kind, from }, instant);
      else await recordContact(tx, fund, person, { kind, from, contact: contact.trim() }, instant);
      note({ facts: { kind, from, ...(contact === undefined ? { ended: true } : {}) } });
      return accepted({ from });
    },
  );
  tellByEmail(system, emails, "emailChanged");
  return outcome;
}
