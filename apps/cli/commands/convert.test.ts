import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { plainDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import { demonstrationBank } from "@emeritus/adapters/bank-folder/demonstration-bank.ts";
import { command as convert } from "./convert.ts";
import { command as redetermination } from "./redetermination.ts";
import type { Actor, Role } from "@emeritus/operations/actor.ts";
import { payrollLaw } from "@emeritus/operations/benefit-payroll/payroll-law.ts";
import { carryOn } from "@emeritus/operations/benefit-payroll/carry-on.ts";
import { seeBenefitsNow } from "@emeritus/operations/benefit-payroll/explain-payment.ts";
import { prepareRun } from "@emeritus/operations/benefit-payroll/prepare-run.ts";
import { reasons } from "@emeritus/operations/benefit-payroll/items.ts";
import { qualifyOrder } from "@emeritus/operations/dividing-benefits/qualify-order.ts";
import { readDivision } from "@emeritus/operations/dividing-benefits/read-divisions.ts";
import { listCutoverItems } from "@emeritus/records/cutover.ts";
import { correctOrderRead, recordOrder } from "@emeritus/operations/dividing-benefits/record-order.ts";
import { acceptDifference } from "@emeritus/operations/converting/accept-difference.ts";
import { fileNames } from "@emeritus/operations/converting/layout.ts";
import { loadConversion } from "@emeritus/operations/converting/load-conversion.ts";
import { seeCutoverItems } from "@emeritus/operations/converting/see-cutover.ts";
import { signConversion } from "@emeritus/operations/converting/sign-conversion.ts";
import {
  type DeterminationProof,
  verifyAllDeterminations,
} from "@emeritus/operations/determining/verify-determination.ts";
import { basesOf } from "@emeritus/operations/redetermining/basis.ts";
import { openRedeterminations } from "@emeritus/operations/redetermining/open-cases.ts";
import { prepareRedetermination } from "@emeritus/operations/redetermining/prepare-redetermination.ts";
import { readRedetermination } from "@emeritus/operations/redetermining/read-redeterminations.ts";
import { createAccount } from "@emeritus/operations/signing-in/create-account.ts";
import { totpCode } from "@emeritus/operations/signing-in/totp.ts";
import { fromCanonicalJson } from "@emeritus/records/canonical.ts";
import { sealEntries } from "@emeritus/records/audit.ts";
import { restoreBackup, writeBackup } from "@emeritus/records/backup.ts";
import { connect } from "@emeritus/records/db.ts";
import { knownAtNow, takeInstant } from "@emeritus/records/moment.ts";
import { readRoll } from "@emeritus/records/payroll-roll.ts";
import { findPerson } from "@emeritus/records/person.ts";
import { stepsOf } from "@emeritus/records/run.ts";
import { emptyDatabase, testDatabase } from "@emeritus/records/testing.ts";
import { holds, verifyRecord } from "@emeritus/records/verify.ts";
import { testSecrets, testSystem } from "@emeritus/web/testing/system.ts";
import { takenOverText } from "@emeritus/words/cutover-text.ts";
import { en } from "@emeritus/words/en/index.ts";
import { beginWorksheet } from "@emeritus/words/worksheet.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";

const sample = join(import.meta.dirname, "../../../docs/guides/convert-sample");
const sampleCauses = readFileSync(join(sample, "causes.csv"), "utf8");
const home = mkdtempSync(join(tmpdir(), "emeritus-convert-"));
let fund: Awaited<ReturnType<typeof testSystem>>;
let now = 1_795_620_600_000;

beforeAll(async () => {
  const made = await testSystem({ today: plainDate(2026, 11, 21) });
  fund = { ...made, clock: { now: () => new Date(now).toISOString(), milliseconds: () => now } };
  for (const [account, role] of Object.entries({
    prep1234: "payrollPreparer",
    rele1234: "payrollReleaser",
    admi1234: "administrator",
  }) as [string, Role][])
    await createAccount(fund, { account, name: account, roles: [role], ...testSecrets });
});
afterAll(async () => {
  await fund.dispose();
  rmSync(home, { recursive: true, force: true });
});

/** A copy of the sample files with some text of one of them in place of another. */
function changed(...changes: readonly (readonly [file: string, from: string, to: string])[]): string {
  const folder = mkdtempSync(join(home, "files-"));
  cpSync(sample, folder, { recursive: true });
  for (const [file, from, to] of changes) {
    const path = join(folder, `${file}.csv`);
    const text = from === "" ? "" : readFileSync(path, "utf8");
    if (!text.includes(from)) throw new Error(`${file} does not hold ${from}`);
    writeFileSync(path, from === "" ? to : text.replace(from, to));
  }
  return folder;
}

const run = (as: string | undefined, ...args: string[]) => runAs(convert, fund, as, ...args);

async function runAs(
  command: typeof convert,
  system: typeof fund,
  as: string | undefined,
  ...args: string[]
): Promise<readonly [number, string]> {
  now += 60_000; // a one-time code serves once
  const said: string[] = [];
  const who = as === undefined ? [] : ["--as", as, "--code", totpCode(testSecrets.totpSecret, now)];
  const status = await command.run([...args, ...who], {
    say: (line) => said.push(line),
    environment: { EMERITUS_PASSWORD: testSecrets.password },
    open: async () => ({ system, ownerUrl: "", close: async () => {} }),
  });
  return [status, said.join("\n")];
}

const actor = (account: string, ...roles: Role[]): Actor => ({ account, roles, employers: [] });
const people = async () => {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from records.person)::int + (select count(*) from records.employer)::int
      + (select count(*) from records.conversion)::int + (select count(*) from records.converted_pay)::int as n`.execute(
    fund.db,
  );
  return rows[0]!.n;
};
const prepare = () =>
  prepareRun({ ...fund, ...demonstrationBank(home), law: payrollLaw() }, actor("p", "payrollPreparer"), {
    key: crypto.randomUUID(),
    month: plainDate(2026, 11, 1),
  });

// 26 years at $3,000.00: 0.017 x 3000.00 x 26 = 1326.00; half to the spouse of one age 90 % = 1193.40, half of it 596.70;
// 120 guaranteed payments 95 % = 1259.70; with a bought year 0.017 x 3000.00 x 27 = 1377.00.
test("the sample files are whole: no difference from control totals or from the law, and nothing is kept by checking", async () => {
  const [status, said] = await run(undefined, "check", sample);
  expect(said).toContain("Wrong in the files: 0. Differences that are open: 0. Accepted in causes.csv: 1.");
  expect(said).toContain("21 people, 258 years of pay ($9,473,000.00) and 13 benefits. Nothing was kept.");
  expect(status).toBe(0);
  expect(await people()).toBe(0);
});

test("each broken line is named with its field and rule, and a closed value is never repeated", async () => {
  const folder = changed(
    ["people", "900111001", "900110000"],
    ["people", "1961-01-15,2026-08-10", "1961-02-30,2026-08-10"],
    ["employment", "A04,D42", "A04,D99"],
    ["pay", "B05,D43,C5,2026,2500.00", "B05,D43,C5,2026,2500"],
    ["marriages", "1991-06-01", '"1991-06-01'],
    ["payees", "guaranteed120", "guaranteed12"],
  );
  const [status, said] = await run(undefined, "check", folder);
  expect(status).toBe(1);
  expect(said).toContain('people.csv, line 2, ssn "(closed)": must be nine digits');
  expect(said).not.toContain("900110000");
  expect(said).toContain('people.csv, line 4, born "1961-02-30": must be a day of the calendar');
  expect(said).toContain('employment.csv, line 5, employer "D99": is not in employers.csv.');
  expect(said).toContain('pay.csv, line 166, jan "2500": must be dollars with two decimals');
  expect(said).toContain("marriages.csv, line 3: a quotation mark is opened and never closed");
  expect(said).toContain('payees.csv, line 6, option "guaranteed12": must be one of: lifeIncome, joint50');
  // Besides, 27 years of pay name the job whose employer is wrong; nobody is told that the people of broken lines are missing.
  expect(said).toContain("Wrong in the files: 33.");
  const headless = readFileSync(join(sample, "people.csv"), "utf8").replace(/^.*\n/, "");
  const lame = changed(["people", "", headless]);
  cpSync(join(sample, "contacts.csv"), join(lame, "contact.csv"));
  const [, told] = await run(undefined, "check", lame);
  expect(told).toContain("Not read: contact.csv. No file of a conversion has that name");
  expect(told, "who is named in other files is not told to be nobody").toContain("Wrong in the files: 1.");
  expect(told).toContain("people.csv, line 1: the first line must be: person,ssn,first,");
  expect(told).not.toContain("900111001");
  const [, file] = await run(undefined, "check", join(sample, "people.csv"));
  expect(file).toBe(`There is no folder ${join(sample, "people.csv")}.`);
});

test("a planted cent in pay and in a base amount is found with its cause; nothing loads until each control total is named to the cent", async () => {
  const plants = [
    ["pay", "A01,D42,W1,2025,3000.00", "A01,D42,W1,2025,3000.01"],
    ["payees", "guaranteed120,1259.70", "guaranteed120,1259.69"],
    ["payees", "R5,A05,A05,retirement,lifeIncome,1377.00", "R5,A05,A05,retirement,lifeIncome,1308.15"],
  ] as const;
  const [status, said] = await run("prep1234", "load", changed(...plants));
  expect(status).toBe(1);
  expect(said).toContain("open  pay: control total $9,473,000.00 there, $9,473,000.01 here (+$0.01)");
  expect(said).toContain("open  pay/2025: control total $834,000.00 there, $834,000.01 here (+$0.01)");
  expect(said).toContain("open  payees: control total $26,375.08 there, $26,306.22 here (-$68.86)");
  expect(said).toContain("open  R4: base amount $1,259.69 there, $1,259.70 here (+$0.01): one cent");
  // 1377.00 x 95 % = 1308.15
  expect(said).toContain(
    "open  R5: base amount $1,308.15 there, $1,377.00 here (+$68.85): it is the amount of another payment option, guaranteed120.",
  );
  expect(said).toContain("each control total that differs needs a line with its cause in causes.csv");
  const wrong = `${sampleCauses}base,R4,0.02,Rounded down there\n`;
  const [, told] = await run("prep1234", "load", changed(...plants, ["causes", "", wrong]));
  expect(told).toContain('causes.csv, line 3, of "base/R4": there is no such difference');
  expect(await people()).toBe(0);
});

test("a cause is told from the facts: pay that is averaged, service, no pay, an amount amended by hand, a law that refuses", async () => {
  const folder = changed(
    // 36 months at 3000.00 of which one has 36.00 more: 3001.00 on average
    ["pay", "A01,D42,W1,2025,3000.00", "A01,D42,W1,2025,3036.00"],
    ["service", "A05,purchased,12", "A05,purchased,24"],
    [
      "payees",
      "guaranteed120,1259.70,,,2026-07-01,2026-05-15,,,",
      "guaranteed120,1000.00,,,2026-07-01,2026-05-15,,,yes",
    ],
    ["people", "1961-01-15,,2 Main", "1981-01-15,,2 Main"],
  );
  const [, said] = await run(undefined, "check", folder);
  // 0.017 x 3001.00 x 26 = 1326.442
  expect(said).toContain(
    "R1: base amount $1,326.00 there, $1,326.44 here (+$0.44): final average pay is 3000.00 there and 3001.00 here",
  );
  // 0.017 x 3000.00 x 28 = 1428.00
  expect(said).toContain(
    "R5: base amount $1,377.00 there, $1,428.00 here (+$51.00): credited service is 324 months there and 336 here.",
  );
  expect(said).toContain("$1,259.70 here (+$259.70): the old system marks the amount as amended by hand.");
  expect(said).toContain(
    "R2: base amount $1,193.40 there, nothing here (-$1,193.40): our law does not grant",
  );
  const pay = readFileSync(join(sample, "pay.csv"), "utf8").replaceAll(/^A04.*\n/gm, "");
  expect((await run(undefined, "check", changed(["pay", "", pay])))[1]).toMatch(
    /R4: base amount .*: no pay was taken over for this member/,
  );
});

test("who may not, and a load that fails on its way, leave nothing", async () => {
  expect(await run("admi1234", "load", sample)).toEqual([
    1,
    "This account may not do that. Nothing was changed.",
  ]);
  expect((await run("rele1234", "load", sample))[0]).toBe(1);
  const files = Object.fromEntries(
    fileNames.map((name) => [name, readFileSync(join(sample, `${name}.csv`))]),
  );
  let sealed = 0;
  const keys = {
    ...fund.keys,
    lookup: fund.keys.lookup.bind(fund.keys),
    seal: (...args: Parameters<typeof fund.keys.seal>) => {
      if (++sealed > 10) throw new Error("broken off");
      return fund.keys.seal(...args);
    },
  };
  const broken = loadConversion({ ...fund, keys } as typeof fund, actor("prep1234", "payrollPreparer"), {
    key: crypto.randomUUID(),
    files,
  });
  await expect(broken).rejects.toThrow("broken off");
  expect(await people()).toBe(0);
});

test("a whole load is exact and proven; accepted differences stand in the record with their cause", async () => {
  const causes = `${sampleCauses}base,R4,0.01,Rounded down there\namount,payees,-0.01,The list was printed before\n`;
  const folder = changed(
    ["payees", "guaranteed120,1259.70", "guaranteed120,1259.69"],
    ["standings", "B02,2026-06-30,66", "B02,2026-06-30,67"],
    ["totals", "standings,,2,,132", "standings,,2,,133"],
    ["accounts", "6600.00,151.81", "6600.00,161.81"],
    ["totals", "13605.12", "13615.12"],
    ["causes", "", causes],
  );
  const [status, said] = await run("prep1234", "load", folder);
  expect(said).toContain("open  B02: credited service in months 67 there, 66 here (-1): the days of work");
  expect(said).toContain("open  B02/1: interest in the account $161.81 there, $151.81 here (-$10.00)");
  expect(said).toContain(
    "accepted  R4: base amount $1,259.69 there, $1,259.70 here (+$0.01): one cent, as from another rounding. Accepted: Rounded down there",
  );
  expect(status, said).toBe(0);
  const { rows } = await sql<Record<string, number>>`
    select (select count(*) from records.person)::int as people,
      (select sum(cents) from records.posted_pay)::int as cents, (select count(*) from records.converted_pay)::int as years,
      (select sum(base_cents) from records.benefit)::int as base,
      (select count(*) from records.closed_field)::int as closed,
      (select count(*) from records.bank_account where status = 'held')::int as held`.execute(fund.db);
  expect(rows[0]).toEqual({
    people: 21,
    cents: 947_300_000,
    years: 258,
    base: 2_443_919,
    closed: 33,
    held: 12,
  });
  const proof = await verifyRecord(fund.db, 1);
  expect(
    holds(proof),
    JSON.stringify(proof, (_, value) => (typeof value === "bigint" ? String(value) : value)),
  ).toBe(true);
  const proofs: DeterminationProof[] = [];
  for await (const one of verifyAllDeterminations(fund.db, 1)) proofs.push(one);
  expect(
    proofs.map(({ agrees, inputsHold, converted }) => [agrees, inputsHold, converted?.accepted]),
  ).toEqual([
    [true, true, 0],
    [true, true, 0],
    [true, true, 0],
    [true, true, 1],
    ...Array.from({ length: 7 }, () => [true, true, 0]),
  ]);
  expect((await run("prep1234", "load", folder))[1]).toContain("this fund holds people or employers already");
});

const differences = async () => {
  const { rows } = await sql<{ class: string; because: string | null; by: string | null }>`
    select d.class, a.because, a.accepted_by as by from records.conversion_difference d
    left join records.conversion_acceptance a on (a.fund, a.difference) = (d.fund, d.difference) order by d.difference`.execute(
    fund.db,
  );
  return rows;
};

test("differences are kept with their class; nobody signs while one is open, and each is accepted once, with a reason", async () => {
  const before = await differences();
  expect(before.map((row) => row.class).toSorted()).toEqual([
    "controlTotal",
    "notPaidHere",
    "recordsDiffer",
    "recordsDiffer",
    "rounding",
  ]);
  expect(before.filter(({ by }) => by === null)).toHaveLength(2);
  expect((await run("rele1234", "sign"))[1]).toContain("Not signed off: a difference is open.");
  const direct = sql`insert into records.conversion_sign_off (fund, signed_by, recorded_from) values (1, 'rele1234', now())`;
  await expect(direct.execute(fund.db)).rejects.toThrow();
  expect((await run("prep1234", "accept", "--class", "unexplained", "--because", "never mind"))[0]).toBe(2);
  expect((await run("admi1234", "accept", "--class", "recordsDiffer", "--because", "x"))[1]).toContain(
    "may not",
  );
  const list = (await run("rele1234", "differences", "--class", "recordsDiffer"))[1];
  expect(list).toContain("The records differ: 2 differences, 2 of them open, $10.00 apart");
  const number = /^(\d+) {2}open {2}B02:/m.exec(list)![1]!;
  const { rows: about } = await sql<{
    about: number;
  }>`select about from records.conversion_difference where difference = ${Number(number)}`.execute(fund.db);
  const own = { ...actor("rele1234", "payrollReleaser"), person: about[0]!.about };
  const ask = { because: "Mine", difference: Number(number) };
  const mine = await acceptDifference(fund, own, { key: crypto.randomUUID(), ...ask });
  expect(mine.refused?.code, "nobody accepts a difference of their own record").toBe("nothingOpen");
  expect((await run("rele1234", "accept", "--difference", number, "--because", "Seen in the file"))[1]).toBe(
    "Accepted: 1 differences.",
  );
  expect((await run("rele1234", "accept", "--difference", number, "--because", "Again"))[0]).toBe(1);
  expect((await run("prep1234", "accept", "--class", "recordsDiffer", "--because", "Rate of 2025"))[0]).toBe(
    0,
  );
  const after = await differences();
  expect(after.filter(({ by }) => by === null)).toEqual([]);
  expect(after.find(({ because }) => because === "Seen in the file")).toMatchObject({ by: "rele1234" });
});

test("nobody is paid before a second person signs; then accounts are confirmed and the payroll is prepared", async () => {
  expect((await prepare()).refused?.code).toBe("conversionNotSigned");
  expect((await run("prep1234", "sign"))[1]).toContain("may not do that");
  const both = await signConversion(fund, actor("prep1234", "payrollReleaser"), { key: crypto.randomUUID() });
  expect(both.refused?.code).toBe("ownConversion");
  const known = await sql<{ person: number }>`select min(person) as person from records.person`.execute(
    fund.db,
  );
  const { person } = known.rows[0]!;
  await sql`update signin.account set person = ${person} where account = 'prep1234'`.execute(fund.db);
  const second = { ...actor("second12", "payrollReleaser"), person };
  const samePerson = await signConversion(fund, second, { key: crypto.randomUUID() });
  expect(samePerson.refused?.code, "another account of who loaded").toBe("ownConversion");
  await sql`update signin.account set person = null where account = 'prep1234'`.execute(fund.db);
  expect((await run("rele1234", "sign"))[0]).toBe(0);
  expect((await run("rele1234", "sign"))[1]).toContain("signed off already");
  const signed = await sql<{ statement: string }>`select statement from records.conversion_sign_off`.execute(
    fund.db,
  );
  const statement = fromCanonicalJson<Record<string, unknown>>(signed.rows[0]!.statement);
  expect(statement).toMatchObject({
    loadedBy: "prep1234",
    signedBy: "rele1234",
    people: 21,
    payYears: 258n,
    payCents: 947_300_000n,
    benefits: 13,
    baseCents: 2_637_507n,
    notPaid: 2,
    notPaidCents: 193_588n,
    accountCents: 1_361_512n,
  });
  const late = sql`insert into records.conversion_difference (fund, difference, kind, of, cause, class, recorded_from)
    values (1, 99, 'base', 'X', 'notTold', 'unexplained', now())`;
  await expect(late.execute(fund.db)).rejects.toThrow();
  const { rows } = await sql<{ by: string; n: number }>`
    select confirmed_by as by, count(*)::int as n from records.bank_account
    where recorded_to = 'infinity' and status = 'confirmed' and entered_by = 'prep1234' group by 1`.execute(
    fund.db,
  );
  expect(rows).toEqual([{ by: "rele1234", n: 12 }]);
  expect(holds(await verifyRecord(fund.db, 1))).toBe(true);
  expect((await prepare()).refused?.code).toBe("notCutOver");
});

test("a parallel payroll names each payee whom the two systems pay otherwise, to the cent", async () => {
  const [status, said] = await run("rele1234", "parallel", sample, "--month", "2026-11");
  expect(said).toBe(
    [
      "open  R4: gross of the month $1,259.70 there, $1,259.69 here (-$0.01): one cent, as from another rounding.",
      "November 2026: the register pays 12 payees $24,571.80; this law makes due $24,571.79 to 12.",
      "Kept as parallel payroll 1.",
      "Wrong in the files: 0. Differences that are open: 1. Accepted in causes.csv: 0.",
    ].join("\n"),
  );
  expect(status).toBe(1);
  const folder = changed(
    ["register", "R1,1326.00", "R3,1193.40"],
    ["register", "R5,1377.00", "X9,1244.40"],
    ["register", "R4,1259.70", "R4,1259.69"],
  );
  const [, told] = await run("rele1234", "parallel", folder, "--month", "2026-11");
  expect(told).toContain(
    "R1: gross of the month nothing there, $1,326.00 here (+$1,326.00): the old register does not pay",
  );
  expect(told).toContain(
    "R3: gross of the month $1,193.40 there, $0.00 here (-$1,193.40): the benefit has ended on 2026-09-01",
  );
  expect(told).toContain(
    "X9: gross of the month $1,244.40 there, nothing here (-$1,244.40): the register pays a benefit that",
  );
  expect(told).not.toContain("R4:");
});

const cutover = (month: string, parallel: string) => ["cutover", "--month", month, "--parallel", parallel];

test("two people put the payees in payment once, and every payee paid gets what the old register paid, to the cent (ADR 32)", async () => {
  // The register of the sample pays R4 a cent more than was loaded above; that is accepted, so the register's amount goes on.
  const causes = `${sampleCauses}gross,R4,-0.01,Paid so for months\n`;
  const accepted = changed(["causes", "", causes]);
  expect((await run("prep1234", "parallel", accepted, "--month", "2026-11"))[0]).toBe(0);
  expect((await run("rele1234", ...cutover("2026-11", "3")))[1]).toContain("may not do that");
  expect((await run("prep1234", "release"))[1]).toContain("may not do that");
  expect((await run("rele1234", "release"))[1]).toBe("Nothing was prepared");
  expect((await run("prep1234", ...cutover("2026-11", "9")))[1]).toContain("no such parallel payroll");
  expect((await run("prep1234", ...cutover("0000-01", "3")))[0]).toBe(2);
  expect((await run("prep1234", ...cutover("2026-10", "3")))[1]).toContain("is of November 2026");
  const [prepared, said] = await run("prep1234", ...cutover("2026-11", "3"));
  // 1326.00 + 1193.40 + 596.70 + 1259.70 + 1377.00 of MSEP 2000; the judges, MSEP and MSEP 2011: 5000 + 6000 + 4000 + 1728 + 765.
  expect(said.split("\n").slice(0, -1)).toEqual([
    "Paid: 10 benefits, $23,245.80",
    "Held: Divided with a former spouse: waits for the court's order, to be recorded from the member's page: 2 benefits, $1,326.00",
    "Not due: Nothing is due: the benefit has ended: 1 benefit, $0.00",
  ]);
  expect(prepared).toBe(0);
  expect((await prepare()).refused?.code, "prepared is not released").toBe("notCutOver");
  const direct = sql`insert into records.cutover_release (fund, cutover, released_by, recorded_from)
    select 1, cutover, prepared_by, now() from records.cutover`;
  await expect(direct.execute(fund.db)).rejects.toThrow();

  const server = await testDatabase({ fund: null });
  const { rows: named } = await sql<{ name: string }>`select current_database() as name`.execute(fund.db);
  const owner = connect(
    Object.assign(new URL(server.url), { pathname: named[0]!.name }).href,
    "emeritus_owner",
    {
      most: 1,
    },
  );
  const sign = (from: string, to: string) =>
    sql`update records.conversion_sign_off set statement = replace(statement, ${from}, ${to})`.execute(
      owner.db,
    );
  await sign("2637507", "2637508");
  expect((await run("rele1234", "release"))[1], "the seal is broken").toContain(
    "not what both people signed",
  );
  await sign("2637508", "2637507");
  await owner.close();
  await server.dispose();

  expect((await run("rele1234", "release"))[1]).toContain(
    "Released. Payees held until a second person decides: 0.",
  );
  expect((await run("rele1234", "release"))[1]).toContain("put in payment before");
  expect((await run("prep1234", ...cutover("2026-11", "3")))[1]).toContain("put in payment before");
  const late = sql`insert into records.cutover_item (fund, benefit, cutover, payee, member, plan, outcome, base_cents, theirs, ours, recorded_from)
    select fund, 99, cutover, payee, member, plan, 'paid', 1, 1, 1, now() from records.cutover_item limit 1`;
  await expect(late.execute(fund.db), "nothing is added later").rejects.toThrow();

  const payroll = { ...fund, ...demonstrationBank(home), law: payrollLaw() };
  const begun = (month: number) =>
    prepareRun(payroll, actor("p", "payrollPreparer"), {
      key: crypto.randomUUID(),
      month: plainDate(2026, month, 1),
    });
  expect((await begun(10)).refused?.code).toBe("beforeFirstPayday");
  expect((await begun(12)).refused?.code, "no month is left out").toBe("monthSkipped");
  const runs = (await begun(11)).accepted!;
  await carryOn(payroll, runs.run);
  const { rows: items } = await sql<{ old: string; outcome: string; cents: bigint; theirs: bigint | null }>`
    select k.old_id as old, i.outcome, i.cents, c.theirs from runs.run_item i
    join records.converted_benefit k on (k.fund, k.benefit) = (i.fund, i.benefit)
    join records.cutover_item c on (c.fund, c.benefit) = (i.fund, i.benefit)
    where i.run = ${runs.run} order by 1`.execute(fund.db);
  expect(items).toEqual([
    { old: "C01R", outcome: "paid", cents: 172_800n, theirs: 172_800n },
    { old: "C02R", outcome: "paid", cents: 76_500n, theirs: 76_500n },
    { old: "J01R", outcome: "paid", cents: 500_000n, theirs: 500_000n },
    { old: "J02R", outcome: "paid", cents: 600_000n, theirs: 600_000n },
    { old: "L01R", outcome: "paid", cents: 400_000n, theirs: 400_000n },
    { old: "R1", outcome: "paid", cents: 132_600n, theirs: 132_600n },
    { old: "R2", outcome: "paid", cents: 119_340n, theirs: 119_340n },
    { old: "R3", outcome: "notDue", cents: 0n, theirs: 0n },
    { old: "R3S", outcome: "paid", cents: 59_670n, theirs: 59_670n },
    { old: "R4", outcome: "paid", cents: 125_970n, theirs: 125_970n },
    { old: "R5", outcome: "paid", cents: 137_700n, theirs: 137_700n },
  ]);
  const calculated = (await stepsOf(fund.db, 1, runs.run)).find(({ step }) => step === "calculated")!;
  const { checks } = calculated.facts as unknown as { checks: { check: string; state: string }[] };
  expect(checks.filter(({ state }) => state === "failed")).toEqual([]);
  const { rows: laws } = await sql<{ plan: string; increases: string }>`
    select b.plan, b.increases from records.benefit b join records.converted_benefit k on k.benefit = b.benefit
    where k.old_id ~ '^[CJL]' order by k.old_id`.execute(fund.db);
  expect(laws.map(({ plan, increases }) => `${plan} ${increases}`)).toEqual([
    "msep leastFourPercent",
    "msep2011 usual",
    "judicial usual",
    "judicial2011 usual",
    "alj usual",
  ]);
  const wrong = sql`insert into records.benefit (fund, person, benefit, member, kind, payment_option, determination, base_cents, valid_from, recorded_from)
    select fund, person, 9999, member, kind, payment_option, determination, base_cents, valid_from, now() from records.benefit where plan = 'msep' limit 1`;
  await expect(wrong.execute(fund.db), "by another plan than determined it").rejects.toThrow(
    "plan that determined",
  );

  const auditor = actor("a", "auditor");
  const { items: told } = await seeCutoverItems(fund, auditor, {});
  expect(told.find(({ old }) => old === "R4")).toMatchObject({
    openingCents: 125_970n,
    ours: 125_969n,
    because: "Paid so for months",
    acceptedBy: "prep1234",
    baseCents: 125_969n,
    baseByLawCents: 125_970n,
    differenceBecause: "Rounded down there",
  });
  const [own] = await seeBenefitsNow(fund, auditor, told.find(({ old }) => old === "R4")!.payee);
  expect(takenOverText(en, own!.takenOver!)).toBe(
    "Taken over from the old register as R4. The base amount is $1,259.69; the law makes it $1,259.70. Difference 2 was accepted by " +
      "prep1234: “Rounded down there”. From November 2026 on $1,259.70 is paid, as the old register did, with the increases that fall " +
      "due after it; the law makes it $1,259.69. Accepted by prep1234: “Paid so for months”.",
  );
  expect(own!.total && formatCents(own!.total.n)).toBe("1259.70");
  const worksheet = beginWorksheet(en).add(own!.lasting.explanation);
  expect(
    worksheet
      .map(({ name }) => name)
      .join("; ")
      .toLowerCase(),
  ).toContain("accepted amount of the old register");
});

test("a divided annuity that was taken over comes into payment by an order that two people handle, with the months held, as the old register paid (ADR 32)", async () => {
  const { rows } = await sql<{ old: string; payee: number }>`
    select k.old_id as old, c.payee from records.converted_payee c join records.converted_benefit k on (k.fund, k.benefit) = (c.fund, c.benefit)
    where k.old_id in ('D01R', 'D01F') order by k.old_id desc`.execute(fund.db);
  const [member, former] = rows.map(({ payee }) => payee);
  const { memberId } = (await findPerson(fund.db, 1, former!))!;
  const [waits] = await basesOf(fund.db, 1, [member!]);
  expect([waits!.paidHere, waits!.dividedElsewhere], "a correction is only compared").toEqual([false, true]);
  const counselor = actor("couns", "counselor");
  const order = {
    court: "Circuit Court of Cole County",
    causeNumber: "24AC-DR00001",
    issued: plainDate(2024, 5, 31),
    received: plainDate(2024, 6, 10),
    married: plainDate(1985, 6, 1),
    dissolved: plainDate(2024, 5, 31),
    share: 4900,
    certified: true,
    identifies: true,
    asks: [],
  };
  const paper = new TextEncoder().encode("%PDF-1.7 a certified order");
  const key = () => crypto.randomUUID();
  const asked = { key: key(), member: member!, alternatePayee: { memberId }, order, paper };
  const of = (await recordOrder(fund, counselor, asked)).accepted!;
  const printing = {
    ...fund,
    letters: { ...fund.letters, print: () => Promise.resolve(Buffer.from("%PDF-1.7")) },
  };
  const qualify = () => qualifyOrder(printing, actor("verif", "benefitVerifier"), { key: key(), of });
  expect((await qualify()).refused?.code).toBe("order-differs-from-taken-over");
  const right = { key: key(), of, order: { ...order, share: 5000 }, because: "Read wrongly." };
  expect((await correctOrderRead(fund, counselor, right)).accepted).toBe(true);
  expect((await qualify()).accepted?.divided).not.toBeNull();
  expect((await readDivision(fund, counselor, of))?.paidHereFrom).toBe("2026-11-01");
  const { items } = await listCutoverItems(fund.db, 1, { payee: former });
  expect(items).toMatchObject([{ outcome: "held", byOrderSince: true }]);
  const knownAt = await knownAtNow(fund.db);
  const due = await fund.db.transaction().execute(async (tx) => {
    const month = plainDate(2026, 11, 1);
    const roll = await readRoll(tx, {
      fund: 1,
      month,
      paymentDate: month,
      knownAt,
      reasons,
      members: [member!],
    });
    const { lasting } = payrollLaw().amountsDue(roll, month);
    return [...roll.person].map((person, at) => [person, lasting[at]]);
  });
  // 3,000 x .017 x 23 11/12 = 1,219.75, all of it in the marriage, half is 609.88 of 1,326.00.
  expect(due.toSorted((a, b) => b[1]! - a[1]!)).toEqual([
    [member, 71_612],
    [former, 60_988],
  ]);
});

test("service that was corrected after the takeover moves benefits of the closed plan, a judge, a former spouse, a survivor and one paid by the old register, each by the own plan's law; who has no right by it keeps what is paid until people decide (H-266, ADR 24, OVERPAYMENT-Q06)", async () => {
  const printing = {
    ...fund,
    letters: { ...fund.letters, print: () => Promise.resolve(Buffer.from("%PDF-1.7")) },
  };
  const counselor = actor("couns", "counselor");
  const key = () => crypto.randomUUID();
  for (const [account, role] of [
    ["coun1234", "counselor"],
    ["veri1234", "benefitVerifier"],
  ] as const)
    await createAccount(fund, { account, name: account, roles: [role], ...testSecrets });
  const redetermine = (as: string, ...args: string[]) => runAs(redetermination, printing, as, ...args);
  const memberOf = async (old: string) => {
    const { rows } = await sql<{ member: number }>`
      select b.member from records.benefit b join records.converted_benefit k on (k.fund, k.benefit) = (b.fund, b.benefit) where k.old_id = ${old}`.execute(
      fund.db,
    );
    return rows[0]!.member;
  };
  /** The first day of the member's job as it turns out to be; gives the case that it opens. */
  const began = async (old: string, from: string) => {
    const person = await memberOf(old);
    await fund.db.transaction().execute(async (tx) => {
      const instant = await takeInstant(tx);
      await sql`with was as (
          update records.employment set recorded_to = ${instant}::timestamptz where person = ${person} and recorded_to = 'infinity' returning *
        ) insert into records.employment (fund, person, position, employer, reporting_group, plan, member_class, eligible, fte_hundredths, ended_by, valid_from, valid_to, recorded_from)
        select fund, person, position, employer, reporting_group, plan, member_class, eligible, fte_hundredths, ended_by, ${from}::date, valid_to, ${instant}::timestamptz from was`.execute(
        tx,
      );
      const cause = { kind: "record", because: "The first day was entered wrongly." } as const;
      const told = { fund: 1, today: plainDate(2026, 11, 21), actor: "couns", persons: [person], cause };
      expect(await openRedeterminations(tx, told, instant), old).toBe(1);
    });
    const { rows } = await sql<{ caseNumber: number }>`
      select case_number as "caseNumber" from records.case_file where person = ${person} and kind = 'redetermination'`.execute(
      fund.db,
    );
    return { person, caseNumber: rows[0]!.caseNumber };
  };
  for (const [old, from, before, after] of [
    ["C01R", "1989-07-01", 172_800n, 177_600n], // 3,000.00 x 1.6 % x 37 years
    ["J02R", "2015-07-01", 600_000n, 550_000n], // half of 144,000.00 a year for 11 of 12 years
    ["R3", "1999-07-01", 119_340n, 123_930n], // 3,000.00 x 1.7 % x 27 years = 1,377.00, of it 90 %
    ["D01R", "1999-07-01", 132_600n, 137_700n], // the whole 1,377.00
    ["R4", "1999-07-01", 125_969n, 130_815n], // 95 % of it; the old register's 1,259.70 ends
  ] as const) {
    const of = await began(old, from);
    if (old === "R4") {
      const seen = (await readRedetermination(fund, counselor, of))!;
      expect([...seen.now!.takenOver!]).toEqual([["byLaw", 130_815n]]);
      const keep = { choice: "keepDifference", because: "As before." } as const;
      const kept = await prepareRedetermination(fund, counselor, { key: key(), of, takenOver: keep });
      expect(kept.refused?.code).toBe("difference-not-kept");
    }
    const choice = old === "R4" ? ["--taken-over", "byLaw", "--because", "By the law."] : [];
    const prepared = await redetermine("coun1234", "prepare", `${of.caseNumber}`, ...choice);
    expect([old, ...prepared]).toEqual([old, 0, "The figures are prepared. Another person approves."]);
    const { figures } = (await readRedetermination(fund, counselor, of))!.redetermination;
    const name = "chosenAmount" in figures.after ? "chosenAmount" : "annuityAtStart";
    expect([old, figures.before[name], figures.after[name]]).toEqual([old, before, after]);
    const approved = await redetermine("veri1234", "approve", `${of.caseNumber}`);
    expect([old, ...approved]).toEqual([old, 0, "The new determination is in force."]);
  }
  // An administrative law judge who began in 2015 is of the tier of 2011 and has no right by this law.
  const lost = await began("L01R", "2015-07-01");
  const shown = await redetermine("coun1234", "show", `${lost.caseNumber}`);
  expect(shown[1]).toContain(
    "Waits to be prepared, a month: No right to a benefit\n  The first day was entered",
  );
  expect((await redetermine("coun1234", "list"))[1]).toContain(`case ${lost.caseNumber}: `);
  const { refused } = await prepareRedetermination(fund, counselor, { key: key(), of: lost });
  expect([refused?.code, refused?.cites]).toEqual(["not-eligible-by-record", "RSMo 287.815.1"]);

  const knownAt = await knownAtNow(fund.db);
  const [month, law] = [plainDate(2026, 11, 1), payrollLaw()];
  const due = await fund.db.transaction().execute(async (tx) => {
    const roll = await readRoll(tx, { fund: 1, month, paymentDate: month, knownAt, reasons });
    const [one, other] = [law.amountsDue(roll, month), law.amountsExplained(roll, month)];
    return new Map([...roll.benefit].map((of, at) => [of, [one.lasting[at], other.lasting[at]]]));
  });
  const { rows } = await sql<{ old: string; benefit: number }>`
    select old_id as old, benefit from records.converted_benefit where old_id in ('C01R', 'D01F', 'D01R', 'J02R', 'R3S', 'R4') order by 1`.execute(
    fund.db,
  );
  // 3,000.00 x 1.7 % x 24 11/12 years = 1,270.75 were accrued, all of it in the marriage: half is 635.38, the rest of 1,377.00 is 741.62.
  // The survivor of R3 is paid half of 1,239.30.
  expect(rows.map(({ old, benefit }) => [old, ...due.get(benefit)!])).toEqual([
    ["C01R", 177_600, 177_600],
    ["D01F", 63_538, 63_538],
    ["D01R", 74_162, 74_162],
    ["J02R", 550_000, 550_000],
    ["R3S", 61_965, 61_965],
    ["R4", 130_815, 130_815],
  ]);
  const [own] = await seeBenefitsNow(fund, actor("a", "auditor"), await memberOf("R4"));
  expect(takenOverText(en, own!.takenOver!)).toContain("Since then two people determined it again");
});

test("a fund that was taken over is the same after a restore on a server of either version, and every proof holds", async () => {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(fund.db);
  const server = await testDatabase({ fund: null });
  const url = new URL(server.url);
  url.pathname = `/${rows[0]!.name}`;
  const folder = join(home, "backup");
  await sealEntries(fund.db);
  await writeBackup(url.href, fund.db, folder);
  await server.dispose();
  for (const version of [18, 15] as const) {
    const empty = await emptyDatabase(version);
    const restored = await restoreBackup(empty.url, folder);
    const counts = new Map(restored.tables.map(({ table, rows: count }) => [table, count]));
    expect(counts.get("records.converted_payee")).toBe(2);
    expect(counts.get("records.conversion_difference")).toBe(5);
    expect(counts.get("records.conversion_parallel_item")).toBeGreaterThan(10);
    const owner = connect(empty.url, "emeritus_owner", { most: 2 });
    expect(holds(await verifyRecord(owner.db, 1))).toBe(true);
    let proven = 0;
    for await (const { agrees } of verifyAllDeterminations(owner.db, 1)) proven += agrees ? 1 : 0;
    expect(proven).toBe(19);
    await owner.close();
    await empty.dispose();
  }
});
