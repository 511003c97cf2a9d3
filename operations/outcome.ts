import { type OwnRefusal, ruleBehind } from "./office-rules.ts";

/** A plain value that a refusal can carry into words, an API problem or a log. */
export type RefusalFact = string | number | bigint | boolean | null;

/** An ordinary "no": a stable code, the facts its words need, and the law that asks for it. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly facts: Readonly<Record<string, RefusalFact>>;
  /** What asks for it: the law as it writes its citation, an entry of a register, or a decision of ours. */
  readonly cites: string;
}

/** What a use case answers: what was done, or why not. A defect is thrown instead. */
export type Outcome<T, R = Refusal> =
  | { readonly accepted: T; readonly refused?: never }
  | { readonly refused: R; readonly accepted?: never };

/** An outcome that did what was asked. */
export function accepted<T>(value: T): { readonly accepted: T } {
  return { accepted: value };
}

type RefusalFacts = Readonly<Record<string, RefusalFact>>;

/** An outcome that says no, with its code, its facts and its citation; only what rests on a rule of our own cites that by itself. */
export function refused<const Code extends OwnRefusal>(
  code: Code,
  facts?: RefusalFacts,
): { readonly refused: Refusal<Code> };
export function refused<const Code extends string>(
  code: Code,
  facts: RefusalFacts,
  cites: string,
): { readonly refused: Refusal<Code> };
export function refused(
  code: string,
  facts: RefusalFacts = {},
  cites?: string,
): { readonly refused: Refusal } {
  return { refused: { code, facts, cites: cites ?? ruleBehind(code as OwnRefusal) } };
}
