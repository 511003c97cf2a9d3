import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { changeBankAccount } from "@emeritus/operations/changing-bank-account/change-account.ts";
import { shareOf } from "@emeritus/operations/benefit-payroll/shares.ts";
import type { Consequence } from "@emeritus/operations/recording-deaths/after-death.ts";
import { confirmDeath } from "@emeritus/operations/recording-deaths/confirm-death.ts";
import { correctReport } from "@emeritus/operations/recording-deaths/correct-report.ts";
import { type DeathKey, deathSources } from "@emeritus/operations/recording-deaths/death-view.ts";
import { enterBeneficiary } from "@emeritus/operations/recording-deaths/enter-beneficiary.ts";
import { openGuaranteed } from "@emeritus/operations/recording-deaths/open-guaranteed.ts";
import { recordPayeeAddress } from "@emeritus/operations/recording-deaths/payee-address.ts";
import { readDeath, readDeaths } from "@emeritus/operations/recording-deaths/read-deaths.ts";
import { reportDeath } from "@emeritus/operations/recording-deaths/report-death.ts";
import { sendCertificate } from "@emeritus/operations/recording-deaths/send-certificate.ts";
import {
  askWithdrawal,
  keepReport,
  withdrawReport,
} from "@emeritus/operations/recording-deaths/withdraw-report.ts";
import type { System } from "@emeritus/operations/system.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute, outcomeOf, refusal } from "../shared/api-route.ts";
import { because, caseRow, keyOf, OfCase, OfPerson, refusedOr, subject } from "../shared/of-case.ts";

const owner = "deaths";
const Amount = z.string().describe("Dollars and cents, such as 1427.64");
const Day = z.iso.date();
const Address = z.object({
  street: z.string().trim().min(1).max(200),
  city: z.string().trim().min(1).max(100),
  state: z.string().regex(/^[A-Z]{2}$/),
  postalCode: z.string().regex(/^\d{5}(-\d{4})?$/),
});
const Row = z.object({ ...caseRow, died: Day });
const Detail = z.object({
  person: z.number(),
  case: z.number(),
  status: z.string(),
  died: Day,
  source: z.enum(deathSources),
  reportedBy: z.string(),
  confirmedBy: z.string().nullable(),
  certificate: z.boolean(),
  consequences: z.array(
    z.object({
      kind: z.string(),
      benefit: z.number(),
      from: Day,
      to: Day.nullable(),
      payee: z.number().nullable(),
      firstMonth: Amount.nullable(),
    }),
  ),
  duties: z.array(z.object({ kind: z.string(), due: Day, owner: z.string(), status: z.string() })),
});

/** One line for each payee of a consequence; one without a payee where nobody is known. */
function linesOf(one: Consequence): z.input<typeof Detail>["consequences"] {
  const line = { kind: one.kind, benefit: one.of.benefit, from: formatDate(one.from), to: null };
  switch (one.kind) {
    case "ends":
      return [{ ...line, payee: one.of.person, firstMonth: null }];
    case "survivor":
    case "popUp":
      return [{ ...line, payee: one.payee, firstMonth: formatCents(one.due.cents) }];
    case "guaranteed": {
      const to = formatDate(one.to);
      if (one.heirs.length === 0)
        return [{ ...line, to, payee: null, firstMonth: formatCents(shareOf(one.due.cents, one.share)) }];
      return one.heirs.map(({ person, share }) => ({
        ...line,
        to,
        payee: person,
        firstMonth: formatCents(shareOf(one.due.cents, share)),
      }));
    }
  }
}

async function detailOf(system: System, actor: Actor, of: DeathKey): Promise<z.input<typeof Detail>> {
  const seen = await readDeath(system, actor, of);
  if (seen === undefined) throw new NotFound("no such case");
  const { death } = seen;
  return {
    person: death.person,
    case: death.caseNumber,
    status: death.status,
    died: formatDate(death.died),
    source: death.source,
    reportedBy: death.reportedBy,
    confirmedBy: death.confirmedBy ?? null,
    certificate: death.certificate !== undefined,
    consequences: seen.consequences.flatMap(linesOf),
    duties: seen.duties.map(({ kind, due, owner: by, status }) => ({
      kind,
      due: formatDate(due),
      owner: by,
      status,
    })),
  };
}

