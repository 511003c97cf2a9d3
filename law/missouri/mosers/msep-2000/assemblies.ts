/** Service of legislators: two years for a whole biennial assembly, days for a part of one (RSMo 104.1084.1). */
import {
  all,
  cases,
  countOver,
  earlierOf,
  laterOf,
  lesserOf,
  months,
  onOrAfter,
  onOrBefore,
  otherwise,
  sumOver,
  timeFrom,
  when,
  years,
} from "@emeritus/engine/expr.ts";
import type { CalendarDate, Expr, Service, YesNo } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { and, boardRule, register, rsmo } from "../../../sources.ts";
import { serviceIn } from "./credited-service.ts";
import { assemblies, leftService } from "../facts.ts";

/** An assembly in which a legislator served, as symbols. */
type Assembly = ReturnType<typeof assemblies.row>;

/** Service for a whole biennial assembly. */
export const serviceOfAnAssembly = fixed("serviceOfAnAssembly", {
  cites: rsmo("104.1084.1"),
  is: months(24),
});

/** The most that a part of an assembly can earn. */
export const mostOfAPartAssembly = fixed("mostOfAPartAssembly", {
  cites: and(rsmo("104.1084.1"), register("MSEP2000-Q08")),
  is: months(23),
  register: "MSEP2000-Q08",
});

/** The last day served in an assembly: an open term ends with the assembly, or with the last day of service. */
const servedTo = (assembly: Assembly): Expr<CalendarDate> =>
  earlierOf(assembly.servedTo, assembly.ends, leftService);

/** Whether an assembly was served from its first day to its last. */
const isWhole = (assembly: Assembly): Expr<YesNo> =>
  all(onOrBefore(assembly.servedFrom, assembly.begins), onOrAfter(servedTo(assembly), assembly.ends));

/** Service in the days of a part of an assembly, in whole calendar months and loose days. */
const servicePart = (assembly: Assembly): Expr<Service> =>
  lesserOf(
    serviceIn(timeFrom(laterOf(assembly.servedFrom, assembly.begins), servedTo(assembly), "calendar")),
    mostOfAPartAssembly,
  );

/** How many biennial assemblies were served in full. */
export const fullAssemblies = provision.count("fullAssemblies", {
  cites: rsmo("104.1084.1"),
  means: () => countOver(assemblies, isWhole),
});

/** Service by assemblies: two years for each whole one, and the days of each part by Board Rule 3-4. */
export const serviceByAssemblies = provision.service("serviceByAssemblies", {
  cites: and(rsmo("104.1084.1"), boardRule("3-4")),
  register: "MSEP2000-Q08",
  means: () =>
    sumOver(assemblies, (assembly) =>
      cases<Service>(when(isWhole(assembly), serviceOfAnAssembly), otherwise(servicePart(assembly))),
    ),
  expected: [months(0), years(80)],
});
