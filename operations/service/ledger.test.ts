import { addDays, formatDate, parseDate as day } from "@emeritus/engine/dates.ts";
import type { CareerRows } from "@emeritus/records/career-rows.ts";
import type { LedgerRows } from "@emeritus/records/service-ledger.ts";
import { describe, expect, test } from "vitest";
import { careerOf } from "../career.ts";
import { dayAnswers } from "./day.ts";
import { ledgerOf, linesBetween } from "./ledger.ts";

const job = {
  position: 1,
  employer: 10,
  plan: "msep2000",
  memberClass: "general",
  eligible: true,
  endedBy: null,
  from: "2005-03-01",
  to: "infinity",
} as const;
const person: CareerRows = {
  person: 1,
  memberId: "10000001",
  name: "Rosa Example",
  born: "1970-06-30",
  birthProof: null,
  died: null,
  employment: [job],
  leaves: [],
  credits: [],
  assemblies: [],
  givenUp: [],
  pay: [],
  spouse: null,
};
const nothing: LedgerRows = { proofs: [], credits: [], restored: [] };
const leave = (kind: CareerRows["leaves"][number]["kind"], from: string, to: string) =>
  ({ position: 1, kind, paid: false, from, to }) as const;
const bought = {
  credit: 1,
  kind: "purchased",
  months: 24,
  days: 0,
  hoursHundredths: 0,
  because: "militaryDuty",
  certifiedBy: "case 7",
  effective: "2010-01-01",
  caseNumber: 7,
  spans: [{ from: "1992-01-01", to: "1994-01-01" }],
} as const;
const on = day("2026-11-22");
const shown = (rows: Partial<CareerRows>, ledger: Partial<LedgerRows> = {}) => {
  const made = ledgerOf(careerOf({ ...person, ...rows }), { ...nothing, ...ledger }, on);
  const lines = made.lines.map(
    ({ from, to, reason, counts }) =>
      `${formatDate(from)}..${formatDate(to)} ${reason} ${counts ? "counts" : "does not"}`,
  );
  return { ...made, lines, raw: made.lines };
};

