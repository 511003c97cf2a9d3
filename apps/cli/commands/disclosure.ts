import type { Actor } from "@emeritus/operations/actor.ts";
import { officialsCsv } from "@emeritus/operations/disclosing/officials.ts";
import { readOpenFacts } from "@emeritus/operations/disclosing/open-facts.ts";
import { readRegister } from "@emeritus/operations/disclosing/read-disclosures.ts";
import type { System } from "@emeritus/operations/system.ts";
import { findPersonByMemberId } from "@emeritus/records/person.ts";
import { en } from "@emeritus/words/en/index.ts";
import { shortDate } from "@emeritus/words/format.ts";
import type { Command } from "../command.ts";
import { given } from "../options.ts";
import { signedIn } from "../signed-in.ts";
import { BAD_USAGE, REFUSED } from "../exit-status.ts";

const words = en.disclosure;
const says = words.terminal;

/** The four open facts, the register of requests, and the posting of officials, from the terminal. */
export const command: Command = {
  name: "disclosure",
  summary: says.summary,
  usage: says.usage,
  run: async (args, { say, open, environment }) => {
    const { options, rest } = given(args, ["as", "code"]);
    const [what = "", which] = rest;
    const complete = what === "facts" ? which !== undefined : which === undefined || which === "open";
    if (!["facts", "register", "officials"].includes(what) || !complete) {
      for (const usage of says.usage.split("\n")) say(en.cli.badUsage({ usage }));
      return BAD_USAGE;
    }
    const { as: onlineId, code } = options;
    const password = environment["EMERITUS_PASSWORD"];
    if (what !== "officials" && (!onlineId || !code || !password)) {
      say(en.payroll.terminal.accountNeeded);
      return BAD_USAGE;
    }
    const { system, close } = await open();
    try {
      if (what === "officials") {
        for (const line of (await officialsCsv(system, en)).trimEnd().split("\r\n")) say(line);
        return 0;
      }
      const actor = await signedIn(system, { onlineId: onlineId!, password: password!, code: code! });
      if (actor === undefined) {
        say(en.payroll.terminal.notSignedIn);
        return BAD_USAGE;
      }
      return what === "facts"
        ? await facts(system, actor, which!, say)
        : await register(system, actor, which === "open", say);
    } finally {
      await close();
    }
  },
};

async function facts(
  system: System,
  actor: Actor,
  memberId: string,
  say: (line: string) => void,
): Promise<number> {
  const person = await findPersonByMemberId(system.reader, system.fund.number, memberId);
  const seen = person === undefined ? undefined : await readOpenFacts(system, actor, person);
  if (seen === undefined) {
    say(says.unknown({ memberId }));
    return REFUSED;
  }
  for (const { field, detail, value } of seen.facts)
    say(says.fact({ field: words.fields[field], detail, value }));
  return 0;
}

async function register(
  system: System,
  actor: Actor,
  open: boolean,
  say: (line: string) => void,
): Promise<number> {
  const statuses: Readonly<Record<string, string>> = words.statuses;
  const { lines } = await readRegister(system, actor, { filter: open ? "open" : "all", page: 1 });
  for (const { disclosure, received, asker, kind, ground, status, name } of lines)
    say(
      says.line({
        number: disclosure,
        received: shortDate(received),
        asker,
        kind: ground === null ? words.kinds[kind] : words.grounds[ground],
        status: statuses[status] ?? status,
        about: name ?? "",
      }),
    );
  if (lines.length === 0) say(words.none);
  return 0;
}
