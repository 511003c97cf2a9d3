import { describe, expect, it } from "vitest";

import { actionsFrom, isOpen, retirementActions, retirementStatuses, statusAfter } from "./status.ts";

/** The whole table of plan book 41 section 3, written apart: status, action, where it leads. */
const table = `
draft answerQuestion draft
draft submitApplication applied
draft sendDocument draft
draft rescind rescinded
draft recordDeathBeforeStart diedBeforeStart
applied openElection electionOpen
applied sendDocument applied
applied judgeDocument applied
applied rescind rescinded
applied declareVoid void
applied recordDeathBeforeStart diedBeforeStart
applied deny denied
electionOpen sendDocument electionOpen
electionOpen judgeDocument electionOpen
electionOpen elect elected
electionOpen markElectionLate electionOpen
electionOpen rescind rescinded
electionOpen declareVoid void
electionOpen recordDeathBeforeStart diedBeforeStart
electionOpen deny denied
elected sendDocument elected
elected judgeDocument elected
elected electAgain electionOpen
elected verify verified
elected rescind rescinded
elected recordDeathBeforeStart diedBeforeStart
elected deny denied
verified sendDocument verified
verified judgeDocument verified
verified electAgain electionOpen
verified returnToCounselor elected
verified approve approved
verified rescind rescinded
verified recordDeathBeforeStart diedBeforeStart
verified deny denied
approved electAgain electionOpen
approved releaseFirstPayment inPayment
approved rescind rescinded
approved recordDeathBeforeStart diedBeforeStart
approved voidForWork void
inPayment recalculate inPayment
inPayment voidForWork void`;

describe("the statuses of a retirement case", () => {
  it("H-226 H-227 H-234 T11-T15 every status and action, allowed or not, is as the plan book says", () => {
    const expected = new Set(table.trim().split("\n"));
    const actual = retirementStatuses.flatMap((status) =>
      actionsFrom(status).map((action) => `${status} ${action} ${statusAfter(status, action)}`),
    );
    expect(new Set(actual)).toEqual(expected);
    expect(actual).toHaveLength(expected.size);
  });

  it("T11 a case whose two steps are both done is never declared void", () => {
    for (const status of ["elected", "verified", "approved", "inPayment"] as const)
      expect(statusAfter(status, "declareVoid")).toBeUndefined();
  });

  it("H-236 T13 nothing changes the option once the first payment is released; only work too soon makes the whole void", () => {
    for (const action of retirementActions.filter((one) => one !== "recalculate" && one !== "voidForWork"))
      expect(statusAfter("inPayment", action)).toBeUndefined();
  });

  it("no step can be skipped: only an elected case is verified, only a verified one approved", () => {
    expect(retirementStatuses.filter((status) => statusAfter(status, "verify"))).toEqual(["elected"]);
    expect(retirementStatuses.filter((status) => statusAfter(status, "approve"))).toEqual(["verified"]);
    expect(retirementStatuses.filter((status) => statusAfter(status, "elect"))).toEqual(["electionOpen"]);
  });

  it("a case that ended allows nothing and asks for no work", () => {
    for (const status of ["rescinded", "void", "diedBeforeStart", "denied"] as const) {
      expect(actionsFrom(status)).toEqual([]);
      expect(isOpen(status)).toBe(false);
    }
    expect(isOpen("electionOpen")).toBe(true);
    expect(isOpen("inPayment")).toBe(false);
  });
});
