import { parseDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import {
  decideCharge,
  enterCharge,
  readCharges,
} from "@emeritus/operations/killing-charges/record-charge.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { Amount, because } from "../shared/money-answers.ts";
import { WholeNumber } from "../shared/whole-number.ts";

const owner = "deaths";
const path = "/api/office/members/:person/charges";
const subject = ({ params }: { params: { person: number } }) => ({ person: params.person });
const State = z.enum(["charged", "convicted", "notConvicted"]);

apiRoute({
  method: "get",
  path,
  owner,
  may: "read charges",
  summary: "Charges of having killed the member on whose service a person is paid, with their outcome",
  params: z.object({ person: WholeNumber }),
  subject,
  answer: z.object({
    members: z.array(z.number()).describe("Members on whose service the person is paid"),
    steps: z.array(
      z.object({
        member: z.number(),
        step: z.number(),
        state: State,
        happened: z.iso.date(),
        because: z.string(),
        enteredBy: z.string(),
        decision: z.enum(["confirmed", "refused"]).nullable(),
        decidedBy: z.string().nullable(),
      }),
    ),
    paidSince: z
      .array(
        z.object({
          member: z.number(),
          run: z.number(),
          trace: z.number().describe("The entry of the run's bank file, by which a return is recorded"),
          period: z.iso.date(),
          paidOn: z.iso.date(),
          amount: Amount,
        }),
      )
      .describe("What went out since a charge that is open and did not come back; ask the bank for it"),
  }),
  take: async ({ system, actor, params }) => {
    const { steps, paidFor, paidSince } = await readCharges(system, actor, params.person);
    return {
      members: paidFor.map(({ member }) => member),
      steps: steps.map((one) => ({
        member: one.member,
        step: one.step,
        state: one.state,
        happened: one.happened,
        because: one.because,
        enteredBy: one.enteredBy,
        decision: one.decision,
        decidedBy: one.decidedBy,
      })),
      paidSince: paidSince.map(({ keptCents, ...one }) => ({ ...one, amount: formatCents(keptCents) })),
    };
  },
});
apiRoute({
  method: "post",
  path,
  owner,
  may: "record a charge",
  summary: "Enter a charge, which holds the payments at once, or how it ended; it waits for a second person",
  params: z.object({ person: WholeNumber }),
  subject,
  body: z.object({ member: z.number().int().min(1), state: State, happened: z.iso.date(), because }),
  answer: z.object({ step: z.number() }),
  take: async ({ system, actor, params, body, key }) => {
    const given = { key, ...params, ...body, happened: parseDate(body.happened) };
    const { accepted, refused } = await enterCharge(system, actor, given);
    return refused ? refusal(refused) : accepted;
  },
});
apiRoute({
  method: "post",
  path: "/api/office/members/:person/charges/:member/decision",
  owner,
  may: "decide on a charge",
  summary: "Confirm or refuse what was entered of a charge, as the second person",
  params: z.object({ person: WholeNumber, member: WholeNumber }),
  subject,
  body: z.object({
    decision: z.enum(["confirmed", "refused"]),
    because,
    step: z.number().int().min(1).optional().describe("The step that you saw; another one is not decided"),
  }),
  answer: z.object({ effect: z.enum(["held", "forfeited", "owed", "none"]) }),
  take: async ({ system, actor, params, body, key }) => {
    const { step, ...decision } = body;
    const given = { key, ...params, ...decision, seenStep: step };
    const { accepted, refused } = await decideCharge(system, actor, given);
    return refused ? refusal(refused) : accepted;
  },
});
