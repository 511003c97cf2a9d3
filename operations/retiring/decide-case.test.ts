import { parseDate } from "@emeritus/engine/dates.ts";
import { describe, expect, it } from "vitest";

import { type ApprovalRecord, decideApproval, type Recomputation } from "./decide-approval.ts";
import { paymentOptions } from "./decide-election.ts";
import { decideVerification, type VerificationLaw, type VerificationRecord } from "./decide-verification.ts";
import { proofsAsked, proofsMissing, type ProofKind, type ProofState } from "./proofs.ts";
import { retirementStatuses } from "./status.ts";

const day = parseDate;

describe("the papers of a case", () => {
  const blocking = (married: boolean, option: (typeof paymentOptions)[number]) =>
    proofsAsked(married, option)
      .filter(({ blocks }) => blocks)
      .map(({ kind }) => kind);

  it("H-232 H-234 one proof of age blocks every case", () => {
    for (const option of paymentOptions)
      for (const married of [true, false]) expect(blocking(married, option)).toContain("proofOfAge");
  });

  it("D15 H-233 asks every married member for the certificate; the spouse's papers block a joint option only", () => {
    expect(blocking(true, "joint50")).toEqual(["proofOfAge", "spouseProofOfAge", "marriageCertificate"]);
    expect(blocking(true, "joint100")).toEqual(["proofOfAge", "spouseProofOfAge", "marriageCertificate"]);
    expect(blocking(true, "guaranteed120")).toEqual(["proofOfAge"]);
    expect(proofsAsked(true, "lifeIncome").map(({ kind }) => kind)).toContain("marriageCertificate");
    expect(proofsAsked(false, "lifeIncome")).toEqual([{ kind: "proofOfAge", blocks: true }]);
  });

  it("counts a paper only once it is accepted", () => {
    const asked = proofsAsked(false, undefined);
    for (const [state, missing] of [
      ["missing", 1],
      ["uploaded", 1],
      ["refused", 1],
      ["accepted", 0],
    ] as [ProofState, number][])
      expect(proofsMissing(asked, new Map<ProofKind, ProofState>([["proofOfAge", state]]))).toHaveLength(
        missing,
      );
  });
});

describe("deciding a verification", () => {
  const record: VerificationRecord = {
    status: "elected",
    annuityStartingDate: day("2026-05-01"),
    employer: { leftService: day("2026-04-30"), lastPayMonth: day("2026-04-01"), sickLeaveHours: 0 },
    lastMonthWorked: day("2026-04-01"),
    proofsMissing: [],
  };
  const law: VerificationLaw = { eligible: true, eligibleCites: "RSMo 104.1024.4", missing: [] };
  const code = (more: Partial<VerificationRecord>, says: Partial<VerificationLaw> = {}) =>
    decideVerification({ ...record, ...more }, { ...law, ...says }).refused?.code;

  it("passes a case with the employer's final data and every proof", () => {
    expect(decideVerification(record, law).accepted).toEqual({ status: "verified" });
  });

  it("BR 3-3(1) BR 3-3(2) waits for the employer's termination, last pay and sick leave, in this order", () => {
    expect(code({ employer: {} })).toBe("employer-termination-missing");
    expect(code({ employer: { leftService: day("2026-04-30") } })).toBe("employer-last-pay-missing");
    expect(code({ employer: { ...record.employer, lastPayMonth: day("2026-03-01") } })).toBe(
      "employer-last-pay-missing",
    );
    expect(code({ employer: { leftService: day("2026-04-30"), lastPayMonth: day("2026-04-01") } })).toBe(
      "employer-sick-leave-missing",
    );
  });

  it("T18 H-258 does not pass a member still at work on the starting date", () => {
    expect(code({ employer: { ...record.employer, leftService: day("2026-05-01") } })).toBe(
      "still-at-work-at-start",
    );
  });

  it("H-234 does not pass without the proofs, and H-223 not without eligibility and every fact", () => {
    expect(
      code({ proofsMissing: ["spouseProofOfAge"] }, { eligible: false, missing: ["spouseBirthDate"] }),
    ).toBe("proofs-missing");
    expect(code({}, { eligible: false, missing: ["spouseBirthDate"] })).toBe("not-eligible-by-record");
    expect(code({}, { missing: ["spouseBirthDate"] })).toBe("facts-missing");
  });

  it("H-258 only an elected case is verified", () => {
    for (const status of retirementStatuses)
      expect(code({ status })).toBe(status === "elected" ? undefined : "not-ready-to-verify");
  });
});

describe("deciding an approval", () => {
  const record: ApprovalRecord = {
    status: "verified",
    retired: false,
    verifiedBy: "casey1",
    verifierPerson: 7,
    verified: { baseBenefit: 127_500n },
  };
  const same: Recomputation = {
    eligible: true,
    missing: [],
    explained: { baseBenefit: 127_500n },
    compiled: { baseBenefit: 127_500n },
  };
  const code = (
    more: Partial<Recomputation>,
    approver = { account: "val1" } as { account: string; person?: number },
  ) => decideApproval(record, approver, { ...same, ...more }).refused?.code;

  it("approves when both evaluators give what the counselor verified, to the cent", () => {
    expect(decideApproval(record, { account: "val1" }, same).accepted).toEqual({ status: "approved" });
  });

  it("another person approves: neither the same account nor the same person with another account", () => {
    expect(code({}, { account: "casey1" })).toBe("approver-verified-it");
    expect(code({}, { account: "other", person: 7 })).toBe("approver-verified-it");
  });

  it("one cent between the evaluators stops the approval", () => {
    expect(code({ compiled: { baseBenefit: 127_501n } })).toBe("evaluators-disagree");
    expect(code({ compiled: {} })).toBe("evaluators-disagree");
  });

  it("H-223 T21 a figure that changed since the counselor verified it stops the approval", () => {
    const changed = { baseBenefit: 127_600n };
    expect(
      decideApproval(record, { account: "val1" }, { ...same, explained: changed, compiled: changed }).refused,
    ).toEqual({
      code: "figures-changed-since-verification",
      facts: { name: "baseBenefit", one: 127_500n, other: 127_600n },
      cites: "Handbook, page 28",
    });
  });

  it("stops for a missing fact and for a member who is not eligible", () => {
    expect(code({ missing: ["spouseBirthDate"] })).toBe("facts-missing");
    expect(code({ eligible: false })).toBe("not-eligible-by-record");
  });

  it("only a verified case is approved", () => {
    for (const status of retirementStatuses)
      expect(decideApproval({ ...record, status }, { account: "val1" }, same).refused?.code).toBe(
        status === "verified" ? undefined : "not-ready-to-approve",
      );
  });
});
