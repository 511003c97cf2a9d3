import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { startingDateInWindow } from "@emeritus/law/missouri/mosers/msep-2000/due-dates.ts";
import { eligible } from "@emeritus/law/missouri/mosers/msep-2000/door.ts";
import { isRetired } from "@emeritus/records/benefit.ts";
import { canonicalJson } from "@emeritus/records/canonical.ts";
import { dateOf, dateOrNone, dateText } from "@emeritus/records/dates.ts";
import { newDocument } from "@emeritus/records/document.ts";
import { fileApplication } from "@emeritus/records/retirement-case.ts";
import { ruleNamed } from "@emeritus/engine/plan.ts";

import type { Actor } from "../actor.ts";
import { type Career, careerFacts, stating } from "../career.ts";
import { retirementPlanOf } from "../estimating/member-plan.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import type { System } from "../system.ts";
import type { Answers } from "./case-view.ts";
import type { Amounts } from "./decide-approval.ts";
import { type ApplicationAsk, type ApplicationRefusal, decideApplication } from "./decide-application.ts";
import type { CaseKey } from "../in-one-case.ts";
import { inCase, type InCase } from "./in-case.ts";
import { keepPaperDuties } from "./keep-paper-duties.ts";
import { dutiesAfterApplication } from "./obligations.ts";
import { proofsAsked } from "./proofs.ts";
import { retirementDates, startingDatesFor } from "./retirement-dates.ts";
import { centsOf, type Compared, compareOptions } from "./retirement-law.ts";
import { livingSpouse, marriagesOnRecord, spouseOf } from "./spouse.ts";
import { statusAfter } from "./status.ts";

/** What is sent with the answers when a member files step 1. */
export interface ApplyAsked {
  readonly key: string;
  readonly of: CaseKey;
  readonly employerNoticeShown: boolean;
  /** The day on which the member signed; today when filed online. */
  readonly signedOn?: PlainDate;
}

/** Files the retirement application, step 1 (RSMo 104.1024.1): opens the election with its estimate; pays nothing by itself. */
export async function applyForRetirement(
  system: System,
  actor: Actor,
  asked: ApplyAsked,
): Promise<
  Outcome<{ readonly start: string }, Refusal<ApplicationRefusal | "answers-missing" | "no-open-case">>
> {
  const today = system.calendar.today();
  const signedOn = asked.signedOn ?? today;
  const { key, of, employerNoticeShown } = asked;
  const given = {
    key,
    may: "apply for retirement",
    name: "apply for retirement",
    of,
    request: { employerNoticeShown, signedOn, receivedOn: today },
  } as const;
  return inCase<{ readonly start: string }, ApplicationRefusal | "answers-missing">(
    system,
    actor,
    given,
    async (within) => {
      const { retirement, tx, fund, instant } = within;
      const ask = askOf(retirement.answers, { employerNoticeShown, signedOn, receivedOn: today });
      if (ask === undefined) return refused("answers-missing");
      const career = await careerFacts(tx, fund, of.person, { on: today });
      const compared = comparedFor(career, ask);
      const decision = decideApplication(
        ask,
        {
          status: retirement.status,
          servicePurchaseOpen: false,
          retired: await isRetired(tx, fund, of.person),
          ...(await marriagesOnRecord(tx, fund, career, today)),
          ...(career.leftService === undefined ? {} : { leftService: career.leftService }),
        },
        lawOf(retirementPlanOf(career), ask, compared),
      );
      if (decision.refused) return decision;
      const spouse = ask.spouse && (await spouseOf(within, career, ask.spouse));
      const start = formatDate(ask.annuityStartingDate);
      await fileApplication(
        tx,
        { fund, ...of },
        {
          annuityStartingDate: start,
          lastDayOfWork: dateText(ask.lastDayOfWork),
          spouse,
          signedOn: dateText(signedOn),
          receivedOn: dateText(today),
          estimate: canonicalJson(estimateOf(compared)),
        },
        instant,
      );
      await within.step("submitApplication", decision.accepted.status, {
        start,
        receivedOn: formatDate(today),
      });
      await within.step("openElection", statusAfter(decision.accepted.status, "openElection")!, {});
      await askForProofs(within, ask.married, career);
      await within.oblige(dutiesAfterApplication(retirementDates(ask.annuityStartingDate)));
      await keepPaperDuties(within, today);
      return accepted({ start });
    },
  );
}

