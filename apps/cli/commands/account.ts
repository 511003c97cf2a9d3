import { roles as allRoles, type Role } from "@emeritus/operations/actor.ts";
import { addAccount, setPassword } from "@emeritus/operations/signing-in/add-account.ts";
import type { System } from "@emeritus/operations/system.ts";
import { en } from "@emeritus/words/en/index.ts";
import { refusalText } from "../acting.ts";
import type { Command } from "../command.ts";
import { given } from "../options.ts";

const words = en.account;
type Given = Exclude<Role, "member">;
const roles = allRoles.filter((role): role is Given => role !== "member");

interface Asked {
  readonly system: System;
  readonly onlineId: string;
  readonly password: string;
  readonly options: Readonly<Record<string, string | undefined>>;
  say(line: string): void;
}

/** Makes accounts of staff and employers from the machine itself, the first of a new fund among them, and gives them new passwords. */
export const command: Command = {
  name: "account",
  summary: words.summary,
  usage: words.usage,
  run: async (args, { say, open, environment }) => {
    const { options, rest, switches } = given(args, ["name", "role", "employer"]);
    const [what = "", onlineId = ""] = rest;
    const act = acts[what];
    if (act === undefined || onlineId === "" || rest.length > 2 || switches.size > 0) {
      for (const usage of words.usage.split("\n")) say(en.cli.badUsage({ usage }));
      return 2;
    }
    const password = environment["EMERITUS_PASSWORD"] ?? "";
    if (password === "") {
      say(words.passwordNeeded);
      return 2;
    }
    const { system, close } = await open();
    try {
      return await act({ system, onlineId, password, options, say });
    } finally {
      await close();
    }
  },
};

const acts: Readonly<Record<string, (asked: Asked) => Promise<number>>> = { add, password: newPassword };

async function add({ system, onlineId, password, options, say }: Asked): Promise<number> {
  const named = (options["role"] ?? "").split(",").map((role) => role.trim());
  const wrong = named.find((role) => !roles.some((each) => each === role));
  if (wrong !== undefined) {
    say(words.unknownRole({ roles: roles.join(", ") }));
    return 2;
  }
  const { accepted, refused } = await addAccount(system, {
    onlineId,
    name: options["name"] ?? "",
    roles: named as Given[],
    employer: options["employer"],
    password,
  });
  if (refused) {
    say(refusalText(words.problems, refused));
    return 1;
  }
  say(words.added({ account: accepted.account }));
  say(words.secret({ secret: accepted.totpSecret }));
  return 0;
}

async function newPassword({ system, onlineId, password, say }: Asked): Promise<number> {
  const { accepted, refused } = await setPassword(system, { onlineId, password });
  say(refused ? refusalText(words.problems, refused) : words.passwordSet({ account: accepted.account }));
  return refused ? 1 : 0;
}
