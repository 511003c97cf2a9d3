import { shownOf } from "@emeritus/operations/redetermining/effects.ts";
import { previewReport } from "@emeritus/operations/redetermining/preview-report.ts";
import { recordReadingsOf } from "@emeritus/operations/signing-in/record-reading.ts";
import { en } from "@emeritus/words/en/index.ts";
import { acting } from "../acting.ts";
import type { Command } from "../command.ts";
import { sayEffects } from "../effects-said.ts";
import { given } from "../options.ts";
import { BAD_USAGE, REFUSED } from "../exit-status.ts";

const words = en.redetermining;
const says = words.cli;

/** What posting a waiting pay report would do to months before its own, from the terminal. */
export const command: Command = {
  name: "effects",
  summary: says.summary,
  usage: says.usage,
  run: async (args, context) => {
    const { options, rest } = given(args, ["as", "code"]);
    const [report = ""] = rest;
    if (!/^\d{1,9}$/u.test(report)) {
      context.say(en.cli.badUsage({ usage: says.usage }));
      return BAD_USAGE;
    }
    return acting(context, options, async (system, actor) => {
      const outcome = await previewReport(system, actor, Number(report));
      if (outcome === undefined) {
        context.say(says.unknown);
        return REFUSED;
      }
      if (outcome.refused) {
        context.say(words.effects.notReady);
        return REFUSED;
      }
      const { effects } = outcome.accepted;
      const read = { action: "read pay reports", route: "cli effects" } as const;
      await recordReadingsOf(system, actor, { ...read, persons: shownOf(effects) });
      sayEffects(effects, context.say);
      return 0;
    });
  },
};
