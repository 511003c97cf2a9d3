/** A plain value that a refusal can carry into words, an API problem or a log. */
export type RefusalFact = string | number | bigint | boolean | null;

/** An ordinary "no": a stable code, the facts its words need, and the law that asks for it. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly facts: Readonly<Record<string, RefusalFact>>;
  /** The citation, as the law writes it. */
  readonly cites?: string;
}

/** What a use case answers: what was done, or why not. A defect is thrown instead. */
export type Outcome<T, R = Refusal> =
  | { readonly accepted: T; readonly refused?: never }
  | { readonly refused: R; readonly accepted?: never };

/** An outcome that did what was asked. */
export function accepted<T>(value: T): { readonly accepted: T } {
  return { accepted: value };
}

/** An outcome that says no, with its code, its facts and its citation. */
export function refused<const Code extends string>(
  code: Code,
  facts: Readonly<Record<string, RefusalFact>> = {},
  cites?: string,
): { readonly refused: Refusal<Code> } {
  return { refused: cites === undefined ? { code, facts } : { code, facts, cites } };
}
