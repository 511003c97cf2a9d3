import { randomUUID } from "node:crypto";
import { plainDate } from "@emeritus/engine/dates.ts";
import { memberIdFrom } from "@emeritus/records/member-id.ts";
import { heldRowsOf, openHeldCounts } from "@emeritus/records/pay-report-held.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { keepRights } from "../enrolling/keep-employers.ts";
import { previewReport } from "../redetermining/preview-report.ts";
import { confirmPayReport } from "./confirm-pay-report.ts";
import { expectedReport } from "./draft-report.ts";
import { giveUpHeldRow, mendHeldRow, readHeldRow } from "./held-rows.ts";
import { chooseHoldingPolicy } from "./holding-policy.ts";
import { readPayReport, readPayReports, readRefusal } from "./read-pay-reports.ts";
import { receivePayReport } from "./receive-pay-report.ts";
import { bytesOf } from "./sample-report.ts";
import { submitPayReport } from "./submit-pay-report.ts";
import {
  addMember,
  halfMonth,
  janesRow,
  makeFile,
  sampleEmployer,
  testEmployers,
  type MadeFile,
  type MadeRow,
  type TestEmployers,
} from "./testing.ts";
import { tryPayReport } from "./try-pay-report.ts";
import { withdrawPayReport } from "./withdraw-pay-report.ts";

let here: TestEmployers;
const key = randomUUID;
const verifier: Actor = { account: "verifier", roles: ["benefitVerifier"], employers: [] };
const counselor: Actor = { account: "counselor", roles: ["counselor"], employers: [] };
const second: Actor = { account: "second", roles: ["employer"], employers: [sampleEmployer] };
const memberId = (n: number): string => memberIdFrom(2_000_000 + n);
const people = 8;

beforeAll(async () => {
  here = await testEmployers({ today: plainDate(2026, 7, 1) });
  for (let n = 1; n <= people; n += 1)
    await addMember(here.system, {
      seven: 2e6 + n,
      first: "Ann",
      last: `Poe${n}`,
      born: "1985-01-01",
      code: "B1",
      from: "2015-07-01",
    });
});
afterAll(() => here.close());

const rowOf = (n: number, more: Partial<MadeRow> = {}): MadeRow => ({
  memberId: memberId(n),
  position: "B1",
  pay: 2e5,
  ...more,
});
const everybody = (change: (row: MadeRow, n: number) => MadeRow | undefined = (row) => row): MadeRow[] => [
  janesRow,
  ...Array.from({ length: people }, (_, at) => change(rowOf(at + 1), at + 1)).filter(
    (row) => row !== undefined,
  ),
];
const fileOf = (id: string, begin: string, rows: readonly MadeRow[], more: Partial<MadeFile> = {}) =>
  bytesOf(makeFile({ id, ...halfMonth(begin), payDate: "2026-06-15", rows, ...more }));
const send = (bytes: Uint8Array) => receivePayReport(here.system, here.payroll, { key: key(), bytes });
const submit = (
  report: number,
  pensionableCents: bigint,
  comments: Record<string, string> = { totalChanged: "One more." },
  actor = here.payroll,
) => submitPayReport(here.system, actor, { key: key(), report, pensionableCents, comments });
const taken = async (bytes: Uint8Array): Promise<{ report: number; held: number }> => {
  const { accepted, refused } = await send(bytes);
  if (!accepted) {
    const seen = await readRefusal(here.system, here.payroll, String(refused.facts["refusal"]));
    throw new Error(JSON.stringify(seen?.found.kept));
  }
  return accepted;
};
const numbers = async (table: string): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(
    here.system.db,
  );
  return rows[0]!.n;
};
const mend = (report: number, item: number, change: Record<string, string>, actor = here.payroll) =>
  readHeldRow(here.system, here.payroll, { report, item }).then((seen) =>
    mendHeldRow(here.system, actor, { key: key(), report, item, fields: { ...seen!.fields, ...change } }),
  );

const allPay = 275_050 + people * 200_000;
const wrong = (row: MadeRow, n: number): MadeRow | undefined =>
  n === 1 ? { ...row, employer: 1 } : n === 2 ? undefined : n === 3 ? { ...row, position: "Z9" } : row;

test("strict, as every fund begins: one bad row refuses the whole file", async () => {
  const { refused } = await send(fileOf("A1", "2026-05-01", everybody(wrong)));
  expect(refused?.code).toBe("payReportRefused");
  expect(await numbers("records.pay_report")).toBe(0);
});

test("only the office chooses how bad rows wait", async () => {
  const asked = { key: key(), mode: "hold", most: 3 } as const;
  await expect(chooseHoldingPolicy(here.system, here.payroll, asked)).rejects.toThrow("may not");
  await chooseHoldingPolicy(here.system, verifier, asked);
});

