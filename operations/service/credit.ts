import { addDays, parseDate } from "@emeritus/engine/dates.ts";
import { recordLeave } from "@emeritus/records/employment.ts";
import { recordServiceCredit } from "@emeritus/records/service.ts";
import { givenUpOf, recordGivenUp, recordServiceSpans } from "@emeritus/records/service-ledger.ts";
import { dateOf } from "@emeritus/records/dates.ts";
import { openRedeterminations } from "../redetermining/open-cases.ts";
import { type CaseFacts, type CaseSays, spansSold } from "./case-law.ts";
import { isPurchase } from "./case-view.ts";
import { tellGivenUp } from "./write-service-letter.ts";
import type { InServiceCase } from "./in-service-case.ts";

/**
 * Brings what a case gives into the record: bought and moved service with the days for which it stands, a restored refund, military
 * leave, or service given up by a transfer. Called in the transaction of the step that ends the case.
 */
export async function credit(within: InServiceCase, facts: CaseFacts, says: CaseSays): Promise<void> {
  await bring(within, facts, says);
  const { tx, fund, of, instant, actor, system } = within;
  const cause = { kind: "service", caseNumber: of.caseNumber, because: facts.asked.what } as const;
  const by = { fund, today: system.calendar.today(), actor: actor.account };
  await openRedeterminations(tx, { ...by, persons: [of.person], cause }, instant);
}

async function bring(within: InServiceCase, facts: CaseFacts, says: CaseSays): Promise<void> {
  const { asked } = facts;
  if (asked.what === "restoration") return restore(within, facts);
  if (asked.what === "militaryLeave") return keepMilitaryLeave(within, facts);
  if (asked.what === "transferOut") return giveUp(within, facts, says);
  const { tx, fund, of, instant } = within;
  const months = says.months?.value ?? 0;
  const number = await recordServiceCredit(
    tx,
    fund,
    of.person,
    {
      kind: isPurchase(asked.what) ? "purchased" : "transferred",
      months,
      days: 0,
      hoursHundredths: 0,
      because: asked.what,
      certifiedBy: within.service.prepared!.by,
      effective: says.effective?.value ?? facts.on,
      caseNumber: of.caseNumber,
    },
    instant,
  );
  const spans = spansSold(facts, months).map(({ from, to }) => ({ from, to: addDays(to, 1) }));
  await recordServiceSpans(tx, fund, of.person, { credit: number, spans }, instant);
}

/** The refund is returned with its interest: the days count again from now on (BR 3-16(1), 4-8(1)). */
async function restore({ tx, fund, of, instant }: InServiceCase, { on }: CaseFacts): Promise<void> {
  for (const lost of await givenUpOf(tx, fund, of.person))
    if (lost.how === "refunded" && lost.restoredOn === undefined)
      await recordGivenUp(
        tx,
        fund,
        of.person,
        { ...lost, restoredOn: on, caseNumber: of.caseNumber },
        instant,
      );
}

/** The days of duty stand as unpaid military leave of the position held before it. */
async function keepMilitaryLeave(
  { tx, fund, of, instant, service }: InServiceCase,
  { asked, career }: CaseFacts,
): Promise<void> {
  for (const span of asked.spans) {
    const from = parseDate(span.from);
    const job = career.rows.employment.findLast((one) => one.eligible && dateOf(one.from) <= from);
    if (job === undefined) throw new Error("military leave of somebody who was never employed");
    const to = addDays(parseDate(span.to), 1);
    const approvedBy = service.prepared!.by;
    await recordLeave(
      tx,
      fund,
      of.person,
      { position: job.position, kind: "military", paid: false, approvedBy, from, to },
      instant,
    );
  }
}

/** A transfer away gives up every day of service before it takes effect, with every right on it (RSMo 104.800). */
async function giveUp(within: InServiceCase, { career, on }: CaseFacts, says: CaseSays): Promise<void> {
  const { tx, fund, of, instant } = within;
  const effective = says.effective?.value ?? on;
  const covered = career.rows.employment.filter(({ eligible }) => eligible);
  const first = covered[0];
  const worked = Math.max(...covered.map(({ to }) => dateOf(to)));
  if (first === undefined) throw new Error("service is moved away of somebody who was never employed");
  const lost = {
    how: "transferredOut",
    effective,
    caseNumber: of.caseNumber,
    from: dateOf(first.from),
    to: Math.min(effective, worked),
  } as const;
  await recordGivenUp(tx, fund, of.person, lost, instant);
  await tellGivenUp(within, lost);
}
