import { randomUUID } from "node:crypto";
import { parseDate } from "@emeritus/engine/dates.ts";
import { temporaryKeys } from "@emeritus/records/keys.ts";
import { testDatabase, type TestDatabase } from "@emeritus/records/testing.ts";
import { en } from "@emeritus/words/en/index.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { duplicatesFound } from "../duplicates/find-duplicates.ts";
import { NotAllowed } from "../permissions.ts";
import type { System } from "../system.ts";
import {
  answerQuestion,
  assignQuestion,
  confirmAnswer,
  decideAnswer,
  seenOf,
  tellAnswer,
} from "./answer-question.ts";
import type { PatternCode } from "./catalogue.ts";
import { looks } from "./looks.ts";
import { questionsCsv } from "./questions-file.ts";
import { allQuestions, readAsked, readDesk, readPersonQuality, readQuestion } from "./read-quality.ts";
import { beginLook, carryLookOn, lookTonight } from "./run-quality.ts";
import { scoreOf } from "./score.ts";
import { BadFund } from "./testing-fund.ts";

const keys = temporaryKeys();
const key = () => randomUUID();
const counselor: Actor = { account: "casey", roles: ["counselor"], employers: [] };
const another: Actor = { account: "cora", roles: ["counselor"], employers: [] };
const verifier: Actor = { account: "vera", roles: ["benefitVerifier"], employers: [] };
const auditor: Actor = { account: "ada", roles: ["auditor"], employers: [] };
const employer: Actor = { account: "emil", roles: ["employer"], employers: [1] };
const elsewhere: Actor = { account: "elsa", roles: ["employer"], employers: [2] };

let database: TestDatabase;
let fund: BadFund;
let system: System;
let negative = 0;
let gap = 0;

beforeAll(async () => {
  database = await testDatabase();
  fund = new BadFund(database.owner, keys);
  await fund.setUp();
  const quiet = { info() {}, warn() {}, error() {} };
  system = {
    db: database.db,
    reader: database.reader,
    fund: { number: 1, name: "Fund", demonstration: true, timeZone: "America/Chicago" },
    calendar: { today: () => parseDate("2026-11-21"), moved: false },
    clock: { now: () => new Date().toISOString(), milliseconds: () => Date.now() },
    keys,
    log: quiet,
    letters: { print: () => Promise.reject(new Error("none")), close: async () => {} },
    outbox: { hand: () => Promise.reject(new Error("none")) },
    home: "/nonexistent",
  };
  for (const [account, role] of [
    ["casey", "counselor"],
    ["vera", "benefitVerifier"],
    ["ada", "auditor"],
  ])
    await sql`insert into signin.account (account, fund, name, roles, password, totp) values (${account}, 1, ${account}, ${[role]}, '', '')`.execute(
      database.owner,
    );
  for (let at = 0; at < 3; at += 1) await fund.member();
  negative = await fund.member({}, { 2020: fund.year({ 3: -300_000 }) });
  gap = await fund.member({ name: "=HYPERLINK(1)" }, { 2020: fund.year({ 5: null }) });
  await lookTonight(system);
});
afterAll(() => database?.dispose());

const of = async (person: number, pattern: PatternCode, actor: Actor = auditor) => {
  const { questions } = await readDesk(system, actor, { page: 1, person, pattern });
  return questions[0];
};
const stands = async (question: number) => (await readQuestion(system, auditor, question))!.open;
const setPay = (person: number, month: number, cents: number | null) =>
  sql`update projection.pay_year set cents[${month}] = ${cents}::int where person = ${person} and year = 2020`.execute(
    database.owner,
  );