test("the sandbox says what would become of a file and keeps nothing, not even that it came", async () => {
  const tables = ["records.pay_report", "records.pay_report_refusal", "audit.command", "audit.entry"];
  const counts = () => Promise.all(tables.map(numbers));
  const before = await counts();
  const tried = await tryPayReport(here.system, here.payroll, fileOf("A1", "2026-05-01", everybody(wrong)));
  expect(tried).toMatchObject({ outcome: "wouldBeTakenInPart", held: 3, errors: 4 });
  const sound = await tryPayReport(here.system, here.payroll, fileOf("A1", "2026-05-01", everybody()));
  expect(sound).toMatchObject({ outcome: "wouldBeTaken", held: 0, pensionableCents: BigInt(allPay) });
  const other = await tryPayReport(here.system, here.other, fileOf("A1", "2026-05-01", everybody()));
  expect(other.found.kept.map(({ rule }) => rule)).toEqual(["groupUnknown"]);
  expect(await counts()).toEqual(before);
});

test("S042: with more bad rows than the fund lets wait, the whole file is refused", async () => {
  const { refused } = await send(
    fileOf(
      "A1",
      "2026-05-01",
      everybody((row, n) => (n <= 4 ? { ...row, employer: 1 } : row)),
    ),
  );
  const seen = await readRefusal(here.system, here.payroll, String(refused!.facts["refusal"]));
  expect(seen!.found.kept.at(-1)).toMatchObject({ rule: "tooManyHeld", value: "4" });
});

test("good rows are posted and the rest is held, mended in its place, or given up; the next period is not kept waiting", async () => {
  const { report, held } = await taken(fileOf("A1", "2026-05-01", everybody(wrong)));
  expect(held).toBe(3);
  const rows = await heldRowsOf(here.system.db, 1, report);
  expect(rows.map(({ item, line, letter, memberId: id }) => [item, line, letter, id])).toEqual([
    [1, 3, "M", memberId(1)],
    [2, 4, "M", memberId(3)],
    [3, null, "M", memberId(2)],
  ]);
  expect((await mend(report, 1, { employer_contrib: "605.00" }))?.refused?.code).toBe("reportNotPosted");

  const stated = BigInt(allPay - 200_000); // person 2 has no row
  expect((await submit(report, stated - 200_000n))?.refused?.code).toBe("totalNotTheSame");
  expect((await submit(report, stated))?.accepted).toEqual({ report, status: "posted" });
  expect(await numbers("records.pay_report_row")).toBe(1 + people - 3);
  expect(await openHeldCounts(here.system.db, 1)).toEqual([
    { report, employer: sampleEmployer, group: 420, fileId: "A1", open: 3 },
  ]);

  const next = await taken(fileOf("A2", "2026-05-16", everybody(), { end: "2026-05-31" }));
  expect((await submit(next.report, BigInt(allPay)))?.accepted?.status).toBe("posted");

  const still = await mend(report, 1, { employer_contrib: "604.00" });
  expect(still!.accepted!.found).toMatchObject([{ rule: "employerContribution", field: "employer_contrib" }]);
  const typed = await mend(report, 1, { employer_contrib: "=1+1" });
  expect(typed!.accepted!.found).toMatchObject([{ rule: "badAmount", field: "employer_contrib" }]);
  const mended = (await mend(report, 1, { employer_contrib: "605.00" }))!.accepted!;
  expect(mended.byReport).toBeGreaterThan(next.report);
  expect((await readPayReport(here.system, here.payroll, mended.byReport!))!.report).toMatchObject({
    fileId: `held-${report}-1`,
    type: "SUPPLEMENTAL",
    status: "posted",
    employerCents: 60500n,
  });
  expect((await mend(report, 1, { employer_contrib: "605.00" }))?.refused?.code).toBe("alreadyDecided");
  await expect(mend(report, 2, { position_id: "B1" }, here.other)).rejects.toThrow("may not");

  const empty = { gross: "", pensionable: "" };
  expect((await mend(report, 3, empty))!.accepted!.found!.length).toBeGreaterThan(0);
  const filled = {
    gross: "2000.00",
    pensionable: "2000.00",
    member_contrib: "0.00",
    employer_contrib: "605.00",
  };
  expect((await mend(report, 3, filled))!.accepted!.byReport).toBeGreaterThan(0);

  const giveUp = (because: string) =>
    giveUpHeldRow(here.system, here.payroll, { key: key(), report, item: 2, because });
  expect((await giveUp(" "))?.refused?.code).toBe("becauseMissing");
  expect((await giveUp("Not eligible"))?.accepted).toEqual({ report });
  expect(await openHeldCounts(here.system.db, 1)).toEqual([]);
});

