import { pino } from "pino";
import type { DestinationStream } from "pino";
import type { Log } from "@emeritus/operations/system.ts";

/** A log of one JSON line an event, with its level, instant, facts and message. */
export const logTo = (destination: DestinationStream, level: string): Log =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);

/** The program's log on standard error: warnings and worse unless EMERITUS_LOG says otherwise. */
export const programLog: Log = logTo(
  pino.destination({ fd: 2, sync: true }),
  process.env["EMERITUS_LOG"] ?? "warn",
);
