import { addDays } from "@emeritus/engine/dates.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { setDocument } from "@emeritus/records/document.ts";
import { settleObligations } from "@emeritus/records/obligation.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { careerFacts } from "../career.ts";
import type { CaseKey } from "../in-one-case.ts";
import { accepted, type Outcome, type Refusal } from "../outcome.ts";
import { isOneOf } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import {
  decideQualification,
  decideRejection,
  marriagesOverlap,
  type QualifyRefusal,
  type Reason,
  reasonsAgainst,
  sectionOf,
} from "./decide-order.ts";
import { accruedBy, type Accrued, lawOfDivision, planOf, withOrder } from "./division-law.ts";
import { type DivideRefusal, divideAnnuity, type Dividing, dividingNow } from "./divide-annuity.ts";
import { writeDivisionLetters } from "./division-letters.ts";
import { type Division, findDivision, type Made, ORDER_PAPER, standingOrders } from "./division-view.ts";
import { inDivision, type InDivision, type NotNow } from "./in-division.ts";
import { replaceOrder } from "./replace-order.ts";
import { dividedElsewhere, putInPayment, type TakeOverRefusal } from "./take-over.ts";
import { qualifiedStatuses } from "./status.ts";

/** What the law and the record say of an order before anybody decides. */
export interface Review {
  readonly plan: string;
  /** What was accrued in the marriage; nothing where the plan's rules on division are not encoded or the order is not complete. */
  readonly accrued: Accrued | undefined;
  readonly reasons: readonly Reason[];
  readonly missing: readonly string[];
  /** Whether the law of the plan on division is encoded and answers for the day to which the order divides. */
  readonly law: boolean;
}

/** Reads what the law says of an order, from the record as it is; changes nothing. */
export async function reviewOrder(
  tx: Parameters<typeof careerFacts>[0],
  fund: number,
  { order, member, formerSpouse }: Division,
  today: number,
  knownAt?: Instant,
): Promise<Review> {
  const moment = { on: addDays(today, 1), ...(knownAt === undefined ? {} : { knownAt }) };
  const career = await careerFacts(tx, fund, order.member, moment);
  const plan = planOf(career);
  const law = lawOfDivision(plan);
  const complete = order.married !== undefined && order.dissolved !== undefined && order.share !== undefined;
  const accrued = law && complete ? accruedBy(law, withOrder(career.facts, order)) : undefined;
  const refusal = accrued?.accrued.refusal?.code;
  const reasons = reasonsAgainst({
    order,
    plan,
    partyDied: member.died !== undefined || formerSpouse.died !== undefined,
    notVested: refusal === "notVestedWhenDivided",
  });
  const unanswered = accrued?.inMarriage.value === undefined && refusal === undefined;
  const missing = accrued === undefined ? [] : [...accrued.inMarriage.missing];
  const answers = refusal === undefined || refusal === "notVestedWhenDivided";
  return { plan, accrued, reasons, missing: unanswered ? missing : [], law: law !== undefined && answers };
}

/** What qualifying an order made: the divided annuity, or nothing while no annuity is paid. */
export interface Qualified {
  readonly divided: Made | null;
}

/**
 * A second person qualifies an order that is within the law. Where the member's annuity is paid, it is divided with the same act;
 * else the order waits for the retirement. Both parties are told. `seenStep` is the number of the step that the second person saw:
 * what was corrected or sent since is to be looked at first.
 */
export async function qualifyOrder(
  system: System,
  actor: Actor,
  { key, of, seenStep }: { key: string; of: CaseKey; seenStep?: number | undefined },
): Promise<Outcome<Qualified, Refusal<QualifyRefusal | DivideRefusal | TakeOverRefusal | NotNow>>> {
  const seen = await findDivision(system.db, system.fund.number, of);
  const asked = {
    key,
    may: "qualify a division order",
    action: "qualify",
    of,
    request: seenStep === undefined ? {} : { seenStep },
    others: seen === undefined ? [] : [seen.order.alternatePayee],
  } as const;
  return inDivision<Qualified, QualifyRefusal | DivideRefusal | TakeOverRefusal>(
    system,
    actor,
    asked,
    async (within) => {
      const { tx, fund, instant, division } = within;
      const today = system.calendar.today();
      const review = await reviewOrder(tx, fund, division, today, instant);
      const others = await otherOrders(within);
      const decision = decideQualification({
        recordedByActor: await isOneOf(tx, fund, actor, division.readBy),
        changedSince: seenStep !== undefined && seenStep !== division.step,
        paper: division.paper?.file !== undefined,
        overlaps: others.overlapping?.caseNumber,
        amendedStands: division.order.amends === undefined || others.amended !== undefined,
        law: review.law,
        missing: review.missing,
        reasons: review.reasons,
      });
      if (decision.refused) return decision;
      const elsewhere = await dividedElsewhere(tx, fund, division);
      if (elsewhere.refused) return elsewhere;
      const now = await dividingNow(tx, fund, division, { today, knownAt: instant });
      if (now.refused) return now;
      await settle(within, actor);
      await acceptPaper(within, actor);
      await within.step({ section: sectionOf(review.plan) });
      const qualified: Division = { ...division, status: "qualified", step: division.step + 1 };
      if (others.amended !== undefined)
        await replaceOrder(within, others.amended, now.accepted?.found.paidFrom);
      const by = { calculatedBy: division.recordedBy, approvedBy: actor.account };
      if (elsewhere.accepted !== undefined)
        return accepted({
          divided: await putInPayment(system, tx, qualified, elsewhere.accepted, by, instant),
        });
      const divided =
        now.accepted === undefined
          ? await tellQualified(system, tx, qualified, instant)
          : await divideWith(system, tx, qualified, now.accepted, actor, instant);
      return accepted({ divided });
    },
  );
}

