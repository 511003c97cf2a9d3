import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { testEmployers } from "@emeritus/operations/reporting-pay/testing.ts";
import { createAccount } from "@emeritus/operations/signing-in/create-account.ts";
import { totpCode } from "@emeritus/operations/signing-in/totp.ts";
import type { System } from "@emeritus/operations/system.ts";
import { testSecrets } from "@emeritus/web/testing/system.ts";
import { expect, test } from "vitest";
import { command } from "./employer.ts";

test("somebody of the office enrolls from a file and tells of a leave; what does not fit is told in a sentence", async () => {
  const employers = await testEmployers();
  let now = 1_795_620_600_000;
  const clock = { now: () => new Date(now).toISOString(), milliseconds: () => now };
  const system: System = { ...employers.system, clock };
  await createAccount(system, {
    account: "casey123",
    name: "Casey",
    roles: ["counselor"],
    ...testSecrets,
  });
  const folder = mkdtempSync(join(tmpdir(), "employer-"));
  const file = (json: unknown) => {
    const path = join(folder, "told.json");
    writeFileSync(path, JSON.stringify(json));
    return path;
  };
  const run = async (...args: string[]) => {
    now += 60_000; // a one-time code serves once
    const said: string[] = [];
    const code = totpCode(testSecrets.totpSecret, now);
    const status = await command.run([...args, "--as", "casey123", "--code", code], {
      say: (line) => said.push(line),
      environment: { EMERITUS_PASSWORD: testSecrets.password },
      open: async () => ({ system, ownerUrl: "", close: async () => {} }),
    });
    return [status, said.join("\n")] as const;
  };
  const form = {
    group: "0042-SM",
    ssn: "900000077",
    name: { first: "Terry", last: "Minal" },
    born: "1990-01-01",
    hired: "2026-05-11",
    position: "T1",
    fullTimeShare: 100,
    memberClass: "general",
  };
  expect(await run("enrol", file({ ...form, ssn: "9" }))).toEqual([2, "The file is not right at ssn"]);
  expect(await run("enrol", file(form))).toEqual([
    1,
    "Enter the hours a year that the position normally needs",
  ]);
  const [status, said] = await run("enrol", file({ ...form, hoursAYear: 2080 }));
  expect([status, said]).toEqual([
    0,
    expect.stringMatching(/^Member ID \d{8}, MSEP 2011, from May 11, 2026\.$/),
  ]);
  const memberId = /\d{8}/.exec(said)![0];
  const leave = { type: "military", paid: false, approvedBy: "HR", from: "2026-05-18" };
  const about = { memberId, position: "T1" };
  expect(await run("tell", "leave", file({ ...about, told: leave }))).toEqual([0, "Done."]);
  expect((await run("tell", "leave", file({ ...about, position: "T9", told: leave })))[0]).toBe(2);
  expect(await run("people", "0042-SM", "--status", "onLeave")).toEqual([
    0,
    `${memberId}  Terry Minal, T1, On leave`,
  ]);
  expect((await run("list"))[1]).toContain("0042-SM  posted through never");
  expect((await run("cases"))[0]).toBe(0);
  expect((await run("enrol", "/nowhere.json"))[1]).toBe("/nowhere.json cannot be read as JSON");
  rmSync(folder, { recursive: true });
  await employers.close();
});
