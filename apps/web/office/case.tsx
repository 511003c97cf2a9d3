import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import { findFact } from "@emeritus/engine/facts.ts";
import { sourceOf } from "@emeritus/operations/career.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { approveRetirement } from "@emeritus/operations/retiring/approve-retirement.ts";
import type { CaseKey } from "@emeritus/operations/in-one-case.ts";
import { judgeDocument } from "@emeritus/operations/retiring/judge-document.ts";
import { papersOfAge } from "@emeritus/operations/retiring/proofs.ts";
import {
  type CaseSeen,
  readCase,
  readLetter,
  readPaper,
} from "@emeritus/operations/retiring/read-retirement.ts";
import { recordEmployerData } from "@emeritus/operations/retiring/record-employer-data.ts";
import { returnToCounselor } from "@emeritus/operations/retiring/return-to-counselor.ts";
import { actionsFrom } from "@emeritus/operations/retiring/status.ts";
import { verifyRetirement } from "@emeritus/operations/retiring/verify-retirement.ts";
import { longDate, longInstant, longMonth, money } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { capital, phraseOf } from "@emeritus/words/phrase.ts";
import { beginWorksheet } from "@emeritus/words/worksheet.ts";
import { decimalText } from "@emeritus/words/value.ts";
import { z } from "zod";

import { memorableDateOrNone, optionWords, refusedAt } from "../member/retire-parts.tsx";
import {
  Alert,
  Button,
  ButtonLink,
  Choices,
  Facts,
  Field,
  Form,
  MemorableDate,
  More,
  Select,
  Sheet,
  Table,
  Tag,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, file, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { Due, ownerWords, taskWords } from "./cases.tsx";

type CaseAsked = Pick<Asked, "system" | "actor" | "words" | "moment"> & {
  readonly params: { readonly person: string; readonly case: string };
};

/** The case that an address names; numbers that the record cannot hold are those of nobody. */
function keyOf(params: { readonly person: string; readonly case: string }): CaseKey {
  return { person: numberIn(params.person), caseNumber: numberIn(params.case) };
}

const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });

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
      <Filed seen={seen} />
      <FactTable seen={seen} />
      <Papers seen={seen} asked={asked} />
      <Employer seen={seen} asked={asked} />
      <Amounts seen={seen} />
      <Decide seen={seen} asked={asked} />
      <History seen={seen} timeZone={asked.system.fund.timeZone} />
    </>
  );
}

function Open({ seen }: { seen: CaseSeen }) {
  const words = useWords();
  const open = seen.retirement.rows.duties.filter(({ status }) => status === "open");
  if (open.length === 0) return null;
  return (
    <ul>
      {open.map(({ obligation, kind, due, owner }) => (
        <li key={obligation}>
          <Due due={due} today={seen.today} /> {taskWords(words, kind)} ({ownerWords(words, owner)})
        </li>
      ))}
    </ul>
  );
}

function Filed({ seen }: { seen: CaseSeen }) {
  const words = useWords();
  const said = words.retirement.member.answers;
  const { application, election } = seen.retirement;
  if (application === undefined) return null;
  const date = (value: number) => longDate(formatDate(value));
  const facts = [
    { name: said.start, value: date(application.annuityStartingDate) },
    { name: said.lastDay, value: date(application.lastDayOfWork) },
    { name: said.filedOn, value: date(application.receivedOn) },
    { name: said.spouse, value: seen.facts?.spouse?.name ?? words.common.none },
  ];
  if (election) {
    facts.push({
      name: said.option,
      value: optionWords(words, election.option, seen.facts?.spouse?.name).name,
    });
    facts.push({
      name: said.electedOn,
      value: `${date(election.receivedOn)}${election.late ? ` (${words.retirement.office.late})` : ""}`,
    });
    facts.push({ name: said.firstPayment, value: longMonth(formatDate(election.firstPaymentMonth)) });
    for (const { name, relation, percent } of election.beneficiaries)
      facts.push({ name: words.retirement.member.beneficiaries, value: `${name}, ${relation}, ${percent}%` });
  }
  return <Facts facts={facts} />;
}

const shownFacts = [
  "memberClass",
  "birthDate",
  "firstHired",
  "leftService",
  "unusedSickLeaveHours",
  "purchasedService",
  "transferredService",
  "spouseBirthDate",
  "pay",
  "periods",
] as const;