describe("scores", () => {
  test("a score by hand: one severe, three of one serious that count as two, one slight", () => {
    const found = [
      { pattern: "pay-negative", questions: 1 }, // 30
      { pattern: "pay-gap", questions: 3 }, // 12 twice
      { pattern: "address-bad", questions: 1 }, // 4
    ];
    expect(scoreOf(found)).toEqual({
      score: 42,
      lost: [
        { pattern: "pay-negative", questions: 1, points: 30 },
        { pattern: "pay-gap", questions: 3, points: 24 },
        { pattern: "address-bad", questions: 1, points: 4 },
      ],
    });
    expect(scoreOf([]).score).toBe(100);
    const four = ["pay-negative", "birth-missing", "name-missing", "ssn-of-two"];
    expect(scoreOf(four.map((pattern) => ({ pattern, questions: 1 }))).score).toBe(0); // 120 points
  });

  test("the fund's score is the mean of its records, an employer's that of its people", async () => {
    // five records: 100, 100, 100, 70 and 88
    const { mark, questions, found, cents } = await readDesk(system, auditor, { page: 1 });
    expect(mark).toMatchObject({
      people: 5,
      clean: 3,
      scoreTenths: 916,
      questions: 2,
      severe: 1,
      cents: 900_000n,
    });
    expect(questions.map(({ pattern }) => pattern)).toEqual(["pay-negative", "pay-gap"]); // 6,000.00, then 3,000.00
    expect([found, cents]).toEqual([2, 900_000n]);
    const { marks } = await readAsked(system, employer, 1);
    expect(marks).toMatchObject([{ employer: 1, people: 5, scoreTenths: 916 }]);
    expect(Object.keys(marks[0]!).toSorted()).toEqual([
      "day",
      "employer",
      "name",
      "people",
      "run",
      "scoreTenths",
    ]);
    expect((await readPersonQuality(system, auditor, negative))!.score.score).toBe(70);
  });
});

