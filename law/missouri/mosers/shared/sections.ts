/** How a plan takes over a rule of another plan: the same words under its own section. */
import { replacing, type Change } from "@emeritus/engine/amend.ts";
import type { Cites, Provision } from "@emeritus/engine/provision.ts";

/** The section, and the register entry where the law leaves the rule open. */
export interface Section {
  readonly cites: Cites;
  readonly register?: string;
}

/** A rule that the plan already holds, cited by the plan's own section; its formula stays. */
export const underSection = <K>(provision: Provision<K>, section: Section): Change =>
  replacing(provision, { ...section, means: (formula) => formula });

const isSection = (says: Cites | Section): says is Section => typeof says === "object" && "cites" in says;

/** Rules that the plan already holds, all cited by one section of its own; a register entry that it does not name stays. */
export const under = (
  says: Cites | Section,
  ...provisions: readonly Provision<unknown>[]
): readonly Change[] =>
  provisions.map((provision) => underSection(provision, isSection(says) ? says : { cites: says }));
