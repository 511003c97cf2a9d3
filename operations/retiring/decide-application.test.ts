import { parseDate } from "@emeritus/engine/dates.ts";
import { describe, expect, it } from "vitest";

import {
  type ApplicationAsk,
  type ApplicationLaw,
  type ApplicationRecord,
  decideApplication,
} from "./decide-application.ts";
import { actionsFrom, retirementStatuses } from "./status.ts";

const day = parseDate;
const ask: ApplicationAsk = {
  annuityStartingDate: day("2026-05-01"),
  lastDayOfWork: day("2026-04-30"),
  married: true,
  spouse: { first: "Luis", last: "Example", birthDate: day("1964-02-03"), marriedOn: day("1990-06-16") },
  employerNoticeShown: true,
  signedOn: day("2026-03-31"),
  receivedOn: day("2026-03-31"),
};
const record: ApplicationRecord = {
  status: "draft",
  servicePurchaseOpen: false,
  retired: false,
  spouse: { names: ["Luis M. Example", "Luis Example"], settledBirthDate: day("1964-02-03") },
};
const law: ApplicationLaw = {
  earliestStart: day("2026-05-01"),
  latestStart: day("2026-07-01"),
  windowCites: "RSMo 104.1024.1",
  eligible: true,
  eligibleCites: "RSMo 104.1024.4",
};
const code = (
  more: Partial<ApplicationAsk>,
  held: Partial<ApplicationRecord> = {},
  says: Partial<ApplicationLaw> = {},
) => decideApplication({ ...ask, ...more }, { ...record, ...held }, { ...law, ...says }).refused?.code;

