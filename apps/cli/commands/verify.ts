import {
  verifyAllDeterminations,
  verifyDetermination,
} from "@emeritus/operations/determining/verify-determination.ts";
import type { DeterminationProof } from "@emeritus/operations/determining/verify-determination.ts";
import type { System } from "@emeritus/operations/system.ts";
import { holds, type RecordProof, verifyRecord } from "@emeritus/records/verify.ts";
import { en } from "@emeritus/words/en/index.ts";
import { count, money } from "@emeritus/words/format.ts";
import type { Command } from "../command.ts";
import { given, wholeNumber } from "../options.ts";

const words = en.cli.verify;

/** Proves the record, or works determinations out again: by the law of record, or by today's to tell what it would pay. */
export const command: Command = {
  name: "verify",
  summary: words.summary,
  usage: words.usage,
  run: async (args, { say, open }) => {
    const { options, switches, rest } = given(args, ["against"]);
    const against = options["against"] ?? "record";
    const one = wholeNumber(rest[0]);
    if (
      (against !== "record" && against !== "current") ||
      [...switches].some((name) => name !== "all") ||
      (rest.length > 0 && (one === undefined || switches.has("all"))) ||
      rest.length > 1
    ) {
      say(en.cli.badUsage({ usage: words.usage }));
      return 2;
    }
    const { system, close } = await open();
    try {
      if (one !== undefined) return await proveOne(system, one, against, say);
      const record = switches.has("all") ? await proveRecord(system, say) : 0;
      if (rest.length === 0 && !switches.has("all")) return await proveRecord(system, say);
      return Math.max(record, await proveAll(system, against, say));
    } finally {
      await close();
    }
  },
};

type Say = (line: string) => void;
type Against = "record" | "current";

async function proveRecord({ reader, fund }: System, say: Say): Promise<number> {
  const proof = await verifyRecord(reader, fund.number);
  tellRecordProof(proof, say);
  return holds(proof) ? 0 : 1;
}

/** Says what a proof of the record found. */
export function tellRecordProof(proof: RecordProof, say: Say): void {
  say(
    proof.packedPay.length === 0
      ? words.payHolds
      : words.payBroken({ months: count(proof.packedPay.length) }),
  );
  say(
    proof.audit.broken === undefined
      ? words.auditHolds({ entries: count(proof.audit.entries), seals: count(proof.audit.seals) })
      : words.auditBroken({
          seal: String(proof.audit.broken.seal),
          why: words.auditWhy[proof.audit.broken.why],
        }),
  );
  for (const { name, rows } of proof.broken)
    say(words.broken({ name, says: words.breaks[name], example: JSON.stringify(rows[0], asText) }));
  if (proof.broken.length === 0) say(words.invariantsHold);
}

async function proveOne(
  { reader, fund }: System,
  number: number,
  against: Against,
  say: Say,
): Promise<number> {
  const proof = await verifyDetermination(reader, fund.number, number, against);
  if (proof === undefined) {
    say(words.noSuch({ number: String(number) }));
    return 1;
  }
  say(words.law({ number: String(number), hash: proof.lawVersion }));
  return tell(proof, say) ? 0 : 1;
}

async function proveAll({ reader, fund }: System, against: Against, say: Say): Promise<number> {
  let done = 0;
  let agreeing = 0;
  const converted = { done: 0, accepted: 0 };
  for await (const proof of verifyAllDeterminations(reader, fund.number, against)) {
    done += 1;
    if (proof.converted !== undefined) {
      converted.done += 1;
      converted.accepted += proof.converted.accepted;
    }
    if (proof.agrees || tell(proof, say)) agreeing += 1;
  }
  say(words.all({ done: count(done), agreeing: count(agreeing) }));
  if (converted.done > 0)
    say(words.converted({ done: count(converted.done), accepted: count(converted.accepted) }));
  return done === agreeing ? 0 : 1;
}

function tell(
  { determination, agrees, lawHolds, inputsHold, differences }: DeterminationProof,
  say: Say,
): boolean {
  const number = String(determination);
  if (agrees) say(words.agrees({ number }));
  if (!lawHolds) say(words.lawChanged({ number }));
  if (inputsHold === false) say(words.inputsChanged({ number }));
  for (const { name, ofRecord, now } of differences)
    say(words.differs({ number, name, ofRecord: amount(ofRecord), now: amount(now) }));
  return agrees;
}

const amount = (cents: bigint | null): string => (cents === null ? words.none : money(cents));
const asText = (_key: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);
