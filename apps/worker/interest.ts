import { resumeInterest } from "@emeritus/operations/crediting-interest/run-interest.ts";
import type { Job } from "./job.ts";

/** Looks every minute for runs of interest that a stopped or killed process left unfinished, and carries them on. */
export const carryingInterestOn: Job = {
  name: "carry-on-interest",
  when: "* * * * *",
  run: (system) => resumeInterest(system),
};
