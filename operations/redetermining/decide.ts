import { explain } from "@emeritus/engine/explain.ts";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import { errorIsCorrected } from "@emeritus/law/missouri/mosers/overpayment/corrections.ts";
import { overpayments } from "@emeritus/law/missouri/mosers/overpayment/plan.ts";
import type { Increases } from "@emeritus/records/plans-in-payment.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import type { Amounts } from "../retiring/decide-approval.ts";
import { firstDifference } from "../retiring/decide-approval.ts";
import { atStart } from "./figures.ts";
import { type KeptFigures, sameDetermination } from "./kept-figures.ts";
import { errorsCite } from "./open-cases.ts";
import type { PartCompared } from "./parts.ts";
import type { TakenOverRefusal } from "./taken-over.ts";

/** Why a redetermination is not prepared or approved. */
export type RedeterminationRefusal =
  | "facts-missing"
  | "not-eligible-by-record"
  | "option-not-open"
  | "part-undetermined"
  | "plan-not-paid-here"
  | "divided-elsewhere"
  | "increases-unknown"
  | "cannot-compare"
  | "survivor-undetermined"
  | "months-undetermined"
  | TakenOverRefusal
  | "too-late-to-correct"
  | "evaluators-disagree"
  | "figures-changed-since"
  | "prepared-by-you"
  | "not-proposed"
  | "reason-missing";

/** What is known of a redetermination when somebody decides. */
export interface ToDecide {
  readonly figures: KeptFigures;
  readonly missing: readonly string[];
  readonly compiled: Amounts;
  /** How the benefit rises; nothing where the law cannot say. */
  readonly increases: Increases | undefined;
  /** Where the plan says who may retire, and what each option pays. */
  readonly rules: { readonly eligible: string; readonly options: string };
  /** The former spouses' parts of a divided annuity, by both evaluators. */
  readonly parts: readonly Pick<PartCompared, "after" | "byLaw">[];
  /** What our law gives, beside which an accepted difference may be kept. */
  readonly byLaw: Amounts;
  /** Whether what becomes of an accepted difference was chosen and can be done. */
  readonly takenOver: Outcome<true, Refusal<TakenOverRefusal>>;
  /** Whether the changed amounts leave a month of which the law cannot say what is due. */
  readonly unsaid: boolean;
  readonly inTime: boolean;
}

/** Where the office decided what this payroll determines again and what a person decides. */
const office = "ADR 24";

/** Pure. Whether figures may become a determination; the order of the checks is part of the specification. */
export function decideFigures(seen: ToDecide): Outcome<true, Refusal<RedeterminationRefusal>> {
  const { figures, missing, compiled } = seen;
  const { plan, divided, undetermined } = figures;
  if (undetermined !== undefined) return refused("cannot-compare", { facts: undetermined }, office);
  if (divided !== undefined) return refused("divided-elsewhere", {}, "ADR 32");
  if (plan !== undefined) return refused("plan-not-paid-here", { plan }, office);
  if (!figures.eligible)
    return refused("not-eligible-by-record", { cites: seen.rules.eligible }, seen.rules.eligible);
  if (missing.length > 0) return refused("facts-missing", { facts: missing.join(" ") }, "Handbook, page 28");
  if (atStart(figures.after) === undefined) return refused("option-not-open", {}, seen.rules.options);
  if (seen.increases === undefined) return refused("increases-unknown", {}, office);
  const unsaid = seen.parts.find(({ after }) => after < 0n);
  if (unsaid !== undefined)
    return refused(
      "part-undetermined",
      { facts: unsaid.byLaw.part.missing.join(" ") },
      "RSMo 104.312, 104.1051",
    );
  if (seen.takenOver.refused) return seen.takenOver;
  if (seen.unsaid) return refused("months-undetermined", {}, office);
  if (!seen.inTime) return refused("too-late-to-correct", {}, errorsCite);
  const disagree = firstDifference(seen.byLaw, compiled);
  if (disagree) return refused("evaluators-disagree", disagree);
  const other = seen.parts.find(({ byLaw }) => byLaw.cents !== byLaw.compiled)?.byLaw;
  if (other)
    return refused("evaluators-disagree", { one: String(other.cents), other: String(other.compiled) });
  return accepted(true);
}

/** Pure. Whether the second of two people may decide as the first proposed, by the figures as they are now. */
export function decideSecond(
  proposed: { readonly to: "redetermine" | "leave"; readonly figures: KeptFigures } | undefined,
  asked: { readonly to: "redetermine" | "leave"; readonly samePerson: boolean; readonly now: KeptFigures },
): Outcome<true, Refusal<RedeterminationRefusal>> {
  if (proposed === undefined || proposed.to !== asked.to) return refused("not-proposed");
  if (asked.samePerson) return refused("prepared-by-you");
  if (!sameDetermination(proposed.figures, asked.now)) {
    const changed = firstDifference(proposed.figures.after, asked.now.after);
    return refused("figures-changed-since", changed ?? {}, "Handbook, page 28");
  }
  return accepted(true);
}

/** Whether the law still corrects an error that was found on a day (OVERPAYMENT-Q01); an error by fraud is for a person to say. Pure. */
export function correctedInTime(dates: {
  readonly start: PlainDate;
  readonly made: PlainDate;
  readonly found: PlainDate;
}): boolean {
  const recorded = {
    annuityStartingDate: dates.start,
    errorMadeOn: dates.made,
    errorFoundOn: dates.found,
    errorByFraud: false,
  };
  return explain(overpayments, { recorded }, errorIsCorrected).value !== false;
}
