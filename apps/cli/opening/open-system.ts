import { fundCalendar } from "@emeritus/adapters/clock/fund-calendar.ts";
import { machineClock } from "@emeritus/adapters/clock/machine-clock.ts";
import { homeAlone, homeWithDatabase } from "@emeritus/adapters/embedded-postgres/home.ts";
import { startEmbedded } from "@emeritus/adapters/embedded-postgres/server.ts";
import type { EmbeddedServer } from "@emeritus/adapters/embedded-postgres/server.ts";
import type { System } from "@emeritus/operations/system.ts";
import { CannotStart } from "@emeritus/ports/cannot-start.ts";
import { connect, urlAs } from "@emeritus/records/db.ts";
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

/** A fund opened for a command or for serving, with what only the one who started it needs. */
export interface OpenedFund extends OpenSystem {
  readonly asked: Asked;
  /** The fund's own database server on this machine, where it has one. */
  readonly server?: EmbeddedServer;
  /** The database's address with all rights, for bulk loading and repair. */
  readonly ownerUrl: string;
}

/** Opens the fund for one command; its database stops again unless somebody else was using it. */
export async function openSystem(environment: NodeJS.ProcessEnv, say: (line: string) => void): Promise<OpenedFund> {
  const wants = asked(environment);
  const { folder, server, url } = await databaseFor(wants, say);
  try {
    await bringUpToDate(url, server === undefined ? undefined : rolePassword(folder));
    const fund = await fundOf(url, wants);
    const keys = await keysOf(folder, url, fund);
    const address = (role: "emeritus_app" | "emeritus_reader") =>
      server === undefined ? url : urlAs(url, role, rolePassword(folder));
    const app = connect(address("emeritus_app"), "emeritus_app", { most: 20 });
    const reader = connect(address("emeritus_reader"), "emeritus_reader", { most: 5 });
    const system: System = {
      db: app.db,
      reader: reader.db,
      fund,
      calendar: fundCalendar(fund.timeZone, wants.today),
      clock: machineClock,
      keys,
      log: programLog,
      home: folder,
    };
    return {
      system,
      asked: wants,
      ownerUrl: url,
      ...(server === undefined ? {} : { server }),
      close: async () => {
        await Promise.all([app.close(), reader.close()]);
        if (server !== undefined && !server.wasRunning) await server.stop();
      },
    };
  } catch (error) {
    if (server !== undefined && !server.wasRunning) await server.stop();
    throw error;
  }
}

async function databaseFor(
  { home: wished, databaseUrl }: Asked,
  say: (line: string) => void,
): Promise<{ folder: string; url: string; server?: EmbeddedServer }> {
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