function askOf(
  answers: Answers,
  filing: { employerNoticeShown: boolean; signedOn: PlainDate; receivedOn: PlainDate },
): ApplicationAsk | undefined {
  const { annuityStartingDate, lastDayOfWork, married, spouseFirst, spouseLast } = answers;
  if (annuityStartingDate === undefined || lastDayOfWork === undefined || married === undefined)
    return undefined;
  const born = dateOrNone(answers.spouseBorn);
  const marriedOn = dateOrNone(answers.marriedOn);
  const spouse =
    married && spouseFirst && spouseLast && born !== undefined && marriedOn !== undefined
      ? { first: spouseFirst, last: spouseLast, birthDate: born, marriedOn }
      : undefined;
  return {
    annuityStartingDate: dateOf(annuityStartingDate),
    lastDayOfWork: dateOf(lastDayOfWork),
    married,
    ...filing,
    ...(spouse ? { spouse } : {}),
  };
}

function comparedFor(career: Career, ask: ApplicationAsk): Compared {
  const facts = stating(career, {
    annuityStartingDate: ask.annuityStartingDate,
    leftService: ask.lastDayOfWork,
    applicationFiled: ask.receivedOn,
    spouseBirthDate: ask.spouse?.birthDate ?? null,
  });
  return compareOptions(retirementPlanOf(career), facts, ask.spouse !== undefined);
}

function lawOf(plan: Plan, ask: ApplicationAsk, compared: Compared) {
  const allowed = startingDatesFor(ask.receivedOn);
  const cites = (provision: { readonly name: string }) => ruleNamed(plan, provision.name).cites.join("; ");
  return {
    earliestStart: allowed[0]!,
    latestStart: allowed.at(-1)!,
    windowCites: cites(startingDateInWindow),
    eligible: compared.eligible.value === true,
    eligibleCites: cites(eligible),
  };
}

/** What the member saw when applying, in cents by the name of the provision. */
function estimateOf(compared: Compared): Amounts {
  const amounts: Record<string, bigint> = {};
  const put = (name: string, value: bigint | undefined) => {
    if (value !== undefined) amounts[name] = value;
  };
  put("baseBenefit", centsOf(compared.base));
  put("reducedBaseBenefit", centsOf(compared.reducedBase));
  put("temporaryBenefit", centsOf(compared.temporary));
  for (const { option, toMember, toSpouse } of compared.options) {
    put(`${option}Amount`, centsOf(toMember));
    put(`${option}SurvivorAmount`, centsOf(toSpouse));
  }
  return amounts;
}

/** Puts every paper of the case on the checklist; one that the record has seen before is accepted already. */
async function askForProofs(
  { tx, fund, instant, retirement, actor }: InCase,
  married: boolean,
  career: Career,
): Promise<void> {
  const spouse = livingSpouse(career);
  const seen = {
    proofOfAge: career.rows.birthProof,
    spouseProofOfAge: spouse?.birthProof,
    marriageCertificate: spouse?.marriageProof,
  };
  for (const { kind } of proofsAsked(married, undefined)) {
    if (retirement.rows.papers.some((paper) => paper.kind === kind)) continue;
    const onRecord = seen[kind];
    const status = onRecord ? "accepted" : "asked";
    await newDocument(
      tx,
      {
        fund,
        person: retirement.person,
        caseNumber: retirement.caseNumber,
        kind,
        status,
        actor: actor.account,
        ...(onRecord ? { because: onRecord } : {}),
      },
      instant,
    );
  }
}
