import { formatDate } from "@emeritus/engine/dates.ts";
import type { Cell } from "@emeritus/records/copy.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { canonicalJson } from "@emeritus/records/canonical.ts";
import { keepLawVersion } from "@emeritus/records/law-version.ts";
import { lawInForce } from "@emeritus/operations/retiring/retirement-law.ts";
import type { Determined } from "@emeritus/operations/retiring/retirement-law.ts";
import { canonicalOf, canonicalText, hashOf } from "@emeritus/engine/canonical.ts";
import { determined } from "./benefits.ts";
import type { Household } from "./household.ts";
import { conversion, memberIdOf } from "./record-rows.ts";

/** A household whose benefit the law determines, with the determination's row. */
export interface Made {
  readonly household: Household;
  readonly made: Determined;
  readonly cells: readonly [person: number, ...Cell[]];
}

/** Determines benefits by the law in force, and numbers the determinations. */
export class Determining {
  readonly #instant: string;
  readonly #law = hashOf(lawInForce);
  made = 0;

  constructor(instant: string) {
    this.#instant = instant;
  }

  /** Keeps the law under its hash, as every determination must find it. */
  async keepLaw(tx: Tx): Promise<void> {
    await keepLawVersion(tx, { hash: this.#law, plan: lawInForce.name, content: canonicalText(canonicalOf(lawInForce)) }, this.#instant);
  }

  /** Those of the households whose benefit the law grants on the day they ask for. */
  *of(retired: readonly Household[]): Generator<Made> {
    for (const household of retired) {
      const { person } = household.member;
      const made = determined(household, memberIdOf(person));
      if (made === undefined) continue;
      this.made += 1;
      const inputs = canonicalJson({});
      const result = canonicalJson(made.amounts);
      const start = formatDate(household.retirement!.start);
      const cells = [person, this.made, "retirement", this.#law, inputs, result, start, this.#instant, conversion.enteredBy, conversion.checkedBy] as const;
      yield { household, made, cells };
    }
  }
}
