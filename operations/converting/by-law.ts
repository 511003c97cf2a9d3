import { compile, type Program } from "@emeritus/engine/compile.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import type { Facts } from "@emeritus/engine/facts.ts";
import { wholeCents } from "@emeritus/engine/money.ts";
import { door, eligible } from "@emeritus/law/missouri/mosers/msep-2000/door.ts";
import { temporaryBenefitEnds } from "@emeritus/law/missouri/mosers/msep-2000/temporary-benefit.ts";
import type { Amounts } from "../retiring/decide-approval.ts";
import { isJoint, type PaymentOption } from "../retiring/decide-election.ts";
import { determine, determinedNames, determinedProvisions, lawInForce } from "../retiring/retirement-law.ts";

/** What our law determines from a converted career. */
export interface ByLaw {
  readonly eligible: boolean;
  readonly door: string | undefined;
  readonly amounts: Amounts;
  readonly missing: readonly string[];
  /** First of the last month with the temporary benefit. */
  readonly temporaryEnds: number | undefined;
}

/** A retirement as the law is asked for it. */
export interface Asked {
  readonly facts: Facts;
  readonly option: PaymentOption;
}

/** Determines many retirements by the compiled law in force, in their order; what it hands over is worked out by the law that explains. Pure. */
export function determineAll(asked: readonly Asked[]): ByLaw[] {
  const made: ByLaw[] = [];
  const byProgram = Map.groupBy(asked.keys(), (at) => programKey(asked[at]!.option));
  for (const places of byProgram.values()) {
    const program = programFor(asked[places[0]!]!.option);
    const kept = program.run(program.columnsOf(places.map((at) => inFirstMonth(asked[at]!))));
    for (const [row, at] of places.entries()) {
      const one = asked[at]!;
      made[at] =
        kept.handedOver.has(row) || kept.value(eligible, row) !== true
          ? determine(lawInForce, one.facts, one.option)
          : compiledOf(kept, row, one);
    }
  }
  return made;
}

const programKey = (option: PaymentOption): string => (isJoint(option) ? option : "alone");

const programs = new Map<string, Program>();
function programFor(option: PaymentOption): Program {
  const key = programKey(option);
  const made =
    programs.get(key) ??
    compile(lawInForce, [
      eligible,
      door,
      temporaryBenefitEnds,
      ...determinedNames(option).map((name) => determinedProvisions[name]!),
    ]);
  programs.set(key, made);
  return made;
}

const inFirstMonth = ({ facts, option }: Asked): Facts => ({
  ...facts,
  stated: {
    ...facts.stated,
    paymentOption: option,
    paymentMonth: facts.stated!["annuityStartingDate"] as number,
  },
});

function compiledOf(kept: ReturnType<Program["run"]>, row: number, { option, facts }: Asked): ByLaw {
  const amounts: Record<string, bigint> = {};
  for (const name of determinedNames(option)) {
    const value = kept.value(determinedProvisions[name]!, row) as Exact | undefined;
    if (value === undefined) return determine(lawInForce, facts, option);
    amounts[name] = wholeCents(value);
  }
  const pays = (amounts["temporaryBenefit"] ?? 0n) > 0n;
  return {
    eligible: true,
    door: kept.value(door, row),
    amounts,
    missing: [],
    temporaryEnds: pays ? kept.value(temporaryBenefitEnds, row) : undefined,
  };
}
