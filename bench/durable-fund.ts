import { createFund } from "@emeritus/records/fund.ts";
import { connect, type Connection } from "@emeritus/records/db.ts";
import { temporaryKeys } from "@emeritus/records/keys.ts";
import { migrate } from "@emeritus/records/migrate.ts";
import type { System } from "@emeritus/operations/system.ts";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import { ownServer } from "@emeritus/scenarios/payroll/own-server.ts";
import { Client } from "pg";

/** A fund on a server of its own with the durability of a real one, for measuring. */
export interface DurableFund extends AsyncDisposable {
  readonly system: System;
  readonly app: Connection;
  /** A bare client with every right, for yardsticks and for looking. */
  readonly bare: Client;
  /** Writes everything to disk and tidies, so that a measurement does not pay for what came before it. */
  settle(): Promise<void>;
}

/** Makes the server, migrates it, and creates fund 1 as a demonstration. */
export async function durableFund(today: PlainDate): Promise<DurableFund> {
  const server = await ownServer(18);
  const url = server.urlOf("postgres");
  await server.run("alter system set max_wal_size = '8GB'");
  await server.run("alter system set shared_buffers = '256MB'");
  await server.kill();
  await server.start();
  await migrate(url);
  const owner = connect(url, "emeritus_owner");
  const fund = { number: 1, name: "Demonstration fund", timeZone: "America/Chicago", demonstration: true };
  await createFund(owner.db, fund);
  const app = connect(url, "emeritus_app");
  const reader = connect(url, "emeritus_reader");
  const bare = new Client({ connectionString: url });
  await bare.connect();
  const quiet = (): void => {};
  const system = {
    db: app.db,
    reader: reader.db,
    fund,
    calendar: { today: () => today, moved: false },
    clock: { now: () => new Date().toISOString(), milliseconds: () => Date.now() },
    keys: temporaryKeys(),
    log: { info: quiet, warn: quiet, error: quiet },
  } as unknown as System;
  return {
    system,
    app,
    bare,
    settle: async () => {
      await bare.query("checkpoint");
    },
    [Symbol.asyncDispose]: async () => {
      await bare.end();
      await Promise.all([owner.close(), app.close(), reader.close()]);
      await server[Symbol.asyncDispose]();
    },
  };
}

/** The median of some figures. */
export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** How long something took, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** Prints the pairs and the line that ends a measurement: the median of yardstick time over our time, so more is better. */
export function report(
  name: string,
  bar: number,
  pairs: readonly (readonly [yardstick: number, ours: number])[],
): void {
  for (const [yardstick, ours] of pairs)
    console.log(
      `yardstick ${yardstick.toFixed(1)} ms, ours ${ours.toFixed(1)} ms, ratio ${(yardstick / ours).toFixed(3)}`,
    );
  const ratio = median(pairs.map(([yardstick, ours]) => yardstick / ours));
  console.log(`${name} ratio=${ratio.toFixed(3)} bar=${bar.toFixed(2)}`);
}
