/** Every status of a division of benefits order, in the order in which a case usually passes through them. */
export const divisionStatuses = [
  "received",
  "qualified",
  "notQualified",
  "inEffect",
  "replaced",
  "ended",
] as const;

/** Where an order stands. */
export type DivisionStatus = (typeof divisionStatuses)[number];

/** Every action that can be taken on an order. */
export const divisionActions = [
  "record",
  "correct",
  "sendPaper",
  "qualify",
  "reject",
  "divide",
  "end",
  "resume",
  "waitAgain",
  "replace",
] as const;

/** Something that can be done to an order. */
export type DivisionAction = (typeof divisionActions)[number];

/**
 * Status by action: where each allowed action leads; "same" stays, and an action that is not named is not allowed. A qualified order
 * waits for the annuity, and waits again when the annuity that it divided is rescinded or void; a death that was recorded by mistake
 * puts an order back to where it stood. An amended order comes in the place of the one before it, which then stands no more.
 */
export const divisionSteps = {
  received: { correct: "same", sendPaper: "same", qualify: "qualified", reject: "notQualified" },
  qualified: { sendPaper: "same", divide: "inEffect", end: "ended", replace: "replaced" },
  notQualified: { sendPaper: "same" },
  inEffect: { sendPaper: "same", end: "ended", waitAgain: "qualified", replace: "replaced" },
  replaced: {},
  ended: { resume: "inEffect", waitAgain: "qualified" },
} as const satisfies Record<DivisionStatus, Partial<Record<DivisionAction, DivisionStatus | "same">>>;

type Reached = { [S in DivisionStatus]: keyof (typeof divisionSteps)[S] }[DivisionStatus];
type NeverAllowed = Exclude<DivisionAction, Reached | "record">;
const everyActionIsAllowedSomewhere: [NeverAllowed] extends [never] ? true : NeverAllowed = true;
void everyActionIsAllowedSomewhere;

/** The statuses in which an order stands: it divides an annuity, or will, or may. */
export const standingStatuses: readonly DivisionStatus[] = ["received", "qualified", "inEffect"];

/** The statuses in which an order that somebody qualified divides an annuity, or will. */
export const qualifiedStatuses: readonly DivisionStatus[] = ["qualified", "inEffect"];

/** The status to which an action leads, or nothing when the status does not allow it. */
export function statusAfter(status: DivisionStatus, action: DivisionAction): DivisionStatus | undefined {
  const steps: Partial<Record<DivisionAction, DivisionStatus | "same">> = divisionSteps[status];
  const next = steps[action];
  return next === "same" ? status : next;
}

/** Reads a status from the record; a word that is none of ours is a defect. */
export function divisionStatus(text: string): DivisionStatus {
  const found = divisionStatuses.find((status) => status === text);
  if (found === undefined) throw new Error(`"${text}" is not a status of an order`);
  return found;
}
