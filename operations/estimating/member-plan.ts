import type { Plan } from "@emeritus/engine/plan.ts";
import { msep2000 } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";
import { msep2011 } from "@emeritus/law/missouri/mosers/msep-2011/plan.ts";
import type { Career } from "../career.ts";
import { planHeldBy } from "../service/member-law.ts";

/** The plan whose law works out a member's retirement: the tier of 2011 for who is held by it, else the year 2000 plan, which refuses whom it does not hold. Pure. */
export const retirementPlanOf = (career: Career): Plan =>
  planHeldBy(career) === "inTierOf2011" ? msep2011 : msep2000;
