import { parseDate as day } from "@emeritus/engine/dates.ts";
import type { Employment } from "@emeritus/records/employment.ts";
import { describe, expect, test } from "vitest";
import { decideCorrection, type ServiceCorrection } from "./decide-correction.ts";

const job = {
  position: 1,
  employer: 1,
  reportingGroup: 1,
  plan: "msep2000",
  memberClass: "general",
} as const;
const full = { ...job, eligible: true, fteHundredths: 10_000 } as const;
/** Worked from 2001 to 2005, came back in 2008 to the same job, which went on in 2010 at other hours. */
const employment: Employment[] = [
  { ...full, from: day("2001-01-01"), to: day("2005-01-01"), endedBy: "left" },
  { ...full, from: day("2008-03-01"), to: day("2010-01-01") },
  { ...full, from: day("2010-01-01"), to: day("9999-12-31") },
];
const proof = {
  kind: "departmentCertificate",
  certifiedBy: "P. Officer",
  certifiedOn: day("2026-06-01"),
} as const;
const decide = (correction: Partial<ServiceCorrection>) =>
  decideCorrection(
    { today: day("2026-06-01"), born: day("1980-05-02"), employment },
    { position: 1, from: day("2001-01-01"), to: undefined, leave: undefined, proof, ...correction },
  );
const code = (correction: Partial<ServiceCorrection>) => decide(correction).refused?.code;

describe("H-064 a correction of service that answers a dispute", () => {
  test("is of the stretch that is named, and ends where the next one of the job begins", () => {
    const since = day("2008-03-01");
    const earlier = decide({ since, from: day("2008-01-01"), to: day("2009-12-31") }).accepted!;
    expect(earlier).toMatchObject({ stretch: { from: since }, after: day("2010-01-01"), continues: true });
    expect(decide({ since, from: since }).accepted).toMatchObject({
      after: day("2010-01-01"),
      continues: true,
    });
    const left = decide({ since: day("2001-01-01"), to: day("2006-12-31") }).accepted!;
    expect(left).toMatchObject({ after: day("2007-01-01"), continues: false });
    expect(decide({ from: day("2010-01-01") }).accepted).toMatchObject({
      after: undefined,
      continues: false,
    });
  });

  test("does not write over another stretch of the job", () => {
    expect(code({ from: day("2009-12-31") })).toBe("days-of-another");
    expect(code({ since: day("2001-01-01"), to: day("2008-03-01") })).toBe("days-of-another");
  });

  test("is of days that have passed, by a paper that is there already", () => {
    expect(code({ from: day("2026-06-02") })).toBe("days-ahead");
    expect(code({ from: day("2010-01-01"), to: day("2026-06-02") })).toBe("days-ahead");
    expect(code({ from: day("2010-01-02"), to: day("2010-01-01") })).toBe("days-backwards");
    const early = { ...proof, certifiedOn: day("2026-06-02") };
    expect(code({ from: day("2010-01-01"), proof: early })).toBe("certified-ahead");
    expect(code({ since: day("2001-01-01"), from: day("1980-05-01") })).toBe("before-birth");
    expect(code({ position: 2 })).toBe("no-such-job");
    expect(code({ since: day("2007-01-01") })).toBe("no-such-job");
  });

  test("is of a leave within the job", () => {
    const since = day("2001-01-01");
    const leave = "ownIllness";
    expect(decide({ since, leave, from: since, to: day("2004-12-31") }).accepted).toMatchObject({
      after: day("2005-01-01"),
    });
    expect(code({ since, leave, from: day("2004-12-01"), to: day("2005-01-01") })).toBe("not-in-job");
    expect(code({ since, leave, from: day("2000-12-31"), to: day("2001-02-01") })).toBe("not-in-job");
    expect(code({ since, leave, from: day("2004-12-01") })).toBe("not-in-job");
    expect(decide({ leave, from: day("2026-05-01") }).accepted).toMatchObject({ after: undefined });
  });
});
