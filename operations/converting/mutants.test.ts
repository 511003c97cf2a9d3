import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { plainDate } from "@emeritus/engine/dates.ts";
import { expect, test } from "vitest";
import { checkConversion, type Files } from "./check-conversion.ts";
import { type FileName, fileNames } from "./layout.ts";
import { monthColumns } from "./packed-pay.ts";

const folder = join(import.meta.dirname, "../../docs/guides/convert-sample");
const today = plainDate(2026, 11, 21);
const sample = Object.fromEntries(
  fileNames.map((name) => [name, readFileSync(join(folder, `${name}.csv`))]),
) as Record<FileName, Buffer>;
const names = fileNames.filter((name) => name !== "causes");

/** Files that the law is asked about; in mutants of the others they are empty, so that the same benefits are not worked out again. */
const asked: readonly FileName[] = [
  "payees",
  "accounts",
  "standings",
  "facts",
  "orders",
  "payments",
  "register",
  "causes",
];
const withoutBenefits = Object.fromEntries(
  fileNames.map((name) => {
    const [head, ...lines] = sample[name].toString("utf8").split("\n");
    if (asked.includes(name)) return [name, Buffer.from(`${head}\n`)];
    if (name !== "totals") return [name, sample[name]];
    const empty = lines.map((line) => {
      const [file = "", year = "", , amount = "", months = ""] = line.split(",");
      return asked.includes(file as FileName)
        ? [file, year, "0", amount && "0.00", months && "0", ""].join()
        : line;
    });
    return [name, Buffer.from([head, ...empty].join("\n"))];
  }),
) as Record<FileName, Buffer>;

