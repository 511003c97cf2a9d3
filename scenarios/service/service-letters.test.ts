import { randomUUID } from "node:crypto";
import { parseDate } from "@emeritus/engine/dates.ts";
import type { Letter } from "@emeritus/ports/letter-printer.ts";
import { changeAddress } from "@emeritus/operations/changing-person/change-contact.ts";
import { handOverLetters } from "@emeritus/operations/determining/hand-over-letters.ts";
import { readLetter } from "@emeritus/operations/retiring/read-retirement.ts";
import { askForService } from "@emeritus/operations/service/ask-for-service.ts";
import { refuseService } from "@emeritus/operations/service/decide-service.ts";
import { disputeRecord, readDispute, refuseDispute } from "@emeritus/operations/service/dispute.ts";
import { readServiceCase } from "@emeritus/operations/service/read-service-cases.ts";
import { openLedger } from "@emeritus/records/ledger.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { afterAll, beforeAll, expect, test } from "vitest";
import { done, type Office, openOffice, staff } from "../retiring/office.ts";
import { accepts, approved, askAndPrepare, hire, military, pays } from "./office.ts";

const key = randomUUID;
let office: Office;

beforeAll(async () => {
  office = await openOffice("2021-07-01");
  await office.system.db.transaction().execute(async (tx) => openLedger(tx, 1, await takeInstant(tx)));
});
afterAll(() => office?.dispose());

/** Every sentence of a letter, and the laws beside its worksheet. */
const textOf = (content: unknown): string => JSON.stringify((content as Letter).body);

test("BR 1-2 an offer, what is credited and an answer are letters: the amount with its worksheet and citations, the reason, and the last day to ask for a review", async () => {
  const { member, person } = await hire(office, "Paula", [{ from: "2001-07-01" }]);
  const of = await askAndPrepare(office, member, military.asked, military.foundOut);
  await approved(office, of);
  const [offer] = (await readServiceCase(office.system, member, of))!.service.letters;
  expect((offer!.content as Letter).title).toBe("Our offer for your service");
  const offered = textOf(offer!.content);
  for (const words of [
    "$22,953.14", // 9,600.00 and 13,353.14, worked by hand in the test of the purchase
    "4 years",
    "The offer ends on September 29, 2021.",
    "RSMo 104.344",
    "the last day is August 30, 2021", // 60 days after July 1
  ])
    expect(offered).toContain(words);
  expect((offer!.content as Letter).body.some(({ kind }) => kind === "worksheet")).toBe(true);

  await accepts(office, member, of, 1);
  await done(pays(office, of, 2_295_314n, "2021-07-01"));
  const [credited] = (await readServiceCase(office.system, member, of))!.service.letters;
  const counts = textOf(credited!.content);
  for (const words of ["$22,953.14", "4 years", "February 1, 1995 to January 31, 1999"])
    expect(counts).toContain(words);

  const again = await askForService(office.system, member, { key: key(), person, ...military.asked });
  expect(again.refused?.code).toBe("days-taken"); // no day counts twice
  const question = { person, about: "pay", line: "June 2020", says: "My overtime is missing." } as const;
  const dispute = await done(disputeRecord(office.system, member, { key: key(), ...question }));
  const answer = { because: "Overtime of June 2020 was paid in July.", cites: "BR 3-4" };
  await done(refuseDispute(office.system, staff.counselor, { key: key(), of: dispute, ...answer }));
  const seen = (await readDispute(office.system, member, dispute))!.letters;
  for (const words of [
    "My overtime is missing.",
    answer.because,
    "It rests on: BR 3-4.",
    "the last day is August 30, 2021",
  ])
    expect(textOf(seen[0]!.content)).toContain(words);
});

test("a letter without an address can be read at once, is printed when an address comes, and is mailed once", async () => {
  const { member, person } = await hire(office, "Quinn", [{ from: "2001-07-01" }]);
  const of = await askAndPrepare(office, member, military.asked, military.foundOut);
  const given = { key: key(), of, because: "The papers name another person.", cites: "RSMo 104.344" };
  await done(refuseService(office.system, staff.counselor, given));
  const letters = async () => (await readServiceCase(office.system, member, of))!.service.letters;
  const [waits] = await letters();
  expect([waits!.kind, waits!.file]).toEqual(["serviceRefused", undefined]);
  const read = (await readLetter(office.system, member, { person, letter: waits!.letter }))!;
  expect(read.bytes.subarray(0, 5).toString()).toBe("%PDF-");
  expect(read.bytes.includes("pdfuaid")).toBe(true);
  await handOverLetters(office.system);
  expect(office.handed.map(({ letter }) => letter)).not.toContain(waits!.letter);

  const address = {
    street: "12 Elm Street",
    city: "Rolla",
    state: "MO",
    postalCode: "65401",
    country: "US",
  } as const;
  const home = {
    key: key(),
    person,
    kind: "home",
    address,
    seen: "never",
    from: parseDate("2021-07-01"),
  } as const;
  await done(changeAddress(office.system, member, home));
  const [printed, before] = await letters();
  expect([printed!.kind, before!.letter]).toEqual(["serviceRefused", waits!.letter]);
  expect(printed!.addressedTo).toBe("Quinn Example\n12 Elm Street\nRolla MO 65401");
  expect(printed!.file).toMatch(/^[0-9a-f]{64}$/);
  await handOverLetters(office.system);
  await handOverLetters(office.system);
  expect(office.handed.filter(({ letter }) => letter === printed!.letter)).toHaveLength(1);
});
