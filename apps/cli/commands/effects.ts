import { formatDate } from "@emeritus/engine/dates.ts";
import { previewReport } from "@emeritus/operations/redetermining/preview-report.ts";
import { en } from "@emeritus/words/en/index.ts";
import { longMonth, money } from "@emeritus/words/format.ts";
import { acting } from "../acting.ts";
import type { Command } from "../command.ts";
import { given } from "../options.ts";

const words = en.redetermining;
const says = words.cli;
const badUsage = 2;
const refusedStatus = 1;

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
      return badUsage;
    }
    return acting(context, options, async (system, actor) => {
      const outcome = await previewReport(system, actor, Number(report));
      if (outcome === undefined) {
        context.say(says.unknown);
        return refusedStatus;
      }
      if (outcome.refused) {
        context.say(words.effects.notReady);
        return refusedStatus;
      }
      const { members, totals } = outcome.accepted.effects;
      if (members.length === 0) context.say(says.none);
      for (const one of members) {
        context.say(says.member({ memberId: one.memberId, name: one.name }));
        for (const { month, before, after } of one.pay)
          context.say(
            says.pay({
              month: longMonth(formatDate(month)),
              before: money(before ?? 0n),
              after: money(after ?? 0n),
            }),
          );
        for (const { compared, payees } of one.benefits)
          for (const payee of payees)
            context.say(
              says.benefit({
                benefit: String(compared.basis.benefit),
                before: money(payee.monthBefore),
                after: money(payee.monthAfter),
              }),
            );
      }
      context.say(
        says.totals({
          members: String(members.length),
          pay: money(totals.payCents),
          employer: money(totals.employerCents),
          member: money(totals.memberCents),
          determinations: String(totals.determinations),
          arrears: money(totals.arrearsCents),
          overpaid: money(totals.overpaidCents),
        }),
      );
      return 0;
    });
  },
};
