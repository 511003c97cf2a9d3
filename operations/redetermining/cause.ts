/** What changed the record behind a determination. */
export type CauseKind =
  | "payReport"
  | "heldRow"
  | "backdatedMembership"
  | "service"
  | "employerTold"
  | "birthDate"
  | "marriage"
  | "joined"
  | "parted"
  | "record";

/** One change of the record that led to a redetermination, as it stands in the case. */
export interface Cause {
  readonly kind: CauseKind;
  /** The report that posted it. */
  readonly report?: number;
  readonly fileId?: string;
  readonly employer?: number;
  /** The case that brought it about. */
  readonly caseNumber?: number;
  /** In a few words of whoever made it. */
  readonly because?: string;
  readonly [more: string]: string | number | undefined;
}
