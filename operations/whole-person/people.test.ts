import { randomUUID } from "node:crypto";
import { formatDate, parseDate, plainDate } from "@emeritus/engine/dates.ts";
import { findAddress } from "@emeritus/records/address.ts";
import { newBenefit } from "@emeritus/records/benefit.ts";
import { findClosedField } from "@emeritus/records/closed-field.ts";
import { namingColumns } from "@emeritus/records/duplicate.ts";
import { recordEmployer } from "@emeritus/records/employer.ts";
import { positionFor, recordEmployment } from "@emeritus/records/employment.ts";
import { beneficiariesOf, findMarriage, recordMarriage } from "@emeritus/records/family.ts";
import { temporaryKeys } from "@emeritus/records/keys.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { findPersonByMemberId, newPerson } from "@emeritus/records/person.ts";
import { testDatabase, type TestDatabase } from "@emeritus/records/testing.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "../actor.ts";
import { changeAddress, changeContact, decideContact } from "../changing-person/change-contact.ts";
import { changeName } from "../changing-person/change-name.ts";
import { decideFrom } from "../changing-person/decide-from.ts";
import { readContacts } from "../changing-person/read-contacts.ts";
import { findDuplicates } from "../duplicates/find-duplicates.ts";
import { askToJoin, confirmJoin, decideJoin, partAgain, sayDifferent } from "../duplicates/join-records.ts";
import { likenessScore } from "../duplicates/likeness-score.ts";
import { addChild, addMarriage, closeMarriage, recordDisability } from "../family/change-family.ts";
import { readFamily } from "../family/read-family.ts";
import { findMembers } from "../finding-members/find-members.ts";
import { readSearch } from "../finding-members/read-search.ts";
import {
  actingRank,
  designateAgents,
  readAgency,
  recordAgentDeclines,
  recordStatement,
} from "../naming/name-agents.ts";
import { decideShares, nameBeneficiariesFor, readBeneficiaries } from "../naming/name-beneficiaries.ts";
import { NotAllowed } from "../permissions.ts";
import type { System } from "../system.ts";
import { holdsClosedData, noteContact } from "./note-contact.ts";
import { readPerson } from "./read-person.ts";
import { readSsn } from "./read-ssn.ts";

const day = parseDate;
const today = plainDate(2026, 11, 20); // a Friday
const fund = 1;
const key = () => randomUUID();
const counselor: Actor = { account: "casey", roles: ["counselor"], employers: [] };
const verifier: Actor = { account: "vera", roles: ["benefitVerifier"], employers: [] };
const memberOf = (person: number): Actor => ({
  account: `m${person}`,
  roles: ["member"],
  employers: [],
  person,
});

