import { parseDate } from "@emeritus/engine/dates.ts";
import { encodeFacts } from "@emeritus/operations/determining/inputs.ts";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { testPayroll } from "../payroll/test-system.ts";
import { type HouseholdMade, makeHousehold, payMonths, recordWhole } from "./household.ts";

const left = { leftService: parseDate("2025-12-31") };
const judge: HouseholdMade = {
  option: "lifeIncome",
  cents: 500_000,
  start: "2026-02-01",
  spouse: "with account",
  paidBy: { plan: "judicial", increases: "leastFourPercent" },
  inputs: encodeFacts({ recorded: left }),
};

test("half of a judge's annuity goes on to the spouse, who married years before, with the judge's own increases (RSMo 476.515, 476.601)", async () => {
  await using payroll = await testPayroll();
  const { db } = payroll.database;
  const { retiree, spouse } = await makeHousehold(payroll, judge);
  await payMonths(payroll, "2026-03", "2026-03");
  await recordWhole(payroll, retiree, "2026-03-20", "2026-04-02");
  const [run] = await payMonths(payroll, "2026-04", "2026-04");
  const { rows } = await sql<{
    person: number;
    cents: bigint;
    plan: string;
    increases: string;
    kind: string;
  }>`
    select i.person, i.cents, b.plan, b.increases, b.kind from runs.run_item i
    join records.benefit b on b.benefit = i.benefit and b.recorded_to = 'infinity' where i.run = ${run} and i.outcome = 'paid'`.execute(
    db,
  );
  const law = { plan: "judicial", increases: "leastFourPercent" };
  expect(rows).toEqual([{ person: spouse, cents: 250_000n, kind: "survivor", ...law }]);
  // What the record does not say of the day on which service was left is named, and nobody is paid by a guess.
  const unknown = await makeHousehold(payroll, { ...judge, inputs: encodeFacts({ recorded: {} }) });
  await expect(recordWhole(payroll, unknown.retiree, "2026-04-20", "2026-05-02")).rejects.toThrow(
    "facts-missing",
  );
});
