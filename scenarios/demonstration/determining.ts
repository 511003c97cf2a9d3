import { compile } from "@emeritus/engine/compile.ts";
import type { Kept, Program } from "@emeritus/engine/compile.ts";
import { formatDate } from "@emeritus/engine/dates.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import { wholeCents } from "@emeritus/engine/money.ts";
import { nextColaMonth } from "@emeritus/law/missouri/mosers/msep-2000/cola.ts";
import { door, eligible } from "@emeritus/law/missouri/mosers/msep-2000/door.ts";
import { guaranteeEnds } from "@emeritus/law/missouri/mosers/msep-2000/in-payment.ts";
import { temporaryBenefitEnds } from "@emeritus/law/missouri/mosers/msep-2000/temporary-benefit.ts";
import { careerOf, stating } from "@emeritus/operations/career.ts";
import { encodeFacts } from "@emeritus/operations/determining/inputs.ts";
import { lawVersionOf, resultOf } from "@emeritus/operations/determining/record-determination.ts";
import type { RetirementResult } from "@emeritus/operations/determining/record-determination.ts";
import {
  determine,
  determinedNames,
  determinedProvisions,
  lawInForce,
} from "@emeritus/operations/retiring/retirement-law.ts";
import { isJoint } from "@emeritus/operations/retiring/decide-election.ts";
import type { PaymentOption } from "@emeritus/operations/retiring/decide-election.ts";
import { canonicalJson } from "@emeritus/records/canonical.ts";
import type { Cell } from "@emeritus/records/copy.ts";
import { careerRowsOf } from "./career-rows.ts";
import type { Household } from "./household.ts";
import { conversion, memberIdOf } from "./record-rows.ts";

/** A household whose benefit the law determines, with the determination's number and row. */
export interface Made {
  readonly household: Household;
  readonly number: number;
  readonly result: RetirementResult;
  readonly cells: readonly [person: number, ...Cell[]];
}

interface Asked {
  readonly household: Household;
  /** Facts as the determination keeps them. */
  readonly facts: Facts;
}

/** Determines benefits by the compiled law in force, many people at a time, and numbers the determinations. */
export class Determining {
  readonly #instant: string;
  readonly #programs = new Map<string, Program>();
  #made = 0;

  constructor(instant: string) {
    this.#instant = instant;
  }

  /** How many determinations there are. */
  get made(): number {
    return this.#made;
  }

  /** The number of a determination that is made elsewhere. */
  next(): number {
    return (this.#made += 1);
  }

  /** Those of the retired households whose benefit the law grants from the day they ask for. */
  of(retired: readonly Household[]): Made[] {
    const asked = retired.map((household) => ({ household, facts: factsOf(household) }));
    return ["joint50", "joint100", undefined].flatMap((joint) => {
      const alike = asked.filter(({ household }) => jointOf(household.retirement!.option) === joint);
      return alike.length === 0 ? [] : this.#ofOption(alike);
    });
  }

  #ofOption(asked: readonly Asked[]): Made[] {
    const program = this.#programFor(asked[0]!.household.retirement!.option);
    const kept = program.run(program.columnsOf(asked.map(inPayment)));
    return asked.flatMap((each, at) => {
      const result = kept.handedOver.has(at) ? explained(each) : compiled(kept, at, each);
      if (result === undefined) return [];
      this.#made += 1;
      return [{ household: each.household, number: this.#made, result, cells: this.#cells(each, result) }];
    });
  }

  #programFor(option: PaymentOption): Program {
    const key = jointOf(option) ?? "alone";
    const program = this.#programs.get(key) ?? programOf(option);
    this.#programs.set(key, program);
    return program;
  }

  #cells({ household, facts }: Asked, result: RetirementResult): Made["cells"] {
    const { member, retirement } = household;
    return [
      member.person,
      this.#made,
      "retirement",
      lawVersionOf(lawInForce),
      canonicalJson(encodeFacts(facts)),
      canonicalJson(result),
      formatDate(retirement!.start),
      this.#instant,
      conversion.enteredBy,
      conversion.checkedBy,
    ];
  }
}

function factsOf(household: Household): Facts {
  const { start, filed } = household.retirement!;
  const career = careerOf(careerRowsOf(household, memberIdOf(household.member.person), start));
  return stating(career, { annuityStartingDate: start, applicationFiled: filed });
}

/** The facts of the first month of payment under the option taken. */
const inPayment = ({ household, facts }: Asked): Facts => {
  const { start, option } = household.retirement!;
  return { ...facts, stated: { ...facts.stated, paymentOption: option, paymentMonth: start } };
};

/** The joint option, which asks for a spouse; nothing for the others. */
const jointOf = (option: PaymentOption): PaymentOption | undefined => (isJoint(option) ? option : undefined);

const programOf = (option: PaymentOption): Program =>
  compile(lawInForce, [
    eligible,
    door,
    temporaryBenefitEnds,
    nextColaMonth,
    guaranteeEnds,
    ...determinedNames(option).map((name) => determinedProvisions[name]!),
  ]);

function compiled(kept: Kept, at: number, { household }: Asked): RetirementResult | undefined {
  if (kept.value(eligible, at) !== true) return undefined;
  const { option } = household.retirement!;
  const amounts: Record<string, bigint> = {};
  for (const name of determinedNames(option)) {
    const value = kept.value(determinedProvisions[name]!, at) as Exact | undefined;
    if (value !== undefined) amounts[name] = wholeCents(value);
  }
  const pays = (amounts["temporaryBenefit"] ?? 0n) > 0n;
  const results = new Map();
  return resultOf(option, {
    eligible: true,
    door: kept.value(door, at),
    amounts,
    missing: [],
    results,
    temporaryEnds: pays ? kept.value(temporaryBenefitEnds, at) : undefined,
    firstCola: kept.value(nextColaMonth, at) ?? undefined,
    guaranteeEnds: option.startsWith("guaranteed") ? kept.value(guaranteeEnds, at) : undefined,
  });
}

/** What the compiled law hands over is worked out by the one that explains. */
function explained({ household, facts }: Asked): RetirementResult | undefined {
  const { option } = household.retirement!;
  const made = determine(lawInForce, facts, option);
  return made.eligible && made.missing.length === 0 ? resultOf(option, made) : undefined;
}
