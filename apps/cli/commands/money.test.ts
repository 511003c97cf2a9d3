import { randomUUID } from "node:crypto";
import { rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createAccount } from "@emeritus/operations/signing-in/create-account.ts";
import { totpCode } from "@emeritus/operations/signing-in/totp.ts";
import { halfMonth, type MoneyFund, moneyFund, postFile } from "@emeritus/scenarios/money-in/fund.ts";
import { testSecrets } from "@emeritus/web/testing/system.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { command as interest } from "./interest.ts";
import { command as money } from "./money.ts";

let fund: MoneyFund;
beforeAll(async () => {
  fund = await moneyFund();
  await postFile(fund.system, halfMonth("2026-05-01", "2026-05-15", "2026-05-29"));
});
afterAll(() => fund.dispose());

test("the terminal takes a file of deposits, tells what waits and who owes, proves the books, and credits interest by two people", async () => {
  let now = 1_795_620_600_000;
  const clock = { now: () => new Date(now).toISOString(), milliseconds: () => now };
  const system = { ...fund.system, clock };
  for (const [account, role] of [
    ["prep1234", "payrollPreparer"],
    ["rele1234", "payrollReleaser"],
  ] as const)
    await createAccount(system, { account, name: account, roles: [role], ...testSecrets });
  const run = async (as: string, command: typeof money, ...args: string[]) => {
    now += 60_000; // a one-time code serves once
    const said: string[] = [];
    const code = totpCode(testSecrets.totpSecret, now);
    const status = await command.run([...args, "--as", as, "--code", code], {
      say: (line) => said.push(line),
      environment: { EMERITUS_PASSWORD: testSecrets.password },
      open: async () => ({ system, ownerUrl: "", close: async () => {} }),
    });
    return [status, said.join("\n")] as const;
  };
  const file = join(tmpdir(), `deposits-${randomUUID()}.csv`);
  const head = "trust,received_on,amount,reference,payer,bank_number\n";
  writeFileSync(file, `${head}savings,2026-05-20,1.00,R,P,B\n`);
  expect(await run("prep1234", money, "import", file)).toEqual([
    1,
    "line 2: The trust must be pension, insurance or universities\nNothing was taken: 1 line is wrong. The first is line 2",
  ]);
  writeFileSync(
    file,
    `${head}pension,2026-05-20,1517.03,0042-SM-20260515,D42,B1\npension,2026-05-20,5.00,X,Who,B2\n`,
  );
  expect(await run("prep1234", money, "import", file)).toEqual([
    0,
    "The file is taken: 2 new deposits, 1 of them matched. Known before: 0.",
  ]);
  expect(await run("prep1234", money, "import", file)).toEqual([
    0,
    "This file was taken before. Nothing has changed.",
  ]);
  rmSync(file);
  expect((await run("rele1234", money, "waiting"))[1]).toContain("2026-05-20  0 days  X  Who  $5.00");
  expect((await run("rele1234", money, "aged", "--on", "2026-07-01"))[1]).toContain("1-30 $50.20");
  const [, statement] = await run(
    "rele1234",
    money,
    "statement",
    "--employer",
    "0042",
    "--from",
    "2026-05-01",
  );
  expect(statement.split("\n").at(-1)).toBe('"2026-05-20","Owed after","","","50.20",""');
  const [proven, lines] = await run("rele1234", money, "proof");
  expect([proven, lines.split("\n").length, lines.includes("Not equal")]).toEqual([0, 13, false]);

  fund.on("2027-07-01");
  const year = ["--year", "2027"];
  expect((await run("prep1234", interest, "run", ...year))[1]).toContain(
    "No source gives the rate of interest of 2027",
  );
  const rate = ["--percent", "4", "--because", "Auction"];
  expect(await run("prep1234", interest, "rate", ...year, ...rate)).toEqual([0, "The rate is entered."]);
  const [, offered] = await run("prep1234", interest, "run", ...year);
  const approval = /--count \d+ --cents \d+ --sha256 [0-9a-f]{64}/u.exec(offered)![0];
  expect(approval).toContain("--count 1 --cents 320 "); // 4 % of $80.00
  expect((await run("rele1234", interest, "approve", ...year, ...approval.split(" ")))[1]).toContain(
    "approved and credited",
  );
  expect((await run("rele1234", interest, "status", ...year))[1]).toContain("Credited: 1 accounts, $3.20");
});
