import { done } from "@emeritus/operations/done.ts";
import { randomUUID } from "node:crypto";
import { addDays, addMonths, formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Actor, Role } from "@emeritus/operations/actor.ts";
import { askForService } from "@emeritus/operations/service/ask-for-service.ts";
import type { ServiceKey } from "@emeritus/operations/service/case-view.ts";
import { approveService, prepareService } from "@emeritus/operations/service/decide-service.ts";
import { disputeRecord } from "@emeritus/operations/service/dispute.ts";
import { decideOnGivenUp, enterGivenUp } from "@emeritus/operations/service/give-up.ts";
import { acceptService, receiveForService } from "@emeritus/operations/service/pay-for-service.ts";
import type { System } from "@emeritus/operations/system.ts";
import { recordEntry } from "@emeritus/records/audit.ts";
import { takeInstant } from "@emeritus/records/moment.ts";
import { recordServiceCredit } from "@emeritus/records/service.ts";
import { recordServiceSpans } from "@emeritus/records/service-ledger.ts";
import { sql } from "kysely";
import { demonstrationSignIns } from "./sign-ins.ts";

const key = randomUUID;
const staff = (account: string, role: Role): Actor => ({ account, roles: [role], employers: [] });
const counselor = staff("casey", "counselor");
const verifier = staff("vera", "benefitVerifier");

/** The same system some days ago, as its calendar goes. */
const daysAgo = (system: System, days: number): System => {
  const day = addDays(system.calendar.today(), -days);
  return { ...system, calendar: { today: () => day, moved: true } };
};

/**
 * Shows the ledger of service in a demonstration: proof of most jobs, an offer that waits for Maria, a purchase of Daniel's whose
 * payments have stopped, two years that somebody bought, service that somebody gave up, and a question. Once; again, nothing happens.
 */
export async function showService(system: System): Promise<void> {
  if (await shown(system)) return;
  await proofs(system);
  const person = (account: string) => demonstrationSignIns.find((one) => one.account === account)!.person!;
  const [maria, daniel] = [person("maria"), person("daniel")];
  const offer = await military(daysAgo(system, 12), maria, ["1993-06-01", "1995-05-31"]);
  await done(approveService(daysAgo(system, 10), verifier, { key: key(), of: offer }));
  await stoppedPlan(system, daniel);
  const other = await somebodyVested(system, [maria, daniel]);
  if (other !== undefined) await boughtEarlier(system, other);
  await givenUp(system);
  await question(system, daniel);
}

async function shown({ db, fund }: System): Promise<boolean> {
  const { rows } =
    await sql`select from records.case_file where fund = ${fund.number} and kind = 'serviceCredit' limit 1`.execute(
      db,
    );
  return rows.length > 0;
}

/** The departments have certified most jobs, the fund's own records prove some, and a few are not proven; one statement. */
async function proofs({ db, fund, calendar }: System): Promise<void> {
  const today = formatDate(calendar.today());
  await db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    await sql`
      insert into records.service_proof (fund, person, position, kind, certified_by, certified_on, hours_a_year, valid_from, valid_to, recorded_from)
      select fund, person, position,
        case when person % 9 = 0 then 'retirementRecords' else 'departmentCertificate' end,
        case when person % 9 = 0 then 'Membership records' else 'Payroll office' end,
        least(valid_to, ${today}::date), 2080, valid_from, least(valid_to, ${today}::date + 1), ${instant}::timestamptz
      from records.employment
      where fund = ${fund.number} and recorded_to = 'infinity' and eligible and person % 23 <> 0 and valid_from < ${today}::date`.execute(
      tx,
    );
    const because = "Papers of the employers were taken over";
    await recordEntry(
      tx,
      { fund: fund.number, actor: "conversion", action: "service: prove", because },
      instant,
    );
  });
}

const memberOf = (person: number): Actor => ({ account: "member", roles: ["member"], employers: [], person });

/** Asks to buy military duty, and prepares the offer. */
async function military(system: System, person: number, [from, to]: [string, string]): Promise<ServiceKey> {
  const asked = { what: "militaryDuty", where: "Army", spans: [{ from, to }] } as const;
  const of = await done(askForService(system, memberOf(person), { key: key(), person, ...asked }));
  const foundOut = {
    honorableDischarge: true,
    militaryProof: true,
    startingPayCents: 2_460_000,
    certifiedEmployerRate: "0.1159",
  };
  await done(prepareService(system, counselor, { key: key(), of, foundOut }));
  return of;
}

