import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import { answerGroup } from "@emeritus/operations/disclosing/answer-group.ts";
import { answerRequest } from "@emeritus/operations/disclosing/answer-request.ts";
import { askRelease } from "@emeritus/operations/disclosing/ask-release.ts";
import {
  closedFields,
  purposeKinds,
  representativeKinds,
} from "@emeritus/operations/disclosing/decide-release.ts";
import {
  addPaper,
  refuseRequest,
  releaseRecords,
  withdrawRequest,
} from "@emeritus/operations/disclosing/decide-request.ts";
import { allowMailing, askMailing, payMailingCost } from "@emeritus/operations/disclosing/mailing.ts";
import { listOfficials } from "@emeritus/operations/disclosing/officials.ts";
import { readOpenFacts } from "@emeritus/operations/disclosing/open-facts.ts";
import { readPackage } from "@emeritus/operations/disclosing/package.ts";
import { readDisclosure, readRegister } from "@emeritus/operations/disclosing/read-disclosures.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import type { Outcome } from "@emeritus/operations/outcome.ts";
import type { Action } from "@emeritus/operations/permissions.ts";
import type { System } from "@emeritus/operations/system.ts";
import { authenticationWays, tellMemberId } from "@emeritus/operations/whole-person/tell-member-id.ts";
import { releaseGrounds } from "@emeritus/records/disclosure-tables.ts";
import { wordsFor } from "@emeritus/words/index.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { Done, doneOf } from "../shared/done.ts";
import { OfPerson, subject } from "../shared/of-case.ts";
import { WholeNumber } from "../shared/whole-number.ts";

const owner = "disclosure";
const Day = z.iso.date();
const OfRequest = z.object({ disclosure: WholeNumber });
const Item = z.object({ field: z.string(), detail: z.string(), value: z.string().nullable() });
const Entered = z.object({ request: z.number() });
const Names = z.string().trim().max(200);

apiRoute({
  method: "get",
  path: "/api/officials",
  owner,
  may: "anyone",
  summary: "Benefits of public officials (Board Rule 1-3(1)), fifty at once",
  query: z.object({
    name: z.string().max(100).default(""),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  }),
  answer: z.object({
    of: z.number(),
    benefits: z.array(
      z.object({
        name: z.string(),
        lengthOfService: z.string(),
        position: z.string(),
        monthlyBenefit: z.string(),
      }),
    ),
  }),
  take: async ({ system, query }) => {
    const { rows, of } = await listOfficials(system, wordsFor("en"), { find: query.name, page: query.page });
    return {
      of,
      benefits: rows.map(({ name, service, position, cents }) => ({
        name,
        lengthOfService: service,
        position,
        monthlyBenefit: formatCents(cents),
      })),
    };
  },
});

apiRoute({
  method: "get",
  path: "/api/office/members/:person/open-facts",
  owner,
  may: "read disclosures",
  summary: "The four facts that anybody may be told (Board Rule 1-3(2))",
  params: OfPerson,
  subject,
  answer: z.object({ facts: z.array(Item) }),
  take: async ({ system, actor, params }) => {
    const seen = await readOpenFacts(system, actor, params.person);
    if (seen === undefined) throw new NotFound("no such person");
    return { facts: [...seen.facts] };
  },
});

apiRoute({
  method: "post",
  path: "/api/office/members/:person/open-facts",
  owner,
  may: "answer a public request",
  summary: "Record that somebody asked and was told the four open facts; the person gets a copy",
  params: OfPerson,
  subject,
  body: z.object({ asker: Names, received: Day }),
  answer: z.object({ request: z.number(), facts: z.array(Item) }),
  take: async ({ system, actor, params, body, key }) => {
    const asked = { key, person: params.person, asker: body.asker, received: parseDate(body.received) };
    const { accepted, refused } = await answerRequest(system, actor, asked);
    if (refused) return refusal(refused);
    return { request: accepted.disclosure, facts: [...accepted.facts] };
  },
});