function FactTable({ seen }: { seen: CaseSeen }) {
  const words = useWords();
  const said = words.retirement.office;
  if (!seen.facts) return null;
  const { facts } = seen.facts;
  const phrase = phraseOf(words);
  return (
    <>
      <h2 id="facts">{said.factsHeading}</h2>
      <Table
        caption={said.factsHeading}
        quiet
        rows={shownFacts}
        keyOf={(name) => name}
        columns={[
          { head: said.factColumns.fact, names: true, cell: (name) => capital(phrase(name)) },
          {
            head: said.factColumns.value,
            cell: (name) => factText(words, name, findFact(facts, name)?.value),
          },
          {
            head: said.factColumns.source,
            cell: (name) => <Source words={words} source={sourceOf(facts, name)} />,
          },
        ]}
      />
    </>
  );
}

function Source({ words, source }: { words: Words; source: ReturnType<typeof sourceOf> }) {
  const said = words.retirement.office.sources[source.from];
  if (source.from === "assumed")
    return (
      <>
        <Tag kind="warn">{said}</Tag> {words.retirement.because[source.because]}
      </>
    );
  return <Tag kind={source.from === "missing" ? "bad" : "plain"}>{said}</Tag>;
}

function factText(words: Words, name: (typeof shownFacts)[number], value: unknown): string {
  if (value === undefined) return words.retirement.office.stillMissing;
  if (value === null) return words.common.none;
  if (name === "pay") return words.retirement.office.months({ months: (value as readonly unknown[]).length });
  if (name === "periods")
    return words.retirement.office.periods({ periods: (value as readonly unknown[]).length });
  if (name === "birthDate" || name === "firstHired" || name === "leftService" || name === "spouseBirthDate")
    return longDate(formatDate(value as number));
  if (name === "unusedSickLeaveHours") return words.worksheet.hours({ hours: decimalText(value as Exact) });
  if (name === "memberClass") return phraseOf(words)(value as string);
  return words.worksheet.months({ months: value as number });
}

function Papers({ seen, asked }: { seen: CaseSeen; asked: CaseAsked }) {
  const words = useWords();
  const said = words.retirement.office;
  const { retirement } = seen;
  const { person } = retirement;
  const judges =
    may(asked.actor, "work a case", { person }) && actionsFrom(retirement.status).includes("judgeDocument");
  return (
    <>
      <h2 id="papers">{said.documentsHeading}</h2>
      <Table
        caption={said.documentsHeading}
        quiet
        rows={retirement.proofs}
        keyOf={({ kind }) => kind}
        columns={[
          {
            head: said.documentColumns.paper,
            names: true,
            cell: ({ kind }) => words.retirement.proofs[kind].office,
          },
          {
            head: said.documentColumns.state,
            cell: ({ state, because }) => (
              <>
                <Tag kind={state === "accepted" ? "good" : state === "refused" ? "bad" : "warn"}>
                  {words.retirement.proofStates[state]}
                </Tag>{" "}
                {state === "refused" ? because : null}
              </>
            ),
          },
          {
            head: said.documentColumns.blocks,
            cell: ({ blocks }) => (blocks ? words.common.yes : words.common.no),
          },
          {
            head: said.documentColumns.action,
            cell: ({ kind, file: sent, document }) =>
              sent && document !== undefined ? (
                <a
                  href={link("/office/papers/:person/:case/:document", {
                    person,
                    case: retirement.caseNumber,
                    document,
                  })}
                >
                  {said.download}
                  <span className="usa-sr-only"> {words.retirement.proofs[kind].office}</span>
                </a>
              ) : (
                words.common.none
              ),
          },
        ]}
      />
      {judges
        ? retirement.proofs
            .filter(({ state }) => state === "uploaded")
            .slice(0, 1)
            .map((proof) => <Judge key={proof.kind} proof={proof} seen={seen} />)
        : null}
    </>
  );
}

function Judge({ proof, seen }: { proof: CaseSeen["retirement"]["proofs"][number]; seen: CaseSeen }) {
  const words = useWords();
  const said = words.retirement.office;
  const { person, caseNumber } = seen.retirement;
  const name = words.retirement.proofs[proof.kind].office;
  return (
    <More summary={said.judge({ paper: name })} open>
      <Form
        action={link("/office/cases/:person/:case/papers", { person, case: caseNumber })}
        label={said.judge({ paper: name })}
      >
        <input type="hidden" name="document" value={String(proof.document)} />
        {proof.kind === "marriageCertificate" ? null : (
          <Select
            name="paper"
            label={said.paperSeen}
            empty
            options={papersOfAge.map((paper) => ({ value: paper, text: words.retirement.papers[paper] }))}
          />
        )}
        <MemorableDate name="seen" label={said.dateSeen} />
        <Choices
          name="correct"
          many
          label={said.differs}
          options={[{ value: "yes", text: said.correctRecord }]}
        />
        <Field name="because" label={said.refusalReason} optional />
        <p className="acts">
          <Button name="decision" value="accept">
            {said.acceptPaper}
          </Button>
          <Button name="decision" value="refuse" look="outline">
            {said.refusePaper}
          </Button>
        </p>
      </Form>
    </More>
  );
}

