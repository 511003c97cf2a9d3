import { plainDate } from "@emeritus/engine/dates.ts";
import { readDivisions } from "@emeritus/operations/dividing-benefits/read-divisions.ts";
import { testSystem } from "@emeritus/web/testing/system.ts";
import { expect, test } from "vitest";
import { showDivisions } from "./divisions.ts";
import { loadDemonstration } from "./load.ts";

test("a demonstration shows an order in effect and one that waits for a second person, once", async () => {
  const today = plainDate(2026, 11, 21);
  const base = await testSystem({ today });
  const letters = { print: async () => Buffer.from("%PDF-1.7 a letter"), close: async () => {} };
  const system = { ...base, letters, outbox: { hand: async () => {} } };
  try {
    await loadDemonstration(system, { seed: 11, people: 40, today });
    expect(await showDivisions(system)).toHaveLength(2);
    expect(await showDivisions(system)).toEqual([]);
    const auditor = { account: "auditor", roles: ["auditor"], employers: [] } as const;
    const rows = await readDivisions(system, auditor);
    expect(rows.map(({ status, formerSpouse, share }) => [status, formerSpouse, share])).toEqual([
      ["received", "Carla Mendez", 4500],
      ["inEffect", "Lorena Vance", 5000],
    ]);
  } finally {
    await base.dispose();
  }
});
