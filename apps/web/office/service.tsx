import { parseDate } from "@emeritus/engine/dates.ts";
import { employerNames } from "@emeritus/operations/estimating/read-member-record.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { askForService } from "@emeritus/operations/service/ask-for-service.ts";
import { SERVICE_CASE } from "@emeritus/operations/service/case-view.ts";
import {
  listServiceCases,
  type QueueLine,
  readServiceQueue,
  type ServiceQueue,
} from "@emeritus/operations/service/read-service-cases.ts";
import { readService, type ServiceSeen } from "@emeritus/operations/service/read-service.ts";
import { recordProof } from "@emeritus/operations/service/record-proof.ts";
import { serviceProofKinds } from "@emeritus/records/service-tables.ts";
import { count, longDate, shortDate } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import { AskBody, askedService, AskForm } from "../member/service.tsx";
import { answerWhy, CaseList, Ledger, refusedInWords, WhyForm, WhyQuery } from "../member/service-parts.tsx";
import { memorableDate } from "../member/retire-parts.tsx";
import {
  Button,
  Counts,
  Empty,
  Field,
  Form,
  MemorableDate,
  More,
  Select,
  Table,
  Tag,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, form, link, menu, page, see, type View } from "../shared/routes.ts";

const personOf = ({ params }: { params: { person: string } }): number => numberIn(params.person);
const subject = (asked: { params: { person: string } }) => ({ person: personOf(asked) });
const says = (words: Words) => words.service.problems;

async function showQueue(asked: Asked): Promise<View> {
  const queue = await readServiceQueue(asked.system, asked.actor);
  const said = asked.words.service.office;
  return { title: said.queueTitle, wide: true, body: <Queue queue={queue} /> };
}

function Queue({ queue }: { queue: ServiceQueue }) {
  const all = useWords();
  const words = all.service.office;
  return (
    <>
      <p className="lead">{words.queueIntro}</p>
      <Counts
        label={words.queueTitle}
        counts={[
          { value: count(queue.lines.length), text: words.counts.open },
          { value: count(queue.late), text: words.counts.late, alarm: queue.late > 0 },
          { value: count(queue.stopped), text: words.counts.stopped, alarm: queue.stopped > 0 },
        ]}
      />
      {queue.lines.length === 0 ? <Empty>{words.queueNone}</Empty> : <Rows queue={queue} />}
    </>
  );
}

/** What a case of the queue is about, in words. */
export function whatOf(words: Words, { kind, what }: Pick<QueueLine, "kind" | "what">): string {
  const asks: Readonly<Record<string, string>> = words.service.asks;
  const about: Readonly<Record<string, string>> = words.service.office.about;
  return (kind === SERVICE_CASE ? asks[what] : about[what]) ?? what;
}

function Rows({ queue }: { queue: ServiceQueue }) {
  const all = useWords();
  const words = all.service.office;
  const statuses: Readonly<Record<string, string>> = all.service.statuses;
  const duties: Readonly<Record<string, string>> = words.duties;
  const owners: Readonly<Record<string, string>> = words.owners;
  return (
    <Table<QueueLine>
      caption={words.queueTitle}
      quiet
      rows={queue.lines}
      keyOf={({ caseNumber }) => caseNumber}
      columns={[
        {
          head: words.columns.due,
          cell: ({ due, late, stopped }) => (
            <>
              {due === null ? all.common.none : shortDate(due)}{" "}
              {stopped ? (
                <Tag kind="bad">{words.stopped}</Tag>
              ) : late ? (
                <Tag kind="bad">{words.late}</Tag>
              ) : null}
            </>
          ),
        },
        {
          head: words.columns.person,
          names: true,
          cell: ({ person, caseNumber, name, memberId }) => (
            <>
              <a href={link("/office/service/:person/:case", { person, case: caseNumber })}>{name}</a>{" "}
              <span className="small soft">{memberId}</span>
            </>
          ),
        },
        { head: words.columns.what, cell: (line) => whatOf(all, line) },
        { head: words.columns.status, cell: ({ status }) => statuses[status] ?? status },
        {
          head: words.columns.next,
          cell: ({ duty }) => (duty === null ? all.common.none : (duties[duty] ?? duty)),
        },
        {
          head: words.columns.waits,
          cell: ({ owner }) => (owner === null ? all.common.none : (owners[owner] ?? owner)),
        },
      ]}
    />
  );
}

type LedgerAsked = Pick<Asked, "system" | "actor" | "words" | "moment"> & {
  readonly params: { readonly person: string };
  readonly query?: unknown;
};

