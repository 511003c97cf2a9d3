import { randomUUID } from "node:crypto";
import { plainDate } from "@emeritus/engine/dates.ts";
import { readRedeterminations } from "@emeritus/operations/redetermining/read-redeterminations.ts";
import { mendHeldRow, readHeldRow } from "@emeritus/operations/reporting-pay/held-rows.ts";
import { readPayReports } from "@emeritus/operations/reporting-pay/read-pay-reports.ts";
import { trialBalance } from "@emeritus/records/ledger.ts";
import { listCharges } from "@emeritus/records/money-in.ts";
import { testSystem } from "@emeritus/web/testing/system.ts";
import { expect, it } from "vitest";
import { loadDemonstration } from "./load.ts";
import { showHeldRow } from "./held-row.ts";
import { showLateRaise } from "./late-raise.ts";

it("a demonstration shows one redetermination that waits, with more a month, and a row of a report that waits to be mended", async () => {
  const today = plainDate(2026, 11, 21);
  const system = await testSystem({ today });
  try {
    await loadDemonstration(system, { seed: 11, people: 40, today });
    const person = await showLateRaise(system);
    const auditor = { account: "auditor", roles: ["auditor"], employers: [] } as const;
    const cases = await readRedeterminations(system, auditor);
    expect(cases.map((one) => [one.person, one.status])).toEqual([[person, "waiting"]]);
    expect(cases[0]!.figures.month).toBeGreaterThan(0n);
    // The raise of 1,152.00 is charged at 32.00 % (fiscal year 2027), row by row, and stands in the ledger: 24 x 15.36.
    const [charge] = await listCharges(system.reader, 1);
    expect(charge).toMatchObject({ kind: "employer", cents: 36_864n, openCents: 36_864n });
    expect(await trialBalance(system.reader, 1, "pension")).toMatchObject([
      { account: 1110, debitCents: 36_864n },
      { account: 4010, creditCents: 36_864n },
    ]);
    // A row that waits is mended by the employer's own account in one word.
    await showHeldRow(system);
    await showHeldRow(system);
    const rivers = { account: "rivers", roles: ["employer"], employers: [1] } as const;
    const { open } = await readPayReports(system, rivers);
    expect(open).toHaveLength(1);
    const of = { report: open[0]!.report, item: 1 };
    const { fields } = (await readHeldRow(system, rivers, of))!;
    expect(fields["event_code"]).toBe("OVERTIME");
    const mended = { key: randomUUID(), ...of, fields: { ...fields, event_code: "OT" } };
    expect((await mendHeldRow(system, rivers, mended))!.accepted!.found).toBeUndefined();
  } finally {
    await system.dispose();
  }
});
