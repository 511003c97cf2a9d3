import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import { birthProofs, correctBirthDate } from "@emeritus/operations/changing-person/correct-birth-date.ts";
import { changeName, nameProofs } from "@emeritus/operations/changing-person/change-name.ts";
import { duplicatesFound, findDuplicates } from "@emeritus/operations/duplicates/find-duplicates.ts";
import {
  askToJoin,
  confirmJoin,
  partAgain,
  sayDifferent,
} from "@emeritus/operations/duplicates/join-records.ts";
import {
  addChild,
  addMarriage,
  childRelations,
  closeMarriage,
  familyProofs,
  marriageEnds,
  recordDisability,
  withdrawChild,
  withdrawLastMarriage,
} from "@emeritus/operations/family/change-family.ts";
import { findMembers } from "@emeritus/operations/finding-members/find-members.ts";
import { recordAgentDeclines, recordStatement } from "@emeritus/operations/naming/name-agents.ts";
import { restingOn } from "@emeritus/operations/redetermining/about-person.ts";
import { contactChannels, noteContact } from "@emeritus/operations/whole-person/note-contact.ts";
import type { System } from "@emeritus/operations/system.ts";
import { joinedTo, readPerson } from "@emeritus/operations/whole-person/read-person.ts";
import { readSsn } from "@emeritus/operations/whole-person/read-ssn.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { WholeNumber } from "../shared/whole-number.ts";
import { Done, doneOf } from "../shared/done.ts";
import { OfPerson, subject } from "../shared/of-case.ts";
import { Day, PersonNumber, Who, because, dayIn, owner, seen, there, who } from "./people-answers.ts";

const Line = z.object({
  person: z.number(),
  memberId: z.string(),
  name: z.string(),
  earlierNames: z.array(z.string()),
  born: Day,
  died: Day.nullable(),
  city: z.string().nullable(),
  ssnLast4: z.string().nullable(),
});

apiRoute({
  method: "post",
  path: "/api/office/members/search",
  owner,
  may: "find members",
  summary:
    "Find people by Member ID, SSN, name, telephone number, e-mail address or birth date; no SSN stands in an address",
  body: z.object({ find: z.string().min(2).max(200) }),
  answer: z.object({ found: z.array(Line.extend({ score: z.number() })) }),
  take: async ({ system, actor, body }) => ({
    found: (await findMembers(system, actor, body.find)).map((one) => ({
      ...one,
      earlierNames: [...one.earlierNames],
    })),
  }),
});

apiRoute({
  method: "get",
  path: "/api/office/members/:person",
  owner,
  may: "read a record",
  summary: "Who a person is, their roles, money, cases and what happened",
  params: OfPerson,
  subject,
  answer: z.object({
    person: z.number(),
    memberId: z.string(),
    name: z.string(),
    born: Day,
    died: Day.nullable(),
    ssnLast4: z.string().nullable(),
    roles: z.array(z.object({ kind: z.string(), since: Day, of: z.number().nullable() })),
    paidThisYear: z.string(),
    owed: z.string(),
    cases: z.array(z.object({ case: z.number(), kind: z.string(), status: z.string(), opened: Day })),
    notes: z.array(z.object({ channel: z.string(), happened: Day, about: z.string(), actor: z.string() })),
    timeline: z.array(z.object({ on: Day, kind: z.string(), about: z.string().nullable() })),
  }),
  take: async ({ system, actor, params }) => {
    const person = (await joinedTo(system, actor, params.person)) ?? params.person;
    const whole = await readPerson(system, actor, person);
    if (whole === undefined) throw new NotFound("no such person");
    const { first, middle, last, suffix } = whole.person.name;
    return {
      person,
      memberId: whole.person.memberId,
      name: [first, middle, last, suffix].filter(Boolean).join(" "),
      born: formatDate(whole.person.born),
      died: whole.person.died === undefined ? null : formatDate(whole.person.died),
      ssnLast4: whole.ssnLast4 ?? null,
      roles: whole.roles.map(({ kind, since, of }) => ({ kind, since, of: of?.person ?? null })),
      paidThisYear: formatCents(whole.money.thisYearCents),
      owed: formatCents(whole.money.owedCents),
      cases: whole.cases.map(({ caseNumber, kind, status, opened }) => ({
        case: caseNumber,
        kind,
        status,
        opened,
      })),
      notes: whole.notes.map(({ channel, happened, about, actor: by }) => ({
        channel,
        happened: formatDate(happened),
        about,
        actor: by,
      })),
      timeline: whole.timeline.map(({ on, kind, about }) => ({ on, kind, about })),
    };
  },
});

