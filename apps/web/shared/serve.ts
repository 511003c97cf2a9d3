import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import type { Actor, Hat } from "@emeritus/operations/actor.ts";
import { wearing } from "@emeritus/operations/actor.ts";
import type { Effects } from "@emeritus/operations/redetermining/effects.ts";
import { allow, NotAllowed, type Subject, whyNot } from "@emeritus/operations/permissions.ts";
import { recordReadingOf, recordReadingsOf } from "@emeritus/operations/signing-in/record-reading.ts";
import { type Session, readSession } from "@emeritus/operations/signing-in/session.ts";
import type { System } from "@emeritus/operations/system.ts";
import { wordsAboutMember } from "@emeritus/words/about-member.ts";
import { wordsFor, type Words } from "@emeritus/words/index.ts";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { z } from "zod";
import type { Asked, FileSent, Problem, See, Taken, Typed, View } from "./asked.ts";
import { nested, withoutNul } from "./body.ts";
import { clocksOf } from "./clocks.ts";
import { csrfFits, sameSite, sign, signed } from "./csrf.ts";
import { commonHeaders, pageHeaders } from "./headers.ts";
import { errorView, signedOutView } from "./error-pages.tsx";
import { hasNul, hasYearZero, NulInAddress } from "./nul.ts";
import { renderPage } from "./render.tsx";
import { type Again, type Events, type Form, NotFound, notFound, type Page, type Route } from "./routes.ts";
import { confirmFirst, mustBeSeen, unseenOf } from "./see-first.tsx";
import { readUpload, TooLarge } from "./upload.ts";

/** The cookie that keeps a session's secret, and the two that keep a message and the reader's text size. */
export const cookies = { session: "emeritus", message: "message", size: "size" } as const;

/** A form that did not come from its own page. */
export class Forged extends Error {
  override readonly name = "Forged";
}

/** The hat that the first part of a path stands for; public pages have none. */
export function hatOfPath(path: string): Hat | undefined {
  const first = path.split("/")[1];
  return first === "office" ? "staff" : first === "member" || first === "employer" ? first : undefined;
}

const visitor: Actor = { account: "visitor", roles: [], employers: [] };

/** Registers one declared route with the server. */
export function serve(app: FastifyInstance, system: System, route: Route): void {
  const config = { owner: route.owner, may: route.may };
  const options = { config, onRequest: refuseNul };
  if (route.kind === "page")
    app.get(route.path, options, (request, reply) => showPage(system, route, request, reply));
  else if (route.kind === "form")
    app.post(route.path, options, (request, reply) => takeForm(system, route, request, reply));
  else app.get(route.path, options, (request, reply) => sendEvents(system, route, request, reply));
}

/** What every handler gets: the system, the declared route, the request and its reply. */
type Handling<Declared> = readonly [
  system: System,
  route: Declared,
  request: FastifyRequest,
  reply: FastifyReply,
];

async function refuseNul({ params, query }: FastifyRequest): Promise<void> {
  if (hasNul(params) || hasNul(query)) throw new NulInAddress("the address holds NUL");
  if (hasYearZero(params) || hasYearZero(query)) throw notFound();
}

async function showPage(...[system, route, request, reply]: Handling<Page<string, z.ZodType>>) {
  const asked = await askedOf(system, request);
  if (mustSignIn(route, asked)) return toSignIn(request, reply);
  const { person } = mayOr(route, asked);
  const query = route.query?.safeParse(request.query);
  if (query && !query.success) throw notFound();
  const clocks = route.clocks ? await clocksOf(system, request.query) : undefined;
  const whole = { ...asked, ...clocks, query: query?.data ?? {} };
  const answer = await shown(route, whole);
  if (route.may !== "anyone")
    await recordReadingOf(system, asked.actor, { action: route.may, person, route: route.path });
  return send(system, request, reply, whole, answer);
}

/** What a page shows; what is not there on another day says so, with the clocks and the way back to today. */
async function shown(route: Page<string, z.ZodType>, asked: Asked) {
  try {
    return await route.show(asked);
  } catch (error) {
    if (error instanceof NotFound && asked.clocks?.moved) return errorView("notThen", 404);
    throw error;
  }
}