async function showLedger(asked: LedgerAsked): Promise<View> {
  const { system, actor, words, moment } = asked;
  const person = personOf(asked);
  const why = (asked.query ?? {}) as z.output<typeof WhyQuery>;
  const [seen, employers, cases, answer] = await Promise.all([
    readService(system, actor, person, moment),
    employerNames(system),
    listServiceCases(system, actor, person, moment),
    answerWhy({ ...asked, query: why }, person),
  ]);
  const said = words.service;
  const { memberId } = seen.career;
  const name = seen.career.name || memberId; // before somebody was recorded, no name was known
  return {
    title: said.titleOf({ name }),
    over: <a href={link("/office/members/:person", { person })}>{words.member.over({ name, memberId })}</a>,
    wide: true,
    body: (
      <>
        {answer}
        <Ledger seen={seen} employers={employers} dispute={undefined} />
        <WhyForm action={link("/office/members/:person/service", { person })} why={why} />
        <CaseList
          cases={cases}
          heading={said.cases.headingOf}
          timeZone={system.fund.timeZone}
          to={(number) => link("/office/service/:person/:case", { person, case: number })}
        />
        <p className="acts">
          {may(actor, "ask for service", { person }) ? (
            <a href={link("/office/members/:person/service/ask", { person })}>{said.cases.ask}</a>
          ) : null}
          <a href={link("/office/members/:person/service/given-up", { person })}>{words.givenUp.link}</a>
          <a href={link("/office/members/:person/history", { person })}>{said.cases.history}</a>
        </p>
        {may(actor, "change a record", { person }) ? (
          <ProofForm person={person} seen={seen} employers={employers} />
        ) : null}
      </>
    ),
  };
}

function ProofForm({
  person,
  seen,
  employers,
}: {
  person: number;
  seen: ServiceSeen;
  employers: ReadonlyMap<number, string>;
}) {
  const all = useWords().service;
  const words = all.office;
  const eligible = seen.career.rows.employment.filter((job) => job.eligible);
  const jobs = eligible.filter(
    ({ position }, at) => eligible.findIndex((one) => one.position === position) === at,
  );
  return (
    <More summary={words.proofHeading} open={false}>
      <p>{words.proofSays}</p>
      <Form action={link("/office/members/:person/service", { person })} label={words.proofHeading}>
        <Select
          name="position"
          label={words.position}
          empty
          options={jobs.map(({ position, employer, from }) => ({
            value: String(position),
            text: words.jobFrom({ employer: employers.get(employer!) ?? "", from: longDate(from) }),
          }))}
        />
        <Select
          name="kind"
          label={words.proofKind}
          empty
          options={serviceProofKinds.map((kind) => ({ value: kind, text: all.proofs[kind] }))}
        />
        <Field name="certifiedBy" label={words.certifiedBy} />
        <MemorableDate name="certifiedOn" label={words.certifiedOn} />
        <MemorableDate name="from" label={words.proofFrom} />
        <MemorableDate name="until" label={words.proofTo} />
        <Field name="hours" label={words.hours} inputMode="numeric" width="short" optional />
        <Button look="outline">{words.proofRecord}</Button>
      </Form>
    </More>
  );
}

async function showAsk(asked: LedgerAsked): Promise<View> {
  const { system, actor, words, moment } = asked;
  const person = personOf(asked);
  const { name, memberId } = (await readService(system, actor, person, moment)).career;
  return {
    title: words.service.ask.title,
    over: (
      <a href={link("/office/members/:person/service", { person })}>
        {words.member.over({ name, memberId })}
      </a>
    ),
    body: <AskForm action={link("/office/members/:person/service/ask", { person })} />,
  };
}

const proofField: Readonly<Record<string, string>> = {
  "no-such-job": "position",
  "not-in-job": "from",
  "certified-ahead": "certifiedOn",
};

menu("staff", "read the work queue", "/office/service", (words) => words.service.menuOffice);
page({ path: "/office/service", owner: "service", may: "read the work queue", show: showQueue });
page({
  path: "/office/members/:person/service",
  owner: "service",
  may: "read a record",
  subject,
  query: WhyQuery,
  clocks: true,
  show: showLedger,
});
form({
  path: "/office/members/:person/service",
  owner: "service",
  may: "change a record",
  subject,
  body: z.object({
    position: z.coerce.number("positionMissing").int().min(1, "positionMissing").max(1000, "positionMissing"),
    kind: z.enum(serviceProofKinds, "kindMissing"),
    certifiedBy: z.string("certifiedByMissing").trim().min(1, "certifiedByMissing").max(200),
    certifiedOn: memorableDate("dayMissing"),
    from: memorableDate("dayMissing"),
    until: memorableDate("dayMissing"),
    hours: AskBody.shape.hours,
  }),
  says,
  bad: showLedger,
  take: async (asked) => {
    const { system, actor, body, key, words } = asked;
    const person = personOf(asked);
    const { refused } = await recordProof(system, actor, {
      key,
      person,
      position: body.position,
      kind: body.kind,
      certifiedBy: body.certifiedBy,
      certifiedOn: parseDate(body.certifiedOn),
      from: parseDate(body.from),
      to: parseDate(body.until),
      hoursAYear: body.hours,
    });
    if (refused) return refusedInWords(words, refused, proofField[refused.code] ?? "until");
    return see(link("/office/members/:person/service", { person }), words.service.office.proofRecorded);
  },
});
page({
  path: "/office/members/:person/service/ask",
  owner: "service",
  may: "ask for service",
  subject,
  show: showAsk,
});
form({
  path: "/office/members/:person/service/ask",
  owner: "service",
  may: "ask for service",
  subject,
  body: AskBody,
  says,
  bad: showAsk,
  take: async (asked) => {
    const { system, actor, body, key, words } = asked;
    const person = personOf(asked);
    const { accepted, refused } = await askForService(system, actor, { key, person, ...askedService(body) });
    if (refused) return refusedInWords(words, refused, refused.code === "already-asked" ? "what" : "from");
    return see(
      link("/office/service/:person/:case", { person, case: accepted.caseNumber }),
      words.service.ask.sent,
    );
  },
});
