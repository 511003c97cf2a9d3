import type { Result } from "@emeritus/engine/explanation.ts";
import { expect, test } from "vitest";
import { fingerprintOf, type MemberEffect, totalsOf } from "./effects.ts";

const months = (value: number) => ({
  service: { value } as Result<number>,
  average: undefined,
});
const of = (person: number, before: number | undefined): string => {
  const member: MemberEffect = {
    person,
    memberId: "",
    name: "",
    pay: [],
    before: before === undefined ? undefined : months(before),
    after: months(3),
    memberCents: 0n,
    employerCents: 0n,
    benefits: [],
    retired: false,
  };
  return fingerprintOf({ members: [member], totals: totalsOf([member]) });
};

test("what is shown of a newcomer is the same at each trial, though each gives another number; a known person is another", () => {
  expect(of(7, undefined)).toBe(of(8, undefined));
  expect(of(7, 2)).not.toBe(of(8, 2));
  expect(of(7, 2)).not.toBe(of(7, 3));
});
