import { handOverLetters } from "@emeritus/operations/determining/hand-over-letters.ts";
import { keepCasesInTime } from "@emeritus/operations/retiring/keep-cases-in-time.ts";
import type { Job } from "./job.ts";

/** Looks every night at each open retirement case: void after day 90, late after the due date, in payment after the first payment. */
export const keepingCases: Job = {
  name: "keep-retirement-cases-in-time",
  when: "5 0 * * *",
  run: async (system) => {
    await keepCasesInTime(system);
  },
};

/** Hands printed letters over for mailing. */
export const mailing: Job = {
  name: "hand-over-letters",
  when: "* * * * *",
  run: async (system) => {
    await handOverLetters(system);
  },
};
