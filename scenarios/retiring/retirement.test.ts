import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { handOverLetters } from "@emeritus/operations/determining/hand-over-letters.ts";
import { ENDLESS, formatDate, parseDate } from "@emeritus/engine/dates.ts";
import type { Letter as LetterContent } from "@emeritus/ports/letter-printer.ts";
import {
  verifyAllDeterminations,
  verifyDetermination,
} from "@emeritus/operations/determining/verify-determination.ts";
import { applyForRetirement } from "@emeritus/operations/retiring/apply-for-retirement.ts";
import { approveRetirement } from "@emeritus/operations/retiring/approve-retirement.ts";
import { careerFacts } from "@emeritus/operations/career.ts";
import { type Answers, findRetirementCase } from "@emeritus/operations/retiring/case-view.ts";
import { recordDeathBeforeStart } from "@emeritus/operations/retiring/death-before-start.ts";
import { judgeDocument } from "@emeritus/operations/retiring/judge-document.ts";
import { keepCasesInTime } from "@emeritus/operations/retiring/keep-cases-in-time.ts";
import { reopenElection } from "@emeritus/operations/retiring/reopen-election.ts";
import { rescindRetirement } from "@emeritus/operations/retiring/rescind-retirement.ts";
import { returnToCounselor } from "@emeritus/operations/retiring/return-to-counselor.ts";
import { sendDocument } from "@emeritus/operations/retiring/send-document.ts";
import { startRetirement } from "@emeritus/operations/retiring/start-retirement.ts";
import { verifyRetirement } from "@emeritus/operations/retiring/verify-retirement.ts";
import { benefitsFrom, isRetired } from "@emeritus/records/benefit.ts";
import { KeyReused } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { findFile } from "@emeritus/records/document.ts";
import { endMarriage, marriagesOf } from "@emeritus/records/family.ts";
import { approveRedetermination } from "@emeritus/operations/redetermining/approve-redetermination.ts";
import { openRedeterminations } from "@emeritus/operations/redetermining/open-cases.ts";
import { prepareRedetermination } from "@emeritus/operations/redetermining/prepare-redetermination.ts";
import { casesOf } from "@emeritus/records/case.ts";
import { recordServiceCredit, serviceCreditsOf } from "@emeritus/records/service.ts";
import { lettersOf } from "@emeritus/records/letter.ts";
import { obligationsOf } from "@emeritus/records/obligation.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { payColumns, postPay } from "@emeritus/records/pay.ts";
import { recordBirth, recordDeath } from "@emeritus/records/person.ts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import {
  actor,
  apply,
  certify,
  done,
  elect,
  key,
  married,
  newMember,
  type Office,
  openOffice,
  prove,
  single,
  staff,
} from "./office.ts";

let office: Office;
beforeAll(async () => {
  office = await openOffice("2031-04-10");
});
afterAll(() => office.dispose());

/** Born 15 May 1969, at work since 1 July 2000 at 3,000.00: on 1 July 2031 aged 62 with 31 years, 1,581.00 a month. */
const someone = async () => {
  office.on("2031-04-10");
  return newMember(office, { born: "1969-05-15", hired: "2000-07-01", paidTo: "2031-06-01" });
};
const statusOf = async (of: { person: number; caseNumber: number }) =>
  (await findRetirementCase(office.system.db, 1, of.person, of.caseNumber))!.status;
const open = async (person: number) =>
  (await obligationsOf(office.system.db, 1, person))
    .filter(({ status }) => status === "open")
    .map(({ kind, due }) => `${kind} ${formatDate(due)}`);
const refusalOf = async (outcome: Promise<{ refused?: { code: string } }>) => (await outcome).refused?.code;

