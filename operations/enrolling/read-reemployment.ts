import { casesAt } from "@emeritus/records/case.ts";
import { getPersons } from "@emeritus/records/person.ts";
import { type Letter, lettersOf } from "@emeritus/records/letter.ts";
import type { Moment } from "@emeritus/records/moment.ts";
import type { Actor } from "../actor.ts";
import { eventsUntil } from "../moment.ts";
import { allow } from "../permissions.ts";
import { recordReadingOf } from "../signing-in/record-reading.ts";
import type { System } from "../system.ts";
import { BACKDATING, backdatingActions, findBackdating, type BackdatingCase } from "./backdate.ts";
import { retirementBenefits } from "./notice-reemployed.ts";
import { REEMPLOYMENT, reemploymentActions } from "./reemployment-status.ts";
import { findReemployment, type ReemploymentCase } from "./reemployment.ts";
import { agreedIn, seeVoid, type VoidSeen } from "./see-void.ts";
import type { Benefit } from "@emeritus/records/benefit.ts";

/** A case as a list shows it. */
export interface CaseListed {
  readonly person: number;
  readonly memberId: string;
  readonly name: string;
  readonly caseNumber: number;
  readonly status: string;
  readonly opened: string;
}

async function listed(system: System, kind: string, statuses: readonly string[]): Promise<CaseListed[]> {
  const { reader, fund } = system;
  const cases = await casesAt(reader, fund.number, kind, statuses);
  const people = await getPersons(
    reader,
    fund.number,
    cases.map(({ person }) => person),
  );
  const byNumber = new Map(people.map((each) => [each.person, each]));
  return cases.map(({ person, caseNumber, status, opened }) => {
    const { memberId, name } = byNumber.get(person)!;
    return { person, memberId, name: `${name.first} ${name.last}`, caseNumber, status, opened };
  });
}

/** Retirees who work again, those that ask for a decision first. */
export async function readReemployments(system: System, actor: Actor): Promise<CaseListed[]> {
  allow(actor, "read employment cases");
  return listed(system, REEMPLOYMENT, Object.keys(reemploymentActions));
}

/** Memberships found late, those not yet decided first. */
export async function readBackdatings(system: System, actor: Actor): Promise<CaseListed[]> {
  allow(actor, "read employment cases");
  return listed(system, BACKDATING, Object.keys(backdatingActions));
}

/** A case of a retiree who works again with the person and the benefits it touches. */
export interface ReemploymentSeen {
  readonly found: ReemploymentCase;
  readonly name: string;
  readonly memberId: string;
  readonly benefits: readonly Benefit[];
  /** What declaring the retirement void would do, where the law may ask for it. */
  readonly wouldVoid: VoidSeen | undefined;
  readonly letters: readonly Letter[];
}

/** One case as it stood at a moment; nothing where there was none. The reading is an audit entry. */
export async function readReemployment(
  system: System,
  actor: Actor,
  of: { readonly person: number; readonly caseNumber: number },
  moment: Moment = { on: system.calendar.today() },
): Promise<ReemploymentSeen | undefined> {
  allow(actor, "read employment cases", { person: of.person });
  const { reader, fund } = system;
  const until = await eventsUntil(system, moment);
  const found = await findReemployment(reader, fund.number, of, until);
  if (found === undefined) return undefined;
  const [person] = await getPersons(reader, fund.number, [of.person]);
  await recordReadingOf(system, actor, {
    action: "read employment cases",
    person: of.person,
    route: "a retiree who works",
  });
  const benefits = await retirementBenefits(reader, fund.number, of.person);
  const asks = found.status === "voidProposed" || (found.status === "detected" && !found.severed);
  const letters = await lettersOf(reader, fund.number, of.person, until);
  return {
    found,
    name: `${person!.name.first} ${person!.name.last}`,
    memberId: person!.memberId,
    benefits,
    wouldVoid: asks
      ? await seeVoid(reader, fund.number, found, { agreed: agreedIn(found), today: moment.on })
      : undefined,
    letters: letters.filter(({ caseNumber }) => caseNumber === of.caseNumber),
  };
}

/** A membership found late with its person. */
export interface BackdatingSeen {
  readonly found: BackdatingCase;
  readonly name: string;
  readonly memberId: string;
}

/** One case as it stood at a moment; nothing where there was none. The reading is an audit entry. */
export async function readBackdating(
  system: System,
  actor: Actor,
  of: { readonly person: number; readonly caseNumber: number },
  moment: Moment = { on: system.calendar.today() },
): Promise<BackdatingSeen | undefined> {
  allow(actor, "read employment cases", { person: of.person });
  const { reader, fund } = system;
  const found = await findBackdating(reader, fund.number, of, await eventsUntil(system, moment));
  if (found === undefined) return undefined;
  const [person] = await getPersons(reader, fund.number, [of.person]);
  await recordReadingOf(system, actor, {
    action: "read employment cases",
    person: of.person,
    route: "a membership found late",
  });
  return { found, name: `${person!.name.first} ${person!.name.last}`, memberId: person!.memberId };
}
