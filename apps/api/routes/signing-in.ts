import { parseDate } from "@emeritus/engine/dates.ts";
import {
  chooseFirstAccountWait,
  firstAccountWait,
  seeFirstAccountWait,
} from "@emeritus/operations/signing-in/first-account-wait.ts";
import { noteHolder } from "@emeritus/operations/signing-in/manage-accounts.ts";
import { beginRegistration, register } from "@emeritus/operations/signing-in/register.ts";
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

apiRoute({
  method: "post",
  path: "/api/registrations",
  owner: "sign-in",
  may: "anyone",
  summary: "Ask for a code by e-mail to set a password; the answer is the same whether anybody was found",
  body: z.object({ id: z.string().min(1).max(40).describe("The Member ID or the SSN") }),
  answer: z.object({ token: z.string() }),
  take: async ({ system, body, from }) => {
    const { accepted, refused } = await beginRegistration(system, { id: body.id, from });
    return refused ? refusal(refused) : { token: accepted.token };
  },
});

apiRoute({
  method: "post",
  path: "/api/registrations/password",
  owner: "sign-in",
  may: "anyone",
  summary: "Set a password with the code; a new account gets the secret for its authenticator, once",
  body: z.object({
    token: z.string().max(60),
    code: z.string().regex(/^\d{6}$/),
    born: z.iso.date(),
    ssnLast4: z.string().regex(/^\d{4}$/),
    onlineId: z.string().min(1).max(150),
    password: z.string().min(1).max(1_000),
  }),
  answer: z.object({ onlineId: z.string(), totpSecret: z.string().nullable() }),
  take: async ({ system, body }) => {
    const { accepted, refused } = await register(system, { ...body, born: parseDate(body.born) });
    if (refused) return refusal(refused);
    return { onlineId: accepted.onlineId, totpSecret: accepted.totpSecret ?? null };
  },
});

apiRoute({
  method: "post",
  path: "/api/office/accounts/:account/holder",
  owner: "sign-in",
  may: "manage accounts",
  summary:
    "Note that one person holds this account and another, or that it stands alone again; two people are then needed anew",
  params: z.object({ account: z.string().min(1).max(150) }),
  body: z.object({ other: z.string().min(1).max(150).nullable() }),
  answer: z.object({ account: z.string() }),
  take: async ({ system, actor, params, body, key }) => {
    const ask = { key, account: params.account, other: body.other ?? undefined };
    const { accepted, refused } = await noteHolder(system, actor, ask);
    return refused ? refusal(refused) : accepted;
  },
});

const Wait = z.object({ days: z.number().int().min(0).max(firstAccountWait.most) });
const wait = { path: "/api/office/first-account-wait", owner: "sign-in", may: "manage accounts" } as const;
apiRoute({
  method: "get",
  ...wait,
  summary: "How many days a changed e-mail address waits before a first account can be opened by it",
  answer: Wait,
  take: async ({ system, actor }) => seeFirstAccountWait(system, actor),
});
apiRoute({
  method: "post",
  ...wait,
  summary: "Choose, from today on, how many days a first account waits",
  body: Wait,
  answer: Wait,
  take: async ({ system, actor, body, key }) => {
    await chooseFirstAccountWait(system, actor, { key, ...body });
    return body;
  },
});
