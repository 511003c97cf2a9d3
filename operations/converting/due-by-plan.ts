import type { PlainDate } from "@emeritus/engine/dates.ts";
import { Exact } from "@emeritus/engine/exact.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Facts, Known } from "@emeritus/engine/facts.ts";
import { amountOf, wholeCents } from "@emeritus/engine/money.ts";
import { fromCanonicalJson } from "@emeritus/records/canonical.ts";
import type { OtherBenefit } from "@emeritus/records/conversion-parallel.ts";
import { dateOf, dateOrNone } from "@emeritus/records/dates.ts";
import type { Amounts } from "../retiring/decide-approval.ts";
import { decodeFacts } from "../determining/inputs.ts";
import { type PlanLaw, planLaws } from "./plan-laws.ts";
import type { PayeeKind, PlanName } from "./layout.ts";

/** What a plan's own law makes due to a payee for a month, or what it lacks to say so. */
export type DueByPlan =
  | { readonly cents: bigint }
  | { readonly missing: readonly string[]; readonly rateAwaited: boolean }
  | { readonly outside: "notBegun" | "ended"; readonly from: PlainDate };

const dueOf: Readonly<Record<PayeeKind, string>> = {
  retirement: "dueToRetiree",
  survivor: "dueToSurvivor",
  guaranteedPayments: "dueToBeneficiary",
  formerSpouse: "dueToFormerSpouse",
};

/** What is due for a month by the plan of a benefit that this release's payroll does not pay; its amount of record stands. Pure. */
export function dueByPlan(benefit: OtherBenefit, month: PlainDate): DueByPlan {
  const [begins, ends] = [dateOf(benefit.begins), dateOf(benefit.ends)];
  if (begins > month) return { outside: "notBegun", from: begins };
  if (ends <= month) return { outside: "ended", from: ends };
  const law = planLaws[benefit.plan as PlanName]!;
  const kind = benefit.kind as PayeeKind;
  const says = explainerByName(law.plan, factsInMonth(benefit, law, kind, month));
  const lasting = says(dueOf[kind]);
  const temporary =
    kind === "retirement" && law.plan.rules.has("dueTemporary") ? says("dueTemporary") : undefined;
  if (!(lasting.value instanceof Exact) || (temporary && !(temporary.value instanceof Exact))) {
    const missing = [...lasting.missing, ...(temporary?.missing ?? [])];
    return { missing, rateAwaited: missing.length === 0 };
  }
  return { cents: wholeCents(lasting.value) + (temporary ? wholeCents(temporary.value as Exact) : 0n) };
}

/** The facts of the determination, with the amounts of record in place of the law's and the deaths that are known now. */
function factsInMonth(benefit: OtherBenefit, law: PlanLaw, kind: PayeeKind, month: PlainDate): Facts {
  const facts = decodeFacts(fromCanonicalJson(benefit.inputs));
  const { amounts, byLaw } = fromCanonicalJson<{ amounts: Amounts; byLaw: Amounts }>(benefit.result);
  const at = law.amountAtStart;
  const spouseDied = kind === "retirement" ? benefit.spouseDied : benefit.payeeDied;
  const determined: Record<string, Exact | boolean> = {
    [at]: amountOf(amounts[at] ?? benefit.baseCents),
    severedForGood: true,
  };
  if (law.plan.rules.has("temporaryBenefit"))
    determined["temporaryBenefit"] = amountOf(amounts["temporaryBenefit"] ?? 0n);
  if (byLaw["reducedBaseBenefit"] !== undefined)
    determined["lifeIncomeAmount"] = amountOf(byLaw["reducedBaseBenefit"]);
  if (kind === "formerSpouse") determined["formerSpouseShare"] = amountOf(benefit.baseCents);
  const known = Object.fromEntries(
    Object.entries(determined).filter(([name]) => law.plan.rules.has(name)),
  ) as Known;
  return {
    ...facts,
    recorded: {
      ...facts.recorded,
      memberDied: dateOrNone(benefit.memberDied) ?? null,
      spouseDied: dateOrNone(spouseDied) ?? null,
    },
    stated: {
      ...facts.stated,
      ...known,
      paymentOption: benefit.option,
      paymentMonth: month,
    },
  };
}
