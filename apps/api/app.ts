import { type Actor, type Hat, wearing } from "@emeritus/operations/actor.ts";
import { allow, NotAllowed } from "@emeritus/operations/permissions.ts";
import { recordReadingOf } from "@emeritus/operations/signing-in/record-reading.ts";
import { recordRefusedAccess } from "@emeritus/operations/signing-in/record-refused-access.ts";
import { readSession } from "@emeritus/operations/signing-in/session.ts";
import type { System } from "@emeritus/operations/system.ts";
import { placeOfNul, placeOfYearZero } from "@emeritus/web/shared/nul.ts";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import "./routes.ts";
import { type ApiAsked, type ApiRoute, apiRoutes, type Refused } from "./shared/api-route.ts";
import { needsKey, openApi } from "./shared/open-api.ts";
import {
  inputProblem,
  nulProblem,
  yearZeroProblem,
  type Problem,
  problem,
  problemOf,
  refusalProblem,
} from "./shared/problem.ts";

const sessionCookie = "emeritus";
const visitor: Actor = { account: "visitor", roles: [], employers: [] };

/** The API as a plugin: register it on the server of the pages, whose cookies it reads; bearer tokens work without them. */
export function api(system: System) {
  return async (app: FastifyInstance): Promise<void> => {
    app.setErrorHandler(async (error, request, reply) => {
      if (error instanceof NotAllowed)
        await recordRefusedAccess(system, error, request.routeOptions.url ?? "");
      const said = problemOf(error);
      if (said) return sendProblem(reply, said);
      const { message, stack } = error as Error;
      system.log.error(
        { error: message, stack, request: request.id, path: request.routeOptions.url },
        "a request failed",
      );
      return sendProblem(
        reply,
        problem(500, "defect", "Something went wrong on our side.", { detail: request.id }),
      );
    });
    app.addContentTypeParser("text/csv", { parseAs: "buffer" }, (_, body, done) =>
      done(null, body.toString("latin1")),
    );
    const document = openApi(apiRoutes());
    app.get("/api/openapi.json", { config: { owner: "api", may: "anyone" } }, () => document);
    app.all("/api/*", { config: { owner: "api", may: "anyone" } }, (_, reply) =>
      sendProblem(reply, problem(404, "not-found", "There is nothing here.")),
    );
    const serve = (server: FastifyInstance, route: ApiRoute): void => {
      const config = { owner: route.owner, may: route.may };
      server.route({
        method: route.method.toUpperCase(),
        url: route.path,
        config,
        ...(route.bodyLimit === undefined ? {} : { bodyLimit: route.bodyLimit }),
        handler: (request, reply) => answer(system, route, request, reply),
      });
    };
    const files = apiRoutes().filter(({ otherBodyTypes }) => otherBodyTypes !== undefined);
    for (const route of apiRoutes()) if (!files.includes(route)) serve(app, route);
    await app.register(async (server) => {
      server.removeContentTypeParser("application/json");
      server.addContentTypeParser("application/json", { parseAs: "buffer" }, (_, body, done) =>
        done(null, body.toString("latin1")),
      );
      for (const route of files) serve(server, route);
    });
  };
}

async function answer(system: System, route: ApiRoute, request: FastifyRequest, reply: FastifyReply) {
  const token = tokenOf(request);
  const session = token === undefined ? undefined : await readSession(system.db, token);
  if (route.may !== "anyone" && session?.strength !== "full") {
    reply.header("www-authenticate", "Bearer");
    return sendProblem(reply, problem(401, "not-signed-in", "Sign in with both factors first."));
  }
  if (route.method !== "get" && !ownSite(request)) {
    return sendProblem(
      reply,
      problem(403, "another-site", "A request with a cookie must come from this site."),
    );
  }
  const key = String(request.headers["idempotency-key"] ?? "");
  if (needsKey(route) && !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(key)) {
    return sendProblem(
      reply,
      problem(400, "key-missing", "Send the header Idempotency-Key with a new UUID."),
    );
  }
  const parsed: Record<"params" | "query" | "body", unknown> = { params: {}, query: {}, body: undefined };
  for (const part of ["params", "query", "body"] as const) {
    const isFile = typeof request[part] === "string"; // its own reader names the line that holds NUL
    const nul = isFile ? undefined : placeOfNul(request[part]);
    if (nul !== undefined) return sendProblem(reply, nulProblem(placeIn(part, nul)));
    const zero = isFile ? undefined : placeOfYearZero(request[part]);
    if (zero !== undefined) return sendProblem(reply, yearZeroProblem(placeIn(part, zero)));
    const found = route[part]?.safeParse(request[part]);
    if (found && !found.success) return sendProblem(reply, inputProblem(part, found.error));
    if (found) parsed[part] = found.data;
  }
  const asked: ApiAsked = {
    system,
    actor: session?.strength === "full" ? wearing(session, hatOf(route.path)) : visitor,
    ...parsed,
    key,
    token,
    from: { address: request.ip, browser: request.headers["user-agent"] ?? "" },
  };
  const subject = route.subject?.(asked) ?? {};
  if (route.may !== "anyone") allow(asked.actor, route.may, subject);
  const given = (await route.take(asked)) as object | Refused;
  if (route.may !== "anyone" && route.method === "get")
    await recordReadingOf(system, asked.actor, {
      action: route.may,
      person: subject.person,
      route: route.path,
    });
  if (given && "refusal" in given) return sendProblem(reply, refusalProblem(route.owner, given.refusal));
  return reply.header("cache-control", "no-store").send(route.answer.parse(given));
}

const placeIn = (part: string, place: string): string => (place === "" ? part : `${part}.${place}`);

function tokenOf(request: FastifyRequest): string | undefined {
  const bearer = /^Bearer (\S+)$/.exec(request.headers.authorization ?? "")?.[1];
  return bearer ?? request.cookies[sessionCookie];
}

/** A request whose session comes from the Authorization header cannot be forged by another site; one by cookie must be ours. */
function ownSite({ headers, cookies }: FastifyRequest): boolean {
  if (headers.authorization !== undefined || cookies[sessionCookie] === undefined) return true;
  return headers["sec-fetch-site"] === "same-origin";
}

/** The hat that the part after /api stands for. */
function hatOf(path: string): Hat {
  const part = path.split("/")[2];
  return part === "office" ? "staff" : part === "employer" ? "employer" : "member";
}

function sendProblem(reply: FastifyReply, said: Problem) {
  return reply
    .code(said.status)
    .type("application/problem+json")
    .header("cache-control", "no-store")
    .send(said);
}
