import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Reading, Tx } from "@emeritus/records/db.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { type Obligation, obligationsOf } from "@emeritus/records/obligation.ts";
import { getPerson, getPersons } from "@emeritus/records/person.ts";
import { redeterminationRows } from "@emeritus/records/redetermination.ts";
import type { DateText } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import type { CaseKey } from "../in-one-case.ts";
import { allow } from "../permissions.ts";
import { accountsOfActor } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import { basesOf, type PayChange, payChanges, type Reread, reread } from "./basis.ts";
import type { PayeeEffect } from "./by-month.ts";
import { findRedetermination, type RedeterminationCase } from "./case-view.ts";
import { type CareerSays, careerSays, payeesOf } from "./effects.ts";
import { atStart, type Compared, compared, differsByTakeover } from "./figures.ts";
import type { KeptFigures } from "./kept-figures.ts";
import { asChosen, type Chosen, decideChoice, type TakenOverChoice, takenOverChoices } from "./taken-over.ts";
import {
  openRedeterminationStatuses,
  REDETERMINATION,
  redeterminationStatus,
  type RedeterminationStatus,
} from "./status.ts";

/** The most cases that a list shows. */
export const MOST_REDETERMINATIONS = 500;

/** A redetermination in a list. */
export interface RedeterminationListed {
  readonly person: number;
  readonly caseNumber: number;
  readonly memberId: string;
  readonly name: string;
  readonly status: RedeterminationStatus;
  readonly figures: KeptFigures;
  readonly duty: string | null;
  readonly due: DateText | null;
  readonly owner: string | null;
}

/** The redeterminations, those that ask for work first. */
export async function readRedeterminations(
  { reader, fund }: System,
  actor: Actor,
): Promise<RedeterminationListed[]> {
  allow(actor, "read the work queue");
  const rows = await redeterminationRows(reader, fund.number, {
    kind: REDETERMINATION,
    open: openRedeterminationStatuses,
    except: actor.person,
    most: MOST_REDETERMINATIONS,
  });
  return rows.map(({ status, facts, opened: _opened, ...row }) => ({
    ...row,
    status: redeterminationStatus(status),
    figures: facts["figures"] as KeptFigures,
  }));
}

/** The figures of a redetermination by the record as it is now. */
export interface RedeterminationNow {
  /** The determination that the figures are compared with; of a case that is over, the one it left in force. */
  readonly compared: Chosen;
  /** What each choice about an accepted difference would make payable at first, by choice; nothing where there is no such difference. */
  readonly takenOver: ReadonlyMap<TakenOverChoice, bigint> | undefined;
  readonly before: CareerSays;
  readonly after: CareerSays;
  readonly pay: readonly PayChange[];
}

/** A redetermination with all that its page shows, worked out from the record as it is now. */
export interface RedeterminationSeen {
  readonly redetermination: RedeterminationCase;
  readonly memberId: string;
  readonly name: string;
  /** What the record says now; nothing of a case whose benefit is not paid any more. */
  readonly now: RedeterminationNow | undefined;
  readonly payees: readonly PayeeEffect[];
  readonly names: ReadonlyMap<number, string>;
  readonly duties: readonly Obligation[];
  /** Whether the reader prepared it. */
  readonly proposedByReader: boolean;
}

/** Reads one case; nothing where there is none. */
export async function readRedetermination(
  system: System,
  actor: Actor,
  of: CaseKey,
): Promise<RedeterminationSeen | undefined> {
  allow(actor, "read a case", { person: of.person });
  const { db, fund, calendar } = system;
  return db.transaction().execute(async (tx) => {
    const found = await findRedetermination(tx, fund.number, of);
    if (found === undefined) return undefined;
    const bases = await basesOf(tx, fund.number, [found.person]);
    const basis = bases.find(({ benefit }) => benefit === found.benefit);
    const [again] = basis === undefined ? [] : await reread(tx, fund.number, [basis]);
    const one = again && asChosen(compared(again), found.proposal?.figures.takenOver);
    const payees = one === undefined ? [] : await payeesNow(tx, fund.number, one, calendar.today());
    const own = await accountsOfActor(tx, fund.number, actor);
    const member = await getPerson(tx, fund.number, found.person);
    return {
      redetermination: found,
      memberId: member.memberId,
      name: `${member.name.first} ${member.name.last}`,
      now: again && one && { compared: one, takenOver: choicesOf(again), ...saysOf(again) },
      payees,
      names: await namesOf(
        tx,
        fund.number,
        [found, ...payees, ...found.figures.payees].map(({ person }) => person),
      ),
      duties: (await obligationsOf(tx, fund.number, found.person)).filter(
        ({ caseNumber }) => caseNumber === found.caseNumber,
      ),
      proposedByReader: found.proposal !== undefined && own.has(found.proposal.by),
    };
  });
}

function saysOf({ basis, facts, law }: Reread) {
  return {
    before: careerSays(basis.law, basis.facts),
    after: careerSays(law, facts),
    pay: payChanges(basis.facts, facts),
  };
}

/** What the choices about an accepted difference come to, those that can be carried out. */
function choicesOf(again: Reread): ReadonlyMap<TakenOverChoice, bigint> | undefined {
  const one = compared(again);
  if (!one.changed || !differsByTakeover(one)) return undefined;
  const open = takenOverChoices.filter((choice) => decideChoice(one, choice).refused === undefined);
  return new Map(open.map((choice) => [choice, atStart(asChosen(one, choice).after.amounts) ?? 0n]));
}

async function payeesNow(tx: Tx, fund: number, one: Compared, today: PlainDate) {
  const payees = await payeesOf(tx, { fund, knownAt: await takeInstant(tx), today }, [one]);
  return payees(one);
}

async function namesOf(db: Reading, fund: number, persons: readonly number[]) {
  const found = await getPersons(db, fund, [...new Set(persons)]);
  return new Map(found.map(({ person, name }) => [person, `${name.first} ${name.last}`]));
}