function Employer({ seen, asked }: { seen: CaseSeen; asked: CaseAsked }) {
  const words = useWords();
  const said = words.retirement.office;
  const { career, retirement } = seen;
  const missing = said.stillMissing;
  const works =
    may(asked.actor, "work a case", { person: retirement.person }) &&
    actionsFrom(retirement.status).includes("judgeDocument");
  const left = career.leftService;
  return (
    <>
      <h2 id="employer">{said.employerHeading}</h2>
      <Facts
        facts={[
          {
            name: said.employerData.leftService,
            value: left === undefined ? missing : longDate(formatDate(left)),
          },
          {
            name: said.employerData.lastPayMonth,
            value: career.lastPayMonth === undefined ? missing : longMonth(formatDate(career.lastPayMonth)),
          },
          {
            name: said.employerData.sickLeaveHours,
            value: career.sickLeaveHours === undefined ? missing : String(career.sickLeaveHours),
          },
        ]}
      />
      {works ? (
        <More summary={said.recordSickLeave}>
          <Form
            action={link("/office/cases/:person/:case/employer", {
              person: retirement.person,
              case: retirement.caseNumber,
            })}
            label={said.recordSickLeave}
          >
            {left === undefined ? <MemorableDate name="last" label={said.employerData.leftService} /> : null}
            <Field name="hours" label={said.certifySickLeave} inputMode="decimal" width="short" />
            <Button look="outline">{said.recordSickLeave}</Button>
          </Form>
        </More>
      ) : null}
    </>
  );
}

function Amounts({ seen }: { seen: CaseSeen }) {
  const words = useWords();
  const said = words.retirement.office;
  const { determined, retirement } = seen;
  if (determined === undefined || retirement.election === undefined)
    return <h2 id="amounts">{said.amountsHeading}</h2>;
  const phrase = phraseOf(words);
  const sheet = beginWorksheet(words);
  for (const { explanation } of determined.results.values()) sheet.add(explanation);
  const estimate = {
    ...retirement.application?.estimate,
    chosenAmount: retirement.application?.estimate[`${retirement.election.option}Amount`],
  };
  const names = [...determined.results.keys()];
  const text = (cents: bigint | undefined) => (cents === undefined ? said.stillMissing : money(cents));
  const difference = (name: string) => {
    const [was, is] = [estimate[name as keyof typeof estimate], determined.amounts[name]];
    return was === undefined || is === undefined ? "" : money(is - was);
  };
  return (
    <>
      <h2 id="amounts">{said.amountsHeading}</h2>
      <p className="measure">{said.differenceSays}</p>
      {determined.missing.length > 0 ? (
        <Alert kind="warning">
          {words.retirement.refusals["facts-missing"]({ facts: determined.missing.join(" ") })}
        </Alert>
      ) : null}
      <Table
        caption={said.differenceHeading}
        rows={names}
        keyOf={(name) => name}
        columns={[
          { head: said.differenceColumns.amount, names: true, cell: (name) => capital(phrase(name)) },
          {
            head: said.differenceColumns.estimate,
            number: true,
            cell: (name) => text(estimate[name as keyof typeof estimate]),
          },
          {
            head: said.differenceColumns.calculation,
            number: true,
            cell: (name) => text(determined.amounts[name]),
          },
          { head: said.differenceColumns.difference, number: true, cell: difference },
        ]}
      />
      <More summary={said.worksheetHeading}>
        <Sheet lines={sheet.lines} label={said.worksheetHeading} />
      </More>
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

function History({ seen, timeZone }: { seen: CaseSeen; timeZone: string }) {
  const words = useWords();
  const said = words.retirement.office;
  const actions: Readonly<Record<string, string>> = said.actions;
  return (
    <>
      <h2 id="steps">{said.stepsHeading}</h2>
      <Table
        caption={said.stepsHeading}
        quiet
        rows={seen.retirement.rows.steps}
        keyOf={({ step }) => step}
        columns={[
          { head: said.stepColumns.when, cell: ({ at }) => longInstant(isoInstant(at), timeZone) },
          { head: said.stepColumns.action, names: true, cell: ({ action }) => actions[action] ?? action },
          { head: said.stepColumns.by, cell: ({ actor }) => actor },
        ]}
      />
    </>
  );
}

/** An instant as the database writes it, as ISO text. */
const isoInstant = (at: string): string => at.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00");

const path = "/office/cases/:person/:case" as const;
const back = (params: { person: string; case: string }) => link(path, params);
const says = (words: Words) => ({ ...words.retirement.refusals, ...words.retirement.problems });

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
