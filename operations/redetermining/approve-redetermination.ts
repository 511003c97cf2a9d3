import { appealsCite, lastDayToAppeal } from "@emeritus/law/missouri/mosers/board/appeals.ts";
import { type Benefit, benefitsFrom, correctBenefit } from "@emeritus/records/benefit.ts";
import { type Share, sharesKnown } from "@emeritus/records/death.ts";
import { findDetermination } from "@emeritus/records/determination.ts";
import type { Tx } from "@emeritus/records/db.ts";
import type { LawOfBenefit } from "@emeritus/records/plans-in-payment.ts";
import { oblige } from "@emeritus/records/obligation.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { CONVERTED } from "../converting/converted-result.ts";
import { readBenefit } from "../benefit-payroll/payee-facts.ts";
import { recordRetirement } from "../determining/record-determination.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { asKindAfterDeath, type DueAfter, dueAfter } from "../recording-deaths/after-death.ts";
import {
  type AfterDeathKind,
  type AfterDeathResult,
  recordAfterDeath,
  resultAfterDeath,
} from "../recording-deaths/record-in-payment.ts";
import type { System } from "../system.ts";
import { decideFigures, decideSecond, type RedeterminationRefusal } from "./decide.ts";
import { payableOf } from "./figures.ts";
import { type InRedetermination, inRedetermination, type NotNow } from "./in-redetermination.ts";
import { writeRedeterminationLetter } from "./letter.ts";
import { closeEven, type OfRedetermination, sameAsProposer, toDecide } from "./prepare-redetermination.ts";
import { recordPart } from "./parts.ts";
import type { RedeterminationStatus } from "./status.ts";

/** What came of an approval: the new determination, or a case closed because nothing changes any more. */
export type Approval = Outcome<
  { readonly status: RedeterminationStatus; readonly determination?: number },
  Refusal<RedeterminationRefusal | NotNow>
>;

/**
 * A second person approves: the record is read again, both evaluators must agree with each other and with what was prepared. Then
 * the new determination is of record and the benefit, and every survivor's and former spouse's that follows from it, is due by it from
 * its own first day; the next payroll pays or charges the difference of each month, and whoever is paid is told with the right to a review.
 */
export async function approveRedetermination(
  system: System,
  actor: Actor,
  { key, of }: OfRedetermination,
): Promise<Approval> {
  const paid = await benefitsFrom(system.db, system.fund.number, of.person);
  const others = [...new Set(paid.map(({ person }) => person))].filter((person) => person !== of.person);
  const asked = { key, may: "approve a determination", action: "approve", of, others } as const;
  return inRedetermination<
    { status: RedeterminationStatus; determination?: number },
    RedeterminationRefusal | NotNow
  >(system, actor, asked, async (within) => {
    const { now, found } = within;
    if (!now.compared.changed) return closeEven(within);
    const samePerson = await sameAsProposer(within);
    const second = decideSecond(found.proposal, { to: "redetermine", samePerson, now: now.figures });
    if (second.refused) return second;
    const decision = decideFigures(toDecide(system, within));
    if (decision.refused) return decision;
    return orUndone(within.tx, async () => {
      await within.settle("approved");
      const recorded = await recordAll(system, within);
      if (recorded.refused) return recorded;
      const determination = recorded.accepted;
      const status = await within.step("approve", { determination, figures: now.figures });
      return accepted({ status, determination });
    });
  });
}

/** A second person confirms that a determination stands although the record would give another. Nothing is changed. */
export const confirmLeave = (
  system: System,
  actor: Actor,
  { key, of }: OfRedetermination,
): Promise<Approval> =>
  inRedetermination<
    { status: RedeterminationStatus; determination?: number },
    RedeterminationRefusal | NotNow
  >(system, actor, { key, may: "approve a determination", action: "leave", of }, async (within) => {
    const { now, found } = within;
    if (!now.compared.changed) return closeEven(within);
    const samePerson = await sameAsProposer(within);
    const second = decideSecond(found.proposal, { to: "leave", samePerson, now: now.figures });
    if (second.refused) return second;
    const status = await within.step("leave", { figures: now.figures });
    await within.settle("left as it is");
    return accepted({ status });
  });

/** Does several writes, all or none: what is refused on the way leaves nothing but the refusal. */
async function orUndone<T, R>(tx: Tx, work: () => Promise<Outcome<T, R>>): Promise<Outcome<T, R>> {
  await sql`savepoint before_writes`.execute(tx);
  const outcome = await work();
  await (
    outcome.refused ? sql`rollback to savepoint before_writes` : sql`release savepoint before_writes`
  ).execute(tx);
  return outcome;
}

