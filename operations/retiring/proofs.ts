import { isJoint, type PaymentOption } from "./decide-election.ts";

/** Every paper that a retirement case can ask for (Handbook, pages 13 and 29). */
export const proofKinds = ["proofOfAge", "spouseProofOfAge", "marriageCertificate"] as const;

/** A paper on the checklist of a retirement case. */
export type ProofKind = (typeof proofKinds)[number];

/** Where one paper stands; the checklist runs beside the case's status. */
export const proofStates = ["missing", "uploaded", "accepted", "refused"] as const;

/** The state of one paper. */
export type ProofState = (typeof proofStates)[number];

/** The kinds of paper that prove age and lawful presence: one is enough (Handbook, page 29). */
export const papersOfAge = [
  "birthCertificate",
  "driverLicence",
  "passport",
  "citizenship",
  "naturalization",
  "birthAbroad",
] as const;

/** One line of the checklist. */
export interface ProofAsked {
  readonly kind: ProofKind;
  /** Whether the case cannot be verified without it; a married member's certificate is asked for in any case (D15, MSEP2000-Q66). */
  readonly blocks: boolean;
}

/** The papers a case asks for: all of them from a married member, of which the spouse's block only a joint option (D15). */
export function proofsAsked(married: boolean, option: PaymentOption | undefined): ProofAsked[] {
  const own: ProofAsked = { kind: "proofOfAge", blocks: true };
  if (!married) return [own];
  const joint = option !== undefined && isJoint(option);
  const spouses: ProofAsked[] =
    option === undefined || joint ? [{ kind: "spouseProofOfAge", blocks: joint }] : [];
  return [own, ...spouses, { kind: "marriageCertificate", blocks: joint }];
}

/** The papers without which the case cannot be verified and that nobody has accepted yet. */
export function proofsMissing(
  asked: readonly ProofAsked[],
  states: ReadonlyMap<ProofKind, ProofState>,
): ProofKind[] {
  return asked
    .filter(({ kind, blocks }) => blocks && states.get(kind) !== "accepted")
    .map(({ kind }) => kind);
}
