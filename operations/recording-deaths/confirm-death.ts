import { addDays, firstOfMonthOf, formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { appealsCite, lastDayToAppeal } from "@emeritus/law/missouri/mosers/board/appeals.ts";
import { findAddress } from "@emeritus/records/address.ts";
import { findBody } from "@emeritus/records/body.ts";
import { findBankAccount } from "@emeritus/records/bank-account.ts";
import { endBenefit, newBenefit } from "@emeritus/records/benefit.ts";
import { benefitsTouched, marriagesWith, recordShare, type Share } from "@emeritus/records/death.ts";
import { setDocument } from "@emeritus/records/document.ts";
import { endMarriage } from "@emeritus/records/family.ts";
import { oblige, settleObligations } from "@emeritus/records/obligation.ts";
import { recordDeath } from "@emeritus/records/person.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { endHold, placeHold } from "../benefit-payroll/holds.ts";
import { accepted, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { isOneOf } from "../signing-in/same-person.ts";
import { endDivisions } from "../dividing-benefits/end-divisions.ts";
import type { System } from "../system.ts";
import { consequencesOf, type Consequence, type DueAfter } from "./after-death.ts";
import {
  CERTIFICATE,
  type Confirmed,
  type DeathKey,
  type Ended,
  type MarriageEnded,
  type Opened,
  whoEntered,
} from "./death-view.ts";
import { type ConfirmRefusal, decideConfirmation } from "./decide-confirmation.ts";
import { inDeathCase, type InDeathCase, type NotNow } from "./in-death-case.ts";
import { type AfterDeathKind, recordAfterDeath, resultAfterDeath } from "./record-in-payment.ts";
import { writeSurvivorLetter } from "./write-letter.ts";

/** Days in which the office means to have a new payee's account, or to find who is to be paid; targets of ours, not law. */
export const DAYS_TO_FIND = 30;

/**
 * A second person confirms a reported death by its certificate: the death is of record, what the dead person was paid ends with the
 * month of death, and what the law gives to a survivor, to named beneficiaries, or back to the retiree is determined and due.
 */
export async function confirmDeath(
  system: System,
  actor: Actor,
  { key, of, dateSeen }: { key: string; of: DeathKey; dateSeen: PlainDate },
): Promise<Outcome<Confirmed, Refusal<ConfirmRefusal | NotNow>>> {
  const others = await personsTouched(system, of.person);
  const asked = {
    key,
    may: "confirm a death",
    action: "confirm",
    of,
    request: { dateSeen },
    others,
  } as const;
  return inDeathCase<Confirmed, ConfirmRefusal>(system, actor, asked, async (within) => {
    const { tx, fund, instant, death } = within;
    const percents = death.beneficiariesEntered;
    const whose = { fund, person: of.person, died: death.died, knownAt: instant, percents };
    const found = await consequencesOf(tx, whose);
    const decision = decideConfirmation({
      died: death.died,
      dateSeen,
      certificate: death.certificate?.file !== undefined,
      reportedByConfirmer: await isOneOf(tx, fund, actor, [death.reportedBy, ...whoEntered(death)]),
      recorded: death.deceased.died,
      due: found.flatMap((one) => (one.kind === "ends" ? [] : [asChecked(one.due)])),
    });
    if (decision.refused) return decision;
    const done = await recordAll(system, within, found);
    await within.step({ ...done, dateSeen: formatDate(dateSeen) });
    within.note({
      facts: { died: formatDate(death.died), opened: done.opened.map(({ benefit }) => benefit) },
    });
    return accepted(done);
  });
}

const asChecked = ({ cents, compiled, result }: DueAfter) => ({ cents, compiled, missing: result.missing });

/** Whose records a confirmation may change besides the dead person's: spouses, retirees and beneficiaries. */
export async function personsTouched({ db, fund }: System, person: number): Promise<number[]> {
  const touched = await benefitsTouched(db, fund.number, person, "-infinity");
  const marriages = await marriagesWith(db, fund.number, person);
  const { rows } = await sql<{ beneficiary: number }>`
    select distinct beneficiary from records.beneficiary where fund = ${fund.number} and person = ${person} and recorded_to = 'infinity'`.execute(
    db,
  );
  return [
    ...new Set([
      ...touched.flatMap((one) => [one.person, one.member, one.spouse ?? person]),
      ...marriages.flatMap((one) => [one.person, one.spouse]),
      ...rows.map(({ beneficiary }) => beneficiary),
    ]),
  ];
}

async function recordAll(
  system: System,
  within: InDeathCase,
  found: readonly Consequence[],
): Promise<Confirmed> {
  const { tx, fund, instant, actor, death } = within;
  const { person, died } = death;
  await recordDeath(tx, fund, person, { died, proof: CERTIFICATE }, instant);
  await acceptCertificate(within);
  const marriages = await endMarriages(within);
  const ended: Ended[] = [];
  for (const one of found) {
    if (one.kind !== "ends") continue;
    const to = parseEnd(one.of.to);
    if (to === one.from) continue; // it would have ended with that month
    await endBenefit(tx, fund, one.of.person, one.of.benefit, one.from, instant);
    ended.push({ person: one.of.person, benefit: one.of.benefit, to });
  }
  const { opened, raised } = await openAll(system, within, found);
  await endDivisions(system, tx, { person, died, actor: actor.account }, instant);
  const because = `case ${death.caseNumber}: confirmed`;
  for (const hold of death.holds)
    await endHold(tx, { fund, person, hold, actor: actor.account, because }, instant);
  await settleObligations(
    tx,
    { fund, person, caseNumber: death.caseNumber, kind: "confirm-death" },
    { status: "done", because: "confirmed" },
    instant,
  );
  await finalPaymentDuty(system, within);
  return { ended, opened, raised, marriages };
}

const parseEnd = (to: string): PlainDate => (to === "infinity" ? 0 : parseDate(to));

async function acceptCertificate({ tx, fund, instant, actor, death }: InDeathCase): Promise<void> {
  const { document, file } = death.certificate!;
  await setDocument(
    tx,
    document,
    {
      fund,
      person: death.person,
      caseNumber: death.caseNumber,
      kind: CERTIFICATE,
      status: "accepted",
      actor: actor.account,
      ...(file === undefined ? {} : { file }),
    },
    instant,
  );
}

/** Ends the marriages that lasted to the death: the day after it is the first day no longer married. */
async function endMarriages({ tx, fund, instant, death }: InDeathCase): Promise<MarriageEnded[]> {
  const ended: MarriageEnded[] = [];
  for (const one of await marriagesWith(tx, fund, death.person)) {
    const from = parseDate(one.from);
    if (one.endedBy !== null || from > death.died) continue;
    await endMarriage(tx, fund, one.person, { to: addDays(death.died, 1), by: "death" }, instant);
    ended.push({ person: one.person, spouse: one.spouse, from, proof: one.proof });
  }
  return ended;
}

const payeesOf = (one: Consequence): number[] => {
  if (one.kind === "ends") return [];
  return one.kind === "guaranteed" ? one.heirs.map(({ person }) => person) : [one.payee];
};

/** Nobody decides that they are paid themselves, or a trust or an estate for which they act. */
async function allowPayee({ tx, fund, actor }: InDeathCase, person: number): Promise<void> {
  allow(actor, "confirm a death", { person });
  allow(actor, "confirm a death", { person: (await findBody(tx, fund, person))?.actsForIt });
}

/** Opens or raises every benefit that a death brings about, each with its determination, its letter and its duties. */
export async function openAll(
  system: System,
  within: InDeathCase,
  found: readonly Consequence[],
): Promise<Pick<Confirmed, "opened" | "raised">> {
  const opened: Opened[] = [];
  const raised: Opened[] = [];
  for (const person of found.flatMap(payeesOf)) await allowPayee(within, person);
  for (const one of found) {
    if (one.kind === "survivor") opened.push(await openFor(system, within, one, one.payee, undefined));
    if (one.kind === "popUp") raised.push(await raise(system, within, one));
    if (one.kind !== "guaranteed") continue;
    for (const { person, share } of one.heirs)
      opened.push(
        await openFor(system, within, one, person, share.to - share.from === share.of ? undefined : share),
      );
    if (one.heirs.length === 0) opened.push(await openForNobody(system, within, one));
  }
  return { opened, raised };
}

type Opening = Exclude<Consequence, { kind: "ends" }>;

/** Makes what is due of record and gives the number of the determination. */
async function determined(
  { tx, fund, instant, actor, death }: InDeathCase,
  one: Opening,
  payee: number,
  share: Share | undefined,
): Promise<number> {
  const kind: AfterDeathKind = one.kind === "guaranteed" ? "guaranteedPayments" : one.kind;
  return recordAfterDeath(
    tx,
    {
      fund,
      person: payee,
      caseNumber: death.caseNumber,
      kind,
      due: one.due,
      result: resultAfterDeath(one.of.benefit, one.due, share),
      effective: one.from,
      calculatedBy: death.reportedBy,
      approvedBy: actor.account,
    },
    instant,
  );
}

async function openFor(
  system: System,
  within: InDeathCase,
  one: Opening,
  payee: number,
  share: Share | undefined,
): Promise<Opened> {
  const { tx, fund, instant, death } = within;
  const determination = await determined(within, one, payee, share);
  const benefit = await newBenefit(
    tx,
    fund,
    {
      person: payee,
      member: one.of.member,
      kind: one.kind === "survivor" ? "survivor" : "guaranteedPayments",
      option: one.of.option,
      plan: one.of.plan,
      increases: one.of.increases,
      determination,
      baseCents: resultAfterDeath(one.of.benefit, one.due, share).toPayee,
      temporaryCents: 0n,
      status: "due",
      from: one.from,
      ...(one.kind === "guaranteed" ? { to: one.to } : {}),
    },
    instant,
  );
  if (share !== undefined) await recordShare(tx, { fund, person: payee, benefit, share }, instant);
  await payeeDuties(system, within, payee);
  await writeSurvivorLetter(system, within, { ...one, payee, share, determination, died: death.died });
  return { person: payee, benefit, determination };
}

/** The payments that are left while nobody is known for them: on the roll in the member's name, and held there. */
async function openForNobody(
  system: System,
  within: InDeathCase,
  one: Extract<Consequence, { kind: "guaranteed" }>,
): Promise<Opened> {
  const { tx, fund, instant, death } = within;
  const { member } = one.of;
  const determination = await determined(within, one, member, one.share);
  const benefit = await newBenefit(
    tx,
    fund,
    {
      person: member,
      member,
      kind: "guaranteedPayments",
      option: one.of.option,
      plan: one.of.plan,
      increases: one.of.increases,
      determination,
      baseCents: resultAfterDeath(one.of.benefit, one.due, one.share).toPayee,
      temporaryCents: 0n,
      status: "held",
      because: "nobody is known who is to be paid",
      from: one.from,
      to: one.to,
    },
    instant,
  );
  if (one.share !== undefined)
    await recordShare(tx, { fund, person: member, benefit, share: one.share }, instant);
  const due = addDays(system.calendar.today(), DAYS_TO_FIND);
  const { caseNumber } = death;
  await oblige(
    tx,
    {
      fund,
      person: death.person,
      kind: "find-beneficiaries",
      subject: String(caseNumber),
      due,
      owner: "counselor",
      caseNumber,
      cites: "RSMo 104.620.3",
    },
    instant,
  );
  return { person: member, benefit, determination };
}

async function raise(
  system: System,
  within: InDeathCase,
  one: Extract<Consequence, { kind: "popUp" }>,
): Promise<Opened> {
  const determination = await determined(within, one, one.payee, undefined);
  const { payee, of } = one;
  await appealDuty(system, within, payee);
  await writeSurvivorLetter(system, within, {
    ...one,
    share: undefined,
    determination,
    died: within.death.died,
  });
  return { person: payee, benefit: of.benefit, determination };
}

/** A new payee needs an address and an account: without an address payments are held, and the missing account is a duty. */
async function payeeDuties(system: System, within: InDeathCase, payee: number): Promise<void> {
  const { tx, fund, instant, actor, death } = within;
  const today = system.calendar.today();
  const { caseNumber } = death;
  if ((await findAddress(tx, fund, payee, { on: today })) === undefined)
    await placeHold(
      tx,
      { fund, person: payee, reason: "noAddress", actor: actor.account, because: `case ${caseNumber}` },
      instant,
    );
  const account = await findBankAccount(tx, fund, payee, { on: today });
  if (account?.status !== "confirmed")
    await oblige(
      tx,
      {
        fund,
        person: payee,
        kind: "payee-account",
        subject: String(caseNumber),
        due: addDays(today, DAYS_TO_FIND),
        owner: "counselor",
        caseNumber,
        cites: "BR 3-13",
      },
      instant,
    );
  await appealDuty(system, within, payee);
}

async function appealDuty(system: System, { tx, fund, instant, death }: InDeathCase, person: number) {
  const due = lastDayToAppeal(system.calendar.today());
  const { caseNumber } = death;
  const subject = String(caseNumber);
  await oblige(
    tx,
    { fund, person, kind: "appeal-ends", subject, due, owner: "counselor", caseNumber, cites: appealsCite },
    instant,
  );
}

/** A month of death that a payroll has passed without paying it is nobody's to take until somebody decides whose it is. */
async function finalPaymentDuty(system: System, { tx, fund, instant, death }: InDeathCase): Promise<void> {
  const month = formatDate(firstOfMonthOf(death.died));
  const { rows } = await sql`
    select from records.benefit b where b.fund = ${fund} and b.person = ${death.person} and b.recorded_to = 'infinity' and b.status <> 'held'
      and b.valid_from <= ${month}::date and b.valid_to > ${month}::date
      and exists (select from runs.run r join runs.run_step s on s.fund = r.fund and s.run = r.run and s.step = 'approved'
        where r.fund = b.fund and r.kind = 'benefitPayroll' and r.period = ${month}::date
          and not exists (select from runs.run_step w where w.fund = r.fund and w.run = r.run and w.step = 'withdrawn'))
      and not exists (select from runs.payment p where p.fund = b.fund and p.benefit = b.benefit and p.period = ${month}::date) limit 1`.execute(
    tx,
  );
  if (rows.length === 0) return;
  const { person, caseNumber } = death;
  await oblige(
    tx,
    {
      fund,
      person,
      kind: "final-payment",
      subject: String(caseNumber),
      due: addDays(system.calendar.today(), DAYS_TO_FIND),
      owner: "counselor",
      caseNumber,
      cites: "RSMo 104.620.3, 104.1054.4",
    },
    instant,
  );
}
