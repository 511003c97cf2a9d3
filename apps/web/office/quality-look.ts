import { carryLookOn } from "@emeritus/operations/data-quality/run-quality.ts";
import type { System } from "@emeritus/operations/system.ts";

/** Carries a look on without keeping the reader waiting; one that fails here is begun anew by the next. */
export function lookBehind(system: System, run: number): void {
  carryLookOn(system, run).catch((error: Error) => {
    system.log.error(
      { run, error: error.message, stack: error.stack },
      "a look at the data could not be carried on",
    );
  });
}
