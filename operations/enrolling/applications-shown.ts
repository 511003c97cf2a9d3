import { parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { chooseSetting, chosenSetting } from "../choose-setting.ts";
import { allow } from "../permissions.ts";
import { isOpen, retirementStatuses } from "../retiring/status.ts";
import type { System } from "../system.ts";

const settingName = "retirement applications that employers may see";

/**
 * Whether the fund lets employers see that an employee's retirement application is on record, with its planned date and nothing
 * else (H-033). A fund that has chosen nothing shows nothing: the policy says that an employer may learn of it, not that it must.
 */
async function applicationsAreShown(db: Reading, fund: number, on: PlainDate): Promise<boolean> {
  return (await chosenSetting<{ shown: boolean }>(db, fund, settingName, on))?.shown ?? false;
}

/** Reads what the fund has chosen, for who may choose it. */
export async function readApplicationsShown(
  { reader, fund, calendar }: System,
  actor: Actor,
): Promise<boolean> {
  allow(actor, "choose what employers see");
  return applicationsAreShown(reader, fund.number, calendar.today());
}

/** Chooses, from today on, whether employers see that an application of their employee is on record. */
export async function chooseApplicationsShown(
  system: System,
  actor: Actor,
  { key, shown }: { readonly key: string; readonly shown: boolean },
): Promise<void> {
  allow(actor, "choose what employers see");
  await chooseSetting(system, actor, {
    key,
    command: "chooseApplicationsShown",
    setting: settingName,
    value: { shown },
  });
}

/** What an employer may learn: an application that was handed in and is neither paid nor ended. */
const told = retirementStatuses.filter((status) => status !== "draft" && isOpen(status));

/** The planned retirement date of each of some employees whose application is on record; of nobody where the fund shows none. */
export async function applicationsKnownTo(
  db: Reading,
  fund: number,
  on: PlainDate,
  employees: readonly number[],
): Promise<ReadonlyMap<number, PlainDate>> {
  if (employees.length === 0 || !(await applicationsAreShown(db, fund, on))) return new Map();
  const { rows } = await sql<{ person: number; planned: string }>`
    select distinct on (a.person) a.person, a.annuity_starting_date as planned
    from records.retirement_application a
    join lateral (select s.status from records.case_step s where (s.fund, s.person, s.case_number) = (a.fund, a.person, a.case_number)
      order by s.step desc limit 1) now on now.status = any(${told}::text[])
    where a.fund = ${fund} and a.person = any(${[...employees]}::int[])
    order by a.person, a.case_number desc, a.recorded_from desc`.execute(db);
  return new Map(rows.map(({ person, planned }) => [person, parseDate(planned)]));
}
