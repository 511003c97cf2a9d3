import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { demonstrationBank } from "@emeritus/adapters/bank-folder/demonstration-bank.ts";
import { parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Actor, Role } from "@emeritus/operations/actor.ts";
import { carryOn } from "@emeritus/operations/benefit-payroll/carry-on.ts";
import { holdPayee } from "@emeritus/operations/benefit-payroll/holds.ts";
import { payrollLaw } from "@emeritus/operations/benefit-payroll/payroll-law.ts";
import type { PayrollSystem } from "@emeritus/operations/benefit-payroll/payroll-system.ts";
import { prepareRun } from "@emeritus/operations/benefit-payroll/prepare-run.ts";
import { recordReturn } from "@emeritus/operations/benefit-payroll/record-return.ts";
import { withdrawRun } from "@emeritus/operations/benefit-payroll/withdraw-run.ts";
import { changeBankAccount } from "@emeritus/operations/changing-bank-account/change-account.ts";
import { confirmDeath } from "@emeritus/operations/recording-deaths/confirm-death.ts";
import type { DeathKey } from "@emeritus/operations/recording-deaths/death-view.ts";
import { lookTonight } from "@emeritus/operations/data-quality/run-quality.ts";
import { approveInterest, carryInterestOn } from "@emeritus/operations/crediting-interest/run-interest.ts";
import { listInterest, seeInterest } from "@emeritus/operations/crediting-interest/see-interest.ts";
import { showMoneyIn } from "@emeritus/scenarios/demonstration/money-in.ts";
import { reportDeath } from "@emeritus/operations/recording-deaths/report-death.ts";
import { sendCertificate } from "@emeritus/operations/recording-deaths/send-certificate.ts";
import { draftReport } from "@emeritus/operations/reporting-pay/draft-report.ts";
import { chooseHoldingPolicy } from "@emeritus/operations/reporting-pay/holding-policy.ts";
import { readPayReport } from "@emeritus/operations/reporting-pay/read-pay-reports.ts";
import { receivePayReport } from "@emeritus/operations/reporting-pay/receive-pay-report.ts";
import { submitPayReport } from "@emeritus/operations/reporting-pay/submit-pay-report.ts";
import { approveRetirement } from "@emeritus/operations/retiring/approve-retirement.ts";
import { sendDocument } from "@emeritus/operations/retiring/send-document.ts";
import { startRetirement } from "@emeritus/operations/retiring/start-retirement.ts";
import { verifyRetirement } from "@emeritus/operations/retiring/verify-retirement.ts";
import { tellName } from "@emeritus/operations/enrolling/change-details.ts";
import { chooseDetailPolicy } from "@emeritus/operations/enrolling/told-details.ts";
import { readPrepayments } from "@emeritus/operations/money-in/settle-prepayment.ts";
import { askWithdrawal } from "@emeritus/operations/money-in/withdraw-election.ts";
import { noteContact } from "@emeritus/operations/whole-person/note-contact.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { newPerson } from "@emeritus/records/person.ts";
import { readClearing } from "@emeritus/operations/settling-payroll/read-clearing.ts";
import { tellSettlement } from "@emeritus/operations/settling-payroll/tell-settlement.ts";
import { createAccount } from "@emeritus/operations/signing-in/create-account.ts";
import { beginSession } from "@emeritus/operations/signing-in/session.ts";
import type { System } from "@emeritus/operations/system.ts";
import { sealEntries } from "@emeritus/records/audit.ts";
import { payMonthBefore } from "@emeritus/scenarios/demonstration/earlier-payroll.ts";
import { showDisclosures } from "@emeritus/scenarios/demonstration/disclosures.ts";
import { showDivisions } from "@emeritus/scenarios/demonstration/divisions.ts";
import { employers, groupCode } from "@emeritus/scenarios/demonstration/invented.ts";
import { showBadData } from "@emeritus/scenarios/demonstration/bad-data.ts";
import { employmentEvents } from "@emeritus/scenarios/demonstration/employment-events.ts";
import { loadDemonstration } from "@emeritus/scenarios/demonstration/load.ts";
import { demonstrationSignIns } from "@emeritus/scenarios/demonstration/sign-ins.ts";
import { showLateRaise } from "@emeritus/scenarios/demonstration/late-raise.ts";
import { showRareWork } from "@emeritus/scenarios/demonstration/rare-work.ts";
import { showService } from "@emeritus/scenarios/demonstration/service-cases.ts";
import { showCharges } from "@emeritus/scenarios/demonstration/charges.ts";
import { showParallel } from "@emeritus/scenarios/demonstration/taken-over.ts";
import { approve } from "@emeritus/scenarios/payroll/test-system.ts";
import { apply, certify, done, elect, newMember, prove } from "@emeritus/scenarios/retiring/office.ts";
import { signedIn, testSecrets, testSystem } from "./system.ts";