describe("pure decisions", () => {
  test("40 section 5.3 an e-mail address works from the next working day, other changes from today, three months ahead at most", () => {
    const from = (asked: string | undefined, email: boolean) => {
      const { accepted, refused } = decideFrom({ today, email, ...(asked ? { asked: day(asked) } : {}) });
      return refused?.code ?? formatDate(accepted!);
    };
    expect(from(undefined, true)).toBe("2026-11-23");
    expect(from("2026-11-22", true)).toBe("email-too-early");
    expect(from("2026-11-23", true)).toBe("2026-11-23");
    expect(from(undefined, false)).toBe("2026-11-20");
    expect(from("2026-11-19", false)).toBe("date-past");
    expect(from("2027-02-20", false)).toBe("2027-02-20");
    expect(from("2027-02-21", false)).toBe("too-far-ahead");
  });

  test("e-mail addresses and telephone numbers that could work", () => {
    expect(decideContact("email", "ana@example.org")).toBeUndefined();
    expect(decideContact("email", "ana@example")?.code).toBe("email-wrong");
    expect(decideContact("mobilePhone", "(573) 555-0142")).toBeUndefined();
    expect(decideContact("phone", "+44 20 7946 0958")).toBeUndefined();
    expect(decideContact("phone", "555-0142")?.code).toBe("phone-wrong");
  });

  test("H-243 shares of a rank are 100 percent to the hundredth, or equal parts that make thirds exact", () => {
    const shares = (...given: (number | undefined)[]) =>
      decideShares(given.map((share) => ({ rank: "primary" as const, share })));
    expect(shares(undefined, undefined, undefined).accepted).toEqual([1, 1, 1]);
    expect(shares(3333, 3333, 3334).accepted).toEqual([3333, 3333, 3334]);
    expect(shares(3333, 3333, 3333).refused).toMatchObject({
      code: "shares-not-whole",
      facts: { sum: 9999 },
    });
    expect(shares(5000, undefined).refused?.code).toBe("share-missing");
    expect(shares(10_000, 0).refused?.code).toBe("share-wrong");
    expect(decideShares([{ rank: "contingent" }]).refused?.code).toBe("nobody-primary");
    expect(decideShares([]).accepted).toEqual([]);
  });

  test("H-098, H-099, H-100 an agent acts only once a statement is in; the successor only when the agent cannot or will not", () => {
    const agents = (declined: boolean, died: boolean) =>
      [
        { rank: "agent", declined, died },
        { rank: "successor", declined: false, died: false },
      ] as const;
    expect(actingRank({ incapacitated: true, agents: [] })).toEqual({ status: "none" });
    expect(actingRank({ incapacitated: false, agents: agents(false, false) })).toEqual({ status: "onFile" });
    expect(actingRank({ incapacitated: true, agents: agents(false, false) })).toEqual({
      status: "active",
      acting: "agent",
    });
    expect(actingRank({ incapacitated: true, agents: agents(true, false) }).acting).toBe("successor");
    expect(actingRank({ incapacitated: true, agents: agents(false, true) }).acting).toBe("successor");
    expect(actingRank({ incapacitated: true, agents: agents(true, false).slice(0, 1) })).toEqual({
      status: "nobodyLeft",
    });
  });

  test("a search is understood by what was typed", () => {
    expect(readSearch("123-45-6789")).toEqual({ by: "ssn", ssn: "123456789" });
    expect(readSearch("1000 0012")).toEqual({ by: "memberId", memberId: "10000012" });
    expect(readSearch("+1 (573) 555-0142")).toEqual({ by: "phone", digits: "5735550142" });
    expect(readSearch("ana@ex")).toEqual({ by: "email", email: "ana@ex" });
    expect(readSearch("Ruiz 3/14/1970")).toEqual({
      by: "birthDate",
      born: "1970-03-14",
      names: [{ last: "Ruiz" }, { first: "Ruiz" }],
    });
    expect(readSearch("Ruiz,")).toEqual({ by: "name", names: [{ last: "Ruiz" }] });
    expect(readSearch("Ruiz, Ana")).toEqual({ by: "name", names: [{ last: "Ruiz", first: "Ana" }] });
    expect(readSearch("Ana Ruiz")).toMatchObject({
      by: "name",
      names: [{ last: "Ruiz", first: "Ana" }, { last: "Ana", first: "Ruiz" }, { last: "Ana Ruiz" }],
    });
    for (const short of ["", "R", "1", "12345", "@"]) expect(readSearch(short), short).toBeUndefined();
  });

  test("two records are joined only where at most one holds more than who somebody is", () => {
    const facts = { held: [[], []], ssn: [false, false], together: [], joined: [false, false] } as const;
    expect(decideJoin([7, 5], facts).accepted).toEqual({ person: 7, kept: 5 });
    expect(decideJoin([7, 5], { ...facts, held: [["records.pay"], []] }).accepted).toEqual({
      person: 5,
      kept: 7,
    });
    const both = { ...facts, held: [["records.pay"], ["records.benefit"]] } as const;
    expect(decideJoin([7, 5], both).refused).toMatchObject({
      code: "both-hold-more",
      facts: { first: "records.pay", second: "records.benefit" },
    });
    expect(decideJoin([7, 5], { ...facts, ssn: [true, true] }).refused?.code).toBe("both-have-ssn");
    expect(decideJoin([7, 5], { ...facts, together: ["records.beneficiary"] }).refused?.code).toBe(
      "named-together",
    );
  });

  test("a likeness says its reasons; twins of one address are no certain pair, spouses are none", () => {
    const like = {
      person: 1,
      other: 2,
      sameBirth: true,
      birthNear: false,
      sameLast: true,
      lastSounds: true,
      sameFirst: false,
      firstSounds: true,
      firstSteps: 2,
      lastSteps: 0,
      sameContact: false,
      sameAddress: false,
      bothHaveSsn: false,
      related: false,
    };
    expect(likenessScore(like)).toEqual({ score: 78, reasons: ["sameBirth", "sameLast", "firstSounds"] });
    const twins = { ...like, firstSounds: false, firstSteps: 4, sameAddress: true, bothHaveSsn: true };
    expect(likenessScore(twins).score).toBeLessThan(60);
    expect(likenessScore({ ...like, related: true }).score).toBe(0);
  });

  test("what looks like an SSN or an account number is kept out of notes", () => {
    expect(holdsClosedData("She gave 123-45-6789.")).toBe(true);
    expect(holdsClosedData("account 12345678901")).toBe(true);
    expect(holdsClosedData("Call 573-555-0142 after 2026-11-20, Member ID 10000012")).toBe(false);
  });
});

