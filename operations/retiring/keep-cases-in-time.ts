import { randomUUID } from "node:crypto";

import type { PlainDate } from "@emeritus/engine/dates.ts";
import { casesAt, takeStep } from "@emeritus/records/case.ts";
import { command } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { settleObligations } from "@emeritus/records/obligation.ts";
import type { Instant } from "@emeritus/records/schema.ts";

import type { System } from "../system.ts";
import { electionTest, findRetirementCase, type RetirementCase } from "./case-view.ts";
import { firstPaymentReleased } from "./rescind-retirement.ts";
import { retirementDates } from "./retirement-dates.ts";
import { type RetirementAction, statusAfter } from "./status.ts";

/** What the daily look at open cases did, by action. */
export type CasesKept = Readonly<Record<"declareVoid" | "markElectionLate" | "releaseFirstPayment", number>>;

const looked = ["applied", "electionOpen", "approved"] as const;

/**
 * Looks at every open case once a day, so that nothing depends on somebody remembering: void after day 90 (T11), late after the
 * election's due date (T8), in payment once the first payment is released (T13). Running it again the same day changes nothing.
 */
export async function keepCasesInTime(system: System): Promise<CasesKept> {
  const kept = { declareVoid: 0, markElectionLate: 0, releaseFirstPayment: 0 };
  const today = system.calendar.today();
  const test = await electionTest(system.db, system.fund.number, today);
  for (const { person, caseNumber } of await casesAt(system.db, system.fund.number, "retirement", looked)) {
    const name = "keep retirement cases in time";
    const request = { person, caseNumber, today };
    const given = {
      fund: system.fund.number,
      actor: { account: "system" },
      key: randomUUID(),
      name,
      request,
      persons: [person],
    };
    const action = await command(system.db, given, async (tx, instant, note) => {
      const fund = system.fund.number;
      const retirement = await findRetirementCase(tx, fund, person, caseNumber);
      const due = retirement && (await dueAction(tx, fund, retirement, today, test));
      if (retirement === undefined || due === undefined) return null;
      await act(tx, fund, retirement, due, instant);
      note({ facts: { case: caseNumber, action: due } });
      return due;
    });
    if (action !== null) kept[action] += 1;
  }
  return kept;
}

async function dueAction(
  tx: Tx,
  fund: number,
  retirement: RetirementCase,
  today: PlainDate,
  test: "published" | "statute",
): Promise<keyof CasesKept | undefined> {
  if (retirement.status === "approved")
    return (await firstPaymentReleased({ tx, fund, retirement })) ? "releaseFirstPayment" : undefined;
  if (retirement.application === undefined) return undefined;
  const dates = retirementDates(retirement.application.annuityStartingDate, test);
  if (today > dates.voidOn) return "declareVoid";
  const marked = retirement.rows.steps.some(({ action }) => action === "markElectionLate");
  return today > dates.onTimeThrough && !marked && statusAfter(retirement.status, "markElectionLate")
    ? "markElectionLate"
    : undefined;
}

async function act(
  tx: Tx,
  fund: number,
  { person, caseNumber, status, step }: RetirementCase,
  action: RetirementAction & keyof CasesKept,
  instant: Instant,
): Promise<void> {
  const next = statusAfter(status, action);
  if (next === undefined) throw new Error(`${action} is not allowed at ${status}`);
  await takeStep(
    tx,
    { fund, person, caseNumber, step: step + 1, action, status: next, actor: "system" },
    instant,
  );
  if (action === "declareVoid")
    await settleObligations(
      tx,
      { fund, person, caseNumber },
      { status: "void", because: "the application is void" },
      instant,
    );
  if (action === "releaseFirstPayment")
    await settleObligations(
      tx,
      { fund, person, caseNumber, kind: "first-payment" },
      { status: "done", because: "paid" },
      instant,
    );
}
