/** Work after retirement from the closed plan: the rules of the year 2000 plan, by the closed plan's own section (RSMo 104.380). */
import type { Change } from "@emeritus/engine/amend.ts";
import { and, boardRule, handbook, published, rsmo } from "../../../sources.ts";
import {
  annuitiesResume,
  annuityPaid,
  leastNewService,
  notPaidForWork,
  repaymentWithInterest,
  secondAnnuity,
  severedForGood,
} from "../shared/reemployment.ts";
import { underSection } from "../shared/sections.ts";
import {
  adjustmentLostToWork,
  colaWhileStopped,
  electedWorkAllowed,
  stoppedByWork,
} from "../shared/stopped-by-work.ts";

const work = and(rsmo("104.380.1"), handbook(33));
const newService = and(rsmo("104.380.2"), handbook(33));
const resumes = and(rsmo("104.380.2"), handbook(33), published("reemploymentAnswer"));
const severance = and(published("reemploymentAnswer"), boardRule("9-2"));

/** The sections and register entries of the closed plan for months without an annuity and for the second annuity. */
export const workAfterRetirementFromClosedPlan: readonly Change[] = [
  underSection(severedForGood, { cites: severance, register: "MSEP-Q47" }),
  underSection(electedWorkAllowed, { cites: work }),
  underSection(stoppedByWork, { cites: work, register: "MSEP-Q48" }),
  underSection(colaWhileStopped, { cites: resumes, register: "MSEP-Q48" }),
  underSection(adjustmentLostToWork, { cites: resumes, register: "MSEP-Q48" }),
  underSection(notPaidForWork, { cites: and(work, severance), register: "MSEP-Q48" }),
  underSection(annuityPaid, { cites: and(work, severance), register: "MSEP-Q48" }),
  underSection(repaymentWithInterest, { cites: severance, register: "MSEP-Q47" }),
  underSection(leastNewService, { cites: newService }),
  underSection(secondAnnuity, { cites: newService, register: "MSEP-Q49" }),
  underSection(annuitiesResume, { cites: newService }),
];
