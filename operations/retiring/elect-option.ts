import { dateText } from "@emeritus/records/dates.ts";
import { settleObligations } from "@emeritus/records/obligation.ts";
import { findPerson } from "@emeritus/records/person.ts";
import { fileElection } from "@emeritus/records/retirement-case.ts";

import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import type { System } from "../system.ts";
import { electionTest } from "./case-view.ts";
import {
  type BeneficiaryNamed,
  decideElection,
  type ElectionRefusal,
  isGuaranteed,
  type PaymentOption,
} from "./decide-election.ts";
import type { CaseKey } from "../in-one-case.ts";
import { inCase, type InCase } from "./in-case.ts";
import { keepPaperDuties } from "./keep-paper-duties.ts";
import { dutiesAfterElection } from "./obligations.ts";
import { firstPaymentMonth, retirementDates } from "./retirement-dates.ts";

/** What a member sends as step 2. */
export interface ElectAsked {
  readonly key: string;
  readonly of: CaseKey;
  readonly option: PaymentOption;
  readonly beneficiaries: readonly BeneficiaryNamed[];
  readonly spouseSignature?: string | undefined;
  readonly confirmed: boolean;
}

/** An election as taken. */
export interface Elected {
  /** Whether it came after the last day on which it was on time. */
  readonly late: boolean;
  /** Whether the first payment therefore comes after the month of the start. */
  readonly delayed: boolean;
  readonly firstPaymentMonth: string;
}

/** Sends the retirement election, step 2 (RSMo 104.1027.1): the option, whom it names, and the spouse's signature that they know. */
export async function electOption(
  system: System,
  actor: Actor,
  asked: ElectAsked,
): Promise<Outcome<Elected, Refusal<ElectionRefusal | "no-open-case">>> {
  const today = system.calendar.today();
  const { key, of, ...sent } = asked;
  const given = {
    key,
    may: "elect a payment option",
    name: "elect a payment option",
    of,
    request: { ...sent, receivedOn: today },
  } as const;
  return inCase<Elected, ElectionRefusal>(system, actor, given, async (within) => {
    const { tx, fund, instant, retirement } = within;
    const { application } = retirement;
    if (application === undefined)
      return refused("election-not-open", { status: retirement.status }, "RSMo 104.1027.1");
    const dates = retirementDates(application.annuityStartingDate, await electionTest(tx, fund, today));
    const spouse =
      application.spouse === undefined ? undefined : await findPerson(tx, fund, application.spouse);
    const ask = {
      option: sent.option,
      beneficiaries: isGuaranteed(sent.option) ? sent.beneficiaries : [],
      confirmed: sent.confirmed,
      receivedOn: today,
      ...(sent.spouseSignature === undefined ? {} : { spouseSignature: sent.spouseSignature }),
    };
    const decision = decideElection(
      ask,
      {
        status: retirement.status,
        annuityStartingDate: dates.start,
        ...(spouse ? { spouseName: `${spouse.name.first} ${spouse.name.last}` } : {}),
      },
      {
        onTimeThrough: dates.onTimeThrough,
        voidOn: dates.voidOn,
        firstPaymentMonth: firstPaymentMonth(dates, today),
      },
    );
    if (decision.refused) return decision;
    const { status, late, firstPaymentMonth: first } = decision.accepted;
    await fileElection(
      tx,
      { fund, ...of },
      {
        paymentOption: ask.option,
        spouseSignature: ask.spouseSignature?.trim() || null,
        receivedOn: dateText(today),
        late,
        firstPaymentMonth: dateText(first),
        beneficiaries: ask.beneficiaries,
      },
      instant,
    );
    await within.step("elect", status, { option: ask.option, late, firstPaymentMonth: dateText(first) });
    await settle(within);
    await within.oblige(dutiesAfterElection(first));
    await keepPaperDuties(within, today);
    return accepted({ late, delayed: first > dates.start, firstPaymentMonth: dateText(first) });
  });
}

/** The election is in, so it is no longer due and the application can no longer become void (T11). */
async function settle({ tx, fund, instant, retirement: { person, caseNumber } }: InCase): Promise<void> {
  for (const kind of ["election-due", "application-void"])
    await settleObligations(
      tx,
      { fund, person, caseNumber, kind },
      { status: "done", because: "the election is in" },
      instant,
    );
}
