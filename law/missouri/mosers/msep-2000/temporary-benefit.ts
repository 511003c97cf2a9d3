/** The temporary benefit: paid to 62 with a Rule of 80 retirement (RSMo 104.1024.4). */
import {
  all,
  cases,
  dateAtAge,
  dollars,
  firstOfMonth,
  inYears,
  is,
  not,
  otherwise,
  percent,
  product,
  rounded,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import { effective, fixed, provision } from "@emeritus/engine/provision.ts";
import { and, published, register, rsmo } from "../../../sources.ts";
import { door } from "./door.ts";
import { birthDate, leftService } from "../facts.ts";
import { finalAveragePay } from "./final-average-pay.ts";
import { isElected } from "./membership.ts";
import { shareLeft } from "../shared/forfeiture.ts";
import { benefitService } from "./sick-leave.ts";

const toCents = toTheCent(register("MSEP2000-Q18"));

/** Share of final average pay that each year of service adds until 62. */
export const temporaryBenefitMultiplier = effective("temporaryBenefitMultiplier", {
  governedBy: leftService,
  values: [{ from: "2000-07-01", value: percent("0.8"), cites: rsmo("104.1024.4") }],
});

/** Age at which the temporary benefit ends. */
export const temporaryBenefitAge = fixed("temporaryBenefitAge", { cites: rsmo("104.1024.4"), is: years(62) });

/** Monthly amount on top of the base benefit for employees who retire by the Rule of 80; no option reduces it. */
export const temporaryBenefit = provision.amount("temporaryBenefit", {
  cites: and(rsmo("104.1024.4"), rsmo("104.1027.1")),
  means: () =>
    cases(
      when(
        all(is(door, "ruleOf80"), not(isElected)),
        product(
          rounded(product(finalAveragePay, temporaryBenefitMultiplier, inYears(benefitService)), toCents),
          shareLeft,
        ),
      ),
      otherwise(dollars("0.00")),
    ),
  rounding: toCents,
});

/** First of the last month for which the temporary benefit is paid: the month of the 62nd birthday. */
export const temporaryBenefitEnds = provision.date("temporaryBenefitEnds", {
  cites: and(rsmo("104.1024.4"), published("temporaryBenefitPage")),
  register: "MSEP2000-Q22",
  means: () => firstOfMonth(dateAtAge(birthDate, temporaryBenefitAge)),
});