const office = { method: "post", owner, params: OfPerson, subject, answer: Done } as const;

apiRoute({
  ...office,
  path: "/api/office/members/:person/ssn",
  may: "read a closed field",
  summary: "Show a whole SSN for a reason, which is written down",
  body: z.object({ because }),
  answer: z.object({ ssn: z.string() }),
  take: async ({ system, actor, params, body }) => {
    const { accepted, refused } = await readSsn(system, actor, {
      person: params.person,
      because: body.because,
    });
    return refused ? refusal(refused) : { ssn: accepted };
  },
});

apiRoute({
  ...office,
  path: "/api/office/members/:person/notes",
  may: "note a contact",
  summary: "Note that staff spoke or wrote with a person",
  body: z.object({
    channel: z.enum(contactChannels),
    happened: Day,
    spokeWith: z.string().trim().max(200).optional(),
    about: z.string().trim().min(1).max(2000),
  }),
  take: async ({ system, actor, params, body, key }) =>
    doneOf(
      await noteContact(system, actor, {
        ...body,
        key,
        person: params.person,
        happened: parseDate(body.happened),
      }),
    ),
});

const changes = { ...office, may: "change a record" } as const;
/** What a marriage makes of a benefit is the member's. */
const ofMember = ({ params }: { readonly params: { readonly person: number } }) => [params.person];

apiRoute({
  ...changes,
  path: "/api/office/members/:person/contacts/name",
  summary: "Change a name by the paper seen",
  body: z.object({
    first: z.string().trim().min(1).max(100),
    middle: z.string().trim().max(100).optional(),
    last: z.string().trim().min(1).max(100),
    suffix: z.string().trim().max(20).optional(),
    from: Day,
    proof: z.enum(nameProofs),
    seen,
  }),
  take: async ({ system, actor, params, body, key }) => {
    const { first, middle, last, suffix, from, proof } = body;
    const person = await there(system, actor, params.person);
    const ask = {
      key,
      person,
      name: { first, middle, last, suffix },
      from: parseDate(from),
      proof,
      seen: body.seen,
    };
    return doneOf(await changeName(system, actor, ask));
  },
});

apiRoute({
  ...changes,
  path: "/api/office/members/:person/birth-date",
  summary: "Correct a birth date by the paper seen; benefits that would be others by it become cases",
  body: z.object({ born: Day, proof: z.enum(birthProofs), seen }),
  previews: ({ system, params }) => restingOn(system.db, system.fund.number, params.person),
  take: async ({ system, actor, params, body, key }) => {
    const person = await there(system, actor, params.person);
    return doneOf(
      await correctBirthDate(system, actor, { ...body, key, person, born: parseDate(body.born) }),
    );
  },
});

apiRoute({
  ...changes,
  path: "/api/office/members/:person/family/marriage",
  summary: "Record a marriage",
  body: z.object({ spouse: Who, wedding: Day, proof: z.enum(familyProofs.marriage).optional(), seen }),
  previews: ofMember,
  take: async ({ system, actor, params, body, key }) => {
    const person = await there(system, actor, params.person);
    const ask = { ...body, key, person, spouse: who(body.spouse), wedding: parseDate(body.wedding) };
    return doneOf(await addMarriage(system, actor, ask));
  },
});

apiRoute({
  ...changes,
  path: "/api/office/members/:person/family/end",
  summary: "Record how and when the marriage ended; the day is its last",
  body: z.object({ on: Day, by: z.enum(marriageEnds), proof: z.enum(familyProofs.end), seen }),
  previews: ofMember,
  take: async ({ system, actor, params, body, key }) => {
    const person = await there(system, actor, params.person);
    return doneOf(await closeMarriage(system, actor, { ...body, key, person, on: parseDate(body.on) }));
  },
});

apiRoute({
  ...changes,
  path: "/api/office/members/:person/family/marriage-withdrawal",
  summary: "Take the last marriage off the record, entered by mistake",
  body: z.object({ because, seen }),
  previews: ofMember,
  take: async ({ system, actor, params, body, key }) => {
    const person = await there(system, actor, params.person);
    return doneOf(await withdrawLastMarriage(system, actor, { ...body, key, person }));
  },
});

