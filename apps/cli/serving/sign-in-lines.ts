import { demonstrationSignIns } from "@emeritus/scenarios/demonstration/sign-ins.ts";
import { en } from "@emeritus/words/en/index.ts";
import type { OpenedFund } from "../opening/open-system.ts";

const words = en.cli.start;

/** The lines that tell how to sign in to a demonstration; none on a real fund. */
export function signInLines({ system }: Pick<OpenedFund, "system">): string[] {
  if (!system.fund.demonstration) return [];
  const parts = demonstrationSignIns.map((signIn) => words.parts[signIn.part]);
  const accountWidth = Math.max(...demonstrationSignIns.map(({ account }) => account.length));
  const partWidth = Math.max(...parts.map((part) => part.length));
  const lines = demonstrationSignIns.map(
    ({ account, totpSecret }, at) =>
      `  ${account.padEnd(accountWidth)}  ${parts[at]!.padEnd(partWidth)}  ${totpSecret}`,
  );
  return [words.signIns({ password: demonstrationSignIns[0]!.password }), ...lines, words.totpHint];
}
