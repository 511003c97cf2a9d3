import { amend, enacting } from "@emeritus/engine/amend.ts";
import { canonicalOf, canonicalText, hashOf } from "@emeritus/engine/canonical.ts";
import { percent } from "@emeritus/engine/expr.ts";
import { parseDollars } from "@emeritus/engine/money.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { baseBenefitMultiplier } from "@emeritus/law/missouri/mosers/msep-2000/base-benefit.ts";
import { msep2000 } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";
import { keepLawVersion } from "@emeritus/records/law-version.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { testMembers } from "@emeritus/web/testing/members.ts";
import { testSystem } from "@emeritus/web/testing/system.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { command } from "./law.ts";

let system: Awaited<ReturnType<typeof testSystem>>;
let memberId: string;

const kept = async (plan: Plan): Promise<string> => {
  const hash = hashOf(plan);
  const content = canonicalText(canonicalOf(plan));
  await system.db
    .transaction()
    .execute(async (tx) => keepLawVersion(tx, { hash, plan: plan.name, content }, await takeInstant(tx)));
  return hash;
};
const bill = amend(msep2000, msep2000.name, [
  enacting(baseBenefitMultiplier, { from: "2000-07-01", value: percent("1.8"), cites: "Bill 1" }),
]);

beforeAll(async () => {
  system = await testSystem();
  const { ana } = await testMembers(system);
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

test("law diff lists each member whose amount a bill changes, before and after", async () => {
  const hash = await kept(bill);
  const { status, said } = await run("diff", "current", hash.slice(0, 12));
  expect(status).toBe(0);
  expect(said[0]).toBe("Changed: baseBenefitMultiplier");
  const [, before, after] = new RegExp(
    `^${memberId}  baseBenefit: \\$([\\d,.]+) before, \\$([\\d,.]+) after$`,
  ).exec(said.find((line) => line.startsWith(`${memberId}  baseBenefit:`)) ?? "")!;
  const off = parseDollars(after!) * 17n - parseDollars(before!) * 18n;
  expect(off < 0n ? -off : off).toBeLessThan(18n);
  expect(said.at(-1)).toMatch(/^\d+ members have \d+ amounts that change\.$/);
  expect((await run("list")).said).toContain(`${hash}  msep2000`);
});

test("law diff of a law with itself changes nothing; a hash that is not kept is told", async () => {
  const hash = await kept(msep2000);
  expect((await run("diff", hash, "current")).said).toEqual(["The two laws say the same."]);
  const none = await run("diff", "0123456789", "current");
  expect(none.status).toBe(1);
  expect(none.said[0]).toContain("0123456789");
  expect((await run("diff", hash)).status).toBe(2);
});
