import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import {
  addChargeStep,
  chargesAgainst,
  type ChargeState,
  type ChargeStep,
  decideChargeStep,
  type PaidSinceCharge,
  paidOnFor,
  paidSinceCharges,
} from "@emeritus/records/killing-charge.ts";
import { getPerson } from "@emeritus/records/person.ts";
import type { DateText } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { endHold, placeHold } from "../benefit-payroll/holds.ts";
import { accepted, type Outcome, refused, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import { chargesCite, effectOfCharge, type ChargeEffect } from "./charge-law.ts";
import { tellOfCharge } from "./charge-letter.ts";

/** Why a charge or its outcome is not entered. */
export type EnterChargeRefusal = Refusal<
  | "not-paid-on"
  | "in-future"
  | "waits-already"
  | "charged-already"
  | "not-charged"
  | "before-the-death"
  | "before-the-charge"
>;
/** Why it is not decided. */
export type DecideChargeRefusal = Refusal<"nothing-waits" | "changed-since" | "entered-by-you">;

/** The charges against a payee, and for whose service the payee is paid. */
export interface ChargesSeen {
  readonly steps: readonly ChargeStep[];
  readonly paidFor: readonly { readonly member: number; readonly name: string }[];
  /** What went out since a charge that is open, before it was known here: the bank is asked to give it back. */
  readonly paidSince: readonly PaidSinceCharge[];
}

/** Reads the charges against a payee. */
export async function readCharges(
  { reader, fund }: System,
  actor: Actor,
  person: number,
): Promise<ChargesSeen> {
  allow(actor, "read charges", { person });
  return {
    steps: await chargesAgainst(reader, fund.number, person),
    paidFor: await paidOnFor(reader, fund.number, person),
    paidSince: await paidSinceCharges(reader, fund.number, person),
  };
}

/** What may be entered next: the outcome of a charge that is open, else a charge. Pure. */
export function statesToEnter(
  steps: readonly Pick<ChargeStep, "state" | "decision">[],
): readonly ChargeState[] {
  const now = steps.findLast(({ decision }) => decision === "confirmed")?.state;
  return now === "charged" ? ["convicted", "notConvicted"] : ["charged"];
}

/**
 * Pure. A charge is entered once, its outcome after the charge was confirmed; nothing while a step waits for the second person. Nobody
 * is charged before the member died, or tried before being charged: such a day is a slip that would stop or pay the wrong person.
 */
export function decideEntering(
  steps: readonly Pick<ChargeStep, "state" | "decision" | "happened">[],
  { state, happened, died }: { state: ChargeState; happened: DateText; died: DateText | null },
): EnterChargeRefusal | undefined {
  if (steps.at(-1)?.decision === null) return refused("waits-already").refused;
  const now = steps.findLast(({ decision }) => decision === "confirmed");
  if (!statesToEnter(steps).includes(state))
    return refused(state === "charged" ? "charged-already" : "not-charged").refused;
  if (died !== null && happened < died) return refused("before-the-death", { died }, chargesCite).refused;
  return now !== undefined && happened < now.happened
    ? refused("before-the-charge", { before: now.happened }, chargesCite).refused
    : undefined;
}

/**
 * A counselor enters that a payee is charged with having killed the member, or how that ended. With the charge what the member's service
 * pays to the payee is held at once, also in a payroll that is approved and not posted; everything else waits for the second person.
 */
export async function enterCharge(
  { db, fund, calendar }: System,
  actor: Actor,
  ask: {
    readonly key: string;
    readonly person: number;
    readonly member: number;
    readonly state: ChargeState;
    readonly happened: PlainDate;
    /** The court and the number of the case. */
    readonly because: string;
  },
): Promise<Outcome<{ readonly step: number }, EnterChargeRefusal>> {
  allow(actor, "record a charge", { person: ask.person });
  const { key, person, member, state, happened, because } = ask;
  const request = { person, member, state, happened: formatDate(happened), because };
  return command(
    db,
    { fund: fund.number, actor, key, name: "enterCharge", request, persons: [person], because },
    async (tx, instant, note): Promise<Outcome<{ step: number }, EnterChargeRefusal>> => {
      if (!(await paidOnFor(tx, fund.number, person)).some((one) => one.member === member))
        return refused("not-paid-on", {}, chargesCite);
      if (happened > calendar.today()) return refused("in-future");
      const steps = (await chargesAgainst(tx, fund.number, person)).filter((one) => one.member === member);
      const { died } = await getPerson(tx, fund.number, member);
      const entered = { state, happened: formatDate(happened) };
      const refusal = decideEntering(steps, {
        ...entered,
        died: died === undefined ? null : formatDate(died),
      });
      if (refusal !== undefined) return { refused: refusal };
      const held = effectOfCharge(state) === "held";
      const placed = { fund: fund.number, person, reason: "charged" as const, actor: actor.account, because };
      const hold = held ? await placeHold(tx, placed, instant) : null;
      const step = steps.length + 1;
      const row = { person, member, step, state, happened: formatDate(happened), because, hold };
      await addChargeStep(tx, fund.number, { ...row, enteredBy: actor.account }, instant);
      note({ facts: { member, state, step } });
      return accepted({ step });
    },
  );
}

/**
 * A second person confirms or refuses what was entered. A confirmed charge keeps the payments held; a conviction ends the hold, and
 * the law makes nothing due of any month; without a conviction what was held is paid with the next payroll. The payee is told by letter.
 */
export async function decideCharge(
  system: System,
  actor: Actor,
  ask: {
    readonly key: string;
    readonly person: number;
    readonly member: number;
    readonly decision: "confirmed" | "refused";
    readonly because: string;
    /** The number of the step that was seen to wait. */
    readonly seenStep?: number | undefined;
  },
): Promise<Outcome<{ readonly effect: ChargeEffect | "none" }, DecideChargeRefusal>> {
  allow(actor, "decide on a charge", { person: ask.person });
  const { db, fund } = system;
  const { key, person, member, decision, because, seenStep } = ask;
  const request = { person, member, decision, because, ...(seenStep === undefined ? {} : { seenStep }) };
  return command(
    db,
    { fund: fund.number, actor, key, name: "decideCharge", request, persons: [person], because },
    async (tx, instant, note): Promise<Outcome<{ effect: ChargeEffect | "none" }, DecideChargeRefusal>> => {
      const steps = (await chargesAgainst(tx, fund.number, person)).filter((one) => one.member === member);
      const waits = steps.at(-1);
      if (waits === undefined || waits.decision !== null) return refused("nothing-waits");
      if (seenStep !== undefined && seenStep !== waits.step) return refused("changed-since");
      if (await isSamePerson(tx, fund.number, actor, waits.enteredBy)) return refused("entered-by-you");
      const decided = { person, member, step: waits.step, decision, because, decidedBy: actor.account };
      await decideChargeStep(tx, fund.number, decided, instant);
      const effect = decision === "refused" ? "none" : effectOfCharge(waits.state);
      const held = steps.findLast(({ hold }) => hold !== null)?.hold ?? null;
      const ends = decision === "refused" ? waits.hold !== null : effect !== "held";
      if (ends && held !== null)
        await endHold(tx, { fund: fund.number, person, hold: held, actor: actor.account, because }, instant);
      if (effect !== "none") {
        const { name } = await getPerson(tx, fund.number, member);
        const told = {
          person,
          member: `${name.first} ${name.last}`.trim(),
          effect,
          happened: waits.happened,
        };
        await tellOfCharge(system, tx, told, instant);
      }
      note({ facts: { member, step: waits.step, decision, effect } });
      return accepted({ effect });
    },
  );
}
