import { parseDate } from "@emeritus/engine/dates.ts";
import { may } from "@emeritus/operations/permissions.ts";
import type { Dispute } from "@emeritus/operations/service/dispute-view.ts";
import {
  askEmployer,
  confirmCorrected,
  correctables,
  correctDisputedService,
  refuseDispute,
} from "@emeritus/operations/service/dispute.ts";
import { readService } from "@emeritus/operations/service/read-service.ts";
import type { LeaveKind } from "@emeritus/records/schema.ts";
import { serviceProofKinds } from "@emeritus/records/service-tables.ts";
import { formatDate } from "@emeritus/engine/dates.ts";
import { count, longDate } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import { memorableDate, memorableDateOrNone } from "../member/retire-parts.tsx";
import { Course, QuestionBody } from "../member/service-case-parts.tsx";
import { refusedInWords } from "../member/service-parts.tsx";
import { Button, Field, Form, LongField, MemorableDate, More, Select } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { form, link, see, type View } from "../shared/routes.ts";
import { type CaseAsked, keyOf, Over, Refuse, show } from "./service-case.tsx";

const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });
const says = (words: Words) => words.service.problems;

/** The page of what a member says is wrong, with the answers that the office can give. */
export async function questionView(asked: CaseAsked, dispute: Dispute): Promise<View> {
  const { system, actor, words } = asked;
  const { career } = await readService(system, actor, dispute.person);
  const open = dispute.status === "said" || dispute.status === "withEmployer";
  const works = open && may(actor, "work a case", { person: dispute.person });
  const { jobs } = works ? await correctables(system, actor, dispute.person) : { jobs: [] };
  return {
    title: words.service.dispute.caseTitle({ number: count(dispute.caseNumber) }),
    over: <Over person={dispute.person} name={career.name} memberId={career.memberId} />,
    body: (
      <>
        <QuestionBody dispute={dispute} />
        {works ? (
          <Answers
            dispute={dispute}
            to={asked.params}
            jobs={jobs.map(({ position, from }) => ({ position, from: formatDate(from) }))}
          />
        ) : null}
        <Course duties={dispute.duties} steps={dispute.steps} timeZone={system.fund.timeZone} />
      </>
    ),
  };
}

const leaveKinds = [
  "ownIllness",
  "family",
  "military",
  "workersCompensation",
  "other",
  "unapproved",
  "layoff",
] as const satisfies readonly LeaveKind[];

function Answers({
  dispute,
  to,
  jobs,
}: {
  dispute: Dispute;
  to: CaseAsked["params"];
  jobs: readonly { readonly position: number; readonly from: string }[];
}) {
  const all = useWords();
  const words = all.service.office;
  return (
    <>
      {dispute.about === "service" ? (
        <section aria-labelledby="correct">
          <h2 id="correct">{words.correctHeading}</h2>
          <p>{words.correctSays}</p>
          <Form action={link("/office/service/:person/:case/correct", to)} label={words.correctHeading}>
            <Select
              name="position"
              label={words.position}
              empty
              options={jobs.map(({ position, from }) => ({
                value: String(position),
                text: words.jobFrom({ position, from: longDate(from) }),
              }))}
            />
            <Select
              name="leave"
              label={words.leave}
              value="work"
              options={[
                { value: "work", text: words.work },
                ...leaveKinds.map((kind) => ({ value: kind, text: all.member.record.leaveKinds[kind] })),
              ]}
            />
            <MemorableDate name="from" label={words.rightFrom} />
            <MemorableDate name="to" label={words.rightTo} hint={words.rightToHint} />
            <Select
              name="kind"
              label={words.proofKind}
              empty
              options={serviceProofKinds.map((kind) => ({ value: kind, text: all.service.proofs[kind] }))}
            />
            <Field name="certifiedBy" label={words.certifiedBy} />
            <MemorableDate name="certifiedOn" label={words.certifiedOn} />
            <LongField name="answer" label={words.answer} />
            <Button>{words.correct}</Button>
          </Form>
        </section>
      ) : null}
      {dispute.status === "said" ? (
        <More summary={words.employerHeading}>
          <p>{words.employerSays}</p>
          <Form action={link("/office/service/:person/:case/employer", to)} label={words.employerHeading}>
            <LongField name="employerWhy" label={words.employerWhy} />
            <Button look="outline">{words.employer}</Button>
          </Form>
        </More>
      ) : null}
      <More summary={words.confirmHeading}>
        <Form action={link("/office/service/:person/:case/confirm", to)} label={words.confirmHeading}>
          <LongField name="confirmWhy" label={words.confirmWhy} />
          <Button look="outline">{words.confirm}</Button>
        </Form>
      </More>
      <Refuse to={to} question />
    </>
  );
}

const back = (params: CaseAsked["params"]) => link("/office/service/:person/:case", params);
const sentence = (problem: string) => z.string(problem).trim().min(1, problem).max(2000);

form({
  path: "/office/service/:person/:case/correct",
  owner: "service",
  may: "change a record",
  subject,
  body: z.object({
    position: z.coerce.number("positionMissing").int().min(1, "positionMissing").max(1000, "positionMissing"),
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
  take: async (asked) => {
    const { system, actor, body, key, words, params } = asked;
    const { position, leave, from, to, kind, certifiedBy, certifiedOn, answer } = body;
    const correction = {
      position,
      from: parseDate(from),
      to: to === undefined ? undefined : parseDate(to),
      leave: leave === "work" ? undefined : leave,
      proof: { kind, certifiedBy, certifiedOn: parseDate(certifiedOn) },
    };
    const given = { key, of: keyOf(asked), because: answer, correction };
    const { refused } = await correctDisputedService(system, actor, given);
    if (refused) return refusedInWords(words, refused, refused.code === "no-such-job" ? "position" : "to");
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
