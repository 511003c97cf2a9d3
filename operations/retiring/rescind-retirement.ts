import { benefitsFrom, endBenefit } from "@emeritus/records/benefit.ts";
import { madeAgain } from "@emeritus/records/determination.ts";
import { settleObligations } from "@emeritus/records/obligation.ts";

import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import type { System } from "../system.ts";
import type { CaseKey } from "../in-one-case.ts";
import { undivide } from "../dividing-benefits/end-divisions.ts";
import { closeWithoutBenefit } from "../redetermining/close-without-benefit.ts";
import { inCase, type InCase, nextStatus } from "./in-case.ts";

/** Why a rescission is not taken. */
export type RescissionRefusal = "cannot-do-now" | "first-payment-released";

/** The member withdraws the application in writing, until the first payment is released (Handbook, page 28; T12). */
export async function rescindRetirement(
  system: System,
  actor: Actor,
  { key, of }: { key: string; of: CaseKey },
): Promise<Outcome<true, Refusal<RescissionRefusal | "no-open-case">>> {
  const asked = {
    key,
    may: "apply for retirement",
    name: "rescind a retirement application",
    of,
    request: {},
  } as const;
  return inCase<true, RescissionRefusal>(system, actor, asked, async (within) => {
    const { tx, fund, instant, retirement } = within;
    const next = nextStatus(retirement, "rescind");
    if (next.refused) return next;
    if (await firstPaymentReleased(within)) return refused("first-payment-released", {}, "Handbook, page 29");
    await endBenefitsOfCase(within, "the application was withdrawn");
    await settleObligations(
      tx,
      { fund, ...of },
      { status: "void", because: "the application was withdrawn" },
      instant,
    );
    await within.step("rescind", next.accepted);
    return accepted(true as const);
  });
}

/** The benefits that the case's determination made, also where a later determination took its place since. */
async function benefitsOfCase({ tx, fund, retirement }: Pick<InCase, "tx" | "fund" | "retirement">) {
  const { person, rows } = retirement;
  if (rows.determination === null) return [];
  const made = await madeAgain(tx, fund, { person, determination: rows.determination });
  return (await benefitsFrom(tx, fund, person)).filter(({ determination }) => made.includes(determination));
}

/** Ends the benefits of a case with the day they would have begun; what was to be determined again of them has no object any more. */
export async function endBenefitsOfCase(within: InCase, because: string): Promise<void> {
  const { tx, fund, instant, actor, retirement } = within;
  for (const { person, benefit, from } of await benefitsOfCase(within))
    await endBenefit(tx, fund, person, benefit, from, instant);
  const ended = { fund, person: retirement.person, actor: actor.account, because };
  await undivide(tx, ended, instant);
  await closeWithoutBenefit(tx, ended, instant);
}

/** Whether money has gone out for the case, to the member or to a former spouse: then the choice is final. */
export async function firstPaymentReleased(
  within: Pick<InCase, "tx" | "fund" | "retirement">,
): Promise<boolean> {
  const own = (await benefitsOfCase(within)).map(({ benefit }) => benefit);
  if (own.length === 0) return false;
  const all = await benefitsFrom(within.tx, within.fund, within.retirement.person);
  const benefits = all
    .filter(({ benefit, kind }) => kind === "formerSpouse" || own.includes(benefit))
    .map(({ benefit }) => benefit);
  const paid = await within.tx
    .selectFrom("runs.payment")
    .select("benefit")
    .where("fund", "=", within.fund)
    .where("benefit", "in", benefits)
    .limit(1)
    .executeTakeFirst();
  return paid !== undefined;
}
