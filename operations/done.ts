/** What was accepted, where a refusal would be a defect: in the demonstration and in tests. Throws the refusal with its facts. */
export async function done<T>(
  outcome: Promise<{
    readonly accepted?: T;
    readonly refused?: { readonly code: string; readonly facts?: object };
  }>,
): Promise<T> {
  const { accepted, refused } = await outcome;
  if (refused === undefined) return accepted as T;
  const facts = JSON.stringify(refused.facts, (_, value) =>
    typeof value === "bigint" ? String(value) : value,
  );
  throw new Error(`refused: ${refused.code} ${facts}`);
}
