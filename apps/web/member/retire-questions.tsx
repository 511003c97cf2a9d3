import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { largestPaper } from "@emeritus/operations/paper.ts";
import { answerQuestion } from "@emeritus/operations/retiring/answer-question.ts";
import { isProofKind, type RetirementCase } from "@emeritus/operations/retiring/case-view.ts";
import type { OwnRetirement, StartSeen } from "@emeritus/operations/retiring/read-retirement.ts";
import { centsOf } from "@emeritus/operations/retiring/retirement-law.ts";
import { sendDocument } from "@emeritus/operations/retiring/send-document.ts";
import { livingSpouse } from "@emeritus/operations/retiring/spouse.ts";
import { longDate, money } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import {
  Alert,
  Button,
  ButtonLink,
  Choices,
  Field,
  Form,
  MemorableDate,
  PaperField,
  Select,
  Steps,
  Table,
  Tag,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, form, link, page, see, type View } from "../shared/routes.ts";
import {
  memorableDate,
  memorableDateOrNone,
  openCase,
  ownCase,
  ownRetirement,
  refusedAt,
} from "./retire-parts.tsx";

/** The starting dates that can be asked for today, with what each gives. */
export function Starts({ starts }: { starts: readonly StartSeen[] }) {
  const words = useWords().retirement.member;
  const columns = words.dateColumns;
  return (
    <Table
      caption={words.datesCaption}
      quiet
      rows={starts}
      keyOf={({ dates }) => dates.start}
      columns={[
        { head: columns.start, names: true, cell: ({ dates }) => longDate(formatDate(dates.start)) },
        { head: columns.apply, cell: ({ dates }) => longDate(formatDate(dates.applicationDue)) },
        { head: columns.elect, cell: ({ dates }) => longDate(formatDate(dates.electionDue)) },
        { head: columns.how, cell: ({ compared }) => <Gives compared={compared} /> },
      ]}
    />
  );
}

function Gives({ compared }: Pick<StartSeen, "compared">) {
  const words = useWords().retirement.member;
  const life = centsOf(compared.options[0]?.toMember);
  if (!compared.eligible.value || life === undefined) return words.cannotOn;
  return words.estimateAMonth({ amount: money(life + (centsOf(compared.temporary) ?? 0n)) });
}

const stepNames = ["date", "lastDay", "married", "documents"] as const;

/** The names of the steps of an application, its review the last. */
export const stepsOf = ({ stepNames: said }: Words["retirement"]["member"]): string[] => [
  ...stepNames.map((name) => said[name]),
  said.review,
];

/** A page that asks one question of step 1. */
function question(at: 0 | 1 | 2 | 3, body: (own: OwnRetirement, draft: RetirementCase) => View["body"]) {
  return async (asked: Asked): Promise<View> => {
    const own = await ownRetirement(asked);
    const draft = openCase(own);
    const said = asked.words.retirement.member;
    return {
      title: said.questions[stepNames[at]],
      over: asked.words.member.over({ name: own.career.name, memberId: own.career.memberId }),
      body: (
        <>
          <Steps names={stepsOf(said)} at={at} />
          {body(own, draft)}
        </>
      ),
    };
  };
}

const showDate = question(0, (own, draft) => <DateQuestion own={own} draft={draft} />);
const showLastDay = question(1, (own, draft) => <LastDayQuestion own={own} draft={draft} />);
const showFamily = question(2, (own, draft) => <FamilyQuestion own={own} draft={draft} />);
const showPapers = question(3, (_, draft) => <Papers retirement={draft} />);

function DateQuestion({ own, draft }: { own: OwnRetirement; draft: RetirementCase }) {
  const words = useWords().retirement.member;
  return (
    <>
      <Starts starts={own.starts} />
      {own.starts.some(({ compared }) => compared.eligible.value) ? null : (
        <Alert kind="info">{words.cannotAny}</Alert>
      )}
      <Form action={link("/member/retire/date")}>
        <Select
          name="start"
          label={words.questions.date}
          hint={words.questions.dateHint}
          value={draft.answers.annuityStartingDate}
          empty
          options={own.starts.map(({ dates }) => ({
            value: formatDate(dates.start),
            text: longDate(formatDate(dates.start)),
          }))}
        />
        <Button>{words.saveAndGoOn}</Button>
      </Form>
    </>
  );
}

