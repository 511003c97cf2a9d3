import type { Run } from "@emeritus/records/run.ts";

/** What a run is doing at this moment, for people who watch; what it has done is in its steps. */
export interface Progress {
  readonly phase: "reading" | "deciding" | "writing" | "done";
  readonly done: number;
  readonly of: number;
}

const now = new Map<string, Progress>();
const keyOf = ({ fund, run }: Pick<Run, "fund" | "run">): string => `${fund} ${run}`;

/** Notes how far a run is in this process. */
export function noteProgress(
  run: Pick<Run, "fund" | "run">,
  phase: Progress["phase"],
  done = 0,
  of = 0,
): void {
  if (phase === "done") now.delete(keyOf(run));
  else now.set(keyOf(run), { phase, done, of });
}

/** How far a run is, when this process does it. */
export function findProgress(run: Pick<Run, "fund" | "run">): Progress | undefined {
  return now.get(keyOf(run));
}
