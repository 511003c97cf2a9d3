import { expect, test } from "vitest";
import { hashPassword, passwordFits } from "./password.ts";

test("a password fits its own hash only, and the hash names its cost", async () => {
  const hash = await hashPassword("a long sentence");
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(await passwordFits("a long sentence", hash)).toBe(true);
  expect(await passwordFits("a long sentencf", hash)).toBe(false);
});

test("the same password is hashed with another salt each time", async () => {
  expect(await hashPassword("a")).not.toBe(await hashPassword("a"));
});

test("an unknown account costs the same work as a wrong password", async () => {
  const hash = await hashPassword("a long sentence");
  const timeOf = async (stored: string | undefined) => {
    const times: number[] = [];
    for (let run = 0; run < 15; run++) {
      const from = performance.now();
      expect(await passwordFits("wrong", stored)).toBe(false);
      times.push(performance.now() - from);
    }
    return times.toSorted((a, b) => a - b)[7]!;
  };
  const [known, unknown] = [await timeOf(hash), await timeOf(undefined)];
  expect(unknown / known).toBeGreaterThan(0.5);
  expect(unknown / known).toBeLessThan(2);
});
