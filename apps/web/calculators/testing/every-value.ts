/** Every value of a plan for random careers as one text, in the browser and on the server, so that the two can be compared. */
import { explainerByName } from "@emeritus/engine/explain.ts";
import { msep2000 } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";
import { factsOf, randomCareer } from "@emeritus/law/testing/random-careers.ts";

/** The values of so many careers from a number on. */
export function everyValue(from: number, count: number): string {
  const lines: string[] = [];
  for (let career = from; career < from + count; career++) {
    const says = explainerByName(msep2000, factsOf(randomCareer(20_261_122, career)));
    for (const name of msep2000.rules.keys()) {
      const { value, refusal } = says(name);
      lines.push(`${career} ${name} ${JSON.stringify(value) ?? refusal?.code ?? "missing"}`);
    }
  }
  return lines.join("\n");
}

Object.assign(globalThis, { everyValue });
