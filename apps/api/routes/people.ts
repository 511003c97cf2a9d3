import { formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import {
  addressKinds,
  changeAddress,
  changeContact,
  contactKinds,
} from "@emeritus/operations/changing-person/change-contact.ts";
import { changeName, nameProofs } from "@emeritus/operations/changing-person/change-name.ts";
import { readContacts } from "@emeritus/operations/changing-person/read-contacts.ts";
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
import { readFamily } from "@emeritus/operations/family/read-family.ts";
import { findMembers } from "@emeritus/operations/finding-members/find-members.ts";
import {
  designateAgents,
  readAgency,
  recordAgentDeclines,
  recordStatement,
} from "@emeritus/operations/naming/name-agents.ts";
import {
  nameBeneficiariesFor,
  purposes,
  readBeneficiaries,
} from "@emeritus/operations/naming/name-beneficiaries.ts";
import type { Somebody } from "@emeritus/operations/naming/somebody.ts";
import type { System } from "@emeritus/operations/system.ts";
import { nameOf } from "@emeritus/operations/whole-person/name-of.ts";
import { contactChannels, noteContact } from "@emeritus/operations/whole-person/note-contact.ts";
import { joinedTo, readPerson } from "@emeritus/operations/whole-person/read-person.ts";
import { readSsn } from "@emeritus/operations/whole-person/read-ssn.ts";
import type { Outcome } from "@emeritus/operations/outcome.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { WholeNumber } from "../shared/whole-number.ts";

const owner = "people";
const Day = z.iso.date();
const DayOrEndless = z.string().describe("A date, or infinity");
const seen = z.string().max(40).describe("The version that was read, as the reading gave it");
const Of = z.object({ person: WholeNumber });
const Done = z.object({ done: z.literal(true) });
const done = { done: true as const };
const because = z.string().trim().min(3).max(500);
const PersonNumber = z.number().int().positive().max(2_147_483_647);
const Who = z.union([
  z.object({ person: PersonNumber }),
  z.object({ memberId: z.string().regex(/^\d{8}$/) }),
  z.object({
    first: z.string().trim().min(1).max(100),
    last: z.string().trim().min(1).max(100),
    born: Day,
    ssn: z
      .string()
      .regex(/^\d{9}$/)
      .optional(),
  }),
]);

const who = (given: z.output<typeof Who>): Somebody =>
  "born" in given ? { ...given, born: parseDate(given.born) } : given;
const dayIn = (text: string | undefined): PlainDate | undefined =>
  text === undefined ? undefined : parseDate(text);
const subject = ({ params }: { params: { person: number } }) => ({ person: params.person });
const own = ({ actor }: { actor: Actor }) => ({ person: actor.person });

/** Somebody there to change or read; nobody answers 404. */
async function there(system: System, actor: Actor, person: number): Promise<number> {
  if ((await nameOf(system, actor, person)) === undefined) throw new NotFound("no such person");
  return person;
}

const finish = (outcome: Outcome<unknown>) => (outcome.refused ? refusal(outcome.refused) : done);

const ContactsAnswer = z.object({
  names: z.array(z.object({ name: z.string(), from: Day, to: DayOrEndless })),
  addresses: z.array(z.object({ kind: z.string(), lines: z.array(z.string()), from: Day, to: DayOrEndless })),
  contacts: z.array(z.object({ kind: z.string(), contact: z.string(), from: Day, to: DayOrEndless })),
  seen: z.record(z.string(), z.string()),
});

async function contactsAnswer(
  system: System,
  actor: Actor,
  person: number,
): Promise<z.input<typeof ContactsAnswer>> {
  const read = await readContacts(system, actor, await there(system, actor, person));
  return {
    names: read.names.map(({ name, from, to }) => ({ name, from, to })),
    addresses: read.addresses.map(({ kind, lines, from, to }) => ({ kind, lines: [...lines], from, to })),
    contacts: read.contacts.map(({ kind, contact, from, to }) => ({ kind, contact, from, to })),
    seen: Object.fromEntries([
      ["name", read.seen.name],
      ...addressKinds.map((kind) => [kind, read.seen.address(kind)]),
      ...contactKinds.map((kind) => [kind, read.seen.contact(kind)]),
    ]),
  };
}

const AddressBody = z.object({
  kind: z.enum(addressKinds),
  address: z
    .object({
      street: z.string().trim().min(1).max(200),
      street2: z.string().trim().max(200).optional(),
      city: z.string().trim().min(1).max(100),
      state: z.string().regex(/^[A-Z]{2}$/),
      postalCode: z.string().regex(/^\d{5}(-\d{4})?$/),
    })
    .nullable()
    .describe("Null takes a mailing address away"),
  from: Day.optional(),
  seen,
});
const ContactBody = z.object({
  kind: z.enum(contactKinds),
  contact: z.string().trim().min(1).max(254).nullable().describe("Null takes it away"),
  from: Day.optional(),
  seen,
});
const From = z.object({ from: Day });

const FamilyAnswer = z.object({
  marriages: z.array(
    z.object({
      spouse: z.number(),
      name: z.string(),
      born: Day,
      wedding: Day,
      endedBy: z.string().nullable(),
      firstDayUnmarried: Day.nullable(),
      proof: z.string().nullable(),
    }),
  ),
  children: z.array(
    z.object({
      child: z.number(),
      name: z.string(),
      born: Day,
      relation: z.string(),
      disabledSince: Day.nullable(),
      proof: z.string().nullable(),
    }),
  ),
  seen: z.object({ marriages: z.string(), children: z.string() }),
});

async function familyAnswer(
  system: System,
  actor: Actor,
  person: number,
): Promise<z.input<typeof FamilyAnswer>> {
  const {
    marriages,
    children,
    seen: versions,
  } = await readFamily(system, actor, await there(system, actor, person));
  return {
    marriages: marriages.map((one) => ({
      spouse: one.spouse,
      name: one.name,
      born: formatDate(one.born),
      wedding: formatDate(one.from),
      endedBy: one.endedBy ?? null,
      firstDayUnmarried: one.endedBy === undefined ? null : formatDate(one.to),
      proof: one.proof ?? null,
    })),
    children: children.map((one) => ({
      child: one.child,
      name: one.name,
      born: formatDate(one.born),
      relation: one.relation,
      disabledSince: one.disabledSince === undefined ? null : formatDate(one.disabledSince),
      proof: one.proof ?? null,
    })),
    seen: versions,
  };
}

const BeneficiariesAnswer = z.object({
  lists: z.array(
    z.object({
      purpose: z.string(),
      named: z.array(
        z.object({
          person: z.number(),
          name: z.string(),
          rank: z.string(),
          parts: z.number().describe("The share is parts of `of`"),
          of: z.number(),
          body: z.object({ kind: z.string(), name: z.string() }).nullable(),
        }),
      ),
      seen: z.string(),
    }),
  ),
});

async function beneficiariesAnswer(
  system: System,
  actor: Actor,
  person: number,
): Promise<z.input<typeof BeneficiariesAnswer>> {
  const { lists } = await readBeneficiaries(system, actor, await there(system, actor, person));
  return {
    lists: lists.map(({ purpose, named, seen: version }) => ({
      purpose,
      seen: version,
      named: named.map((one) => ({
        person: one.beneficiary,
        name: one.name,
        rank: one.rank,
        parts: one.parts,
        of: one.of,
        body: one.body ?? null,
      })),
    })),
  };
}

const NamingBody = z.object({
  purpose: z.enum(purposes),
  named: z
    .array(
      z.object({
        who: Who,
        rank: z.enum(["primary", "contingent"]),
        share: z
          .number()
          .int()
          .optional()
          .describe("Hundredths of a percent; left out of all of a rank for equal parts"),
        body: z
          .object({ kind: z.enum(["trust", "charity", "estate"]), name: z.string().trim().min(1).max(200) })
          .optional(),
      }),
    )
    .max(20),
  seen,
});
const naming = (body: z.output<typeof NamingBody>) => ({
  ...body,
  named: body.named.map((one) => ({ ...one, who: who(one.who) })),
});

const AgencyAnswer = z.object({
  status: z.string(),
  acting: z.string().nullable(),
  agents: z.array(
    z.object({
      rank: z.string(),
      person: z.number(),
      name: z.string(),
      mayNameBeneficiaries: z.boolean(),
      declined: z.boolean(),
    }),
  ),
  incapacitatedSince: Day.nullable(),
  seen: z.object({ agents: z.string(), incapacity: z.string() }),
});

async function agencyAnswer(
  system: System,
  actor: Actor,
  person: number,
): Promise<z.input<typeof AgencyAnswer>> {
  const read = await readAgency(system, actor, await there(system, actor, person));
  return {
    status: read.status,
    acting: read.acting ?? null,
    agents: read.agents.map(({ rank, agent, name, mayNameBeneficiaries, declined }) => ({
      rank,
      person: agent,
      name,
      mayNameBeneficiaries,
      declined,
    })),
    incapacitatedSince: read.incapacitatedSince === undefined ? null : formatDate(read.incapacitatedSince),
    seen: read.seen,
  };
}

const AgentsBody = z.object({
  designated: z
    .array(z.object({ rank: z.enum(["agent", "successor"]), who: Who, mayNameBeneficiaries: z.boolean() }))
    .max(2),
  seen,
});

/** The same reading and changing on the member's face, of their own record, and on the office's. */
const faces = [
  { at: "/api/member", whose: "Your", params: undefined, of: ({ actor }: { actor: Actor }) => actor.person! },
  {
    at: "/api/office/members/:person",
    whose: "A person's",
    params: Of,
    of: ({ params }: { params: unknown }) => (params as { person: number }).person,
  },
] as const;

for (const { at, whose, params, of } of faces) {
  const common = {
    owner,
    ...(params === undefined ? { subject: own } : { params, subject: subject as never }),
  } as const;
  const get = { ...common, method: "get", may: "read a record" } as const;
  const post = { ...common, method: "post" } as const;
  apiRoute({
    ...get,
    path: `${at}/contacts`,
    summary: `${whose} names, addresses, e-mail addresses and telephone numbers, now and to come`,
    answer: ContactsAnswer,
    take: (asked) => contactsAnswer(asked.system, asked.actor, of(asked)),
  });
  apiRoute({
    ...post,
    path: `${at}/contacts/address`,
    may: "change an address",
    summary: `Change ${whose.toLowerCase()} home or mailing address from a day on`,
    body: AddressBody,
    answer: From,
    take: async (asked) => {
      const { system, actor, body, key } = asked;
      const person = await there(system, actor, of(asked));
      const change = {
        key,
        person,
        kind: body.kind,
        address: body.address ?? undefined,
        from: dayIn(body.from),
        seen: body.seen,
      };
      const { accepted, refused } = await changeAddress(system, actor, change);
      return refused ? refusal(refused) : { from: formatDate(accepted.from) };
    },
  });
  apiRoute({
    ...post,
    path: `${at}/contacts/contact`,
    may: "change an address",
    summary: `Change ${whose.toLowerCase()} e-mail address or telephone number from a day on`,
    body: ContactBody,
    answer: From,
    take: async (asked) => {
      const { system, actor, body, key } = asked;
      const person = await there(system, actor, of(asked));
      const change = {
        key,
        person,
        kind: body.kind,
        contact: body.contact ?? undefined,
        from: dayIn(body.from),
        seen: body.seen,
      };
      const { accepted, refused } = await changeContact(system, actor, change);
      return refused ? refusal(refused) : { from: formatDate(accepted.from) };
    },
  });
  apiRoute({
    ...get,
    path: `${at}/family`,
    summary: `${whose} marriages and children`,
    answer: FamilyAnswer,
    take: (asked) => familyAnswer(asked.system, asked.actor, of(asked)),
  });
  apiRoute({
    ...get,
    path: `${at}/beneficiaries`,
    summary: `${whose} beneficiaries for each purpose`,
    answer: BeneficiariesAnswer,
    take: (asked) => beneficiariesAnswer(asked.system, asked.actor, of(asked)),
  });
  apiRoute({
    ...post,
    path: `${at}/beneficiaries`,
    may: "name a beneficiary",
    summary: `Name ${whose.toLowerCase()} beneficiaries for one purpose, in place of those before`,
    body: NamingBody.extend({ received: Day.optional() }),
    answer: Done,
    take: async (asked) => {
      const { system, actor, body, key } = asked;
      const person = await there(system, actor, of(asked));
      const ask = { ...naming(body), key, person, received: dayIn(body.received) };
      return finish(await nameBeneficiariesFor(system, actor, ask));
    },
  });
  apiRoute({
    ...get,
    path: `${at}/agents`,
    summary: `${whose} agent and successor, and who acts (RSMo 104.1093)`,
    answer: AgencyAnswer,
    take: (asked) => agencyAnswer(asked.system, asked.actor, of(asked)),
  });
  apiRoute({
    ...post,
    path: `${at}/agents`,
    may: "designate an agent",
    summary: `Designate ${whose.toLowerCase()} agent and successor, in place of those before; nobody revokes`,
    body: AgentsBody,
    answer: Done,
    take: async (asked) => {
      const { system, actor, body, key } = asked;
      const person = await there(system, actor, of(asked));
      const designated = body.designated.map((one) => ({ ...one, who: who(one.who) }));
      return finish(await designateAgents(system, actor, { key, person, designated, seen: body.seen }));
    },
  });
}

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
  params: Of,
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

const office = { method: "post", owner, params: Of, subject, answer: Done } as const;

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
    finish(
      await noteContact(system, actor, {
        ...body,
        key,
        person: params.person,
        happened: parseDate(body.happened),
      }),
    ),
});

