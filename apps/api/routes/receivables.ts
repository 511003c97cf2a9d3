import { formatCents } from "@emeritus/engine/money.ts";
import { readReceivable, readReceivables } from "@emeritus/operations/recording-deaths/read-receivables.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";
import { apiRoute } from "../shared/api-route.ts";
import { OfPerson, subject } from "../shared/of-case.ts";

const owner = "deaths";
const Amount = z.string().describe("Dollars and cents, such as 1427.64");
const Day = z.iso.date();
const Owed = z.object({
  person: z.number(),
  memberId: z.string(),
  name: z.string(),
  charged: Amount,
  returned: Amount,
  open: Amount,
  days: z.number(),
});

apiRoute({
  method: "get",
  path: "/api/office/receivables",
  owner,
  may: "read receivables",
  summary: "What was paid too much, by person, with what is still owed and since how many days",
  answer: z.object({ receivables: z.array(Owed) }),
  take: async ({ system, actor }) => ({
    receivables: (await readReceivables(system, actor)).map(
      ({ person, memberId, name, chargedCents, returnedCents, openCents, days }) => ({
        person,
        memberId,
        name,
        charged: formatCents(chargedCents),
        returned: formatCents(returnedCents),
        open: formatCents(openCents),
        days,
      }),
    ),
  }),
});

apiRoute({
  method: "get",
  path: "/api/office/receivables/:person",
  owner,
  may: "read receivables",
  summary: "What was paid to a person too much, month by month",
  params: OfPerson,
  subject,
  answer: z.object({
    months: z.array(
      z.object({
        benefit: z.number(),
        month: Day,
        paid: Amount,
        due: Amount,
        charged: Amount,
        returned: Amount,
        open: Amount,
      }),
    ),
  }),
  take: async ({ system, actor, params }) => {
    const seen = await readReceivable(system, actor, params.person);
    if (seen === undefined) throw new NotFound("nothing was charged");
    return {
      months: seen.months.map((one) => ({
        benefit: one.benefit,
        month: one.period,
        paid: formatCents(one.paidCents),
        due: formatCents(one.dueCents),
        charged: formatCents(one.chargedCents - one.loweredCents),
        returned: formatCents(one.returnedCents),
        open: formatCents(one.openCents),
      })),
    };
  },
});
