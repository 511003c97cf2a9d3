import { longDate, money } from "./format.ts";
import type { Words } from "./index.ts";
import { phraseOf } from "./phrase.ts";

/** The facts of a refusal about service as its sentence needs them: identifiers of the law as phrases, cents and days as people write them. */
export function serviceFacts(
  words: Words,
  facts: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const phrase = phraseOf(words);
  const standings: Readonly<Record<string, string>> = words.service.standings;
  const said: Record<string, unknown> = { ...facts };
  const { standing, facts: lacking, why, owed, due } = facts;
  if (standing !== undefined) said["standing"] = standings[String(standing)] ?? phrase(String(standing));
  if (lacking !== undefined) said["facts"] = String(lacking).split(" ").map(phrase).join(", ");
  if (why !== undefined) said["why"] = phrase(String(why));
  if (owed !== undefined) said["owed"] = money(BigInt(String(owed)));
  if (due !== undefined) said["due"] = longDate(String(due));
  return said;
}