/** The order that this one amends, as it stands, and another former spouse's that divides a month which this one divides too. */
async function otherOrders({ tx, fund, division }: InDivision) {
  const { order, caseNumber, person } = division;
  const standing = (await standingOrders(tx, fund, person)).filter(
    (one) => one.caseNumber !== caseNumber && qualifiedStatuses.includes(one.status),
  );
  return {
    amended: standing.find((one) => one.caseNumber === order.amends),
    overlapping: standing.find(
      (one) => one.caseNumber !== order.amends && marriagesOverlap(one.order, order),
    ),
  };
}

async function tellQualified(system: System, tx: Tx, division: Division, instant: Instant): Promise<null> {
  await writeDivisionLetters(system, tx, division, { kind: "qualified" }, instant);
  return null;
}

function divideWith(
  system: System,
  tx: Tx,
  division: Division,
  { annuity, found }: { annuity: { benefit: number; payableFrom?: number | undefined }; found: Dividing },
  actor: Actor,
  instant: Instant,
): Promise<Made> {
  const by = { calculatedBy: division.recordedBy, approvedBy: actor.account };
  const of = { benefit: annuity.benefit, payableFrom: annuity.payableFrom };
  return divideAnnuity(system, tx, { ...found, division }, of, by, instant);
}

/** A second person rejects an order, for every reason of the law and one of their own where it is not clear (RSMo 104.1051). */
export async function rejectOrder(
  system: System,
  actor: Actor,
  {
    key,
    of,
    unclear,
    seenStep,
  }: { key: string; of: CaseKey; unclear?: string | undefined; seenStep?: number | undefined },
): Promise<Outcome<true, Refusal<QualifyRefusal | NotNow>>> {
  const asked = {
    key,
    may: "qualify a division order",
    action: "reject",
    of,
    request: { unclear: unclear ?? null, ...(seenStep === undefined ? {} : { seenStep }) },
  } as const;
  return inDivision<true, QualifyRefusal>(system, actor, asked, async (within) => {
    const { tx, fund, instant, division } = within;
    const review = await reviewOrder(tx, fund, division, system.calendar.today(), instant);
    const own: Reason[] =
      unclear === undefined ? [] : [{ code: "unclear", cites: sectionOf(review.plan), says: unclear }];
    const reasons = [...review.reasons, ...own];
    const recordedByActor = await isOneOf(tx, fund, actor, division.readBy);
    const changedSince = seenStep !== undefined && seenStep !== division.step;
    const decision = decideRejection({ recordedByActor, changedSince, reasons });
    if (decision.refused) return decision;
    await settle(within, actor);
    await within.step({ reasons });
    await writeDivisionLetters(system, tx, division, { kind: "notQualified", reasons }, instant);
    return accepted(true as const);
  });
}

async function settle({ tx, fund, instant, division }: InDivision, actor: Actor): Promise<void> {
  const { person, caseNumber } = division;
  const because = `decided by ${actor.account}`;
  await settleObligations(
    tx,
    { fund, person, caseNumber, kind: "review-order" },
    { status: "done", because },
    instant,
  );
}

async function acceptPaper({ tx, fund, instant, division }: InDivision, actor: Actor): Promise<void> {
  const { person, caseNumber, paper } = division;
  const record = {
    fund,
    person,
    caseNumber,
    kind: ORDER_PAPER,
    status: "accepted",
    file: paper!.file!,
    actor: actor.account,
  } as const;
  await setDocument(tx, paper!.document, record, instant);
}
