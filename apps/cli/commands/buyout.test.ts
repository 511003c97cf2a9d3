import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { command } from "./buyout.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "emeritus-buyout-"));
});
afterAll(() => rm(folder, { recursive: true }));

const judge = {
  birthDate: "1962-05-20",
  firstHired: "2001-01-01",
  estimateDated: "2024-03-11",
  valuedPlan: "year2000Plan",
  deferredMonthly: "1,000.00",
  deferredFrom: "2020-01-01",
};

async function run(judges: unknown): Promise<{ status: number; said: string[] }> {
  const file = join(folder, "judges.json");
  await writeFile(file, typeof judges === "string" ? judges : JSON.stringify(judges));
  const said: string[] = [];
  const open = () => Promise.reject(new Error("no database is needed"));
  const status = await command.run([file], { say: (line) => said.push(line), environment: {}, open });
  return { status, said };
}

test("BR 2-20(4): every judge of a file has the value of the law's own cases, and a total", async () => {
  const { status, said } = await run([
    { name: "A", ...judge },
    { ...judge, birthDate: "1964-09-10", deferredMonthly: "2,500.00", deferredFrom: "2026-10-01" },
  ]);
  expect(said).toEqual([
    "A: present value $157,144.35, buyout $94,286.61",
    "Judge 2: present value $325,245.33, buyout $195,147.20",
    "2 valued: present values $482,389.68, buyouts $289,433.81",
  ]);
  expect(status).toBe(0);
});

test("who is too young is refused, a mistake and a file of another kind are told by name", async () => {
  const young = await run([{ name: "B", ...judge, birthDate: "1985-05-20" }]);
  expect(young.status).toBe(1);
  expect(young.said[0]).toBe("B: refused, too young for the table of deaths");
  const wrong = await run([{ name: "C", ...judge, birthDay: "1962-05-20" }]);
  expect(wrong.status).toBe(1);
  expect(wrong.said[0]).toContain("C: ");
  expect(wrong.said[0]).toContain("birthDay");
  expect((await run("{")).said[0]).toContain("is not a list of judges");
  expect((await run([{ name: "D", ...judge, deferredFrom: undefined }])).said[0]).toContain("deferredFrom");
});
