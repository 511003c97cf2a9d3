import { formatDate } from "@emeritus/engine/dates.ts";
import type { MemberRecord } from "@emeritus/operations/estimating/read-member-record.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { authenticationWays } from "@emeritus/operations/whole-person/tell-member-id.ts";
import type { WholePerson } from "@emeritus/operations/whole-person/read-person.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { count, dayOfInstant, longDate, shortDate } from "@emeritus/words/format.ts";
import type { ReactNode } from "react";
import { Record } from "../member/record.tsx";
import { Agency } from "../people/agents.tsx";
import { NamedList } from "../people/beneficiaries.tsx";
import { Reached } from "../people/details.tsx";
import { Family } from "../people/family-shown.tsx";
import {
  Button,
  ButtonLink,
  Choices,
  Empty,
  Facts,
  Field,
  Form,
  More,
  Table,
  Tag,
} from "../shared/components/index.ts";
import { useFrame, useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";
import { ReportLink } from "./death-link.tsx";
import { Log, Timeline } from "./person-log.tsx";
import { Money } from "./person-money.tsx";
import { plain } from "./plain.ts";

/** The parts of the page, for "On this page". */
export const wholeParts = [
  "who",
  "quality",
  "reach",
  "family",
  "money",
  "cases",
  "papers",
  "log",
  "timeline",
] as const;

/** Everything of one person on one page: who it is first, then what the office needs when the person calls. */
export function Whole(props: {
  whole: WholePerson;
  actor: Actor;
  /** Shown whole once the caller is authenticated. */
  memberId: string | undefined;
  today: string;
  timeZone: string;
  record: MemberRecord | undefined;
  employers: ReadonlyMap<number, string>;
  quality: ReactNode;
}) {
  const { whole, actor, today } = props;
  const { person } = whole.person;
  const words = useWords().people.whole;
  const to = { person };
  return (
    <>
      <Acts person={person} actor={actor} employed={whole.employed} />
      <Identity whole={whole} actor={actor} memberId={props.memberId} />
      <h2 id="quality">{useWords().quality.person.heading}</h2>
      {props.quality}
      <h2 id="reach">{words.reach}</h2>
      <Reached contacts={whole.contacts} today={today} />
      <p className="acts">
        <a href={link("/office/members/:person/details", to)}>{words.detailsLink}</a>
      </p>
      <h2 id="family">{words.family}</h2>
      <Family family={whole.family} />
      {whole.beneficiaries
        .filter(({ named }) => named.length > 0)
        .map((list) => (
          <BeneficiaryList key={list.purpose} list={list} />
        ))}
      {whole.agency.agents.length > 0 ? <Agency seen={whole.agency} /> : null}
      <p className="acts">
        <a href={link("/office/members/:person/family", to)}>{words.familyLink}</a>
        <a href={link("/office/members/:person/beneficiaries", to)}>{words.beneficiariesLink}</a>
        <a href={link("/office/members/:person/agent", to)}>{words.agentLink}</a>
      </p>
      <Money whole={whole} />
      <Cases whole={whole} actor={actor} />
      <Papers whole={whole} actor={actor} timeZone={props.timeZone} />
      <Log whole={whole} actor={actor} today={today} />
      <Timeline events={whole.timeline} />
      {props.record === undefined ? null : (
        <Record
          record={props.record}
          employers={props.employers}
          yearsLink={undefined}
          serviceLink={link("/office/members/:person/service", { person: props.whole.person.person })}
          headings={words.work}
        />
      )}
    </>
  );
}

function Acts({ person, actor, employed }: { person: number; actor: Actor; employed: boolean }) {
  const words = useWords().office.members;
  const told = useWords().disclosure.person;
  const divided = useWords().division.record;
  return (
    <p className="acts">
      {employed ? (
        <ButtonLink href={link("/office/members/:person/benefit", { person })}>{words.benefit}</ButtonLink>
      ) : null}
      {may(actor, "record a death", { person }) ? <ReportLink person={person} /> : null}
      {employed && may(actor, "record a division order", { person }) ? (
        <a href={link("/office/members/:person/division", { person })}>{divided.link}</a>
      ) : null}
      {may(actor, "read disclosures", { person }) ? (
        <a href={link("/office/members/:person/disclosures", { person })}>{told.link}</a>
      ) : null}
      <a href={link("/office/members")}>{words.back}</a>
      <a href={link("/office/members/:person/history", { person })}>{useWords().service.cases.history}</a>
    </p>
  );
}

function Identity(props: { whole: WholePerson; actor: Actor; memberId: string | undefined }) {
  const { whole, actor } = props;
  const all = useWords();
  const { people } = all;
  const words = people.whole;
  const { person, born, birthProof, died } = whole.person;
  const shown = all.disclosure.memberId;
  const masked = shown.masked({ last2: whole.person.memberId.slice(-2) });
  return (
    <>
      <h2 id="who">{words.roles}</h2>
      <ul>
        {whole.roles.map((role, at) => (
          <li key={at}>
            {role.of === undefined ? (
              people.role[role.kind]
            ) : (
              <a href={link("/office/members/:person", { person: role.of.person })}>
                {people.roleOf({ role: people.role[role.kind], name: role.of.name })}
              </a>
            )}
            , {people.since({ day: shortDate(role.since) })}
          </li>
        ))}
      </ul>
      <Facts
        facts={[
          { name: words.memberId, value: props.memberId ?? masked },
          {
            name: words.ssn,
            value:
              whole.ssnLast4 === undefined
                ? people.search.noSsn
                : people.search.masked({ last4: whole.ssnLast4 }),
          },
          {
            name: words.born,
            value: (
              <>
                {longDate(formatDate(born))}{" "}
                <Tag>{birthProof ? all.member.record.bornProven : all.member.record.bornNotProven}</Tag>
              </>
            ),
          },
          ...(died === undefined ? [] : [{ name: words.died, value: longDate(formatDate(died)) }]),
        ]}
      />
      {props.memberId === undefined && may(actor, "note a contact", { person }) ? (
        <TellMemberId person={person} />
      ) : null}
      {whole.ssnLast4 !== undefined && may(actor, "read a closed field", { person }) ? (
        <ShowSsn person={person} />
      ) : null}
      {whole.joined.map((one) => (
        <p key={one.person}>
          {words.joinedSays({ memberId: one.memberId, asked: one.askedBy, decided: one.decidedBy ?? "" })}{" "}
          <a href={link("/office/duplicates/:person/:other", { person, other: one.person })}>
            {people.duplicates.compare}
          </a>
        </p>
      ))}
      <p className="acts">
        <a href={link("/office/duplicates", undefined, { person })}>{words.pairsLink}</a>
      </p>
    </>
  );
}

function TellMemberId({ person }: { person: number }) {
  const words = useWords().disclosure.memberId;
  const { problems } = useFrame();
  return (
    <More id="tell-member-id" summary={words.tell} open={problems.some(({ field }) => field === "ways")}>
      <p>{words.says}</p>
      <Form action={link("/office/members/:person/member-id", { person })} label={words.tell}>
        <Choices
          name="ways"
          many
          label={words.how}
          options={authenticationWays.map((way) => ({ value: way, text: words.ways[way] }))}
        />
        <Button look="outline">{words.show}</Button>
      </Form>
    </More>
  );
}

function ShowSsn({ person }: { person: number }) {
  const words = useWords().people.whole;
  const { typed } = useFrame();
  return (
    <More id="ssn" summary={words.showSsn} open={"reason" in typed}>
      <p>{words.showSsnSays}</p>
      <Form action={link("/office/members/:person/ssn", { person })} label={words.showSsn}>
        <Field name="reason" label={words.reason} />
        <Button look="outline">{words.show}</Button>
      </Form>
    </More>
  );
}

function BeneficiaryList({ list }: { list: WholePerson["beneficiaries"][number] }) {
  const words = useWords().people.beneficiaries;
  return (
    <>
      <h3>
        {words.title}: {words.purposes[list.purpose]}
      </h3>
      <NamedList list={list} />
    </>
  );
}

function Cases({ whole, actor }: { whole: WholePerson; actor: Actor }) {
  const words = useWords().people.whole;
  const { person } = whole.person;
  const linkOf = (kind: string, caseNumber: number): string | undefined => {
    if (kind === "retirement" && may(actor, "read a case", { person }))
      return link("/office/cases/:person/:case", { person, case: caseNumber });
    if (kind === "death" && may(actor, "read death cases", { person }))
      return link("/office/deaths/:person/:case", { person, case: caseNumber });
    if (kind === "divisionOfBenefits" && may(actor, "read division orders", { person }))
      return link("/office/divisions/:person/:case", { person, case: caseNumber });
    return undefined;
  };
  return (
    <>
      <h2 id="cases">{words.cases}</h2>
      {whole.cases.length === 0 ? (
        <Empty>{words.noCases}</Empty>
      ) : (
        <Table
          caption={words.cases}
          quiet
          rows={whole.cases}
          keyOf={({ caseNumber }) => caseNumber}
          columns={[
            {
              head: words.caseColumns.number,
              names: true,
              cell: ({ kind, caseNumber }) => {
                const href = linkOf(kind, caseNumber);
                return href === undefined ? count(caseNumber) : <a href={href}>{count(caseNumber)}</a>;
              },
            },
            { head: words.caseColumns.kind, cell: ({ kind }) => plain(kind) },
            { head: words.caseColumns.status, cell: ({ status }) => plain(status) },
            { head: words.caseColumns.opened, cell: ({ opened }) => shortDate(opened) },
          ]}
        />
      )}
    </>
  );
}

interface Paper {
  readonly key: string;
  readonly what: string;
  readonly status: string;
  readonly day: string;
  readonly href: string | undefined;
}

function Papers(props: { whole: WholePerson; actor: Actor; timeZone: string }) {
  const { whole, actor, timeZone } = props;
  const words = useWords().people.whole;
  const { person } = whole.person;
  const reads = may(actor, "read a case", { person });
  const papers: Paper[] = [
    ...whole.documents.map((one) => ({
      key: `d${one.document}`,
      what: plain(one.kind),
      status: plain(one.status),
      day: dayOfInstant(one.since, timeZone),
      href:
        one.file !== undefined && one.caseNumber !== undefined && reads
          ? link("/office/papers/:person/:case/:document", {
              person,
              case: one.caseNumber,
              document: one.document,
            })
          : undefined,
    })),
    ...whole.letters.map((one) => ({
      key: `l${one.letter}`,
      what: plain(one.kind),
      status: one.printed ? words.letterPrinted : words.letterWaits,
      day: one.written,
      href:
        one.printed && reads
          ? link("/office/letters/:person/:letter", { person, letter: one.letter })
          : undefined,
    })),
  ].toSorted((a, b) => b.day.localeCompare(a.day));
  return (
    <>
      <h2 id="papers">{words.papers}</h2>
      {papers.length === 0 ? (
        <Empty>{words.noPapers}</Empty>
      ) : (
        <Table
          caption={words.papers}
          quiet
          rows={papers}
          keyOf={({ key }) => key}
          columns={[
            {
              head: words.paperColumns.kind,
              names: true,
              cell: ({ what, href }) => (href === undefined ? what : <a href={href}>{what}</a>),
            },
            { head: words.paperColumns.status, cell: ({ status }) => status },
            { head: words.paperColumns.day, cell: ({ day }) => shortDate(day) },
          ]}
        />
      )}
    </>
  );
}
