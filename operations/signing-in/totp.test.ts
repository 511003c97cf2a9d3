import { expect, test } from "vitest";
import { newTotpSecret, totpCode } from "./totp.ts";

/** RFC 6238 appendix B, SHA-1 with the secret "12345678901234567890", the last six of its eight digits. */
const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
])("RFC 6238: at %i seconds the code is %s", (seconds, code) => {
  expect(totpCode(secret, seconds * 1000)).toBe(code);
});

test("a code stands for 30 seconds", () => {
  expect(totpCode(secret, 60_000)).toBe(totpCode(secret, 89_999));
  expect(totpCode(secret, 90_000)).not.toBe(totpCode(secret, 89_999));
});

test("a new secret has 160 bits, and no two are the same", () => {
  expect(newTotpSecret()).toMatch(/^[A-Z2-7]{32}$/);
  expect(newTotpSecret()).not.toBe(newTotpSecret());
});
