import { randomUUID } from "node:crypto";
import { parseDate } from "@emeritus/engine/dates.ts";
import { answerGroup } from "@emeritus/operations/disclosing/answer-group.ts";
import { answerRequest } from "@emeritus/operations/disclosing/answer-request.ts";
import { askRelease, type ReleaseRequest } from "@emeritus/operations/disclosing/ask-release.ts";
import {
  addPaper,
  refuseRequest,
  releaseRecords,
  withdrawRequest,
} from "@emeritus/operations/disclosing/decide-request.ts";
import { COPY_LETTER } from "@emeritus/operations/disclosing/copy-letter.ts";
import {
  allowMailing,
  askMailing,
  mailingLetter,
  payMailingCost,
  writeMailings,
} from "@emeritus/operations/disclosing/mailing.ts";
import { listOfficials, officialsCsv } from "@emeritus/operations/disclosing/officials.ts";
import { packageCsv, readGroupFile, readPackage } from "@emeritus/operations/disclosing/package.ts";
import { readDisclosure, readRegister } from "@emeritus/operations/disclosing/read-disclosures.ts";
import { designateAgents, readAgency, recordStatement } from "@emeritus/operations/naming/name-agents.ts";
import { NotAllowed } from "@emeritus/operations/permissions.ts";
import { findClosedField } from "@emeritus/records/closed-field.ts";
import { lettersOf } from "@emeritus/records/letter.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { newPerson } from "@emeritus/records/person.ts";
import { setFundSetting } from "@emeritus/records/fund.ts";
import { en } from "@emeritus/words/en/index.ts";
import { payMonthBefore } from "@emeritus/scenarios/demonstration/earlier-payroll.ts";
import { loadDemonstration } from "@emeritus/scenarios/demonstration/load.ts";
import { demonstrationSignIns } from "@emeritus/scenarios/demonstration/sign-ins.ts";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { actor, done, type Office, openOffice, staff } from "../retiring/office.ts";

let office: Office;
const key = randomUUID;
const day = parseDate;
const pdf = new TextEncoder().encode("%PDF-1.7 a signed paper");
const personOf = (account: string): number =>
  demonstrationSignIns.find((one) => one.account === account)!.person!;
const [ruth, daniel] = [personOf("ruth"), personOf("daniel")];

beforeAll(async () => {
  office = await openOffice("2026-11-23");
  const letters = { print: async () => Buffer.from("%PDF-1.7 a letter"), close: async () => {} };
  const { system, dispose } = office;
  await system.letters.close();
  office = { ...office, system: { ...system, letters }, dispose: async () => dispose() };
  await loadDemonstration(office.system, { seed: 11, people: 40, today: day("2026-11-23") });
  await payMonthBefore(office.system);
});
afterAll(() => office?.dispose());

const base: ReleaseRequest = {
  persons: [ruth],
  asker: "Ada Lawyer",
  askerAddress: ["2 High Street", "Rolla MO 65401"],
  received: day("2026-11-20"),
  ground: "recipientConsent",
  fields: ["address"],
};
const enter = (changed: Partial<ReleaseRequest> = {}, paper: Uint8Array | null = pdf) =>
  askRelease(office.system, staff.counselor, { ...base, ...changed, key: key(), paper: paper ?? undefined });
const release = (disclosure: number, who = staff.verifier) =>
  releaseRecords(office.system, who, { key: key(), disclosure });
const copies = async (person: number) =>
  (await lettersOf(office.system.reader, 1, person)).filter(({ kind }) => kind === COPY_LETTER);

