import { parseDate, isDay } from "@emeritus/engine/dates.ts";
import {
  askEmployer,
  confirmCorrected,
  correctDisputedService,
  refuseDispute,
} from "@emeritus/operations/service/dispute.ts";
import { serviceProofKinds } from "@emeritus/records/service-tables.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import { memorableDate, memorableDateOrNone } from "../member/retire-parts.tsx";
import { refusedInWords } from "../member/service-parts.tsx";
import { numberIn } from "../shared/number-in.ts";
import { form, link, see } from "../shared/routes.ts";
import { type CaseAsked, keyOf } from "./service-case-parts.tsx";
import { seeFirst, show } from "./service-case.tsx";
import { leaveKinds } from "./service-question.tsx";

const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });
const says = (words: Words) => words.service.problems;
const back = (params: CaseAsked["params"]) => link("/office/service/:person/:case", params);
const fieldOf: Readonly<Record<string, string>> = {
  "no-such-job": "position",
  "days-backwards": "to",
  "certified-ahead": "certifiedOn",
};
const sentence = (problem: string) => z.string(problem).trim().min(1, problem).max(2000);

form({
  path: "/office/service/:person/:case/correct",
  owner: "service",
  may: "change a record",
  subject,
  body: z.object({
    position: z
      .string("positionMissing")
      .regex(/^[1-9]\d{0,2} \d{4}-\d{2}-\d{2}$/, "positionMissing")
      .refine((text) => isDay(text.split(" ")[1]!), "positionMissing"),
    leave: z.enum(["work", ...leaveKinds]),
    from: memorableDate("dayMissing"),
    to: memorableDateOrNone("dayMissing"),
    kind: z.enum(serviceProofKinds, "kindMissing"),
    certifiedBy: sentence("certifiedByMissing"),
    certifiedOn: memorableDate("dayMissing"),
    answer: sentence("becauseMissing"),
  }),
  says,
  bad: show,
  seeFirst,
  take: async (asked) => {
    const { system, actor, body, key, words, params } = asked;
    const { position, leave, from, to, kind, certifiedBy, certifiedOn, answer } = body;
    const [job, since] = position.split(" ");
    const correction = {
      position: Number(job),
      since: parseDate(since!),
      from: parseDate(from),
      to: to === undefined ? undefined : parseDate(to),
      leave: leave === "work" ? undefined : leave,
      proof: { kind, certifiedBy, certifiedOn: parseDate(certifiedOn) },
    };
    const given = { key, of: keyOf(asked), because: answer, correction };
    const { refused } = await correctDisputedService(system, actor, given);
    if (refused) return refusedInWords(words, refused, fieldOf[refused.code] ?? "from");
    return see(back(params), words.service.office.corrected);
  },
});
form({
  path: "/office/service/:person/:case/employer",
  owner: "service",
  may: "work a case",
  subject,
  body: z.object({ employerWhy: sentence("becauseMissing") }),
  says,
  bad: show,
  take: async (asked) => {
    const { system, actor, body, key, words, params } = asked;
    const { refused } = await askEmployer(system, actor, {
      key,
      of: keyOf(asked),
      because: body.employerWhy,
    });
    if (refused) return refusedInWords(words, refused, "employerWhy");
    return see(back(params), words.service.office.employerDone);
  },
});
form({
  path: "/office/service/:person/:case/confirm",
  owner: "service",
  may: "work a case",
  subject,
  body: z.object({ confirmWhy: sentence("becauseMissing") }),
  says,
  bad: show,
  take: async (asked) => {
    const { system, actor, body, key, words, params } = asked;
    const given = { key, of: keyOf(asked), because: body.confirmWhy };
    const { refused } = await confirmCorrected(system, actor, given);
    if (refused) return refusedInWords(words, refused, "confirmWhy");
    return see(back(params), words.service.office.confirmed);
  },
});
form({
  path: "/office/service/:person/:case/refuse-question",
  owner: "service",
  may: "work a case",
  subject,
  body: z.object({ refuseWhy: sentence("becauseMissing"), refuseCites: sentence("citesMissing") }),
  says,
  bad: show,
  take: async (asked) => {
    const { system, actor, body, key, words, params } = asked;
    const given = { key, of: keyOf(asked), because: body.refuseWhy, cites: body.refuseCites };
    const { refused } = await refuseDispute(system, actor, given);
    if (refused) return refusedInWords(words, refused, "refuseWhy");
    return see(back(params), words.service.office.refused);
  },
});
