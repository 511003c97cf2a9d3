/** The determination of `engine-plan.ts` in the rule engine `json-rules-engine` 7.3.1: its rules pick the door, its computed facts the amounts. */
import { Engine, type Almanac } from "json-rules-engine";
import { AMOUNTS, compareWith, type Amounts, type PeerFacts } from "./peers.ts";

const halfUp = (n: number, d: number): number => Math.floor((2 * n + d) / (2 * d));

type Computed = (get: (name: string) => Promise<number>, door: string) => Promise<number>;
const product =
  (of: string, by: string, over: number): Computed =>
  async (get) =>
    halfUp((await get(of)) * (await get(by)), over);
const share =
  (of: string, n: number, d: number): Computed =>
  async (get) =>
    halfUp((await get(of)) * n, d);
const factor =
  (at62: number, slope: number, byYear: number, cap: number): Computed =>
  async (get) => {
    const row = Math.max(0, Math.min(47, (await get("memberAge")) - 15));
    return Math.min(cap, at62 + slope * (47 - row) - byYear * (await get("spouseYears")));
  };

/** The amounts as computed facts; the engine keeps what it worked out. */
const computed: Readonly<Record<string, Computed>> = {
  benefitService: async (get) => (await get("service")) + (await get("sickLeave")),
  formulaAmount: async (get) =>
    halfUp(
      (await get("pay")) * (await get("multiplier")) * (await get("benefitService")),
      (await get("entries")) * 12_000,
    ),
  statutoryMinimum: async (get) => Math.floor((await get("benefitService")) / 12) * 1_500,
  baseBenefit: async (get, door) =>
    door === "none" ? 0 : Math.max(await get("formulaAmount"), await get("statutoryMinimum")),
  earlyFactor: async (get, door) => 200 - (door === "early" ? await get("monthsToNormal") : 0),
  reduced: product("baseBenefit", "earlyFactor", 200),
  factor50: factor(900, 3, 3, 950),
  factor100: factor(830, 4, 5, 900),
  lifeIncome: (get) => get("reduced"),
  joint50: product("reduced", "factor50", 1_000),
  joint100: product("reduced", "factor100", 1_000),
  guaranteed120: share("reduced", 19, 20),
  guaranteed180: share("reduced", 9, 10),
  survivor50: share("joint50", 1, 2),
  temporary: async (get, door) =>
    door === "ruleOf80"
      ? halfUp((await get("pay")) * (await get("benefitService")), (await get("entries")) * 1_500)
      : 0,
};

const atLeast = (fact: string, value: number): object => ({ fact, operator: "greaterThanInclusive", value });
const doorRule = (type: string, priority: number, ...all: object[]): object => ({
  conditions: { all: [atLeast("service", 60), ...all] },
  event: { type },
  priority,
});

/** The rules of the doors, the first that holds counts; the sum of age and service is a computed fact. */
function determination(): Engine {
  const engine = new Engine(
    [
      doorRule("normalAge", 3, atLeast("age", 744)),
      doorRule("ruleOf80", 2, atLeast("ageAtLeaving", 576), atLeast("together", 960), {
        fact: "direct",
        operator: "equal",
        value: true,
      }),
      doorRule("early", 1, atLeast("age", 684)),
    ] as ConstructorParameters<typeof Engine>[0],
    { allowUndefinedFacts: false },
  );
  engine.on("success", () => engine.stop());
  const value = (almanac: Almanac, name: string): Promise<number> => almanac.factValue<number>(name);
  engine.addFact(
    "together",
    async (_, almanac) => (await value(almanac, "ageAtLeaving")) + (await value(almanac, "service")),
  );
  for (const [name, formula] of Object.entries(computed))
    engine.addFact(name, async (_, almanac) =>
      formula((needed) => value(almanac, needed), await almanac.factValue<string>("door")),
    );
  return engine;
}

/** Runs the pairs and prints the median ratio of the other engine's time to ours. */
export default async function run(): Promise<void> {
  const engine = determination();
  const one = async (facts: PeerFacts): Promise<Amounts> => {
    const { events, almanac } = await engine.run({ ...facts });
    almanac.addFact("door", events[0]?.type ?? "none");
    const amounts: number[] = [];
    for (const name of AMOUNTS) amounts.push(await almanac.factValue<number>(name));
    return amounts;
  };
  await compareWith("peersJsonRules", 65, async (members) => {
    const found: Amounts[] = [];
    for (const member of members) found.push(await one(member));
    return found;
  });
}
