import { addDays, type PlainDate } from "@emeritus/engine/dates.ts";
import { settleObligations } from "@emeritus/records/obligation.ts";

import { findRetirementCase, type RetirementCase } from "./case-view.ts";
import type { InCase } from "./in-case.ts";
import type { DutyKind } from "./obligations.ts";
import { retirementDates } from "./retirement-dates.ts";

/** How many days a paper may wait for the office, and how long a member has for another; targets of ours, not law. */
const paperTargets = { judgeWithin: 5, sendAgainWithin: 14 } as const;

/** Keeps who owes what about papers true: the office while one waits for a decision, the member while a needed one is missing. */
export async function keepPaperDuties(within: InCase, today: PlainDate): Promise<void> {
  const { tx, fund, retirement } = within;
  const now = await findRetirementCase(tx, fund, retirement.person, retirement.caseNumber);
  if (now?.application === undefined) return;
  const waiting = now.proofs.some(({ state }) => state === "uploaded");
  const missing = now.proofs.some(
    ({ state, blocks }) => blocks && (state === "missing" || state === "refused"),
  );
  const { electionDue } = retirementDates(now.application.annuityStartingDate);
  const again = addDays(today, paperTargets.sendAgainWithin);
  await keep(within, now, {
    kind: "judge-papers",
    owed: waiting,
    due: addDays(today, paperTargets.judgeWithin),
    owner: "counselor",
  });
  await keep(within, now, {
    kind: "proofs-due",
    owed: missing,
    due: electionDue > today ? electionDue : again,
    owner: "member",
  });
}

interface PaperDuty {
  readonly kind: DutyKind;
  readonly owed: boolean;
  readonly due: PlainDate;
  readonly owner: "member" | "counselor";
}

async function keep(
  within: InCase,
  now: RetirementCase,
  { kind, owed, due, owner }: PaperDuty,
): Promise<void> {
  const { tx, fund, instant } = within;
  const { person, caseNumber } = now;
  const open = now.rows.duties.some((duty) => duty.kind === kind && duty.status === "open");
  if (owed && !open) await within.oblige([{ kind, due, owner, cites: "Handbook, page 29" }]);
  if (!owed && open)
    await settleObligations(
      tx,
      { fund, person, caseNumber, kind },
      { status: "done", because: "the papers were sent or judged" },
      instant,
    );
}