async function takeForm(...[system, route, request, reply]: Handling<Form<string, z.ZodType>>) {
  const asked = await askedOf(system, request);
  if (!sameSite(request.headers)) throw new Forged("another site");
  if (mustSignIn(route, asked)) return send(system, request, reply, asked, signedOutView());
  const fits = (token: string | undefined) => asked.token === undefined || csrfFits(asked.token, token);
  const prove = (token: string | undefined) => {
    if (!fits(token)) throw new Forged("token");
  };
  const { person } = mayOr(route, asked);
  const { typed: sent, file, tooLarge, token } = await typedOf(route, request, prove);
  const { typed, bad } = withoutNul(sent, file?.name);
  const office = hatOfPath(route.path) === "staff";
  const seen = (effects: Effects) => !mustBeSeen(route, { typed, words: asked.words, office }, effects);
  const whole: Taken<string, unknown> = { ...asked, typed, file, body: undefined, key: keyOf(typed), seen };
  const sendAgain = async (problems: readonly Problem[]) => {
    const told = { ...whole, problems };
    const view = await route.bad(told);
    return send(system, request, reply.code(422), told, "body" in view ? { ...view, status: 422 } : view);
  };
  if (!fits(token)) return sendAgain([{ text: asked.words.errors.otherSession }]);
  if (tooLarge) return sendAgain([{ field: "file", text: tooLarge }]);
  if (bad.length > 0) return sendAgain(bad.map((field) => ({ field, text: asked.words.errors.general })));
  const body = route.body.safeParse(nested(typed));
  const says = route.says(asked.words) as Says;
  if (!body.success) return sendAgain(problemsOf(body.error, says, asked.words.errors.general));
  const taken = { ...whole, body: body.data };
  const answer = (await unseenOf(route, taken)) ?? (await route.take(taken));
  if ("again" in answer) return sendAgain(answer.again.map((problem) => inWords(problem, says)));
  if (!("unseen" in answer)) return send(system, request, reply, whole, answer);
  const first = confirmFirst(route, { taken, office }, answer);
  if (route.may !== "anyone")
    await recordReadingsOf(system, asked.actor, {
      action: route.may,
      persons: [...(person === undefined ? [] : [person]), ...first.persons],
      route: route.path,
    });
  return send(system, request, reply, whole, first.view);
}

async function sendEvents(...[system, route, request, reply]: Handling<Events<string>>) {
  const asked = await askedOf(system, request);
  if (mustSignIn(route, asked)) return reply.code(401).send();
  mayOr(route, asked);
  reply.hijack();
  const stop = new AbortController();
  const out = reply.raw;
  out.on("close", () => stop.abort());
  out.writeHead(200, {
    ...commonHeaders(isSecure(request)),
    "content-type": "text/event-stream",
    "cache-control": "no-store",
  });
  try {
    for await (const step of route.watch(asked, stop.signal)) {
      if (stop.signal.aborted) return;
      if (!out.write(`event: step\ndata: ${JSON.stringify(step)}\n\n`))
        await once(out, "drain", { signal: stop.signal });
    }
    out.write("event: done\ndata: {}\n\n");
  } catch (error) {
    if (!stop.signal.aborted)
      system.log.error({ error: String(error), path: route.path }, "progress could not be told");
  } finally {
    out.end();
  }
}

/** Everything a page gets to know of a request; the actor wears the hat of the path. */
export async function askedOf(system: System, request: FastifyRequest): Promise<Asked & { query: unknown }> {
  const token = request.cookies[cookies.session];
  const session = token === undefined ? undefined : await readSession(system.db, token);
  return {
    system,
    actor: session?.strength === "full" ? wearingHatOf(request, session) : visitor,
    session,
    token: session ? token : undefined,
    params: request.params as Record<string, string>,
    query: {},
    words: wordsOfPath(request.routeOptions.url ?? request.url),
    moment: { on: system.calendar.today() },
    clocks: undefined,
    typed: {},
    problems: [],
    address: request.url,
    from: { address: request.ip, browser: request.headers["user-agent"] ?? "" },
  };
}

/** The catalogue as the reader of a path needs it: on pages of the office and of employers, the law speaks of the member. */
function wordsOfPath(path: string): Words {
  const words = wordsFor("en");
  const hat = hatOfPath(path);
  return hat === "staff" || hat === "employer" ? wordsAboutMember(words) : words;
}

function wearingHatOf(request: FastifyRequest, session: Session): Actor {
  const hat = hatOfPath(request.routeOptions.url ?? request.url);
  const actor: Actor = {
    account: session.account,
    roles: session.roles,
    employers: session.employers,
    ...(session.person === undefined ? {} : { person: session.person }),
  };
  return hat === undefined ? actor : wearing(actor, hat);
}

function mustSignIn(route: Pick<Route, "may">, asked: Asked): boolean {
  return route.may !== "anyone" && asked.session?.strength !== "full";
}

function toSignIn(request: FastifyRequest, reply: FastifyReply) {
  return reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303);
}

