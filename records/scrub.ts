/**
 * Takes out of a database error what may quote a value: its detail and context, and in errors about a value (class 22) the
 * quoted text of the message. Codes, table, column and constraint names stay.
 */
export function scrubbed(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const told = error as Error &
    Record<"code" | "detail" | "where" | "internalQuery" | "hint", string | undefined>;
  for (const part of ["detail", "where", "internalQuery", "hint"] as const) delete told[part];
  if (told.code?.startsWith("22")) hideQuotations(told);
  return told;
}

function hideQuotations(error: Error): void {
  const said = error.message;
  error.message = said.replaceAll(/"[^"]*"/g, '"…"');
  if (error.stack) error.stack = error.stack.replace(said, error.message);
}