describe("answers", () => {
  test("a severe question needs a second person, another does not, and both need a reason", () => {
    const severe = { pattern: "pay-negative", status: "open" } as const;
    const serious = { pattern: "pay-gap", status: "open" } as const;
    const accepts = { verdict: "accepted", because: "As agreed." } as const;
    expect(decideAnswer(severe, accepts)).toEqual({ accepted: "acceptedWaits" });
    expect(decideAnswer(severe, { ...accepts, verdict: "notAFault" })).toEqual({
      accepted: "notAFaultWaits",
    });
    expect(decideAnswer(serious, accepts)).toEqual({ accepted: "accepted" });
    expect(decideAnswer(serious, { ...accepts, because: "  " }).refused?.code).toBe("reason-missing");
    expect(decideAnswer(severe, { verdict: "mended", because: undefined })).toEqual({ accepted: "mended" });
    expect(decideAnswer({ ...serious, status: "accepted" }, accepts).refused?.code).toBe("settled-already");
  });

  test("who may not: an auditor answers nothing, an employer only its own, nobody their own record", async () => {
    const { question } = (await of(gap, "pay-gap"))!;
    const asked = { key: key(), question, seen: "none", verdict: "mended", because: undefined } as const;
    const told = { key: key(), question, seen: "none", told: "hasLeft", because: undefined } as const;
    await expect(answerQuestion(system, auditor, asked)).rejects.toThrow(NotAllowed);
    await expect(answerQuestion(system, employer, asked)).rejects.toThrow(NotAllowed);
    await expect(tellAnswer(system, elsewhere, told)).rejects.toThrow(NotAllowed);
    await expect(tellAnswer(system, counselor, told)).rejects.toThrow(NotAllowed);
    await expect(answerQuestion(system, { ...counselor, person: gap }, asked)).rejects.toThrow("own record");
    await expect(beginLook(system, auditor, { key: key() })).rejects.toThrow(NotAllowed);
    await expect(readDesk(system, employer, { page: 1 })).rejects.toThrow(NotAllowed);
    await expect(readQuestion(system, { ...counselor, person: gap }, question)).rejects.toThrow("own record");
    expect(await of(gap, "pay-gap", { ...counselor, person: gap })).toBeUndefined();
    expect((await readAsked(system, elsewhere, 1)).questions).toEqual([]);
  });

  test("an employer answers, the office reads it; two clerks do not overwrite each other", async () => {
    const { question } = (await readAsked(system, employer, 1)).questions.find(
      ({ person }) => person === gap,
    )!;
    const told = { question, seen: "none", told: "recordIsRight" } as const;
    expect(
      (await tellAnswer(system, employer, { ...told, key: key(), because: undefined })).refused?.code,
    ).toBe("reason-missing");
    const once = { ...told, key: key(), because: "Unpaid, by agreement." };
    expect(await tellAnswer(system, employer, once)).toEqual({ accepted: { question, status: "told" } });
    expect(await tellAnswer(system, employer, once)).toEqual({ accepted: { question, status: "told" } });
    const seen = (await stands(question))!;
    expect(seen).toMatchObject({ status: "told", told: "recordIsRight", because: "Unpaid, by agreement." });
    const answer = {
      question,
      seen: seenOf(seen),
      verdict: "accepted",
      because: "The month was unpaid.",
    } as const;
    const both = await Promise.all([
      answerQuestion(system, counselor, { ...answer, key: key() }),
      assignQuestion(system, another, { key: key(), question, seen: seenOf(seen), assignee: "casey" }),
    ]);
    expect(both.map(({ refused }) => refused?.code ?? "done").toSorted()).toEqual([
      "changed-meanwhile",
      "done",
    ]);
  });

  test("a severe question is settled by a second person, counts until then, and opens again when what is seen changes", async () => {
    const { question } = (await of(negative, "pay-negative"))!;
    const because = "The refund of 2020, netted in the month.";
    const answer = { key: key(), question, seen: "none", verdict: "notAFault", because } as const;
    expect((await answerQuestion(system, counselor, answer)).accepted?.status).toBe("notAFaultWaits");
    expect((await readPersonQuality(system, auditor, negative))!.score.score).toBe(70);
    const waits = (await stands(question))!;
    const agree = { key: key(), question, seen: seenOf(waits), agrees: true, because: undefined };
    const both: Actor = { ...verifier, account: "casey" };
    expect((await confirmAnswer(system, both, { ...agree, key: key() })).refused?.code).toBe(
      "answered-by-you",
    );
    await expect(confirmAnswer(system, counselor, { ...agree, key: key() })).rejects.toThrow(NotAllowed);
    const back = { ...agree, key: key(), agrees: false, because: "Which refund?" };
    expect((await confirmAnswer(system, verifier, back)).accepted?.status).toBe("open");
    const asked = (await readAsked(system, employer, 1)).questions.find((one) => one.question === question)!;
    expect(asked, "what staff write to each other is not told").toMatchObject({ because: null, actor: null });
    const again = { ...answer, key: key(), seen: seenOf((await stands(question))!) };
    expect((await answerQuestion(system, counselor, again)).accepted?.status).toBe("notAFaultWaits");
    const agreeNow = { ...agree, key: key(), seen: seenOf((await stands(question))!) };
    expect((await confirmAnswer(system, verifier, agreeNow)).accepted?.status).toBe("notAFault");
    expect((await readPersonQuality(system, auditor, negative))!.score.score).toBe(100);
    await lookTonight(system);
    expect((await stands(question))!.status).toBe("notAFault");
    await setPay(negative, 3, -310_000);
    await lookTonight(system);
    expect(await stands(question)).toMatchObject({ status: "open", cents: 620_000n });
  });

  test("only staff who work on questions are given them", async () => {
    const { question, ...seen } = (await of(negative, "pay-negative"))!;
    const give = { question, seen: seenOf(seen) };
    const to = (assignee: string) => assignQuestion(system, counselor, { ...give, key: key(), assignee });
    expect((await to("ada")).refused?.code).toBe("no-such-account");
    expect((await to("vera")).accepted?.status).toBe("open");
    const mine = await readDesk(system, auditor, { page: 1, assignee: "vera" });
    expect(mine.questions.map((one) => one.question)).toEqual([question]);
  });
});