describe("the ledger of service", () => {
  test("BR 2-4, 3-4 work and each kind of leave stand on lines of their own, and the lines add up to the law's credited service", () => {
    const ledger = shown({
      leaves: [
        leave("ownIllness", "2010-01-01", "2011-07-01"),
        leave("family", "2012-01-01", "2012-04-01"),
        leave("military", "2013-01-01", "2013-02-01"),
        leave("other", "2014-01-01", "2014-03-01"),
      ],
    });
    expect(ledger.lines).toEqual([
      "2005-03-01..2009-12-31 dayOfWork counts",
      "2010-01-01..2010-12-31 dayOfIllness counts",
      "2011-01-01..2011-06-30 dayOfIllnessPastAYear does not",
      "2011-07-01..2011-12-31 dayOfWork counts",
      "2012-01-01..2012-03-31 dayOfFamilyLeave counts",
      "2012-04-01..2012-12-31 dayOfWork counts",
      "2013-01-01..2013-01-31 dayOfMilitaryLeave counts",
      "2013-02-01..2013-12-31 dayOfWork counts",
      "2014-01-01..2014-02-28 dayOfOtherLeave does not",
      "2014-03-01..2026-11-22 dayOfWork counts",
    ]);
    // 2005-03-01 to 2026-10-31 are 260 months, less 6 of illness past a year and 2 of other leave; 22 loose days are nothing
    expect(ledger.says.credited.value).toBe(252);
    expect([ledger.addedUp.value, ledger.agrees]).toEqual([252, true]);
  });

  test("BR 2-8(1), 3-8(1), H-074 a day in two jobs stands once", () => {
    const ledger = shown({
      employment: [job, { ...job, position: 2, employer: 11, from: "2006-01-01", to: "2007-01-01" }],
    });
    expect(ledger.lines).toEqual(["2005-03-01..2026-11-22 dayOfWork counts"]);
    expect(ledger.countedDays).toBe(7937); // 21 years, 266 days from the first of March, and 5 leap days among the years
  });

  test("BR 3-1(2), 3-1(3), H-126 bought days stand as bought, and a day bought and worked as well is told", () => {
    const ledger = shown({ credits: [bought] }, { credits: [bought] });
    expect(ledger.lines[0]).toBe("1992-01-01..1993-12-31 dayBought counts");
    expect([ledger.says.credited.value, ledger.addedUp.value, ledger.agrees]).toEqual([284, 260, true]);
    expect(ledger.twice).toEqual([]);
    const overlapping = { ...bought, spans: [{ from: "2005-02-01", to: "2005-03-03" }] };
    expect(shown({ credits: [bought] }, { credits: [overlapping] }).twice).toEqual([
      { from: day("2005-03-01"), to: day("2005-03-02") },
    ]);
  });

  test("H-145, N-007 refunded service does not count, and counts again once it is restored", () => {
    const employment = [
      { ...job, from: "2012-01-01", to: "2016-01-01" },
      { ...job, position: 2, from: "2020-01-01" },
    ];
    const lost = { from: "2012-01-01", to: "2016-01-01" };
    const gone = shown({ employment, givenUp: [{ how: "refunded", ...lost }] });
    expect(gone.lines).toEqual([
      "2012-01-01..2015-12-31 dayGivenUpByRefund does not",
      "2020-01-01..2026-11-22 dayOfWork counts",
    ]);
    expect([gone.says.credited.value, gone.agrees]).toEqual([82, true]);
    const back = shown({ employment }, { restored: [{ on: "2021-06-01", ...lost }] });
    expect(back.raw.map(({ restored, counts }) => [restored, counts])).toEqual([
      [true, true],
      [false, true],
    ]);
    expect(back.says.credited.value).toBe(130);
  });

  test("BR 2-5(1), 3-5(1), 2-5(1)(b), 3-5(1)(b), 4-4(1)(a), 4-4(1)(b) a line is verified by the best paper that proves each of its days: the department's before the fund's own", () => {
    const paper = (kind: LedgerRows["proofs"][number]["kind"], from: string, to: string) => ({
      position: 1,
      kind,
      certifiedBy: "P. Officer",
      certifiedOn: "2020-05-01",
      hoursAYear: 2080,
      from,
      to,
    });
    const leaves = [leave("family", "2012-01-01", "2012-04-01")];
    const proofs = [
      paper("retirementRecords", "2005-03-01", "2012-04-01"),
      paper("departmentCertificate", "2005-03-01", "2012-01-01"),
    ];
    const ledger = shown({ leaves }, { proofs });
    expect(ledger.raw.map(({ verified, proof }) => [verified, proof?.rank])).toEqual([
      [true, 1],
      [true, 2],
      [false, undefined],
    ]);
    expect(ledger.provenDays).toBe(2588); // 2005-03-01 to 2012-03-31
  });

  test("RSMo 104.1018 service lost in a break says so; RSMo 104.800 moved service is given up", () => {
    const employment = [
      { ...job, from: "2005-01-03", to: "2006-07-01" },
      { ...job, position: 2, from: "2026-06-01" },
    ];
    const broken = shown({ employment });
    expect(broken.lines).toEqual([
      "2005-01-03..2006-06-30 dayLostInBreak does not",
      "2026-06-01..2026-11-22 dayOfWork counts",
    ]);
    expect(broken.agrees).toBe(true);
    const moved = shown({ givenUp: [{ how: "transferredOut", from: "2005-03-01", to: "infinity" }] });
    expect([moved.lines, moved.says.credited.value]).toEqual([
      ["2005-03-01..2026-11-22 dayGivenUpByTransfer does not"],
      0,
    ]);
  });

  test("why a day counts names the law's reason and its citation, and a range tells each stretch, days of no work included", () => {
    const rows = { ...person, employment: [{ ...job, to: "2009-03-15" }] };
    const ask = dayAnswers(careerOf(rows), nothing, on);
    expect(ask(day("2009-03-14"))).toMatchObject({
      counts: true,
      reason: "dayOfWork",
      cites: "BR 2-4; BR 3-4",
    });
    expect(ask(day("2009-03-15"))).toMatchObject({ counts: false, reason: "dayAfterLeaving" });
    const range = { from: day("2005-02-27"), to: day("2009-03-20") };
    expect(
      linesBetween(careerOf(rows), nothing, on, range).map(({ from, days, reason }) => [
        formatDate(from),
        days,
        reason,
      ]),
    ).toEqual([
      ["2005-02-27", 2, "dayNotEmployed"],
      ["2005-03-01", 1475, "dayOfWork"],
      ["2009-03-15", 6, "dayAfterLeaving"],
    ]);
  });

  test("RSMo 104.1084.1 a legislator's day counts by the assembly served in", () => {
    const rows = {
      ...person,
      employment: [{ ...job, memberClass: "legislator" as const, from: "2003-01-08", to: "2007-01-03" }],
      assemblies: [{ begins: "2003-01-08", ends: "2004-12-31", from: "2003-01-08", to: "2005-01-01" }],
    };
    const ask = dayAnswers(careerOf(rows), nothing, on);
    expect([ask(day("2003-01-08")).reason, ask(day("2006-01-08")).reason]).toEqual([
      "dayOfAssembly",
      "dayOutsideAssemblies",
    ]);
    expect(ask(day("2003-01-08")).cites).toContain("104.1084.1");
  });

  test("the lines add up to the law's credited service on random careers, on any day, in each general plan (seed 20261122)", () => {
    let state = 20261122;
    const roll = (most: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return state % most;
    };
    const kinds = [
      "ownIllness",
      "family",
      "military",
      "workersCompensation",
      "other",
      "layoff",
      "unapproved",
    ] as const;
    for (let at = 0; at < 60; at++) {
      const plan = ["msep", "msep2000", "msep2011"][at % 3]!;
      let from = day(["1990-01-05", "2001-02-11", "2011-03-03"][at % 3]!) + 0;
      const employment: (typeof job | { to: string; from: string; position: number })[] = [];
      const leaves: ReturnType<typeof leave>[] = [];
      for (let position = 1; position <= 1 + roll(3); position++) {
        from = addDays(from, roll(500));
        const to = addDays(from, 20 + roll(2500));
        employment.push({
          ...job,
          plan: plan as "msep2000",
          position: position as 1,
          from: formatDate(from) as "2005-03-01",
          to: formatDate(to) as "infinity",
        });
        const away = addDays(from, roll(400));
        const back = addDays(away, 1 + roll(500));
        if (back < to)
          leaves.push({
            ...leave(kinds[roll(7)]!, formatDate(away), formatDate(back)),
            position: position as 1,
          });
        from = to;
      }
      const career = careerOf({ ...person, employment: employment as CareerRows["employment"], leaves });
      for (const looked of [on, addDays(from, -roll(900))]) {
        const ledger = ledgerOf(career, nothing, looked);
        expect([at, formatDate(looked), ledger.addedUp.value]).toEqual([
          at,
          formatDate(looked),
          ledger.says.credited.value,
        ]);
      }
    }
  });
});
