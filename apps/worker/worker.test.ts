import { connect, createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { testSystem } from "@emeritus/web/testing/system.ts";
import { testDatabase } from "@emeritus/records/testing.ts";
import { sql } from "kysely";
import { expect, test } from "vitest";
import { startWorker } from "./worker.ts";

async function closedPort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

test("a worker begun while the database is away takes its jobs when the database is back, and ends in order", async () => {
  await using database = await testDatabase();
  const system = { ...(await testSystem()), log: { info() {}, warn() {}, error() {} } };
  const away = new URL(database.urlFor("emeritus_app"));
  const { hostname, port } = away;
  away.port = String(await closedPort());
  const worker = startWorker(system, away.href, [
    { name: "a-job", when: "0 0 1 1 *", run: async () => undefined },
  ]);
  const gate = createServer((socket) => {
    const through = connect(Number(port), hostname);
    socket.pipe(through).pipe(socket);
    for (const end of [socket, through]) end.on("error", () => end.destroy());
  });
  await new Promise((resolve) => setTimeout(resolve, 300));
  await new Promise<void>((resolve) => gate.listen(Number(away.port), "127.0.0.1", resolve));
  const schedules = async () => {
    const { rows } = await sql<{ name: string }>`select name from queue.schedule`.execute(database.db);
    return rows;
  };
  await expect.poll(schedules, { timeout: 20_000 }).toEqual([{ name: "a-job" }]);
  expect(await worker.stop()).toEqual([]);
  await new Promise((resolve) => gate.close(resolve));
  await system.dispose();
});

test("a worker that never reached its database ends at once when it is stopped", async () => {
  const system = { ...(await testSystem()), log: { info() {}, warn() {}, error() {} } };
  const worker = startWorker(system, `postgres://nobody:x@127.0.0.1:${await closedPort()}/nothing`, []);
  const asked = performance.now();
  expect(await worker.stop()).toEqual([]);
  expect(performance.now() - asked).toBeLessThan(5_000);
  await system.dispose();
});