/** Somebody signed in to the fund, with the addresses that only they can come to by no link. */
export interface Somebody {
  readonly name: string;
  readonly token: string;
  readonly cookie: string;
  readonly first: readonly string[];
}

/** A fund in which every page has something to show. */
export interface RichFund {
  readonly system: System;
  readonly people: readonly Somebody[];
  dispose(): Promise<void>;
}

const key = randomUUID;
const pdf = new TextEncoder().encode("%PDF-1.7 a paper");
const staffOf = (account: string, role: Role): Actor => ({ account, roles: [role], employers: [] });
const counselor = staffOf("counselor", "counselor");
const verifier = staffOf("verifier", "benefitVerifier");
const preparer = staffOf("preparer", "payrollPreparer");

/**
 * A small demonstration on 6 January 2027 with a case of retirement at every stage, a determination and its letter, a payroll paid,
 * one withdrawn and one to approve, a hold, a return, a changed bank account, a pay report with findings and a refused file, a
 * reported death and a confirmed one with what was paid too much.
 */
export async function richFund(): Promise<RichFund> {
  let today = parseDate("2026-11-21");
  const base = await testSystem();
  const home = mkdtempSync(join(tmpdir(), "rich-"));
  const system: System = {
    ...base,
    home,
    calendar: { today: () => today, moved: true },
    letters: { print: async () => Buffer.from("%PDF-1.7 a letter"), close: async () => {} },
    outbox: { hand: async () => {} },
  };
  await loadDemonstration(system, { seed: 11, people: 40, today });
  await payMonthBefore(system);
  await showParallel(system, system.calendar.today());
  const contributor = await moneyIn(system);
  await showService(system);
  await showLateRaise(system);
  const cases = await retirements(system, (date) => (today = parseDate(date)));
  const deaths = await reportedDeaths(system);
  const runs = await payrolls(system);
  const pair = await twoRecords(system);
  const requests = await showDisclosures(system);
  const orders = await showDivisions(system);
  const charged = await showCharges(system, { waiting: true });
  const employer = await payReports(system);
  const told = (await employmentEvents(system, 0))!;
  const rare = (await showRareWork(system, 2))!;
  const withdrawal = await waitingForDecision(system, told.small);
  await showBadData(system);
  await lookTonight(system);
  await sealEntries(system.db);

  const people: Somebody[] = [];
  const comes = async (
    name: string,
    account: { roles: readonly Role[]; person?: number; employers?: readonly number[] },
    first: readonly string[],
  ) => people.push({ name, first, ...(await signedIn(system, { account: name, ...account })) });
  for (const [name, person] of Object.entries(cases.members))
    await comes(name, { roles: ["member"], person }, ["/member/retire"]);
  await comes("contributor-signed-in", { roles: ["member"], person: contributor }, ["/member/contributions"]);
  await comes("prepaying-employer", { roles: ["employer"], employers: [4] }, ["/employer/invoices"]);
  await comes("buyer-signed-in", { roles: ["member"], person: personOf("maria") }, [
    "/member/service?day=2009-03-14",
    "/member/history",
  ]);
  await comes("divided-signed-in", { roles: ["member"], person: orders[0]!.person }, ["/member/division"]);
  await comes("payee-signed-in", { roles: ["member"], person: payee }, ["/member/payments", "/member/bank"]);
  const half = { account: "half-signed-in", name: "Half", roles: ["member"] as const, ...testSecrets };
  await createAccount(system, half);
  const token = await beginSession(system.db, half.account, "password", "a test");
  people.push({ name: half.account, token, cookie: `emeritus=${token}`, first: ["/sign-in/code"] });
  await comes("employer-signed-in", { roles: ["employer"], employers: [1] }, [
    ...employer,
    ...[told.onLeave, told.laidOff, told.left, told.enrolled, told.small.person].map(
      (person) => `/employer/people/${person}`,
    ),
  ]);
  const office = [
    ...cases.pages,
    ...deaths,
    `/office/reemployments/${told.retiree.person}/${told.retiree.reemployment}`,
    `/office/reemployments/${rare.mayBeVoid!.person}/${rare.mayBeVoid!.caseNumber}`,
    ...rare.gaveUp.map((person) => `/office/members/${person}/service/given-up`),
    `/office/money/prepayments/${withdrawal}`,
    "/office/told-details",
    `/office/backdatings/${told.small.person}/${told.small.caseNumber}`,
    ...runs.flatMap((run) => [`/office/payroll/${run}`, `/office/payroll/${run}/payees`]),
    `/office/members/${cases.members["approved"]}`,
    `/office/members/${cases.members["approved"]}/benefit`,
    `/office/members/${contributor}/contributions`,
    "/office/money?show=all",
    "/office/data-quality",
    "/office/conversion/differences",
    "/office/conversion/cutover",
    "/office/applications-shown",
    "/office/division-choices",
    ...charged.map((person) => `/office/members/${person}/charges`),
    pair,
    ...orders.map(({ person, caseNumber }) => `/office/divisions/${person}/${caseNumber}`),
    ...orders.slice(0, 1).map((one) => `/office/divisions/${one.person}/${one.caseNumber}/amendment`),
    ...requests.map((request) => `/office/disclosures/${request}`),
  ];
  for (const role of [
    "counselor",
    "benefitVerifier",
    "payrollPreparer",
    "payrollReleaser",
    "auditor",
    "administrator",
  ] as const)
    await comes(`${role}-signed-in`, { roles: [role] }, office);
  const dispose = async () => {
    await base.dispose();
    rmSync(home, { recursive: true, force: true });
  };
  return { system, people, dispose };
}

