import type { Actor } from "@emeritus/operations/actor.ts";
import { askForService } from "@emeritus/operations/service/ask-for-service.ts";
import { type ServiceKey } from "@emeritus/operations/service/case-view.ts";
import { disputeRecord, takeBackDispute } from "@emeritus/operations/service/dispute.ts";
import { acceptService, withdrawService } from "@emeritus/operations/service/pay-for-service.ts";
import { z } from "zod";
import { apiRoute, refusal } from "../shared/api-route.ts";
import { Clocks } from "../shared/clocks.ts";
import { WholeNumber } from "../shared/whole-number.ts";
import {
  Ask,
  Case,
  HistoryAnswer,
  HistoryQuery,
  Ledger,
  Said,
  WhyAnswer,
  WhyQuery,
  askedOf,
  because,
  caseAnswer,
  historyAnswer,
  ledgerAnswer,
  owner,
  whyAnswer,
} from "../shared/service-answers.ts";

/** The member's own person; the permission has made sure that there is one. */
const own = (actor: Actor): number => actor.person!;

apiRoute({
  method: "get",
  path: "/api/member/service",
  owner,
  may: "read a record",
  summary: "The own ledger of service, line by line, as of any day and as known on any day",
  query: Clocks,
  answer: Ledger,
  take: ({ system, actor, query }) => ledgerAnswer(system, actor, own(actor), query),
});
apiRoute({
  method: "get",
  path: "/api/member/service/why",
  owner,
  may: "read a record",
  summary: "Why a day, or each day of a range, counts as service or does not",
  query: WhyQuery,
  answer: WhyAnswer,
  take: ({ system, actor, query }) => whyAnswer(system, actor, own(actor), query),
});
apiRoute({
  method: "get",
  path: "/api/member/history",
  owner,
  may: "read a record",
  summary: "Every change of the own record: who, when, why, before and after",
  query: HistoryQuery,
  answer: HistoryAnswer,
  take: ({ system, actor, query }) => historyAnswer(system, actor, own(actor), query),
});
apiRoute({
  method: "post",
  path: "/api/member/service/requests",
  owner,
  may: "ask for service",
  summary: "Ask to buy, move or restore service, or to count military leave",
  body: Ask,
  answer: Case,
  take: async ({ system, actor, body, key }) => {
    const { accepted, refused } = await askForService(system, actor, {
      key,
      person: own(actor),
      ...askedOf(body),
    });
    return refused ? refusal(refused) : caseAnswer(system, actor, accepted);
  },
});
apiRoute({
  method: "post",
  path: "/api/member/disputes",
  owner,
  may: "dispute a record",
  summary: "Say what is wrong in the own service, pay or contributions",
  body: Said,
  answer: Case,
  take: async ({ system, actor, body, key }) => {
    const { accepted } = await disputeRecord(system, actor, { key, person: own(actor), ...body });
    return caseAnswer(system, actor, accepted!);
  },
});

/** A request of the schema as the operation takes it: hours that are left out stay out. */
const OwnCase = z.object({ case: WholeNumber });
const ownKey = (actor: Actor, params: { case: number }): ServiceKey => ({
  person: own(actor),
  caseNumber: params.case,
});
apiRoute({
  method: "get",
  path: "/api/member/service/cases/:case",
  owner,
  may: "read a case",
  summary: "An own request or question with where it stands and its answer",
  params: OwnCase,
  answer: Case,
  take: ({ system, actor, params }) => caseAnswer(system, actor, ownKey(actor, params)),
});
apiRoute({
  method: "post",
  path: "/api/member/service/cases/:case/accept",
  owner,
  may: "ask for service",
  summary: "Accept an offer; that day fixes the cost",
  params: OwnCase,
  body: z.object({ instalments: z.number().int().min(1).max(24).default(1) }),
  answer: Case,
  take: async ({ system, actor, params, body, key }) => {
    const of = ownKey(actor, params);
    const { refused } = await acceptService(system, actor, { key, of, ...body });
    return refused ? refusal(refused) : caseAnswer(system, actor, of);
  },
});
apiRoute({
  method: "post",
  path: "/api/member/service/cases/:case/withdraw",
  owner,
  may: "ask for service",
  summary: "Withdraw a request; what was paid goes back",
  params: OwnCase,
  body: z.object({ because }),
  answer: Case,
  take: async ({ system, actor, params, body, key }) => {
    const of = ownKey(actor, params);
    const { refused } = await withdrawService(system, actor, { key, of, ...body });
    return refused ? refusal(refused) : caseAnswer(system, actor, of);
  },
});
apiRoute({
  method: "post",
  path: "/api/member/service/cases/:case/take-back",
  owner,
  may: "dispute a record",
  summary: "Take back what was said to be wrong",
  params: OwnCase,
  body: z.object({}),
  answer: Case,
  take: async ({ system, actor, params, key }) => {
    const of = ownKey(actor, params);
    const { refused } = await takeBackDispute(system, actor, { key, of });
    return refused ? refusal(refused) : caseAnswer(system, actor, of);
  },
});
