import { formatDate } from "@emeritus/engine/dates.ts";
import type { Amounts } from "../retiring/decide-approval.ts";
import type { PayeeEffect } from "./by-month.ts";
import type { Compared } from "./figures.ts";

/** What a change makes of one payee, as a case keeps it; cents. */
export interface KeptPayee {
  readonly benefit: number;
  readonly person: number;
  readonly kind: string;
  readonly monthBefore: bigint;
  readonly monthAfter: bigint;
  readonly arrears: bigint;
  readonly overpaid: bigint;
}

/** What a change makes of a former spouse's part at the annuity starting date, as a case keeps it; cents, -1 where the law gives none. */
export interface KeptPart {
  readonly benefit: number;
  readonly before: bigint;
  readonly after: bigint;
}

/** The figures of a redetermination as a step keeps them: they say what was known when the step was taken. */
export interface KeptFigures {
  readonly eligible: boolean;
  /** The plan of a benefit that this payroll does not pay; its amounts are those of its first month. */
  readonly plan?: string;
  /** Facts that the law of that plan lacks to say the amount, in a text; a person decides. */
  readonly undetermined?: string;
  /** The hash of the career that it was asked with then; another career is looked at again. */
  readonly career?: string;
  readonly before: Amounts;
  readonly after: Amounts;
  readonly temporaryEnds: string | null;
  readonly payees: readonly KeptPayee[];
  /** The former spouses' parts of a divided annuity; left out where it is not divided. */
  readonly parts?: readonly KeptPart[];
  /** What all payees together get more or less a month, and in all for the months that were paid. */
  readonly month: bigint;
  readonly arrears: bigint;
  readonly overpaid: bigint;
}

/** The figures to keep of a comparison. Pure. */
export function figuresOf(
  { basis, before, after, explained, undetermined, career, parts }: Compared,
  payees: readonly PayeeEffect[],
): KeptFigures {
  const { amountAtStart } = basis.law;
  const [start, anew] = [(basis.byLaw ?? before.amounts)[amountAtStart], after.amounts[amountAtStart]];
  const ofOther = {
    plan: basis.plan,
    month: start === undefined || anew === undefined ? 0n : anew - start,
    ...(undetermined ? { undetermined: explained.missing.join(" ") } : {}),
    ...(career === undefined ? {} : { career }),
  };
  const sum = (value: (payee: PayeeEffect) => bigint) => payees.reduce((all, one) => all + value(one), 0n);
  return {
    eligible: explained.eligible,
    before: before.amounts,
    after: after.amounts,
    temporaryEnds: after.temporaryEnds === undefined ? null : formatDate(after.temporaryEnds),
    payees: payees.map((one) => ({
      benefit: one.benefit,
      person: one.person,
      kind: one.kind,
      monthBefore: one.monthBefore,
      monthAfter: one.monthAfter,
      arrears: one.arrearsCents,
      overpaid: one.overpaidCents,
    })),
    ...(parts.length === 0
      ? {}
      : {
          parts: parts.map(({ part, before: was, after: is }) => ({
            benefit: part.benefit,
            before: was,
            after: is,
          })),
        }),
    month: sum(({ monthBefore, monthAfter }) => monthAfter - monthBefore),
    arrears: sum(({ arrearsCents }) => arrearsCents),
    overpaid: sum(({ overpaidCents }) => overpaidCents),
    ...(basis.paidHere ? {} : ofOther),
  };
}

/**
 * Whether two sets of figures would make the same determination for the same benefits: arrears grow by themselves from month to month
 * and do not count.
 */
export function sameDetermination(one: KeptFigures, other: KeptFigures): boolean {
  const names = new Set([...Object.keys(one.after), ...Object.keys(other.after)]);
  const same = [...names].every((name) => one.after[name] === other.after[name]);
  const divided = ({ parts = [] }: KeptFigures) =>
    parts.map(({ benefit, after }) => `${benefit} ${after}`).join(" ");
  const paid = ({ payees }: KeptFigures) => payees.map(({ benefit }) => benefit).join(" ");
  return (
    same &&
    paid(one) === paid(other) &&
    divided(one) === divided(other) &&
    one.eligible === other.eligible &&
    one.career === other.career &&
    one.temporaryEnds === other.temporaryEnds
  );
}
