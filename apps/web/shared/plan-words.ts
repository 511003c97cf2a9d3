import type { Words } from "@emeritus/words/index.ts";

/** The words of a plan of the record. */
export const planWords = (words: Words, plan: string): string =>
  words.enrolment.plans[plan as keyof Words["enrolment"]["plans"]] ?? plan;

/** The ways into retirement as a plan names them. */
export function doorWords({ member }: Words, plan: string): Words["member"]["doors"] {
  const own = member.doorsOfPlan[plan as keyof typeof member.doorsOfPlan];
  return own === undefined ? member.doors : { ...member.doors, ...own };
}