test("a hire that is held holds the pay of the person it would make known, and both can be mended in turn", async () => {
  const hire = "E,,900000077,Roe,Rita,2015-07-04,HIRE,2026-06-01,,,,H1,,";
  const newcomer: MadeRow = { ssn: "900000077", position: "H1", plan: "MSEP2011", pay: 200_000 };
  const { report, held } = await taken(
    fileOf("A3", "2026-06-01", [...everybody(), newcomer], { events: [hire] }),
  );
  expect(held).toBe(2);
  expect((await submit(report, BigInt(allPay + 200_000)))?.accepted?.status).toBe("posted");
  const rows = await heldRowsOf(here.system.db, 1, report);
  expect(rows.map(({ letter }) => letter)).toEqual(["E", "M"]);
  expect((await mend(report, 2, {}))!.accepted!.found).toMatchObject([{ rule: "personUnknown" }]);
  expect((await mend(report, 1, { birth_date: "1990-07-04" }))!.accepted!.byReport).toBeGreaterThan(0);
  expect((await mend(report, 2, {}))!.accepted!.byReport).toBeGreaterThan(0);
  const seen = await readHeldRow(here.system, here.payroll, { report, item: 1 });
  expect([seen!.fields["ssn"], seen!.fields["birth_date"]]).toEqual(["", ""]);
});

test("V205: a total ten times the last needs a comment and a second person", async () => {
  const rows = everybody((row) => ({ ...row, pay: row.pay * 13, reason: "BONUS" }));
  const rita: MadeRow = { ssn: "900000077", position: "H1", plan: "MSEP2011", pay: 200_000 };
  const total = BigInt(275_050 + people * 2_600_000 + 200_000);
  const { report } = await taken(fileOf("A4", "2026-06-16", [...rows, rita], { payDate: "2026-06-30" }));
  const seen = await readPayReport(here.system, here.payroll, report);
  expect(seen!.variances).toContain("tenfoldChange");
  const comments = Object.fromEntries(seen!.variances.map((rule) => [rule, "Yearly pay, agreed."]));
  expect((await submit(report, total))?.refused?.code).toBe("commentMissing");
  expect((await confirmPayReport(here.system, second, { key: key(), report }))?.refused?.code).toBe(
    "notSubmitted",
  );
  expect((await submit(report, total, comments))?.accepted?.status).toBe("awaitsConfirmation");
  expect((await submit(report, total, comments))?.refused?.code).toBe("alreadySubmitted");
  const confirm = (actor: Actor) => confirmPayReport(here.system, actor, { key: key(), report });
  expect((await confirm(here.payroll))?.refused?.code).toBe("sameHand");
  await expect(confirm(here.other)).rejects.toThrow("may not");
  expect((await confirm(counselor))?.accepted).toEqual({ report });
  expect((await readPayReport(here.system, here.payroll, report))!.comments).toEqual(comments);
  expect((await confirm(second))?.refused?.code).toBe("alreadyPosted");
});

test("E7 an account limited to another group reads no report, no row, no refused file and no expected people of this one", async () => {
  const limited: Actor = { account: "limited", roles: ["employer"], employers: [sampleEmployer] };
  const [group] = (await readPayReports(here.system, limited)).groups;
  const before = await readPayReports(here.system, limited);
  const [{ report }, [refusal]] = [before.reports[0]!, before.refusals];
  const asked = { group: group!.code };
  expect((await expectedReport(here.system, limited, asked))?.rows.length).toBeGreaterThan(0);
  await sql`insert into signin.account (account, fund, name, roles, employers, password, totp)
    values ('limited', 1, 'Limited', '{employer}', '{42}', 'x', '\\x00')`.execute(here.database.owner);
  await sql`insert into records.reporting_group (fund, employer, reporting_group, code, name, pay_cycle, valid_from, recorded_from)
    values (1, 42, 421, '0042-X', 'Another', 'monthly', '2000-07-01', clock_timestamp())`.execute(
    here.database.owner,
  );
  const right = { key: key(), employer: sampleEmployer, account: "limited", reportingGroup: 421 };
  expect(
    (await keepRights(here.system, counselor, { ...right, rights: ["report"] })).refused,
  ).toBeUndefined();
  const after = await readPayReports(here.system, limited);
  expect(after.groups.map((each) => each.group)).toEqual([421]);
  expect([after.reports, after.open]).toEqual([[], []]);
  expect(after.refusals.filter(({ refusal: id }) => id === refusal!.refusal)).toEqual([]);
  for (const read of [
    () => readPayReport(here.system, limited, report),
    () => readRefusal(here.system, limited, refusal!.refusal),
    () => expectedReport(here.system, limited, asked),
    () => previewReport(here.system, limited, report),
    () => withdrawPayReport(here.system, limited, { key: key(), report }),
    ...(await heldOf()).map((of) => () => readHeldRow(here.system, limited, of)),
  ])
    await expect(read()).rejects.toThrow("may not");
  expect((await readPayReports(here.system, second)).reports).toHaveLength(before.reports.length);
});

async function heldOf(): Promise<{ report: number; item: number }[]> {
  const { rows } = await sql<{ report: number; item: number }>`
    select report, item from records.pay_report_held limit 1`.execute(here.system.db);
  expect(rows).toHaveLength(1);
  return rows;
}
