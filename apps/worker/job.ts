import type { System } from "@emeritus/operations/system.ts";

/** Work that no person waits for; any machine of the fund may do it, one at a time. */
export interface Job {
  /** The name of its queue, kebab-case. */
  readonly name: string;
  /** When it is due, as cron in the fund's time zone (minute, hour, day, month, weekday). */
  readonly when: string;
  /** Does it; a second run with nothing new to do changes nothing. */
  run(system: System): Promise<void>;
}
