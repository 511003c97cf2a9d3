import { describe, expect, it } from "vitest";
import { bankText, isRoutingNumber, nachaFormat, routingCheckDigit, type NachaOrigin } from "./nacha.ts";
import type { BankEntry } from "@emeritus/ports/bank.ts";

const origin: NachaOrigin = {
  destination: "123456780",
  destinationName: "Example Bank",
  origin: "1430000001",
  originName: "Example Pension System",
  companyName: "Example Pension",
  companyId: "1430000001",
  odfi: "12345678",
};
const format = nachaFormat(origin);
const batch = { paymentDate: "2026-11-30", description: "Pension" };
const jane: BankEntry = {
  kind: "checking",
  routing: "111111118",
  account: "0012345678",
  cents: 199_528,
  id: "10000012",
  name: "Doe Jane",
};
const richard: BankEntry = {
  kind: "savings",
  routing: "222222226",
  account: "998877",
  cents: 75_689,
  id: "10000020",
  name: "Roe Richard",
};
const linesOf = (entries: BankEntry[]) =>
  (
    Buffer.from(format.head({ date: "2026-11-25", time: "0930", modifier: "A" })).toString("latin1") +
    Buffer.from(format.body(batch, entries)).toString("latin1")
  )
    .split("\n")
    .slice(0, -1);

describe("the worked example of a pension batch (plan book 43, section 6)", () => {
  const lines = linesOf([jane, richard]);
  it("has the file header, batch header and entries of the example, character by character", () => {
    expect(lines[0]).toBe(
      "101 12345678014300000012611250930A094101EXAMPLE BANK           EXAMPLE PENSION SYSTEM         ",
    );
    expect(lines[1]).toBe(
      "5220EXAMPLE PENSION                     1430000001PPDPENSION   NOV 26261130   1123456780000001",
    );
    expect(lines[2]).toBe(
      "6221111111180012345678       000019952810000012       DOE JANE                0123456780000001",
    );
    expect(lines[3]).toBe(
      "632222222226998877           000007568910000020       ROE RICHARD             0123456780000002",
    );
  });
  it("controls two live entries: hash 11111111 + 22222222, credits 1,995.28 + 756.89", () => {
    expect(lines[4]).toBe(
      "822000000200333333330000000000000000002752171430000001                         123456780000001",
    );
    expect(lines[5]).toBe("9000001000001000000020033333333000000000000000000275217" + " ".repeat(39));
  });
  it("is filled with nines to a whole block of ten lines of 94 characters", () => {
    expect(lines.length).toBe(10);
    expect(lines.every((line) => line.length === 94)).toBe(true);
    expect(lines.slice(6)).toEqual(Array(4).fill("9".repeat(94)));
  });
});

it("reads its own control back: two entries, 2,752.17", () => {
  expect(format.controls(format.body(batch, [jane, richard]))).toEqual({ entries: 2, cents: 275_217n });
});

it("counts one block for ten records and two for eleven", () => {
  expect(linesOf(Array(6).fill(jane)).length).toBe(10);
  expect(linesOf(Array(7).fill(jane)).length).toBe(20);
});

it("keeps the rightmost ten digits of the entry hash", () => {
  const far = { ...jane, routing: "999999992", cents: 1 };
  const lines = linesOf(Array(101).fill(far));
  expect(lines.find((line) => line.startsWith("8"))?.slice(10, 20)).toBe("0099999899");
});

it("opens a second batch after 999,999 entries and numbers entries on", () => {
  function* many() {
    for (let n = 0; n < 1_000_001; n++) yield jane;
  }
  const text = Buffer.from(format.body(batch, many())).toString("latin1");
  const tail = text
    .trimEnd()
    .split("\n")
    .slice(-12)
    .filter((line) => !line.startsWith("99999"));
  expect(tail.at(-2)?.slice(4, 10)).toBe("000002");
  expect(tail.at(-3)?.slice(79)).toBe("123456781000001");
  // 1 file header + 2 batch headers + 1,000,001 entries + 2 batch controls + 1 file control = 1,000,007 lines, 100,001 blocks.
  expect(tail.at(-1)?.slice(0, 21)).toBe("9" + "000002" + "100001" + "01000001");
});

it("has a file with no entries that still closes: no batch, one block", () => {
  const lines = linesOf([]);
  expect(lines[1]).toBe("9000000000001" + "0".repeat(8 + 10 + 12 + 12) + " ".repeat(39));
});

it.each([
  ["a routing number with a wrong check digit", { routing: "111111119" }],
  ["an amount of nothing", { cents: 0 }],
  ["a part of a cent", { cents: 1.5 }],
  ["an amount beyond ten digits", { cents: 10_000_000_000 }],
  ["an account number of 18 characters", { account: "1".repeat(18) }],
  ["no account number", { account: "" }],
  ["an SSN in place of the payee's number (H-035)", { id: "999001234" }],
  ["an SSN with dashes (H-035)", { id: "999-00-1234" }],
])("refuses %s", (_, wrong) => {
  expect(() => format.body(batch, [{ ...jane, ...wrong }])).toThrow(/entry 1/);
});

it("never quotes an account number in an error", () => {
  expect(() => format.body(batch, [{ ...jane, account: "123456789012345678" }])).not.toThrow(
    /123456789012345678/,
  );
});

it("knows check digits by weights 3, 7, 1", () => {
  expect(["11111111", "22222222", "33333333", "12345678"].map(routingCheckDigit)).toEqual([8, 6, 4, 0]);
  expect(isRoutingNumber("11111111")).toBe(false);
});

it("folds names to plain capitals of at most 22 characters", () => {
  expect(bankText("Nuñez-Gröber Søren", 22)).toBe("NUNEZ-GROBER SOREN");
  expect(bankText("O’Brien Zoë", 22)).toBe("O'BRIEN ZOE");
  expect(bankText("Abcdefghijklmnopqrstuvwxyz", 22)).toBe("ABCDEFGHIJKLMNOPQRSTUV");
});
