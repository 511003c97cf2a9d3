/**
 * Words for the law: each provision, fact, list, table, named part, choice and reading of a setting, by its identifier. An identifier
 * that several plans share has its phrase once. They stand inside sentences, so they begin with a small letter unless they are names.
 */
import { msep } from "./msep.ts";
import { insurance } from "./insurance.ts";
import { employerMoney } from "./employer-money.ts";
import { buyout } from "./buyout.ts";
import { curp } from "./curp.ts";
import { mpers } from "./mpers.ts";
import { alj } from "./alj.ts";
import { judicial2011 } from "./judicial-2011.ts";
import { judicial } from "./judicial.ts";
import { msep2000 } from "./msep-2000.ts";
import { msep2011, msep2011Own } from "./msep-2011.ts";
import { withholding } from "./withholding.ts";
import { contributions } from "./contributions.ts";
import { missouriTax } from "./missouri-tax.ts";
import { distributions } from "./distributions.ts";
import { serviceCredit } from "./service-credit.ts";
import { overpayments } from "./overpayments.ts";
import { payees } from "./payees.ts";

/** The phrase of every identifier of the law. */
export const law = {
  ...msep,
  ...msep2000,
  ...msep2011,
  ...judicial,
  ...judicial2011,
  ...alj,
  ...mpers,
  ...curp,
  ...buyout,
  ...employerMoney,
  ...insurance,
  ...withholding,
  ...contributions,
  ...missouriTax,
  ...distributions,
  ...serviceCredit,
  ...overpayments,
  ...payees,
};

/** By the name of a plan, the phrases that it gives in place of the common ones, where a shared name says something else in it. */
export const lawOfPlan: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  msep2011: msep2011Own,
};
