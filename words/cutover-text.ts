import type { en } from "./en/index.ts";
import { longMonth, money } from "./format.ts";

/** How a benefit was taken over: the accepted amounts, and the law's own beside them. */
export interface TakenOverAmounts {
  readonly old: string;
  readonly baseCents: bigint;
  readonly baseByLawCents: bigint | null;
  readonly difference: number | null;
  readonly differenceBy: string | null;
  readonly differenceBecause: string | null;
  readonly openingCents: bigint | null;
  readonly openingMonth: string | null;
  readonly ours: bigint | null;
  readonly acceptedBy: string | null;
  readonly because: string | null;
  readonly determinedAgain: boolean;
}

/** What a payee or the office reads of a benefit that was taken over. Pure. */
export function takenOverText({ cutover: words }: Pick<typeof en, "cutover">, one: TakenOverAmounts): string {
  const amount = (cents: bigint | null) => (cents === null ? words.nothing : money(cents));
  return [
    words.explained({ old: one.old }),
    one.difference === null
      ? words.explainedSame
      : words.explainedBase({
          base: amount(one.baseCents),
          byLaw: amount(one.baseByLawCents),
          difference: String(one.difference),
          by: one.differenceBy!,
          because: one.differenceBecause!,
        }),
    ...(one.openingCents === null
      ? []
      : [
          words.explainedOpening({
            opening: amount(one.openingCents),
            month: longMonth(one.openingMonth!),
            ours: one.ours === null ? words.notSaid : money(one.ours),
            by: one.acceptedBy!,
            because: one.because!,
          }),
        ]),
    ...(one.determinedAgain ? [words.explainedAgain] : []),
  ].join(" ");
}
