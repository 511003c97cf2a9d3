import { command } from "@emeritus/records/command.ts";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { fundSettings, setFundSetting } from "@emeritus/records/fund.ts";
import type { Actor } from "./actor.ts";
import type { System } from "./system.ts";

/** What the fund has chosen for a setting on a day; nothing where it has chosen nothing. */
export async function chosenSetting<T>(
  db: Reading,
  fund: number,
  name: string,
  on: PlainDate,
): Promise<T | undefined> {
  const found = (await fundSettings(db, fund, { on })).find((each) => each.name === name);
  return found?.value as T | undefined;
}

/** A choice of the fund where the law leaves one: the command that makes it, the setting's name, and what is chosen. */
export interface Choice {
  readonly key: string;
  readonly command: string;
  readonly setting: string;
  readonly value: string | Readonly<Record<string, string | number | boolean>>;
}

/** Records a choice of the fund from today on, with its entry in the audit; whoever calls has allowed the actor. */
export async function chooseSetting(
  { db, fund, calendar }: System,
  actor: Actor,
  { key, command: name, setting, value }: Choice,
): Promise<void> {
  const request = typeof value === "string" ? { [setting]: value } : value;
  const asked = { fund: fund.number, actor, key, name, request };
  await command(db, asked, async (tx, instant, note) => {
    note({ facts: request });
    const chosen = { name: setting, value, basis: "entered" } as const;
    await setFundSetting(tx, fund.number, calendar.today(), chosen, instant);
    return {};
  });
}
