import { totpCode } from "@emeritus/operations/signing-in/totp.ts";
import { demonstrationSignIns } from "@emeritus/scenarios/demonstration/sign-ins.ts";
import { en } from "@emeritus/words/en/index.ts";
import type { Command } from "../command.ts";

const words = en.cli.totp;

/** Prints the present one-time code of a sign-in that a demonstration prints; other accounts' secrets are nowhere in the open. */
export const command: Command = {
  name: "totp",
  summary: words.summary,
  usage: words.usage,
  run: async ([account], { say }) => {
    if (account === undefined) {
      say(en.cli.badUsage({ usage: words.usage }));
      return 2;
    }
    const signIn = demonstrationSignIns.find((each) => each.account === account.toLowerCase());
    if (signIn === undefined) {
      say(words.unknown({ account }));
      return 1;
    }
    say(totpCode(signIn.totpSecret, Date.now()));
    return 0;
  },
};
