import { randomUUID } from "node:crypto";
import { parseDate as day } from "@emeritus/engine/dates.ts";
import { command } from "./given-up.ts";
import { command as voidCommand } from "./void.ts";
import { noticeReemployed, worksAfterRetirement } from "@emeritus/operations/enrolling/notice-reemployed.ts";
import { benefitsFrom, newBenefit } from "@emeritus/records/benefit.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { createAccount } from "@emeritus/operations/signing-in/create-account.ts";
import { totpCode } from "@emeritus/operations/signing-in/totp.ts";
import {
  decideGivenUp,
  decideOnGivenUp,
  enterGivenUp,
  readGivenUp,
} from "@emeritus/operations/service/give-up.ts";
import { createWebApp } from "@emeritus/web/app.ts";
import { csrfToken } from "@emeritus/web/shared/csrf.ts";
import { signedIn, testSecrets } from "@emeritus/web/testing/system.ts";
import { lettersOf } from "@emeritus/records/letter.ts";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { done, type Office, openOffice, staff } from "@emeritus/scenarios/retiring/office.ts";
import { hire, ledgerSeen } from "@emeritus/scenarios/service/office.ts";

const key = randomUUID;
let office: Office;
beforeAll(async () => {
  office = await openOffice("2019-07-01");
});
afterAll(() => office?.dispose());

const refund = {
  how: "refunded",
  from: day("2012-07-01"),
  to: day("2016-06-30"),
  effective: day("2017-07-01"),
  cents: 1_000_000n,
} as const;

test("the checks of service given up come in order: days, amount, retirement, job, given up before", () => {
  const jobs = [{ from: day("2012-07-01"), to: day("2016-07-01"), eligible: true }];
  const record = { today: day("2019-07-01"), jobs, before: [], retired: false };
  const code = (more: object, known: object = {}) =>
    decideGivenUp({ ...record, ...known }, { ...refund, ...more }).refused?.code;
  expect(code({})).toBeUndefined();
  expect(code({ to: day("2012-06-30") })).toBe("days-backwards");
  expect(code({ effective: day("2019-07-02") })).toBe("days-ahead");
  expect(code({ effective: refund.from })).toBe("effective-too-early");
  expect(code({ cents: undefined })).toBe("amount-missing");
  expect(code({ how: "transferredOut", cents: undefined })).toBeUndefined();
  expect(code({}, { retired: true })).toBe("retired-already");
  expect(code({ from: day("2010-01-01"), to: day("2012-06-30") })).toBe("not-employed-then");
  const lost = { ...refund, to: day("2013-01-01") };
  expect(code({}, { before: [lost] })).toBe("given-up-already");
  expect(code({}, { before: [{ ...lost, restoredOn: day("2018-01-01") }] })).toBeUndefined();
});

describe("RSMo 104.1091.8, BR 3-16 service given up", () => {
  test("is entered by one person and recorded by another; the days count no longer, and the member gets a letter", async () => {
    const { person, member } = await hire(office, "Xenia", [
      { from: "2012-07-01", to: "2016-07-01", plan: "msep2011" },
      { from: "2018-01-01", plan: "msep2011" },
    ]);
    const before = (await ledgerSeen(office, member)).months!;
    const ask = { key: key(), person, because: "form of 2017", ...refund };
    const of = await done(enterGivenUp(office.system, staff.counselor, ask));
    expect((await ledgerSeen(office, member)).months).toBe(before);
    const again = await enterGivenUp(office.system, staff.counselor, { ...ask, key: key() });
    expect(again.refused?.code).toBe("already-entered");
    const decision = { of, record: true, because: "the form is on file" };
    const same = { ...staff.both, account: staff.counselor.account };
    const alone = await decideOnGivenUp(office.system, same, { ...decision, key: key() });
    expect(alone.refused?.code).toBe("same-person");
    await done(decideOnGivenUp(office.system, staff.verifier, { ...decision, key: key() }));
    const after = await ledgerSeen(office, member);
    expect([before - after.months!, after.agrees]).toEqual([48, true]); // four years
    expect(after.lines[0]).toBe("2012-07-01..2016-06-30 dayGivenUpByRefund");
    const [letter] = await lettersOf(office.system.db, 1, person);
    expect([letter!.kind, letter!.caseNumber]).toEqual(["serviceGivenUp", of.caseNumber]);
    const late = await decideOnGivenUp(office.system, staff.verifier, { ...decision, key: key() });
    expect(late.refused?.code).toBe("cannot-do-now");
  });

  test("works at the terminal and on the page, each by two people; bad answers are told and nothing is lost", async () => {
    const { person, memberId, member } = await hire(office, "Yara", [
      { from: "2012-07-01", to: "2016-07-01", plan: "msep2011" },
    ]);
    let now = 1_795_620_600_000;
    const clock = { now: () => new Date(now).toISOString(), milliseconds: () => now };
    const system = { ...office.system, clock };
    await createAccount(system, { account: "coun1234", name: "C", roles: ["counselor"], ...testSecrets });
    const run = async (...args: string[]) => {
      now += 60_000; // a one-time code serves once
      const said: string[] = [];
      const code = totpCode(testSecrets.totpSecret, now);
      const status = await command.run([...args, "--as", "coun1234", "--code", code], {
        say: (line) => said.push(line),
        environment: { EMERITUS_PASSWORD: testSecrets.password },
        open: async () => ({ system, ownerUrl: "", close: async () => {} }),
      });
      return [status, said.join("\n")] as const;
    };
    expect((await run("enter"))[0]).toBe(2);
    const days = ["--from", "2012-07-01", "--to", "2016-06-30", "--effective", "2017-07-01"];
    const bad = await run("enter", memberId, "--how", "lost", ...days, "--because", "x");
    expect(bad).toEqual([2, "Choose how the service was given up"]);
    const none = await run("enter", memberId, "--how", "refunded", ...days, "--because", "form");
    expect(none).toEqual([1, "Enter what was refunded"]);
    const entered = await run(
      "enter",
      memberId,
      "--how",
      "refunded",
      ...days,
      "--cents",
      "1000000",
      "--because",
      "form",
    );
    expect(entered[0]).toBe(0);
    expect((await run("list", memberId))[1]).toContain("entered by coun1234");

    const app = await createWebApp(office.system);
    const { cases } = await readGivenUp(office.system, staff.auditor, person);
    const url = `/office/members/${person}/service/given-up`;
    const verifier = await signedIn(office.system, { account: "vera", roles: ["benefitVerifier"] });
    const posted = async (fields: Record<string, string>) =>
      app.inject({
        method: "POST",
        url: `${url}/${cases[0]!.caseNumber}`,
        headers: {
          cookie: verifier.cookie,
          "sec-fetch-site": "same-origin",
          "content-type": "application/x-www-form-urlencoded",
        },
        payload: new URLSearchParams({ csrf: csrfToken(verifier.token), ...fields }).toString(),
      });
    const empty = await posted({});
    expect([empty.statusCode, empty.body.includes("Choose what you decide")]).toEqual([422, true]);
    expect((await ledgerSeen(office, member)).months).toBe(48);
    const given = { decision: "record", decideWhy: "the form is on file" };
    const first = await posted(given);
    const effectsSeen = /name="effectsSeen" value="([^"]+)"/.exec(first.body)![1]!;
    expect((await ledgerSeen(office, member)).months, "seen first").toBe(48);
    expect((await posted({ ...given, effectsSeen })).statusCode).toBe(303);
    expect((await ledgerSeen(office, member)).months).toBe(0);
    const page = await app.inject({ url, headers: { cookie: verifier.cookie } });
    expect(page.body).toContain("Contributions were refunded");
    await app.close();
  });
});

