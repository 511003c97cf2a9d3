import { parseDate } from "@emeritus/engine/dates.ts";
import { en } from "@emeritus/words/en/index.ts";
import { describe, expect, test } from "vitest";
import { safeCell } from "../reporting-pay/findings-file.ts";
import { decideMailing, type MailingAsk } from "./mailing.ts";
import { decideRelease, lastDayToAct, type ReleaseAsk } from "./decide-release.ts";
import { postedBenefit } from "./officials.ts";
import { packageCsv } from "./package.ts";
import { decidePaper } from "../paper.ts";
import { disclosureActions, disclosureStatuses, statusAfter } from "./status.ts";

const day = parseDate;

const ask: ReleaseAsk = {
  asker: "Ada Lawyer",
  received: day("2026-11-20"),
  today: day("2026-11-23"),
  ground: "recipientConsent",
  fields: ["address"],
  allKnown: true,
  people: 1,
  purpose: undefined,
  purposeKind: undefined,
  covered: undefined,
  promisedBy: undefined,
  representative: undefined,
  agentActs: false,
  law: undefined,
  compatiblePurposeOn: false,
};
const said = (changed: Partial<ReleaseAsk>) => {
  const { refused } = decideRelease({ ...ask, ...changed });
  return refused === undefined ? "taken" : [refused.code, refused.cites];
};
const department = {
  ground: "departmentPromise",
  covered: true,
  purposeKind: "personnelManagement",
  purpose: "Planning who follows whom",
  promisedBy: "Director Dale Dean",
} as const;

describe("deciding a request for closed records", () => {
  test("BR 1-3(2)(a) H-029 the person's consent carries what was chosen; nothing chosen, nobody named and nobody asking do not", () => {
    expect(said({})).toBe("taken");
    expect(said({ people: 0 })).toEqual(["nobody-named", "BR 1-3(2)"]);
    expect(said({ allKnown: false })).toEqual(["no-such-person", "ADR 33(4)"]);
    expect(said({ asker: " " })).toEqual(["asker-missing", "BR 1-3(2)"]);
    expect(said({ received: day("2026-11-24") })).toEqual(["in-future", "ADR 33(5)"]);
    expect(said({ fields: [] })).toEqual(["nothing-chosen", "BR 1-3(2)"]);
  });

  test("H-030 BR 1-3(2)(a) a legal representative is named, and an agent only while the record has one who acts", () => {
    const ground = "representativeConsent" as const;
    expect(said({ ground })).toEqual(["representative-missing", "BR 1-3(2)(a)"]);
    expect(said({ ground, representative: "agent" })).toEqual(["agent-not-acting", "RSMo 104.1093"]);
    expect(said({ ground, representative: "agent", agentActs: true })).toBe("taken");
    expect(said({ ground, representative: "guardian" })).toBe("taken");
  });

  test("H-031 BR 1-3(2)(b) legal process and orders that divide benefits name the law, case or order", () => {
    for (const ground of ["subpoena", "divisionOrder", "requiredByLaw"] as const) {
      expect(said({ ground })).toEqual(["law-missing", "BR 1-3(2)(b)"]);
      expect(said({ ground, law: "26AC-CC00123" })).toBe("taken");
    }
  });

  test("BR 1-3(2)(c) a covered department asks for personnel management or a benefit program and promises use and secrecy", () => {
    expect(said(department)).toBe("taken");
    expect(said({ ...department, covered: undefined })).toEqual(["department-missing", "BR 1-3(2)(c)"]);
    expect(said({ ...department, covered: false })).toEqual(["department-not-covered", "BR 1-3(2)(c)"]);
    expect(said({ ...department, purposeKind: "other" })).toEqual(["purpose-not-covered", "BR 1-3(2)(c)"]);
    expect(said({ ...department, purpose: "" })).toEqual(["purpose-missing", "BR 1-3(2)(c)"]);
    expect(said({ ...department, promisedBy: undefined })).toEqual(["promise-missing", "BR 1-3(2)(c)"]);
  });

  test("H-032 a purpose that fits that of collection is off until the fund turns it on, and is then named", () => {
    const ground = "compatiblePurpose" as const;
    expect(said({ ground, purpose: "A survey" })).toEqual(["purpose-off", "BR 1-3(2)"]);
    expect(said({ ground, compatiblePurposeOn: true })).toEqual(["purpose-missing", "Handbook, page 6"]);
    expect(said({ ground, compatiblePurposeOn: true, purpose: "A survey" })).toBe("taken");
  });

  test("an SSN leaves by consent and by legal process, never to a department (RSMo 610.035)", () => {
    const fields = ["ssn"] as const;
    expect(said({ fields })).toBe("taken");
    expect(said({ fields, ground: "subpoena", law: "26AC-CC00123" })).toBe("taken");
    expect(said({ ...department, fields })).toEqual(["ssn-closed", "RSMo 610.035"]);
    expect(said({ fields, ground: "compatiblePurpose", compatiblePurposeOn: true, purpose: "x" })).toEqual([
      "ssn-closed",
      "RSMo 610.035",
    ]);
  });

  test("nothing is released before its paper came in, whatever the kind", () => {
    const open = disclosureStatuses.filter((status) => statusAfter(status, "release") !== undefined);
    expect(open).toEqual(["waiting"]);
    expect(statusAfter("paperAwaited", "addPaper")).toBe("waiting");
    for (const over of ["answered", "released", "refused", "withdrawn", "paid"])
      for (const action of disclosureActions) expect(statusAfter(over, action)).toBeUndefined();
  });

  test("a request is acted upon by the end of the third business day after it came in (RSMo 610.023.3)", () => {
    expect(lastDayToAct(day("2026-05-07"))).toBe(day("2026-05-13")); // 8 May is Truman Day
  });

  test("a paper is a PDF, JPEG or PNG by its first bytes", () => {
    expect(decidePaper(new Uint8Array()).refused?.code).toBe("file-missing");
    expect(decidePaper(new TextEncoder().encode("<html>")).refused?.code).toBe("file-kind-unknown");
    expect(decidePaper(new TextEncoder().encode("%PDF-1.7")).accepted?.mediaType).toBe("application/pdf");
  });
});

