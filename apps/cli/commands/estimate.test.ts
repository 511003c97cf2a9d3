import { testMembers } from "@emeritus/web/testing/members.ts";
import { testSystem } from "@emeritus/web/testing/system.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { command } from "./estimate.ts";

let system: Awaited<ReturnType<typeof testSystem>>;
let ana: number;
let memberId: string;

beforeAll(async () => {
  system = await testSystem();
  ({ ana } = await testMembers(system));
  const row = await system.db
    .selectFrom("records.person")
    .select("member_id")
    .where("person", "=", ana)
    .executeTakeFirstOrThrow();
  memberId = row.member_id;
});
afterAll(() => system?.dispose());

async function run(...args: string[]): Promise<{ status: number; said: string[] }> {
  const said: string[] = [];
  const open = async () => ({ system, ownerUrl: "", close: async () => {} });
  const status = await command.run(args, { say: (line) => said.push(line), environment: {}, open });
  return { status, said };
}

test("an estimate at the terminal is a reading of the record, like the page's: one audit entry", async () => {
  const { status, said } = await run(memberId, "--from", "2032-04-01");
  expect(status).toBe(0);
  expect(said.join("\n")).toContain("RSMo 104");
  const entries = await system.db
    .selectFrom("audit.entry")
    .select(["actor", "action"])
    .where("person", "=", ana)
    .execute();
  expect(entries).toEqual([{ actor: "command line", action: "estimate a benefit" }]);
});

test("an unknown member is told in one sentence, and no reading is noted", async () => {
  expect((await run("00000000", "--from", "2032-04-01")).status).toBe(1);
  expect((await run(memberId)).status).toBe(2);
});
