import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { describe, expect, it } from "vitest";

import {
  dutiesAfterApplication,
  dutiesAfterApproval,
  dutiesAfterElection,
  type Duty,
} from "./obligations.ts";

const told = (duties: Duty[]) => duties.map(({ kind, due, owner }) => `${kind} ${formatDate(due)} ${owner}`);
const day = parseDate;

describe("the duties that a retirement case brings about", () => {
  it("T7 T11 an application for 1 May 2026 brings the election's due date and the day it becomes void", () => {
    expect(
      told(
        dutiesAfterApplication({
          start: day("2026-05-01"),
          electionDue: day("2026-04-30"),
          voidOn: day("2026-07-30"),
        }),
      ),
    ).toEqual([
      "election-due 2026-04-30 member",
      "employer-data-due 2026-04-30 employer",
      "application-void 2026-07-30 counselor",
    ]);
  });

  it("T20 the office counts back from the last working day of the first month: Friday 29 May 2026, with Memorial Day on the 25th", () => {
    expect(told(dutiesAfterElection(day("2026-05-01")))).toEqual([
      "verify-case 2026-05-14 counselor",
      "approve-case 2026-05-21 benefitVerifier",
    ]);
  });

  it("BR 1-2(2)(b) an approval brings day 60 of the appeal, the end of the temporary benefit and the first COLA", () => {
    expect(
      told(
        dutiesAfterApproval({
          communicatedOn: day("2026-03-02"),
          firstPaymentMonth: day("2026-05-01"),
          temporaryEnds: day("2030-02-01"),
          firstCola: day("2027-05-01"),
        }),
      ),
    ).toEqual([
      "first-payment 2026-05-29 payroll",
      "appeal-ends 2026-05-01 member",
      "temporary-benefit-ends 2030-02-01 payroll",
      "first-cola 2027-05-01 payroll",
    ]);
  });

  it("RSMo 104.1027.1 a guaranteed option brings the month of its last payment, another option does not", () => {
    const kinds = (duties: Duty[]) => duties.map(({ kind }) => kind);
    const dates = { communicatedOn: day("2026-03-02"), firstPaymentMonth: day("2026-05-01") };
    expect(kinds(dutiesAfterApproval({ ...dates, guaranteedEnd: day("2036-04-01") }))).toContain(
      "guaranteed-payments-end",
    );
    expect(kinds(dutiesAfterApproval(dates))).toEqual(["first-payment", "appeal-ends"]);
  });
});
