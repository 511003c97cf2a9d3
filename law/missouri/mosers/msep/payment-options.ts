/** The payment options of the closed plan: factors, and what each pays the member and the survivor (RSMo 104.395.1). */
import {
  asRate,
  cases,
  ifAny,
  is,
  lesserOf,
  otherwise,
  percent,
  product,
  refusing,
  sum,
  when,
} from "@emeritus/engine/expr.ts";
import { toTheCent } from "@emeritus/engine/exact.ts";
import type { Expr, Money, Rate } from "@emeritus/engine/kinds.ts";
import { fixed, provision, type Provision } from "@emeritus/engine/provision.ts";
import { and, handbook, register, rsmo } from "../../../sources.ts";
import { paymentOption, spouseBirthDate } from "../facts.ts";
import {
  joint100SurvivorShare,
  joint50SurvivorShare,
  spouseYearsOlder,
} from "../msep-2000/payment-options.ts";
import { normalAnnuity } from "./in-service.ts";

const options = and(rsmo("104.395.1"), handbook("29-30"));

/** Share of the normal annuity under the joint and 50 % option, which reduces nothing. */
export const joint50Factor = fixed("joint50Factor", { cites: options, is: percent("100") });
/** Share of the normal annuity under the joint and 100 % option when both are of one age. */
export const joint100SameAge = fixed("joint100SameAge", { cites: options, is: percent("93") });
/** What each year of age difference adds to that share when the spouse is older, or takes from it. */
export const joint100PerYear = fixed("joint100PerYear", { cites: options, is: percent("0.3") });
/** The most that the joint and 100 % factor can be. */
export const joint100Cap = fixed("joint100Cap", { cites: options, is: percent("96") });

/** Share of the normal annuity under the joint and 100 % option; the member's age does not enter it. */
export const joint100Factor = provision.rate("joint100Factor", {
  cites: options,
  means: () =>
    lesserOf<Rate>(
      sum<Rate>(joint100SameAge, product(joint100PerYear, asRate(spouseYearsOlder))),
      joint100Cap,
    ),
});
/** Share of the normal annuity with 60 guaranteed payments. */
export const guaranteed60Factor = fixed("guaranteed60Factor", { cites: handbook(30), is: percent("97") });
/** Share of the normal annuity with 120 guaranteed payments. */
export const guaranteed120Factor = fixed("guaranteed120Factor", { cites: handbook(30), is: percent("91") });

const optionAmount = (name: string, factor: Expr<Rate>): Provision<Money> =>
  provision.amount(name, {
    cites: options,
    means: () => product(normalAnnuity, factor),
    rounding: toTheCent(register("MSEP-Q18")),
  });

/** Monthly amount for the member's life alone. */
export const lifeIncomeAmount = provision.amount("lifeIncomeAmount", {
  cites: handbook(29),
  means: () => normalAnnuity,
});
/** Monthly amount under the joint and 50 % option, which reduces nothing; refused to a member without a spouse. */
export const joint50Amount = provision.amount("joint50Amount", {
  cites: options,
  means: () =>
    ifAny<unknown, Money>(spouseBirthDate, () => normalAnnuity, refusing("noSpouse", rsmo("104.395.1"))),
});
/** Monthly amount under the joint and 100 % option. */
export const joint100Amount = optionAmount("joint100Amount", joint100Factor);
/** Monthly amount with 60 guaranteed payments. */
export const guaranteed60Amount = optionAmount("guaranteed60Amount", guaranteed60Factor);
/** Monthly amount with 120 guaranteed payments. */
export const guaranteed120Amount = optionAmount("guaranteed120Amount", guaranteed120Factor);

/** What a survivor of the joint and 50 % option would be paid, before any yearly increase. */
export const joint50SurvivorAmount = provision.amount("joint50SurvivorAmount", {
  cites: options,
  means: () => product(joint50Amount, joint50SurvivorShare),
  rounding: toTheCent(register("MSEP-Q18")),
});
/** What a survivor of the joint and 100 % option would be paid, before any yearly increase. */
export const joint100SurvivorAmount = provision.amount("joint100SurvivorAmount", {
  cites: options,
  means: () => product(joint100Amount, joint100SurvivorShare),
});

/** Monthly amount at the annuity starting date under the option that the member elected. */
export const chosenAmount = provision.amount("chosenAmount", {
  cites: options,
  means: () =>
    cases<Money>(
      when(is(paymentOption, "joint50"), joint50Amount),
      when(is(paymentOption, "joint100"), joint100Amount),
      when(is(paymentOption, "guaranteed60"), guaranteed60Amount),
      when(is(paymentOption, "guaranteed120"), guaranteed120Amount),
      when(is(paymentOption, "guaranteed180"), refusing("optionNotInPlan", handbook(29))),
      otherwise(lifeIncomeAmount),
    ),
});
