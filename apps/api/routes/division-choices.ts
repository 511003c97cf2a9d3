import {
  chooseForDivisions,
  paidFromChoices,
  precedenceChoices,
  readDivisionChoices,
} from "@emeritus/operations/dividing-benefits/division-choices.ts";
import { z } from "zod";
import { apiRoute } from "../shared/api-route.ts";

const path = "/api/office/division-choices";
const owner = "divisions";
const Choices = z.object({ paidFrom: z.enum(paidFromChoices), precedence: z.enum(precedenceChoices) });

apiRoute({
  path,
  owner,
  may: "read division orders",
  method: "get",
  summary:
    "What the fund chose for divided annuities: from when a late order is paid, and which order goes before",
  answer: Choices,
  take: ({ system, actor }) => readDivisionChoices(system, actor),
});
apiRoute({
  path,
  owner,
  may: "choose how annuities are divided",
  method: "post",
  summary: "Choose, from today on, one of what the law of divided annuities leaves open",
  body: z.union([
    z.object({ of: z.literal("paidFrom"), value: z.enum(paidFromChoices) }),
    z.object({ of: z.literal("precedence"), value: z.enum(precedenceChoices) }),
  ]),
  answer: Choices,
  take: async ({ system, actor, body, key }) => {
    await chooseForDivisions(system, actor, { key, ...body });
    return readDivisionChoices(system, actor);
  },
});