describe("a member applies, elects, is verified and approved", () => {
  let of: { person: number; caseNumber: number };
  let who: Awaited<ReturnType<typeof newMember>>;
  let made: { determination: number; benefit: number; letter: number };

  beforeAll(async () => {
    who = await someone();
    of = await apply(office, who.member, married);
  });

  it("H-224 H-225 step 1 opens step 2 with an estimate and brings the due dates", async () => {
    expect(await statusOf(of)).toBe("electionOpen");
    const { application } = (await findRetirementCase(office.system.db, 1, of.person, of.caseNumber))!;
    expect(application!.estimate).toMatchObject({
      baseBenefit: 158_100n,
      joint50Amount: 142_764n,
      joint50SurvivorAmount: 71_382n,
      guaranteed180Amount: 142_290n,
    });
    expect(await open(who.person)).toEqual([
      "election-due 2031-06-30",
      "employer-data-due 2031-06-30",
      "proofs-due 2031-06-30",
      "application-void 2031-09-29",
    ]);
  });

  it("41 section 3 the proofs do not hold up step 2, and hold up the verification", async () => {
    await done(elect(office, who.member, of, { option: "joint50", spouseSignature: "Luis Example" }));
    office.on("2031-07-02");
    await done(certify(office, of, "2031-06-30"));
    expect(await refusalOf(verifyRetirement(office.system, staff.counselor, { key: key(), of }))).toBe(
      "proofs-missing",
    );
  });

  it("H-233 D15 a joint option waits for the member's proof, the spouse's proof and the marriage certificate", async () => {
    await prove(office, who.member, of, "proofOfAge", "1969-05-15");
    await prove(office, who.member, of, "spouseProofOfAge", "1968-01-20");
    expect(await refusalOf(verifyRetirement(office.system, staff.counselor, { key: key(), of }))).toBe(
      "proofs-missing",
    );
    await prove(office, who.member, of, "marriageCertificate", "1990-06-16");
    await done(verifyRetirement(office.system, staff.counselor, { key: key(), of }));
    expect(await statusOf(of)).toBe("verified");
  });

  it("approval makes the determination, the benefit, the letter and the later duties together", async () => {
    made = await done(approveRetirement(office.system, staff.verifier, { key: key(), of }));
    expect(await statusOf(of)).toBe("approved");
    const [benefit] = await benefitsFrom(office.system.db, 1, who.person);
    expect(benefit).toMatchObject({
      person: who.person,
      kind: "retirement",
      option: "joint50",
      determination: made.determination,
      baseCents: 142_764n,
      temporaryCents: 0n,
      from: parseDate("2031-07-01"),
      status: "due",
    });
    expect(await open(who.person)).toEqual([
      "first-payment 2031-07-31",
      "appeal-ends 2031-08-31",
      "first-cola 2032-07-01",
    ]);
  });

  it("RSMo 104.1039 who has retired cannot begin another retirement on the same service", async () => {
    expect(
      await refusalOf(startRetirement(office.system, who.member, { key: key(), person: who.person })),
    ).toMatch(/already-retired|open-case-exists/);
    expect(await isRetired(office.system.db, 1, who.person)).toBe(true);
  });

  it("the letter is printed, kept under its hash, and prints again to the same bytes", async () => {
    const [letter] = await lettersOf(office.system.db, 1, who.person);
    const file = await findFile(office.system.db, 1, letter!.file!);
    const again = await office.system.letters.print(letter!.content as LetterContent);
    expect(Buffer.compare(again, file!.content)).toBe(0);
    const folder = mkdtempSync(join(tmpdir(), "letter-"));
    writeFileSync(join(folder, "letter.pdf"), file!.content);
    const text = execFileSync("pdftotext", ["-layout", join(folder, "letter.pdf"), "-"], {
      encoding: "utf8",
    });
    const tree = execFileSync("pdfinfo", ["-struct-text", join(folder, "letter.pdf")], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    });
    rmSync(folder, { recursive: true });
    expect(text).toContain(who.memberId);
    expect(text).toContain("$1,427.64");
    expect(text).toMatch(/To Luis Example each month after your death\s+\$713\.82/);
    expect(text.replaceAll(/\s+/g, " ")).toContain("the last day is August 31, 2031");
    expect(text).toContain("RSMo 104.1024");
    expect(tree).toMatch(/H1 "Your retirement benefit is approved"/);
    expect(tree.match(/TH <|TH:/g)!.length).toBeGreaterThanOrEqual(6);
  });

  it("the letter is handed over for mailing once, by number and hash", async () => {
    expect(await handOverLetters(office.system)).toBe(1);
    expect(await handOverLetters(office.system)).toBe(0);
    const [letter] = await lettersOf(office.system.db, 1, who.person);
    expect(office.handed).toEqual([{ letter: made.letter, sha256: letter!.file }]);
  });

  it("a second press of the same button gives the first answer and makes nothing twice", async () => {
    const once = key();
    expect(await refusalOf(approveRetirement(office.system, staff.verifier, { key: once, of }))).toBe(
      "not-ready-to-approve",
    );
    expect(await benefitsFrom(office.system.db, 1, who.person)).toHaveLength(1);
    expect(await lettersOf(office.system.db, 1, who.person)).toHaveLength(1);
  });

  it("emeritus verify: the law of record gives the same to the cent from the facts kept, which the record still gives as known then", async () => {
    const proof = await verifyDetermination(office.system.reader, 1, made.determination);
    expect(proof).toMatchObject({ agrees: true, lawHolds: true, inputsHold: true, differences: [] });
    expect(await verifyDetermination(office.system.reader, 1, made.determination, "current")).toMatchObject({
      agrees: true,
      differences: [],
    });
  });

  it("emeritus verify: a later correction of the record changes nothing of record, and --all finds every determination", async () => {
    await office.system.db.transaction().execute(async (tx) => {
      const pay = payColumns(1);
      Object.assign(pay, {
        person: Int32Array.of(who.person),
        position: Int32Array.of(1),
        year: Int32Array.of(2031),
        month: Int32Array.of(5),
        reportRow: Int32Array.of(7),
        cents: Float64Array.of(5_000),
      });
      await postPay(tx, 1, 2, pay, await takeInstant(tx));
    });
    const all = [];
    for await (const proof of verifyAllDeterminations(office.system.reader, 1)) all.push(proof);
    expect(all.map(({ determination, agrees }) => [determination, agrees])).toContainEqual([
      made.determination,
      true,
    ]);
  });

  it("T12 T13 H-226 H-236 can be rescinded until the first payment is released, not after", async () => {
    expect(await keepCasesInTime(office.system)).toMatchObject({ releaseFirstPayment: 0 });
    await done(rescindRetirement(office.system, who.member, { key: key(), of }));
    expect(await benefitsFrom(office.system.db, 1, who.person)).toEqual([]);
    expect(await open(who.person)).toEqual([]);
    expect(await statusOf(of)).toBe("rescinded");
  });
});

