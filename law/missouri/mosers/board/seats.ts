/** The eleven seats of the board of trustees: who sits, who puts them there, and who may stand in (RSMo 104.450; Board Rule 1-6; handbook p.6). */

/** How a seat is filled: by holding an office, by an appointment, or by an election. */
export type SeatFilledBy =
  | { readonly by: "office"; readonly office: "stateTreasurer" | "commissionerOfAdministration" }
  | {
      readonly by: "appointment";
      readonly appointedBy: "presidentProTemOfSenate" | "speakerOfHouse" | "governor";
      readonly from: "senate" | "houseOfRepresentatives" | "anyone";
    }
  | { readonly by: "election"; readonly electedBy: "active" | "retiree" };

/** Seats of one kind, with how many there are. */
export interface Seats {
  readonly count: number;
  readonly filled: SeatFilledBy;
}

/** Every seat of the board. */
export const seats: readonly Seats[] = [
  { count: 1, filled: { by: "office", office: "stateTreasurer" } },
  { count: 1, filled: { by: "office", office: "commissionerOfAdministration" } },
  { count: 2, filled: { by: "appointment", appointedBy: "presidentProTemOfSenate", from: "senate" } },
  { count: 2, filled: { by: "appointment", appointedBy: "speakerOfHouse", from: "houseOfRepresentatives" } },
  { count: 2, filled: { by: "appointment", appointedBy: "governor", from: "anyone" } },
  { count: 2, filled: { by: "election", electedBy: "active" } },
  { count: 1, filled: { by: "election", electedBy: "retiree" } },
];

/** The papers by which a trustee's designee acts: both must be filed with the system. */
export interface DesigneePapers {
  /** Written by the trustee. */
  readonly delegatedOn: string | null;
  /** Acknowledged in writing by the designee. */
  readonly acknowledgedOn: string | null;
  /** The designee took the oath that the office asks for. */
  readonly sworn: boolean;
}

/** Whether somebody may act in a trustee's place: only for the two trustees by office, sworn, and with both papers filed (BR 1-6(1), 1-6(2)). */
export const designeeMayAct = (
  filled: SeatFilledBy,
  { delegatedOn, acknowledgedOn, sworn }: DesigneePapers,
): boolean => filled.by === "office" && sworn && delegatedOn !== null && acknowledgedOn !== null;
