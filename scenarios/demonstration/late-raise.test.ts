import { plainDate } from "@emeritus/engine/dates.ts";
import { readRedeterminations } from "@emeritus/operations/redetermining/read-redeterminations.ts";
import { testSystem } from "@emeritus/web/testing/system.ts";
import { expect, it } from "vitest";
import { loadDemonstration } from "./load.ts";
import { showLateRaise } from "./late-raise.ts";

it("a demonstration shows one redetermination that waits, with more a month", async () => {
  const today = plainDate(2026, 11, 21);
  const system = await testSystem({ today });
  try {
    await loadDemonstration(system, { seed: 11, people: 40, today });
    const person = await showLateRaise(system);
    const auditor = { account: "auditor", roles: ["auditor"], employers: [] } as const;
    const cases = await readRedeterminations(system, auditor);
    expect(cases.map((one) => [one.person, one.status])).toEqual([[person, "waiting"]]);
    expect(cases[0]!.figures.month).toBeGreaterThan(0n);
  } finally {
    await system.dispose();
  }
});