apiRoute({
  ...changes,
  path: "/api/office/members/:person/family/child",
  summary: "Record a child",
  body: z.object({
    child: Who,
    relation: z.enum(childRelations),
    since: Day.optional(),
    proof: z.enum(familyProofs.child).optional(),
    seen,
  }),
  take: async ({ system, actor, params, body, key }) => {
    const person = await there(system, actor, params.person);
    const ask = { ...body, key, person, child: who(body.child), since: dayIn(body.since) };
    return doneOf(await addChild(system, actor, ask));
  },
});

apiRoute({
  ...changes,
  path: "/api/office/members/:person/family/disability",
  summary: "Record that a child cannot support themselves because of a disability",
  body: z.object({ child: PersonNumber, since: Day, proof: z.enum(familyProofs.disability), seen }),
  take: async ({ system, actor, params, body, key }) => {
    const person = await there(system, actor, params.person);
    return doneOf(
      await recordDisability(system, actor, { ...body, key, person, since: parseDate(body.since) }),
    );
  },
});

apiRoute({
  ...changes,
  path: "/api/office/members/:person/family/child-withdrawal",
  summary: "Take a child off the record, entered by mistake",
  body: z.object({ child: PersonNumber, because, seen }),
  take: async ({ system, actor, params, body, key }) => {
    const person = await there(system, actor, params.person);
    return doneOf(await withdrawChild(system, actor, { ...body, key, person }));
  },
});

apiRoute({
  ...changes,
  path: "/api/office/members/:person/agents/statement",
  summary:
    "Record that a statement of incapacity came in, or, without a proof, that the person can decide again",
  body: z.object({ received: Day, proof: z.enum(["physicianStatement", "courtFinding"]).nullable(), seen }),
  take: async ({ system, actor, params, body, key }) => {
    const person = await there(system, actor, params.person);
    const ask = {
      key,
      person,
      received: parseDate(body.received),
      proof: body.proof ?? undefined,
      seen: body.seen,
    };
    return doneOf(await recordStatement(system, actor, ask));
  },
});

apiRoute({
  ...changes,
  path: "/api/office/members/:person/agents/declines",
  summary: "Record that an agent cannot or will not act, or will after all",
  body: z.object({ rank: z.enum(["agent", "successor"]), declines: z.boolean(), seen }),
  take: async ({ system, actor, params, body, key }) => {
    const person = await there(system, actor, params.person);
    return doneOf(await recordAgentDeclines(system, actor, { ...body, key, person }));
  },
});

apiRoute({
  method: "get",
  path: "/api/office/duplicates",
  owner,
  may: "find members",
  summary:
    "Records that may be one person: of one person, or of the fund as the last look at the data found them",
  query: z.object({ person: WholeNumber.optional() }),
  answer: z.object({
    pairs: z.array(
      z.object({
        one: z.number(),
        other: z.number(),
        score: z.number(),
        reasons: z.array(z.string()),
        asked: z.boolean(),
      }),
    ),
  }),
  take: async ({ system, actor, query }) => ({
    pairs: (query.person === undefined
      ? (await duplicatesFound(system, actor)).pairs
      : await findDuplicates(system, actor, query.person)
    ).map(({ one, other, score, reasons, asked }) => ({
      one: one.person,
      other: other.person,
      score,
      reasons: [...reasons],
      asked,
    })),
  }),
});

const ofBoth = ({ system, params }: { system: System; params: { person: number; other: number } }) =>
  restingOn(system.db, system.fund.number, params.person, params.other);
const decisions = [
  ["ask", "join two records", askToJoin, "Ask to read two records as one person; a second person confirms"],
  ["confirm", "confirm that two records are one", confirmJoin, "Confirm that two records are one person"],
  ["part", "confirm that two records are one", partAgain, "Part two joined records, as they were"],
  ["different", "join two records", sayDifferent, "Say that two records are two people"],
] as const;

for (const [name, may, decide, summary] of decisions)
  apiRoute({
    method: "post",
    path: `/api/office/duplicates/:person/:other/${name}`,
    owner,
    may,
    summary,
    params: z.object({ person: WholeNumber, other: WholeNumber }),
    subject,
    body: z.object({ because }),
    answer: Done,
    ...(name === "confirm" || name === "part" ? { previews: ofBoth } : {}),
    take: async ({ system, actor, params, body, key }) =>
      doneOf(await decide(system, actor, { key, ...params, because: body.because })),
  });
