import { may } from "@emeritus/operations/permissions.ts";
import type { Dispute } from "@emeritus/operations/service/dispute-view.ts";
import { correctables } from "@emeritus/operations/service/dispute.ts";
import { readService } from "@emeritus/operations/service/read-service.ts";
import type { LeaveKind } from "@emeritus/records/schema.ts";
import { serviceProofKinds } from "@emeritus/records/service-tables.ts";
import { formatDate } from "@emeritus/engine/dates.ts";
import { count, longDate } from "@emeritus/words/format.ts";
import { CaseLetters, Course, QuestionBody } from "../member/service-case-parts.tsx";
import { Button, Field, Form, LongField, MemorableDate, More, Select } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { link, type View } from "../shared/routes.ts";
import { type CaseAsked, Over, Refuse, toLetterOf } from "./service-case-parts.tsx";

/** The page of what a member says is wrong, with the answers that the office can give. */
export async function questionView(asked: CaseAsked, dispute: Dispute): Promise<View> {
  const { system, actor, words } = asked;
  const { career } = await readService(system, actor, dispute.person, asked.moment);
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
        <CaseLetters letters={dispute.letters} to={toLetterOf(dispute.person)} />
        <Course duties={dispute.duties} steps={dispute.steps} timeZone={system.fund.timeZone} />
      </>
    ),
  };
}

/** The kinds of leave that a correction may record. */
export const leaveKinds = [
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
