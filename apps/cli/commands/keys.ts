import { join } from "node:path";
import { type KeyKind, rotateKeys } from "@emeritus/operations/rotating-keys/rotate-keys.ts";
import { connect, type Db } from "@emeritus/records/db.ts";
import { CannotOpen } from "@emeritus/records/keys.ts";
import { en } from "@emeritus/words/en/index.ts";
import { count } from "@emeritus/words/format.ts";
import type { Command, Context, OpenSystem } from "../command.ts";
import { countOlderSessions } from "../opening/other-sessions.ts";
import { claimServing } from "../opening/serving-claim.ts";

const words = en.cli.keys;
const kinds: readonly KeyKind[] = ["cipher", "lookup"];

/** Rotates the keys of closed values while nothing else uses the database. */
export const command: Command = {
  name: "keys",
  summary: words.summary,
  usage: words.usage,
  run: async ([act, kind, ...rest], context) => {
    const wanted = kind === undefined ? kinds : kinds.filter((each) => each === kind);
    if (act !== "rotate" || wanted.length === 0 || rest.length > 0) {
      context.say(en.cli.badUsage({ usage: words.usage }));
      return 2;
    }
    const opened = await context.open();
    try {
      return await alone(opened, (owner) => rotate(opened, owner, wanted, context));
    } finally {
      await opened.close();
    }
  },
};

/** Does something as the owner while no program can begin to serve; throws CannotStart when one serves now. */
async function alone<T>({ system, ownerUrl }: OpenSystem, work: (owner: Db) => Promise<T>): Promise<T> {
  const claim = await claimServing(ownerUrl, system.home);
  const owner = connect(ownerUrl, "emeritus_owner", { most: 1 });
  try {
    return await work(owner.db);
  } finally {
    await owner.close();
    await claim.release();
  }
}

async function rotate(
  { system, ownerUrl }: OpenSystem,
  owner: Db,
  wanted: readonly KeyKind[],
  { say }: Context,
): Promise<number> {
  const sessions = await countOlderSessions(ownerUrl);
  if (sessions > 0) {
    say(words.inUse({ sessions: count(sessions) }));
    return 1;
  }
  const file = join(system.home, "keys.json");
  try {
    const rotation = { owner, file, kinds: wanted, actor: "command line" };
    const { accepted, refused } = await rotateKeys(system, rotation);
    say(
      refused
        ? words.stillNeeded({ values: count(Number(refused.facts["values"])) })
        : words.rotated({ values: count(accepted.values), file }),
    );
    return refused ? 1 : 0;
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error;
    say(words.cannotOpen({ file }));
    return 1;
  }
}
