import { confirmCode } from "@emeritus/operations/signing-in/confirm-code.ts";
import { signIn } from "@emeritus/operations/signing-in/sign-in.ts";
import { signOut } from "@emeritus/operations/signing-in/sign-out.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";

apiRoute({
  method: "post",
  path: "/api/sessions",
  owner: "sign-in",
  may: "anyone",
  summary: "Sign in with both factors; the answer's token is the bearer token of further requests",
  body: z.object({
    onlineId: z.string().min(1),
    password: z.string().min(1),
    code: z.string().regex(/^\d{6}$/),
  }),
  answer: z.object({ token: z.string() }),
  take: async ({ system, body, from }) => {
    const first = await signIn(system, { ...body, from });
    if (first.refused) return refusal(first.refused);
    const second = await confirmCode(system, { token: first.accepted.token, code: body.code, from });
    if (second.accepted) return { token: second.accepted.token };
    await signOut(system, first.accepted.token);
    return refusal(second.refused);
  },
});

apiRoute({
  method: "delete",
  path: "/api/sessions/current",
  owner: "sign-in",
  may: "anyone",
  summary: "Sign out",
  answer: z.object({}),
  take: async ({ system, token }) => {
    if (token !== undefined) await signOut(system, token);
    return {};
  },
});
