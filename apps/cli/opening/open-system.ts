import { join } from "node:path";
import { fundCalendar } from "@emeritus/adapters/clock/fund-calendar.ts";
import { machineClock } from "@emeritus/adapters/clock/machine-clock.ts";
import { homeAlone, homeWithDatabase } from "@emeritus/adapters/embedded-postgres/home.ts";
import { startEmbedded } from "@emeritus/adapters/embedded-postgres/server.ts";
import type { EmbeddedServer } from "@emeritus/adapters/embedded-postgres/server.ts";
import { folderMailer } from "@emeritus/adapters/mail-folder/index.ts";
import { folderOutbox } from "@emeritus/adapters/outbox-folder/index.ts";
import { typstPrinter } from "@emeritus/adapters/typst/index.ts";
import type { System } from "@emeritus/operations/system.ts";
import type { LetterPrinter } from "@emeritus/ports/letter-printer.ts";
import { connect, urlAs } from "@emeritus/records/db.ts";
import type { Connection } from "@emeritus/records/db.ts";
import { en } from "@emeritus/words/en/index.ts";
import type { OpenSystem } from "../command.ts";
import { asked } from "./environment.ts";
import type { Asked } from "./environment.ts";
import { keysOf } from "./key-file.ts";
import { programLog } from "./log.ts";
import { bringUpToDate } from "./migrating.ts";
import { fundOf } from "./making-the-fund.ts";
import { rolePassword } from "./role-password.ts";
import { lookAtDatabase } from "./server-database.ts";
import { claimServing, isServed } from "./serving-claim.ts";
import type { ServingClaim } from "./serving-claim.ts";
import { inTime } from "./in-time.ts";

const connectionPatienceMs = 10_000;

/** A fund opened for a command or for serving, with what only the one who started it needs. */
export interface OpenedFund extends OpenSystem {
  readonly asked: Asked;
  /** The fund's own database server on this machine, where it has one. */
  readonly server?: EmbeddedServer;
  /** The database's address for the application's own role. */
  readonly appUrl: string;
}

/** Opens the fund for one command; its database stops again unless somebody else is using it. */
export async function openSystem(
  environment: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<OpenedFund> {
  const wants = asked(environment);
  return openFund(wants, await databaseFor(wants, say));
}

/** Opens the fund to serve it: no second program may serve from the same folder, and the database stops with us. */
export async function openToServe(
  environment: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<OpenedFund> {
  const wants = asked(environment);
  const database = await databaseFor(wants, say);
  if (database.server === undefined) return openFund(wants, database);
  const claim = await claimServing(database.url, database.folder);
  if (database.server.wasRunning) say(en.cli.start.recovered);
  return openFund(wants, database, claim);
}

async function openFund(
  wants: Asked,
  { folder, server, url }: Database,
  claim?: ServingClaim,
): Promise<OpenedFund> {
  const connections: Connection[] = [];
  let letters: LetterPrinter | undefined;
  const close = async () => {
    const ends = [letters?.close(), ...connections.map((connection) => connection.close())];
    const { why } = await inTime(Promise.all(ends), connectionPatienceMs);
    if (server !== undefined) {
      if (claim !== undefined || !(await isServed(url))) await server.stop();
      await claim?.release();
    }
    if (why !== undefined) throw new Error(`What was done in the database did not end: ${why}.`);
  };
  try {
    const password = server === undefined ? undefined : rolePassword(folder);
    await bringUpToDate(url, password);
    const fund = await fundOf(url, wants);
    const keys = await keysOf(folder, url, fund);
    const appUrl = password === undefined ? url : urlAs(url, "emeritus_app", password);
    const app = connect(appUrl, "emeritus_app", { most: 20 });
    const reader = connect(
      password === undefined ? url : urlAs(url, "emeritus_reader", password),
      "emeritus_reader",
      { most: 5 },
    );
    connections.push(app, reader);
    letters = typstPrinter();
    const system: System = {
      db: app.db,
      reader: reader.db,
      fund,
      calendar: fundCalendar(fund.timeZone, wants.today),
      clock: machineClock,
      keys,
      log: programLog,
      letters,
      outbox: folderOutbox(join(folder, "outbox")),
      mail: folderMailer(join(folder, "mail")),
      home: folder,
    };
    return {
      system,
      asked: wants,
      ownerUrl: url,
      appUrl,
      ...(server === undefined ? {} : { server }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** A database as it is found: neither migrated nor made a fund. */
export interface FoundDatabase extends Database {
  /** What the application's roles log in with, where the server is the fund's own. */
  readonly rolePassword?: string;
  close(): Promise<void>;
}

/** Opens the database for work that comes before there is a fund, while no program serves from it. */
export async function openDatabase(
  environment: NodeJS.ProcessEnv,
  say: (line: string) => void,
): Promise<FoundDatabase> {
  const database = await databaseFor(asked(environment), say);
  const { folder, server, url } = database;
  const claim = await claimServing(url, folder);
  const close = async () => {
    await server?.stop();
    await claim.release();
  };
  return { ...database, ...(server === undefined ? {} : { rolePassword: rolePassword(folder) }), close };
}

interface Database {
  readonly folder: string;
  readonly url: string;
  readonly server?: EmbeddedServer;
}

async function databaseFor(
  { home: wished, databaseUrl }: Asked,
  say: (line: string) => void,
): Promise<Database> {
  if (databaseUrl !== undefined) {
    const { folder } = homeAlone(wished);
    await lookAtDatabase(databaseUrl);
    return { folder, url: databaseUrl };
  }
  const home = homeWithDatabase(wished);
  if (home.folder !== home.wished) say(en.cli.start.movedHome(home));
  const server = await startEmbedded(home.folder);
  return { folder: home.folder, url: server.url, server };
}
