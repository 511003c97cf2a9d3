import { randomUUID } from "node:crypto";
import { parseDate } from "@emeritus/engine/dates.ts";
import { findAddress } from "@emeritus/records/address.ts";
import { casesOf } from "@emeritus/records/case.ts";
import { employmentOf, leavesOf } from "@emeritus/records/employment.ts";
import { membershipFormsOf, noticesOf } from "@emeritus/records/enrolment.ts";
import { memberIdFrom } from "@emeritus/records/member-id.ts";
import { obligationsOf } from "@emeritus/records/obligation.ts";
import { serviceCreditsOf } from "@emeritus/records/service.ts";
import { waitingDetails } from "@emeritus/records/told-detail.ts";
import { expect } from "vitest";
import type { Outcome } from "../outcome.ts";
import type { Finding } from "./findings.ts";
import { layout } from "./layout.ts";
import { readRefusal } from "./read-pay-reports.ts";
import { receivePayReport } from "./receive-pay-report.ts";
import { bytesOf } from "./sample-report.ts";
import { submitPayReport } from "./submit-pay-report.ts";
import { addMember, makeFile, type MadeFile, type TestEmployers } from "./testing.ts";

const day = parseDate;

/** What an operation accepted; it must not refuse. */
export async function done<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const { accepted, refused } = await outcome;
  if (refused) throw new Error(`refused: ${JSON.stringify(refused)}`);
  return accepted;
}

/** The dates of the first half of May 2026 in a file. */
export const may = { begin: "2026-05-01", end: "2026-05-15", payDate: "2026-05-29" };
/** A notice that somebody left at the end of June of a year. */
export const goneIn = (year: number) => ({
  lastDay: day(`${year}-06-30`),
  lastPaidPeriodEnd: day(`${year}-06-30`),
});
/** A command about the position of somebody. */
export const of = ({ person, position }: { person: number; position: number }) => ({
  key: randomUUID(),
  person,
  position,
});

/** An event with columns behind its comments. */
export const more = (line: string, told: Readonly<Record<string, string>>): string =>
  [line, ...layout.E.slice(14).map((column) => told[column] ?? "")].join(",");

/** What the payroll person of a test tells in files, and what it leaves on record. */
export function toldOf(here: () => TestEmployers) {
  /** What was found in a refused file. */
  async function found(facts: Readonly<Record<string, unknown>>): Promise<readonly Finding[]> {
    const seen = await readRefusal(here().system, here().payroll, String(facts["refusal"]));
    return seen!.found.kept;
  }

  async function post(file: MadeFile): Promise<void> {
    const bytes = bytesOf(makeFile(file));
    const taken = await receivePayReport(here().system, here().payroll, { key: randomUUID(), bytes });
    if (taken.refused) expect(await found(taken.refused.facts)).toEqual([]);
    const { report } = taken.accepted!;
    const pensionableCents = BigInt(file.rows.reduce((sum, { pay }) => sum + pay, 0));
    const comments = { payChanged: "yes", totalChanged: "yes", manyTerminations: "yes", manyHires: "yes" };
    const answer = await submitPayReport(here().system, here().payroll, {
      key: randomUUID(),
      report,
      pensionableCents,
      comments,
    });
    expect(answer).toMatchObject({ accepted: { status: "posted" } });
  }

  /** All that an employer's word leaves of somebody, without how it came and the numbers that differ from person to person. */
  async function left(person: number) {
    const { db } = here().system;
    const notices = await noticesOf(db, 1, person);
    return {
      employment: await employmentOf(db, 1, person),
      leaves: (await leavesOf(db, 1, person)).map(({ approvedBy: _by, ...leave }) => leave),
      notices: notices.map(({ notice: _n, person: _p, channel: _c, recordedFrom: _r, facts, ...rest }) => {
        const { caseNumber: _case, toldBy: _told, reason: _reason, ...said } = facts;
        return { ...rest, facts: said };
      }),
      forms: (await membershipFormsOf(db, 1, person)).map(({ recordedFrom: _r, ...form }) => form),
      duties: (await obligationsOf(db, 1, person)).map(
        ({ obligation: _o, person: _p, caseNumber: _c, ...duty }) => duty,
      ),
      credits: (await serviceCreditsOf(db, 1, person)).map(
        ({ kind, hoursHundredths, certifiedBy, effective }) => ({
          kind,
          hoursHundredths,
          certifiedBy,
          effective,
        }),
      ),
      cases: (await casesOf(db, 1, person)).map(({ kind, status }) => ({ kind, status })),
      waiting: (await waitingDetails(db, 1, { person })).map(({ kind, effective, detail, why }) => ({
        kind,
        effective,
        detail,
        why,
      })),
      home: await findAddress(db, 1, person, { on: day("2026-06-30") }),
    };
  }

  let made = 0;
  /** Somebody employed for years, with their number in a file. */
  async function somebody(
    more: Partial<Parameters<typeof addMember>[1]> = {},
  ): Promise<{ person: number; position: number; number: string }> {
    made += 1;
    const seven = 3_000_000 + made;
    const names = { seven, first: "Given", last: `Name${made}`, born: "1975-01-01" };
    const person = await addMember(here().system, { ...names, code: "K1", from: "2006-01-01", ...more });
    return { person, position: 1, number: memberIdFrom(seven) };
  }

  /** The rules for which a file is refused. */
  async function refusedFor(file: MadeFile): Promise<string[]> {
    const bytes = bytesOf(makeFile(file));
    const { refused } = await receivePayReport(here().system, here().payroll, { key: randomUUID(), bytes });
    return (await found(refused!.facts)).map(({ rule }) => rule);
  }

  return { found, post, left, somebody, refusedFor };
}
