import { randomUUID } from "node:crypto";

import { command } from "@emeritus/records/command.ts";
import { lettersWaiting, noteLetterSent } from "@emeritus/records/letter-sent.ts";

import type { System } from "../system.ts";

const atOnce = 100;

/**
 * Hands every printed letter that waits to the outbox and notes it; gives how many. A letter handed over just before a crash is
 * handed over again, which the outbox takes for the same letter.
 */
export async function handOverLetters(system: System): Promise<number> {
  const fund = system.fund.number;
  let handed = 0;
  for (;;) {
    const waiting = await lettersWaiting(system.db, fund, atOnce);
    for (const { person, letter, sha256, addressedTo, content } of waiting) {
      await system.outbox.hand({
        letter,
        sha256,
        mediaType: "application/pdf",
        addressee: addressedTo.split("\n"),
        file: content,
      });
      const given = {
        fund,
        actor: { account: "system" },
        key: randomUUID(),
        name: "hand a letter over for mailing",
        request: { letter, sha256 },
        persons: [person],
      };
      await command(system.db, given, async (tx, instant, note) => {
        await noteLetterSent(tx, { fund, person, letter }, instant);
        note({ facts: { letter } });
        return true;
      });
      handed += 1;
    }
    if (waiting.length < atOnce) return handed;
  }
}
