import { parseDate } from "@emeritus/engine/dates.ts";
import { describe, expect, it } from "vitest";

import {
  decideElection,
  type ElectionAsk,
  type ElectionLaw,
  type ElectionRecord,
  paymentOptions,
} from "./decide-election.ts";
import { decideReopening, type ReopeningAsk, type ReopeningRecord } from "./decide-reopening.ts";
import { retirementStatuses, type RetirementStatus } from "./status.ts";

const day = parseDate;
const ask: ElectionAsk = {
  option: "joint50",
  beneficiaries: [],
  spouseSignature: "Luis Example",
  confirmed: true,
  receivedOn: day("2026-04-29"),
};
const record: ElectionRecord = {
  status: "electionOpen",
  annuityStartingDate: day("2026-05-01"),
  spouseName: "Luis Example",
};
const law: ElectionLaw = {
  onTimeThrough: day("2026-04-29"),
  voidOn: day("2026-07-30"),
  firstPaymentMonth: day("2026-05-01"),
};
const { spouseName: _, ...single } = record;
const someone = { name: "Ana Example", relation: "daughter", percent: 100 };

describe("deciding a retirement election", () => {
  it("T7 T8 H-228 an election on the last day in time is on time; the next day it is late and still taken", () => {
    expect(decideElection(ask, record, law).accepted).toEqual({
      status: "elected",
      late: false,
      firstPaymentMonth: day("2026-05-01"),
    });
    expect(decideElection({ ...ask, receivedOn: day("2026-04-30") }, record, law).accepted?.late).toBe(true);
  });

  it("T11 S-40 H-227 on day 90 an election is taken, on day 91 the application is void", () => {
    expect(decideElection({ ...ask, receivedOn: day("2026-07-30") }, record, law).accepted).toBeDefined();
    expect(decideElection({ ...ask, receivedOn: day("2026-07-31") }, record, law).refused?.code).toBe(
      "application-void",
    );
  });

  it("RSMo 104.1027.1 a joint option needs the spouse of the application", () => {
    for (const option of paymentOptions) {
      const answer = decideElection({ ...ask, option, beneficiaries: [someone] }, single, law);
      expect(answer.refused?.code).toBe(option.startsWith("joint") ? "joint-option-needs-spouse" : undefined);
    }
  });

  it("BR 3-9(2) H-243 a guaranteed option needs whom to pay, in shares that make the whole", () => {
    const guaranteed = (beneficiaries: ElectionAsk["beneficiaries"]) =>
      decideElection({ ...ask, option: "guaranteed120", beneficiaries }, record, law).refused?.code;
    expect(guaranteed([])).toBe("guaranteed-option-needs-beneficiary");
    expect(guaranteed([{ ...someone, name: "  " }])).toBe("beneficiary-name-missing");
    expect(guaranteed([{ ...someone, percent: 99 }])).toBe("beneficiary-shares-not-whole");
    expect(guaranteed([someone, { ...someone, percent: 1 }])).toBe("beneficiary-shares-not-whole");
    expect(
      guaranteed([
        { ...someone, percent: 150 },
        { ...someone, percent: -50 },
      ]),
    ).toBe("beneficiary-shares-not-whole");
    expect(
      guaranteed([
        { ...someone, percent: 60 },
        { ...someone, percent: 40 },
      ]),
    ).toBeUndefined();
  });

  it("RSMo 104.1027 the spouse signs that they know, whatever the option", () => {
    for (const option of paymentOptions)
      expect(
        decideElection({ ...ask, option, beneficiaries: [someone], spouseSignature: " " }, record, law)
          .refused?.code,
      ).toBe("spouse-not-aware");
    const { spouseSignature: __, ...unsigned } = ask;
    expect(decideElection({ ...unsigned, option: "lifeIncome" }, single, law).accepted).toBeDefined();
  });

  it("is taken only when the member has confirmed it (WCAG 3.3.4)", () => {
    expect(decideElection({ ...ask, confirmed: false }, record, law).refused?.code).toBe(
      "election-not-confirmed",
    );
  });

  it("H-236 T13 is taken once: every status but the open election refuses it", () => {
    for (const status of retirementStatuses)
      expect(decideElection(ask, { ...record, status }, law).refused?.code).toBe(
        status === "electionOpen" ? undefined : "election-not-open",
      );
  });
});

describe("T15 BR 3-9(1) a joint election is opened again", () => {
  const reported = { died: day("2031-05-18"), agreed: true, today: day("2031-05-20") };
  const joint = {
    status: "elected" as RetirementStatus,
    option: "joint50" as const,
    filedOn: day("2031-04-10"),
    start: day("2031-07-01"),
    paid: false,
    spouse: { died: undefined, isPaid: false },
  };
  const code = (asked: Partial<ReopeningAsk>, on: Partial<ReopeningRecord> = {}) => {
    const { refused, accepted } = decideReopening({ ...reported, ...asked }, { ...joint, ...on });
    return refused?.code ?? accepted;
  };

  it.each(retirementStatuses)("at %s only where the election is in and nothing is paid", (status) => {
    const may = ["elected", "verified", "approved"].includes(status);
    expect(code({}, { status })).toBe(may ? "electionOpen" : "cannot-do-now");
  });

  it("for a death from the filing on and before the start, not in the future, by the day on record", () => {
    expect(code({ died: day("2031-04-09") })).toBe("death-before-filing");
    expect(code({ died: day("2031-04-10") })).toBe("electionOpen");
    expect(code({ died: day("2031-05-21") })).toBe("death-in-future");
    const later = day("2031-07-02");
    expect(code({ died: day("2031-06-30"), today: later })).toBe("electionOpen");
    expect(code({ died: day("2031-07-01"), today: later })).toBe("not-before-start");
    expect(code({}, { spouse: { died: day("2031-05-17"), isPaid: true } })).toBe("death-differs-from-record");
    expect(code({}, { spouse: { died: reported.died, isPaid: true } })).toBe("electionOpen");
  });

  it("T13 for a spouse option that the member asks to cancel, until money has gone out", () => {
    expect(code({}, { option: "guaranteed120" })).toBe("no-spouse-on-record");
    expect(code({}, { spouse: undefined })).toBe("no-spouse-on-record");
    expect(code({}, { paid: true })).toBe("first-payment-makes-final");
    expect(code({}, { spouse: { died: undefined, isPaid: true } })).toBe("spouse-is-paid");
    expect(code({ agreed: false })).toBe("request-or-certificate-missing");
  });
});
