import { describe, expect, it } from "vitest";
import { designeeMayAct, seats, type SeatFilledBy } from "./seats.ts";

const count = (wanted: (filled: SeatFilledBy) => boolean): number =>
  seats.filter(({ filled }) => wanted(filled)).reduce((sum, each) => sum + each.count, 0);

describe("the board of trustees", () => {
  it("H-017, RSMo 104.450, BR 1-6 note: eleven seats, by office, appointment and election", () => {
    expect(count(() => true)).toBe(11);
    expect(count((each) => each.by === "office" && each.office === "stateTreasurer")).toBe(1);
    expect(count((each) => each.by === "office" && each.office === "commissionerOfAdministration")).toBe(1);
    expect(
      count(
        (each) =>
          each.by === "appointment" &&
          each.appointedBy === "presidentProTemOfSenate" &&
          each.from === "senate",
      ),
    ).toBe(2);
    expect(
      count(
        (each) =>
          each.by === "appointment" &&
          each.appointedBy === "speakerOfHouse" &&
          each.from === "houseOfRepresentatives",
      ),
    ).toBe(2);
    expect(count((each) => each.by === "appointment" && each.appointedBy === "governor")).toBe(2);
    expect(count((each) => each.by === "election" && each.electedBy === "active")).toBe(2);
    expect(count((each) => each.by === "election" && each.electedBy === "retiree")).toBe(1);
  });

  const papers = { delegatedOn: "2026-01-05", acknowledgedOn: "2026-01-06", sworn: true };
  it("BR 1-6(1), 1-6(2) a sworn designee acts with both papers, and only for the two trustees by office", () => {
    for (const office of ["stateTreasurer", "commissionerOfAdministration"] as const) {
      const seat = { by: "office", office } as const;
      expect(designeeMayAct(seat, papers)).toBe(true);
      expect(designeeMayAct(seat, { ...papers, delegatedOn: null })).toBe(false);
      expect(designeeMayAct(seat, { ...papers, acknowledgedOn: null })).toBe(false);
      expect(designeeMayAct(seat, { ...papers, sworn: false })).toBe(false);
    }
    expect(designeeMayAct({ by: "election", electedBy: "active" }, papers)).toBe(false);
    expect(designeeMayAct({ by: "appointment", appointedBy: "governor", from: "anyone" }, papers)).toBe(
      false,
    );
  });
});