describe("a mailing for a department", () => {
  const mailing: MailingAsk = {
    employer: 10,
    asker: "Director Dale Dean",
    received: day("2026-11-20"),
    subject: "A new wellness program",
    text: "It begins in January.",
    commercial: false,
    promisedBy: "Director Dale Dean",
    centsALetter: 85,
  };
  const heard = (changed: Partial<Parameters<typeof decideMailing>[0]>) => {
    const base = { ...mailing, covered: true, people: 3, today: day("2026-11-23") };
    const { refused } = decideMailing({ ...base, ...changed });
    return refused === undefined ? "taken" : [refused.code, refused.cites];
  };

  test("BR 1-3(3) is for a covered department, not commercial, and at the department's cost", () => {
    expect(heard({})).toBe("taken");
    expect(heard({ covered: false })).toEqual(["department-not-covered", "BR 1-3(3)"]);
    expect(heard({ commercial: true })).toEqual(["commercial", "BR 1-3(3)"]);
    expect(heard({ promisedBy: " " })).toEqual(["cost-not-promised", "BR 1-3(3)"]);
    expect(heard({ centsALetter: 0 })).toEqual(["cost-missing", "BR 1-3(3)"]);
    expect(heard({ text: " " })).toEqual(["text-missing", "ADR 33(6)"]);
    expect(heard({ people: 0 })).toEqual(["nobody-to-write-to", "ADR 33(4)"]);
  });
});

describe("what leaves", () => {
  test("a cell of a package is never a formula", () => {
    const items = [{ field: "address", detail: "", value: '=HYPERLINK("http://x")' }];
    const csv = packageCsv(en, [{ name: "@SUM(A1)", items }]);
    expect(csv).toContain(`"'@SUM(A1)","Address","","'=HYPERLINK(""http://x"")"`);
    expect(csv.split("\r\n")[0]).toBe(["Name", "What", "Of", "Value"].map(safeCell).join(","));
  });

  test("BR 1-3(1) a posted benefit is name, length of service, position and amount: other service of the official is told apart", () => {
    const posted = postedBenefit(en, {
      benefit: 1,
      name: "Walter Hale",
      kind: "survivor",
      cents: 123_456n,
      service: [
        { memberClass: "general", title: "Clerk", months: 24 },
        { memberClass: "legislator", title: null, months: 99 },
      ],
    });
    expect(posted).toEqual({
      name: "Walter Hale",
      service: "8 years 3 months; 2 years",
      position: "Member of the General Assembly; General state employee · Survivor benefit",
      cents: 123_456n,
    });
  });
});
