import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demonstrationBank } from "@emeritus/adapters/bank-folder/demonstration-bank.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { carryOn } from "@emeritus/operations/benefit-payroll/carry-on.ts";
import { payrollLaw } from "@emeritus/operations/benefit-payroll/payroll-law.ts";
import { PAYROLL } from "@emeritus/operations/benefit-payroll/payroll-system.ts";
import { prepareRun } from "@emeritus/operations/benefit-payroll/prepare-run.ts";
import { seeRun } from "@emeritus/operations/benefit-payroll/see-run.ts";
import { plainDate } from "@emeritus/engine/dates.ts";
import { draftReport } from "@emeritus/operations/reporting-pay/draft-report.ts";
import { readPayReport, readPayReports } from "@emeritus/operations/reporting-pay/read-pay-reports.ts";
import { receivePayReport } from "@emeritus/operations/reporting-pay/receive-pay-report.ts";
import { tryPayReport } from "@emeritus/operations/reporting-pay/try-pay-report.ts";
import { verifyAllDeterminations } from "@emeritus/operations/determining/verify-determination.ts";
import { isRoutingNumber } from "@emeritus/records/bank-account.ts";
import { listRuns, stepsOf } from "@emeritus/records/run.ts";
import { isMemberId } from "@emeritus/records/member-id.ts";
import { holds, verifyRecord } from "@emeritus/records/verify.ts";
import { testSystem } from "@emeritus/web/testing/system.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chunksOf } from "./chunks.ts";
import type { Chunk } from "./chunks.ts";
import { payMonthBefore } from "./earlier-payroll.ts";
import { households, monthsOfPay, postedThrough } from "./generate.ts";
import type { Household } from "./household.ts";
import { employers, groupCode, routingNumbers } from "./invented.ts";
import { loadDemonstration } from "./load.ts";
import { chunksMadeElsewhere } from "./made-elsewhere.ts";
import { namedPeople, namedPlaces } from "./named.ts";
import { memberIdOf, ssnOf } from "./record-rows.ts";
import { demonstrationSignIns, makeSignIns } from "./sign-ins.ts";

const today = plainDate(2026, 11, 21);
const named = namedPeople(today);
const fingerprint = (all: Iterable<Household>): string =>
  createHash("sha256")
    .update(JSON.stringify([...all]))
    .digest("hex");

