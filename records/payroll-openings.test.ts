import { parseDate } from "@emeritus/engine/dates.ts";
import { expect, test } from "vitest";
import { openingsAt } from "./payroll-openings.ts";

test("an opening is of the annuity, of the former spouse's part of it, and of who is paid after a later death", () => {
  const kept = [{ benefit: 1, member: 10, kind: "retirement", cents: 95_000n, month: "2026-06-01" }] as const;
  const [before, after] = [parseDate("2026-05-20"), parseDate("2026-07-20")];
  const roll = {
    count: 5,
    benefit: Int32Array.of(1, 2, 3, 4, 5),
    member: Int32Array.of(10, 10, 10, 10, 11),
    kind: Uint8Array.of(0, 3, 1, 1, 0),
    memberDied: Int32Array.of(0, 0, after, before, 0),
  };
  const found = openingsAt(kept, roll);
  expect([...found.keys()]).toEqual([0, 1, 2]);
  expect(found.get(1)).toEqual({ of: "annuity", cents: 95_000, month: parseDate("2026-06-01") });
});
