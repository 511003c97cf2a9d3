import { sealEntries } from "@emeritus/records/audit.ts";
import type { Job } from "./job.ts";
import { writingMailings } from "./disclosure.ts";
import { keepingEmployers } from "./employers.ts";
import { carryingInterestOn } from "./interest.ts";
import { carryingOn } from "./payroll.ts";
import { lookingAtData } from "./quality.ts";
import { keepingCases, mailing } from "./retirement.ts";
import { keepingService } from "./service.ts";

/** Seals the audit entries since the last seal, so that none can be changed unnoticed. */
const sealing: Job = {
  name: "seal-audit",
  when: "* * * * *",
  run: async ({ db }) => {
    await sealEntries(db);
  },
};

/** Every job that a worker takes. */
export const jobs: readonly Job[] = [
  sealing,
  carryingOn,
  carryingInterestOn,
  keepingCases,
  keepingEmployers,
  keepingService,
  lookingAtData,
  writingMailings,
  mailing,
];
