/** The compiler: a plan's provisions as generated JavaScript over typed columns, in exact integer arithmetic with proven bounds. */
import { Assembly } from "./compile/assembly.ts";
import type { Program } from "./compile/program.ts";
import type { Plan } from "./plan.ts";

export type { Kept, KeptColumn } from "./compile/kept.ts";
export type { Program } from "./compile/program.ts";

/** Compiles provisions and all that they use. */
export function compile(plan: Plan, wanted: readonly { readonly name: string }[]): Program {
  return new Assembly(
    plan,
    wanted.map((provision) => provision.name),
  ).program();
}
