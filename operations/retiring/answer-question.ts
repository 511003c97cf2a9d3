import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal } from "../outcome.ts";
import type { System } from "../system.ts";
import type { Answers } from "./case-view.ts";
import type { CaseKey } from "../in-one-case.ts";
import { inCase, nextStatus } from "./in-case.ts";

/** Keeps an answer of a draft application; nothing is filed by it. Each page is kept when it is sent. */
export async function answerQuestion(
  system: System,
  actor: Actor,
  { key, of, answers }: { key: string; of: CaseKey; answers: Answers },
): Promise<Outcome<true, Refusal<"cannot-do-now" | "no-open-case">>> {
  const asked = {
    key,
    may: "apply for retirement",
    name: "answer a question of an application",
    of,
    request: answers,
  } as const;
  return inCase(system, actor, asked, async ({ retirement, step }) => {
    const next = nextStatus(retirement, "answerQuestion");
    if (next.refused) return next;
    await step("answerQuestion", next.accepted, { ...answers });
    return accepted(true as const);
  });
}
