import { applyForRetirement } from "@emeritus/operations/retiring/apply-for-retirement.ts";
import type { Answers, RetirementCase } from "@emeritus/operations/retiring/case-view.ts";
import type { OwnRetirement } from "@emeritus/operations/retiring/read-retirement.ts";
import { startRetirement } from "@emeritus/operations/retiring/start-retirement.ts";
import { isOpen } from "@emeritus/operations/retiring/status.ts";
import { longDate } from "@emeritus/words/format.ts";
import { z } from "zod";
import type { See } from "../shared/asked.ts";
import { Alert, Button, ButtonLink, Choices, Facts, Form, Steps } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, form, link, menu, page, see, type View } from "../shared/routes.ts";
import { ownPerson } from "./own-record.ts";
import { toPensionIfPaid } from "./pension.tsx";
import { openCase, ownCase, ownRetirement, refusedAt } from "./retire-parts.tsx";
import { Starts, stepsOf } from "./retire-questions.tsx";
import { statusView } from "./retire-status.tsx";

async function show(asked: Asked): Promise<View | See> {
  const own = await ownRetirement(asked);
  const paid = own.retirement === undefined ? await toPensionIfPaid(asked) : undefined;
  if (paid) return paid;
  const { name, memberId } = own.career;
  const over = asked.words.member.over({ name, memberId });
  if (own.retirement && own.retirement.status !== "draft" && own.retirement.status !== "rescinded")
    return statusView(asked, own, own.retirement);
  const draft = own.retirement && isOpen(own.retirement.status) ? own.retirement : undefined;
  return {
    title: asked.words.retirement.member.title,
    over,
    body: draft ? <Draft draft={draft} own={own} /> : <Begin own={own} />,
  };
}

function Begin({ own }: { own: OwnRetirement }) {
  const words = useWords().retirement.member;
  return (
    <>
      <p className="lead">{words.intro}</p>
      <ol className="measure">
        <li>{words.stepOne}</li>
        <li>{words.stepTwo}</li>
      </ol>
      <EmployerNotice />
      <h2 id="dates">{words.datesHeading}</h2>
      <Starts starts={own.starts} />
      <p className="measure">{words.lawPrevails}</p>
      <Form action={link("/member/retire/start")}>
        <Button>{words.start}</Button>
      </Form>
    </>
  );
}

function EmployerNotice() {
  const words = useWords().retirement.member;
  return (
    <Alert kind="warning" heading={words.employerNoticeHeading}>
      {words.employerNotice}
    </Alert>
  );
}

/** The questions of step 1, in order, with where each is asked and what was answered. */
function questions(answers: Answers) {
  return [
    { path: "/member/retire/date", key: "date", done: answers.annuityStartingDate },
    { path: "/member/retire/last-day", key: "lastDay", done: answers.lastDayOfWork },
    {
      path: "/member/retire/family",
      key: "married",
      done: answers.married === undefined ? undefined : String(answers.married),
    },
  ] as const;
}

function Draft({ draft, own }: { draft: RetirementCase; own: OwnRetirement }) {
  const words = useWords();
  const said = words.retirement.member;
  const asked = questions(draft.answers);
  const next = asked.find(({ done }) => done === undefined);
  const answered = asked.filter(({ done }) => done !== undefined).length;
  return (
    <>
      <EmployerNotice />
      <p className="lead">{said.answered({ done: answered, of: asked.length })}</p>
      <Answered draft={draft} own={own} />
      <p className="acts">
        <ButtonLink href={link(next?.path ?? "/member/retire/papers")}>{said.goOn}</ButtonLink>
        <a href={link("/member/retire/withdraw")}>{said.rescind}</a>
      </p>
    </>
  );
}

