import { en } from "@emeritus/words/en/index.ts";
import type { OpenedFund } from "../opening/open-system.ts";

/** The lines that tell how to sign in to a demonstration; none on a real fund. */
export function signInLines({ system, asked }: OpenedFund): string[] {
  return [];
}
