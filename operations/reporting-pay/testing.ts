import { formatDate, parseDate, plainDate } from "@emeritus/engine/dates.ts";
import { temporaryKeys } from "@emeritus/records/keys.ts";
import { openLedger } from "@emeritus/records/ledger.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { positionFor, recordEmployment } from "@emeritus/records/employment.ts";
import { newPerson } from "@emeritus/records/person.ts";
import { memberIdFrom } from "@emeritus/records/member-id.ts";
import type { MemberClass } from "@emeritus/records/schema.ts";
import { testDatabase, type TestDatabase } from "@emeritus/records/testing.ts";
import type { Actor } from "../actor.ts";
import type { System } from "../system.ts";
import { memberRate, share } from "./contribution-rates.ts";
import type { PlanCode } from "./layout.ts";
import { decimal } from "./decimal.ts";

/** A system with the employers of the published sample: 0042 with group 0042-SM, and 0077 beside it. */
export interface TestEmployers extends Disposable {
  readonly database: TestDatabase;
  readonly system: System;
  /** May report for employer 0042. */
  readonly payroll: Actor;
  /** May report for employer 0077 only. */
  readonly other: Actor;
  close(): Promise<void>;
}

/** Number of employer 0042 and of its reporting group. */
export const sampleEmployer = 42;
const otherEmployer = 77;

/** Sets up the employers, Jane Doe (10000012, SSN 900-00-0001) in position A1 since 2005, and an open ledger. */
export async function testEmployers({ today = plainDate(2026, 5, 20) } = {}): Promise<TestEmployers> {
  const database = await testDatabase();
  const keys = temporaryKeys();
  const quiet = (): void => {};
  const system = {
    db: database.db,
    reader: database.reader,
    fund: { number: 1, name: "Demonstration fund", demonstration: true, timeZone: "America/Chicago" },
    calendar: { today: () => today, moved: false },
    clock: { now: () => new Date().toISOString(), milliseconds: () => Date.now() },
    keys,
    log: { info: quiet, warn: quiet, error: quiet },
  } as unknown as System;
  await setUpSample(system);
  const actor = (account: string, employer: number): Actor => ({
    account,
    roles: ["employer"],
    employers: [employer],
  });
  return {
    database,
    system,
    payroll: actor("payroll-0042", sampleEmployer),
    other: actor("payroll-0077", otherEmployer),
    close: () => database.dispose(),
    [Symbol.dispose]: () => void database.dispose(),
  };
}

/** Puts into an empty fund: employers 0042 and 0077 with a group each, an open ledger, and Jane Doe in position A1 since 2005. */
export async function setUpSample(system: System): Promise<void> {
  await system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    await openLedger(tx, 1, instant);
    for (const [employer, code] of [
      [sampleEmployer, "0042"],
      [otherEmployer, "0077"],
    ] as const) {
      const shared = { fund: 1, employer, valid_from: "2000-07-01", recorded_from: instant };
      await tx
        .insertInto("records.employer")
        .values({ ...shared, code, name: `Department ${code}` })
        .execute();
      const group = {
        reporting_group: employer * 10,
        code: `${code}-SM`,
        name: `Payroll of ${code}`,
        pay_cycle: "semimonthly",
      } as const;
      await tx
        .insertInto("records.reporting_group")
        .values({ ...shared, ...group })
        .execute();
    }
  });
  await addMember(system, {
    seven: 1_000_001,
    ssn: "900000001",
    first: "Jane",
    last: "Doe",
    born: "1980-02-03",
    code: "A1",
    from: "2005-03-01",
  });
}

/** Adds somebody employed by 0042 to the record. */
export async function addMember(
  system: System,
  who: {
    seven: number;
    ssn?: string;
    first: string;
    last: string;
    born: string;
    code: string;
    from: string;
    plan?: string;
    memberClass?: MemberClass;
    eligible?: boolean;
  },
): Promise<number> {
  return system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const ssn = who.ssn === undefined ? {} : { ssn: { text: who.ssn, keys: system.keys } };
    const { person } = await newPerson(
      tx,
      {
        fund: 1,
        name: { first: who.first, last: who.last },
        born: parseDate(who.born),
        memberId: memberIdFrom(who.seven),
        ...ssn,
      },
      instant,
    );
    const job = { employer: sampleEmployer, reportingGroup: sampleEmployer * 10, code: who.code };
    const position = await positionFor(tx, 1, person, job, instant);
    const stretch = {
      ...job,
      position,
      plan: who.plan ?? "msep2000",
      memberClass: who.memberClass ?? "general",
      eligible: who.eligible ?? true,
      fteHundredths: 10_000,
    } as const;
    await recordEmployment(tx, 1, person, { ...stretch, from: parseDate(who.from) }, instant);
    return person;
  });
}