test("BR 9-2 a retirement is proposed as void at the terminal by one person and declared by another; what is wrong is told", async () => {
  office.on("2026-07-06");
  const { person } = await hire(office, "Zoe", [{ from: "2000-07-01", to: "2026-02-01" }]);
  const caseNumber = await office.system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const amounts = { baseCents: 90_000n, temporaryCents: 0n, determination: 1 };
    const annuity = { kind: "retirement", option: "lifeIncome", status: "due" } as const;
    const from = day("2026-02-01");
    await newBenefit(tx, 1, { person, member: person, from, ...annuity, ...amounts }, instant);
    const benefits = await benefitsFrom(tx, 1, person);
    const facts = { from: day("2026-03-02"), eligible: true, elected: false, leftService: day("2026-01-31") };
    const work = worksAfterRetirement(benefits, facts)!;
    const found = { person, actor: "an employer", work, employer: 1, employerName: "Agriculture" };
    return noticeReemployed(office.system, tx, { ...found, found: "enrolment" }, instant);
  });
  let now = 1_795_630_000_000;
  const clock = { now: () => new Date(now).toISOString(), milliseconds: () => now };
  const system = { ...office.system, clock };
  for (const [account, role] of [
    ["coun5678", "counselor"],
    ["veri5678", "benefitVerifier"],
  ] as const)
    await createAccount(system, { account, name: account, roles: [role], ...testSecrets });
  const run = async (account: string, ...args: string[]) => {
    now += 60_000;
    const said: string[] = [];
    const code = totpCode(testSecrets.totpSecret, now);
    const status = await voidCommand.run([...args, "--as", account, "--code", code], {
      say: (line) => said.push(line),
      environment: { EMERITUS_PASSWORD: testSecrets.password },
      open: async () => ({ system, ownerUrl: "", close: async () => {} }),
    });
    return [status, said.join("\n")] as const;
  };
  const of = String(caseNumber);
  const because = ["--because", "the enrolment form"];
  expect((await run("coun5678", "toString", of))[0], "no act of that name").toBe(2);
  expect(await run("coun5678", "propose", of)).toEqual([2, "Say why"]);
  expect(await run("coun5678", "propose", "99999", ...because)).toEqual([
    1,
    "There is no such case of work after retirement",
  ]);
  expect((await run("coun5678", "show", of))[1]).toContain("Nothing was paid yet");
  expect((await run("coun5678", "propose", of, ...because))[0]).toBe(0);
  await expect(run("coun5678", "declare", of, ...because)).rejects.toThrow("may not");
  expect(await run("veri5678", "declare", of, ...because)).toEqual([
    0,
    "The retirement is void. What was paid is charged, and the letter is written.",
  ]);
  expect((await run("veri5678", "keep", of, ...because))[0]).toBe(1);
  expect(await benefitsFrom(office.system.db, 1, person)).toEqual([]);
});