describe("the people of a demonstration", () => {
  const all = [...households({ seed: 7, people: 3_000, today }, named)];

  test("the same seed gives the same fund, another seed another, and more people the same first ones", () => {
    expect(fingerprint(households({ seed: 7, people: 3_000, today }, named))).toBe(fingerprint(all));
    expect(fingerprint(households({ seed: 8, people: 3_000, today }, named))).not.toBe(fingerprint(all));
    expect(fingerprint(households({ seed: 7, people: 100, today }, named))).toBe(
      fingerprint(all.slice(0, 100)),
    );
  });

  test("a thread of its own makes the same rows, and so does the same seed again", async () => {
    const making = {
      fund: 1,
      wanted: { seed: 7, people: 500, today },
      instant: "2026-11-21 06:00:00+00",
      atOnce: 200,
    };
    const here = [...chunksOf(making)];
    expect(here.map(({ last }) => last.person)).toHaveLength(3);
    const elsewhere: Chunk[] = [];
    for await (const chunk of chunksMadeElsewhere(making)) elsewhere.push(chunk);
    expect(elsewhere).toEqual(here);
    const other = [...chunksOf({ ...making, wanted: { ...making.wanted, seed: 8 } })];
    expect(other[0]!.payYears).not.toEqual(here[0]!.payYears);
  });

  test("careers average about twelve years of pay", () => {
    const years = all.reduce((sum, household) => sum + monthsOfPay(household), 0) / all.length / 12;
    expect(years).toBeGreaterThan(11);
    expect(years).toBeLessThan(14.5);
  });

  test("everything that happens in a career happens to somebody", () => {
    const happens: Readonly<Record<string, (each: Household) => boolean>> = {
      break: ({ jobs }) => jobs.length > 1,
      leave: ({ leaves }) => leaves.length > 0,
      marriage: ({ marriage }) => marriage !== undefined,
      divorce: ({ marriage }) => marriage?.endedBy === "divorce",
      retirement: ({ retirement }) => retirement !== undefined,
      death: ({ member }) => member.died !== undefined,
      survivor: ({ member, spouse, retirement }) =>
        member.died !== undefined &&
        retirement?.option.startsWith("joint") === true &&
        spouse !== undefined &&
        spouse.died === undefined,
      legislator: ({ memberClass }) => memberClass === "legislator",
      stillWorks: ({ jobs }) => jobs.at(-1)!.endedBy === undefined,
      raise: ({ pay }) => {
        const full = pay.flatMap(({ cents }) => cents.filter((each) => each !== null));
        return full.length > 100 && full.at(-2)! > full[1]!;
      },
    };
    for (const [what, happened] of Object.entries(happens))
      expect(all.filter(happened).length, what).toBeGreaterThan(5);
  });

  test("nothing is paid outside a job, after death, or later than what is posted", () => {
    const last = postedThrough(today) >> 5;
    const wrong = all.filter(({ jobs, pay, member }) =>
      pay.some(({ job, year, cents }) => {
        const { from, to } = jobs[job]!;
        const latest = Math.min(to >> 5, last, (member.died ?? to) >> 5);
        const paid = (amount: number | null, slot: number) =>
          amount !== null && !(amount > 0 && 12 * year + slot >= from >> 5 && 12 * year + slot <= latest);
        return cents.some(paid);
      }),
    );
    expect(wrong).toEqual([]);
  });

  test("Social Security numbers are ones that nobody has, Member IDs check, and no two are alike", () => {
    const persons = Array.from({ length: 400_000 }, (_, at) => at + 1);
    expect(new Set(persons.map(ssnOf)).size).toBe(persons.length);
    expect(new Set(persons.map(memberIdOf)).size).toBe(persons.length);
    expect(
      persons
        .slice(0, 5_000)
        .every((person) => /^9\d{8}$/.test(ssnOf(person)) && isMemberId(memberIdOf(person))),
    ).toBe(true);
  });

  test("banks are invented: their numbers check, and no Federal Reserve bank gives them out", () => {
    for (const routing of routingNumbers) {
      expect(isRoutingNumber(routing)).toBe(true);
      const range = Number(routing.slice(0, 2));
      expect(
        [
          [0, 12],
          [21, 32],
          [61, 72],
          [80, 80],
        ].some(([least, most]) => range >= least! && range <= most!),
      ).toBe(false);
    }
  });
});

