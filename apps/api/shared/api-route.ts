/**
 * How to add a route of the API:
 *
 *   // apps/api/routes/reporting-pay.ts, and one line in apps/api/routes.ts
 *   apiRoute({
 *     method: "post", path: "/api/employer/reports", owner: "intake", may: "report pay", summary: "Send a pay report",
 *     body: z.object({ file: z.string() }), answer: z.object({ report: z.number() }),
 *     take: async ({ system, actor, body, key }) => outcomeOf(await reportPay(system, actor, { key, ...body })),
 *   });
 *
 * - The part after /api is the hat (member, employer, office); only the roles of that hat count.
 * - A POST that is not a sign-in needs the header Idempotency-Key, a UUID; it arrives as `key`.
 * - `take` answers a value, or a refusal by `refusal(...)` / `outcomeOf(...)`, which becomes a problem (RFC 9457) with status 422
 *   and the sentence that the owner's pages say (message.ts).
 * - An act that changes what benefits rest on says `previews: ({ params }) => [params.person]`: what it would do is answered at
 *   its path with `/effects` added, and nothing of it is kept.
 * - Amounts leave as decimal strings of dollars, dates as YYYY-MM-DD, instants as the database writes them.
 */
import type { Actor } from "@emeritus/operations/actor.ts";
import type { Outcome, Refusal } from "@emeritus/operations/outcome.ts";
import type { Action, Subject } from "@emeritus/operations/permissions.ts";
import { shownOf } from "@emeritus/operations/redetermining/effects.ts";
import { tryOut } from "@emeritus/operations/redetermining/as-if.ts";
import { recordReadingsOf } from "@emeritus/operations/signing-in/record-reading.ts";
import type { System } from "@emeritus/operations/system.ts";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { Preview, previewAnswer } from "./preview.ts";

/** What a route of the API gets to know. */
export interface ApiAsked<Params = unknown, Query = unknown, Body = unknown> {
  readonly system: System;
  readonly actor: Actor;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The idempotency key of a command. */
  readonly key: string;
  /** The secret of the session that asks, if any. */
  readonly token: string | undefined;
  readonly from: { readonly address: string; readonly browser: string };
}

/** A "no" that becomes a problem with status 422. */
export interface Refused {
  readonly refusal: Refusal;
}

/** A declared route of the API. */
export interface ApiRoute<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
> {
  readonly method: "get" | "post" | "delete";
  readonly path: `/api/${string}`;
  readonly owner: string;
  readonly may: Action | "anyone";
  readonly summary: string;
  readonly params?: Params;
  readonly query?: Query;
  readonly body?: Body;
  /** The media type of a body that is a file, and its other forms, JSON among them: any arrives as text of one character a byte (latin1). */
  readonly bodyType?: "text/csv";
  readonly otherBodyTypes?: readonly string[];
  /** The largest body in bytes, where the server's usual megabyte is too little. */
  readonly bodyLimit?: number;
  readonly answer: Answer;
  readonly subject?: (asked: ApiAsked<z.output<Params>, z.output<Query>>) => Subject;
  /** Whose records the act may change: at the same path with `/effects` it is tried, undone, and answers what it would do to them. */
  readonly previews?: (
    asked: ApiAsked<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => readonly number[] | Promise<readonly number[]>;
  /** Why an act that answered so did nothing, where it did not refuse: its `/effects` answers this and nobody's record. */
  readonly nothingDone?: (answer: z.input<Answer>) => Refused | undefined;
  readonly take: (
    asked: ApiAsked<z.output<Params>, z.output<Query>, z.output<Body>>,
  ) => Promise<z.input<Answer> | Refused>;
}

const declared: ApiRoute[] = [];

/** Declares a route of the API. */
export function apiRoute<
  Params extends z.ZodType = z.ZodType,
  Query extends z.ZodType = z.ZodType,
  Body extends z.ZodType = z.ZodType,
  Answer extends z.ZodType = z.ZodType,
>(route: ApiRoute<Params, Query, Body, Answer>): void {
  if (declared.some(({ method, path }) => method === route.method && path === route.path)) {
    throw new Error(`${route.method} ${route.path} is declared twice`);
  }
  const { body, ...rest } = route as unknown as ApiRoute;
  declared.push(body === undefined ? rest : { ...rest, body: withoutMore(body) });
  if (route.previews !== undefined) declarePreview(route as unknown as ApiRoute);
}

/** A body's schema with every other field refused: a misspelt name of an optional field would be lost without a word. */
const withoutMore = (body: z.ZodType): z.ZodType => (body instanceof z.ZodObject ? body.strict() : body);

/** The twin of an act that changes what benefits rest on: the same right and the same body, and nothing is kept. */
function declarePreview({ previews, nothingDone, take, answer: _answer, ...route }: ApiRoute): void {
  apiRoute({
    ...route,
    path: `${route.path}/effects`,
    summary: `What this would change, before it is done: ${route.summary}`,
    answer: Preview,
    take: async (asked) => {
      const persons = await previews!(asked);
      const tried = await tryOut(asked.system, persons, (system) =>
        take({ ...asked, system, key: randomUUID() }),
      );
      const { answer, effects } = tried;
      if (answer !== null && typeof answer === "object" && "refusal" in answer) return answer as Refused;
      const nothing = nothingDone?.(answer);
      if (nothing !== undefined) return nothing;
      const { person } = route.subject?.(asked) ?? {};
      if (route.may !== "anyone")
        await recordReadingsOf(asked.system, asked.actor, {
          action: route.may,
          persons: [...(person === undefined ? [] : [person]), ...shownOf(effects)],
          route: `${route.path}/effects`,
        });
      return previewAnswer(effects, route.path.startsWith("/api/office/"));
    },
  });
}

/** Every declared route of the API. */
export function apiRoutes(): readonly ApiRoute[] {
  return declared;
}

/** A refusal as an answer of a route. */
export function refusal(refused: Refusal): Refused {
  return { refusal: refused };
}

/** An operation's outcome as an answer of a route. */
export function outcomeOf<T>(outcome: Outcome<T>): T | Refused {
  return outcome.refused ? refusal(outcome.refused) : (outcome.accepted as T);
}
