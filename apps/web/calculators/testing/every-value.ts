/** Every value of a plan for random careers as one text, in the browser and on the server, so that the two can be compared. */
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { msep2000 } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";
import { msep2011 } from "@emeritus/law/missouri/mosers/msep-2011/plan.ts";
import { plans } from "@emeritus/law/plans.ts";
import { factsOf, randomCareer } from "@emeritus/law/testing/random-careers.ts";
import { randomFacts } from "@emeritus/law/testing/random-facts.ts";

const seed = 20_261_122;
/** Plans of which every tenth imagined person is taken; a present value of a whole life takes too long for so many. */
const others = plans
  .map(({ plan }) => plan)
  .filter(({ name }) => name !== "buyout" && name !== "employerMoney");

/** One imagined person: nine of ten a career of the year 2000 plan or its tier of 2011, else anybody of any other plan. */
function personOf(number: number): readonly [plan: Plan, facts: Facts] {
  if (number % 10 !== 9) return [number % 2 === 0 ? msep2000 : msep2011, factsOf(randomCareer(seed, number))];
  const plan = others[Math.floor(number / 10) % others.length]!;
  return [plan, randomFacts(plan, seed + number)];
}

/** The values of so many people from a number on. */
export function everyValue(from: number, count: number): string {
  const lines: string[] = [];
  for (let number = from; number < from + count; number++) {
    const [plan, facts] = personOf(number);
    const says = explainerByName(plan, facts);
    for (const name of plan.rules.keys()) {
      const { value, refusal } = says(name);
      lines.push(`${number} ${plan.name} ${name} ${JSON.stringify(value) ?? refusal?.code ?? "missing"}`);
    }
  }
  return lines.join("\n");
}

Object.assign(globalThis, { everyValue });
