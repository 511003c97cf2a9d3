import type { System } from "@emeritus/operations/system.ts";
import { getPerson } from "@emeritus/records/person.ts";
import { testMembers } from "@emeritus/web/testing/members.ts";
import { testSystem } from "@emeritus/web/testing/system.ts";
import { expect, test } from "vitest";
import { command } from "./service.ts";

test("the terminal says why a day counts and a stretch of days, reads a ledger as of a day, and lists what waits", async () => {
  const system = await testSystem();
  try {
    const { ana } = await testMembers(system);
    const { memberId } = await getPerson(system.db, 1, ana);
    const run = async (...args: string[]) => {
      const said: string[] = [];
      const open = async () => ({ system: system as System, ownerUrl: "", close: async () => {} });
      const status = await command.run(args, { say: (line) => said.push(line), environment: {}, open });
      return [status, ...said] as const;
    };
    const [status, first] = await run("why", memberId, "2009-03-14");
    expect([status, first]).toEqual([0, "March 14, 2009 counts. Work (BR 2-4; BR 3-4)"]);
    expect(await run("why", memberId, "2001-06-29", "2001-07-02")).toEqual([
      0,
      "June 29, 2001 to June 30, 2001: does not count. Not employed (BR 2-4; BR 3-4)",
      "July 1, 2001 to July 2, 2001: counts. Work (BR 2-4; BR 3-4)",
    ]);
    const ledger = await run("ledger", memberId, "--on", "2010-01-15");
    expect(ledger.at(-1)).toBe("Credited service: 8 years 6 months");
    expect(await run("queue")).toEqual([0, "Nothing waits."]);
    expect(await run("why", memberId, "2031-01-01")).toEqual([1, "Choose a day that has come already"]);
    expect(await run("why", memberId, "soon")).toEqual([2, "Give dates as YYYY-MM-DD."]);
    expect(await run("ledger", "00000000")).toEqual([1, "Nobody has the Member ID 00000000."]);
    expect((await run("why", memberId))[0]).toBe(2);
  } finally {
    await system.dispose();
  }
});
