import { addDays, addMonths, parseDate as day } from "@emeritus/engine/dates.ts";
import type { CareerRows } from "@emeritus/records/career-rows.ts";
import { describe, expect, test } from "vitest";
import { careerOf } from "../career.ts";
import { caseSays, centsOf, type CaseFacts } from "./case-law.ts";
import { actionOn, missedOf } from "./keep-service-in-time.ts";
import { decideAsk } from "./ask-for-service.ts";
import { decideOpen } from "./decide-service.ts";
import { decideReceipt } from "./pay-for-service.ts";
import { nextPayment } from "./read-service-cases.ts";
import type { ServiceCase } from "./case-view.ts";

const rows: CareerRows = {
  person: 1,
  memberId: "10000001",
  name: "Paula Example",
  born: "1972-04-02",
  birthProof: null,
  died: null,
  employment: [
    {
      position: 1,
      employer: 10,
      plan: "msep2000",
      memberClass: "general",
      eligible: true,
      endedBy: null,
      from: "2001-07-01",
      to: "infinity",
    },
  ],
  leaves: [],
  credits: [],
  assemblies: [],
  givenUp: [],
  pay: [],
  spouse: null,
};
const elected = day("2021-07-01");
const asked = {
  what: "militaryDuty",
  where: "Army",
  spans: [{ from: "1995-02-01", to: "1999-01-31" }],
} as const;
const foundOut = {
  honorableDischarge: true,
  militaryProof: true,
  startingPayCents: 2_400_000,
  certifiedEmployerRate: "0.1",
};
const costCents = 2_295_314n;
const due = addMonths(elected, 24);
const accepted = { on: elected, costCents, due, plan: { instalments: 24, first: addMonths(elected, 1) } };
const career = careerOf(rows);

/** What is owed on a day after payments, and whether the law credits; asked of the law. */
function stands(payments: CaseFacts["payments"] & {}, on: number) {
  const says = caseSays({ career, asked, foundOut, filed: elected, on, accepted, payments });
  return { owed: centsOf(says.owed!.value!), paid: says.paid };
}

/** A small generator of numbers, so that each run asks the same. */
function randomOf(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

describe("paying for service", () => {
  test("BR 2-1(2), 3-1(2), H-110 over 1,000 random courses of payment nothing is credited before the last cent, and the last cent credits", () => {
    const random = randomOf(20_261_122);
    let early = 0;
    let missed = 0;
    for (let course = 0; course < 1_000; course++) {
      const payments: { paidOn: number; cents: bigint }[] = [];
      let on = elected + 0;
      for (let times = random(3); times > 0; times--) {
        on = Math.min(addDays(on, random(200)), due);
        const { owed } = stands(payments, on);
        const cents = (owed * BigInt(1 + random(98))) / 100n;
        if (cents > 0n) payments.push({ paidOn: on, cents });
      }
      on = Math.min(addDays(on, random(200)), due);
      const before = stands(payments, on);
      const short = stands([...payments, { paidOn: on, cents: before.owed - 1n }], on);
      const whole = stands([...payments, { paidOn: on, cents: before.owed }], on);
      if (before.paid || short.paid || short.owed !== 1n) early++;
      if (!whole.paid || whole.owed !== 0n) missed++;
      const service = { accepted, payments } as unknown as ServiceCase;
      const more = { cents: before.owed + 1n, paidOn: on, owed: before.owed, today: on };
      expect(decideReceipt(service, more).refused?.code).toBe("more-than-owed");
    }
    expect({ early, missed }).toEqual({ early: 0, missed: 0 });
  });

  test("a payment that stops is told once for each day that passes, and the time to pay ends by itself", () => {
    const duty = { kind: "serviceInstalment", status: "open", due: day("2021-09-01") };
    const plan = (steps: readonly object[], duties: readonly object[] = [duty]) =>
      ({ status: "paying", accepted, duties, steps }) as unknown as ServiceCase;
    const told = { action: "remind", facts: { due: "2021-09-01" } };
    expect(missedOf(plan([]), day("2021-09-01"))).toBeUndefined();
    expect(actionOn(plan([]), day("2021-09-01"))).toBeUndefined();
    expect(actionOn(plan([]), day("2021-09-02"))).toBe("remind");
    expect(actionOn(plan([told]), day("2021-09-02"))).toBeUndefined();
    expect(actionOn(plan([told], [{ ...duty, due: day("2021-10-01") }]), day("2021-10-02"))).toBe("remind");
    expect(actionOn(plan([told], [{ ...duty, status: "done" }]), day("2021-10-02"))).toBeUndefined();
    expect(actionOn(plan([]), due)).toBe("remind");
    expect(actionOn(plan([]), addDays(due, 1))).toBe("lapse");
  });
});

test("what to pay next is the rest in equal parts, a part of a cent counted up, by the day of the next instalment", () => {
  const plan = {
    on: elected,
    costCents: 1_000_00n,
    due: day("2023-07-01"),
    plan: { instalments: 3, first: day("2021-08-01") },
  };
  const duty = { kind: "serviceInstalment", status: "open", due: day("2021-08-01") };
  const paying = { status: "paying", accepted: plan, payments: [], duties: [duty] } as unknown as ServiceCase;
  expect(nextPayment(paying, 1_000_00n)).toEqual({ cents: 333_34n, due: day("2021-08-01"), left: 3 });
  const three = { ...paying, payments: [1, 2, 3], duties: [] } as unknown as ServiceCase;
  expect(nextPayment(three, 5n), "the plan's payments are made and something is still owed").toEqual({
    cents: 5n,
    due: day("2023-07-01"),
    left: 1,
  });
  expect(nextPayment({ ...paying, status: "offered" }, 1n)).toBeUndefined();
});

test("service from before the member's birth is not asked for, and what the law does not say is no bar that it names", () => {
  const none = { today: elected, born: day("1972-04-02"), open: [], refunded: [], credited: [] };
  const span = (from: string) =>
    ({ what: "publicEmployment", where: "", spans: [{ from, to: "1995-02-01" }] }) as const;
  expect(decideAsk(none, span("1972-04-01")).refused?.code).toBe("before-birth");
  expect(decideAsk(none, span("1972-04-02")).accepted).toBeDefined();
  const silent = {
    value: undefined,
    missing: [],
    refusal: { code: "noRow", cites: ["BR 2-17"] },
    explanation: {},
  };
  const says = { missing: [], open: false, standing: silent, cost: undefined, months: undefined };
  expect(decideOpen(says as never).refused).toMatchObject({
    code: "law-refuses",
    facts: { why: "noRow" },
    cites: "BR 2-17",
  });
});
