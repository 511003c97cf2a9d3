import { ENDLESS, formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { memberIdFrom } from "@emeritus/records/member-id.ts";
import { parse } from "csv-parse/sync";
import { expect, test } from "vitest";
import { checkReport } from "./check-report.ts";
import { layout } from "./layout.ts";
import { dice, mutant } from "./mutants.ts";
import { readReport, type Reading } from "./read-report.ts";
import { Roster } from "./roster.ts";
import { bytesOf } from "./sample-report.ts";
import { jsonOf } from "./testing-json.ts";
import { makeFile } from "./testing.ts";

const mutants = process.env["LONG"] ? 100_000 : 2_000;
const seed = Number(process.env["SEED"] ?? 20_261_122);
const people = 12;
const idOf = (n: number): string => memberIdFrom(3_000_000 + n);

const csv = makeFile({
  id: "FUZZ-1",
  begin: "2026-05-01",
  end: "2026-05-15",
  payDate: "2026-05-29",
  rows: Array.from({ length: people }, (_, n) => ({
    memberId: idOf(n),
    position: "A1",
    plan: n % 2 === 0 ? "MSEP2011" : "MSEP2000",
    pay: 123_456 + n * 7_919,
    basicLife: 150,
    optionalLife: n * 25,
    ltd: 1_094,
  })),
  events: [
    `E,${idOf(1)},,,,,TERM,2026-05-15,2026-05-15,,,,"12.50","left, with ""thanks"""`,
    `E,${idOf(2)},,Bride,Ann,,NAME,2026-05-04,,,,,,,,,,,,,,,M,Jr,,,,,,`,
    `E,${idOf(3)},,,,,ADDRESS,2026-05-04,,,,,,,,,,,,,,,,,1 High Street,Apt 2,Columbia,MO,65201,US`,
    `E,${idOf(4)},,,,,ELIG_CHANGE,2026-05-04,,,,A1,,,,1500,75.00,,,,,,,,,,,,,`,
    `E,,900000098,Roe,Ann,1990-07-04,HIRE,2026-05-04,,,,B7,,,JUDGE,2080,100.00,,N,N,N,N,,,,,,,,`,
  ],
});
const json = jsonOf(csv);

function roster(): Roster {
  const all = new Roster();
  for (let n = 0; n < people; n += 1)
    all.add({
      person: n + 1,
      memberId: Number(idOf(n)),
      ssn: 0,
      lastName: "",
      firstName: "",
      birthDate: parseDate("1980-01-01"),
      positions: [
        {
          position: 1,
          code: "A1",
          plan: n % 2 === 0 ? "MSEP2011" : "MSEP2000",
          fteHundredths: 10_000,
          eligible: true,
          from: parseDate("2015-01-01"),
          to: ENDLESS,
          lastPayCents: undefined,
        },
      ],
      leaves: [],
      lastPlan: "MSEP2000",
      drawsBenefit: false,
    });
  return all;
}

/** What a file taken means, read another way: amounts of each pay row in cents by member. Throws where that reading finds a fault. */
function oracle(bytes: Buffer): Meaning {
  const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  const json = text.trimStart().startsWith("{");
  const rows = json ? fromJson(text, "money") : fromCsv(bytes, "M", names);
  const events = json ? fromJson(text, "events") : fromCsv(bytes, "E", layout.E);
  const cents = (amount: string | undefined): bigint => {
    if (amount === undefined || !/^(?:0|-?[1-9]\d{0,6}|-0(?=\.(?!00)))\.\d\d$/u.test(amount))
      throw new Error(`no amount: ${amount}`);
    return BigInt(amount.replace(".", ""));
  };
  let pensionable = 0n;
  const told = rows.map((row) => {
    for (const day of [row["earn_begin"]!, row["earn_end"]!])
      if (new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10) !== day) throw new Error(`no day: ${day}`);
    const all = amountsOf.map((name) => cents(row[name]));
    pensionable += all[1]!;
    const rate = row["plan"] === "MSEP2011" ? 400n : 0n;
    due(all[1]!, rate, all[2]!);
    due(all[1]!, 3_025n, all[3]!);
    return `${row["member_id"]} ${all.join(" ")}`;
  });
  const plain = (name: string, value: unknown): string =>
    name === "hours_a_year" && value !== "" && value !== undefined
      ? String(Number(value))
      : String(value ?? "");
  const said = events.map((row) => eventFields.map((name) => plain(name, row[name])).join("|"));
  return { rows: told, pensionable, events: said };
}

/** What a file says: amounts of its pay rows, their sum, and the columns of its events. */
interface Meaning {
  readonly rows: string[];
  readonly pensionable: bigint;
  readonly events: string[];
}

const eventFields = ["event", "event_date", "last_name", "first_name", "member_class", "hours_a_year", "street", "street2", "city", "state", "postal_code", "country", "middle_name", "suffix"]; // prettier-ignore