describe("the four open facts", () => {
  test("H-028 BR 1-3(2) anybody is told name, eligibility, dates and amount of a recipient, and no other field is there to be told", async () => {
    const asked = { key: key(), person: ruth, asker: "The Daily Paper", received: day("2026-11-23") };
    const { facts, disclosure } = await done(answerRequest(office.system, staff.counselor, asked));
    expect(facts.map(({ field }) => field)).toEqual(["name", "eligibility", "dates", "amount"]);
    const { rows } = await sql<{ cents: bigint }>`
      select month_cents as cents from runs.run_item where fund = 1 and person = ${ruth}`.execute(
      office.system.reader,
    );
    const dollars = (Number(rows[0]!.cents) / 100).toLocaleString("en-US", { minimumFractionDigits: 2 });
    expect(facts.map(({ value }) => value)).toEqual([
      "Ruth Lindqvist",
      "Receives a retirement benefit",
      "From July 1, 2019",
      `$${dollars}`,
    ]);
    const seen = (await readDisclosure(office.system, staff.auditor, disclosure))!;
    expect(seen.items.map(({ value }) => value)).toEqual(facts.map(({ value }) => value));
  });

  test("H-028 of a future recipient the first date and the estimated amount; of somebody without any benefit that there is none", async () => {
    const told = async (person: number) => {
      const asked = { key: key(), person, asker: "A neighbor", received: day("2026-11-23") };
      return (await done(answerRequest(office.system, staff.counselor, asked))).facts.map(
        ({ value }) => value,
      );
    };
    const [name, eligibility, dates, amount] = await told(daniel);
    expect(name).toMatch(/^Daniel /);
    expect(eligibility).toBe("May receive a retirement benefit in the future");
    expect(dates).toMatch(/^Not before \w+ 1, 20\d\d, as the record stands$/);
    expect(amount).toMatch(/^\$[\d,]+\.\d\d$/);
    const stranger = await office.system.db.transaction().execute(async (tx) => {
      const who = { fund: 1, name: { first: "Nora", last: "Nobody" }, born: day("1980-01-01") };
      return newPerson(tx, who, await takeInstant(tx));
    });
    expect(await told(stranger.person)).toEqual([
      "Nora Nobody",
      "No benefit is on record, and none is foreseen",
      "No date",
      "None",
    ]);
  });

  test("BR 1-3(4) each person gets a copy of what was told; a large group brings a file with the four facts and no copies", async () => {
    const { system } = office;
    const one = { key: key(), person: ruth, asker: "The Daily Paper", received: day("2026-11-23") };
    await done(answerRequest(system, staff.counselor, one));
    const before = (await copies(ruth)).length;
    const content = JSON.stringify((await copies(ruth))[0]!.content);
    expect(content).toContain("The Daily Paper");
    expect(content).toContain("Receives a retirement benefit");
    const group = { asker: "A researcher", received: day("2026-11-23") };
    const small = await answerGroup(system, staff.counselor, { key: key(), ...group, employer: 9 });
    expect([small.refused?.code, small.refused?.cites]).toEqual(["group-too-small", "BR 1-3(4)"]);
    const all = await answerGroup(system, staff.counselor, { key: key(), ...group });
    const file = new TextDecoder().decode(
      (await readGroupFile(system, staff.auditor, all.accepted!.disclosure))!,
    );
    expect(file.split("\r\n")[0]).toBe(
      '"Name","Eligibility","Payable from","Payable through","Amount a month"',
    );
    expect(file).toContain('"Ruth Lindqvist","Receives a retirement benefit","2019-07-01",""');
    expect((await copies(ruth)).length).toBe(before);
  });
});

