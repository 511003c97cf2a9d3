import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import {
  decideOnGivenUp,
  enterGivenUp,
  givenUpWays,
  readGivenUp,
} from "@emeritus/operations/service/give-up.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { WholeNumber } from "../shared/whole-number.ts";

const owner = "service";
const path = "/api/office/members/:person/service/given-up";
const subject = ({ params }: { params: { person: number } }) => ({ person: params.person });
const Day = z.iso.date();
const Entered = z.object({
  how: z.enum(givenUpWays),
  from: Day,
  to: Day,
  effective: Day,
  cents: z.number().int().positive().max(1_000_000_000).nullable(),
});
const Answer = z.object({ case: z.number() });
const because = z.string().trim().min(1).max(500);

apiRoute({
  method: "get",
  path,
  owner,
  may: "read a case",
  summary: "Service that a person gave up, and what waits for a second person",
  params: z.object({ person: WholeNumber }),
  subject,
  answer: z.object({
    lost: z.array(
      z.object({
        how: z.string(),
        from: Day,
        before: Day,
        effective: Day,
        paid: z.string().nullable(),
        restoredOn: Day.nullable(),
      }),
    ),
    cases: z.array(z.object({ case: z.number(), status: z.string(), how: z.string(), from: Day, to: Day })),
  }),
  take: async ({ system, actor, params }) => {
    const { lost, cases } = await readGivenUp(system, actor, params.person);
    return {
      lost: lost.map((one) => ({
        how: one.how,
        from: formatDate(one.from),
        before: formatDate(one.to),
        effective: formatDate(one.effective),
        paid: one.cents === undefined ? null : formatCents(one.cents),
        restoredOn: one.restoredOn === undefined ? null : formatDate(one.restoredOn),
      })),
      cases: cases.map(({ caseNumber, status, how, from, to }) => ({
        case: caseNumber,
        status,
        how,
        from: formatDate(from),
        to: formatDate(to),
      })),
    };
  },
});

apiRoute({
  method: "post",
  path,
  owner,
  may: "change a record",
  summary: "Enter that service was given up; a second person decides",
  params: z.object({ person: WholeNumber }),
  subject,
  body: Entered.extend({ because }),
  answer: Answer,
  take: async ({ system, actor, params, body, key }) => {
    const { accepted, refused } = await enterGivenUp(system, actor, {
      key,
      person: params.person,
      because: body.because,
      how: body.how,
      from: parseDate(body.from),
      to: parseDate(body.to),
      effective: parseDate(body.effective),
      cents: body.cents === null ? undefined : BigInt(body.cents),
    });
    return refused ? refusal(refused) : { case: accepted.caseNumber };
  },
});

apiRoute({
  method: "post",
  path: `${path}/:case/decision`,
  owner,
  may: "approve a determination",
  summary: "Record or refuse what was entered, as the second person",
  params: z.object({ person: WholeNumber, case: WholeNumber }),
  subject,
  body: z.object({ record: z.boolean(), because }),
  answer: Answer,
  previews: ({ params }) => [params.person],
  take: async ({ system, actor, params, body, key }) => {
    const of = { person: params.person, caseNumber: params.case };
    const { refused } = await decideOnGivenUp(system, actor, { key, of, ...body });
    return refused ? refusal(refused) : { case: params.case };
  },
});