/** Refuses before the page is shown; a record that is another's answers as if it were absent. Gives whom or what it is about. */
function mayOr(route: Pick<Route, "may" | "path" | "subject">, asked: Asked): Subject {
  if (route.may === "anyone") return {};
  const without = whyNot(asked.actor, route.may);
  if (without === "role") throw new NotAllowed(asked.actor, route.may, without, {});
  const own =
    hatOfPath(route.path) === "member" && asked.actor.person !== undefined
      ? { person: asked.actor.person }
      : {};
  const subject = route.subject?.(asked) ?? own;
  allow(asked.actor, route.may, subject);
  return subject;
}

/**
 * What was typed, with its token. Before a file is read the token must fit; a form without one whose token is of another session, as
 * after signing in anew, does nothing and is shown again with what was typed.
 */
async function typedOf(
  route: Form<string, z.ZodType>,
  request: FastifyRequest,
  prove: (token: string | undefined) => void,
) {
  if (route.upload && request.isMultipart()) {
    const read = await readUpload(request, route.upload.most, prove);
    return { ...read, token: tokenIn(read.typed) };
  }
  const typed = (request.body ?? {}) as Typed;
  return { typed, file: undefined, tooLarge: undefined, token: tokenIn(typed) };
}

const tokenIn = ({ csrf }: Typed): string | undefined => (typeof csrf === "string" ? csrf : undefined);

function keyOf(typed: Typed): string {
  const key = typed["key"];
  return typeof key === "string" && /^[0-9a-f-]{36}$/.test(key) ? key : randomUUID();
}

type Says = Readonly<Record<string, string | ((facts: object) => string)>>;

/**
 * A schema's complaints in the order of the page, one a field, in words. A complaint that has no words comes from a form that
 * is not ours as we made it, and is answered in general.
 */
function problemsOf(error: z.ZodError, says: Says, general: string): Problem[] {
  const first = new Map<string, Problem>();
  for (const { path, message } of error.issues) {
    const field = String(path[0] ?? "");
    if (first.has(field)) continue;
    first.set(
      field,
      says[message] === undefined ? { field, text: general } : inWords({ field, says: message }, says),
    );
  }
  return [...first.values()];
}

function inWords(problem: Again["again"][number], says: Says): Problem {
  const words = says[problem.says];
  if (words === undefined) throw new Error(`the form's words have no "${problem.says}"`);
  const text = typeof words === "function" ? words(problem.facts ?? {}) : words;
  return problem.field ? { field: problem.field, text } : { text };
}

/** Sends a view, a file or a redirect. */
export async function send(
  system: System,
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Asked,
  answer: View | FileSent | See,
) {
  if ("see" in answer) return redirect(request, reply, asked, answer);
  if ("file" in answer) return attach(request, reply, answer);
  const nonce = randomBytes(16).toString("base64url");
  const message =
    asked.token === undefined ? undefined : signed(asked.token, request.cookies[cookies.message]);
  if (request.cookies[cookies.message] !== undefined) reply.clearCookie(cookies.message, { path: "/" });
  reply.headers(pageHeaders(nonce, isSecure(request))).type("text/html; charset=utf-8");
  if (answer.status) reply.code(answer.status);
  const size = request.cookies[cookies.size];
  return reply.send(
    renderPage(system, asked, answer, { nonce, message, size, path: request.url.split("?")[0]! }),
  );
}

function redirect(
  request: FastifyRequest,
  reply: FastifyReply,
  asked: Asked,
  { see, message, session, size }: See,
) {
  const options = { path: "/", httpOnly: true, sameSite: "lax", secure: isSecure(request) } as const;
  if (session === null) reply.clearCookie(cookies.session, options);
  if (typeof session === "string") reply.setCookie(cookies.session, session, options);
  if (size !== undefined) reply.setCookie(cookies.size, size, { ...options, maxAge: 31_536_000 });
  const token = typeof session === "string" ? session : asked.token;
  if (message !== undefined && token !== undefined)
    reply.setCookie(cookies.message, sign(token, message), options);
  return reply.header("cache-control", "no-store").redirect(see, 303);
}

function attach(request: FastifyRequest, reply: FastifyReply, { file }: FileSent) {
  const name = file.name.replace(/[^\w.-]+/g, "-");
  reply.headers({ ...commonHeaders(isSecure(request)), "cache-control": "no-store" });
  return reply
    .type(file.type)
    .header("content-disposition", `attachment; filename="${name}"`)
    .send(Buffer.from(file.bytes));
}

function isSecure(request: FastifyRequest): boolean {
  return request.protocol === "https";
}

export { NotAllowed, NotFound, TooLarge };