/** Invoices, remittances and an election of the demonstration, with its interest credited; gives the member who contributes. */
async function moneyIn(system: System): Promise<number> {
  const { contributor } = (await showMoneyIn(system))!;
  const [seen] = await listInterest(system, preparer);
  const { run } = seen!.run;
  const { count, cents, sha256 } = (await seeInterest(system, preparer, run))!;
  const approval = { key: key(), run, count: count!, cents: cents!, sha256: sha256! };
  await done(approveInterest(system, staffOf("releaser", "payrollReleaser"), approval));
  await carryInterestOn(system, run);
  return contributor;
}

/** One retirement at each stage; the days go by meanwhile. */
async function retirements(
  system: System,
  on: (date: string) => void,
): Promise<{ members: Record<string, number>; pages: string[] }> {
  const office = { system, handed: [], on, dispose: async () => {} };
  const answers = { annuityStartingDate: "2027-01-01", lastDayOfWork: "2026-12-31", married: false };
  const members: Record<string, number> = {};
  const pages: string[] = [];
  const somebody = async (stage: string, born: string) => {
    const made = await newMember(office, { born, hired: "2000-07-01", paidTo: "2026-12-01", first: stage });
    members[stage] = made.person;
    return made.member;
  };
  const stages = ["applied", "elected", "proven", "verified", "approved"] as const;
  on("2026-11-23");
  await somebody("eligible", "1963-02-01");
  const beginner = await somebody("begun", "1963-03-01");
  await done(startRetirement(system, beginner, { key: key(), person: beginner.person! }));
  for (const [at, stage] of stages.entries()) {
    on("2026-11-23");
    const member = await somebody(stage, "1963-05-15");
    const of = await apply(office, member, answers);
    pages.push(`/office/cases/${of.person}/${of.caseNumber}`);
    await done(sendDocument(system, member, { key: key(), of, kind: "proofOfAge", bytes: pdf }));
    if (at >= 1) await done(elect(office, member, of));
    if (at >= 2) await prove(office, member, of, "proofOfAge", "1963-05-15");
    on("2027-01-06");
    if (at >= 3) await done(certify(office, of, "2026-12-31", 12_000));
    if (at >= 3) await done(verifyRetirement(system, counselor, { key: key(), of }));
    if (at >= 4) await done(approveRetirement(system, verifier, { key: key(), of }));
  }
  on("2026-11-23");
  const spouse = {
    spouseFirst: "Luis",
    spouseLast: "Example",
    spouseBorn: "1964-01-20",
    marriedOn: "1990-06-16",
  };
  const joint = await somebody("joint", "1963-05-15");
  const of = await apply(office, joint, { ...answers, married: true, ...spouse });
  await done(elect(office, joint, of, { option: "joint100", spouseSignature: "Luis Example" }));
  pages.push(`/office/cases/${of.person}/${of.caseNumber}`);
  on("2027-01-06");
  return { members, pages };
}

