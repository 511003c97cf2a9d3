import type { Fund } from "@emeritus/operations/system.ts";
import { CannotStart } from "@emeritus/ports/cannot-start.ts";
import { connect } from "@emeritus/records/db.ts";
import type { Db } from "@emeritus/records/db.ts";
import { en } from "@emeritus/words/en/index.ts";
import type { Asked } from "./environment.ts";

const fundNumber = 1;
const timeZone = "America/Chicago";

/** The fund of this database, made now if there is none; only then is it decided whether it is a demonstration. */
export async function fundOf(url: string, wants: Asked): Promise<Fund> {
  const owner = connect(url, "emeritus_owner", { most: 1 });
  try {
    const fund = (await findFund(owner.db)) ?? (await makeFund(owner.db, wants.demonstration));
    if (!fund.demonstration) refuseDemonstrationOnly(wants);
    return fund;
  } finally {
    await owner.close();
  }
}

async function findFund(db: Db): Promise<Fund | undefined> {
  const row = await db.selectFrom("records.fund").selectAll().orderBy("fund").limit(1).executeTakeFirst();
  return (
    row && { number: row.fund, name: row.name, demonstration: row.demonstration, timeZone: row.time_zone }
  );
}

/** Two programs that begin at once make one fund: the second finds the number taken and reads what the first made. */
async function makeFund(db: Db, demonstration: boolean): Promise<Fund> {
  const name = demonstration ? en.cli.fund.demonstration : en.cli.fund.real;
  await db
    .insertInto("records.fund")
    .values({ fund: fundNumber, name, time_zone: timeZone, demonstration })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return (await findFund(db))!;
}

function refuseDemonstrationOnly({ demonstrationByName, today }: Asked): void {
  if (demonstrationByName) throw new CannotStart("notADemonstration", { what: "EMERITUS_DEMO=1" });
  if (today !== undefined) throw new CannotStart("notADemonstration", { what: "EMERITUS_TODAY" });
}