apiRoute({
  method: "get",
  path: "/api/office/deaths",
  owner,
  may: "read death cases",
  summary: "The death cases, those that ask for a decision first",
  answer: z.object({ cases: z.array(Row) }),
  take: async ({ system, actor }) => ({
    cases: (await readDeaths(system, actor)).map(
      ({ person, caseNumber, memberId, name, status, died, duty, due }) => ({
        person,
        case: caseNumber,
        memberId,
        name,
        status,
        died,
        next: duty,
        due,
      }),
    ),
  }),
});

apiRoute({
  method: "post",
  path: "/api/office/members/:person/death",
  owner,
  may: "record a death",
  summary: "Record that somebody is said to have died; payments are held at once",
  params: OfPerson,
  subject,
  body: z.object({
    died: Day,
    source: z.enum(deathSources),
    toldBy: z.string().trim().min(1).max(200),
    relation: z.string().trim().min(1).max(200),
  }),
  answer: Detail,
  take: async ({ system, actor, params, body, key }) => {
    const report = { ...body, key, person: params.person, died: parseDate(body.died) };
    const { accepted, refused } = await reportDeath(system, actor, report);
    return refused ? refusal(refused) : detailOf(system, actor, accepted);
  },
});

apiRoute({
  method: "get",
  path: "/api/office/deaths/:person/:case",
  owner,
  may: "read death cases",
  summary: "A death case: what was told, what the death does, and what is to be done",
  params: OfCase,
  subject,
  answer: Detail,
  take: ({ system, actor, params }) => detailOf(system, actor, keyOf(params)),
});

apiRoute({
  method: "post",
  path: "/api/office/deaths/:person/:case/date",
  owner,
  may: "record a death",
  summary: "Correct the date of a reported death before it is confirmed",
  params: OfCase,
  subject,
  body: z.object({ died: Day, because }),
  answer: Detail,
  take: async ({ system, actor, params, body, key }) => {
    const of = keyOf(params);
    const asked = { key, of, died: parseDate(body.died), because: body.because };
    const { refused } = await correctReport(system, actor, asked);
    return refusedOr(refused, () => detailOf(system, actor, of));
  },
});

apiRoute({
  method: "post",
  path: "/api/office/deaths/:person/:case/certificate",
  owner,
  may: "send a document",
  summary: "Add the death certificate, a PDF, JPEG or PNG in base64",
  params: OfCase,
  subject,
  body: z.object({ file: z.base64() }),
  bodyLimit: 14_000_000,
  answer: Detail,
  take: async ({ system, actor, params, body, key }) => {
    const of = keyOf(params);
    const bytes = Buffer.from(body.file, "base64");
    const { refused } = await sendCertificate(system, actor, { key, of, bytes });
    return refusedOr(refused, () => detailOf(system, actor, of));
  },
});

apiRoute({
  method: "post",
  path: "/api/office/deaths/:person/:case/confirmation",
  owner,
  may: "confirm a death",
  summary: "Confirm a death as the second person, by the date on the certificate",
  params: OfCase,
  subject,
  body: z.object({ dateSeen: Day }),
  answer: Detail,
  take: async ({ system, actor, params, body, key }) => {
    const of = keyOf(params);
    const asked = { key, of, dateSeen: parseDate(body.dateSeen) };
    const { refused } = await confirmDeath(system, actor, asked);
    return refusedOr(refused, () => detailOf(system, actor, of));
  },
});

type WhoAsked =
  | { memberId: string }
  | { born: string; first: string; last: string; ssn: string; address: z.output<typeof Address> }
  | {
      body: "trust" | "charity" | "estate";
      name: string;
      ein: string;
      since?: string | undefined;
      actsForIt?: string | undefined;
      address: z.output<typeof Address>;
    };
function datesOf(who: WhoAsked): Parameters<typeof enterBeneficiary>[2]["who"] {
  if ("born" in who) return { ...who, born: parseDate(who.born) };
  if ("ein" in who) return { ...who, since: who.since === undefined ? undefined : parseDate(who.since) };
  return who;
}

