import { expect, test } from "vitest";
import { registerPaid } from "./take-over.ts";

const same = { theirs: 71_612n, cause: null, because: null, month: "2026-11-01", temporaryCents: 0n };
const accepted = { ...same, theirs: 60_990n, cause: "oneCent", because: "Paid so for months" };

test("the old register's amounts are paid where both are the same or accepted, and one was accepted (ADR 32)", () => {
  expect(registerPaid(same, { ...same, theirs: 60_988n })).toBeUndefined();
  expect(registerPaid(same, accepted)).toEqual({
    annuityCents: 132_602n,
    partCents: 60_990n,
    month: "2026-11-01",
  });
  expect(registerPaid({ ...accepted, theirs: 71_610n }, { ...same, theirs: 60_988n })?.annuityCents).toBe(
    132_598n,
  );
  expect(registerPaid(same, { ...accepted, because: null }), "nobody accepted it").toBeUndefined();
  expect(registerPaid({ ...same, temporaryCents: 1n }, accepted), "a part that ends at 62").toBeUndefined();
  expect(registerPaid(same, { ...accepted, theirs: null }), "not in the register").toBeUndefined();
});