const changes = { ...office, may: "change a record" } as const;

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
    return finish(await changeName(system, actor, ask));
  },
});

apiRoute({
  ...changes,
  path: "/api/office/members/:person/family/marriage",
  summary: "Record a marriage",
  body: z.object({ spouse: Who, wedding: Day, proof: z.enum(familyProofs.marriage).optional(), seen }),
  take: async ({ system, actor, params, body, key }) => {
    const person = await there(system, actor, params.person);
    const ask = { ...body, key, person, spouse: who(body.spouse), wedding: parseDate(body.wedding) };
    return finish(await addMarriage(system, actor, ask));
  },
});

apiRoute({
  ...changes,
  path: "/api/office/members/:person/family/end",
  summary: "Record how and when the marriage ended; the day is its last",
  body: z.object({ on: Day, by: z.enum(marriageEnds), proof: z.enum(familyProofs.end), seen }),
  take: async ({ system, actor, params, body, key }) => {
    const person = await there(system, actor, params.person);
    return finish(await closeMarriage(system, actor, { ...body, key, person, on: parseDate(body.on) }));
  },
});

apiRoute({
  ...changes,
  path: "/api/office/members/:person/family/marriage-withdrawal",
  summary: "Take the last marriage off the record, entered by mistake",
  body: z.object({ because, seen }),
  take: async ({ system, actor, params, body, key }) => {
    const person = await there(system, actor, params.person);
    return finish(await withdrawLastMarriage(system, actor, { ...body, key, person }));
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
    return finish(await addChild(system, actor, ask));
  },
});

apiRoute({
  ...changes,
  path: "/api/office/members/:person/family/disability",
  summary: "Record that a child cannot support themselves because of a disability",
  body: z.object({ child: PersonNumber, since: Day, proof: z.enum(familyProofs.disability), seen }),
  take: async ({ system, actor, params, body, key }) => {
    const person = await there(system, actor, params.person);
    return finish(
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
    return finish(await withdrawChild(system, actor, { ...body, key, person }));
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
    return finish(await recordStatement(system, actor, ask));
  },
});

apiRoute({
  ...changes,
  path: "/api/office/members/:person/agents/declines",
  summary: "Record that an agent cannot or will not act, or will after all",
  body: z.object({ rank: z.enum(["agent", "successor"]), declines: z.boolean(), seen }),
  take: async ({ system, actor, params, body, key }) => {
    const person = await there(system, actor, params.person);
    return finish(await recordAgentDeclines(system, actor, { ...body, key, person }));
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
    take: async ({ system, actor, params, body, key }) =>
      finish(await decide(system, actor, { key, ...params, because: body.because })),
  });
