import { parseDate } from "@emeritus/engine/dates.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { restingOnPapers } from "@emeritus/operations/redetermining/about-person.ts";
import { approveRetirement } from "@emeritus/operations/retiring/approve-retirement.ts";
import { judgeDocument } from "@emeritus/operations/retiring/judge-document.ts";
import {
  type CaseSeen,
  readCase,
  readLetter,
  readPaper,
} from "@emeritus/operations/retiring/read-retirement.ts";
import { recordEmployerData } from "@emeritus/operations/retiring/record-employer-data.ts";
import { reopenElection } from "@emeritus/operations/retiring/reopen-election.ts";
import { returnToCounselor } from "@emeritus/operations/retiring/return-to-counselor.ts";
import { actionsFrom } from "@emeritus/operations/retiring/status.ts";
import { verifyRetirement } from "@emeritus/operations/retiring/verify-retirement.ts";
import { z } from "zod";
import { memorableDate, memorableDateOrNone, refusedAt } from "../member/retire-parts.tsx";
import { Alert, Button, ButtonLink, Field, Form, More } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { file, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { type CaseAsked, back, keyOf, path, says, subject } from "./case-base.ts";
import { Amounts, FactTable, Filed, Open } from "./case-facts.tsx";
import { Employer, Papers } from "./case-papers.tsx";
import { ChoosingAgain, mayBeReopened, OpenAgain } from "./choosing-again.tsx";
import { StepsTaken } from "./steps-taken.tsx";

async function show(asked: CaseAsked): Promise<View> {
  const seen = await readCase(asked.system, asked.actor, keyOf(asked.params), asked.moment);
  if (seen === undefined || seen.retirement.status === "draft") throw notFound();
  const said = asked.words.retirement.office;
  return {
    title: said.caseTitle({ person: seen.career.name }),
    over: (
      <>
        <a href={link("/office/cases")}>{said.queueTitle}</a> · {said.memberId} {seen.career.memberId}
      </>
    ),
    body: <CasePage seen={seen} asked={asked} />,
    parts: [
      { id: "facts", text: said.factsHeading },
      { id: "papers", text: said.documentsHeading },
      { id: "employer", text: said.employerHeading },
      { id: "amounts", text: said.amountsHeading },
      { id: "decide", text: said.decideHeading },
      ...(mayBeReopened(seen) ? [{ id: "choose-again", text: said.again.heading }] : []),
      { id: "steps", text: said.stepsHeading },
    ],
  };
}

function CasePage({ seen, asked }: { seen: CaseSeen; asked: CaseAsked }) {
  const words = useWords();
  const { retirement } = seen;
  const status = words.retirement.statuses[retirement.status];
  return (
    <>
      <section className="answer">
        <h2>{status.name}</h2>
        <Open seen={seen} />
        {retirement.rows.letters.map(({ letter }) => (
          <p key={letter} className="acts">
            <ButtonLink href={link("/office/letters/:person/:letter", { person: retirement.person, letter })}>
              {words.retirement.office.openLetter}
            </ButtonLink>
          </p>
        ))}
      </section>
      <OpenAgain seen={seen} />
      <Filed seen={seen} />
      <FactTable seen={seen} />
      <Papers seen={seen} asked={asked} />
      <Employer seen={seen} asked={asked} />
      <Amounts seen={seen} />
      <Decide seen={seen} asked={asked} />
      <ChoosingAgain seen={seen} actor={asked.actor} />
      <StepsTaken
        heading={words.retirement.office.stepsHeading}
        columns={words.retirement.office.stepColumns}
        actions={words.retirement.office.actions}
        steps={seen.retirement.rows.steps}
        timeZone={asked.system.fund.timeZone}
      />
    </>
  );
}

function Decide({ seen, asked }: { seen: CaseSeen; asked: CaseAsked }) {
  const said = useWords().retirement.office;
  const { retirement } = seen;
  const { person, caseNumber, verified } = retirement;
  const actions = actionsFrom(retirement.status);
  const to = { person, case: caseNumber };
  const mine = verified?.by === asked.actor.account;
  return (
    <>
      <h2 id="decide">{said.decideHeading}</h2>
      {actions.includes("verify") && may(asked.actor, "verify a case", { person }) ? (
        <>
          <p className="measure">{said.verifySays}</p>
          <Form action={link("/office/cases/:person/:case/verify", to)} label={said.verifyHeading}>
            <Button>{said.verify}</Button>
          </Form>
        </>
      ) : null}
      {actions.includes("approve") && mine ? <Alert kind="info">{said.ownVerification}</Alert> : null}
      {actions.includes("approve") && !mine && may(asked.actor, "approve a determination", { person }) ? (
        <>
          <p className="measure">{said.approveSays}</p>
          <Form action={link("/office/cases/:person/:case/approve", to)} label={said.approveHeading}>
            <Button>{said.approve}</Button>
          </Form>
          <More summary={said.returnHeading}>
            <Form action={link("/office/cases/:person/:case/return", to)} label={said.returnHeading}>
              <Field name="reason" label={said.returnReason} />
              <Button look="outline">{said.returnIt}</Button>
            </Form>
          </More>
        </>
      ) : null}
      {nothingToDecide(asked, person, actions) ? <p>{said.nothingToDecide}</p> : null}
    </>
  );
}

function nothingToDecide({ actor }: CaseAsked, person: number, actions: readonly string[]): boolean {
  const verifies = actions.includes("verify") && may(actor, "verify a case", { person });
  const approves = actions.includes("approve") && may(actor, "approve a determination", { person });
  return !verifies && !approves;
}

page({ path, owner: "retirement", may: "read a case", subject, clocks: true, show });

form({
  path: "/office/cases/:person/:case/papers",
  owner: "retirement",
  may: "work a case",
  subject,
  body: z.object({
    document: z.coerce.number().int().positive(),
    paper: z.string().max(50).optional(),
    seen: memorableDateOrNone("dayWrong"),
    correct: z.string().optional(),
    because: z.string().trim().max(500),
    decision: z.enum(["accept", "refuse"]),
  }),
  says,
  bad: show,
  seeFirst: {
    about: ({ system, params, body: { decision, correct } }) =>
      decision === "accept" && correct === "yes"
        ? restingOnPapers(system.db, system.fund.number, keyOf(params).person)
        : [],
    back: (params) => `${back(params)}#papers`,
  },
  take: async ({ system, actor, params, body, key, words }) => {
    const { document, paper, seen, correct, because, decision } = body;
    const judged = {
      document,
      accept: decision === "accept",
      correctRecord: correct === "yes",
      ...(seen === undefined ? {} : { dateSeen: parseDate(seen) }),
      ...(paper ? { paper } : {}),
      ...(because ? { because } : {}),
    };
    const { refused } = await judgeDocument(system, actor, { key, of: keyOf(params), ...judged });
    if (refused) return refusedAt(refused, refused.code.startsWith("date") ? "seen" : "because");
    return see(`${back(params)}#papers`, words.retirement.office.documentJudged);
  },
});

form({
  path: "/office/cases/:person/:case/employer",
  owner: "retirement",
  may: "work a case",
  subject,
  body: z.object({
    last: memorableDateOrNone("dayWrong"),
    hours: z.string().regex(/^\d{1,5}(\.\d{1,2})?$/, "hoursMissing"),
  }),
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const [whole, part = ""] = body.hours.split(".");
    const sickLeaveHundredths = Number(whole) * 100 + Number(part.padEnd(2, "0"));
    const { refused } = await recordEmployerData(system, actor, {
      key,
      of: keyOf(params),
      sickLeaveHundredths,
      ...(body.last === undefined ? {} : { leftService: parseDate(body.last) }),
    });
    if (refused) return refusedAt(refused, refused.code === "hours-impossible" ? "hours" : "last");
    return see(`${back(params)}#employer`, words.retirement.office.sickLeaveRecorded);
  },
});

