import { addDays, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { appealsCite, lastDayToAppeal } from "@emeritus/law/missouri/mosers/board/appeals.ts";
import { findAddress } from "@emeritus/records/address.ts";
import { findBankAccount } from "@emeritus/records/bank-account.ts";
import { type Benefit, benefitsFrom, newBenefit } from "@emeritus/records/benefit.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { marriagesOf } from "@emeritus/records/family.ts";
import { oblige } from "@emeritus/records/obligation.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { placeHold } from "../benefit-payroll/holds.ts";
import { lawVersionOf } from "../determining/record-determination.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { DAYS_TO_FIND } from "../recording-deaths/confirm-death.ts";
import type { System } from "../system.ts";
import { divisionChoices } from "./division-choices.ts";
import { writeDivisionLetters } from "./division-letters.ts";
import {
  type AnnuityDivided,
  careerOfAnnuity,
  factsOfDivision,
  firstMonthPaid,
  lawOfDivision,
  type PartByLaw,
  partByLaw,
} from "./division-law.ts";
import { type Division, type Made, standingOrders } from "./division-view.ts";
import { takeDivisionStep } from "./in-division.ts";
import { type MadeBy, recordDivision } from "./record-division.ts";

/** Why an annuity cannot be divided as a qualified order asks. */
export type DivideRefusal = "law-missing" | "facts-missing" | "evaluators-disagree";

/** Where the office decided what it divides and what waits for counsel. */
const office = "ADR 31";

/** An annuity with what a qualified order takes from it, before anything is recorded. */
export interface Dividing {
  readonly division: Division;
  readonly annuity: AnnuityDivided;
  readonly byLaw: PartByLaw;
  /** The plan that pays the annuity, how it rises, and the law by which it is divided. */
  readonly plan: Benefit["plan"];
  readonly increases: Benefit["increases"];
  readonly law: Plan;
  /** The first month paid to the former spouse. */
  readonly paidFrom: PlainDate;
}

/**
 * A member's own benefit, as its latest version says it: one that is stopped while the member works is divided too, and the former
 * spouse's part stops and resumes with it.
 */
export async function findAnnuity(
  tx: Parameters<typeof benefitsFrom>[0],
  fund: number,
  member: number,
): Promise<(Benefit & { readonly starts: PlainDate }) | undefined> {
  const own = (await benefitsFrom(tx, fund, member)).filter(({ kind }) => kind === "retirement");
  const last = own.at(-1);
  return last && { ...last, starts: own[0]!.from };
}

/** What an order takes from an annuity by the law and the record as it is; changes nothing. */
export async function dividing(
  tx: Tx,
  fund: number,
  division: Division,
  annuity: Omit<AnnuityDivided, "formerSpouseIsJoint">,
  {
    facts,
    today,
    plan = "msep2000",
    increases = "usual",
  }: {
    readonly facts: Facts;
    readonly today: PlainDate;
    readonly plan?: Benefit["plan"];
    readonly increases?: Benefit["increases"];
  },
): Promise<Outcome<Dividing, Refusal<DivideRefusal>>> {
  const { order } = division;
  const law = lawOfDivision(plan);
  if (law === undefined) return refused("law-missing", { plan }, office);
  const joint = await namesFormerSpouse(tx, fund, order.member, order.alternatePayee, annuity);
  const divided = { ...annuity, formerSpouseIsJoint: joint };
  const byLaw = partByLaw(factsOfDivision(facts, order, divided), law);
  const { missing } = byLaw.part;
  if (missing.length > 0) return refused("facts-missing", { facts: missing.join(" ") });
  if (byLaw.cents !== byLaw.compiled)
    return refused("evaluators-disagree", { one: byLaw.cents, other: byLaw.compiled });
  if (byLaw.cents < 0n || byLaw.paidFrom === undefined) return refused("facts-missing", { facts: "" });
  const { paidFrom: choice } = await divisionChoices(tx, fund, today);
  const paidFrom = firstMonthPaid(byLaw.paidFrom, order.received, choice);
  return accepted({ division, annuity: divided, byLaw, plan, increases, law, paidFrom });
}

/** Whether the annuity's joint option names the former spouse: whom the member was married to when it began. */
async function namesFormerSpouse(
  tx: Tx,
  fund: number,
  member: number,
  formerSpouse: number,
  { option, start }: Omit<AnnuityDivided, "formerSpouseIsJoint">,
): Promise<boolean> {
  if (option !== "joint50" && option !== "joint100") return false;
  const before = addDays(start, -1);
  return (await marriagesOf(tx, fund, member)).some(
    ({ spouse, from, to }) => spouse === formerSpouse && from <= before && to > before,
  );
}

/**
 * Puts a qualified order in effect: the former spouse's part is of record and due from its first month, the member is paid the rest,
 * and both are told with the right to a review (BR 1-2).
 */
export async function divideAnnuity(
  system: System,
  tx: Tx,
  { division, annuity, byLaw, plan, increases, law, paidFrom }: Dividing,
  { benefit, payableFrom }: { readonly benefit: number; readonly payableFrom: PlainDate | undefined },
  by: MadeBy,
  instant: Instant,
): Promise<Made> {
  const fund = system.fund.number;
  const { order, person } = division;
  const result = { benefit, amounts: { formerSpouseShare: byLaw.cents }, paidFrom };
  const determination = await recordDivision(
    tx,
    fund,
    { order, law, facts: byLaw.facts, result, ...by },
    instant,
  );
  const made = await newBenefit(
    tx,
    fund,
    {
      person: order.alternatePayee,
      member: person,
      kind: "formerSpouse",
      plan,
      increases,
      option: annuity.option,
      determination,
      baseCents: byLaw.cents,
      temporaryCents: 0n,
      status: "due",
      from: paidFrom,
      ...(payableFrom !== undefined && payableFrom > paidFrom ? { payableFrom } : {}),
    },
    instant,
  );
  await payeeDuties(system, tx, division, by.approvedBy, instant);
  const divided = { determination, benefit: made };
  await takeDivisionStep(
    tx,
    fund,
    division,
    { action: "divide", actor: by.approvedBy, facts: { ...divided } },
    instant,
  );
  await writeDivisionLetters(
    system,
    tx,
    division,
    {
      kind: "inEffect",
      amount: byLaw.cents,
      paidFrom: formatDate(paidFrom),
      determination,
      lawVersion: lawVersionOf(law),
      result: byLaw.part,
    },
    instant,
  );
  return divided;
}

/** The former spouse needs an address and an account: without an address payments are held, and the missing account is a duty. */
export async function payeeDuties(
  { calendar, fund: { number: fund } }: System,
  tx: Tx,
  { order, caseNumber, person: member }: Division,
  actor: string,
  instant: Instant,
): Promise<void> {
  const today = calendar.today();
  const person = order.alternatePayee;
  const subject = String(caseNumber);
  if ((await findAddress(tx, fund, person, { on: today })) === undefined) {
    const because = `case ${caseNumber}`;
    await placeHold(tx, { fund, person, reason: "noAddress", actor, because }, instant);
  }
  const account = await findBankAccount(tx, fund, person, { on: today });
  const due = addDays(today, DAYS_TO_FIND);
  const duty = { fund, person, subject, due, owner: "counselor", caseNumber };
  if (account?.status !== "confirmed")
    await oblige(tx, { ...duty, kind: "payee-account", cites: "BR 3-13" }, instant);
  const appeal = { ...duty, kind: "appeal-ends", due: lastDayToAppeal(today), cites: appealsCite };
  await oblige(tx, appeal, instant);
  await oblige(tx, { ...appeal, person: member }, instant);
}

/** A member's qualified orders that wait for the annuity. */
export const waitingOrders = async (tx: Tx, fund: number, member: number): Promise<Division[]> =>
  (await standingOrders(tx, fund, member)).filter(({ status }) => status === "qualified");

/** What a qualified order takes from the annuity that a member is paid; nothing while none is. Changes nothing. */
export async function dividingNow(
  tx: Tx,
  fund: number,
  division: Division,
  { today, knownAt }: { readonly today: PlainDate; readonly knownAt: Instant },
): Promise<
  Outcome<{ readonly annuity: Benefit; readonly found: Dividing } | undefined, Refusal<DivideRefusal>>
> {
  const annuity = await findAnnuity(tx, fund, division.person);
  if (annuity === undefined) return accepted(undefined);
  const start = annuity.starts;
  const facts = await careerOfAnnuity(tx, fund, division.person, { start, knownAt });
  const { option, plan, increases } = annuity;
  const found = await dividing(tx, fund, division, { start, option }, { facts, today, plan, increases });
  return found.refused ? found : accepted({ annuity, found: found.accepted });
}