const broken = sql`select 'duty-overdue' as pattern, '1' as subject, 1 as person, 1 as employer, 1 as reporting_group, 1 / 0 as cents, '{}' as facts`;

describe("looks", () => {
  test("a look that changes nothing changes nothing; mended data close a question, and bad data open it again", async () => {
    const person = await fund.member({}, { 2021: fund.year({ 7: -500 }) });
    await lookTonight(system);
    const first = (await of(person, "pay-negative"))!;
    expect(await lookTonight(system)).toMatchObject({ opened: 0, changed: 0, closed: 0 });
    const mended = {
      key: key(),
      question: first.question,
      seen: "none",
      verdict: "mended",
      because: undefined,
    } as const;
    expect((await answerQuestion(system, counselor, mended)).accepted?.status).toBe("mended");
    await lookTonight(system);
    expect((await stands(first.question))!.status, "said to be mended, and is not").toBe("open");
    const set = (cents: number) =>
      sql`update projection.pay_year set cents[7] = ${cents} where person = ${person} and year = 2021`.execute(
        database.owner,
      );
    await set(500);
    expect(await lookTonight(system)).toMatchObject({ opened: 0, closed: 1 });
    expect(await stands(first.question)).toBeUndefined();
    const closed = (await readQuestion(system, auditor, first.question))!;
    expect(closed.versions.map(({ to }) => to === "infinity")).toEqual([false]);
    await set(-500);
    expect(await lookTonight(system)).toMatchObject({ opened: 1, closed: 0 });
    const again = (await of(person, "pay-negative"))!;
    expect(again).toMatchObject({ question: first.question, status: "open" });
    expect(again.since > first.since).toBe(true);
    expect((await readQuestion(system, auditor, first.question))!.versions).toHaveLength(2);
  });

  test("a run that is killed half-way leaves nothing half, and the next is right", async () => {
    const person = await fund.member({ born: null }, { 2022: fund.year({ 2: -700 }) });
    const before = (await readDesk(system, auditor, { page: 1 })).found;
    const { accepted } = await beginLook(system, counselor, { key: key() });
    const half = looks.slice(0, 20);
    const killed = [...half, { patterns: ["duty-overdue"], sees: () => broken } as (typeof looks)[number]];
    await expect(carryLookOn(system, accepted!.run, killed)).rejects.toThrow("division by zero");
    expect((await readDesk(system, auditor, { page: 1 })).found).toBe(before);
    const again = await beginLook(system, counselor, { key: key() });
    expect(again.accepted).toEqual({ run: accepted!.run, underWay: true });
    const both = await Promise.all([carryLookOn(system, accepted!.run), carryLookOn(system, accepted!.run)]);
    expect(both.filter((one) => one !== undefined)).toEqual([
      expect.objectContaining({ opened: 2, closed: 0 }),
    ]);
    expect((await of(person, "pay-negative"))!.cents).toBe(1_400n);
    expect(await of(person, "birth-missing")).toBeDefined();
    const { rows } = await sql`select 1 from projection.quality_seen`.execute(database.db);
    expect(rows).toEqual([]);
  });

  test("a run broken off long ago is left alone: the next begins anew, and what it saw counts for nothing", async () => {
    const { accepted } = await beginLook(system, counselor, { key: key() });
    await carryLookOn(system, accepted!.run, []).catch(() => undefined);
    const late = await beginLook(system, counselor, { key: key() });
    const run = late.accepted!.run;
    expect(late.accepted!.underWay).toBe(false);
    await carryLookOn(system, run, looks.slice(0, 3));
    expect(await carryLookOn(system, accepted!.run)).toBeUndefined();
    await lookTonight(system);
  });

  test("two records of one person are found by the look, and leave the list once it is said that they are two", async () => {
    const made = { name: "Zephyrine", born: "1955-05-25", ssn: null };
    const [one, other] = [await fund.person(made), await fund.person(made)];
    await lookTonight(system);
    const found = await duplicatesFound(system, counselor);
    expect(found.lookedAt).toBeDefined();
    expect(found.pairs.map((pair) => [pair.one.person, pair.other.person])).toEqual([[one, other]]);
    const verdict = { person: one, other, verdict: "different", because: "Twins.", asked_by: "casey" };
    await fund.add("records.duplicate", verdict);
    expect((await duplicatesFound(system, counselor)).pairs).toEqual([]);
    await lookTonight(system);
    expect(await of(one, "two-records")).toBeUndefined();
  });
});

