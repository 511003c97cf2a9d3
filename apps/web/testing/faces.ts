import { randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { csrfToken } from "../shared/csrf.ts";

/** How a test asks pages, forms and the API as somebody who is signed in, by a name of the test's own. */
export function facesFor(app: () => FastifyInstance, tokens: Readonly<Record<string, string>>) {
  const cookie = (who: string) => `emeritus=${tokens[who]}`;
  return {
    /** A page, as somebody. */
    get: (who: string, url: string) => app().inject({ url, headers: { cookie: cookie(who) } }),
    /** A form with its token and a key of its own, as a browser sends it. */
    post: (who: string, url: string, fields: Readonly<Record<string, string>>) =>
      app().inject({
        method: "POST",
        url,
        headers: {
          cookie: cookie(who),
          "sec-fetch-site": "same-origin",
          "content-type": "application/x-www-form-urlencoded",
        },
        payload: new URLSearchParams({
          csrf: csrfToken(tokens[who]!),
          key: randomUUID(),
          ...fields,
        }).toString(),
      }),
    /** A request to the API; the status and the JSON of the answer. */
    call: async (who: string, method: "GET" | "POST", url: string, payload?: object) => {
      const headers = { authorization: `Bearer ${tokens[who]}`, "idempotency-key": randomUUID() };
      const reply = await app().inject({ method, url, headers, ...(payload ? { payload } : {}) });
      return { status: reply.statusCode, body: reply.json() };
    },
  };
}
