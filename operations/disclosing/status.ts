/** Every status of a request for records, in the order in which one usually passes through them. */
export const disclosureStatuses = [
  "answered",
  "paperAwaited",
  "waiting",
  "released",
  "refused",
  "withdrawn",
  "mailing",
  "mailed",
  "paid",
] as const;

/** Where a request for records stands. */
export type DisclosureStatus = (typeof disclosureStatuses)[number];

/** Everything that can be done about a request. */
export const disclosureActions = [
  "ask",
  "answer",
  "addPaper",
  "release",
  "mail",
  "finish",
  "refuse",
  "withdraw",
  "payCost",
] as const;

/** Something that can be done about a request. */
export type DisclosureAction = (typeof disclosureActions)[number];

/** Status by action: where each allowed action leads; an action that is not named is not allowed. Nothing is released from a status without a paper. */
export const disclosureSteps = {
  answered: {},
  paperAwaited: { addPaper: "waiting", refuse: "refused", withdraw: "withdrawn" },
  waiting: { release: "released", mail: "mailing", refuse: "refused", withdraw: "withdrawn" },
  released: {},
  refused: {},
  withdrawn: {},
  mailing: { finish: "mailed" },
  mailed: { payCost: "paid" },
  paid: {},
} as const satisfies Record<DisclosureStatus, Partial<Record<DisclosureAction, DisclosureStatus>>>;

type Reached = { [S in DisclosureStatus]: keyof (typeof disclosureSteps)[S] }[DisclosureStatus];
type NeverAllowed = Exclude<DisclosureAction, Reached | "ask" | "answer">;
const everyActionIsAllowedSomewhere: [NeverAllowed] extends [never] ? true : NeverAllowed = true;
void everyActionIsAllowedSomewhere;

/** The statuses in which somebody waits for the office. */
export const openDisclosureStatuses = ["paperAwaited", "waiting", "mailing", "mailed"] as const;

/** The statuses in which something left. */
export const toldStatuses = ["answered", "released", "mailing", "mailed", "paid"] as const;

/** The status to which an action leads, or nothing when the status does not allow it. */
export function statusAfter(status: string, action: DisclosureAction): DisclosureStatus | undefined {
  const steps: Partial<Record<DisclosureAction, DisclosureStatus>> =
    disclosureSteps[disclosureStatus(status)];
  return steps[action];
}

/** Reads a status from the record; a word that is none of ours is a defect. */
export function disclosureStatus(text: string): DisclosureStatus {
  const found = disclosureStatuses.find((status) => status === text);
  if (found === undefined) throw new Error(`"${text}" is not a status of a request for records`);
  return found;
}
