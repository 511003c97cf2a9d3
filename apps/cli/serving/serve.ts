import { api } from "@emeritus/api/app.ts";
import { createWebApp } from "@emeritus/web/app.ts";
import { sql } from "kysely";
import { startWorker } from "@emeritus/worker/worker.ts";
import type { Worker } from "@emeritus/worker/worker.ts";
import type { System } from "@emeritus/operations/system.ts";
import type { FastifyInstance } from "fastify";
import type { OpenedFund } from "../opening/open-system.ts";
import { portRefusal } from "./port.ts";

/** The running web pages, API and worker. */
export interface Serving {
  readonly address: string;
  stop(): Promise<void>;
}

const lingeringMs = 3_000;

/** Serves pages and API, and takes jobs; pages do not wait for the worker, which may have its queue to make first. */
export async function serve({ system, appUrl }: OpenedFund, port: number, host: string): Promise<Serving> {
  const app = await createWebApp(system);
  await app.register(api(system));
  if (!app.hasRoute({ method: "GET", url: "/healthz" })) addHealth(app, system);
  await app.listen({ port, host }).catch((error: unknown) => {
    throw portRefusal(error, port);
  });
  const worker = startWorker(system, appUrl).catch((error: unknown): Worker => {
    system.log.warn(
      { error: error instanceof Error ? error.message : String(error) },
      "the worker did not start",
    );
    return { stop: async () => undefined };
  });
  return {
    address: `http://${host === "0.0.0.0" ? "localhost" : host}:${port}`,
    stop: async () => {
      const impatient = setTimeout(() => app.server.closeAllConnections(), lingeringMs);
      await Promise.all([app.close(), worker.then((running) => running.stop()).catch(tell(system))]);
      clearTimeout(impatient);
    },
  };
}

/** A worker whose connections a stopped database took away has nothing left to end. */
const tell =
  ({ log }: System) =>
  (error: unknown): void =>
    log.warn(
      { error: error instanceof Error ? error.message : String(error) },
      "the worker did not end by itself",
    );

/** Answers 200 while pages can be served, 503 while the database cannot be reached. */
function addHealth(app: FastifyInstance, { db, fund }: System): void {
  app.get("/healthz", { config: { owner: "platform", may: "anyone" } }, async (_request, reply) => {
    const reached = await sql`select 1`.execute(db).then(
      () => true,
      () => false,
    );
    return reply
      .code(reached ? 200 : 503)
      .header("cache-control", "no-store")
      .send({ status: reached ? "ok" : "database unreachable", demonstration: fund.demonstration });
  });
}
