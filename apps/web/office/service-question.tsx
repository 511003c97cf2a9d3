import { may } from "@emeritus/operations/permissions.ts";
import type { Dispute } from "@emeritus/operations/service/dispute-view.ts";
import { correctables } from "@emeritus/operations/service/dispute.ts";
import { readService } from "@emeritus/operations/service/read-service.ts";
import type { LeaveKind } from "@emeritus/records/schema.ts";
import { serviceProofKinds } from "@emeritus/records/service-tables.ts";
import type { Employment } from "@emeritus/records/employment.ts";
import { employerNames } from "@emeritus/operations/estimating/read-member-record.ts";
import { addDays, formatDate } from "@emeritus/engine/dates.ts";
import { count, longDate } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
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
  const employers = works ? await employerNames(system) : new Map<number, string>();
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
            jobs={jobs.map((job) => ({
              value: `${job.position} ${formatDate(job.from)}`,
              text: jobText(words, employers, job),
            }))}
          />
        ) : null}
        <CaseLetters letters={dispute.letters} to={toLetterOf(dispute.person)} />
        <Course duties={dispute.duties} steps={dispute.steps} timeZone={system.fund.timeZone} />
      </>
    ),
  };
}

/** A stretch of a job in words: where, from when, and to when where it has ended. */
export function jobText(
  words: Words,
  employers: ReadonlyMap<number, string>,
  job: Pick<Employment, "employer" | "from" | "to">,
): string {
  const employer = employers.get(job.employer) ?? words.common.none;
  const from = longDate(formatDate(job.from));
  const last = formatDate(addDays(job.to, -1));
  return last.startsWith("9999")
    ? words.service.office.jobFrom({ employer, from })
    : words.service.office.jobFromTo({ employer, from, to: longDate(last) });
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
  jobs: readonly { readonly value: string; readonly text: string }[];
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
            <Select name="position" label={words.position} empty options={jobs} />
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
