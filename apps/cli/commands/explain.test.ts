import { CannotStart } from "@emeritus/ports/cannot-start.ts";
import { testMembers } from "@emeritus/web/testing/members.ts";
import { testSystem } from "@emeritus/web/testing/system.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { command } from "./explain.ts";

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

// Ana has worked without a break since 2001-07-01: by hand, to 2027-06-30 that is 26 years.
test("prints the lines of one provision, its own last, with the law; the reading is an audit entry", async () => {
  const { status, said } = await run(memberId, "creditedService", "--on", "2027-07-01");
  expect(status).toBe(0);
  expect(said.join("\n")).toMatch(/26 years/);
  expect(said.at(-1)).toContain("RSMo 104");
  const entries = await system.db
    .selectFrom("audit.entry")
    .select(["actor", "action"])
    .where("person", "=", ana)
    .execute();
  expect(entries).toEqual([{ actor: "command line", action: "read a record" }]);
});

test("--json gives the result with every part once, each named by its place", async () => {
  const { said } = await run(memberId, "baseBenefit", "--on", "2027-07-01", "--json");
  const { missing, explanation, parts } = JSON.parse(said.join("\n")) as {
    missing: string[];
    explanation: { part: number };
    parts: { name?: string; parts: { part: number }[] }[];
  };
  expect(missing).toContain("leftService");
  expect(parts[explanation.part]!.name).toBe("baseBenefit");
  const named = parts.flatMap((each) => each.parts.map(({ part }) => part));
  expect(named.every((place) => parts[place] !== undefined)).toBe(true);
});

test("an unknown member, provision or date is told in one sentence", async () => {
  expect(await run("00000000", "baseBenefit", "--on", "2027-07-01")).toEqual({
    status: 1,
    said: ["Nobody has the Member ID 00000000."],
  });
  const { status, said } = await run(memberId, "noSuch", "--on", "2027-07-01");
  expect([status, said]).toEqual([1, [expect.stringContaining('no provision "noSuch"')]]);
  await expect(run(memberId, "baseBenefit", "--on", "2027-02-30")).rejects.toThrow(CannotStart);
  expect((await run(memberId, "baseBenefit")).status).toBe(2);
});
