import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createAccount } from "@emeritus/operations/signing-in/create-account.ts";
import { totpCode } from "@emeritus/operations/signing-in/totp.ts";
import type { System } from "@emeritus/operations/system.ts";
import { getPerson } from "@emeritus/records/person.ts";
import { makeHousehold, officeOn, payMonths } from "@emeritus/scenarios/deaths/household.ts";
import { testPayroll } from "@emeritus/scenarios/payroll/test-system.ts";
import { testSecrets } from "@emeritus/web/testing/system.ts";
import { expect, test } from "vitest";
import { command } from "./death.ts";

test("a death goes from the report to what is owed at the terminal, by two people; what is not right is told in a sentence", async () => {
  await using payroll = await testPayroll();
  const { retiree } = await makeHousehold(payroll, {
    option: "joint50",
    cents: 90_000,
    start: "2026-02-01",
    spouse: "with account",
  });
  await payMonths(payroll, "2026-03", "2026-04");
  let now = 1_795_620_600_000;
  const clock = { now: () => new Date(now).toISOString(), milliseconds: () => now };
  const system: System = { ...officeOn(payroll, "2026-05-04"), clock };
  for (const [account, role] of [
    ["casey123", "counselor"],
    ["vera1234", "benefitVerifier"],
  ] as const)
    await createAccount(system, { account, name: account, roles: [role], ...testSecrets });
  const run = async (as: string, ...args: string[]) => {
    now += 60_000; // a one-time code serves once
    const said: string[] = [];
    const open = async () => ({ system, ownerUrl: "", close: async () => {} });
    const code = totpCode(testSecrets.totpSecret, now);
    const status = await command.run([...args, "--as", as, "--code", code], {
      say: (line) => said.push(line),
      environment: { EMERITUS_PASSWORD: testSecrets.password },
      open,
    });
    return [status, said.join("\n")] as const;
  };
  const { memberId } = await getPerson(system.db, 1, retiree);
  const told = ["--source", "familyReport", "--told-by", "Ana Example", "--relation", "daughter"];
  expect(await run("casey123", "report", memberId, "--died", "soon", ...told)).toEqual([
    2,
    "Enter a month, a day and a year",
  ]);
  const [status, said] = await run("casey123", "report", memberId, "--died", "2026-03-31", ...told);
  expect([status, said]).toEqual([0, "Death case 1 is open. Payments are held."]);
  expect((await run("vera1234", "confirm", "1", "--date", "2026-03-31"))[1]).toBe(
    "Add the certificate first",
  );
  expect((await run("casey123", "certificate", "1", "--file", "/nowhere.pdf"))[1]).toBe(
    "Choose the file of the certificate",
  );
  const file = join(payroll.home, "certificate.pdf");
  writeFileSync(file, "%PDF-1.7 certificate");
  expect(await run("casey123", "certificate", "1", "--file", file)).toEqual([0, "Done."]);
  expect(await run("vera1234", "confirm", "1", "--date", "2026-03-31")).toEqual([0, "Done."]);
  const shown = (await run("vera1234", "show", "1"))[1];
  expect(shown).toContain("Case 1: Rosa Example, died March 31, 2026. Confirmed.");
  expect(shown).toContain("Survivor benefit from April 1, 2026, $450.00");
  await payMonths(payroll, "2026-05", "2026-05");
  expect(await run("vera1234", "receivables")).toEqual([0, "Example, Rosa: April 2026, $900.00 still owed"]);
});
