import { formatDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import {
  addressKinds,
  changeAddress,
  changeContact,
  contactKinds,
} from "@emeritus/operations/changing-person/change-contact.ts";
import { designateAgents } from "@emeritus/operations/naming/name-agents.ts";
import { nameBeneficiariesFor, purposes } from "@emeritus/operations/naming/name-beneficiaries.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { Done, doneOf } from "../shared/done.ts";
import { OfPerson, own, subject } from "../shared/of-case.ts";
import {
  AgencyAnswer,
  BeneficiariesAnswer,
  ContactsAnswer,
  Day,
  FamilyAnswer,
  Who,
  agencyAnswer,
  beneficiariesAnswer,
  contactsAnswer,
  dayIn,
  familyAnswer,
  owner,
  seen,
  there,
  who,
} from "./people-answers.ts";

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
    params: OfPerson,
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
      return doneOf(await nameBeneficiariesFor(system, actor, ask));
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
      return doneOf(await designateAgents(system, actor, { key, person, designated, seen: body.seen }));
    },
  });
}
