/** Facts that cannot hold together, and results that are stated and come out otherwise from what else is stated. */
import { sameValue } from "@emeritus/engine/columns.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import { valueOfKind, type Given, type Known, type Row } from "@emeritus/engine/facts.ts";
import type { Value } from "@emeritus/engine/kinds.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { show } from "../cases.ts";
import type { Problem } from "./problem.ts";
import { shownStated } from "./stated.ts";

/** Dates of one person's life, each of which is not before those that it follows. */
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  firstHired: ["birthDate"],
  firstBecameJudge: ["birthDate"],
  leftService: ["birthDate", "firstHired", "firstBecameJudge"],
  applicationFiled: ["birthDate"],
  annuityStartingDate: ["birthDate", "firstHired"],
  memberDied: ["birthDate"],
  spouseDied: ["spouseBirthDate"],
  marriedOn: ["birthDate", "spouseBirthDate"],
  refundPaid: ["refundRequested"],
  reemploymentEnded: ["reemployedOn"],
};

/** Facts about somebody who must exist: the fact of a spouse's death needs the spouse. */
const NEEDS: Readonly<Record<string, string>> = { spouseDied: "spouseBirthDate" };

/** Every contradiction among stated facts; what is stated otherwise than it comes out is none where that is meant. */
export function contradictionsIn(plan: Plan, known: Known, asStated = false): readonly Problem[] {
  return [
    ...outOfOrder(plan, known),
    ...rowsOutOfOrder(plan, known),
    ...absent(known),
    ...(asStated ? [] : statedOtherwise(plan, known)),
  ];
}

const dateIn = (plan: Plan, known: Known, name: string): number | undefined => {
  const given = known[name];
  if (given === undefined || given === null || plan.facts.get(name)?.kind !== "date") return undefined;
  return valueOfKind("date", given as Given, name) as number;
};

function* outOfOrder(plan: Plan, known: Known): Generator<Problem> {
  for (const [second, earlier] of Object.entries(FOLLOWS)) {
    const later = dateIn(plan, known, second);
    for (const first of earlier) {
      const before = dateIn(plan, known, first);
      if (later !== undefined && before !== undefined && later < before)
        yield { code: "contradiction", first: second, second: first, because: "before" };
    }
  }
}

/** A row that ends before it begins. */
function* rowsOutOfOrder(plan: Plan, known: Known): Generator<Problem> {
  for (const [list, { fields }] of plan.lists) {
    if (!fields["from"] || !fields["to"] || fields["from"].kind !== "date") continue;
    for (const [i, row] of ((known[list] ?? []) as readonly Row[]).entries()) {
      const [from, to] = [row["from"], row["to"]].map((given) => valueOfKind("date", given!, list) as number);
      if (to! < from!)
        yield {
          code: "contradiction",
          first: `${list}[${i}].to`,
          second: `${list}[${i}].from`,
          because: "before",
        };
    }
  }
}

/** What cannot be without somebody who is stated to be absent. */
function* absent(known: Known): Generator<Problem> {
  const option = known["paymentOption"];
  if (typeof option === "string" && option.startsWith("joint") && known["spouseBirthDate"] === null)
    yield { code: "contradiction", first: "paymentOption", second: "spouseBirthDate", because: "absent" };
  for (const [name, needed] of Object.entries(NEEDS))
    if (known[name] !== undefined && known[name] !== null && known[needed] === null)
      yield { code: "contradiction", first: name, second: needed, because: "absent" };
}

/** Stated results that come out otherwise when they are worked out from what else is stated, and from nothing else. */
function* statedOtherwise(plan: Plan, known: Known): Generator<Problem> {
  for (const [name, given] of Object.entries(known)) {
    const rule = plan.rules.get(name);
    if (!rule || rule.setting || rule.means.op === "constant" || plan.tables.has(name)) continue;
    const { [name]: _, ...others } = known;
    const { value, missing } = explainerByName(plan, { stated: others })(name);
    const stated = valueOfKind(rule.kind, given as Given, name);
    if (value === undefined || missing.length > 0 || sameValue(value as Value, stated)) continue;
    yield {
      code: "statedOtherwise",
      name,
      text: shownStated(plan, name, given),
      found: show(rule.kind, value as Value),
    };
  }
}
