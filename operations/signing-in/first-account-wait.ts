import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { sql } from "kysely";
import type { Actor } from "../actor.ts";
import { chooseSetting, chosenSetting } from "../choose-setting.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";

/** The most days that a fund may choose; and what holds until it chooses: longer than the letter about the change takes (ADR 8). */
export const firstAccountWait = { most: 60, unlessChosen: 10 } as const;

const settingName = "days before a first account by a changed e-mail address";

/** How many days an e-mail address that was changed or added waits before a first account can be opened by it. */
async function daysBeforeFirstAccount(db: Reading, fund: number, on: PlainDate): Promise<number> {
  return (
    (await chosenSetting<{ days: number }>(db, fund, settingName, on))?.days ?? firstAccountWait.unlessChosen
  );
}

/** How many days a first account waits, for those who keep the accounts. */
export async function seeFirstAccountWait(
  { reader, fund, calendar }: System,
  actor: Actor,
): Promise<{ readonly days: number }> {
  allow(actor, "manage accounts");
  return { days: await daysBeforeFirstAccount(reader, fund.number, calendar.today()) };
}

/** Chooses, from today on, how many days a first account waits: 0 to 60. */
export async function chooseFirstAccountWait(
  system: System,
  actor: Actor,
  { key, days }: { readonly key: string; readonly days: number },
): Promise<void> {
  allow(actor, "manage accounts");
  if (!Number.isInteger(days) || days < 0 || days > firstAccountWait.most)
    throw new RangeError("days from 0 to 60");
  await chooseSetting(system, actor, {
    key,
    command: "chooseFirstAccountWait",
    setting: settingName,
    value: { days },
  });
}

/**
 * Whether a first account could be opened by an e-mail address that came on record too lately: the person has no account, and the address
 * was neither entered with the person's record nor recorded that many days ago.
 */
export async function isTooNewForFirstAccount(
  { db, fund, calendar }: System,
  person: number,
  email: string,
): Promise<boolean> {
  const days = await daysBeforeFirstAccount(db, fund.number, calendar.today());
  const { rows } = await sql<{ new: boolean }>`
    select not exists (
        select from signin.account a where a.fund = p.fund and a.person = p.person and 'member' = any(a.roles))
      and not exists (
        select from records.contact c where c.fund = p.fund and c.person = p.person and c.kind = 'email' and c.contact = ${email}
          and (c.recorded_from = p.recorded_from or c.recorded_from <= clock_timestamp() - make_interval(days => ${days}))) as new
    from records.person p where p.fund = ${fund.number} and p.person = ${person}`.execute(db);
  return rows[0]!.new;
}