apiRoute({
  method: "get",
  path: "/api/office/disclosures",
  owner,
  may: "read disclosures",
  summary: "The register of requests for records, fifty at once",
  query: z.object({
    show: z.enum(["all", "open", "told"]).default("all"),
    page: z.coerce.number().int().min(1).max(10_000).default(1),
  }),
  answer: z.object({
    of: z.number(),
    requests: z.array(
      z.object({
        request: z.number(),
        kind: z.string(),
        asker: z.string(),
        received: Day,
        ground: z.string().nullable(),
        status: z.string(),
        persons: z.number(),
      }),
    ),
  }),
  take: async ({ system, actor, query }) => {
    const { lines, of } = await readRegister(system, actor, { filter: query.show, page: query.page });
    return {
      of,
      requests: lines.map(({ disclosure, kind, asker, received, ground, status, persons }) => ({
        request: disclosure,
        kind,
        asker,
        received,
        ground,
        status,
        persons,
      })),
    };
  },
});

apiRoute({
  method: "post",
  path: "/api/office/disclosures",
  owner,
  may: "prepare a release",
  summary:
    "Enter a request for closed records with its ground; the paper is a PDF, JPEG or PNG in base64 and may follow",
  body: z.object({
    persons: z.array(z.number().int().positive().max(2_147_483_647)).min(1).max(50),
    asker: Names,
    askerAddress: z.array(Names).max(6).default([]),
    received: Day,
    ground: z.enum(releaseGrounds),
    fields: z.array(z.enum(closedFields)),
    purpose: Names.optional(),
    purposeKind: z.enum(purposeKinds).optional(),
    employer: z.number().int().positive().max(2_147_483_647).optional(),
    promisedBy: Names.optional(),
    representative: z.enum(representativeKinds).optional(),
    law: Names.optional(),
    paper: z.base64().optional(),
  }),
  bodyLimit: 15_000_000,
  answer: Entered,
  take: async ({ system, actor, body, key }) => {
    const { received, paper, ...rest } = body;
    const { accepted, refused } = await askRelease(system, actor, {
      key,
      ...rest,
      received: parseDate(received),
      paper: paper === undefined ? undefined : Buffer.from(paper, "base64"),
    });
    return refused ? refusal(refused) : { request: accepted.disclosure };
  },
});

apiRoute({
  method: "get",
  path: "/api/office/disclosures/:disclosure",
  owner,
  may: "read disclosures",
  summary: "A request: what was asked, what left or would leave, and what was done",
  params: OfRequest,
  answer: z.object({
    kind: z.string(),
    status: z.string(),
    asker: z.string(),
    received: Day,
    due: Day,
    ground: z.string().nullable(),
    hasPaper: z.boolean(),
    items: z.array(Item.extend({ person: z.number() })),
    steps: z.array(z.object({ action: z.string(), actor: z.string(), at: z.string() })),
  }),
  take: async ({ system, actor, params }) => {
    const seen = await readDisclosure(system, actor, params.disclosure);
    if (seen === undefined) throw new NotFound("no such request");
    const { request, items, hasPaper, due } = seen;
    return {
      kind: request.kind,
      status: request.status,
      asker: request.asker,
      received: formatDate(request.received),
      due: formatDate(due),
      ground: request.ground ?? null,
      hasPaper,
      items: items.map(({ person, field, detail, value }) => ({ person, field, detail, value })),
      steps: request.steps.map(({ action, actor: by, at }) => ({ action, actor: by, at })),
    };
  },
});

apiRoute({
  method: "get",
  path: "/api/office/disclosures/:disclosure/package",
  owner,
  may: "prepare a release",
  summary: "The package of an answered or released request; each reading is an audit entry",
  params: OfRequest,
  answer: z.object({
    releasedOn: Day,
    people: z.array(z.object({ name: z.string(), items: z.array(Item) })),
  }),
  take: async ({ system, actor, params }) => {
    const { accepted, refused } = await readPackage(system, actor, params.disclosure);
    if (refused) return refusal(refused);
    const people = accepted.parts.map(({ name, items }) => ({ name, items: [...items] }));
    return { releasedOn: accepted.releasedOn, people };
  },
});

