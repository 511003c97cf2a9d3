import type { Reading } from "@emeritus/records/db.ts";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "../actor.ts";
import { chooseSetting, chosenSetting } from "../choose-setting.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { strictPolicy, type HoldingPolicy } from "./holding.ts";

const settingName = "held pay-report rows";

/** What the fund has chosen for rows of pay reports that cannot be posted. */
export async function holdingPolicy(db: Reading, fund: number, on: PlainDate): Promise<HoldingPolicy> {
  return (await chosenSetting<HoldingPolicy>(db, fund, settingName, on)) ?? strictPolicy;
}

/** Chooses, from today on, whether good rows of a file with bad ones are posted and how many rows may wait. */
export async function chooseHoldingPolicy(
  system: System,
  actor: Actor,
  { key, mode, most }: HoldingPolicy & { readonly key: string },
): Promise<void> {
  allow(actor, "choose how pay reports wait");
  await chooseSetting(system, actor, {
    key,
    command: "chooseHoldingPolicy",
    setting: settingName,
    value: { mode, most },
  });
}