const personOf = (account: string): number =>
  demonstrationSignIns.find((signIn) => signIn.account === account)!.person!;
/** A former legislator, who is paid by a benefit of his own and has no sign-in of the demonstration. */
const payee = 8;

/** One payment came back and one payee is held; November was withdrawn once, is paid and told of by the bank, December waits for approval. */
async function payrolls(system: System): Promise<number[]> {
  const payroll: PayrollSystem = { ...system, ...demonstrationBank(system.home), law: payrollLaw() };
  const begin = async (month: string) => {
    const { run } = await done(prepareRun(payroll, preparer, { key: key(), month: parseDate(month) }));
    await carryOn(payroll, run);
    return run;
  };
  const returned = { run: 1, trace: 5, code: "R03", returnedOn: parseDate("2026-11-05") };
  await done(recordReturn(system, preparer, { key: key(), ...returned }));
  await done(holdPayee(system, preparer, { key: key(), person: payee, because: "Mail came back." }));
  const member: Actor = { account: "payee", roles: ["member"], employers: [], person: payee };
  const account = { routing: "111111118", number: "42424242", kind: "checking" } as const;
  await done(changeBankAccount(system, member, { key: key(), person: payee, ...account }));
  const withdrawn = await begin("2026-11-01");
  const because = "A rate was entered late.";
  await done(withdrawRun(payroll, preparer, { key: key(), run: withdrawn, because }));
  const paid = await begin("2026-11-01");
  await approve(payroll, paid);
  const file = (await readClearing(system, preparer)).open.find(({ kind }) => kind === "file")!;
  const took = { entries: [file.entry], way: "took", cents: file.cents, settledOn: "2026-11-30" } as const;
  await done(tellSettlement(system, preparer, { key: key(), ...took, bankNumber: "8817" }));
  return [1, withdrawn, paid, await begin("2026-12-01")];
}

/** One death is reported, one is confirmed by its certificate after more was paid. */
async function reportedDeaths(system: System): Promise<string[]> {
  const report = (person: number, died: string): Promise<DeathKey> =>
    done(
      reportDeath(system, counselor, {
        key: key(),
        person,
        died: parseDate(died),
        source: "familyReport",
        toldBy: "Ada Example",
        relation: "sister",
      }),
    );
  const reported = await report(personOf("helen"), "2026-12-20");
  const confirmed = await report(personOf("ruth"), "2026-09-15");
  await done(sendCertificate(system, counselor, { key: key(), of: confirmed, bytes: pdf }));
  await done(
    confirmDeath(system, verifier, { key: key(), of: confirmed, dateSeen: parseDate("2026-09-15") }),
  );
  const pageOf = ({ person, caseNumber }: DeathKey) => `/office/deaths/${person}/${caseNumber}`;
  return [pageOf(reported), pageOf(confirmed), `/office/receivables/${confirmed.person}`];
}

