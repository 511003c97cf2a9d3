import { api } from "@emeritus/api/app.ts";
import { createWebApp } from "@emeritus/web/app.ts";
import { sql } from "kysely";
import { startWorker } from "@emeritus/worker/worker.ts";
import type { System } from "@emeritus/operations/system.ts";
import type { FastifyInstance } from "fastify";
import type { OpenedFund } from "../opening/open-system.ts";
import { portRefusal } from "./port.ts";

/** The running web pages, API and worker. */
export interface Serving {
  readonly address: string;
  /** Answers what was asked before, takes no more, and ends; the answer names the jobs that did not end in time. */
  stop(): Promise<readonly string[]>;
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
  const worker = startWorker(system, appUrl);
  return {
    address: `http://${host === "0.0.0.0" ? "localhost" : host}:${port}`,
    stop: async () => {
      const impatient = setTimeout(() => app.server.closeAllConnections(), lingeringMs);
      try {
        const [unfinished] = await Promise.all([worker.stop(), app.close()]);
        return unfinished;
      } finally {
        clearTimeout(impatient);
      }
    },
  };
}

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
