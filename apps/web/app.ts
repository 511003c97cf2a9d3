import "./tsx-hook.ts";
import { randomUUID } from "node:crypto";
import { NoSuchPerson } from "@emeritus/operations/career.ts";
import { recordRefusedAccess } from "@emeritus/operations/signing-in/record-refused-access.ts";
import type { System } from "@emeritus/operations/system.ts";
import { KeyReused } from "@emeritus/records/command.ts";
import cookie from "@fastify/cookie";
import formbody from "@fastify/formbody";
import multipart from "@fastify/multipart";
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { assetAt, buildAssets } from "./shared/assets.ts";
import { compressText } from "./shared/compress.ts";
import { commonHeaders } from "./shared/headers.ts";
import { allRoutes } from "./shared/routes.ts";

declare module "fastify" {
  interface FastifyContextConfig {
    /** The slice that answers for a route. */
    owner?: string;
    /** The action of the table of permissions that a route asks for, or "anyone". */
    may?: string;
  }
}

/** Loads every page and makes every asset, which may be begun while the database is not there yet; a second call waits for the first. */
export async function prepareWebApp(): Promise<void> {
  await Promise.all([import("./pages.ts"), buildAssets()]);
}

/**
 * The web server with every page, ready to listen. Other parts of the same address (the API, /healthz) are registered
 * on it afterwards with `config: { owner, may }`; a route that does not say both is refused.
 * Set `trustProxy` only behind a balancer that writes x-forwarded-for itself.
 */
export async function createWebApp(system: System, { trustProxy = false } = {}): Promise<FastifyInstance> {
  const { serve, askedOf, send, Forged, NotAllowed, NotFound } = await import("./shared/serve.ts");
  const { errorView } = await import("./shared/error-pages.tsx");
  await prepareWebApp();

  const app = fastify({ trustProxy, bodyLimit: 1_000_000, logger: false, genReqId: () => randomUUID() });
  app.addHook("onRoute", ({ method, url, config }) => {
    if (!config?.owner || !config.may)
      throw new Error(`${String(method)} ${url} names no owner or permission`);
  });
  await app.register(cookie);
  await app.register(formbody);
  await app.register(multipart, { throwFileSizeLimit: false });
  app.addHook("onSend", compressText);

  const answer = async (request: FastifyRequest, reply: FastifyReply, view: ReturnType<typeof errorView>) => {
    const asked = await askedOf(system, request);
    return send(system, request, reply, asked, view);
  };
  app.setNotFoundHandler(async (request, reply) => answer(request, reply, errorView("notFound", 404)));
  app.setErrorHandler(async (error: Error & { statusCode?: number }, request, reply) => {
    if (error instanceof NotAllowed) {
      await recordRefusedAccess(system, error, request.routeOptions.url ?? request.url);
      if (error.because === "own record") return answer(request, reply, errorView("ownRecord", 403));
      return error.because === "role"
        ? answer(request, reply, errorView("notAllowed", 403))
        : answer(request, reply, errorView("notFound", 404));
    }
    if (error instanceof KeyReused) return answer(request, reply, errorView("forged", 409));
    if (error instanceof NotFound || error instanceof NoSuchPerson)
      return answer(request, reply, errorView("notFound", 404));
    if (error instanceof Forged) return answer(request, reply, errorView("forged", 403));
    if (error.statusCode === 413) return answer(request, reply, errorView("tooLarge", 413));
    if (error.statusCode && error.statusCode < 500)
      return answer(request, reply, errorView("notFound", error.statusCode));
    system.log.error(
      { error: error.message, stack: error.stack, request: request.id, path: request.routeOptions.url },
      "a page failed",
    );
    return answer(request, reply, errorView("defect", 500, request.id));
  });

  app.get("/assets/:name", { config: { owner: "web", may: "anyone" } }, async (request, reply) => {
    const found = assetAt(request.url.split("?")[0]!);
    if (!found) throw new NotFound("no such asset");
    const small =
      found.small && /\bbr\b/.test(String(request.headers["accept-encoding"] ?? ""))
        ? await found.small()
        : undefined;
    reply.headers(commonHeaders(request.protocol === "https")).type(found.type);
    reply.header("cache-control", "public, max-age=31536000, immutable");
    if (found.small) reply.header("vary", "accept-encoding");
    if (small) reply.header("content-encoding", "br");
    return reply.send(small ?? found.bytes);
  });
  for (const route of allRoutes()) serve(app, system, route);
  return app;
}