describe("a determination made again before the first payment", () => {
  it("T12 H-226 a rescission ends the benefit, and what was to be determined again of it is closed", async () => {
    const { member, person } = await someone();
    const of = await apply(office, member, single);
    await done(elect(office, member, of));
    office.on("2031-07-02");
    await done(certify(office, of, "2031-06-30"));
    await prove(office, member, of, "proofOfAge", "1969-05-15");
    await done(verifyRetirement(office.system, staff.counselor, { key: key(), of }));
    const made = await done(approveRetirement(office.system, staff.verifier, { key: key(), of }));
    const cause = { kind: "record", because: "The certificate came late." } as const;
    const certified = (hoursHundredths: number) =>
      office.system.db.transaction().execute(async (tx) => {
        const instant = await takeInstant(tx);
        const [there] = await serviceCreditsOf(tx, 1, person);
        const changed = { ...there!, hoursHundredths };
        await recordServiceCredit(tx, 1, person, changed, instant);
        const asked = { fund: 1, today: parseDate("2031-07-02"), actor: "casey1", persons: [person], cause };
        return openRedeterminations(tx, asked, instant);
      });
    const waiting = async () =>
      (await casesOf(office.system.db, 1, person, "redetermination")).map(({ caseNumber, status }) => ({
        caseNumber,
        status,
      }));
    await done(certify(office, of, undefined, 33_600));
    expect((await waiting()).map(({ status }) => status)).toEqual(["waiting"]);
    const [{ caseNumber } = { caseNumber: 0 }] = await waiting();
    const again = { person, caseNumber };
    await done(prepareRedetermination(office.system, staff.counselor, { key: key(), of: again }));
    const { determination } = await done(
      approveRedetermination(office.system, staff.verifier, { key: key(), of: again }),
    );
    const [letter] = await lettersOf(office.system.db, 1, person);
    // 31 years and two months for 336 hours: 3,000.00 x 1.7 % x 374/12
    expect((letter!.content as LetterContent).body.find(({ kind }) => kind === "answer")).toMatchObject({
      value: "$1,589.50",
      says: expect.stringContaining("$1,581.00"),
    });
    expect(await benefitsFrom(office.system.db, 1, person)).toMatchObject([
      { benefit: made.benefit, determination, baseCents: 158_950n },
    ]);
    expect(await certified(0)).toBe(1);
    await done(rescindRetirement(office.system, member, { key: key(), of }));
    expect(await benefitsFrom(office.system.db, 1, person)).toEqual([]);
    expect((await waiting()).map(({ status }) => status)).toEqual(["closed", "approved"]);
    expect((await open(person)).filter((duty) => duty.includes("redetermination"))).toEqual([]);
  });
});