form({
  path: "/office/cases/:person/:case/verify",
  owner: "retirement",
  may: "verify a case",
  subject,
  body: z.object({}),
  says,
  bad: show,
  take: async ({ system, actor, params, key, words }) => {
    const { refused } = await verifyRetirement(system, actor, { key, of: keyOf(params) });
    return refused ? refusedAt(refused) : see(back(params), words.retirement.office.verified);
  },
});

form({
  path: "/office/cases/:person/:case/approve",
  owner: "retirement",
  may: "approve a determination",
  subject,
  body: z.object({}),
  says,
  bad: show,
  take: async ({ system, actor, params, key, words }) => {
    const { refused } = await approveRetirement(system, actor, { key, of: keyOf(params) });
    return refused ? refusedAt(refused) : see(back(params), words.retirement.office.approved);
  },
});

form({
  path: "/office/cases/:person/:case/return",
  owner: "retirement",
  may: "approve a determination",
  subject,
  body: z.object({ reason: z.string().trim().min(1, "reason-missing").max(500) }),
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const { refused } = await returnToCounselor(system, actor, {
      key,
      of: keyOf(params),
      because: body.reason,
    });
    return refused ? refusedAt(refused, "reason") : see(back(params), words.retirement.office.returned);
  },
});

form({
  path: "/office/cases/:person/:case/choose-again",
  owner: "retirement",
  may: "record a death",
  subject,
  body: z.object({ died: memorableDate("diedMissing"), agreed: z.string().optional() }),
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const { refused } = await reopenElection(system, actor, {
      key,
      of: keyOf(params),
      died: parseDate(body.died),
      agreed: body.agreed === "yes",
    });
    if (refused) return refusedAt(refused, reopeningField(refused.code));
    return see(back(params), words.retirement.office.again.done);
  },
});

/** The field at which a refusal to open an election again is said; nothing where it is about the case. */
function reopeningField(code: string): string | undefined {
  if (code === "request-or-certificate-missing") return "agreed";
  return code.startsWith("death-") || code === "not-before-start" ? "died" : undefined;
}

page({
  path: "/office/letters/:person/:letter",
  owner: "retirement",
  may: "read a determination",
  subject,
  show: async ({ system, actor, params }) => {
    const letter = numberIn(params.letter);
    const found = await readLetter(system, actor, { person: numberIn(params.person), letter });
    if (found === undefined) throw notFound();
    return file({ name: `letter-${letter}.pdf`, type: "application/pdf", bytes: found.bytes });
  },
});

page({
  path: "/office/papers/:person/:case/:document",
  owner: "retirement",
  may: "read a case",
  subject,
  show: async ({ system, actor, params }) => {
    const document = numberIn(params.document);
    const found = await readPaper(system, actor, { ...keyOf(params), document });
    if (found === undefined) throw notFound();
    return file({ name: found.name, type: found.mediaType, bytes: found.bytes });
  },
});
