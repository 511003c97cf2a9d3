import { randomUUID } from "node:crypto";
import { memberIdFrom } from "@emeritus/records/member-id.ts";
import { chooseHoldingPolicy } from "@emeritus/operations/reporting-pay/holding-policy.ts";
import { receivePayReport } from "@emeritus/operations/reporting-pay/receive-pay-report.ts";
import { bytesOf } from "@emeritus/operations/reporting-pay/sample-report.ts";
import { janesRow, makeFile, testEmployers } from "@emeritus/operations/reporting-pay/testing.ts";
import { createAccount } from "@emeritus/operations/signing-in/create-account.ts";
import { testSecrets } from "@emeritus/web/testing/system.ts";
import { expect, test } from "vitest";
import { command } from "./report.ts";

test("an employer lists the rows that wait, mends one, and gives one up with the reason", async () => {
  using employers = await testEmployers();
  const { system, payroll } = employers;
  await createAccount(system, {
    account: "payroll7",
    name: "Payroll",
    roles: ["employer"],
    employers: [42],
    ...testSecrets,
  });
  const run = async (...args: string[]) => {
    const said: string[] = [];
    const status = await command.run(["held", ...args, "--as", "payroll7"], {
      say: (line) => said.push(line),
      environment: {},
      open: async () => ({ system, ownerUrl: "", close: async () => {} }),
    });
    return [status, said.join("\n")] as const;
  };
  expect(await run("list")).toEqual([0, "No row waits."]);
  const verifier = { account: "verifier", roles: ["benefitVerifier"], employers: [] } as const;
  await chooseHoldingPolicy(system, verifier, { key: randomUUID(), mode: "hold", most: 5 });
  const stranger = (at: number) => ({ memberId: memberIdFrom(9_000_000 + at), position: "K1", pay: 100_000 });
  const rows = [janesRow, stranger(1), { ...janesRow, code: "OT", position: "A2", pay: 5_000 }];
  const bytes = bytesOf(
    makeFile({ id: "H1", begin: "2026-05-01", end: "2026-05-15", payDate: "2026-05-29", rows }),
  );
  const submission = { pensionableCents: 380_050n, comments: {} };
  const { accepted } = await receivePayReport(system, payroll, { key: randomUUID(), bytes, submission });
  expect(accepted).toMatchObject({ status: "posted", held: 2 });
  const [, listed] = await run("list");
  expect(listed).toMatch(
    /Report 1 \(H1\), row 1\n {2}line 3 B101 .*\nReport 1 \(H1\), row 2\n {2}line 4 B120 /u,
  );
  expect((await run("show", "1", "2"))[1]).toContain("position_id=A2");
  expect((await run("mend", "1", "2", "nothing=1"))[0]).toBe(2);
  expect((await run("post", "1", "2"))[1]).toContain("B120");
  // What mending would do is said first, and nothing of it stays: the row waits as before.
  const [status, effects] = await run("effects", "1", "2", "position_id=A1");
  expect([
    status,
    effects.includes("In all: 1 members, pay $"),
    effects.includes("0 determinations"),
  ]).toEqual([0, true, true]);
  expect((await run("effects", "1", "2"))[0]).toBe(1);
  // Numbers that a trial took are not given again.
  expect(await run("mend", "1", "2", "position_id=A1")).toEqual([0, "Report 3 is posted."]);
  expect((await run("drop", "1", "1"))[0]).toBe(1);
  expect(await run("drop", "1", "1", "--because", "Not ours")).toEqual([0, "Row 1 of report 1 is given up."]);
  expect(await run("list")).toEqual([0, "No row waits."]);
  expect((await run("show", "1", "9"))[0]).toBe(1);
});
