import { randomUUID } from "node:crypto";
import { parseDate } from "@emeritus/engine/dates.ts";
import { personsBySsn } from "@emeritus/records/closed-field.ts";
import { controlProofs } from "@emeritus/records/money-in-reports.ts";
import { sql } from "kysely";
import { afterEach, beforeEach, expect, test } from "vitest";
import { enrol, type Enrolment } from "../enrolling/enrol.ts";
import { tellLeaving } from "../enrolling/leaving.ts";
import { done, goneIn, may, more, of, toldOf } from "./test-told.ts";
import { janesRow, testEmployers, type MadeRow, type TestEmployers } from "./testing.ts";

const day = parseDate;
let here: TestEmployers;
beforeEach(async () => {
  here = await testEmployers();
});
afterEach(() => here.close());
const { post, left, somebody, refusedFor } = toldOf(() => here);

test("BR 2-7 3-7 RSMo 104.1003 who left the closed plan unvested comes back to the plan of the law, by a file as by a form", async () => {
  const { system, payroll } = here;
  const unvested = { plan: "msep", from: "1998-01-01" };
  const byForm = await somebody({ ...unvested, ssn: "900000041", last: "Form" });
  const byFile = await somebody({ ...unvested, ssn: "900000042", last: "File" });
  for (const who of [byForm, byFile])
    await done(tellLeaving(system, payroll, { ...of(who), ...goneIn(1999), reason: "left" }));
  await done(
    enrol(system, payroll, {
      key: randomUUID(),
      group: "0042-SM",
      ssn: "900000041",
      name: { first: "Given", last: "Form" },
      born: day("1975-01-01"),
      hired: day("2026-05-01"),
      position: "B7",
      hoursAYear: 2080,
      fteHundredths: 10_000,
      memberClass: "general",
    }),
  );
  const back = (plan: "MSEP" | "MSEP2000") => ({
    id: `R-${plan}`,
    ...may,
    rows: [
      janesRow,
      { memberId: byForm.number, position: "B7", plan: "MSEP2000" as const, pay: 200_000 },
      { memberId: byFile.number, position: "B7", plan, pay: 200_000 },
    ],
    events: [`E,${byFile.number},,,,,REHIRE,2026-05-01,,,,B7,,`],
  });
  expect(await refusedFor(back("MSEP"))).toEqual(["planGiven", "planDiffers"]);
  await post(back("MSEP2000"));
  const kept = await left(byFile.person);
  expect(kept).toEqual(await left(byForm.person));
  expect(kept.notices[0]).toMatchObject({ kind: "rehire" });
  expect(kept.forms).toMatchObject([{ plan: "msep2000" }]);
});

