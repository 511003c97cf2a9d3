import { command } from "@emeritus/records/command.ts";
import { setFundSetting } from "@emeritus/records/fund.ts";
import type { Actor } from "./actor.ts";
import type { System } from "./system.ts";

/** A choice of the fund where the law leaves one: the command that makes it, the setting's name, and what is chosen. */
export interface Choice {
  readonly key: string;
  readonly command: string;
  readonly setting: string;
  readonly value: Readonly<Record<string, string | number>>;
}

/** Records a choice of the fund from today on, with its entry in the audit; whoever calls has allowed the actor. */
export async function chooseSetting(
  { db, fund, calendar }: System,
  actor: Actor,
  { key, command: name, setting, value }: Choice,
): Promise<void> {
  const asked = { fund: fund.number, actor, key, name, request: value };
  await command(db, asked, async (tx, instant, note) => {
    note({ facts: value });
    const chosen = { name: setting, value, basis: "entered" } as const;
    await setFundSetting(tx, fund.number, calendar.today(), chosen, instant);
    return {};
  });
}
