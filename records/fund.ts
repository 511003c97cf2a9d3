import type { PlainDate } from "@emeritus/engine/dates.ts";
import { correct } from "./correct.ts";
import { dateText } from "./dates.ts";
import type { Db, Reading, Tx } from "./db.ts";
import { heldOn, type Moment } from "./moment.ts";
import type { Instant } from "./schema.ts";

/** The fund as it was created. */
export interface FundRow {
  readonly number: number;
  readonly name: string;
  readonly timeZone: string;
  readonly demonstration: boolean;
}

/** Creates a fund, as the owner. Whether it is a demonstration is set here and never changes. */
export async function createFund(owner: Db, fund: FundRow): Promise<void> {
  await owner
    .insertInto("records.fund")
    .values({
      fund: fund.number,
      name: fund.name,
      time_zone: fund.timeZone,
      demonstration: fund.demonstration,
    })
    .execute();
}

/** The fund with this number, or the only one; nothing before the first start. */
export async function findFund(db: Reading, number?: number): Promise<FundRow | undefined> {
  return db
    .selectFrom("records.fund")
    .select(["fund as number", "name", "time_zone as timeZone", "demonstration"])
    .$if(number !== undefined, (query) => query.where("fund", "=", number!))
    .orderBy("fund")
    .executeTakeFirst();
}

/** A choice of the fund where the law leaves one, and whether somebody entered it or we assumed it. */
export interface FundSetting {
  readonly name: string;
  readonly value: unknown;
  readonly basis: "entered" | "assumed";
  /** The entry of the open-questions register it rests on. */
  readonly register?: string | undefined;
}

/** Sets a choice from a day on. */
export async function setFundSetting(
  tx: Tx,
  fund: number,
  from: PlainDate,
  setting: FundSetting,
  instant: Instant,
): Promise<void> {
  const { name, basis, register } = setting;
  const valid_from = dateText(from);
  const row = {
    fund,
    name,
    value: JSON.stringify(setting.value),
    basis,
    register: register ?? null,
    valid_from,
  };
  await correct(tx, "records.fund_setting", { fund, name }, { from }, [row], instant);
}

/** The fund's choices on a day. */
export async function fundSettings(db: Reading, fund: number, moment: Moment): Promise<FundSetting[]> {
  const rows = await db
    .selectFrom("records.fund_setting")
    .select(["name", "value", "basis", "register"])
    .where("fund", "=", fund)
    .where(heldOn("records.fund_setting", moment))
    .orderBy("name")
    .execute();
  return rows.map((row) => ({ ...row, register: row.register ?? undefined }));
}
