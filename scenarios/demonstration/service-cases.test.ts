import { plainDate } from "@emeritus/engine/dates.ts";
import { readServiceQueue } from "@emeritus/operations/service/read-service-cases.ts";
import { readService } from "@emeritus/operations/service/read-service.ts";
import { testSystem } from "@emeritus/web/testing/system.ts";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { loadDemonstration } from "./load.ts";
import { showService } from "./service-cases.ts";

test("a demonstration shows service proven and not, an offer, payments that have stopped, a purchase that counts, and questions; once, and every ledger adds up", async () => {
  const base = await testSystem({ today: plainDate(2026, 11, 21) });
  const letters = { print: async () => Buffer.from("%PDF-1.7 a letter"), close: async () => {} };
  const system = { ...base, letters, outbox: { hand: async () => {} } };
  try {
    await loadDemonstration(system, { seed: 11, people: 40, today: plainDate(2026, 11, 21) });
    await showService(system);
    await showService(system);
    const auditor = { account: "auditor", roles: ["auditor"], employers: [] } as const;
    const { lines, stopped } = await readServiceQueue(system, auditor);
    expect([lines.map(({ status }) => status).toSorted(), stopped]).toEqual([
      ["offered", "paying", "said"],
      1,
    ]);
    const { rows } = await sql<{ person: number }>`
      select distinct person from records.employment where fund = 1 order by person`.execute(system.reader);
    let bought = 0;
    for (const { person } of rows) {
      const { ledger } = await readService(system, auditor, person);
      expect([person, ledger.agrees, ledger.twice]).toEqual([person, true, []]);
      bought += ledger.lines.filter(({ reason }) => reason === "dayBought").length;
    }
    expect(bought).toBe(1);
    const { rows: lost } = await sql`select how from records.service_given_up`.execute(system.db);
    expect(lost).toEqual([{ how: "transferredOut" }]);
  } finally {
    await base.dispose();
  }
});
