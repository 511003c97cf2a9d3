import type { OpenedFund } from "../opening/open-system.ts";

/** Fills an empty demonstration fund. */
export async function makeDemonstration(_fund: OpenedFund, _say: (line: string) => void): Promise<void> {}
