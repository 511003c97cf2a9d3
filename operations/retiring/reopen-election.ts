import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { benefitsFrom } from "@emeritus/records/benefit.ts";
import { settleObligations } from "@emeritus/records/obligation.ts";
import { findPerson, recordDeath } from "@emeritus/records/person.ts";

import type { Actor } from "../actor.ts";
import type { CaseKey } from "../in-one-case.ts";
import { accepted, type Outcome, type Refusal } from "../outcome.ts";
import { CERTIFICATE } from "../recording-deaths/death-view.ts";
import type { System } from "../system.ts";
import { electionTest } from "./case-view.ts";
import { decideReopening, type ReopeningRefusal } from "./decide-reopening.ts";
import { inCase, type InCase } from "./in-case.ts";
import { keepPaperDuties } from "./keep-paper-duties.ts";
import { dutiesAfterApplication } from "./obligations.ts";
import { endBenefitsOfCase, firstPaymentReleased } from "./rescind-retirement.ts";
import { retirementDates } from "./retirement-dates.ts";

/** The death of the spouse of a joint election, for which the member asks to choose again. */
export interface ReopeningAsked {
  readonly key: string;
  readonly of: CaseKey;
  readonly died: PlainDate;
  /** The member asks for it, and the death certificate was seen. */
  readonly agreed: boolean;
}

/** What an election that is cancelled takes with it: the office's work on it and what an approval brought about. */
const fallen = [
  "verify-case",
  "approve-case",
  "first-payment",
  "appeal-ends",
  "temporary-benefit-ends",
  "first-cola",
];

/** The spouse of a joint election died before the start: the election is cancelled and opened again (BR 3-9(1); T15). */
export async function reopenElection(
  system: System,
  actor: Actor,
  { key, of, died, agreed }: ReopeningAsked,
): Promise<Outcome<true, Refusal<ReopeningRefusal | "no-open-case">>> {
  const today = system.calendar.today();
  const asked = {
    key,
    may: "record a death",
    name: "open an election again after the spouse's death",
    of,
    request: { died, agreed },
  } as const;
  return inCase<true, ReopeningRefusal>(system, actor, asked, async (within) => {
    const { tx, fund, instant, retirement } = within;
    const { application, election, status } = retirement;
    const spouse = await spouseOfCase(within);
    const decision = decideReopening(
      { died, agreed, today },
      {
        status,
        option: election?.option,
        filedOn: application?.receivedOn,
        start: application?.annuityStartingDate,
        paid: await firstPaymentReleased(within),
        spouse,
      },
    );
    if (decision.refused) return decision;
    if (spouse!.died === undefined)
      await recordDeath(tx, fund, spouse!.person, { died, proof: CERTIFICATE }, instant);
    await endBenefitsOfCase(within, "the election is open again");
    for (const kind of fallen)
      await settleObligations(
        tx,
        { fund, ...of, kind },
        { status: "void", because: "the election is open again" },
        instant,
      );
    await within.step("electAgain", decision.accepted, { spouseDied: formatDate(died) });
    const dates = retirementDates(application!.annuityStartingDate, await electionTest(tx, fund, today));
    const again = dutiesAfterApplication(dates).filter(({ kind }) => kind !== "employer-data-due");
    await within.oblige(again);
    await keepPaperDuties(within, today);
    return accepted(true as const);
  });
}

async function spouseOfCase({ tx, fund, retirement }: InCase) {
  const spouse = retirement.application?.spouse;
  const found = spouse === undefined ? undefined : await findPerson(tx, fund, spouse);
  return (
    found && {
      person: found.person,
      died: found.died,
      isPaid: (await benefitsFrom(tx, fund, found.person)).length > 0,
    }
  );
}