describe("closed records", () => {
  test("H-029 BR 1-3(2) nothing leaves before a second person releases it; then exactly what was chosen, and the person gets a copy", async () => {
    const { system } = office;
    const { disclosure } = await done(enter({ fields: ["address", "birthDate"] }));
    expect((await readPackage(system, staff.counselor, disclosure)).refused?.code).toBe("cannot-do-now");
    const before = (await copies(ruth)).length;
    const own = await releaseRecords(system, staff.both, { key: key(), disclosure });
    expect(own.accepted?.items).toBe(3);
    const { parts } = await done(readPackage(system, staff.counselor, disclosure));
    expect(parts.map(({ name, items }) => [name, items.map(({ field }) => field)])).toEqual([
      ["Ruth Lindqvist", ["name", "birthDate", "address"]],
    ]);
    expect(parts[0]!.items[1]!.value).toBe("November 3, 1956");
    expect((await copies(ruth)).length).toBe(before + 1);
    expect((await release(disclosure)).refused?.code).toBe("cannot-do-now");
  });

  test("who entered a request does not decide it; without its paper it waits and cannot be released", async () => {
    const { system } = office;
    const entered = await askRelease(system, staff.both, { ...base, key: key(), paper: pdf });
    const { disclosure } = entered.accepted!;
    expect((await release(disclosure, staff.both)).refused?.code).toBe("same-person");
    const decline = { because: "The consent names another person.", cites: "BR 1-3(2)(a)" };
    const declined = await refuseRequest(system, staff.both, { key: key(), disclosure, ...decline });
    expect(declined.refused?.code).toBe("same-person");
    await done(refuseRequest(system, staff.verifier, { key: key(), disclosure, ...decline }));
    expect((await readDisclosure(system, staff.auditor, disclosure))!.request.status).toBe("refused");

    const twice = await done(enter({ persons: [ruth, ruth] }));
    expect((await readDisclosure(system, staff.auditor, twice.disclosure))!.persons).toHaveLength(1);

    const waiting = await done(enter({}, null));
    expect((await release(waiting.disclosure)).refused?.code).toBe("cannot-do-now");
    const bad = { key: key(), disclosure: waiting.disclosure, paper: new TextEncoder().encode("MZ program") };
    expect((await addPaper(system, staff.counselor, bad)).refused?.code).toBe("file-kind-unknown");
    await done(addPaper(system, staff.counselor, { ...bad, key: key(), paper: pdf }));
    await done(release(waiting.disclosure));
    const back = await done(enter());
    await done(withdrawRequest(system, staff.counselor, { key: key(), disclosure: back.disclosure }));
    expect((await release(back.disclosure)).refused?.code).toBe("cannot-do-now");
  });

  test("an SSN is not kept with the request and not printed in the copy; each printing reads it with an audit entry", async () => {
    const { system } = office;
    const ssn = (await findClosedField(system.db, system.keys, { fund: 1, person: ruth, field: "ssn" }))!;
    const { disclosure } = await done(enter({ fields: ["ssn"], ground: "subpoena", law: "26AC-CC00123" }));
    await done(release(disclosure));
    const kept = await sql<{ text: string }>`
      select coalesce(string_agg(i::text, ' '), '') || (select coalesce(string_agg(l.content, ' '), '') from records.letter l) as text
      from records.disclosure_item i`.execute(system.reader);
    expect(kept.rows[0]!.text).not.toContain(ssn);
    const read = async () => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from audit.entry where person = ${ruth} and action = 'revealClosedField' and because = ${`request ${disclosure}`}`.execute(
        system.reader,
      );
      return rows[0]!.n;
    };
    expect(await read()).toBe(0);
    const { parts } = await done(readPackage(system, staff.counselor, disclosure));
    expect(packageCsv(en, parts)).toContain(`"${ssn}"`);
    expect(await read()).toBe(1);
  });

  test("H-030 an agent's request is taken only while a statement on record lets the agent act (RSMo 104.1093)", async () => {
    const { system } = office;
    const agent = { ground: "representativeConsent", representative: "agent" } as const;
    expect((await enter(agent)).refused?.code).toBe("agent-not-acting");
    const { seen, related } = await readAgency(system, staff.counselor, ruth);
    const named = {
      rank: "agent",
      who: { person: related[0]!.person },
      mayNameBeneficiaries: false,
    } as const;
    await done(
      designateAgents(system, staff.counselor, {
        key: key(),
        person: ruth,
        designated: [named],
        seen: seen.agents,
      }),
    );
    expect((await enter(agent)).refused?.code).toBe("agent-not-acting");
    const proof = {
      key: key(),
      person: ruth,
      proof: "physicianStatement",
      received: day("2026-11-20"),
      seen: seen.incapacity,
    } as const;
    await done(recordStatement(system, staff.counselor, proof));
    expect((await enter(agent)).accepted).toBeDefined();
  });

  test("H-032 a compatible purpose carries a request only where the fund has turned it on", async () => {
    const { system } = office;
    const ask = { ground: "compatiblePurpose", purpose: "A survey of retired members" } as const;
    expect((await enter(ask)).refused?.code).toBe("purpose-off");
    await system.db.transaction().execute(async (tx) => {
      const setting = { name: "disclosure.compatiblePurpose", value: true, basis: "entered" } as const;
      await setFundSetting(tx, 1, day("2026-11-01"), setting, await takeInstant(tx));
    });
    expect((await enter(ask)).accepted).toBeDefined();
  });

  test("BR 1-3(2)(c) a department must be covered on the day", async () => {
    const promise = {
      ground: "departmentPromise",
      purposeKind: "benefitAdministration",
      purpose: "Premiums of its plan",
      promisedBy: "Director Dale Dean",
    } as const;
    expect((await enter({ ...promise, employer: 999 })).refused?.code).toBe("department-not-covered");
    expect((await enter({ ...promise, employer: 1 })).accepted).toBeDefined();
  });

  test("who may: members never, the auditor reads the register and hands nothing out, nobody of the staff works their own record", async () => {
    const { system } = office;
    const asked = { key: key(), person: ruth, asker: "x", received: day("2026-11-23") };
    await expect(answerRequest(system, actor("ruth", ["member"], ruth), asked)).rejects.toThrow(NotAllowed);
    await expect(answerRequest(system, staff.auditor, asked)).rejects.toThrow(NotAllowed);
    const self = actor("ruth-at-work", ["counselor", "benefitVerifier"], ruth);
    await expect(answerRequest(system, self, asked)).rejects.toThrow(NotAllowed);
    await expect(askRelease(system, self, { ...base, key: key() })).rejects.toThrow(NotAllowed);
    const { lines } = await readRegister(system, staff.auditor, { filter: "told", page: 1 });
    const released = lines.find(({ status }) => status === "released")!;
    expect(released.name).toBe("Ruth Lindqvist");
    await expect(readPackage(system, staff.auditor, released.disclosure)).rejects.toThrow(NotAllowed);
    await expect(readDisclosure(system, self, released.disclosure)).rejects.toThrow(NotAllowed);
    const open = (await readRegister(system, staff.auditor, { filter: "open", page: 1 })).lines;
    expect(open.length).toBeGreaterThan(0);
    expect(open.every(({ status }) => status === "waiting" || status === "paperAwaited")).toBe(true);
  });
});

test("BR 1-3(3) a department's mailing is allowed by a second person, reaches each of its people once, hands out no address, and its cost is due until paid", async () => {
  const { system } = office;
  const ask = {
    employer: 1,
    asker: "Director Dale Dean",
    received: day("2026-11-20"),
    subject: "A new wellness program",
    text: "It begins in January.\n\nAsk your personnel office.",
    commercial: false,
    promisedBy: "Director Dale Dean",
    centsALetter: 85,
  };
  const sold = await askMailing(system, staff.counselor, { key: key(), ...ask, commercial: true });
  expect([sold.refused?.code, sold.refused?.cites]).toEqual(["commercial", "BR 1-3(3)"]);
  const { disclosure } = await done(askMailing(system, staff.counselor, { key: key(), ...ask }));
  expect(await writeMailings(system)).toBe(0);
  const { people } = await done(allowMailing(system, staff.verifier, { key: key(), disclosure }));
  const { rows: workers } = await sql<{ n: number }>`
    select count(distinct person)::int as n from records.employment where employer = 1 and recorded_to = 'infinity' and eligible and valid_to = 'infinity'`.execute(
    system.reader,
  );
  expect(people).toBe(workers[0]!.n);
  expect(people).toBeGreaterThan(0);
  expect(await writeMailings(system)).toBe(people);
  expect(await writeMailings(system)).toBe(0);
  const { rows } = await sql<{ n: number; most: number }>`
    select count(*)::int as n, max(c)::int as most from (
      select person, count(*) as c from records.letter where kind = ${mailingLetter(disclosure)} group by person) l`.execute(
    system.reader,
  );
  expect(rows[0]).toEqual({ n: people, most: 1 });
  const { request, items } = (await readDisclosure(system, staff.auditor, disclosure))!;
  expect([request.status, request.steps.at(-1)!.facts["costCents"], items]).toEqual([
    "mailed",
    people * 85,
    [],
  ]);
  const pay = { key: key(), disclosure, reference: "Receipt 77" };
  expect((await payMailingCost(system, staff.counselor, { ...pay, reference: " " })).refused?.code).toBe(
    "reference-missing",
  );
  await done(payMailingCost(system, staff.counselor, { ...pay, key: key() }));
  expect((await readDisclosure(system, staff.auditor, disclosure))!.request.status).toBe("paid");
});

test("BR 1-3(1) whoever is paid for a public official's service is posted with four facts and no other; others are not", async () => {
  const { system } = office;
  const { rows, of } = await listOfficials(system, en, { find: "", page: 1 });
  const { rows: counted } = await sql<{ n: number }>`
    select count(*)::int as n from records.benefit b where b.recorded_to = 'infinity' and b.status <> 'ended' and b.valid_from <= '2026-11-23' and b.valid_to > '2026-11-23'
      and exists (select from records.employment e where e.person = b.member and e.member_class = 'legislator')`.execute(
    system.reader,
  );
  expect(of).toBe(counted[0]!.n);
  expect(of).toBeGreaterThan(0);
  expect(Object.keys(rows[0]!)).toEqual(["name", "service", "position", "cents"]);
  expect(rows[0]!.position).toContain("Member of the General Assembly");
  expect(rows.some(({ name }) => name === "Ruth Lindqvist")).toBe(false);
  const csv = await officialsCsv(system, en);
  expect(csv.split("\r\n")[0]).toBe('"Name","Length of service","Position","Monthly benefit"');
  expect(csv).toContain(`"${rows[0]!.name}"`);
  const found = await listOfficials(system, en, { find: rows[0]!.name.slice(0, 5).toUpperCase(), page: 1 });
  expect(found.rows.map(({ name }) => name)).toContain(rows[0]!.name);
  expect((await listOfficials(system, en, { find: "%", page: 1 })).of).toBe(0);
});
