import { done } from "@emeritus/operations/done.ts";
import { addDays, addMonths, formatDate, parseDate } from "@emeritus/engine/dates.ts";
import type { Actor, Role } from "@emeritus/operations/actor.ts";
import { enrol } from "@emeritus/operations/enrolling/enrol.ts";
import { proposeVoid } from "@emeritus/operations/enrolling/void-retirement.ts";
import { draftReport } from "@emeritus/operations/reporting-pay/draft-report.ts";
import { chooseHoldingPolicy, holdingPolicy } from "@emeritus/operations/reporting-pay/holding-policy.ts";
import { readPayReport } from "@emeritus/operations/reporting-pay/read-pay-reports.ts";
import { receivePayReport } from "@emeritus/operations/reporting-pay/receive-pay-report.ts";
import { submitPayReport } from "@emeritus/operations/reporting-pay/submit-pay-report.ts";
import { decideOnGivenUp, enterGivenUp } from "@emeritus/operations/service/give-up.ts";
import type { System } from "@emeritus/operations/system.ts";
import { findPerson } from "@emeritus/records/person.ts";
import { sql } from "kysely";
import { randomUUID } from "node:crypto";
import { employers, groupCode } from "./invented.ts";
import { ssnOf } from "./record-rows.ts";

/** What was shown, for tests of pages: who gave service up, the case of a retirement that may be void, and a report with a held row. */
export interface RareWork {
  readonly gaveUp: readonly number[];
  readonly mayBeVoid: { readonly person: number; readonly caseNumber: number } | undefined;
  readonly held: number | undefined;
}

const key = randomUUID;
const staff = (account: string, role: Role): Actor => ({ account, roles: [role], employers: [] });
const counselor = staff("casey", "counselor");
const verifier = staff("vera", "benefitVerifier");
/** The first numbers belong to people with sign-ins: nothing happens to them here. */
const named = 10;

/**
 * Work that is rare and must be seen all the same: a refund that gave service up, one more that waits for a second person, a retirement
 * that may be void, and a row of a pay report that waits to be mended. Once; nothing where it was shown before. A first start shows
 * what is quick: the refund that waits and the retirement that may be void; a letter and a whole report take longer than a start may.
 */
export async function showRareWork(
  system: System,
  place: number,
  { quick = false } = {},
): Promise<RareWork | undefined> {
  const { rows } = await sql`
    select from records.case_step where fund = ${system.fund.number} and action = 'proposeVoid' limit 1`.execute(
    system.db,
  );
  if (rows.length > 0) return undefined;
  const employer = employers[place]!;
  const actor: Actor = {
    account: `payroll-${employer.code}`,
    roles: ["employer"],
    employers: [employer.number],
  };
  return {
    gaveUp: await gaveUp(system, quick),
    mayBeVoid: await mayBeVoid(system, actor, place),
    held: quick ? undefined : await heldRow(system, actor, groupCode(employer)),
  };
}

/** Two members took their contributions back for their first two years of work; of one a second person has seen the paper. */
async function gaveUp(system: System, quick: boolean): Promise<number[]> {
  const { rows } = await sql<{ person: number; from: string }>`
    select e.person, min(e.valid_from)::text as from from records.employment e
    where e.fund = ${system.fund.number} and e.recorded_to = 'infinity' and e.eligible and e.person > ${named}
      and not exists (select from records.benefit b where (b.fund, b.person) = (e.fund, e.person))
      and not exists (select from records.case_file c where (c.fund, c.person) = (e.fund, e.person))
      and not exists (select from records.person_death d where (d.fund, d.person) = (e.fund, e.person))
    group by e.person having min(e.valid_from) < ${formatDate(addMonths(system.calendar.today(), -120))}::date
    order by e.person limit 2`.execute(system.db);
  for (const [at, { person, from }] of rows.slice(quick ? 1 : 0).entries()) {
    const begun = parseDate(from);
    const entered = await done(
      enterGivenUp(system, counselor, {
        key: key(),
        person,
        how: "refunded",
        from: begun,
        to: addDays(addMonths(begun, 24), -1),
        effective: addMonths(begun, 30),
        cents: 184_250n,
        because: "Refund check of the earlier system, copy on file.",
      }),
    );
    const of = { person, caseNumber: entered.caseNumber };
    if (at === 0 && !quick)
      await done(
        decideOnGivenUp(system, verifier, {
          key: key(),
          of,
          record: true,
          because: "The copy names these days.",
        }),
      );
  }
  return rows.map(({ person }) => person);
}

/** A retiree came back by an agreement that was made before the retirement; a counselor proposes that it is void. */
async function mayBeVoid(
  system: System,
  actor: Actor,
  place: number,
): Promise<{ person: number; caseNumber: number } | undefined> {
  const { number: fund } = system.fund;
  const today = system.calendar.today();
  const { rows } = await sql<{ person: number }>`
    select b.person from records.benefit b where b.fund = ${fund} and b.kind = 'retirement' and b.recorded_to = 'infinity'
      and b.valid_to = 'infinity' and b.person = b.member and b.person > ${named} and b.valid_from < ${formatDate(addMonths(today, -2))}::date
      and not exists (select from records.person_death d where d.fund = b.fund and d.person = b.person and d.recorded_to = 'infinity')
      and not exists (select from records.case_file c where (c.fund, c.person) = (b.fund, b.person))
    order by b.valid_from desc, b.person limit 1`.execute(system.db);
  const person = rows[0]?.person;
  if (person === undefined) return undefined;
  const { name, born } = (await findPerson(system.db, fund, person))!;
  const employer = employers[place]!;
  const { reemployment } = await done(
    enrol(
      system,
      { ...actor, account: `personnel-${employer.code}` },
      {
        key: key(),
        group: groupCode(employer),
        ssn: ssnOf(person),
        name,
        born: born!,
        hired: addDays(today, -6),
        position: "R1",
        title: employer.jobs[0]!,
        hoursAYear: 2_080,
        fteHundredths: 10_000,
        memberClass: "general",
      },
    ),
  );
  if (reemployment === undefined) return undefined;
  const because = "The department's letter of last spring promises the job again.";
  await done(
    proposeVoid(system, counselor, { key: key(), person, caseNumber: reemployment, because, agreed: true }),
  );
  return { person, caseNumber: reemployment };
}

/** A report whose second member has a position that nobody knows: the good rows are posted, that one waits. */
async function heldRow(system: System, actor: Actor, group: string): Promise<number | undefined> {
  const draft = (await draftReport(system, actor, { group }))?.text;
  if (draft === undefined) return undefined;
  const before = await holdingPolicy(system.db, system.fund.number, system.calendar.today());
  await chooseHoldingPolicy(system, verifier, { key: key(), mode: "hold", most: 50 });
  const bytes = new TextEncoder().encode(draft.replace(/^(M(?:,[^,]*){5},)[^,]*/m, "$1Z9"));
  const sent = await receivePayReport(system, actor, { key: key(), bytes });
  if (sent.refused === undefined) {
    const { report } = sent.accepted;
    const { report: stored, variances } = (await readPayReport(system, actor, report))!;
    const comments = Object.fromEntries(variances.map((rule) => [rule, "As agreed with the department."]));
    const pensionableCents = stored.pensionableCents + stored.heldPensionableCents;
    await submitPayReport(system, actor, { key: key(), report, pensionableCents, comments });
  }
  await chooseHoldingPolicy(system, verifier, { key: key(), ...before });
  return sent.accepted?.report;
}
