/** The kind of case in which a determination is made again because the record behind it changed. */
export const REDETERMINATION = "redetermination";

/** Every status of a redetermination, in the order in which a case usually passes through them. */
export const redeterminationStatuses = ["waiting", "prepared", "approved", "left", "closed"] as const;

/** Where a redetermination stands. */
export type RedeterminationStatus = (typeof redeterminationStatuses)[number];

/** Every action that can be taken on a redetermination. */
export const redeterminationActions = [
  "open",
  "addCause",
  "prepare",
  "proposeToLeave",
  "sendBack",
  "approve",
  "leave",
  "close",
] as const;

/** Something that can be done to a redetermination. */
export type RedeterminationAction = (typeof redeterminationActions)[number];

/**
 * Status by action: where each allowed action leads; an action that is not named is not allowed. A later change of the record leads
 * a prepared case back, since its figures are not the last. "left" is a determination that two people let stand with their reasons;
 * "closed" is a case that would not change a cent any more.
 */
export const redeterminationSteps = {
  waiting: { addCause: "waiting", prepare: "prepared", proposeToLeave: "prepared", close: "closed" },
  prepared: { addCause: "waiting", sendBack: "waiting", approve: "approved", leave: "left", close: "closed" },
  approved: {},
  left: {},
  closed: {},
} as const satisfies Record<
  RedeterminationStatus,
  Partial<Record<RedeterminationAction, RedeterminationStatus>>
>;

type Reached = {
  [S in RedeterminationStatus]: keyof (typeof redeterminationSteps)[S];
}[RedeterminationStatus];
type NeverAllowed = Exclude<RedeterminationAction, Reached | "open">;
const everyActionIsAllowedSomewhere: [NeverAllowed] extends [never] ? true : NeverAllowed = true;
void everyActionIsAllowedSomewhere;

/** The statuses in which something is still to be done. */
export const openRedeterminationStatuses = ["waiting", "prepared"] as const;

/** The status to which an action leads, or nothing when the status does not allow it. */
export function statusAfter(
  status: RedeterminationStatus,
  action: RedeterminationAction,
): RedeterminationStatus | undefined {
  const steps: Partial<Record<RedeterminationAction, RedeterminationStatus>> = redeterminationSteps[status];
  return steps[action];
}

/** Reads a status from the record; a word that is none of ours is a defect. */
export function redeterminationStatus(text: string): RedeterminationStatus {
  const found = redeterminationStatuses.find((status) => status === text);
  if (found === undefined) throw new Error(`"${text}" is not a status of a redetermination`);
  return found;
}