/** Whole numbers below `most` from a seed: the same mutants every time. */
function dice(seed: number): (most: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

type Mutate = (lines: string[], roll: (most: number) => number, text: string) => string | Buffer;
const anyLine = (lines: string[], roll: (most: number) => number) => 1 + roll(Math.max(1, lines.length - 2));
const replaced = (lines: string[], at: number, line: string) => lines.with(at, line).join("\n");
const inFields = (lines: string[], roll: (most: number) => number, change: (fields: string[]) => void) => {
  const at = anyLine(lines, roll);
  const fields = (lines[at] ?? "").split(",");
  change(fields);
  return replaced(lines, Math.min(at, lines.length - 1), fields.join(","));
};
const absurd = ["1861-01-15", "2126-07-01", "0000-00-00", "2026-02-30", "9999-12-31", "1900-01-01"];

const mutations: Readonly<Record<string, Mutate>> = {
  bom: (_, __, text) => `\u{FEFF}${text}`,
  utf16: (_, __, text) => Buffer.from(text, "utf16le"),
  nul: (lines, roll) => replaced(lines, anyLine(lines, roll), `\0${lines.at(-1)}`),
  cutLine: (lines, roll) => {
    const at = anyLine(lines, roll);
    return replaced(lines, at, (lines[at] ?? "").slice(0, roll(20)));
  },
  cutFile: (_, roll, text) => text.slice(0, roll(text.length)),
  twice: (lines, roll) => lines.toSpliced(2, 0, lines[anyLine(lines, roll)] ?? "").join("\n"),
  dropped: (lines, roll) => lines.toSpliced(anyLine(lines, roll), 1).join("\n"),
  swappedFields: (lines, roll) =>
    inFields(lines, roll, (fields) => {
      const [a, b] = [roll(fields.length), roll(fields.length)];
      [fields[a], fields[b]] = [fields[b]!, fields[a]!];
    }),
  swappedHeader: (lines, roll) => {
    const fields = lines[0]!.split(",");
    const [a, b] = [roll(fields.length), roll(fields.length)];
    [fields[a], fields[b]] = [fields[b]!, fields[a]!];
    return replaced(lines, 0, fields.join(","));
  },
  absurdDate: (lines, roll) =>
    inFields(lines, roll, (fields) => {
      const at = fields.findIndex((field) => /^\d{4}-\d\d-\d\d$/.test(field));
      if (at >= 0) fields[at] = absurd[roll(absurd.length)]!;
    }),
  amount: (lines, roll) =>
    inFields(lines, roll, (fields) => {
      const at = fields.findLastIndex((field) => /^\d+\.\d\d$/.test(field));
      const text = fields[at];
      if (text !== undefined)
        fields[at] = [`-${text}`, `${text}0`, `1${text}`, text.replace(".", ","), `$${text}`, "1e5", "٣.00"][
          roll(7)
        ]!;
    }),
  quote: (_, roll, text) => {
    const at = roll(text.length);
    return `${text.slice(0, at)}"${text.slice(at)}`;
  },
  newlines: (_, roll, text) => text.replaceAll("\n", ["\r\n", "\r", "\n\n"][roll(3)]!),
  byte: (_, roll, text) => {
    const bytes = Buffer.from(text);
    bytes[roll(bytes.length)] = roll(256);
    return bytes;
  },
  hugeLine: (lines, roll) => replaced(lines, anyLine(lines, roll), "9".repeat(9000)),
};

/** What the files say of amounts, read by splitting lines at commas: another reading than the product's. */
function amountsWritten(files: Files): string[] {
  const found: string[] = [];
  const rowsOf = (name: FileName) => {
    const bytes = (files as Record<string, Buffer>)[name] ?? Buffer.alloc(0);
    const text = bytes.toString("utf8").replace("\u{FEFF}", "").replaceAll("\r\n", "\n");
    const [head = "", ...lines] = text.split("\n");
    const heads = head.split(",").map((each) => each.replaceAll('"', ""));
    return lines
      .filter((line) => line !== "")
      .map((line) => {
        const fields = line
          .match(/("([^"]|"")*"|[^,]*)(,|$)/g)!
          .map((each) => each.replace(/,$/, "").replaceAll('"', ""));
        return Object.fromEntries(heads.map((name, at) => [name, fields[at] ?? ""]));
      });
  };
  for (const row of rowsOf("pay"))
    for (const month of monthColumns)
      if (row[month] !== "" && row[month] !== undefined)
        found.push(
          `${row["person"]}/${row["employer"]}/${row["position"]}/${row["year"]}/${month}=${row[month].replace(/^0+(?=\d)/, "")}`,
        );
  for (const row of rowsOf("payees"))
    found.push(`${row["benefit"]}=${row["base"]!.replace(/^0+(?=\d)/, "")}`);
  for (const row of rowsOf("accounts"))
    found.push(`${row["person"]}/${row["account"]}=${row["contributions"]}+${row["interest"]}`);
  return found.toSorted();
}

const dollars = (cents: bigint | number) =>
  `${BigInt(cents) / 100n}.${String(BigInt(cents) % 100n).padStart(2, "0")}`;

/** What the product would load of the same amounts. */
function amountsTaken(checked: ReturnType<typeof checkConversion>): string[] {
  const { rows } = checked.whole!;
  const found: string[] = [];
  for (let row = 0; row < rows.pay.length; row++)
    for (const [at, cents] of rows.pay.monthsAt(row).entries())
      if (cents !== null)
        found.push(
          `${rows.pay.jobs[rows.pay.jobAt(row)]}/${rows.pay.yearAt(row)}/${monthColumns[at]}=${dollars(cents)}`,
        );
  for (const row of rows.payees) found.push(`${row.benefit}=${dollars(row.base)}`);
  for (const row of rows.accounts)
    found.push(`${row.person}/${row.account}=${dollars(row.contributions)}+${dollars(row.interest)}`);
  return found.toSorted();
}

const mutants = process.env["LONG"] ? 2_000 : 400;

test(
  `${mutants} mutants of the sample: no crash, and no amount is taken otherwise than it is written`,
  { timeout: 240_000 },
  () => {
    const roll = dice(20_261_122);
    const kinds = Object.keys(mutations);
    const outcomes = { refused: 0, differs: 0, whole: 0 };
    const wrong: string[] = [];
    for (let mutant = 0; mutant < mutants; mutant++) {
      const kind = kinds[mutant % kinds.length]!;
      const name = names[roll(names.length)]!;
      const base = name === "pay" || asked.includes(name) ? sample : withoutBenefits;
      const text = base[name].toString("utf8");
      const made = mutations[kind]!(text.split("\n"), roll, text);
      const files = { ...base, [name]: Buffer.from(made as string) };
      const checked = checkConversion(files, { today });
      if (checked.findings.length > 0) outcomes.refused += 1;
      else if (checked.open.length > 0) outcomes.differs += 1;
      else outcomes.whole += 1;
      if (checked.whole === undefined || checked.open.length > 0) continue;
      const [taken, written] = [amountsTaken(checked), amountsWritten(files)];
      if (taken.join("\n") !== written.join("\n")) wrong.push(`${mutant} ${kind} of ${name}`);
    }
    expect(wrong).toEqual([]);
    expect(outcomes.refused).toBeGreaterThan(mutants / 2);
    expect(outcomes.whole).toBeGreaterThan(mutants / 40);
  },
);

test("a control total that carries the SHA-256 of its file lets no changed byte through", () => {
  const lines = sample.totals.toString("utf8").trim().split("\n");
  const hashed = lines.map((line, at) => {
    if (at === 0) return `${line},sha256`;
    const [file = "", year] = line.split(",");
    const hash = createHash("sha256")
      .update(sample[file as FileName])
      .digest("hex");
    return `${line},${year === "" ? hash : ""}`;
  });
  const totals = Buffer.from(`${hashed.join("\n")}\n`);
  const whole = checkConversion({ ...sample, totals }, { today });
  expect([whole.findings, whole.open]).toEqual([[], []]);
  const roll = dice(7);
  for (let mutant = 0; mutant < 60; mutant++) {
    const name = names.filter((each) => each !== "totals")[roll(names.length - 1)]!;
    const bytes = Buffer.from(sample[name]);
    const at = roll(bytes.length);
    bytes[at] = bytes[at]! ^ 1;
    const { findings } = checkConversion({ ...sample, totals, [name]: bytes }, { today });
    expect(
      findings.some(({ rule }) => rule === "digest"),
      `${name} ${at}`,
    ).toBe(true);
  }
});

test("columns are found by their names; one that nobody knows, one twice, and what the record has no place for are refused by name", () => {
  const changed = (name: FileName, from: string, to: string) => {
    const text = sample[name].toString("utf8").replace(from, to);
    return checkConversion({ ...sample, [name]: Buffer.from(text) }, { today }).findings.filter(
      (one) => one.file === name,
    );
  };
  expect(changed("service", "effective", "effective,shoe_size")[0]).toMatchObject({
    field: "shoe_size",
    rule: "columnUnknown",
  });
  expect(changed("contacts", "kind", "person")[0]).toMatchObject({ field: "person", rule: "columnTwice" });
  expect(changed("service", "purchased", "prior")[0]).toMatchObject({ value: "prior", rule: "noPlace" });
  expect(changed("balances", "D43,notMatched", "D43,prepaid")[0]).toMatchObject({ rule: "noPlace" });
  expect(changed("orders", "D01,F01", "B01,F01")).toMatchObject([{ field: "member", rule: "noPlace" }]);
  expect(changed("facts", "J01,leavingReason", "J01,favouriteColour")[0]).toMatchObject({
    rule: "factUnknown",
  });
  expect(changed("facts", "termEnded", "bored")[0]).toMatchObject({ value: "bored", rule: "text" });
  expect(
    changed("payees", "C01,C01,retirement,lifeIncome", "C01,C01,retirement,guaranteed180")[0],
  ).toMatchObject({
    value: "guaranteed180",
    rule: "notOfPlan",
  });
  expect(changed("ledger", "1013475.00", "1013475.01")[0]).toMatchObject({
    field: "pension",
    value: "1013500.00",
    rule: "notBalanced",
    wanted: "1013500.01",
  });
  expect(changed("people", "1961-01-15,,1 Main", "2061-01-15,,1 Main")[0]).toMatchObject({ rule: "future" });
  expect(changed("people", "1961-01-15,,1 Main", "1861-01-15,,1 Main")[0]).toMatchObject({ rule: "date" });
  expect(changed("people", "1 Main Street,,Jefferson City", "1 Main Street,,")[0]).toMatchObject({
    rule: "together",
  });
});
