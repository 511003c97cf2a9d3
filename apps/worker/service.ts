import { keepServiceInTime } from "@emeritus/operations/service/keep-service-in-time.ts";
import type { Job } from "./job.ts";

/** Looks every night at offers of service and at purchases being paid: an offer ends, and what was not paid in time goes back. */
export const keepingService: Job = {
  name: "keep-service-cases-in-time",
  when: "10 0 * * *",
  run: async (system) => {
    await keepServiceInTime(system);
  },
};
