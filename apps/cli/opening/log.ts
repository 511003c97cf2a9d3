import { pino } from "pino";
import type { Log } from "@emeritus/operations/system.ts";

const quietUnlessAsked = process.env["EMERITUS_LOG"] ?? "warn";

/** The program's log: one JSON line an event on standard error, warnings and worse unless EMERITUS_LOG says otherwise. */
export const programLog: Log = pino(
  { level: quietUnlessAsked, base: null, timestamp: pino.stdTimeFunctions.isoTime },
  pino.destination({ fd: 2, sync: true }),
);
