import { writeMailings } from "@emeritus/operations/disclosing/mailing.ts";
import type { Job } from "./job.ts";

/** Writes the letters of mailings for departments that were allowed. */
export const writingMailings: Job = {
  name: "write-mailings",
  when: "* * * * *",
  run: async (system) => {
    await writeMailings(system);
  },
};
