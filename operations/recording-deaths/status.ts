/** Every status of a death case, in the order in which a case usually passes through them. */
export const deathStatuses = [
  "reported",
  "confirmed",
  "withdrawalAsked",
  "reversalAsked",
  "withdrawn",
] as const;

/** Where a death case stands. */
export type DeathStatus = (typeof deathStatuses)[number];

/** Every action that can be taken on a death case. */
export const deathActions = [
  "report",
  "correctReport",
  "sendCertificate",
  "enterBeneficiary",
  "confirm",
  "openGuaranteed",
  "askWithdrawal",
  "keepReport",
  "withdraw",
] as const;

/** Something that can be done to a death case. */
export type DeathAction = (typeof deathActions)[number];

/**
 * Status by action: where each allowed action leads; "same" stays, and an action that is not named is not allowed. A report is
 * withdrawn by one who asks and another who decides: "withdrawalAsked" before the confirmation, "reversalAsked" after it.
 */
export const deathSteps = {
  reported: {
    correctReport: "same",
    sendCertificate: "same",
    enterBeneficiary: "same",
    confirm: "confirmed",
    askWithdrawal: "withdrawalAsked",
  },
  confirmed: {
    sendCertificate: "same",
    enterBeneficiary: "same",
    openGuaranteed: "same",
    askWithdrawal: "reversalAsked",
  },
  withdrawalAsked: { keepReport: "reported", withdraw: "withdrawn" },
  reversalAsked: { keepReport: "confirmed", withdraw: "withdrawn" },
  withdrawn: {},
} as const satisfies Record<DeathStatus, Partial<Record<DeathAction, DeathStatus | "same">>>;

type Reached = { [S in DeathStatus]: keyof (typeof deathSteps)[S] }[DeathStatus];
type NeverAllowed = Exclude<DeathAction, Reached | "report">;
const everyActionIsAllowedSomewhere: [NeverAllowed] extends [never] ? true : NeverAllowed = true;
void everyActionIsAllowedSomewhere;

/** The statuses that ask for somebody's decision. */
export const openDeathStatuses = ["reported", "withdrawalAsked", "reversalAsked"] as const;

/** The status to which an action leads, or nothing when the status does not allow it. */
export function statusAfter(status: DeathStatus, action: DeathAction): DeathStatus | undefined {
  const steps: Partial<Record<DeathAction, DeathStatus | "same">> = deathSteps[status];
  const next = steps[action];
  return next === "same" ? status : next;
}

/** The actions that a status allows, in the order of the list of actions. */
export function actionsFrom(status: DeathStatus): DeathAction[] {
  return deathActions.filter((action) => statusAfter(status, action) !== undefined);
}

/** Reads a status from the record; a word that is none of ours is a defect. */
export function deathStatus(text: string): DeathStatus {
  const found = deathStatuses.find((status) => status === text);
  if (found === undefined) throw new Error(`"${text}" is not a status of a death case`);
  return found;
}
