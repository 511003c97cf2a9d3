/** How the closed plan takes over a rule of the year 2000 plan: the same words under its own section. */
import { replacing, type Change } from "@emeritus/engine/amend.ts";
import type { Cites, Provision } from "@emeritus/engine/provision.ts";

/** The section, and the register entry where the law leaves the rule open. */
export interface Section {
  readonly cites: Cites;
  readonly register?: string;
}

/** A rule that the plan already holds, cited by the closed plan's own section; its formula stays. */
export const underSection = <K>(provision: Provision<K>, section: Section): Change =>
  replacing(provision, { ...section, means: (formula) => formula });