describe("the record of people", () => {
  let t: TestDatabase;
  let system: System;
  let retiree = 0;
  let wife = 0;
  const somebody = async (first: string, last: string, born: string, ssn?: string) => {
    const { person } = await t.db.transaction().execute(async (tx) =>
      newPerson(
        tx,
        {
          fund,
          name: { first, last },
          born: day(born),
          ...(ssn ? { ssn: { text: ssn, keys: system.keys } } : {}),
        },
        await takeInstant(tx),
      ),
    );
    return person;
  };
  const record = <T>(effect: (tx: Parameters<typeof newPerson>[0], instant: string) => Promise<T>) =>
    t.db.transaction().execute(async (tx) => effect(tx, await takeInstant(tx)));
  const memberIdOf = async (person: number) =>
    (
      await t.db
        .selectFrom("records.person")
        .select("member_id")
        .where("person", "=", person)
        .executeTakeFirstOrThrow()
    ).member_id;
  const names = async (text: string) => (await findMembers(system, counselor, text)).map(({ name }) => name);

  beforeAll(async () => {
    t = await testDatabase();
    system = {
      db: t.db,
      reader: t.reader,
      fund: { number: fund, name: "Test", demonstration: true, timeZone: "America/Chicago" },
      calendar: { today: () => today, moved: false },
      keys: temporaryKeys(),
    } as unknown as System;
    retiree = await somebody("Catherine", "Müller-O'Brien", "1955-06-09", "900112222");
    wife = await somebody("Jon", "Smyth", "1956-04-03");
    await record(async (tx, instant) => {
      await recordEmployer(
        tx,
        fund,
        day("1990-01-01"),
        { employer: 1, code: "AGRI", name: "Agriculture" },
        instant,
      );
      const job = { employer: 1, reportingGroup: 1, code: "A", title: "Analyst" };
      const position = await positionFor(tx, fund, retiree, job, instant);
      await recordEmployment(
        tx,
        fund,
        retiree,
        {
          position,
          employer: 1,
          reportingGroup: 1,
          plan: "msep2000",
          memberClass: "general",
          eligible: true,
          fteHundredths: 10_000,
          endedBy: undefined,
          from: day("2000-07-01"),
        },
        instant,
      );
      await recordMarriage(tx, fund, retiree, { spouse: wife, from: day("1980-05-05") }, instant);
      await newBenefit(
        tx,
        fund,
        {
          person: retiree,
          member: retiree,
          kind: "retirement",
          option: "lifeIncome",
          determination: 1,
          baseCents: 100_000n,
          temporaryCents: 0n,
          status: "due",
          from: day("2020-01-01"),
        },
        instant,
      );
    });
  });
  afterAll(() => t?.dispose());

  test("H-034 H-036 people are found by Member ID, SSN, name as it sounds or misspelt, telephone, e-mail and birth date; each search is written down, no SSN is", async () => {
    const seen = async (kind: "email" | "mobilePhone") =>
      (await readContacts(system, counselor, retiree)).seen.contact(kind);
    const phone = { key: key(), person: retiree, kind: "mobilePhone", contact: "(573) 555-0142" } as const;
    expect(
      (await changeContact(system, counselor, { ...phone, seen: await seen("mobilePhone") })).accepted,
    ).toBeTruthy();
    const mail = { key: key(), person: retiree, kind: "email", contact: "Cathy@Example.org" } as const;
    expect((await changeContact(system, counselor, { ...mail, seen: await seen("email") })).accepted).toEqual(
      {
        from: day("2026-11-23"),
      },
    );
    const found = "Catherine Müller-O'Brien";
    for (const text of [
      await memberIdOf(retiree),
      "900-11-2222",
      "Muller-OBrien",
      "muller",
      "Kathryn Mueller OBrien",
      "Mullr-O'Brian, Katherine",
      "573 555 0142",
      "cathy@exam",
      "1955-06-09",
      "Muller 6/9/1955",
    ])
      expect(await names(text), text).toContain(found);
    expect(await names("Smith, John")).toContain("Jon Smyth");
    expect(await names("Jhon Smyth")).toContain("Jon Smyth");
    expect(await names("Kowalski")).toEqual([]);
    expect((await findMembers(system, counselor, "900-11-2222"))[0]!.ssnLast4).toBe("2222");
    const { rows } = await sql<{ action: string; facts: string }>`
      select action, facts from audit.entry where action like 'find %' order by entry`.execute(t.db);
    expect(rows.length).toBe(14);
    expect(rows[1]!.action).toBe("find a member by SSN");
    expect(JSON.stringify(rows)).not.toContain("2222");
  });

  test("a first name alone is found: exact names first, then longer ones, then those that sound like it", async () => {
    for (const [first, last] of [
      ["Otto", "Quirina"],
      ["Otto", "Qirin"],
      ["Quirin", "Abel"],
      ["Quirinus", "Cole"],
      ["Otto", "Quirin"],
    ] as const)
      await somebody(first, last, "1981-02-03");
    const found = await names("quirin");
    expect(found.slice(0, 2).toSorted()).toEqual(["Otto Quirin", "Quirin Abel"]);
    expect(found.slice(2, 4).toSorted()).toEqual(["Otto Quirina", "Quirinus Cole"]);
    expect(found.slice(4)).toEqual(["Otto Qirin"]);
  });

  test("a former name is found too, and a new one needs its paper", async () => {
    const person = await somebody("Rosa", "Vega", "1979-01-30");
    const { seen } = await readContacts(system, counselor, person);
    const ask = {
      key: key(),
      person,
      name: { first: "Rosa", last: "Thornbury" },
      from: day("2015-05-01"),
      proof: "marriageCertificate",
      seen: seen.name,
    } as const;
    expect(
      (await changeName(system, counselor, { ...ask, from: day("2026-11-21"), key: key() })).refused?.code,
    ).toBe("in-future");
    expect((await changeName(system, counselor, ask)).accepted).toBeTruthy();
    expect(await names("Vega, Rosa")).toEqual(["Rosa Thornbury"]);
    expect((await findMembers(system, counselor, "Thornbery"))[0]!.earlierNames).toEqual(["Rosa Vega"]);
    await expect(changeName(system, memberOf(person), { ...ask, key: key() })).rejects.toThrow(NotAllowed);
  });

  test("S-09 32 clerks who edit one member at once lose nothing: one change is taken, the others are told who was first", async () => {
    const person = await somebody("Ida", "Crowd", "1970-01-01");
    const clerks = Array.from({ length: 32 }, (_, at) => ({ ...counselor, account: `clerk${at}` }));
    const look = async () => (await readContacts(system, counselor, person)).seen.address("home");
    const change = (clerk: Actor, seen: string) => {
      const address = { street: `${clerk.account} Street`, city: "Rolla", state: "MO", postalCode: "65401" };
      return changeAddress(system, clerk, { key: key(), person, kind: "home", address, seen });
    };
    const first = await look();
    const answers = await Promise.all(clerks.map((clerk) => change(clerk, first)));
    const taken = clerks.filter((_, at) => answers[at]!.accepted);
    expect(taken.length).toBe(1);
    for (const { refused } of answers.filter((one) => one.refused))
      expect(refused).toMatchObject({ code: "changed-meanwhile", facts: { by: taken[0]!.account } });
    for (const clerk of clerks.filter((one) => one !== taken[0]))
      expect((await change(clerk, await look())).accepted).toBeTruthy();
    const { rows } = await sql<{ versions: number; clerks: number }>`
      select count(*)::int as versions, count(distinct street)::int as clerks from records.address where person = ${person}`.execute(
      t.db,
    );
    expect(rows[0]).toEqual({ versions: 32, clerks: 32 });
  });

  test("H-067 a member changes their own address from a day to come, and nobody else's", async () => {
    const { seen } = await readContacts(system, memberOf(wife), wife);
    const address = { street: "12 Elm Street", city: "Columbia", state: "MO", postalCode: "65201" };
    const ask = {
      key: key(),
      person: wife,
      kind: "home",
      address,
      from: day("2027-01-15"),
      seen: seen.address("home"),
    } as const;
    expect((await changeAddress(system, memberOf(wife), ask)).accepted).toEqual({ from: day("2027-01-15") });
    expect(await findAddress(t.db, fund, wife, { on: day("2027-01-14") })).toBeUndefined();
    expect((await findAddress(t.db, fund, wife, { on: day("2027-01-15") }))?.city).toBe("Columbia");
    expect((await changeAddress(system, memberOf(wife), { ...ask, key: key() })).refused?.code).toBe(
      "changed-meanwhile",
    );
    await expect(changeAddress(system, memberOf(retiree), ask)).rejects.toThrow(NotAllowed);
  });

  test("a marriage ends by its paper and another may follow; a child's disability is known from its day", async () => {
    const person = await somebody("Owen", "Hart", "1960-02-02");
    const seen = async () => (await readFamily(system, counselor, person)).seen;
    const first = { first: "Nell", last: "Hart", born: day("1961-03-03") };
    const marry = async (spouse: typeof first, wedding: string) =>
      addMarriage(system, counselor, {
        key: key(),
        person,
        spouse,
        wedding: day(wedding),
        proof: "marriageCertificate",
        seen: (await seen()).marriages,
      });
    expect((await marry(first, "1970-01-01")).refused?.code).toBe("married-too-young");
    expect((await marry(first, "1985-07-07")).accepted).toBe(true);
    const second = { first: "Vi", last: "Lane", born: day("1965-05-05") };
    expect((await marry(second, "1999-09-09")).refused?.code).toBe("still-married");
    const end = { person, by: "divorce", proof: "divorceDecree" } as const;
    expect(
      (await closeMarriage(system, counselor, { ...end, key: key(), on: day("1998-08-08"), seen: "never" }))
        .refused?.code,
    ).toBe("changed-meanwhile");
    expect(
      (
        await closeMarriage(system, counselor, {
          ...end,
          key: key(),
          on: day("1998-08-08"),
          seen: (await seen()).marriages,
        })
      ).accepted,
    ).toBe(true);
    expect((await marry(second, "1998-08-01")).refused).toMatchObject({
      code: "married-then",
      facts: { to: "1998-08-09" },
    });
    expect((await marry(second, "1999-09-09")).accepted).toBe(true);
    expect((await findMarriage(t.db, fund, person, { on: day("1998-08-08") }))?.endedBy).toBe("divorce");
    const child = { first: "Pip", last: "Hart", born: day("1990-10-10") };
    const add = async (given: object) =>
      addChild(system, counselor, {
        key: key(),
        person,
        child,
        relation: "natural",
        seen: (await seen()).children,
        ...given,
      });
    expect((await add({ child: { ...child, born: day("1950-01-01") } })).refused?.code).toBe(
      "older-than-parent",
    );
    expect((await add({ proof: "birthCertificate" })).accepted).toBe(true);
    expect((await add({})).refused?.code).toBe("child-known");
    const pip = (await readFamily(system, counselor, person)).children[0]!;
    const disability = {
      key: key(),
      person,
      child: pip.child,
      since: day("2005-01-01"),
      proof: "physicianStatement",
    };
    expect(
      (await recordDisability(system, counselor, { ...disability, seen: (await seen()).children })).accepted,
    ).toBe(true);
    expect((await readFamily(system, counselor, person)).children).toMatchObject([
      {
        name: "Pip Hart",
        since: day("1990-10-10"),
        disabled: true,
        disabledSince: day("2005-01-01"),
        disabilityProof: "physicianStatement",
      },
    ]);
  });

  test("H-151, H-261 beneficiaries hold from the day received during life, by purpose; a member names their own people", async () => {
    const person = await somebody("Mae", "Dell", "1968-03-03");
    const me = memberOf(person);
    const seen = async () =>
      (await readBeneficiaries(system, me, person)).lists.find((one) => one.purpose === "finalPayment")!.seen;
    const kid = { first: "Sol", last: "Dell", born: day("1999-09-09") };
    const ask = async (named: Parameters<typeof nameBeneficiariesFor>[2]["named"], actor = me, more = {}) =>
      nameBeneficiariesFor(system, actor, {
        key: key(),
        person,
        purpose: "finalPayment",
        named,
        seen: await seen(),
        ...more,
      });
    expect((await ask([{ who: { memberId: await memberIdOf(wife) }, rank: "primary" }])).refused?.code).toBe(
      "no-such-member",
    );
    expect((await ask([{ who: { person: wife }, rank: "primary" }])).refused?.code).toBe(
      "not-of-your-record",
    );
    expect(
      (await ask([{ who: { first: "Mae", last: "Dell", born: day("1968-03-03") }, rank: "primary" }])).refused
        ?.code,
    ).toBe("is-the-same");
    const aunt = { first: "Bea", last: "Kind", born: day("1950-05-05") };
    const trust = { kind: "trust", name: "Dell Family Trust" } as const;
    expect(
      (
        await ask([
          { who: kid, rank: "primary", share: 6667 },
          { who: aunt, rank: "primary", share: 3333, body: trust },
          { who: { first: "Cy", last: "Dell", born: day("2001-01-01") }, rank: "contingent" },
        ])
      ).accepted,
    ).toEqual({ named: 3 });
    const at = await beneficiariesOf(t.db, fund, person, "finalPayment", { on: today });
    expect(at.map(({ parts, rank, body }) => [parts, rank, body?.name])).toEqual([
      [6667, "primary", undefined],
      [3333, "primary", "Dell Family Trust"],
      [1, "contingent", undefined],
    ]);
    expect(await beneficiariesOf(t.db, fund, person, "finalPayment", { on: day("2026-11-19") })).toEqual([]);
    expect((await ask([{ who: kid, rank: "primary" }])).accepted).toEqual({ named: 1 });
    expect((await beneficiariesOf(t.db, fund, person, "finalPayment", { on: today }))[0]!.beneficiary).toBe(
      at[0]!.beneficiary,
    );
    await record((tx, instant) =>
      sql`insert into records.person_death (fund, person, died, recorded_from) values (1, ${person}, '2026-11-10', ${instant}::timestamptz)`.execute(
        tx,
      ),
    );
    expect((await ask([{ who: kid, rank: "primary" }], counselor)).refused?.code).toBe("member-died");
    expect(
      (await ask([{ who: kid, rank: "primary" }], counselor, { received: day("2026-11-09") })).accepted,
    ).toEqual({ named: 1 });
  });

  test("H-101 to H-103 a designation waits for a statement, cannot be changed while it holds, and ends with recovery", async () => {
    const person = await somebody("Ned", "Frost", "1950-01-05");
    const me = memberOf(person);
    const read = () => readAgency(system, counselor, person);
    const agent = { first: "Una", last: "Frost", born: day("1952-02-02") };
    const heir = { first: "Tom", last: "Frost", born: day("1980-02-02") };
    const ask = async (designated: Parameters<typeof designateAgents>[2]["designated"], actor = me) =>
      designateAgents(system, actor, { key: key(), person, designated, seen: (await read()).seen.agents });
    expect((await ask([{ rank: "successor", who: heir, mayNameBeneficiaries: false }])).refused?.code).toBe(
      "agent-needed",
    );
    expect(
      (
        await ask([
          { rank: "agent", who: agent, mayNameBeneficiaries: true },
          { rank: "successor", who: heir, mayNameBeneficiaries: false },
        ])
      ).accepted,
    ).toEqual({ agents: 2 });
    expect(await read()).toMatchObject({ status: "onFile", acting: undefined });
    const statement = async (proof: "physicianStatement" | undefined, received: string) =>
      recordStatement(system, counselor, {
        key: key(),
        person,
        received: day(received),
        proof,
        seen: (await read()).seen.incapacity,
      });
    expect((await statement(undefined, "2026-11-01")).refused?.code).toBe("able-already");
    expect((await statement("physicianStatement", "2026-11-01")).accepted).toBeTruthy();
    expect(await read()).toMatchObject({ status: "active", acting: "agent" });
    expect((await ask([])).refused).toMatchObject({
      code: "principal-incapacitated",
      cites: "RSMo 104.1093",
    });
    const declines = {
      key: key(),
      person,
      rank: "agent",
      declines: true,
      seen: (await read()).seen.agents,
    } as const;
    expect((await recordAgentDeclines(system, counselor, declines)).accepted).toBeTruthy();
    expect((await read()).acting).toBe("successor");
    expect((await statement(undefined, "2026-11-15")).accepted).toBeTruthy();
    expect((await read()).status).toBe("onFile");
    expect((await ask([])).accepted).toEqual({ agents: 0 });
  });

  test("one person is everything that the record says of them", async () => {
    const seen = (await readPerson(system, counselor, wife))!;
    expect(seen.roles).toEqual([
      { kind: "spouse", since: "1980-05-05", of: { person: retiree, name: "Catherine Müller-O'Brien" } },
    ]);
    const whole = (await readPerson(system, counselor, retiree))!;
    expect(whole.roles.map(({ kind }) => kind)).toEqual(["member", "retiree"]);
    expect(whole.ssnLast4).toBe("2222");
    // The letter tells of the e-mail address that the office changed.
    expect(whole.timeline.map(({ kind }) => kind)).toEqual([
      "letterWritten",
      "benefitBegan",
      "hired",
      "married",
      "born",
    ]);
    expect(await readPerson(system, counselor, 999_999)).toBeUndefined();
  });

  test("48 section 3: a whole SSN needs a reason, which is written down before it is shown", async () => {
    expect((await readSsn(system, counselor, { person: retiree, because: "why" })).refused?.code).toBe(
      "reason-missing",
    );
    expect(
      (await readSsn(system, counselor, { person: retiree, because: "Compared with the W-4P" })).accepted,
    ).toBe("900112222");
    await expect(
      readSsn(system, { ...counselor, roles: ["auditor"] }, { person: retiree, because: "Compared with it" }),
    ).rejects.toThrow(NotAllowed);
    const { rows } = await sql<{ because: string }>`
      select because from audit.entry where action = 'revealClosedField' and person = ${retiree}`.execute(
      t.db,
    );
    expect(rows).toEqual([{ because: "Compared with the W-4P" }]);
  });

  test("the contact log grows and never changes", async () => {
    const note = {
      person: retiree,
      channel: "phone",
      happened: today,
      about: "Asked about the option.",
    } as const;
    expect((await noteContact(system, verifier, { ...note, key: key() })).accepted).toBeTruthy();
    expect(
      (await noteContact(system, counselor, { ...note, key: key(), about: "SSN 900-11-2222" })).refused?.code,
    ).toBe("closed-data");
    expect(
      (await noteContact(system, counselor, { ...note, key: key(), happened: day("2026-11-21") })).refused
        ?.code,
    ).toBe("in-future");
    expect((await readPerson(system, counselor, retiree))!.notes).toMatchObject([
      { about: "Asked about the option.", actor: "vera" },
    ]);
    await expect(sql`update records.contact_note set about = 'x'`.execute(t.db)).rejects.toThrow(
      "permission denied",
    );
    await expect(sql`delete from records.contact_note`.execute(t.db)).rejects.toThrow("permission denied");
  });

  test("two records of one person are joined by two people, read as one, and parted exactly as they were", async () => {
    const member = await somebody("Lou", "Park", "1958-08-08");
    const kept = await somebody("Elena", "Pavlova", "1962-12-04");
    const twice = await somebody("Yelena", "Pavlova", "1962-12-04", "900334444");
    const seen = "never";
    const named = [{ who: { memberId: await memberIdOf(twice) }, rank: "primary" as const }];
    await nameBeneficiariesFor(system, counselor, {
      key: key(),
      person: member,
      purpose: "lifeInsurance",
      named,
      seen,
    });
    await addMarriage(system, counselor, {
      key: key(),
      person: member,
      spouse: { person: twice },
      wedding: day("1990-06-06"),
      seen,
    });
    const found = await findDuplicates(system, counselor, kept);
    const reasons = ["sameBirth", "sameLast", "firstSounds"];
    expect(found).toMatchObject([{ other: { person: twice }, score: 78, reasons }]);
    const before = await everythingOpen();
    const pair = { person: kept, other: twice, because: "The same birth certificate" };
    expect((await confirmJoin(system, verifier, { ...pair, key: key() })).refused?.code).toBe("not-asked");
    expect((await askToJoin(system, counselor, { ...pair, key: key() })).accepted).toEqual({
      person: twice,
      kept,
    });
    await expect(confirmJoin(system, counselor, { ...pair, key: key() })).rejects.toThrow(NotAllowed);
    const both: Actor = { ...counselor, roles: ["benefitVerifier"] };
    expect((await confirmJoin(system, both, { ...pair, key: key() })).refused?.code).toBe("asked-by-you");
    expect((await confirmJoin(system, verifier, { ...pair, key: key() })).accepted).toEqual({
      person: twice,
      kept,
    });
    expect((await findMarriage(t.db, fund, member, { on: today }))?.spouse).toBe(kept);
    expect((await beneficiariesOf(t.db, fund, member, "lifeInsurance", { on: today }))[0]!.beneficiary).toBe(
      kept,
    );
    expect(await findPersonByMemberId(t.db, fund, await memberIdOf(twice))).toBe(kept);
    expect(await findClosedField(t.db, system.keys, { fund, person: kept, field: "ssn" })).toBe("900334444");
    expect((await findMembers(system, counselor, "Pavlova")).map(({ person }) => person)).toEqual([kept]);
    expect(await findDuplicates(system, counselor, kept)).toEqual([]);
    expect((await partAgain(system, verifier, { ...pair, key: key() })).accepted).toEqual({
      person: twice,
      kept,
    });
    expect(await everythingOpen()).toEqual(before);
    expect((await sayDifferent(system, counselor, { ...pair, key: key() })).accepted).toBeTruthy();
    expect(await findDuplicates(system, counselor, kept)).toEqual([]);
  });

  test("records that both hold more are not joined; a join is not undone over a later change", async () => {
    const bare = await somebody("Catharine", "Müller-O'Brien", "1955-06-09");
    const ask = (person: number, other: number, of = askToJoin, actor = counselor) =>
      of(system, actor, { key: key(), person, other, because: "One birth certificate" });
    expect((await ask(bare, retiree)).accepted).toEqual({ person: bare, kept: retiree });
    expect((await ask(wife, retiree)).refused?.code).toBe("named-together");
    const worker = await somebody("Max", "Worker", "1955-06-09");
    await record(async (tx, instant) => {
      await positionFor(tx, fund, worker, { employer: 1, reportingGroup: 1, code: "B", title: "B" }, instant);
    });
    expect((await ask(worker, retiree)).refused?.code).toBe("both-hold-more");
    const member = await somebody("Gus", "Dale", "1958-08-08");
    const twin = [
      await somebody("Flo", "Dale", "1960-01-01"),
      await somebody("Flo", "Dale", "1960-01-01"),
    ] as const;
    const spouse = {
      person: member,
      wedding: day("1990-06-06"),
      spouse: { memberId: await memberIdOf(twin[1]) },
    };
    await addMarriage(system, counselor, { key: key(), seen: "never", ...spouse });
    await ask(...twin);
    expect((await ask(...twin, confirmJoin, verifier)).accepted).toBeTruthy();
    const { seen } = await readFamily(system, counselor, member);
    await closeMarriage(system, counselor, {
      key: key(),
      person: member,
      on: day("2020-01-01"),
      by: "divorce",
      proof: "divorceDecree",
      seen: seen.marriages,
    });
    expect((await ask(...twin, partAgain, verifier)).refused).toMatchObject({
      code: "changed-since",
      facts: { where: "records.marriage" },
    });
    expect((await ask(...twin, partAgain, verifier)).refused?.code).toBe("changed-since");
  });

  test("every column by which a record names another person is known to the joining of records", async () => {
    const { rows } = await sql<{ name: string }>`
      select c.table_schema || '.' || c.table_name || '.' || c.column_name as name from information_schema.columns c
      where c.table_schema in ('records', 'runs') and c.data_type = 'integer'
        and c.column_name ~ '^(spouse|child|agent|beneficiary|member|payee|survivor|heir|other|alternate_payee|former_spouse|payer|acts_for_it|estate_of)$'
        and exists (select from information_schema.tables t where t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE')
      order by 1`.execute(t.owner);
    const known = [...Object.keys(namingColumns), "records.duplicate.other"].toSorted();
    expect(rows.map(({ name }) => name)).toEqual(known);
  });

  /** What the record says now, whenever it was written. */
  async function everythingOpen(): Promise<unknown[]> {
    const tables = [
      "person_name",
      "person_birth",
      "marriage",
      "child",
      "beneficiary",
      "agent",
      "closed_field",
      "address",
      "contact",
    ];
    const all = [];
    for (const table of tables) {
      const { rows } = await sql<{ row: Record<string, unknown> }>`
        select to_jsonb(t) - 'recorded_from' - 'sealed' as row from ${sql.table(`records.${table}`)} t where recorded_to = 'infinity' order by 1`.execute(
        t.db,
      );
      all.push(rows.map(({ row }) => row));
    }
    return all;
  }
});
