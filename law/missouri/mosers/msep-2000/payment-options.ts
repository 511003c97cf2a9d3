/** The five payment options: factors, caps, and what each pays the member and the survivor (RSMo 104.1027.1). */
import {
  ageOn,
  asRate,
  cases,
  count,
  greaterOf,
  named,
  fullYears,
  ifAny,
  is,
  lesserOf,
  minus,
  otherwise,
  percent,
  product,
  refusing,
  sum,
  when,
  years,
  yearsApart,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { Count, Expr, Money, Rate } from "@emeritus/engine/kinds.ts";
import { fixed, provision, setting, type Provision } from "@emeritus/engine/provision.ts";
import { and, handbook, register, rsmo } from "../../../sources.ts";
import { reducedBaseBenefit } from "./early-retirement.ts";
import { annuityStartingDate, birthDate, paymentOption, spouseBirthDate } from "../facts.ts";
import { ageAtStart } from "./normal-retirement.ts";

const options = rsmo("104.1027.1");

/** How many years older the spouse is: completed years between the birth dates, or the difference of completed ages. */
export const ageDifferenceReading = setting("ageDifferenceReading", {
  register: "MSEP2000-Q25",
  readings: ["birthDates", "completedAges"],
  inForce: "birthDates",
  cites: handbook(31),
});

/** Completed years by which the spouse is older than the member; negative when younger. Refused without a spouse. */
export const spouseYearsOlder = provision.count("spouseYearsOlder", {
  cites: and(options, handbook(31)),
  register: "MSEP2000-Q25",
  means: () =>
    ifAny(
      spouseBirthDate,
      (born) =>
        cases<Count>(
          when(is(ageDifferenceReading, "birthDates"), yearsApart(born, birthDate)),
          otherwise(minus(fullYears(ageOn(born, annuityStartingDate)), fullYears(ageAtStart))),
        ),
      refusing("noSpouse", options),
    ),
});

/** The member's completed years of age on the annuity starting date. */
export const memberAge = provision.count("memberAge", {
  cites: handbook(30),
  means: () => fullYears(ageAtStart),
});

/** The age at which the joint factors start from their own figure; below it each year adds. */
export const optionAnchorAge = fixed("optionAnchorAge", { cites: and(options, handbook(30)), is: years(62) });

/** Full years by which the member is younger than the age at which the joint factors are anchored; none above it. */
export const yearsBelowAnchor = provision.count("yearsBelowAnchor", {
  cites: and(options, handbook(30)),
  register: "MSEP2000-Q23",
  means: () => greaterOf(count(0), minus(fullYears(optionAnchorAge), memberAge)),
});

/** The joint and 50 % factor of a couple of one age, at the anchor age. */
export const joint50AtAnchor = fixed("joint50AtAnchor", {
  cites: and(options, handbook(30)),
  is: percent("90"),
});
/** The joint and 100 % factor of a couple of one age, at the anchor age. */
export const joint100AtAnchor = fixed("joint100AtAnchor", { cites: handbook(30), is: percent("83") });
/** What each year below the anchor age adds to the joint and 50 % factor. */
export const joint50PerYearBelow = fixed("joint50PerYearBelow", {
  cites: and(options, handbook(30)),
  is: percent("0.3"),
});
/** What each year below the anchor age adds to the joint and 100 % factor. */
export const joint100PerYearBelow = fixed("joint100PerYearBelow", {
  cites: handbook(30),
  is: percent("0.4"),
});
/** What each year of age difference adds to the joint and 50 % factor when the spouse is older, or takes from it. */
export const joint50PerYear = fixed("joint50PerYear", {
  cites: and(options, handbook(30)),
  is: percent("0.3"),
});
/** What each year of age difference adds to the joint and 100 % factor when the spouse is older, or takes from it. */
export const joint100PerYear = fixed("joint100PerYear", { cites: handbook(30), is: percent("0.5") });
/** The most that the joint and 50 % factor can be. */
export const joint50Cap = fixed("joint50Cap", { cites: and(options, handbook(30)), is: percent("95") });
/** The most that the joint and 100 % factor can be. */
export const joint100Cap = fixed("joint100Cap", { cites: handbook(30), is: percent("90") });

/** The figure at the anchor age, with years below it, then age difference, then cap. */
const jointFactor = (
  atAnchor: Expr<Rate>,
  perYearBelow: Expr<Rate>,
  perYear: Expr<Rate>,
  cap: Expr<Rate>,
): Expr<Rate> =>
  lesserOf(
    sum(
      named("startingFactor", sum(atAnchor, product(perYearBelow, yearsBelowAnchor))),
      product(perYear, asRate(spouseYearsOlder)),
    ),
    cap,
  );

/** Share of the life annuity under the joint and 50 % option: start by age, then age difference, then cap. */
export const joint50Factor = provision.rate("joint50Factor", {
  cites: and(options, handbook(30)),
  register: "MSEP2000-Q24",
  means: () => jointFactor(joint50AtAnchor, joint50PerYearBelow, joint50PerYear, joint50Cap),
});
/** Share of the life annuity under the joint and 100 % option: start by age, then age difference, then cap. */
export const joint100Factor = provision.rate("joint100Factor", {
  cites: and(options, handbook(30)),
  register: "MSEP2000-Q24",
  means: () => jointFactor(joint100AtAnchor, joint100PerYearBelow, joint100PerYear, joint100Cap),
});
/** Share of the life annuity with 120 guaranteed payments. */
export const guaranteed120Factor = fixed("guaranteed120Factor", { cites: handbook(30), is: percent("95") });
/** Share of the life annuity with 180 guaranteed payments. */
export const guaranteed180Factor = fixed("guaranteed180Factor", { cites: handbook(30), is: percent("90") });

const optionAmount = (name: string, factor: Expr<Rate>): Provision<Money> =>
  provision.amount(name, {
    cites: options,
    means: () => product(reducedBaseBenefit, factor),
    rounding: toTheCent(register("MSEP2000-Q18")),
  });

/** Monthly amount for the member's life alone. */
export const lifeIncomeAmount = provision.amount("lifeIncomeAmount", {
  cites: and(options, handbook(29)),
  means: () => reducedBaseBenefit,
});
/** Monthly amount under the joint and 50 % option. */
export const joint50Amount = optionAmount("joint50Amount", joint50Factor);
/** Monthly amount under the joint and 100 % option. */
export const joint100Amount = optionAmount("joint100Amount", joint100Factor);
/** Monthly amount with 120 guaranteed payments. */
export const guaranteed120Amount = optionAmount("guaranteed120Amount", guaranteed120Factor);
/** Monthly amount with 180 guaranteed payments. */
export const guaranteed180Amount = optionAmount("guaranteed180Amount", guaranteed180Factor);

/** Share of the member's reduced annuity that goes on to the survivor of the joint and 50 % option. */
export const joint50SurvivorShare = fixed("joint50SurvivorShare", { cites: options, is: percent("50") });
/** Share of the member's reduced annuity that goes on to the survivor of the joint and 100 % option. */
export const joint100SurvivorShare = fixed("joint100SurvivorShare", {
  cites: handbook(29),
  is: percent("100"),
});

/** What a survivor of the joint and 50 % option would be paid, before any cost-of-living adjustment. */
export const joint50SurvivorAmount = provision.amount("joint50SurvivorAmount", {
  cites: options,
  register: "MSEP2000-Q26",
  means: () => product(joint50Amount, joint50SurvivorShare),
  rounding: toTheCent(register("MSEP2000-Q18")),
});
/** What a survivor of the joint and 100 % option would be paid, before any cost-of-living adjustment. */
export const joint100SurvivorAmount = provision.amount("joint100SurvivorAmount", {
  cites: options,
  register: "MSEP2000-Q26",
  means: () => product(joint100Amount, joint100SurvivorShare),
});

/** Monthly amount at the annuity starting date under the option that the member elected. */
export const chosenAmount = provision.amount("chosenAmount", {
  cites: and(options, handbook(29)),
  means: () =>
    cases<Money>(
      when(is(paymentOption, "joint50"), joint50Amount),
      when(is(paymentOption, "joint100"), joint100Amount),
      when(is(paymentOption, "guaranteed120"), guaranteed120Amount),
      when(is(paymentOption, "guaranteed180"), guaranteed180Amount),
      when(is(paymentOption, "guaranteed60"), refusing("optionNotInPlan", handbook(29))),
      otherwise(lifeIncomeAmount),
    ),
});