test("the file of questions has no cell that a spreadsheet would calculate", async () => {
  await setPay(gap, 6, null);
  await lookTonight(system);
  const csv = questionsCsv(en, await allQuestions(system, auditor, { person: gap }));
  expect(csv.split("\r\n")).toHaveLength(3);
  expect(csv).toContain('"\'=HYPERLINK(1) =HYPERLINK(1)"');
  expect(csv).not.toMatch(/(^|,)"[=+@]/m);
});

test("every act is in the audit under who did it", async () => {
  const { rows } = await sql<{ actor: string; action: string }>`
    select distinct actor, action from audit.entry where action like '%DataQ%' order by 1, 2`.execute(
    database.db,
  );
  const said = rows.map(({ actor, action }) => `${actor} ${action}`);
  for (const one of [
    "casey answerDataQuestion",
    "casey assignDataQuestion",
    "casey beginDataQualityRun",
    "emil tellAboutDataQuestion",
    "system takeOverDataQualityRun",
    "vera confirmDataQuestion",
  ])
    expect(said).toContain(one);
});

test("an employer is asked about contributions on the pay that it reported itself, and learns of no other's", async () => {
  const person = await fund.person();
  await fund.job(person, "2020-01-01", "2026-09-01");
  await fund.job(person, "2026-09-01", "infinity", { position: 2, employer: 2 });
  const none = { gross_cents: 100_000, employer_cents: 0, ltd_cents: 0, life_cents: 0 };
  const row = { person, position: 1, report: 1, report_row: 9_001, plan: "msep2011", code: "REG", ...none };
  const days = { earn_begin: "2026-08-01", earn_end: "2026-08-31" };
  await fund.add("records.pay_report_row", {
    ...row,
    ...days,
    pensionable_cents: 100_000,
    member_cents: 5_000,
  });
  await lookTonight(system);
  const about = async (actor: Actor) =>
    (await readAsked(system, actor, 1)).questions.filter(
      (one) => one.person === person && one.pattern === "contributions-not-4-percent",
    );
  expect(await about(elsewhere)).toEqual([]);
  expect((await about(employer)).map(({ facts }) => facts)).toEqual([
    { year: 2026, cents: 5_000, due: 4_000 },
  ]);
});

test("an employer's score weighs what it is asked itself, and nothing that only the office can mend", async () => {
  const mark = async () => (await readAsked(system, employer, 1)).marks[0]!;
  const ofOffice = async () => (await readDesk(system, auditor, { page: 1, pattern: "birth-missing" })).found;
  const lost = ({ scoreTenths, people }: { scoreTenths: number; people: number }) =>
    (1000 - scoreTenths) * people;
  const [before, asked] = [await mark(), await ofOffice()];
  await fund.member({ born: null });
  await lookTonight(system);
  const after = await mark();
  expect([after.people, await ofOffice()]).toEqual([before.people + 1, asked + 1]);
  // a severe question would take 300 tenths; rounding of the two means takes less than one a person
  expect(Math.abs(lost(after) - lost(before))).toBeLessThan(after.people);
});
