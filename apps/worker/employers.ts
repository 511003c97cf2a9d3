import { keepEmployersInTime } from "@emeritus/operations/enrolling/keep-employers-in-time.ts";
import type { Job } from "./job.ts";

/** Looks every night at what only a date brings: layoffs of twelve months, and pay reports that are due or late. */
export const keepingEmployers: Job = {
  name: "keep-employers-in-time",
  when: "10 0 * * *",
  run: async (system) => {
    await keepEmployersInTime(system);
  },
};
