import type { LawOfBenefit, PlanInPayment } from "@emeritus/records/plans-in-payment.ts";
import { wordsOfPlan } from "@emeritus/words/phrase.ts";
import { increasesByLaw } from "../converting/paid-here.ts";
import { addMonths, dayOf, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { findAddress } from "@emeritus/records/address.ts";
import { isRetired, newBenefit } from "@emeritus/records/benefit.ts";
import { keepFile } from "@emeritus/records/document.ts";
import { recordLetter } from "@emeritus/records/letter.ts";
import { settleObligations } from "@emeritus/records/obligation.ts";
import { wordsFor } from "@emeritus/words/index.ts";

import type { Actor } from "../actor.ts";
import { approvalLetter, type LetterAmounts } from "../determining/approval-letter.ts";
import { lawVersionOf, recordRetirement, resultOf } from "../determining/record-determination.ts";
import { compiledAmounts } from "../determining/second-evaluator.ts";
import { letterLines } from "../determining/worksheet.ts";
import {
  type DivideRefusal,
  divideAnnuity,
  type Dividing,
  dividing,
  waitingOrders,
} from "../dividing-benefits/divide-annuity.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { type CaseFacts, determineCase, factsOfCase } from "./case-law.ts";
import type { ApplicationFiled, ElectionSent } from "./case-view.ts";
import { type Amounts, type ApprovalRefusal, decideApproval } from "./decide-approval.ts";
import { isJoint, type PaymentOption } from "./decide-election.ts";
import type { CaseKey } from "../in-one-case.ts";
import { inCase, type InCase } from "./in-case.ts";
import { dutiesAfterApproval } from "./obligations.ts";
import type { Determined } from "./retirement-law.ts";

/** What an approval made. */
export interface Approved {
  readonly determination: number;
  readonly benefit: number;
  readonly letter: number;
}

/**
 * A benefit verifier approves: the record is read again, both evaluators must agree to the cent with each other and with what the
 * counselor verified. Then the determination is of record, the benefit is due, and the member is told with the right to a review.
 */
export async function approveRetirement(
  system: System,
  actor: Actor,
  { key, of }: { key: string; of: CaseKey },
): Promise<Outcome<Approved, Refusal<ApprovalRefusal | DivideRefusal | "no-open-case">>> {
  const asked = {
    key,
    may: "approve a determination",
    name: "approve a retirement",
    of,
    request: {},
  } as const;
  return inCase<Approved, ApprovalRefusal | DivideRefusal>(system, actor, asked, async (within) => {
    const { tx, fund, retirement } = within;
    const { application, election, verified } = retirement;
    if (application === undefined || election === undefined || verified === undefined)
      return refused("not-ready-to-approve", { status: retirement.status });
    const facts = await factsOfCase(tx, fund, of.person, application);
    const determined = determineCase(facts, election);
    const compiled = compiledAmounts(facts.plan, facts.facts, election.option);
    const decision = decideApproval(
      {
        status: retirement.status,
        retired: await isRetired(tx, fund, of.person),
        verifiedBy: verified.by,
        verified: verified.amounts,
        ...(verified.person === undefined ? {} : { verifierPerson: verified.person }),
      },
      { account: actor.account, ...(actor.person === undefined ? {} : { person: actor.person }) },
      { eligible: determined.eligible, missing: determined.missing, explained: determined.amounts, compiled },
    );
    if (decision.refused) return decision;
    const orders = await ordersToPay(system, within, { application, election, facts });
    if (orders.refused) return orders;
    const made = await recordAll(system, within, {
      application,
      election,
      facts,
      determined,
      calculatedBy: verified.by,
      dividing: orders.accepted,
    });
    await within.step("approve", decision.accepted.status, { ...made });
    return accepted(made);
  });
}

interface ToRecord {
  readonly application: ApplicationFiled;
  readonly election: ElectionSent;
  readonly facts: CaseFacts;
  readonly determined: Determined;
  readonly calculatedBy: string;
  /** What courts' orders that wait for the annuity take from it. */
  readonly dividing: readonly Dividing[];
}

/** What qualified orders take from the annuity that is approved; none where none waits for it (RSMo 104.1051). */
async function ordersToPay(
  system: System,
  { tx, fund, actor, retirement }: InCase,
  { application, election, facts }: Pick<ToRecord, "application" | "election" | "facts">,
): Promise<Outcome<Dividing[], Refusal<DivideRefusal>>> {
  const annuity = { start: application.annuityStartingDate, option: election.option };
  const today = system.calendar.today();
  const found: Dividing[] = [];
  for (const waiting of await waitingOrders(tx, fund, retirement.person)) {
    if (waiting.formerSpouse.died !== undefined) continue;
    allow(actor, "approve a determination", { person: waiting.order.alternatePayee });
    const one = await dividing(tx, fund, waiting, annuity, {
      facts: facts.facts,
      today,
      ...paidBy(facts),
    });
    if (one.refused) return one;
    found.push(one.accepted);
  }
  return accepted(found);
}

async function recordAll(system: System, within: InCase, all: ToRecord): Promise<Approved> {
  const { tx, fund, instant, actor, retirement } = within;
  const { application, election, facts, determined, calculatedBy } = all;
  const { person, caseNumber } = retirement;
  const start = application.annuityStartingDate;
  const determination = await recordRetirement(
    tx,
    {
      fund,
      person,
      caseNumber,
      plan: facts.plan,
      facts: facts.facts,
      result: resultOf(election.option, determined),
      effective: start,
      knownAt: instant,
      calculatedBy,
      approvedBy: actor.account,
    },
    instant,
  );
  const benefit = await newBenefit(
    tx,
    fund,
    {
      person,
      member: person,
      kind: "retirement",
      ...paidBy(facts),
      option: election.option,
      determination,
      status: "due",
      from: start,
      ...(election.firstPaymentMonth > start ? { payableFrom: election.firstPaymentMonth } : {}),
      ...payable(determined),
    },
    instant,
  );
  for (const one of all.dividing) {
    const payableFrom = election.firstPaymentMonth > start ? election.firstPaymentMonth : undefined;
    const by = { calculatedBy, approvedBy: actor.account };
    await divideAnnuity(system, tx, one, { benefit, payableFrom }, by, instant);
  }
  const today = system.calendar.today();
  await settleObligations(
    tx,
    { fund, person, caseNumber, kind: "approve-case" },
    { status: "done", because: "approved" },
    instant,
  );
  await within.oblige(
    dutiesAfterApproval({
      communicatedOn: today,
      firstPaymentMonth: later(election.firstPaymentMonth, today),
      ...(determined.temporaryEnds === undefined ? {} : { temporaryEnds: determined.temporaryEnds }),
      ...(determined.firstCola === undefined ? {} : { firstCola: determined.firstCola }),
      ...(determined.guaranteeEnds === undefined
        ? {}
        : { guaranteedEnd: addMonths(determined.guaranteeEnds, -1) }),
    }),
  );
  const letter = await writeLetter(system, within, all, determination);
  return { determination, benefit, letter };
}

/** By which plan's law the benefit is paid, and how it rises by that law. */
function paidBy({ plan, facts }: CaseFacts): LawOfBenefit {
  const increases = increasesByLaw(plan, facts);
  if (increases === undefined) throw new Error("the law does not say how an approved benefit rises");
  return { plan: plan.name as PlanInPayment, increases };
}

/** The first month that can still be paid: a case approved late is paid in the month of approval, with arrears. */
function later(month: PlainDate, today: PlainDate): PlainDate {
  const now = today - dayOf(today) + 1;
  return month > now ? month : now;
}

/** What the payee's benefit row says: the option's amount for life, the temporary benefit until the month after the 62nd birthday. */
function payable({ amounts, temporaryEnds }: Determined) {
  return {
    baseCents: amount(amounts, "chosenAmount"),
    temporaryCents: amount(amounts, "temporaryBenefit"),
    ...(temporaryEnds === undefined ? {} : { temporaryEnds: addMonths(temporaryEnds, 1) }),
  };
}

function amount(amounts: Amounts, name: string): bigint {
  const found = amounts[name];
  if (found === undefined) throw new Error(`${name} has no value in an approved determination`);
  return found;
}

/** Writes and prints the letter and keeps its content and its file; printing changes nothing outside. */
async function writeLetter(
  system: System,
  { tx, fund, instant, retirement }: InCase,
  all: ToRecord,
  determination: number,
): Promise<number> {
  const { application, election, facts, determined } = all;
  const { person, caseNumber } = retirement;
  const words = wordsOfPlan(wordsFor("en"), facts.plan.name);
  const today = system.calendar.today();
  const address = await findAddress(tx, fund, person, { on: today });
  const lines = address
    ? [
        address.street,
        address.street2,
        [address.city, address.state, address.postalCode].filter(Boolean).join(" "),
      ]
    : [];
  const addressee = [facts.career.name, ...lines.filter((line) => line !== undefined)];
  const content = approvalLetter(words, {
    fund: system.fund,
    writtenOn: formatDate(today),
    addressee,
    name: facts.career.name,
    memberId: facts.career.memberId,
    caseNumber,
    determination,
    lawVersion: lawVersionOf(facts.plan),
    start: formatDate(application.annuityStartingDate),
    option: election.option,
    ...(facts.spouse && isJoint(election.option) ? { spouse: facts.spouse.name } : {}),
    beneficiaries: election.beneficiaries.map(({ name }) => name),
    amounts: letterAmounts(election.option, determined.amounts),
    ...estimated(election.option, application.estimate),
    ...(determined.temporaryEnds === undefined
      ? {}
      : { temporaryLastMonth: formatDate(determined.temporaryEnds) }),
    firstPaymentMonth: formatDate(later(election.firstPaymentMonth, today)),
    ...(determined.firstCola === undefined ? {} : { firstCola: formatDate(determined.firstCola) }),
    worksheet: letterLines(words, determined.results.values()),
  });
  const file = await keepFile(tx, fund, "application/pdf", await system.letters.print(content), instant);
  return recordLetter(
    tx,
    fund,
    {
      person,
      kind: "retirementApproved",
      caseNumber,
      determination,
      language: "en",
      addressedTo: addressee.join("\n"),
      content,
      file,
      written: today,
    },
    instant,
  );
}

function letterAmounts(option: PaymentOption, amounts: Amounts): LetterAmounts {
  return {
    base: amount(amounts, "baseBenefit"),
    reducedBase: amount(amounts, "reducedBaseBenefit"),
    option: amount(amounts, "chosenAmount"),
    temporary: amount(amounts, "temporaryBenefit"),
    ...(isJoint(option) ? { survivor: amount(amounts, `${option}SurvivorAmount`) } : {}),
  };
}

/** What the estimate said of the first monthly total under the option that was then elected. */
function estimated(option: PaymentOption, estimate: Amounts): { estimate?: bigint } {
  const chosen = estimate[`${option}Amount`];
  return chosen === undefined ? {} : { estimate: chosen + (estimate["temporaryBenefit"] ?? 0n) };
}
