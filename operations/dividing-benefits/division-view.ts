import { type CaseStep, casesOf, findCase, stepsOf } from "@emeritus/records/case.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { type DivisionOrder, findOrder, ordersWith } from "@emeritus/records/division.ts";
import { type Document, documentsOf } from "@emeritus/records/document.ts";
import type { Known } from "@emeritus/records/moment.ts";
import { getPerson, type Person } from "@emeritus/records/person.ts";
import type { CaseKey } from "../in-one-case.ts";
import type { Reason } from "./decide-order.ts";
import { type DivisionStatus, divisionStatus, standingStatuses } from "./status.ts";

/** The kind of case, of the paper that is the order, and of the determination that divides an annuity. */
export const DIVISION_CASE = "divisionOfBenefits";
/** The certified copy of the order. */
export const ORDER_PAPER = "divisionOrder";

/** An order with where it stands. */
export interface Division extends CaseKey {
  readonly status: DivisionStatus;
  /** The number of its last step. */
  readonly step: number;
  readonly order: DivisionOrder;
  readonly member: Person;
  readonly formerSpouse: Person;
  /** The account whose record of the order counts. */
  readonly recordedBy: string;
  /** Every account that recorded or corrected what the order says, or sent its paper: none of them decides on it. */
  readonly readBy: readonly string[];
  readonly paper: Document | undefined;
  /** Who qualified it, or said that it does not qualify. */
  readonly decidedBy: string | undefined;
  readonly reasons: readonly Reason[];
  /** What dividing the annuity made. */
  readonly divided: Made | undefined;
  readonly steps: readonly CaseStep[];
}

/** The determination and the benefit of a divided annuity. */
export interface Made {
  readonly determination: number;
  readonly benefit: number;
}

/** An order as it stood then, or nothing when this member had no such case. */
export async function findDivision(
  db: Reading,
  fund: number,
  { person, caseNumber }: CaseKey,
  when: Known = {},
): Promise<Division | undefined> {
  const found = await findCase(db, fund, caseNumber, when);
  if (found === undefined || found.person !== person || found.kind !== DIVISION_CASE) return undefined;
  const order = await findOrder(db, fund, { person, caseNumber }, when);
  if (order === undefined) return undefined;
  const steps = await stepsOf(db, fund, person, caseNumber, when);
  const papers = await documentsOf(db, fund, person, { caseNumber, ...when });
  const last = (...actions: string[]) => steps.findLast(({ action }) => actions.includes(action));
  const decided = last("qualify", "reject");
  return {
    person,
    caseNumber,
    status: divisionStatus(found.status),
    step: found.step,
    order,
    member: await getPerson(db, fund, person),
    formerSpouse: await getPerson(db, fund, order.alternatePayee),
    recordedBy: last("record", "correct")!.actor,
    readBy: [...new Set(steps.filter(({ action }) => reads.includes(action)).map(({ actor }) => actor))],
    paper: papers.findLast(({ kind }) => kind === ORDER_PAPER),
    decidedBy: decided?.actor,
    reasons: (decided?.facts["reasons"] as Reason[] | undefined) ?? [],
    divided: madeBy(steps),
    steps,
  };
}

const reads = ["record", "correct", "sendPaper"];

/** What the last division made, where the order does not wait for another annuity since. Pure. */
function madeBy(steps: readonly CaseStep[]): Made | undefined {
  const last = steps.findLast(({ action }) => action === "divide" || action === "waitAgain");
  return last?.action === "divide" ? (last.facts as unknown as Made) : undefined;
}

/** The orders in which a person is the member or the former spouse, with where each stands. */
export async function divisionsWith(
  db: Reading,
  fund: number,
  person: number,
  when: Known = {},
): Promise<Division[]> {
  const found: Division[] = [];
  for (const { member, caseNumber } of await ordersWith(db, fund, person, when)) {
    const one = await findDivision(db, fund, { person: member, caseNumber }, when);
    if (one !== undefined) found.push(one);
  }
  return found;
}

/** A member's orders that stand, by the order of their cases: those that may divide, will or do. */
export async function standingOrders(db: Reading, fund: number, member: number): Promise<Division[]> {
  const standing: readonly string[] = standingStatuses;
  const found: Division[] = [];
  for (const { status, caseNumber } of await casesOf(db, fund, member, DIVISION_CASE)) {
    if (!standing.includes(status)) continue;
    const one = await findDivision(db, fund, { person: member, caseNumber });
    if (one !== undefined) found.push(one);
  }
  return found;
}
