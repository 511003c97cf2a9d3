/** Every status of a retirement case, in the order in which a case usually passes through them. */
export const retirementStatuses = [
  "draft",
  "applied",
  "electionOpen",
  "elected",
  "verified",
  "approved",
  "inPayment",
  "rescinded",
  "void",
  "diedBeforeStart",
  "denied",
] as const;

/** Where a retirement case stands. */
export type RetirementStatus = (typeof retirementStatuses)[number];

/** Every action that can be taken on a retirement case. */
export const retirementActions = [
  "answerQuestion",
  "submitApplication",
  "openElection",
  "sendDocument",
  "judgeDocument",
  "elect",
  "markElectionLate",
  "electAgain",
  "verify",
  "returnToCounselor",
  "approve",
  "releaseFirstPayment",
  "recalculate",
  "rescind",
  "declareVoid",
  "voidForWork",
  "recordDeathBeforeStart",
  "deny",
] as const;

/** Something that can be done to a retirement case. */
export type RetirementAction = (typeof retirementActions)[number];

const ends = {} as const;
const beforePayment = {
  sendDocument: "same",
  judgeDocument: "same",
  rescind: "rescinded",
  recordDeathBeforeStart: "diedBeforeStart",
} as const;
const incomplete = { ...beforePayment, declareVoid: "void", deny: "denied" } as const;

/**
 * Status by action: where each allowed action leads; "same" stays, and an action that is not named is not allowed.
 * The compiler refuses a status without a row, an unknown action, and (below) an action that no status allows.
 */
export const retirementSteps = {
  draft: {
    answerQuestion: "same",
    sendDocument: "same",
    submitApplication: "applied",
    rescind: "rescinded",
    recordDeathBeforeStart: "diedBeforeStart",
  },
  applied: { ...incomplete, openElection: "electionOpen" },
  electionOpen: { ...incomplete, elect: "elected", markElectionLate: "same" },
  elected: { ...beforePayment, verify: "verified", electAgain: "electionOpen", deny: "denied" },
  verified: {
    ...beforePayment,
    approve: "approved",
    returnToCounselor: "elected",
    electAgain: "electionOpen",
    deny: "denied",
  },
  approved: {
    rescind: "rescinded",
    electAgain: "electionOpen",
    recordDeathBeforeStart: "diedBeforeStart",
    releaseFirstPayment: "inPayment",
    voidForWork: "void",
  },
  inPayment: { recalculate: "same", voidForWork: "void" },
  rescinded: ends,
  void: ends,
  diedBeforeStart: ends,
  denied: ends,
} as const satisfies Record<RetirementStatus, Partial<Record<RetirementAction, RetirementStatus | "same">>>;

type Reached = { [S in RetirementStatus]: keyof (typeof retirementSteps)[S] }[RetirementStatus];
type NeverAllowed = Exclude<RetirementAction, Reached>;
const everyActionIsAllowedSomewhere: [NeverAllowed] extends [never] ? true : NeverAllowed = true;
void everyActionIsAllowedSomewhere;

/** The status to which an action leads, or nothing when the status does not allow it. */
export function statusAfter(
  status: RetirementStatus,
  action: RetirementAction,
): RetirementStatus | undefined {
  const steps: Partial<Record<RetirementAction, RetirementStatus | "same">> = retirementSteps[status];
  const next = steps[action];
  return next === "same" ? status : next;
}

/** The actions that a status allows, in the order of the list of actions. */
export function actionsFrom(status: RetirementStatus): RetirementAction[] {
  return retirementActions.filter((action) => statusAfter(status, action) !== undefined);
}

/** Whether a case in this status still asks for somebody's work. */
export function isOpen(status: RetirementStatus): boolean {
  return status !== "inPayment" && actionsFrom(status).length > 0;
}

/** Reads a status from the record; a word that is none of ours is a defect. */
export function retirementStatus(text: string): RetirementStatus {
  const found = retirementStatuses.find((status) => status === text);
  if (found === undefined) throw new Error(`"${text}" is not a status of a retirement case`);
  return found;
}