/** One of six instalments came, and then none: the second stands late. */
async function stoppedPlan(system: System, person: number): Promise<void> {
  const of = await military(daysAgo(system, 130), person, ["2002-01-01", "2004-12-31"]);
  await done(approveService(daysAgo(system, 128), verifier, { key: key(), of }));
  const accepted = daysAgo(system, 125);
  await done(acceptService(accepted, memberOf(person), { key: key(), of, instalments: 6 }));
  await pays(system, of, 180_000n, addMonths(accepted.calendar.today(), 1));
}

const pays = (system: System, of: ServiceKey, cents: bigint, paidOn: PlainDate) =>
  done(
    receiveForService(system, counselor, {
      key: key(),
      of,
      cents,
      paidOn,
      method: "check",
      paidBy: "The member",
    }),
  );

/** Somebody who works since before 2012 and has no sign-in. */
async function somebodyVested({ db, fund }: System, except: readonly number[]): Promise<number | undefined> {
  const { rows } = await sql<{ person: number }>`
    select e.person from records.employment e
    where e.fund = ${fund.number} and e.recorded_to = 'infinity' and e.valid_to = 'infinity' and e.eligible and e.member_class = 'general'
      and e.valid_from between '2005-01-01' and '2012-01-01' and e.person <> all(${[...except]}::int[])
      and not exists (select from records.employment o where o.fund = e.fund and o.person = e.person and o.position <> e.position and o.recorded_to = 'infinity')
    order by e.person limit 1`.execute(db);
  return rows[0]?.person;
}

/** Service that moved to another system with somebody who had left: entered by one person, recorded by another, with its letter. */
async function givenUp(system: System): Promise<void> {
  const { db, fund } = system;
  const { rows } = await sql<{ person: number; from: string; to: string }>`
    select e.person, e.valid_from as "from", (e.valid_to - 1)::text as "to" from records.employment e
    where e.fund = ${fund.number} and e.recorded_to = 'infinity' and e.eligible and e.member_class = 'general'
      and e.valid_to between '2015-01-01' and ${formatDate(addDays(system.calendar.today(), -60))}::date
      and not exists (select from records.employment o where o.fund = e.fund and o.person = e.person and o.position <> e.position and o.recorded_to = 'infinity')
      and not exists (select from records.benefit b where b.fund = e.fund and (b.person = e.person or b.member = e.person))
      and not exists (select from records.person_death d where d.fund = e.fund and d.person = e.person)
      and not exists (select from records.case_file c where c.fund = e.fund and c.person = e.person)
    order by e.person limit 1`.execute(db);
  const [left] = rows;
  if (left === undefined) return;
  const told = daysAgo(system, 9);
  const days = { from: parseDate(left.from), to: parseDate(left.to), effective: told.calendar.today() };
  const entered = {
    how: "transferredOut",
    because: "Agreement of transfer, received by mail",
    ...days,
  } as const;
  const of = await done(enterGivenUp(told, counselor, { key: key(), person: left.person, ...entered }));
  const decided = { key: key(), of, record: true, because: "The other system confirmed the transfer" };
  await done(decideOnGivenUp(daysAgo(system, 7), verifier, decided));
}

/** Two years that were bought before the fund's records came here: the credit and its days, as a conversion brings them. */
async function boughtEarlier({ db, fund }: System, person: number): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const instant = await takeInstant(tx);
    const credit = await recordServiceCredit(
      tx,
      fund.number,
      person,
      {
        kind: "purchased",
        months: 24,
        days: 0,
        hoursHundredths: 0,
        because: "militaryDuty",
        certifiedBy: "Membership records",
        effective: parseDate("2015-06-01"),
      },
      instant,
    );
    const spans = [{ from: parseDate("1998-03-01"), to: parseDate("2000-03-01") }];
    await recordServiceSpans(tx, fund.number, person, { credit, spans }, instant);
    const entry = { fund: fund.number, person, actor: "conversion", action: "service: receive" };
    await recordEntry(tx, { ...entry, because: "Bought in 2015, taken over" }, instant);
  });
}

/** What a member says is wrong waits for its answer. */
async function question(system: System, person: number): Promise<void> {
  const says = "A week of overtime in March 2015 is missing.";
  const asked = { key: key(), person, about: "pay", line: "March 2015", says } as const;
  await done(disputeRecord(daysAgo(system, 3), memberOf(person), asked));
}
