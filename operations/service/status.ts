/** Every status of a service case, in the order in which a case usually passes through them. */
export const serviceStatuses = [
  "asked",
  "prepared",
  "offered",
  "paying",
  "refundAsked",
  "credited",
  "refused",
  "withdrawn",
  "expired",
  "refunded",
] as const;

/** Where a service case stands. */
export type ServiceStatus = (typeof serviceStatuses)[number];

/** Every action that can be taken on a service case. */
export const serviceActions = [
  "ask",
  "prepare",
  "sendBack",
  "offer",
  "credit",
  "accept",
  "receive",
  "complete",
  "withdraw",
  "askRefund",
  "refund",
  "refuse",
  "expire",
  "lapse",
  "remind",
] as const;

/** Something that can be done to a service case. */
export type ServiceAction = (typeof serviceActions)[number];

/**
 * Status by action: where each allowed action leads; "same" stays, and an action that is not named is not allowed. What costs
 * nothing is credited by the second person; what costs is offered, accepted, paid to the last cent, and only then credited.
 */
export const serviceSteps = {
  asked: { prepare: "prepared", refuse: "refused", withdraw: "withdrawn" },
  prepared: {
    sendBack: "asked",
    offer: "offered",
    credit: "credited",
    refuse: "refused",
    withdraw: "withdrawn",
  },
  offered: { accept: "paying", withdraw: "withdrawn", expire: "expired" },
  paying: {
    receive: "same",
    complete: "credited",
    withdraw: "withdrawn",
    askRefund: "refundAsked",
    lapse: "expired",
    remind: "same",
  },
  refundAsked: { refund: "refunded" },
  credited: {},
  refused: {},
  withdrawn: {},
  expired: {},
  refunded: {},
} as const satisfies Record<ServiceStatus, Partial<Record<ServiceAction, ServiceStatus | "same">>>;

type Reached = { [S in ServiceStatus]: keyof (typeof serviceSteps)[S] }[ServiceStatus];
type NeverAllowed = Exclude<ServiceAction, Reached | "ask">;
const everyActionIsAllowedSomewhere: [NeverAllowed] extends [never] ? true : NeverAllowed = true;
void everyActionIsAllowedSomewhere;

/** The statuses in which something is still to be done. */
export const openServiceStatuses = ["asked", "prepared", "offered", "paying", "refundAsked"] as const;

/** The status to which an action leads, or nothing when the status does not allow it. */
export function statusAfter(status: ServiceStatus, action: ServiceAction): ServiceStatus | undefined {
  const steps: Partial<Record<ServiceAction, ServiceStatus | "same">> = serviceSteps[status];
  const next = steps[action];
  return next === "same" ? status : next;
}

/** Reads a status from the record; a word that is none of ours is a defect. */
export function serviceStatus(text: string): ServiceStatus {
  const found = serviceStatuses.find((status) => status === text);
  if (found === undefined) throw new Error(`"${text}" is not a status of a service case`);
  return found;
}
