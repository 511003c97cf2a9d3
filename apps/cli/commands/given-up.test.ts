import { randomUUID } from "node:crypto";
import { parseDate as day } from "@emeritus/engine/dates.ts";
import { command } from "./given-up.ts";
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
    expect((await posted({ decision: "record", decideWhy: "the form is on file" })).statusCode).toBe(303);
    expect((await ledgerSeen(office, member)).months).toBe(0);
    const page = await app.inject({ url, headers: { cookie: verifier.cookie } });
    expect(page.body).toContain("Contributions were refunded");
    await app.close();
  });
});
