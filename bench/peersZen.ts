/** The determination of `engine-plan.ts` in the rule engine `@gorules/zen-engine` 0.54.0 (its native build for Linux), many at a time. */
import { createRequire } from "node:module";
import { AMOUNTS, compareWith, type Amounts, type PeerFacts } from "./peers.ts";

interface Decision {
  evaluate(facts: PeerFacts): Promise<{ readonly result: Readonly<Record<string, unknown>> }>;
}
interface Zen {
  readonly ZenEngine: new () => { createDecision(content: Buffer): Decision };
}

const toTheCent = (value: string): string => `floor((${value}) + 0.5)`;
const starting = (at62: number, slope: number): string =>
  `[${Array.from({ length: 48 }, (_, i) => at62 + slope * (47 - i)).join(", ")}][max([0, min([47, memberAge - 15])])]`;

/** The provisions, each after what it uses. */
const formulas: readonly (readonly [name: string, formula: string])[] = [
  ["vested", "service >= 60"],
  ["together", "ageAtLeaving + service"],
  ["ruleOf80", "ageAtLeaving >= 576 and $.together >= 960 and direct"],
  [
    "door",
    `not($.vested) ? "none" : age >= 744 ? "normalAge" : $.ruleOf80 ? "ruleOf80" : age >= 684 ? "early" : "none"`,
  ],
  ["benefitService", "service + sickLeave"],
  ["formulaAmount", toTheCent("pay * multiplier * $.benefitService / (entries * 12000)")],
  ["statutoryMinimum", "floor($.benefitService / 12) * 1500"],
  ["baseBenefit", `$.door == "none" ? 0 : max([$.formulaAmount, $.statutoryMinimum])`],
  ["monthsEarly", `$.door == "early" ? monthsToNormal : 0`],
  ["reduced", toTheCent("$.baseBenefit * (200 - $.monthsEarly) / 200")],
  ["start50", starting(900, 3)],
  ["start100", starting(830, 4)],
  ["factor50", "min([950, $.start50 - 3 * spouseYears])"],
  ["factor100", "min([900, $.start100 - 5 * spouseYears])"],
  ["lifeIncome", "$.reduced"],
  ["joint50", toTheCent("$.reduced * $.factor50 / 1000")],
  ["joint100", toTheCent("$.reduced * $.factor100 / 1000")],
  ["guaranteed120", toTheCent("$.reduced * 19 / 20")],
  ["guaranteed180", toTheCent("$.reduced * 9 / 10")],
  ["survivor50", toTheCent("$.joint50 / 2")],
  ["temporary", `$.door == "ruleOf80" ? ${toTheCent("pay * $.benefitService / (entries * 1500)")} : 0`],
];

const node = (id: string, type: string, content?: object): object => ({
  id,
  name: id,
  type,
  position: { x: 0, y: 0 },
  ...(content ? { content } : {}),
});
const graph = {
  nodes: [
    node("input", "inputNode"),
    node("provisions", "expressionNode", {
      expressions: formulas.map(([key, value]) => ({ id: key, key, value })),
    }),
    node("output", "outputNode"),
  ],
  edges: [
    { id: "in", sourceId: "input", targetId: "provisions", type: "edge" },
    { id: "out", sourceId: "provisions", targetId: "output", type: "edge" },
  ],
};

/** Runs the pairs and prints the median ratio of the other engine's time to ours. */
export default async function run(): Promise<void> {
  const { ZenEngine } = createRequire(import.meta.url)("@gorules/zen-engine-linux-x64-gnu") as Zen;
  const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(graph)));
  const one = async (facts: PeerFacts): Promise<Amounts> => {
    const { result } = await decision.evaluate(facts);
    return AMOUNTS.map((name) => Number(result[name]));
  };
  await compareWith("peersZen", 45, (members) => Promise.all(members.map(one)));
}
