import { casesOf, type CaseStep, stepsOf } from "@emeritus/records/case.ts";
import type { Reading } from "@emeritus/records/db.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { CaseKey } from "../in-one-case.ts";
import type { Cause } from "./cause.ts";
import type { KeptFigures } from "./kept-figures.ts";
import { REDETERMINATION, redeterminationStatus, type RedeterminationStatus } from "./status.ts";

/** A change that led to the case, with who made it when. */
export interface CauseTold extends Cause {
  readonly at: Instant;
  readonly by: string;
}

/** What the first of two people proposed. */
export interface Proposal {
  readonly by: string;
  readonly person: number | undefined;
  readonly to: "redetermine" | "leave";
  readonly because: string | undefined;
  readonly figures: KeptFigures;
  readonly at: Instant;
}

/** A redetermination as its case holds it. */
export interface RedeterminationCase {
  readonly person: number;
  readonly caseNumber: number;
  readonly status: RedeterminationStatus;
  readonly step: number;
  readonly benefit: number;
  /** The determination in force when the case was opened. */
  readonly determination: number;
  readonly causes: readonly CauseTold[];
  /** The figures of the last step that says any. */
  readonly figures: KeptFigures;
  readonly proposal: Proposal | undefined;
  /** The determination that an approval made. */
  readonly made: number | undefined;
  readonly steps: readonly CaseStep[];
}

/** A redetermination by its person and number; nothing where there is none. */
export async function findRedetermination(
  db: Reading,
  fund: number,
  { person, caseNumber }: CaseKey,
): Promise<RedeterminationCase | undefined> {
  const found = (await casesOf(db, fund, person, REDETERMINATION)).find(
    (one) => one.caseNumber === caseNumber,
  );
  if (found === undefined) return undefined;
  return viewOf(
    { person, caseNumber, status: redeterminationStatus(found.status), step: found.step },
    await stepsOf(db, fund, person, caseNumber),
  );
}

function viewOf(
  at: Pick<RedeterminationCase, "person" | "caseNumber" | "status" | "step">,
  steps: readonly CaseStep[],
): RedeterminationCase {
  const first = steps[0]!.facts as unknown as { benefit: number; determination: number };
  const withFigures = steps.findLast(({ facts }) => facts["figures"] !== undefined)!;
  const causes = steps.flatMap(({ facts, at: when, actor }) => {
    const cause = facts["cause"] as Cause | undefined;
    return cause === undefined ? [] : [{ ...cause, at: when, by: actor }];
  });
  return {
    ...at,
    benefit: first.benefit,
    determination: first.determination,
    causes,
    figures: withFigures.facts["figures"] as KeptFigures,
    proposal: proposalOf(at.status, steps),
    made: steps.findLast(({ action }) => action === "approve")?.facts["determination"] as number | undefined,
    steps,
  };
}

function proposalOf(status: RedeterminationStatus, steps: readonly CaseStep[]): Proposal | undefined {
  const last = steps.findLast(({ action }) => action === "prepare" || action === "proposeToLeave");
  if (last === undefined || status === "waiting") return undefined;
  const { action, facts, actor, at } = last;
  return {
    by: actor,
    person: facts["person"] as number | undefined,
    to: action === "prepare" ? "redetermine" : "leave",
    because: facts["because"] as string | undefined,
    figures: facts["figures"] as KeptFigures,
    at,
  };
}