apiRoute({
  method: "post",
  path: "/api/office/deaths/:person/:case/beneficiaries",
  owner,
  may: "record a death",
  summary:
    "Enter a beneficiary of the guaranteed payments, by Member ID, as a new person, or as a trust, estate or charity with its EIN",
  params: OfCase,
  subject,
  body: z.object({
    percent: z.number().int().min(1).max(100),
    who: z.union([
      z.object({ memberId: z.string().regex(/^\d{8}$/) }),
      z.object({
        first: z.string().trim().min(1).max(100),
        last: z.string().trim().min(1).max(100),
        born: Day,
        ssn: z.string().regex(/^\d{9}$/),
        address: Address,
      }),
      z.object({
        body: z.enum(["trust", "charity", "estate"]),
        name: z.string().trim().min(1).max(100),
        ein: z.string().regex(/^\d{9}$/),
        since: Day.optional().describe("The day of the trust; of an estate the day of death unless told"),
        actsForIt: z
          .string()
          .regex(/^\d{8}$/)
          .optional()
          .describe("Member ID of the trustee or administrator"),
        address: Address,
      }),
    ]),
  }),
  answer: z.object({ person: z.number(), memberId: z.string() }),
  take: async ({ system, actor, params, body, key }) => {
    const who = datesOf(body.who);
    const asked = { key, of: keyOf(params), who, percent: body.percent };
    return outcomeOf(await enterBeneficiary(system, actor, asked));
  },
});

apiRoute({
  method: "post",
  path: "/api/office/deaths/:person/:case/opening",
  owner,
  may: "confirm a death",
  summary: "Open guaranteed payments that were held for nobody, to the beneficiaries entered since",
  params: OfCase,
  subject,
  body: z.object({}),
  answer: Detail,
  take: async ({ system, actor, params, key }) => {
    const of = keyOf(params);
    const { refused } = await openGuaranteed(system, actor, { key, of });
    return refusedOr(refused, () => detailOf(system, actor, of));
  },
});

apiRoute({
  method: "post",
  path: "/api/office/deaths/:person/:case/withdrawal",
  owner,
  may: "record a death",
  summary: "Say that a report is a mistake; a second person decides",
  params: OfCase,
  subject,
  body: z.object({ because }),
  answer: Detail,
  take: async ({ system, actor, params, body, key }) => {
    const of = keyOf(params);
    const { refused } = await askWithdrawal(system, actor, { key, of, because: body.because });
    return refusedOr(refused, () => detailOf(system, actor, of));
  },
});

apiRoute({
  method: "post",
  path: "/api/office/deaths/:person/:case/withdrawal/decision",
  owner,
  may: "confirm a death",
  summary: "Withdraw a mistaken report as the second person, or keep it",
  params: OfCase,
  subject,
  body: z.object({ decision: z.enum(["withdraw", "keep"]), because }),
  answer: Detail,
  take: async ({ system, actor, params, body, key }) => {
    const of = keyOf(params);
    const decide = body.decision === "withdraw" ? withdrawReport : keepReport;
    const { refused } = await decide(system, actor, { key, of, because: body.because });
    return refusedOr(refused, () => detailOf(system, actor, of));
  },
});

apiRoute({
  method: "post",
  path: "/api/office/members/:person/address",
  owner,
  may: "change an address",
  summary: "Record where a payee's letters go; payments held for want of an address are held no longer",
  params: OfPerson,
  subject,
  body: Address,
  answer: z.object({ done: z.literal(true) }),
  take: async ({ system, actor, params, body, key }) => {
    await recordPayeeAddress(system, actor, { key, person: params.person, address: body });
    return { done: true as const };
  },
});

apiRoute({
  method: "post",
  path: "/api/office/members/:person/bank-account",
  owner,
  may: "change a bank account",
  summary: "Record where a payee is paid; held until a second person of payroll confirms it",
  params: OfPerson,
  subject,
  body: z.object({
    routing: z.string().regex(/^\d{9}$/),
    number: z.string().regex(/^\d{4,17}$/),
    kind: z.enum(["checking", "savings"]),
  }),
  answer: z.object({ account: z.number(), letter: z.number() }),
  take: async ({ system, actor, params, body, key }) =>
    outcomeOf(await changeBankAccount(system, actor, { key, person: params.person, ...body })),
});