apiRoute({
  method: "post",
  path: "/api/office/disclosure-groups",
  owner,
  may: "answer a public request",
  summary:
    "Answer about everybody paid now, or who last worked at an employer: a file of open facts, no copies",
  body: z.object({
    asker: Names,
    received: Day,
    employer: z.number().int().positive().max(2_147_483_647).optional(),
  }),
  answer: z.object({ request: z.number(), people: z.number() }),
  take: async ({ system, actor, body, key }) => {
    const asked = { key, ...body, received: parseDate(body.received) };
    const { accepted, refused } = await answerGroup(system, actor, asked);
    return refused ? refusal(refused) : { request: accepted.disclosure, people: accepted.people };
  },
});

apiRoute({
  method: "post",
  path: "/api/office/disclosure-mailings",
  owner,
  may: "prepare a release",
  summary: "Enter a mailing that a covered department asks for and pays (Board Rule 1-3(3))",
  body: z.object({
    employer: z.number().int().positive().max(2_147_483_647),
    asker: Names,
    received: Day,
    subject: Names,
    text: z.string().max(5_000),
    commercial: z.boolean(),
    promisedBy: Names,
    centsALetter: z.number().int().min(0).max(100_000),
  }),
  answer: Entered,
  take: async ({ system, actor, body, key }) => {
    const asked = { key, ...body, received: parseDate(body.received) };
    const { accepted, refused } = await askMailing(system, actor, asked);
    return refused ? refusal(refused) : { request: accepted.disclosure };
  },
});

function act<Body extends z.ZodType>(
  place: string,
  may: Action,
  summary: string,
  body: Body,
  take: (
    system: System,
    actor: Actor,
    asked: { key: string; disclosure: number; body: z.output<Body> },
  ) => Promise<Outcome<unknown>>,
): void {
  apiRoute({
    method: "post",
    path: `/api/office/disclosures/:disclosure/${place}`,
    owner,
    may,
    summary,
    params: OfRequest,
    body,
    bodyLimit: 15_000_000,
    answer: Done,
    take: async ({ system, actor, params, body: sent, key }) => {
      const outcome = await take(system, actor, { key, disclosure: params.disclosure, body: sent });
      if (outcome.refused?.code === "no-such-request") throw new NotFound("no such request");
      return doneOf(outcome);
    },
  });
}

const Nothing = z.object({});
act(
  "paper",
  "prepare a release",
  "Add the paper on which a request rests, in base64",
  z.object({ paper: z.base64() }),
  (system, actor, { key, disclosure, body }) =>
    addPaper(system, actor, { key, disclosure, paper: Buffer.from(body.paper, "base64") }),
);
act(
  "release",
  "approve a release",
  "Release exactly what was chosen; copies go out",
  Nothing,
  releaseRecords,
);
act("mail", "approve a release", "Allow a mailing", Nothing, allowMailing);
act(
  "refuse",
  "approve a release",
  "Refuse a request, with reason and citation",
  z.object({ because: z.string().max(500), cites: z.string().max(100) }),
  (system, actor, { key, disclosure, body }) => refuseRequest(system, actor, { key, disclosure, ...body }),
);
act("withdraw", "prepare a release", "The asker took the request back", Nothing, withdrawRequest);
act(
  "cost",
  "prepare a release",
  "Record that a department paid for its mailing",
  z.object({ reference: z.string().max(100) }),
  (system, actor, { key, disclosure, body }) => payMailingCost(system, actor, { key, disclosure, ...body }),
);

apiRoute({
  method: "post",
  path: "/api/office/members/:person/member-id",
  owner,
  may: "note a contact",
  summary: "Record how a caller was authenticated and get the Member ID to tell",
  params: OfPerson,
  subject,
  body: z.object({ ways: z.array(z.enum(authenticationWays)) }),
  answer: z.object({ memberId: z.string() }),
  take: async ({ system, actor, params, body, key }) => {
    const { accepted, refused } = await tellMemberId(system, actor, { key, person: params.person, ...body });
    if (refused?.code === "no-such-person") throw new NotFound("no such person");
    return refused ? refusal(refused) : { memberId: accepted.memberId };
  },
});