function LastDayQuestion({ own, draft }: { own: OwnRetirement; draft: RetirementCase }) {
  const words = useWords().retirement.member;
  const known = own.career.leftService === undefined ? undefined : formatDate(own.career.leftService);
  return (
    <Form action={link("/member/retire/last-day")}>
      <MemorableDate
        name="lastDay"
        label={words.questions.lastDay}
        hint={known ? words.questions.lastDayKnown({ day: longDate(known) }) : words.questions.lastDayHint}
        value={draft.answers.lastDayOfWork ?? known}
      />
      <Button>{words.saveAndGoOn}</Button>
    </Form>
  );
}

function FamilyQuestion({ own, draft }: { own: OwnRetirement; draft: RetirementCase }) {
  const words = useWords().retirement.member;
  const { answers } = draft;
  const spouse = livingSpouse(own.career);
  const [first, ...rest] = (spouse?.name ?? "").split(" ");
  const married = answers.married ?? (spouse === null ? undefined : true);
  return (
    <Form action={link("/member/retire/family")}>
      {spouse ? <Alert kind="info">{words.questions.spouseKnown({ spouse: spouse.name })}</Alert> : null}
      <Choices
        name="married"
        label={words.questions.married}
        hint={words.questions.marriedHint}
        value={married === undefined ? undefined : married ? "yes" : "no"}
        options={[
          { value: "yes", text: words.questions.marriedYes },
          { value: "no", text: words.questions.marriedNo },
        ]}
      />
      <h2>{words.questions.spouseHeading}</h2>
      <Field
        name="spouseFirst"
        label={words.questions.spouseFirst}
        value={answers.spouseFirst ?? (first || undefined)}
      />
      <Field
        name="spouseLast"
        label={words.questions.spouseLast}
        value={answers.spouseLast ?? (rest.join(" ") || undefined)}
      />
      <MemorableDate
        name="spouseBorn"
        label={words.questions.spouseBorn}
        value={answers.spouseBorn ?? spouse?.born ?? undefined}
      />
      <MemorableDate
        name="marriedOn"
        label={words.questions.marriedOn}
        value={answers.marriedOn ?? spouse?.marriedOn}
      />
      <Button>{words.saveAndGoOn}</Button>
    </Form>
  );
}

