import { addDays, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import {
  addDuties,
  addSteps,
  membersRetiring,
  openCases,
  openCasesOf,
  type OpenCase,
  settleCases,
} from "@emeritus/records/redetermination.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { lockPersons } from "@emeritus/records/moment.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { basesOf, type Reread, reread } from "./basis.ts";
import type { Cause } from "./cause.ts";
import { payeesOf } from "./effects.ts";
import { type Compared, compared } from "./figures.ts";
import { figuresOf, type KeptFigures, sameDetermination } from "./kept-figures.ts";
import { openRedeterminationStatuses, REDETERMINATION } from "./status.ts";

/** Days in which the office means to prepare a redetermination, and then to approve it; targets of ours, not law. */
export const DAYS_TO_REDETERMINE = 10;
/** Errors either way are corrected when found and the benefit is adjusted (H-266). */
export const errorsCite = "RSMo 104.490, 104.1060; Handbook, page 32";

/** A change of the record, made in the caller's transaction, with all whom it may touch. */
export interface RecordChanged {
  readonly fund: number;
  readonly today: PlainDate;
  /** The account that made the change. */
  readonly actor: string;
  readonly persons: readonly number[];
  readonly cause: Cause;
}

/**
 * Opens a case for every determination in force that a change of the record makes another: one open case a benefit, to which a
 * later change is added, and which closes itself when nothing would change any more. What two people left as it is stays so while the
 * figures are those that they saw. In the transaction of the change, so that
 * none is forgotten and none comes twice, also where a retirement is approved at the same moment; members who neither retired nor
 * apply cost one look for all. Gives how many cases ask for work because of the change.
 */
export async function openRedeterminations(
  tx: Tx,
  changed: RecordChanged,
  instant: Instant,
): Promise<number> {
  const { fund, persons } = changed;
  const members = await membersRetiring(
    tx,
    fund,
    [...new Set(persons)].filter((person) => person > 0),
  );
  if (members.length === 0) return 0;
  await lockPersons(tx, fund, members);
  const bases = await basesOf(tx, fund, members);
  const found = (await reread(tx, fund, bases)).map((one) => compared(one));
  const open = await openCasesOf(tx, fund, {
    kind: REDETERMINATION,
    statuses: openRedeterminationStatuses,
    persons: members,
  });
  const left = await leftAsTheyAre(tx, fund, members);
  const caseOf = ({ basis }: Pick<Reread, "basis">): OpenCase | undefined =>
    open.find(({ person, facts }) => person === basis.member && facts["benefit"] === basis.benefit);
  const changing = found.filter((one) => one.changed);
  const payees = await payeesOf(tx, { fund, knownAt: instant, today: changed.today }, changing);
  const wasLeft = (one: Compared) =>
    caseOf(one) === undefined &&
    left.some(
      ({ determination, figures }) =>
        determination === one.basis.determination && sameDetermination(figures, figuresOf(one, payees(one))),
    );
  const moved = changing.filter((one) => !wasLeft(one));
  await begin(
    tx,
    changed,
    moved.filter((one) => caseOf(one) === undefined),
    payees,
    instant,
  );
  await addCauses(
    tx,
    changed,
    moved.flatMap((one) => pair(caseOf(one), one)),
    payees,
    instant,
  );
  await closeEven(
    tx,
    changed,
    found.filter((one) => !one.changed).flatMap((one) => pair(caseOf(one), one)),
    instant,
  );
  return moved.length;
}

const pair = (known: OpenCase | undefined, one: Compared) => (known === undefined ? [] : [{ known, one }]);

type Known = ReturnType<typeof pair>[number];
type Payees = Awaited<ReturnType<typeof payeesOf>>;

/** What two people let stand of some members' determinations, with the figures that they saw: the same figures do not ask again. */
async function leftAsTheyAre(tx: Tx, fund: number, persons: readonly number[]) {
  const asked = { kind: REDETERMINATION, statuses: ["left"], persons };
  return (await openCasesOf(tx, fund, asked)).map(({ facts, lastFacts }) => ({
    determination: facts["determination"] as number,
    figures: lastFacts["figures"] as KeptFigures,
  }));
}

async function begin(
  tx: Tx,
  { fund, today, actor, cause }: RecordChanged,
  moved: readonly Compared[],
  payees: Payees,
  instant: Instant,
): Promise<void> {
  const begun = moved.map((one) => ({
    person: one.basis.member,
    facts: {
      benefit: one.basis.benefit,
      determination: one.basis.determination,
      cause,
      figures: figuresOf(one, payees(one)),
    },
  }));
  const duty = dutyToPrepare(today);
  const what = { kind: REDETERMINATION, action: "open", status: "waiting" } as const;
  await openCases(tx, { fund, ...what, actor, begun, duty }, instant);
}

const dutyToPrepare = (today: PlainDate) => ({
  kind: "prepare-redetermination",
  due: formatDate(addDays(today, DAYS_TO_REDETERMINE)),
  owner: "counselor",
  cites: errorsCite,
});

/** A case that was prepared goes back to be prepared, since its figures are not the last any more. */
async function addCauses(
  tx: Tx,
  { fund, today, actor, cause }: RecordChanged,
  again: readonly Known[],
  payees: Payees,
  instant: Instant,
): Promise<void> {
  const steps = again.map(({ known, one }) => ({
    person: known.person,
    caseNumber: known.caseNumber,
    step: known.step + 1,
    action: "addCause",
    status: "waiting",
    facts: { cause, figures: figuresOf(one, payees(one)) },
  }));
  await addSteps(tx, { fund, actor, steps }, instant);
  const back = again
    .filter(({ known }) => known.status === "prepared")
    .map(({ known: { person, caseNumber, step } }) => ({
      person,
      caseNumber,
      subject: `${caseNumber} ${step + 1}`,
    }));
  await settleCases(
    tx,
    { fund, cases: back },
    { status: "void", because: "the record changed again" },
    instant,
  );
  await addDuties(tx, { fund, duty: dutyToPrepare(today), cases: back }, instant);
}

async function closeEven(
  tx: Tx,
  { fund, actor, cause }: RecordChanged,
  even: readonly Known[],
  instant: Instant,
): Promise<void> {
  const steps = even.map(({ known }) => ({
    person: known.person,
    caseNumber: known.caseNumber,
    step: known.step + 1,
    action: "close",
    status: "closed",
    facts: { cause, because: "nothingChanges" },
  }));
  await addSteps(tx, { fund, actor, steps }, instant);
  const cases = even.map(({ known }) => known);
  await settleCases(tx, { fund, cases }, { status: "void", because: "nothing changes" }, instant);
}
