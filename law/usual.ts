/**
 * What a record says of a member to whom nothing unusual happened: the facts of rare events, each with the value that means none of it.
 * Cases, calculators and records that do not name such a fact take it from here, so that nobody is asked about what almost never happens.
 */
import type { Known } from "@emeritus/engine/facts.ts";
import type { Plan } from "@emeritus/engine/plan.ts";

/** The rare facts of every plan, with the value of a member to whom nothing of the kind happened. */
export const usual: Known = {
  leftClosedPlanUnvested: false,
  rehiredAfterBuyout: false,
  otherKinds: [],
  assembliesOnRecord: 0,
  diedOnDuty: false,
  disabledOnDuty: false,
  laterEmployment: [],
  agreedToReturn: false,
  dividedShare: null,
  dissolvedMarriageBegan: null,
  dividedTo: null,
  orderIssued: null,
  formerSpouseIsJoint: false,
  formerSpouseDied: null,
  takenByOtherOrders: null,
  forfeitureGround: null,
  killingCharge: null,
  marriedAfterRetirement: null,
  reelectionReceived: null,
  reelectedOption: null,
  newSpouseBirthDate: null,
  newSpouseDied: null,
  cancellingDecreeReceived: null,
  disabledOn: null,
  benefitsReceived: [],
  dependents: [],
  highestOffice: null,
  backDropMonths: null,
  annuityPaidBefore: false,
};

/** The rare facts that a plan asks for. */
export const usualFacts = (plan: Plan): Known =>
  Object.fromEntries(Object.entries(usual).filter(([name]) => plan.facts.has(name) || plan.lists.has(name)));