/** What was answered, each with a link to change it. */
function Answered({ draft, own }: { draft: RetirementCase; own: OwnRetirement }) {
  const words = useWords();
  const said = words.retirement.member;
  const { annuityStartingDate, lastDayOfWork, married, spouseFirst, spouseLast, spouseBorn, marriedOn } =
    draft.answers;
  const date = (text: string | undefined) => (text === undefined ? said.notAnswered : longDate(text));
  const change = (path: Parameters<typeof link>[0], what: string) => (
    <a href={link(path as "/member/retire/date")}>
      {said.change} <span className="usa-sr-only">{what}</span>
    </a>
  );
  const facts = [
    {
      name: said.answers.start,
      value: (
        <>
          {date(annuityStartingDate)} {change("/member/retire/date", said.answers.start)}
        </>
      ),
    },
    {
      name: said.answers.lastDay,
      value: (
        <>
          {date(lastDayOfWork)} {change("/member/retire/last-day", said.answers.lastDay)}
        </>
      ),
    },
    {
      name: said.answers.married,
      value: (
        <>
          {married === undefined ? said.notAnswered : married ? words.common.yes : words.common.no}{" "}
          {change("/member/retire/family", said.answers.married)}
        </>
      ),
    },
  ];
  if (married) {
    facts.push({
      name: said.answers.spouse,
      value: <>{[spouseFirst, spouseLast].filter(Boolean).join(" ")}</>,
    });
    facts.push({ name: said.answers.spouseBorn, value: <>{date(spouseBorn)}</> });
    facts.push({ name: said.answers.marriedOn, value: <>{date(marriedOn)}</> });
  }
  return <Facts facts={[{ name: words.letters.memberId, value: own.career.memberId }, ...facts]} />;
}

async function showReview(asked: Asked): Promise<View> {
  const own = await ownRetirement(asked);
  const draft = openCase(own);
  const said = asked.words.retirement.member;
  return {
    title: said.review,
    over: asked.words.member.over({ name: own.career.name, memberId: own.career.memberId }),
    body: (
      <>
        <Steps names={stepsOf(said)} at={4} />
        <p className="lead">{said.reviewIntro}</p>
        <Answered draft={draft} own={own} />
        <EmployerNotice />
        <Form action={link("/member/retire/review")}>
          <Choices
            name="notice"
            many
            label={said.employerNoticeHeading}
            options={[{ value: "read", text: said.noticeRead }]}
          />
          <Choices
            name="signed"
            many
            label={said.signHeading}
            options={[{ value: "yes", text: said.signs({ name: own.career.name }) }]}
          />
          <p className="measure">{said.lawPrevails}</p>
          <Button>{said.file}</Button>
        </Form>
      </>
    ),
  };
}

menu("member", "apply for retirement", "/member/retire", (words) => words.retirement.menu.member);
page({ path: "/member/retire", owner: "retirement", may: "apply for retirement", clocks: true, show });
page({ path: "/member/retire/review", owner: "retirement", may: "apply for retirement", show: showReview });

form({
  path: "/member/retire/start",
  owner: "retirement",
  may: "apply for retirement",
  body: z.object({}),
  says: (words) => words.retirement.refusals,
  bad: show,
  take: async (taken) => {
    const { refused } = await startRetirement(taken.system, taken.actor, {
      key: taken.key,
      person: ownPerson(taken),
    });
    return refused ? refusedAt(refused) : see(link("/member/retire/date"));
  },
});

form({
  path: "/member/retire/review",
  owner: "retirement",
  may: "apply for retirement",
  body: z.object({
    notice: z.literal("read", "employer-notice-not-shown"),
    signed: z.literal("yes", "signFirst"),
  }),
  says: (words) => ({ ...words.retirement.refusals, ...words.retirement.problems }),
  bad: showReview,
  take: async (taken) => {
    const { refused } = await applyForRetirement(taken.system, taken.actor, {
      key: taken.key,
      of: await ownCase(taken),
      employerNoticeShown: true,
    });
    return refused
      ? refusedAt(refused)
      : see(link("/member/retire/options"), taken.words.retirement.member.filed);
  },
});
