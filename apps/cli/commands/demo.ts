import { CannotStart } from "@emeritus/ports/cannot-start.ts";
import { showMoneyIn } from "@emeritus/scenarios/demonstration/money-in.ts";
import { payMonthBefore } from "@emeritus/scenarios/demonstration/earlier-payroll.ts";
import { loadDemonstration } from "@emeritus/scenarios/demonstration/load.ts";
import { makeSignIns } from "@emeritus/scenarios/demonstration/sign-ins.ts";
import { en } from "@emeritus/words/en/index.ts";
import { count } from "@emeritus/words/format.ts";
import type { Command } from "../command.ts";
import { given, wholeNumber } from "../options.ts";
import { firstSeed } from "../serving/demonstration.ts";

const words = en.cli.demo;
const leastPeople = 5; // the people with sign-ins

/** Loads synthetic people into an empty demonstration fund. */
export const command: Command = {
  name: "demo",
  summary: words.summary,
  usage: words.usage,
  run: async (args, { say, open }) => {
    const { options } = given(args, ["people", "seed"]);
    const people = wholeNumber(options["people"] ?? "2000");
    const seed = wholeNumber(options["seed"] ?? String(firstSeed));
    if (people === undefined || seed === undefined || people < leastPeople) {
      say(en.cli.badUsage({ usage: words.usage }));
      return 2;
    }
    const { system, close } = await open();
    try {
      if (!system.fund.demonstration) throw new CannotStart("notADemonstration", { what: "emeritus demo" });
      const began = performance.now();
      const loaded = await loadDemonstration(system, { people, seed, today: system.calendar.today() });
      await makeSignIns(system);
      await payMonthBefore(system);
      await showMoneyIn(system);
      const seconds = ((performance.now() - began) / 1000).toFixed(1);
      say(loaded === undefined ? words.already : words.done({ people: count(loaded.people), seconds }));
      return 0;
    } finally {
      await close();
    }
  },
};
