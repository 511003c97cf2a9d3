/** Service of legislators in the closed plan: biennial assemblies, whole and in part, and earlier service (RSMo 104.370.1, BR 2-12). */
import {
  all,
  atLeast,
  blocks,
  cases,
  countOver,
  earlierOf,
  isBefore,
  monthCount,
  months,
  onOrAfter,
  onOrBefore,
  otherwise,
  sum,
  times,
  when,
} from "@emeritus/engine/expr.ts";
import type { CalendarDate, Expr, Service, YesNo } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, register, rsmo } from "../../../sources.ts";
import { assemblies, leftService, purchasedService, transferredService } from "../facts.ts";
import { assembliesOnRecord } from "./facts.ts";
import { vestingAssemblies } from "./vesting.ts";

/** An assembly in which a legislator served, as symbols. */
type Assembly = ReturnType<typeof assemblies.row>;

/** The last day served of a term: an open one ends with the last day of service. */
const servedTo = (assembly: Assembly): Expr<CalendarDate> => earlierOf(assembly.servedTo, leftService);

/** Whether an assembly was served to its last day: a term begun later is that of a special election, which counts as a whole one. */
const isWhole = (assembly: Assembly): Expr<YesNo> => onOrAfter(servedTo(assembly), assembly.ends);

/** Whether some days of an assembly were served, but not its last. */
const isPart = (assembly: Assembly): Expr<YesNo> =>
  all(onOrBefore(assembly.servedFrom, leftService), isBefore(servedTo(assembly), assembly.ends));

/** How many biennial assemblies were served in full, or to the end after a special election. */
export const fullAssemblies = provision.count("fullAssemblies", {
  cites: rsmo("104.370.1(2)"),
  register: "MSEP-Q06",
  means: () => countOver(assemblies, isWhole),
});

/** Biennial assemblies that service in the general assembly earns: once three are served in full, any part of one counts as a whole one. */
export const assembliesServed = provision.count("assembliesServed", {
  cites: rsmo("104.370.1(1)"),
  means: () =>
    cases(
      when(atLeast(fullAssemblies, vestingAssemblies), sum(fullAssemblies, countOver(assemblies, isPart))),
      otherwise(fullAssemblies),
    ),
});

/** Biennial assemblies for earlier service: all of its months together, each 24 one assembly and any rest one more, and those on record. */
export const priorAssemblies = provision.count("priorAssemblies", {
  cites: boardRule("2-12"),
  register: "MSEP-Q07",
  means: () =>
    sum(
      assembliesOnRecord,
      blocks(monthCount(sum(purchasedService, transferredService)), { size: 24, lastCounts: 1 }),
    ),
});

/** Biennial assemblies that a legislator's benefit counts. */
export const creditedAssemblies = provision.count("creditedAssemblies", {
  cites: and(rsmo("104.370.1"), boardRule("2-12")),
  means: () => sum(assembliesServed, priorAssemblies),
});

/** Service that one assembly counts as toward the Rule of 80. */
export const serviceOfAnAssembly = fixed("serviceOfAnAssembly", {
  cites: and(rsmo("104.371.2"), register("MSEP-Q08")),
  is: months(24),
  register: "MSEP-Q08",
});

/** A legislator's service as a length of time: two years for each credited assembly. */
export const serviceByAssemblies = provision.service("serviceByAssemblies", {
  cites: and(rsmo("104.370.1"), rsmo("104.371.2")),
  register: "MSEP-Q08",
  means: () => times<Service>(serviceOfAnAssembly, creditedAssemblies),
  expected: [months(0), months(1800)],
});
