/** The part of a payment that returns after-tax money free of tax: the simplified method (IRC 72(d)). */
import {
  ageOn,
  atMost,
  cases,
  cents,
  count,
  date,
  fullYears,
  greaterOf,
  ifAny,
  isBefore,
  lesserOf,
  minus,
  otherwise,
  product,
  ratio,
  refusing,
  sum,
  when,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { Count, Expr } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { annuityStartingDate, birthDate } from "../../missouri/mosers/facts.ts";
import { register } from "../../sources.ts";
import { irc } from "../sources.ts";
import { afterTaxBasis, basisRecovered, grossPayment, jointAnnuitantBirthDate } from "./facts.ts";

/** The first annuity starting date of the simplified method. */
export const simplifiedMethodBegins = fixed("simplifiedMethodBegins", {
  cites: irc("72(d)"),
  register: "DISTRIBUTIONS-Q06",
  is: date("1996-11-19"),
});
/** The first annuity starting date from which two lives have a table of their own. */
export const twoLivesBegin = fixed("twoLivesBegin", { cites: irc("72(d)"), is: date("1998-01-01") });

const ageAt = (birth: typeof birthDate): Expr<Count> => fullYears(ageOn(birth, annuityStartingDate));

/** Months over which the basis of one life is returned, by the age in full years at the annuity starting date. */
export const exclusionMonthsOfOneLife = provision.count("exclusionMonthsOfOneLife", {
  cites: irc("72(d)(1)"),
  register: "DISTRIBUTIONS-Q06",
  means: () => {
    const age = ageAt(birthDate);
    return cases(
      when(atMost(age, count(55)), count(360)),
      when(atMost(age, count(60)), count(310)),
      when(atMost(age, count(65)), count(260)),
      when(atMost(age, count(70)), count(210)),
      otherwise(count(160)),
    );
  },
});

/** Months over which the basis of two lives is returned, by both ages together. */
const byBothAges = (ages: Expr<Count>): Expr<Count> =>
  cases(
    when(atMost(ages, count(110)), count(410)),
    when(atMost(ages, count(120)), count(360)),
    when(atMost(ages, count(130)), count(310)),
    when(atMost(ages, count(140)), count(260)),
    otherwise(count(210)),
  );

/** Months over which after-tax money is returned, by the ages at the annuity starting date. */
export const exclusionMonths = provision.count("exclusionMonths", {
  cites: irc("72(d)(1)"),
  register: "DISTRIBUTIONS-Q06",
  means: () =>
    cases(
      when(
        isBefore(annuityStartingDate, simplifiedMethodBegins),
        refusing("startedBeforeSimplifiedMethod", irc("72")),
      ),
      when(isBefore(annuityStartingDate, twoLivesBegin), exclusionMonthsOfOneLife),
      otherwise(
        ifAny(
          jointAnnuitantBirthDate,
          (birth) => byBothAges(sum(ageAt(birthDate), ageAt(birth))),
          exclusionMonthsOfOneLife,
        ),
      ),
    ),
});

/** What each monthly payment returns free of tax; adjustments of the benefit do not change it. */
export const monthlyExclusion = provision.amount("monthlyExclusion", {
  cites: irc("72(d)(1)"),
  register: "DISTRIBUTIONS-Q06",
  means: () => product(afterTaxBasis, ratio(count(1), exclusionMonths)),
  rounding: toTheCent(register("DISTRIBUTIONS-Q06")),
});

/** The tax-free part of a payment, until all after-tax money is returned. */
export const exclusionOfPayment = provision.amount("exclusionOfPayment", {
  cites: irc("72(b)(2)"),
  means: () =>
    lesserOf(grossPayment, monthlyExclusion, greaterOf(cents(0), minus(afterTaxBasis, basisRecovered))),
});

/** The taxable part of a payment. */
export const taxablePart = provision.amount("taxablePart", {
  cites: irc("72"),
  means: () => minus(grossPayment, exclusionOfPayment),
});
