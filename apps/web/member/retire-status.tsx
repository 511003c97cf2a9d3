import { formatDate } from "@emeritus/engine/dates.ts";
import type { RetirementCase } from "@emeritus/operations/retiring/case-view.ts";
import type { OwnRetirement } from "@emeritus/operations/retiring/read-retirement.ts";
import { rescindRetirement } from "@emeritus/operations/retiring/rescind-retirement.ts";
import { readLetter } from "@emeritus/operations/retiring/read-retirement.ts";
import { isJoint } from "@emeritus/operations/retiring/decide-election.ts";
import { reopeningCites } from "@emeritus/operations/retiring/decide-reopening.ts";
import { actionsFrom } from "@emeritus/operations/retiring/status.ts";
import { longDate, longMonth } from "@emeritus/words/format.ts";
import { z } from "zod";

import {
  Alert,
  Button,
  ButtonLink,
  Choices,
  Facts,
  Form,
  LawLink,
  Table,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, file, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { ownPerson } from "./own-record.ts";
import { dateWords, openCase, optionWords, ownCase, ownRetirement, refusedAt } from "./retire-parts.tsx";

/** The page that says where a filed application stands. */
export function statusView(
  { words }: Pick<Asked, "words">,
  own: OwnRetirement,
  retirement: RetirementCase,
): View {
  return {
    title: words.retirement.member.statusTitle,
    over: words.member.over({ name: own.career.name, memberId: own.career.memberId }),
    body: <Status own={own} retirement={retirement} />,
  };
}

function Status({ own, retirement }: { own: OwnRetirement; retirement: RetirementCase }) {
  const words = useWords().retirement;
  const status = words.statuses[retirement.status];
  const actions = actionsFrom(retirement.status);
  return (
    <>
      <section className="answer">
        <h2>{status.name}</h2>
        <p>{status.says}</p>
        <p className="acts">
          {actions.includes("elect") ? (
            <ButtonLink href={link("/member/retire/options")}>{words.member.optionsTitle}</ButtonLink>
          ) : null}
          {retirement.rows.letters.map(({ letter }) => (
            <ButtonLink key={letter} href={link("/member/letters/:letter", { letter })}>
              {words.member.openLetter}
            </ButtonLink>
          ))}
        </p>
      </section>
      <ChoosingAgain own={own} retirement={retirement} />
      <Filed own={own} retirement={retirement} />
      <h2 id="tasks">{words.member.tasksHeading}</h2>
      <Tasks retirement={retirement} />
      {actions.includes("sendDocument") && retirement.proofs.some(({ state }) => state !== "accepted") ? (
        <p className="acts">
          <ButtonLink href={link("/member/retire/papers")} look="outline">
            {words.member.questions.documents}
          </ButtonLink>
        </p>
      ) : null}
      {actions.includes("rescind") ? (
        <p>
          <a href={link("/member/retire/withdraw")}>{words.member.rescind}</a>
        </p>
      ) : null}
    </>
  );
}

/** What a member with a spouse option may do when the spouse dies before the start, or why the choice is open again. */
function ChoosingAgain({ own, retirement }: { own: OwnRetirement; retirement: RetirementCase }) {
  const said = useWords().retirement.member;
  const { application, election, reopenedFor, status } = retirement;
  if (reopenedFor !== undefined)
    return <Alert kind="info">{said.chooseAgain({ died: longDate(formatDate(reopenedFor)) })}</Alert>;
  const spouse = own.career.spouse?.name;
  const joint = election !== undefined && isJoint(election.option);
  if (!joint || application === undefined || spouse === undefined) return null;
  if (!actionsFrom(status).includes("electAgain")) return null;
  const start = longDate(formatDate(application.annuityStartingDate));
  return (
    <p className="measure">
      {said.spouseMayDie({ spouse, start })} <LawLink cites={reopeningCites} />
    </p>
  );
}

function Filed({ own, retirement }: { own: OwnRetirement; retirement: RetirementCase }) {
  const words = useWords();
  const said = words.retirement.member.answers;
  const { application, election } = retirement;
  const spouse = own.career.spouse?.name;
  const facts = [
    { name: said.start, value: dateWords(application?.annuityStartingDate, words) },
    { name: said.lastDay, value: dateWords(application?.lastDayOfWork, words) },
    { name: said.filedOn, value: dateWords(application?.receivedOn, words) },
  ];
  if (election) {
    facts.push({ name: said.option, value: optionWords(words, election.option, spouse).name });
    facts.push({ name: said.electedOn, value: dateWords(election.receivedOn, words) });
    facts.push({ name: said.firstPayment, value: longMonth(formatDate(election.firstPaymentMonth)) });
  }
  return <Facts facts={facts} />;
}

const mine = new Set(["member", "employer"]);

function Tasks({ retirement }: { retirement: RetirementCase }) {
  const words = useWords().retirement;
  const columns = words.member.taskColumns;
  const open = retirement.rows.duties.filter(({ status }) => status === "open");
  if (open.length === 0) return <p>{words.member.noTasks}</p>;
  const who = (owner: string) =>
    mine.has(owner) ? words.member.who[owner as "member" | "employer"] : words.member.who.office;
  return (
    <Table
      caption={words.member.tasksHeading}
      quiet
      rows={open}
      keyOf={({ obligation }) => obligation}
      columns={[
        { head: columns.due, cell: ({ due }) => longDate(due) },
        {
          head: columns.task,
          names: true,
          cell: ({ kind }) => words.tasks[kind as keyof typeof words.tasks],
        },
        { head: columns.who, cell: ({ owner }) => who(owner) },
      ]}
    />
  );
}

async function showWithdraw(asked: Asked): Promise<View> {
  const own = await ownRetirement(asked);
  openCase(own);
  const said = asked.words.retirement.member;
  return {
    title: said.rescindTitle,
    over: asked.words.member.over({ name: own.career.name, memberId: own.career.memberId }),
    body: (
      <>
        <Alert kind="warning">{said.rescindSays}</Alert>
        <Form action={link("/member/retire/withdraw")}>
          <Choices
            name="withdraw"
            many
            label={said.rescindTitle}
            options={[{ value: "yes", text: said.rescindConfirm }]}
          />
          <Button look="danger">{said.rescind}</Button>
        </Form>
        <p>
          <a href={link("/member/retire")}>{said.keep}</a>
        </p>
      </>
    ),
  };
}

page({
  path: "/member/retire/withdraw",
  owner: "retirement",
  may: "apply for retirement",
  show: showWithdraw,
});

form({
  path: "/member/retire/withdraw",
  owner: "retirement",
  may: "apply for retirement",
  body: z.object({ withdraw: z.literal("yes", "rescindFirst") }),
  says: (words) => ({ ...words.retirement.refusals, ...words.retirement.problems }),
  bad: showWithdraw,
  take: async (taken) => {
    const { refused } = await rescindRetirement(taken.system, taken.actor, {
      key: taken.key,
      of: await ownCase(taken),
    });
    return refused
      ? refusedAt(refused)
      : see(link("/member/retire"), taken.words.retirement.member.rescinded);
  },
});

page({
  path: "/member/letters/:letter",
  owner: "retirement",
  may: "read a determination",
  show: async (asked) => {
    const letter = Number(asked.params.letter);
    const found = Number.isSafeInteger(letter)
      ? await readLetter(asked.system, asked.actor, { person: ownPerson(asked), letter })
      : undefined;
    if (found === undefined) throw notFound();
    return file({ name: `letter-${letter}.pdf`, type: "application/pdf", bytes: found.bytes });
  },
});
