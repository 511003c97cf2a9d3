import { endBenefit, findBenefit } from "@emeritus/records/benefit.ts";
import { settleObligations } from "@emeritus/records/obligation.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { isOneOf } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import { consequencesAfter } from "./after-death.ts";
import { openAll, personsTouched } from "./confirm-death.ts";
import { type Confirmed, type DeathKey, whoEntered } from "./death-view.ts";
import { inDeathCase, type NotNow } from "./in-death-case.ts";

/** Why the payments that are held for nobody are not opened. */
export type OpenRefusal =
  | "nothing-held"
  | "shares-incomplete"
  | "reported-by-you"
  | "facts-missing"
  | "evaluators-disagree";

/**
 * A second person opens the guaranteed payments that were held because nobody was known, to the beneficiaries entered since: each
 * from the first of the month after the death, so that the next payroll pays the months held.
 */
export async function openGuaranteed(
  system: System,
  actor: Actor,
  { key, of }: { key: string; of: DeathKey },
): Promise<Outcome<Confirmed, Refusal<OpenRefusal | NotNow>>> {
  const others = await personsTouched(system, of.person);
  const asked = {
    key,
    may: "confirm a death",
    action: "openGuaranteed",
    of,
    request: {},
    others,
  } as const;
  return inDeathCase<Confirmed, OpenRefusal>(system, actor, asked, async (within) => {
    const { tx, fund, instant, death } = within;
    const held = death.confirmed?.opened.findLast(({ person }) => person === of.person);
    const [benefit] = held === undefined ? [] : await findBenefit(tx, fund, held.benefit);
    if (benefit === undefined) return refused("nothing-held");
    if (await isOneOf(tx, fund, actor, whoEntered(death))) return refused("reported-by-you");
    const found = await consequencesAfter(
      tx,
      {
        fund,
        person: of.person,
        died: death.died,
        knownAt: instant,
        percents: death.beneficiariesEntered,
      },
      death.confirmed!.ended.map((one) => one.benefit),
    );
    const guaranteed = found.find((one) => one.kind === "guaranteed");
    if (guaranteed?.kind !== "guaranteed" || guaranteed.heirs.length === 0)
      return refused("shares-incomplete");
    const { result, cents, compiled } = guaranteed.due;
    if (result.missing.length > 0) return refused("facts-missing", { facts: result.missing.join(" ") });
    if (cents !== compiled) return refused("evaluators-disagree", { one: cents, other: compiled });
    await endBenefit(tx, fund, benefit.person, benefit.benefit, benefit.from, instant);
    const { opened } = await openAll(system, within, [guaranteed]);
    await settleObligations(
      tx,
      { fund, person: of.person, caseNumber: of.caseNumber, kind: "find-beneficiaries" },
      { status: "done", because: "beneficiaries are known" },
      instant,
    );
    const done = { ended: [], opened, raised: [], marriages: [] };
    await within.step(done);
    return accepted(done);
  });
}
