/** The kind of case that a retiree's work begins. */
export const REEMPLOYMENT = "reemployment";
/** Working days in which the office means to decide about a retiree who works; a target of ours, not law. */
export const WORKING_DAYS_TO_DECIDE = 5;
/** Why a month with work is not paid, and why early work voids a retirement. */
export const reemploymentCites = { stops: "RSMo 104.380, 104.1039", severance: "BR 9-2" } as const;

/** Every status of a case with the actions that it allows. */
export const reemploymentActions = {
  detected: { confirm: "stopped", dismiss: "dismissed", proposeVoid: "voidProposed" },
  voidProposed: { declareVoid: "void", keepRetirement: "detected" },
  stopped: { endWork: "workEnded" },
  workEnded: { resume: "resumed" },
  dismissed: {},
  resumed: {},
  void: {},
} as const;
/** Where such a case stands. */
export type ReemploymentStatus = keyof typeof reemploymentActions;
/** What is done in such a case. */
export type ReemploymentAction =
  | "confirm"
  | "dismiss"
  | "proposeVoid"
  | "declareVoid"
  | "keepRetirement"
  | "endWork"
  | "resume";

/** The status after an action, or nothing where it is not allowed. Pure. */
export const reemploymentAfter = (
  status: ReemploymentStatus,
  action: ReemploymentAction,
): ReemploymentStatus | undefined =>
  (reemploymentActions[status] as Partial<Record<ReemploymentAction, ReemploymentStatus>>)[action];