function due(pay: bigint, rate: bigint, given: bigint): void {
  const off = given * 10_000n - pay * rate;
  if ((off < 0n ? -off : off) > 15_000n) throw new Error(`${given} is not ${rate} of ${pay}`);
}

const amountsOf = [
  "gross",
  "pensionable",
  "member_contrib",
  "employer_contrib",
  "ltd_contrib",
  "basic_life",
  "optional_life",
];
const names = ["rec", "member_id", "ssn", "last_name", "first_name", "birth_date", "position_id", "org", "section", "plan", "fte_pct", "eligible", "earn_begin", "earn_end", "event_code", "pay_rate", "rate_unit", "hours_paid", ...amountsOf, "reason"]; // prettier-ignore

function fromCsv(bytes: Buffer, letter: string, columns: readonly string[]): Record<string, string>[] {
  const lines = parse(bytes, { relaxColumnCount: true, recordDelimiter: ["\r\n", "\n"] }) as string[][];
  return lines
    .filter(([rec]) => rec === letter)
    .map((line) => Object.fromEntries(columns.map((name, at) => [name, line[at] ?? ""])));
}

function fromJson(text: string, list: "money" | "events"): Record<string, string>[] {
  const report = JSON.parse(text) as Partial<Record<typeof list, Record<string, unknown>[]>>;
  const snake = (name: string): string => name.replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
  return (report[list] ?? []).map((row) => ({
    ltd_contrib: "0.00",
    basic_life: "0.00",
    optional_life: "0.00",
    ...Object.fromEntries(Object.entries(row).map(([name, value]) => [snake(name), value as string])),
  }));
}

/** The same of our own reading. */
function ours({ file }: Reading): Meaning {
  const { money, totals } = file!;
  const events = file!.events.map(({ event, eventDate, lastName, firstName, more }) =>
    [
      event,
      formatDate(eventDate),
      lastName,
      firstName,
      more.memberClass ?? "",
      more.hoursAYear ?? "",
      more.street ?? "",
      more.street2 ?? "",
      more.city ?? "",
      more.state ?? "",
      more.postalCode ?? "",
      more.country ?? "",
      more.middleName ?? "",
      more.suffix ?? "",
    ].join("|"),
  );
  const rows = Array.from({ length: money.count }, (_, at) =>
    [
      String(money.memberId[at]).padStart(8, "0"),
      money.grossCents[at],
      money.pensionableCents[at],
      money.memberCents[at],
      money.employerCents[at],
      money.ltdCents[at],
      money.basicLifeCents[at],
      money.optionalLifeCents[at],
    ].join(" "),
  );
  return { rows, pensionable: BigInt(totals.pensionableCents), events };
}

function taken(bytes: Uint8Array): Reading | undefined {
  const reading = readReport(bytes);
  if (reading.file === undefined) return undefined;
  const { file, findings } = reading;
  checkReport({
    file,
    payCycle: "semimonthly",
    roster: roster(),
    posted: new Map(),
    lastTotalCents: undefined,
    yearCents: new Map(),
    findings,
  });
  return findings.refuses ? undefined : reading;
}

test("both forms of the file are taken as they are, and mean the same", () => {
  const [a, b] = [taken(bytesOf(csv)), taken(bytesOf(json))];
  expect(ours(a!)).toEqual(oracle(Buffer.from(csv)));
  expect(ours(b!)).toEqual(ours(a!));
});

test(`${mutants} files gone wrong: none crashes or hangs, none is taken for what it does not say, memory stays flat`, () => {
  const roll = dice(seed);
  let accepted = 0;
  let slowest = 0;
  let early = 0;
  for (let n = 0; n < mutants; n += 1) {
    const bytes = mutant(n % 2 === 0 ? csv : json, roll);
    const begun = performance.now();
    const reading = taken(bytes);
    slowest = Math.max(slowest, performance.now() - begun);
    if (reading !== undefined) {
      accepted += 1;
      let says: unknown;
      try {
        says = oracle(bytes);
      } catch (error) {
        says = String(error);
      }
      expect(ours(reading), `mutant ${n} of seed ${seed}: ${bytes.toString("latin1")}`).toEqual(says);
    }
    if (n === Math.floor(mutants / 4)) early = process.memoryUsage().rss;
  }
  const grown = (process.memoryUsage().rss - early) / 1_048_576;
  if (process.env["LONG"])
    console.log(
      `${mutants} mutants, ${accepted} taken and read the same, slowest ${slowest.toFixed(1)} ms, memory ${grown.toFixed(1)} MB`,
    );
  expect(accepted).toBeGreaterThan(mutants / 200);
  expect(slowest).toBeLessThan(5_000);
  expect(grown).toBeLessThan(128);
}, 1_800_000);
