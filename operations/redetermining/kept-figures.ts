import { formatDate } from "@emeritus/engine/dates.ts";
import type { Increases } from "@emeritus/records/plans-in-payment.ts";
import type { Amounts } from "../retiring/decide-approval.ts";
import type { PayeeEffect } from "./by-month.ts";
import { atStart, type Compared } from "./figures.ts";
import type { Chosen, TakenOverChoice } from "./taken-over.ts";

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
  /** Whether that benefit is divided and waits for the court's order; left out where it is not. */
  readonly divided?: true;
  /** Facts that the law of the plan lacks to say the amount, in a text; a person decides. */
  readonly undetermined?: string;
  /** The hash of the career that it was asked with then; another career is looked at again. */
  readonly career?: string;
  readonly before: Amounts;
  readonly after: Amounts;
  readonly temporaryEnds: string | null;
  /** The plan whose law determines the benefit from now on, where that is another than before; left out where it is the same. */
  readonly heldBy?: string;
  /** What is made of an accepted difference of a benefit that was taken over; left out where there is none. */
  readonly takenOver?: TakenOverChoice;
  /** How the benefit rises from now on, where that is another way than before; left out where it is the same. */
  readonly increases?: Increases;
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
  {
    basis,
    before,
    after,
    explained,
    increases,
    law,
    undetermined,
    career,
    parts,
    choice,
  }: Compared & Partial<Chosen>,
  payees: readonly PayeeEffect[],
): KeptFigures {
  const [start, anew] = [atStart(basis.byLaw ?? before.amounts), atStart(after.amounts)];
  const ofOther = {
    plan: basis.plan,
    ...(basis.dividedElsewhere ? { divided: true as const } : {}),
    month: start === undefined || anew === undefined ? 0n : anew - start,
  };
  const rises = increases === undefined || increases === basis.increases ? {} : { increases };
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
    ...(law === basis.law ? {} : { heldBy: law.plan.name }),
    ...(choice === undefined ? {} : { takenOver: choice }),
    ...(undetermined ? { undetermined: explained.missing.join(" ") } : {}),
    ...(career === undefined ? {} : { career }),
    ...(basis.paidHere ? rises : ofOther),
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
    one.increases === other.increases &&
    one.takenOver === other.takenOver &&
    one.heldBy === other.heldBy &&
    one.temporaryEnds === other.temporaryEnds
  );
}
