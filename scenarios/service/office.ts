import { randomUUID } from "node:crypto";
import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { askForService } from "@emeritus/operations/service/ask-for-service.ts";
import type { AskedService, FoundOut, ServiceKey } from "@emeritus/operations/service/case-view.ts";
import { approveService, prepareService } from "@emeritus/operations/service/decide-service.ts";
import { acceptService, receiveForService } from "@emeritus/operations/service/pay-for-service.ts";
import { readService } from "@emeritus/operations/service/read-service.ts";
import { positionFor, recordEmployment } from "@emeritus/records/employment.ts";
import { trialBalance } from "@emeritus/records/ledger.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { newPerson } from "@emeritus/records/person.ts";
import { done, type Office, staff } from "../retiring/office.ts";

const key = randomUUID;

/** A job of somebody whom a test hires; without a last day it goes on. */
export interface Job {
  readonly from: string;
  readonly to?: string;
  readonly plan?: string;
}

/** Hires somebody in the jobs told, by hand. */
export async function hire(
  { system }: Office,
  first: string,
  jobs: readonly Job[],
): Promise<{ readonly person: number; readonly member: Actor; readonly memberId: string }> {
  return system.db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const born = parseDate("1972-04-02");
    const made = await newPerson(tx, { fund: 1, name: { first, last: "Example" }, born }, instant);
    for (const [at, { from, to, plan = "msep2000" }] of jobs.entries()) {
      const job = { employer: 10, reportingGroup: 1, code: `A${at + 1}` };
      const position = await positionFor(tx, 1, made.person, job, instant);
      const span = {
        from: parseDate(from),
        ...(to === undefined ? {} : { to: parseDate(to), endedBy: "left" as const }),
      };
      await recordEmployment(
        tx,
        1,
        made.person,
        {
          position,
          employer: 10,
          reportingGroup: 1,
          plan,
          memberClass: "general",
          eligible: true,
          fteHundredths: 10_000,
          ...span,
        },
        instant,
      );
    }
    const member = {
      account: first.toLowerCase(),
      roles: ["member"],
      employers: [],
      person: made.person,
    } as const;
    return { ...made, member };
  });
}

/** A member asks, and the office prepares with what it found out. */
export async function askAndPrepare(
  { system }: Office,
  member: Actor,
  asked: AskedService,
  foundOut: FoundOut,
): Promise<ServiceKey> {
  const of = await done(askForService(system, member, { key: key(), person: member.person!, ...asked }));
  await done(prepareService(system, staff.counselor, { key: key(), of, foundOut }));
  return of;
}

/** The second person offers or credits. */
export const approved = ({ system }: Office, of: ServiceKey) =>
  done(approveService(system, staff.verifier, { key: key(), of }));

/** The member accepts with so many instalments. */
export const accepts = ({ system }: Office, member: Actor, of: ServiceKey, instalments: number) =>
  done(acceptService(system, member, { key: key(), of, instalments }));

/** The office records a check. */
export const pays = ({ system }: Office, of: ServiceKey, cents: bigint, paidOn: string) =>
  receiveForService(system, staff.counselor, {
    key: key(),
    of,
    cents,
    paidOn: parseDate(paidOn),
    method: "check",
    paidBy: "the member",
  });

/** Military duty of four years that a member of MSEP 2000 buys: 24,000.00 a year at first, 10 % certified. */
export const military = {
  asked: {
    what: "militaryDuty",
    where: "Army",
    spans: [{ from: "1995-02-01", to: "1999-01-31" }],
  },
  foundOut: {
    honorableDischarge: true,
    militaryProof: true,
    startingPayCents: 2_400_000,
    certifiedEmployerRate: "0.1",
  },
} as const satisfies { asked: AskedService; foundOut: FoundOut };

/** The months of credited service and the ledger's lines, as the member reads them today. */
export async function ledgerSeen({ system }: Office, member: Actor) {
  const { ledger } = await readService(system, member, member.person!);
  return {
    months: ledger.says.credited.value,
    agrees: ledger.agrees,
    lines: ledger.lines.map(({ from, to, reason }) => `${formatDate(from)}..${formatDate(to)} ${reason}`),
  };
}

/** What stands on the credit side of an account of the pension trust, in cents. */
export async function credits({ system }: Office, account: number): Promise<bigint> {
  const rows = await trialBalance(system.reader, 1, "pension");
  const row = rows.find((one) => one.account === account);
  return row === undefined ? 0n : row.creditCents - row.debitCents;
}