/** The checklist of papers, each with where it stands and a way to send it; used before and after filing. */
function PaperList({ retirement }: { retirement: RetirementCase }) {
  const words = useWords().retirement;
  return (
    <ul className="cards">
      {retirement.proofs.map(({ kind, state, because, blocks }) => (
        <li key={kind} className="card" id={kind}>
          <h2>{words.proofs[kind].name}</h2>
          <p>
            <Tag
              kind={
                state === "accepted"
                  ? "good"
                  : state === "refused"
                    ? "bad"
                    : state === "missing" && blocks
                      ? "warn"
                      : "plain"
              }
            >
              {words.proofStates[state]}
            </Tag>
          </p>
          {state === "refused" && because ? <p>{because}</p> : null}
          <p>{words.proofs[kind].says}</p>
          {state === "accepted" ? null : (
            <Form action={link("/member/retire/papers")} upload label={words.proofs[kind].name}>
              <input type="hidden" name="kind" value={kind} />
              <PaperField name={`file-${kind}`} label={words.member.questions.file} />
              <Button look="outline" describes={words.proofs[kind].name}>
                {state === "missing" ? words.member.questions.send : words.member.questions.another}
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}

function Papers({ retirement }: { retirement: RetirementCase }) {
  const words = useWords().retirement.member;
  return (
    <>
      <p className="lead">{words.questions.documentsHint}</p>
      <PaperList retirement={retirement} />
      <p className="acts">
        <ButtonLink href={link(retirement.status === "draft" ? "/member/retire/review" : "/member/retire")}>
          {words.goOn}
        </ButtonLink>
      </p>
    </>
  );
}

page({ path: "/member/retire/date", owner: "retirement", may: "apply for retirement", show: showDate });
page({
  path: "/member/retire/last-day",
  owner: "retirement",
  may: "apply for retirement",
  show: showLastDay,
});
page({ path: "/member/retire/family", owner: "retirement", may: "apply for retirement", show: showFamily });
page({ path: "/member/retire/papers", owner: "retirement", may: "send a document", show: showPapers });

form({
  path: "/member/retire/date",
  owner: "retirement",
  may: "apply for retirement",
  body: z.object({ start: z.iso.date("startMissing") }),
  says: (words) => ({ ...words.retirement.refusals, ...words.retirement.problems }),
  bad: showDate,
  take: async (taken) => {
    const of = await ownCase(taken);
    const { refused } = await answerQuestion(taken.system, taken.actor, {
      key: taken.key,
      of,
      answers: { annuityStartingDate: taken.body.start },
    });
    return refused ? refusedAt(refused, "start") : see(link("/member/retire/last-day"));
  },
});

form({
  path: "/member/retire/last-day",
  owner: "retirement",
  may: "apply for retirement",
  body: z.object({ lastDay: memorableDate("lastDayMissing") }),
  says: (words) => ({ ...words.retirement.refusals, ...words.retirement.problems }),
  bad: showLastDay,
  take: async (taken) => {
    const own = await ownRetirement(taken);
    const { person, caseNumber, answers } = openCase(own);
    const { lastDay } = taken.body;
    const start = answers.annuityStartingDate;
    if (start !== undefined && lastDay >= start)
      return refusedAt({ code: "last-day-not-before-start", facts: { lastDay, start } }, "lastDay");
    const known = own.career.leftService;
    if (known !== undefined && parseDate(lastDay) !== known)
      return refusedAt(
        { code: "last-day-differs-from-record", facts: { lastDay, recorded: formatDate(known) } },
        "lastDay",
      );
    const { refused } = await answerQuestion(taken.system, taken.actor, {
      key: taken.key,
      of: { person, caseNumber },
      answers: { lastDayOfWork: lastDay },
    });
    return refused ? refusedAt(refused, "lastDay") : see(link("/member/retire/family"));
  },
});

form({
  path: "/member/retire/family",
  owner: "retirement",
  may: "apply for retirement",
  body: z.object({
    married: z.enum(["yes", "no"], "marriedMissing"),
    spouseFirst: z.string().trim().max(100),
    spouseLast: z.string().trim().max(100),
    spouseBorn: memorableDateOrNone("spouseBornWrong"),
    marriedOn: memorableDateOrNone("marriedOnWrong"),
  }),
  says: (words) => ({ ...words.retirement.refusals, ...words.retirement.problems }),
  bad: showFamily,
  take: async (taken) => {
    const own = await ownRetirement(taken);
    const { person, caseNumber } = openCase(own);
    const { married, spouseFirst, spouseLast, spouseBorn, marriedOn } = taken.body;
    if (married === "no" && livingSpouse(own.career) !== null)
      return refusedAt({ code: "marital-state-differs-from-record", facts: {} }, "married");
    if (married === "yes" && (!spouseFirst || !spouseLast || !spouseBorn || !marriedOn))
      return refusedAt({ code: "spouse-details-missing", facts: {} }, "spouseFirst");
    const spouse =
      married === "yes" ? { spouseFirst, spouseLast, spouseBorn: spouseBorn!, marriedOn: marriedOn! } : {};
    const { refused } = await answerQuestion(taken.system, taken.actor, {
      key: taken.key,
      of: { person, caseNumber },
      answers: { married: married === "yes", ...spouse },
    });
    return refused ? refusedAt(refused, "married") : see(link("/member/retire/papers"));
  },
});

form({
  path: "/member/retire/papers",
  owner: "retirement",
  may: "send a document",
  upload: { most: largestPaper },
  body: z.object({ kind: z.string() }),
  says: (words) => ({ ...words.retirement.refusals, ...words.retirement.problems }),
  bad: showPapers,
  take: async (taken) => {
    const { kind } = taken.body;
    if (!isProofKind(kind)) return refusedAt({ code: "file-missing", facts: {} });
    const { refused } = await sendDocument(taken.system, taken.actor, {
      key: taken.key,
      of: await ownCase(taken),
      kind,
      bytes: taken.file?.bytes,
    });
    return refused
      ? refusedAt(refused, `file-${kind}`)
      : see(`${link("/member/retire/papers")}#${kind}`, taken.words.retirement.member.received);
  },
});
