import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";
import { CannotStart } from "@emeritus/ports/cannot-start.ts";

/** The right to serve from one data folder; it ends with the connection that holds it, so a killed program leaves none. */
export interface ServingClaim {
  release(): Promise<void>;
}

const lock = 7_301_100;
const patienceMs = 5_000;

/** Takes the right to serve; waits a little for one that was just killed, then throws CannotStart. */
export async function claimServing(url: string, folder: string): Promise<ServingClaim> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  for (const until = Date.now() + patienceMs; Date.now() < until; await pause(200)) {
    if (await take(client)) return { release: () => client.end().catch(() => undefined) };
  }
  await client.end();
  throw new CannotStart("alreadyRunning", { folder });
}

/** Whether some program serves from this database now. */
export async function isServed(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const free = await take(client);
    await client.end();
    return !free;
  } catch {
    return false;
  }
}

async function take(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_lock($1) as taken", [lock]);
  return rows[0]?.taken === true;
}