test("RSMo 104.1003 104.1200 476.515 B146 every class comes to the plan of the law, by a file as by a form", async () => {
  const { system, payroll } = here;
  const classes: readonly [Enrolment["memberClass"], string, MadeRow["plan"], number][] = [
    ["judge", "JUDGE", "JUD2011", 6_054],
    ["legislator", "LEGISLATOR", "MSEP2011", 3_025],
    ["official", "OFFICIAL", "MSEP2011", 3_025],
    ["administrativeLawJudge", "ALJ", "MSEP2011", 3_025],
    ["educator", "EDUCATOR", "CURP", 600],
    ["general", "GENERAL", "MSEP2011", 3_025],
  ];
  const rows: MadeRow[] = [janesRow];
  const events: string[] = [];
  const pairs: (readonly [number, string])[] = [];
  const pay = (who: Partial<MadeRow>, plan: MadeRow["plan"], rate: number) => {
    const share = plan === "CURP" ? 4_000 : plan!.endsWith("2011") ? 8_000 : 0;
    return { position: "J1", pay: 200_000, ...who, plan, employer: 20 * rate, member: share } as MadeRow;
  };
  for (const [at, [memberClass, code, plan, rate]] of classes.entries()) {
    const education = { teachesOrResearches: true, administratorWithRank: false };
    const byForm = await done(
      enrol(system, payroll, {
        key: randomUUID(),
        group: "0042-SM",
        ssn: `90000005${at}`,
        name: { first: "Form", last: `Class${at}` },
        born: day("1985-07-04"),
        hired: day("2026-05-01"),
        position: "J1",
        hoursAYear: 2080,
        fteHundredths: 10_000,
        memberClass,
        ...(memberClass === "educator" ? { education } : {}),
      }),
    );
    rows.push(pay({ memberId: byForm.memberId }, plan, rate), pay({ ssn: `90000006${at}` }, plan, rate));
    const told = { member_class: code, teaches_or_researches: memberClass === "educator" ? "Y" : "" };
    events.push(more(`E,,90000006${at},Class${at},File,1985-07-04,HIRE,2026-05-01,,,,J1,,`, told));
    pairs.push([byForm.person, `90000006${at}`]);
  }
  const gone = { plan: "judicial", memberClass: "judge" as const };
  const judge = await somebody({ ...gone, ssn: "900000071", last: "Return" });
  const judgeFile = await somebody({ ...gone, ssn: "900000072" });
  for (const who of [judge, judgeFile])
    await done(tellLeaving(system, payroll, { ...of(who), ...goneIn(2019), reason: "left" }));
  await done(
    enrol(system, payroll, {
      key: randomUUID(),
      group: "0042-SM",
      ssn: "900000071",
      name: { first: "Given", last: "Return" },
      born: day("1975-01-01"),
      hired: day("2026-05-01"),
      position: "J1",
      hoursAYear: 2080,
      fteHundredths: 10_000,
      memberClass: "judge",
    }),
  );
  rows.push(pay({ memberId: judge.number }, "JUD", 6_054), pay({ memberId: judgeFile.number }, "JUD", 6_054));
  events.push(`E,${judgeFile.number},,,,,REHIRE,2026-05-01,,,,J1,,`);
  const sick = `E,${judgeFile.number},,,,,TERM,2026-05-15,2026-05-15,,,J1,8.00,`;
  expect(await refusedFor({ id: "C0", ...may, rows, events: [...events, sick] })).toContain("notEmployed");
  await post({ id: "C1", ...may, rows, events });
  // RSMo 104.1205: two members of the universities' plan, 6 % and 2 % of $2,000.00 each, in a trust of their own
  const { rows: charged } = await sql`
    select kind, trust, cents::int from ledger.charge where kind like 'univers%' order by kind`.execute(
    system.db,
  );
  expect(charged).toEqual([
    { kind: "universityEmployer", trust: 3, cents: 24_000 },
    { kind: "universityMember", trust: 3, cents: 8_000 },
  ]);
  const { rows: strays } = await sql`
    select from ledger.transfer where plan = 'curp' and trust <> 3`.execute(system.db);
  expect(strays, "nothing of it in the pension trust").toEqual([]);
  for (const { name, ledgerCents, kept } of await controlProofs(system.db, 1))
    expect([name, ledgerCents]).toEqual([name, kept]);
  const bySsn = await personsBySsn(
    system.db,
    system.keys,
    1,
    pairs.map(([, ssn]) => ssn),
  );
  for (const [person, ssn] of pairs) expect(await left(bySsn.get(ssn)!)).toEqual(await left(person));
  const returned = await left(judgeFile.person);
  expect(returned).toEqual(await left(judge.person));
  expect(returned.employment.at(-1)).toMatchObject({ plan: "judicial", memberClass: "judge" });
  const next = { id: "C2", begin: "2026-05-16", end: "2026-05-31", payDate: "2026-06-12" };
  const leaving = `E,${judgeFile.number},,,,,TERM,2026-05-31,2026-05-31,,,J1,8.00,`;
  const paid = rows.map((row) => (row.ssn === undefined ? row : { ...row, plan: row.plan }));
  expect(await refusedFor({ ...next, rows: paid as MadeRow[], events: [leaving] })).toContain(
    "noSickLeaveInClass",
  );
});
