import type { Log } from "@emeritus/operations/system.ts";
import { en } from "@emeritus/words/en/index.ts";
import { inTime } from "../opening/in-time.ts";
import type { End } from "../opening/in-time.ts";
import type { OpenedFund } from "../opening/open-system.ts";
import type { Serving } from "./serve.ts";

const words = en.cli.start.unfinished;
const servingPatienceMs = 20_000;
const closingPatienceMs = 45_000;

/** Ends pages, jobs, connections and the fund's own database, in this order; the answer says what did not end as it should. */
export async function stopInOrder(serving: Serving, fund: OpenedFund): Promise<readonly string[]> {
  const { log } = fund.system;
  const served = await inTime(serving.stop(), servingPatienceMs);
  const closed = await inTime(fund.close(), closingPatienceMs);
  const jobs = (served.value ?? []).map((name) => words.job({ name }));
  return [
    ...(told(log, served, "serving did not end") ? [words.serving] : jobs),
    ...(told(log, closed, "the fund was not closed") ? [words.connections] : []),
  ];
}

function told(log: Log, { why }: End<unknown>, what: string): boolean {
  if (why !== undefined) log.error({ error: why }, what);
  return why !== undefined;
}