async function recordAll(
  system: System,
  within: InRedetermination,
): Promise<Outcome<number, Refusal<"survivor-undetermined">>> {
  const { tx, fund, instant, actor, found, now } = within;
  const { basis, facts } = now.again;
  const by = { calculatedBy: found.proposal!.by, approvedBy: actor.account };
  const determination = await recordRetirement(
    tx,
    {
      fund,
      person: found.person,
      caseNumber: found.caseNumber,
      plan: now.compared.law.plan,
      facts,
      result: now.compared.after,
      effective: basis.start,
      knownAt: instant,
      replaces: basis.determination,
      ...by,
    },
    instant,
  );
  const { baseCents, temporaryCents, temporaryEnds } = payableOf(now.compared.after);
  const byLaw = {
    plan: now.compared.law.plan.name as Benefit["plan"],
    increases: now.compared.increases!,
  };
  const paid = await benefitsFrom(tx, fund, found.person);
  for (const version of paid.filter(({ benefit }) => benefit === basis.benefit))
    await again(within, version, { determination, baseCents, temporaryCents, temporaryEnds, ...byLaw });
  const following = new Map<number, Benefit[]>();
  for (const one of paid)
    if (one.kind !== "retirement" && one.kind !== "formerSpouse")
      following.set(one.benefit, [...(following.get(one.benefit) ?? []), one]);
  const told = [{ person: found.person, benefit: basis.benefit, determination }];
  for (const one of now.compared.parts) {
    const { person, benefit } = one.part;
    const made = await recordPart(within, one, by);
    for (const version of paid.filter((each) => each.benefit === benefit))
      await again(within, version, { determination: made, baseCents: one.after, ...byLaw });
    told.push({ person, benefit, determination: made });
  }
  for (const versions of following.values()) {
    const one = await redetermineAfterDeath(within, versions, byLaw, by);
    if (one.refused) return one;
    told.push(one.accepted);
  }
  await tell(system, within, told);
  return accepted(determination);
}

/** Records a version of a benefit again, with other amounts, for the very days for which it held. */
function again(
  { tx, fund, instant }: InRedetermination,
  version: Benefit,
  amounts: Partial<
    Pick<Benefit, "determination" | "baseCents" | "temporaryCents" | "temporaryEnds" | keyof LawOfBenefit>
  >,
): Promise<void> {
  const { benefit, ...same } = version;
  return correctBenefit(tx, fund, benefit, { ...same, ...amounts }, instant);
}

/** What is due after a death follows from the member's own amounts: it is determined again by the facts of its own first month. */
async function redetermineAfterDeath(
  within: InRedetermination,
  versions: readonly Benefit[],
  byLaw: LawOfBenefit,
  by: { readonly calculatedBy: string; readonly approvedBy: string },
): Promise<
  Outcome<{ person: number; benefit: number; determination: number }, Refusal<"survivor-undetermined">>
> {
  const { tx, fund, instant, found } = within;
  const first = versions[0]!;
  const before = await afterDeathOf(within, first);
  const asked = { fund, benefit: before.benefit, rollMonth: first.from, knownAt: instant };
  const due: DueAfter = dueAfter(
    asKindAfterDeath(await readBenefit(tx, asked), before.kind, undefined),
    first.from,
  );
  if (due.result.missing.length > 0)
    return refused("survivor-undetermined", { benefit: first.benefit, facts: due.result.missing.join(" ") });
  if (due.cents !== due.compiled)
    return refused("survivor-undetermined", { benefit: first.benefit, facts: "" });
  const result = resultAfterDeath(before.benefit, due, before.share);
  const determination = await recordAfterDeath(
    tx,
    {
      fund,
      person: first.person,
      caseNumber: found.caseNumber,
      kind: before.kind,
      due,
      result,
      effective: first.from,
      ...(before.replaces === undefined ? {} : { replaces: before.replaces }),
      ...by,
    },
    instant,
  );
  for (const version of versions)
    await again(within, version, { determination, baseCents: result.toPayee, ...byLaw });
  return accepted({ person: first.person, benefit: first.benefit, determination });
}

/** What was determined after a death: from which benefit, of what kind, and what part of it is the payee's. */
interface AfterDeathBefore {
  readonly benefit: number;
  readonly kind: AfterDeathKind;
  readonly share: Share | undefined;
  /** The determination that a new one takes the place of; one that was taken over is the member's, and is replaced with the annuity's. */
  readonly replaces: number | undefined;
}

async function afterDeathOf(
  { tx, fund, instant, now }: InRedetermination,
  first: Benefit,
): Promise<AfterDeathBefore> {
  const made = await findDetermination(tx, fund, first.determination);
  if (made === undefined) throw new Error(`benefit ${first.benefit} has no determination`);
  if (made.kind !== CONVERTED) {
    const { benefit, share } = made.result as AfterDeathResult;
    return { benefit, kind: made.kind as AfterDeathKind, share, replaces: made.determination };
  }
  const share = (await sharesKnown(tx, fund, instant, first.benefit)).get(first.benefit);
  const { benefit } = now.again.basis;
  return { benefit, kind: first.kind as AfterDeathKind, share, replaces: undefined };
}

/** Tells everyone who is paid, and makes the last day to ask for a review a duty. */
async function tell(
  system: System,
  within: InRedetermination,
  told: readonly { person: number; benefit: number; determination: number }[],
): Promise<void> {
  const { tx, fund, instant, found } = within;
  const due = lastDayToAppeal(system.calendar.today());
  for (const one of told) {
    if (!(await writeRedeterminationLetter(system, within, one))) continue;
    const duty = { kind: "appeal-ends", subject: `${found.caseNumber}`, due, owner: "counselor" };
    await oblige(
      tx,
      { fund, person: one.person, ...duty, caseNumber: found.caseNumber, cites: appealsCite },
      instant,
    );
  }
}