describe("a loaded demonstration", () => {
  let system: Awaited<ReturnType<typeof testSystem>>;
  beforeAll(async () => {
    const home = mkdtempSync(join(tmpdir(), "demonstration-"));
    system = { ...(await testSystem({ today })), home };
    await loadDemonstration(system, { seed: 7, people: 160, today });
    await makeSignIns(system);
  });
  afterAll(async () => {
    await system.dispose();
    rmSync(system.home, { recursive: true });
  });

  test("the record proves, and every determination comes out the same by the law of record", async () => {
    expect(holds(await verifyRecord(system.reader, 1))).toBe(true);
    let done = 0;
    for await (const proof of verifyAllDeterminations(system.reader, 1)) {
      expect(proof).toMatchObject({ agrees: true });
      done += 1;
    }
    expect(done).toBeGreaterThan(20);
  });

  test("everybody in payment has a confirmed account and a benefit that the determination gives", async () => {
    const { rows } = await sql`
      select b.benefit from records.benefit b
      join records.determination d on d.determination = b.determination
      left join records.bank_account a on a.person = b.person and a.status = 'confirmed' and a.valid_from <= b.valid_from
      left join records.closed_field c on c.person = b.person and c.field = 'bankAccount' and c.slot = a.account
      where c.person is null or d.person <> b.person or b.base_cents = 0
        or (b.kind <> 'retirement' and b.base_cents <> (d.result::jsonb -> 'toPayee' ->> '$int')::bigint)
        or (b.kind = 'retirement' and b.base_cents <> (d.result::jsonb -> 'amounts' -> 'chosenAmount' ->> '$int')::bigint)`.execute(
      system.db,
    );
    expect(rows).toEqual([]);
  });

  test("loading again changes nothing, and a fund that is no demonstration is refused", async () => {
    expect(await loadDemonstration(system, { seed: 9, people: 50, today })).toBeUndefined();
    const real = { ...system, fund: { ...system.fund, demonstration: false } };
    await expect(loadDemonstration(real, { seed: 9, people: 50, today })).rejects.toThrow("demonstration");
  });

  test("the month before today's is paid once, by two, as it stood then, and the next run is compared with it", async () => {
    await payMonthBefore(system);
    await payMonthBefore(system);
    const runs = await listRuns(system.db, 1, PAYROLL);
    expect(runs.map(({ period, begunBy }) => [period, begunBy])).toEqual([["2026-10-01", "conversion"]]);
    const steps = await stepsOf(system.db, 1, runs[0]!.run);
    expect(steps.map(({ step }) => step)).toEqual([
      "calculated",
      "approved",
      "posted",
      "fileReady",
      "handedOver",
    ]);
    expect(steps[1]!.actor).toBe("conversion-check");
    const { rows: paid } = await sql<{ benefits: number }>`
      select count(*)::int as benefits from runs.payment p join records.benefit b using (fund, benefit)
      where b.valid_from <= date '2026-10-01' and b.valid_to > date '2026-10-01'`.execute(system.db);
    expect(paid[0]!.benefits).toBeGreaterThan(20);
    const november = { ...system, ...demonstrationBank(system.home), law: payrollLaw() };
    const preparer: Actor = { account: "preparer", roles: ["payrollPreparer"], employers: [] };
    const begun = await prepareRun(november, preparer, { key: randomUUID(), month: today });
    expect(await carryOn(november, begun.accepted!.run)).toBe("approval");
    const seen = await seeRun(november, preparer, begun.accepted!.run);
    expect(seen.calculation!.last).toBeDefined();
    expect(seen.calculation!.bridge.length).toBeGreaterThan(0);
  });

  test("sign-ins belong to the people they name", async () => {
    const { rows } = await sql<{ account: string; name: string; born: string }>`
      select a.account, n.first_name || ' ' || n.last_name as name from signin.account a
      join records.person_name n on n.person = a.person order by a.account`.execute(system.db);
    const expected = demonstrationSignIns
      .filter(({ person }) => person !== undefined)
      .map(({ account, name }) => ({ account, name }));
    expect(rows).toEqual(expected.toSorted((a, b) => (a.account < b.account ? -1 : 1)));
  });

  test("the survivor and the retiree are paid this month", async () => {
    const paid = async (account: string) => {
      const { person } = demonstrationSignIns.find((each) => each.account === account)!;
      const { rows } = await sql<{ kind: string }>`
        select kind from records.benefit where person = ${person} and valid_to = 'infinity'`.execute(
        system.db,
      );
      return rows.map(({ kind }) => kind);
    };
    expect(await paid("ruth")).toEqual(["retirement"]);
    expect(await paid("helen")).toEqual(["survivor"]);
    expect(named[namedPlaces.survivorOf]!.option).toBe("joint100");
  });

  const employer = () => {
    const {
      account,
      roles,
      employers: numbers = [],
    } = demonstrationSignIns.find(({ part }) => part === "employer")!;
    return { account, roles, employers: numbers };
  };

  test("every report that the employer is shown opens", async () => {
    const { reports } = await readPayReports(system, employer());
    expect(reports.length).toBeGreaterThan(0);
    for (const { report } of reports) {
      const seen = await readPayReport(system, employer(), report);
      expect(seen).toMatchObject({ report: { status: "posted" }, variances: [] });
    }
  });

  test("the employer's next pay report is accepted as it is drafted; pay far from the month taken over needs a comment (V201)", async () => {
    const actor = employer();
    const draft = await draftReport(system, actor, { group: groupCode(employers[0]!) });
    expect(draft!.text).toMatch(/^H,1,.*,2026-11-01,2026-11-15,/);
    const bytes = new TextEncoder().encode(draft!.text);
    expect((await tryPayReport(system, actor, bytes)).found.counts).toEqual([]);
    const pays = [...draft!.text.matchAll(/,([1-9]\d*\.\d\d),\1,/g)].map(([, pay]) => Number(pay));
    const both = (pays[0]! + pays[1]!).toFixed(2);
    let at = 0;
    const moved = draft!.text.replace(/,([1-9]\d*\.\d\d),\1,/g, (same) =>
      at++ > 1 ? same : at === 1 ? `,${both},${both},` : ",0.00,0.00,",
    );
    const { found } = await tryPayReport(system, actor, new TextEncoder().encode(moved));
    expect(found.kept).toContainEqual(expect.objectContaining({ rule: "payChanged", line: 2 }));
    const outcome = await receivePayReport(system, actor, { key: randomUUID(), bytes });
    expect(outcome).toMatchObject({ accepted: { status: "ready" } });
  });
});
