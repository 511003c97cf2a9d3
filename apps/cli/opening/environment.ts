import { join } from "node:path";
import { parseDate } from "@emeritus/engine/dates.ts";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import { CannotStart } from "@emeritus/ports/cannot-start.ts";

/** What the environment asks of the program, read and checked once. */
export interface Asked {
  /** Where data are wished to live. */
  readonly home: string;
  /** The address of a PostgreSQL server of the fund's own, where there is one. */
  readonly databaseUrl?: string;
  /** Whether a database that is made now is to be a demonstration. */
  readonly demonstration: boolean;
  /** Whether a demonstration was asked for by name, which a fund that is none must refuse. */
  readonly demonstrationByName: boolean;
  /** The date at which a demonstration's calendar is to stand. */
  readonly today?: PlainDate;
  /** How many people the demonstration fund is to hold. */
  readonly people: number;
  readonly port: number;
}

const project = join(import.meta.dirname, "..", "..", "..");
const demonstrationPeople = 2_000;

/** Reads the environment; throws CannotStart for a value that cannot be used. */
export function asked(environment: NodeJS.ProcessEnv): Asked {
  const { EMERITUS_HOME: home, DATABASE_URL: databaseUrl, EMERITUS_DEMO: demo } = environment;
  const today = dateIn(environment, "EMERITUS_TODAY");
  return {
    home: home || join(project, "data"),
    ...(databaseUrl ? { databaseUrl } : {}),
    demonstration: databaseUrl ? demo === "1" : demo !== "0",
    demonstrationByName: demo === "1",
    ...(today === undefined ? {} : { today }),
    people: Number(environment["EMERITUS_DEMO_PEOPLE"] || demonstrationPeople),
    port: portIn(environment),
  };
}

function dateIn(environment: NodeJS.ProcessEnv, name: string): PlainDate | undefined {
  const value = environment[name];
  if (!value) return undefined;
  try {
    return parseDate(value);
  } catch {
    throw new CannotStart("notADate", { name, value });
  }
}

function portIn(environment: NodeJS.ProcessEnv): number {
  const text = environment["PORT"] || "3000";
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65_535)
    throw new CannotStart("portNotAllowed", { port: text });
  return port;
}