describe("who may not", () => {
  it("nobody approves what they verified, under whatever role", async () => {
    const { member } = await someone();
    const of = await apply(office, member, single);
    await done(elect(office, member, of));
    office.on("2031-07-02");
    await done(certify(office, of, "2031-06-30"));
    await prove(office, member, of, "proofOfAge", "1969-05-15");
    await done(verifyRetirement(office.system, staff.both, { key: key(), of }));
    expect(await refusalOf(approveRetirement(office.system, staff.both, { key: key(), of }))).toBe(
      "approver-verified-it",
    );
    await done(approveRetirement(office.system, staff.verifier, { key: key(), of }));
  });

  it("nobody works on their own record as staff, and a member reaches nobody else's", async () => {
    const { member, person } = await someone();
    const of = await apply(office, member, single);
    const self = actor("rosa-at-work", ["counselor", "benefitVerifier"], person);
    await expect(verifyRetirement(office.system, self, { key: key(), of })).rejects.toThrow(/own record/);
    await expect(approveRetirement(office.system, self, { key: key(), of })).rejects.toThrow(/own record/);
    const stranger = actor("someone", ["member"], 999_999);
    await expect(elect(office, stranger, of)).rejects.toThrow(/another's record/);
    await expect(rescindRetirement(office.system, stranger, { key: key(), of })).rejects.toThrow(
      /another's record/,
    );
    await expect(startRetirement(office.system, stranger, { key: key(), person })).rejects.toThrow(
      /another's record/,
    );
  });

  it("an auditor changes nothing, a counselor approves nothing, a verifier verifies nothing", async () => {
    const { member } = await someone();
    const of = await apply(office, member, single);
    await expect(verifyRetirement(office.system, staff.auditor, { key: key(), of })).rejects.toThrow(/role/);
    await expect(approveRetirement(office.system, staff.counselor, { key: key(), of })).rejects.toThrow(
      /role/,
    );
    await expect(verifyRetirement(office.system, staff.verifier, { key: key(), of })).rejects.toThrow(/role/);
  });
});

describe("what is refused", () => {
  it("one open case a member; after a rescission another may be opened", async () => {
    const { member, person } = await someone();
    const of = await apply(office, member, single);
    expect(await refusalOf(startRetirement(office.system, member, { key: key(), person }))).toBe(
      "open-case-exists",
    );
    expect(
      await refusalOf(
        applyForRetirement(office.system, member, { key: key(), of, employerNoticeShown: true }),
      ),
    ).toBe("already-applied");
    await done(rescindRetirement(office.system, member, { key: key(), of }));
    await done(startRetirement(office.system, member, { key: key(), person }));
  });

  it("T2 a starting date that was allowed when the draft began is refused when the month has gone by", async () => {
    const { member } = await someone();
    office.on("2031-06-01");
    await expect(apply(office, member, single)).rejects.toThrow(/starting-date-too-soon/);
  });

  it("RSMo 104.1024 a member who is not eligible on the date is refused, with the law", async () => {
    office.on("2031-04-10");
    const young = await newMember(office, { born: "1985-05-15", hired: "2009-07-01", paidTo: "2031-06-01" });
    await expect(apply(office, young.member, single)).rejects.toThrow(/not-eligible/);
  });

  it("a paper that is no PDF, JPEG or PNG is refused by its first bytes; a paper not accepted needs a reason", async () => {
    const { member } = await someone();
    const of = await apply(office, member, single);
    const send = (text: string) =>
      sendDocument(office.system, member, {
        key: key(),
        of,
        kind: "proofOfAge",
        bytes: new TextEncoder().encode(text),
      });
    expect(await refusalOf(send("<html>"))).toBe("file-kind-unknown");
    expect(await refusalOf(send(""))).toBe("file-missing");
    await done(send("%PDF-1.4"));
    const document = (await findRetirementCase(office.system.db, 1, of.person, of.caseNumber))!.proofs[0]!
      .document!;
    const judge = (more: object) =>
      judgeDocument(office.system, staff.counselor, { key: key(), of, document, accept: true, ...more });
    expect(await refusalOf(judge({}))).toBe("date-seen-missing");
    expect(await refusalOf(judge({ dateSeen: parseDate("1969-05-16") }))).toBe("date-seen-differs");
    expect(await refusalOf(judge({ accept: false }))).toBe("reason-missing");
    await done(judge({ accept: false, because: "The copy cannot be read." }));
    expect(
      (await findRetirementCase(office.system.db, 1, of.person, of.caseNumber))!.proofs[0],
    ).toMatchObject({ state: "refused", because: "The copy cannot be read." });
  });

  it("another paper of the same size under a key that was used is no repetition of the first", async () => {
    const { member } = await someone();
    const of = await apply(office, member, single);
    const once = key();
    const send = (text: string) =>
      sendDocument(office.system, member, {
        key: once,
        of,
        kind: "proofOfAge",
        bytes: new TextEncoder().encode(text),
      });
    await done(send("%PDF-1.4 one"));
    await done(send("%PDF-1.4 one"));
    await expect(send("%PDF-1.4 two")).rejects.toThrow(KeyReused);
  });

  it("T21 H-223 a record that changed after the verification stops the approval, and the case goes back", async () => {
    const { member, person } = await someone();
    const of = await apply(office, member, single);
    await done(elect(office, member, of));
    office.on("2031-07-02");
    await done(certify(office, of, "2031-06-30"));
    await prove(office, member, of, "proofOfAge", "1969-05-15");
    await done(verifyRetirement(office.system, staff.counselor, { key: key(), of }));
    await done(certify(office, of, undefined, 16_800 * 2));
    const refusal = (await approveRetirement(office.system, staff.verifier, { key: key(), of })).refused!;
    expect(refusal).toMatchObject({
      code: "figures-changed-since-verification",
      facts: { name: "baseBenefit", one: 158_100n, other: 158_950n },
    }); // 31 2/12 years
    await done(
      returnToCounselor(office.system, staff.verifier, { key: key(), of, because: "Sick leave came late." }),
    );
    expect(await refusalOf(approveRetirement(office.system, staff.verifier, { key: key(), of }))).toBe(
      "not-ready-to-approve",
    );
    await done(verifyRetirement(office.system, staff.counselor, { key: key(), of }));
    await done(approveRetirement(office.system, staff.verifier, { key: key(), of }));
    expect((await benefitsFrom(office.system.db, 1, person))[0]!.baseCents).toBe(158_950n);
  });
});

describe("time passes", () => {
  it("S-40 T11 H-227 on day 91 an application without an election is void; on day 90 it stands", async () => {
    const { member } = await someone();
    const of = await apply(office, member, single);
    office.on("2031-09-29");
    await keepCasesInTime(office.system);
    expect(await statusOf(of)).toBe("electionOpen");
    office.on("2031-09-30");
    await keepCasesInTime(office.system);
    expect(await statusOf(of)).toBe("void");
    expect(await refusalOf(elect(office, member, of))).toBe("election-not-open");
  });

  it("T8 T10 an election after the start is taken as late, and is paid from the month after with arrears", async () => {
    const { member, person } = await someone();
    const of = await apply(office, member, single);
    office.on("2031-07-05");
    expect(await keepCasesInTime(office.system)).toMatchObject({ markElectionLate: 1 });
    expect(await keepCasesInTime(office.system)).toMatchObject({ markElectionLate: 0 });
    expect(await done(elect(office, member, of))).toEqual({
      late: true,
      delayed: true,
      firstPaymentMonth: "2031-08-01",
    });
    await done(certify(office, of, "2031-06-30"));
    await prove(office, member, of, "proofOfAge", "1969-05-15");
    await done(verifyRetirement(office.system, staff.counselor, { key: key(), of }));
    await done(approveRetirement(office.system, staff.verifier, { key: key(), of }));
    expect(await benefitsFrom(office.system.db, 1, person)).toMatchObject([
      { from: parseDate("2031-07-01"), payableFrom: parseDate("2031-08-01") },
    ]);
  });

  it("T9 an election between the statute's day and the published one delays nothing", async () => {
    const { member } = await someone();
    const of = await apply(office, member, single);
    office.on("2031-06-30");
    expect(await done(elect(office, member, of))).toEqual({
      late: true,
      delayed: false,
      firstPaymentMonth: "2031-07-01",
    });
  });

  it("T14 H-094 the member's death before the start ends application and election", async () => {
    const { member, person } = await someone();
    const of = await apply(office, member, single);
    await done(elect(office, member, of));
    office.on("2031-05-20");
    const death = { key: key(), of, died: parseDate("2031-05-18"), proof: "deathCertificate" };
    expect(
      await refusalOf(
        recordDeathBeforeStart(office.system, staff.counselor, { ...death, died: parseDate("2031-07-01") }),
      ),
    ).toBe("not-before-start");
    await done(recordDeathBeforeStart(office.system, staff.counselor, { ...death, key: key() }));
    expect(await statusOf(of)).toBe("diedBeforeStart");
    expect(await open(person)).toEqual([]);
  });

  it("T15 BR 3-9(1) the spouse's death before the start opens a joint election again", async () => {
    const { member, person } = await someone();
    const of = await apply(office, member, married);
    await done(elect(office, member, of, { option: "joint100", spouseSignature: "Luis Example" }));
    office.on("2031-07-02");
    await done(certify(office, of, "2031-06-30"));
    await prove(office, member, of, "proofOfAge", "1969-05-15");
    await prove(office, member, of, "spouseProofOfAge", "1968-01-20");
    await prove(office, member, of, "marriageCertificate", "1990-06-16");
    await done(verifyRetirement(office.system, staff.counselor, { key: key(), of }));
    const first = await done(approveRetirement(office.system, staff.verifier, { key: key(), of }));
    const again = (died: string, agreed = true, by = staff.counselor) =>
      reopenElection(office.system, by, { key: key(), of, died: parseDate(died), agreed });
    await expect(again("2031-05-18", true, staff.verifier)).rejects.toThrow("may not record a death");
    expect(await refusalOf(again("2031-04-09"))).toBe("death-before-filing");
    expect(await refusalOf(again("2031-05-18", false))).toBe("request-or-certificate-missing");
    await done(again("2031-05-18"));
    expect(await statusOf(of)).toBe("electionOpen");
    expect(await open(person)).toEqual(["election-due 2031-06-30", "application-void 2031-09-29"]);
    expect(await refusalOf(again("2031-05-18"))).toBe("cannot-do-now");
    expect(await refusalOf(elect(office, member, of, { option: "joint50" }))).toBe(
      "joint-option-needs-spouse",
    );
    await done(elect(office, member, of));
    expect(await open(person)).toEqual(["verify-case 2031-08-15", "approve-case 2031-08-22"]);
    expect(await refusalOf(again("2031-05-18"))).toBe("no-spouse-on-record");
    await done(verifyRetirement(office.system, staff.counselor, { key: key(), of }));
    const second = await done(approveRetirement(office.system, staff.verifier, { key: key(), of }));
    const paid = (await benefitsFrom(office.system.db, 1, person)).filter(({ from, to }) => to > from);
    expect(paid).toMatchObject([
      { benefit: second.benefit, from: parseDate("2031-07-01"), baseCents: 158_100n },
    ]);
    for (const { determination } of [first, second])
      expect(await verifyDetermination(office.system.reader, 1, determination)).toMatchObject({
        agrees: true,
        inputsHold: true,
      });
  });
});

describe("BR 3-9(1) whom the record holds as the spouse", () => {
  const maria: Answers = {
    ...married,
    spouseFirst: "Maria",
    spouseBorn: "1970-03-04",
    marriedOn: "2031-01-15",
  };
  const atWork = async (effect: (tx: Tx, instant: string) => Promise<unknown>) =>
    office.system.db.transaction().execute(async (tx) => effect(tx, await takeInstant(tx)));
  const withSpouse = async (proof?: string) => {
    const { member, person } = await someone();
    const of = await apply(office, member, married);
    await done(rescindRetirement(office.system, member, { key: key(), of }));
    const [luis] = await marriagesOf(office.system.db, 1, person);
    const born = parseDate("1968-01-20");
    if (proof) await atWork((tx, at) => recordBirth(tx, 1, luis!.spouse, born, proof, at));
    return { member, person, luis: luis!.spouse };
  };
  const bornOf = async (person: number) => {
    const { rows } = await careerFacts(office.system.db, 1, person, { on: parseDate("2031-04-10") });
    return rows.born;
  };
  const applied = async ({ person, caseNumber }: { person: number; caseNumber: number }) =>
    (await findRetirementCase(office.system.db, 1, person, caseNumber))!;

  it("after the spouse's death another spouse is a new person in a new marriage, and the papers of the dead prove nothing", async () => {
    const { member, person, luis } = await withSpouse("passport");
    await atWork((tx, at) => recordDeath(tx, 1, luis, { died: parseDate("2030-02-28") }, at));
    const found = await applied(await apply(office, member, maria));
    const spouse = found.application!.spouse!;
    expect(spouse).not.toBe(luis);
    expect(await bornOf(luis)).toBe("1968-01-20");
    expect(await bornOf(spouse)).toBe("1970-03-04");
    expect(await marriagesOf(office.system.db, 1, person)).toMatchObject([
      { spouse: luis, from: parseDate("1990-06-16"), to: parseDate("2030-03-01"), endedBy: "death" },
      { spouse, from: parseDate("2031-01-15"), to: ENDLESS },
    ]);
    expect(found.proofs.map(({ kind, state }) => [kind, state])).toContainEqual([
      "spouseProofOfAge",
      "missing",
    ]);
  });

  it("after a divorce another spouse is a new person in a new marriage", async () => {
    const { member, person, luis } = await withSpouse();
    await atWork((tx, at) => endMarriage(tx, 1, person, { to: parseDate("2029-05-05"), by: "divorce" }, at));
    const { application } = await applied(await apply(office, member, maria));
    expect(await marriagesOf(office.system.db, 1, person)).toMatchObject([
      { spouse: luis, to: parseDate("2029-05-05"), endedBy: "divorce" },
      { spouse: application!.spouse!, from: parseDate("2031-01-15"), to: ENDLESS },
    ]);
    expect(application!.spouse).not.toBe(luis);
  });

  it("a spouse who has died is not named again, and no wedding stands before the death", async () => {
    const { member, luis } = await withSpouse();
    await atWork((tx, at) => recordDeath(tx, 1, luis, { died: parseDate("2030-02-28") }, at));
    await expect(apply(office, member, married)).rejects.toThrow(/spouse-differs-from-record/);
  });

  it("another than the living spouse is refused, and nobody's birth date changes", async () => {
    const { member, person, luis } = await withSpouse();
    await expect(apply(office, member, maria)).rejects.toThrow(/spouse-differs-from-record/);
    expect(await bornOf(luis)).toBe("1968-01-20");
    expect(await marriagesOf(office.system.db, 1, person)).toMatchObject([{ spouse: luis, to: ENDLESS }]);
  });

  it("the living spouse's birth date stands against the member's word where a paper was seen, and follows it where none was", async () => {
    const later: Answers = { ...married, spouseFirst: "LUIS", spouseBorn: "1968-01-21" };
    const proven = await withSpouse("passport");
    await expect(apply(office, proven.member, later)).rejects.toThrow(/spouse-differs-from-record/);
    expect(await bornOf(proven.luis)).toBe("1968-01-20");
    const unproven = await withSpouse();
    const { application } = await applied(await apply(office, unproven.member, later));
    expect(application!.spouse).toBe(unproven.luis);
    expect(await bornOf(unproven.luis)).toBe("1968-01-21");
  });
});
