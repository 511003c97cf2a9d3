import type { RecordingClock } from "@emeritus/ports/recording-clock.ts";

/** The clock of this machine. */
export const machineClock: RecordingClock = {
  now: () => new Date().toISOString(),
  milliseconds: () => Date.now(),
};
