import { lookTonight } from "@emeritus/operations/data-quality/run-quality.ts";
import { lookRuns } from "@emeritus/records/data-quality-reads.ts";
import type { System } from "@emeritus/operations/system.ts";
import type { Job } from "./job.ts";

/** Looks every night at the whole record for known-bad patterns, records of one person among them. */
export const lookingAtData: Job = {
  name: "look-at-data-quality",
  when: "30 1 * * *",
  run: async (system) => {
    await lookTonight(system);
  },
};

/** Whether anybody ever looked at the data of a fund. */
export const everLooked = async ({ db, fund }: System): Promise<boolean> =>
  (await lookRuns(db, fund.number, 1)).length > 0;
