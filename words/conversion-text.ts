import { count, money } from "./format.ts";
import type { convert } from "./en/convert.ts";

type ConvertWords = typeof convert;

/** A difference as words need it: amounts in cents, or rows, months and hundredths of hours where those are counted. */
export interface DifferenceSaid {
  readonly kind: string;
  readonly of: string;
  readonly theirs: bigint | null;
  readonly ours: bigint | null;
  readonly cause: string;
  readonly facts?: Readonly<Record<string, string>>;
}

const counted: readonly string[] = ["rows", "months", "service"];

/** An amount of a difference as it is read: dollars, whole ones, hours, or a day; nothing where a side has none. */
export function differenceAmount(
  words: ConvertWords,
  { kind, facts }: Pick<DifferenceSaid, "kind" | "facts">,
  value: bigint | null,
  side: "theirs" | "ours",
): string {
  if (kind === "temporaryEnds") return facts?.[side] || words.none;
  if (value === null) return words.none;
  if (kind === "hours") return money(value).replace("$", "");
  return counted.includes(kind) ? count(value) : money(value);
}

/** How much more we have than they, with its sign; empty where days differ. */
export function differenceMore({ kind, theirs, ours }: DifferenceSaid): string {
  if (kind === "temporaryEnds") return "";
  const more = (ours ?? 0n) - (theirs ?? 0n);
  const size = more < 0n ? -more : more;
  const text = counted.includes(kind) ? count(size) : money(size);
  return `${more < 0n ? "-" : "+"}${kind === "hours" ? text.replace("$", "") : text}`;
}

/** Why two systems differ, in a sentence. */
export function causeText(
  words: ConvertWords,
  { cause, facts }: Pick<DifferenceSaid, "cause" | "facts">,
): string {
  const says = (words.causes as Readonly<Record<string, (facts: never) => string>>)[cause];
  return says === undefined ? cause : says((facts ?? {}) as never);
}

/** A difference in one sentence: of what, both amounts, how much more here, and why. */
export function conversionDifferenceText(words: ConvertWords, one: DifferenceSaid): string {
  return words.difference({
    of: one.of,
    what: (words.what as Readonly<Record<string, string>>)[one.kind] ?? one.kind,
    theirs: differenceAmount(words, one, one.theirs, "theirs"),
    ours: differenceAmount(words, one, one.ours, "ours"),
    more: differenceMore(one),
    cause: causeText(words, one),
  });
}