describe("deciding a retirement application", () => {
  it("H-224 T5 accepts an application dated and received on the due date", () => {
    expect(decideApplication(ask, record, law).accepted).toEqual({
      status: "applied",
      filedOn: day("2026-03-31"),
    });
  });

  it("T1 H-218 the starting date is the first of a month", () => {
    expect(code({ annuityStartingDate: day("2026-05-02") })).toBe("starting-date-not-first-of-month");
  });

  it("T2 RSMo 104.1024.1 neither before the second month after filing nor after the fourth", () => {
    expect(code({ annuityStartingDate: day("2026-04-01") })).toBe("starting-date-too-soon");
    expect(code({ annuityStartingDate: day("2026-07-01") })).toBeUndefined();
    expect(code({ annuityStartingDate: day("2026-08-01") })).toBe("starting-date-too-late");
  });

  it("T18 the last day of work is before the starting date", () => {
    expect(code({ lastDayOfWork: day("2026-05-01") })).toBe("last-day-not-before-start");
    expect(code({ lastDayOfWork: day("2026-04-30") })).toBeUndefined();
  });

  it("H-220 the employer's last day holds where it is known", () => {
    expect(code({ lastDayOfWork: day("2026-04-30") }, { leftService: day("2026-04-15") })).toBe(
      "last-day-differs-from-record",
    );
    expect(code({ lastDayOfWork: day("2026-04-15") }, { leftService: day("2026-04-15") })).toBeUndefined();
  });

  it("RSMo 104.1039 who has retired does not retire again on the same service", () => {
    expect(code({}, { retired: true })).toBe("already-retired");
    expect(code({ employerNoticeShown: false }, { retired: true })).toBe("already-retired");
  });

  it("T17 H-217 purchases are finished before applying", () => {
    expect(code({}, { servicePurchaseOpen: true })).toBe("service-purchase-open");
  });

  it("H-033 40 P18 the notice that the employer may learn of it comes before step 1", () => {
    expect(code({ employerNoticeShown: false })).toBe("employer-notice-not-shown");
  });

  it("T16 BR 3-9(1) a married member names the spouse of that day", () => {
    const { spouse: _, ...without } = ask;
    expect(decideApplication(without, record, law).refused?.code).toBe("spouse-details-missing");
    expect(code({ spouse: { ...ask.spouse!, marriedOn: day("2026-04-01") } })).toBe(
      "spouse-dates-impossible",
    );
    expect(code({ spouse: { ...ask.spouse!, birthDate: day("1990-06-16") } })).toBe(
      "spouse-dates-impossible",
    );
  });

  it("RSMo 104.1027 who is married on record cannot apply as unmarried", () => {
    const { spouse: _, ...single } = { ...ask, married: false };
    expect(decideApplication(single, record, law).refused?.code).toBe("marital-state-differs-from-record");
    const { spouse: __, ...unmarried } = record;
    expect(decideApplication(single, unmarried, law).accepted).toBeDefined();
  });

  it("BR 3-9(1) another spouse than the living one of the record is refused: by name, or by a birth date that is settled", () => {
    const named = (more: object) => ({ spouse: { ...ask.spouse!, ...more } });
    expect(code(named({ first: "Maria" }))).toBe("spouse-differs-from-record");
    expect(code(named({ birthDate: day("1964-02-04") }))).toBe("spouse-differs-from-record");
    expect(code(named({ first: " LUIS  m. ", last: "example" }))).toBeUndefined();
    const unsettled = { spouse: { names: ["Luis Example"] } };
    expect(code(named({ birthDate: day("1964-02-04") }), unsettled)).toBeUndefined();
    expect(code(named({ first: "Maria" }), unsettled)).toBe("spouse-differs-from-record");
  });

  it("BR 3-9(1) after a death or the end of a marriage anybody may be named whose wedding came later, nobody whose wedding came before", () => {
    const { spouse: _, ...widowed } = record;
    const says = (ended: string) =>
      decideApplication(ask, { ...widowed, earlierMarriageEnded: day(ended) }, law).refused?.code;
    expect(says("1990-06-16")).toBeUndefined();
    expect(says("1990-06-17")).toBe("spouse-differs-from-record");
  });

  it("is not accepted for a member who is not eligible on that date, and says by which law", () => {
    const decision = decideApplication(ask, record, { ...law, eligible: false });
    expect(decision.refused).toMatchObject({ code: "not-eligible", cites: "RSMo 104.1024.4" });
  });

  it("S-40 is filed once: every status but a draft refuses it", () => {
    for (const status of retirementStatuses)
      expect(code({}, { status })).toBe(
        actionsFrom(status).includes("submitApplication") ? undefined : "already-applied",
      );
  });

  it("tells the first reason only, in the order of the specification", () => {
    const { spouse: _, ...wrong } = {
      ...ask,
      employerNoticeShown: false,
      signedOn: day("2026-04-01"),
      annuityStartingDate: day("2026-03-02"),
      lastDayOfWork: day("2026-05-01"),
    };
    const wedding = (on: string, first = "Luis") => ({
      married: true,
      spouse: { ...ask.spouse!, first, marriedOn: day(on) },
    });
    const steps: [string, Partial<ApplicationAsk>, Partial<ApplicationRecord>, Partial<ApplicationLaw>][] = [
      [
        "already-applied",
        {},
        { status: "applied", servicePurchaseOpen: true, leftService: day("2026-01-31") },
        { eligible: false },
      ],
      ["employer-notice-not-shown", {}, { status: "draft" }, {}],
      ["signed-after-receipt", { employerNoticeShown: true }, {}, {}],
      ["service-purchase-open", { signedOn: day("2026-03-31") }, {}, {}],
      ["starting-date-not-first-of-month", {}, { servicePurchaseOpen: false }, {}],
      ["starting-date-too-soon", { annuityStartingDate: day("2026-04-01") }, {}, {}],
      ["starting-date-too-late", { annuityStartingDate: day("2026-08-01") }, {}, {}],
      ["last-day-not-before-start", { annuityStartingDate: day("2026-05-01") }, {}, {}],
      ["last-day-differs-from-record", { lastDayOfWork: day("2026-04-30") }, {}, {}],
      ["spouse-details-missing", { lastDayOfWork: day("2026-01-31") }, {}, {}],
      ["marital-state-differs-from-record", { married: false }, {}, {}],
      ["spouse-dates-impossible", wedding("2026-04-01"), {}, {}],
      ["spouse-differs-from-record", wedding("1990-06-16", "Maria"), {}, {}],
      ["not-eligible", wedding("1990-06-16"), {}, {}],
    ];
    let [now, held, says] = [wrong as ApplicationAsk, record, law];
    for (const [expected, ...changes] of steps) {
      [now, held, says] = [
        { ...now, ...changes[0] },
        { ...held, ...changes[1] },
        { ...says, ...changes[2] },
      ];
      expect(decideApplication(now, held, says).refused?.code).toBe(expected);
    }
  });
});
