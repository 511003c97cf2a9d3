import type { Db } from "@emeritus/records/db.ts";
import type { Keys } from "@emeritus/records/keys.ts";
import type { Calendar } from "@emeritus/ports/calendar.ts";
import type { LetterPrinter } from "@emeritus/ports/letter-printer.ts";
import type { Mailer } from "@emeritus/ports/mailer.ts";
import type { Outbox } from "@emeritus/ports/outbox.ts";
import type { RecordingClock } from "@emeritus/ports/recording-clock.ts";

/** The retirement fund that one database keeps; what is here was fixed when the database was created. */
export interface Fund {
  /** The fund's number, first part of every member-owned key. */
  readonly number: number;
  /** The fund's name as members know it. */
  readonly name: string;
  /** Whether this database was created as a demonstration; it never changes. */
  readonly demonstration: boolean;
  /** The IANA time zone whose midnight begins a day for the fund, such as America/Chicago. */
  readonly timeZone: string;
}

/** Where the program says what it does; values passed in `facts` must never hold closed data. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}

/** Everything an operation may reach: the record, the two clocks, the keys of closed fields, and the world outside. */
export interface System {
  /** The record, as the application's own role, which can add and close but not change history. */
  readonly db: Db;
  /** The record, as the role that can only read. */
  readonly reader: Db;
  readonly fund: Fund;
  readonly calendar: Calendar;
  readonly clock: RecordingClock;
  /** Keys that seal and open closed fields; they live in a file outside the database. */
  readonly keys: Keys;
  readonly log: Log;
  /** Prints letters as accessible PDF files. */
  readonly letters: LetterPrinter;
  /** Takes printed letters for mailing. */
  readonly outbox: Outbox;
  /** Sends e-mail; without one nobody can set a password by themselves. */
  readonly mail?: Mailer;
  /** Absolute path of the folder where keys, letters and bank files live (EMERITUS_HOME). */
  readonly home: string;
}