/** One money row of a file made for a test. */
export interface MadeRow {
  readonly memberId?: string;
  readonly ssn?: string;
  readonly name?: readonly [last: string, first: string];
  readonly born?: string;
  readonly position: string;
  readonly plan?: PlanCode;
  readonly fte?: string;
  readonly eligible?: "Y" | "N";
  readonly begin?: string;
  readonly end?: string;
  readonly code?: string;
  readonly pay: number;
  /** Gross pay in cents where it is not the pensionable. */
  readonly gross?: number;
  /** Rate of an hour and hours, as the file writes them. */
  readonly hourly?: string;
  readonly hours?: string;
  readonly member?: number;
  readonly employer?: number;
  readonly ltd?: number;
  readonly basicLife?: number;
  readonly optionalLife?: number;
  readonly reason?: string;
  /** File id and line that the row corrects. */
  readonly corrects?: readonly [string, number];
}

/** What a file made for a test holds; the rest follows from it. */
export interface MadeFile {
  readonly id: string;
  readonly begin: string;
  readonly end: string;
  readonly payDate: string;
  readonly type?: string;
  readonly group?: string;
  readonly employer?: string;
  readonly rows: readonly MadeRow[];
  readonly events?: readonly string[];
  readonly leaves?: readonly string[];
  /** Hundredths of a percent; 30.25 % unless told. */
  readonly rate?: number;
}

/** Writes a file whose sums are right. Contributions follow from pay and rate unless a row gives them. */
export function makeFile(made: MadeFile): string {
  const rate = made.rate ?? 3_025;
  const sums = { pay: 0, member: 0, employer: 0, life: 0, ltd: 0, ssn: 0, M: 0, X: 0 };
  const rows = made.rows.map((row) => {
    const plan = row.plan ?? "MSEP2000";
    const member = row.member ?? share(row.pay, memberRate(plan));
    const employer = row.employer ?? share(row.pay, rate);
    const letter = row.corrects === undefined ? "M" : "X";
    sums.pay += row.pay;
    sums.member += member;
    sums.employer += employer;
    sums.ltd += row.ltd ?? 0;
    sums.life += (row.basicLife ?? 0) + (row.optionalLife ?? 0);
    sums[letter] += 1;
    if (letter === "M") sums.ssn += Number(row.ssn ?? 0);
    const fields = [
      row.memberId ?? "",
      row.ssn ?? "",
      row.name?.[0] ?? "",
      row.name?.[1] ?? "",
      row.born ?? "",
      row.position,
      "",
      "",
      plan,
      row.fte ?? "100.00",
      row.eligible ?? "Y",
      row.begin ?? made.begin,
      row.end ?? made.end,
      row.code ?? "REG",
      row.hourly ?? "",
      row.hourly === undefined ? "" : "H",
      row.hours ?? "",
      decimal(row.gross ?? row.pay),
      decimal(row.pay),
      decimal(member),
      decimal(employer),
      decimal(row.ltd ?? 0),
      decimal(row.basicLife ?? 0),
      decimal(row.optionalLife ?? 0),
      row.reason ?? "",
    ];
    return [letter, ...(row.corrects ?? []), ...fields].join(",");
  });
  const events = made.events ?? [];
  const leaves = made.leaves ?? [];
  const header = [
    "H",
    1,
    made.id,
    made.employer ?? "0042",
    made.group ?? "0042-SM",
    made.begin,
    made.end,
    made.payDate,
    made.type ?? "REGULAR",
    "2026-05-18T09:00:00-05:00",
    "Test",
  ];
  const trailer = [
    "T",
    sums.M,
    events.length,
    leaves.length,
    sums.X,
    decimal(sums.pay),
    decimal(sums.member),
    decimal(sums.employer),
    decimal(sums.life),
    decimal(sums.ltd),
    sums.ssn % 1e10,
  ];
  return [header.join(","), ...events, ...leaves, ...rows, trailer.join(","), ""].join("\n");
}

/** Jane Doe's ordinary row. */
export const janesRow: MadeRow = { memberId: "10000012", position: "A1", pay: 275_050 };

/** The half month that begins on a day, for files made for tests. */
export function halfMonth(begin: string): { begin: string; end: string } {
  const date = parseDate(begin);
  const end = (date & 31) === 0 ? date + 14 : (date & ~31) + 29;
  return { begin, end: formatDate(end) };
}