/** A report that raises questions and a file that is refused; gives their pages. */
async function payReports(system: System): Promise<string[]> {
  const employer: Actor = { account: "employer", roles: ["employer"], employers: [1] };
  const draft = (await draftReport(system, employer, { group: groupCode(employers[0]!) }))!.text;
  const sends = (text: string) =>
    receivePayReport(system, employer, { key: key(), bytes: new TextEncoder().encode(text) });
  const spoiled = await sends(draft.replace(/^(M(?:,[^,]*){18},)[^,]*/m, "$1-12.3x"));
  const office = staffOf("verifier", "benefitVerifier");
  await chooseHoldingPolicy(system, office, { key: key(), mode: "hold", most: 50 });
  const wrong = draft.replace(/^(M(?:,[^,]*){5},)[^,]*/m, "$1Z9");
  const first = await done(sends(wrong));
  const seen = (await readPayReport(system, employer, first.report))!;
  const comments = Object.fromEntries(seen.variances.map((rule) => [rule, "As agreed."]));
  const pensionableCents = seen.report.pensionableCents + seen.report.heldPensionableCents;
  await done(
    submitPayReport(system, employer, { key: key(), report: first.report, pensionableCents, comments }).then(
      (outcome) => outcome!,
    ),
  );
  const next = (await draftReport(system, employer, { group: groupCode(employers[0]!) }))!.text;
  const taken = await done(sends(next));
  return [
    "/employer",
    `/employer/reports/${first.report}`,
    `/employer/reports/${first.report}/held/1`,
    `/employer/reports/${taken.report}`,
    `/office/pay-reports/${first.report}`,
    `/office/pay-reports/${taken.report}`,
    `/employer/refusals/${String(spoiled.refused!.facts["refusal"])}`,
  ];
}

/** A name that an employer told waits for the office, and a second person decides on the withdrawal of an election; gives the election. */
async function waitingForDecision(
  system: System,
  of: { readonly person: number; readonly position: number },
): Promise<number> {
  const office = staffOf("verifier", "benefitVerifier");
  await chooseDetailPolicy(system, office, { key: key(), name: "waits", address: "waits" });
  const employer: Actor = { account: "employer", roles: ["employer"], employers: [1] };
  const name = { first: "Nora", last: "Trask-Oak" };
  await done(
    tellName(system, employer, { key: key(), ...of, name, from: system.calendar.today() }).then(
      (outcome) => outcome!,
    ),
  );
  const open = (await readPrepayments(system, preparer)).find(({ paidOn }) => paidOn === null)!;
  const before = parseDate(open.prepaidOn) - 60;
  const then = { ...system, calendar: { today: () => before as PlainDate, moved: true } };
  const because = "The department needs the money for a building.";
  await done(askWithdrawal(then, preparer, { key: key(), election: open.election, because }));
  return open.election;
}

/** Two records that may be one person, of whom one is named by a member, with a note of a contact; gives their page. */
async function twoRecords(system: System): Promise<string> {
  const born = parseDate("1961-02-03");
  const [one, other] = await system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const made = async (first: string) =>
      (await newPerson(tx, { fund: system.fund.number, name: { first, last: "Pavlova" }, born }, instant))
        .person;
    return [await made("Elena"), await made("Yelena")];
  });
  const about = { channel: "phone", happened: parseDate("2027-01-05"), about: "Asked for a form." } as const;
  await done(noteContact(system, counselor, { key: key(), person: one!, ...about }));
  return `/office/duplicates/${one}/${other}`;
}
