import { draftReport } from "@emeritus/operations/reporting-pay/draft-report.ts";
import { CannotStart } from "@emeritus/ports/cannot-start.ts";
import { employers, groupCode } from "@emeritus/scenarios/demonstration/invented.ts";
import { demonstrationSignIns } from "@emeritus/scenarios/demonstration/sign-ins.ts";
import { en } from "@emeritus/words/en/index.ts";
import type { Command } from "../command.ts";

const words = en.cli.demoReport;

/** Prints the pay report that the demonstration's employer would send next, ready to be uploaded. */
export const command: Command = {
  name: "demo-report",
  summary: words.summary,
  usage: words.usage,
  run: async (_args, { say, open }) => {
    const { system, close } = await open();
    try {
      if (!system.fund.demonstration)
        throw new CannotStart("notADemonstration", { what: "emeritus demo-report" });
      const {
        account,
        roles,
        employers: numbers = [],
      } = demonstrationSignIns.find(({ part }) => part === "employer")!;
      const own = employers.find(({ number }) => number === numbers[0])!;
      const draft = await draftReport(
        system,
        { account, roles, employers: numbers },
        { group: groupCode(own) },
      );
      if (draft === undefined) {
        say(words.nothing);
        return 1;
      }
      say(draft.text.trimEnd());
      return 0;
    } finally {
      await close();
    }
  },
};
