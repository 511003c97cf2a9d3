import { count, longMonth } from "./format.ts";
import type { Words } from "./index.ts";

/** An entry of payroll clearing cash, as far as its words need it. */
export interface ClearingItemSaid {
  readonly kind: "file" | "return" | "other";
  readonly source: string;
  readonly period: string | null;
  readonly fileName: string | null;
  readonly count: bigint | null;
  readonly trace: bigint | null;
  readonly code: string | null;
}

/** What an entry of payroll clearing cash is, in words. */
export function clearingItemText(words: Words["clearing"], item: ClearingItemSaid): string {
  const month = item.period === null ? "" : longMonth(item.period);
  switch (item.kind) {
    case "file":
      return words.file({ month, name: item.fileName ?? "", count: count(item.count ?? 0n) });
    case "return":
      return words.return({ month, trace: String(item.trace), code: item.code ?? "" });
    case "other":
      return words.other({ source: item.source });
  }
}
