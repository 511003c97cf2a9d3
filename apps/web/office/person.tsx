import { formatDate } from "@emeritus/engine/dates.ts";
import type { MemberRecord } from "@emeritus/operations/estimating/read-member-record.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { contactChannels } from "@emeritus/operations/whole-person/note-contact.ts";
import { authenticationWays } from "@emeritus/operations/whole-person/tell-member-id.ts";
import type { WholePerson } from "@emeritus/operations/whole-person/read-person.ts";
import type { TimelineEvent } from "@emeritus/operations/whole-person/timeline.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { count, longDate, longMonth, money, shortDate } from "@emeritus/words/format.ts";
import type { ReactNode } from "react";
import { Record } from "../member/record.tsx";
import { Agency } from "../people/agents.tsx";
import { NamedList } from "../people/beneficiaries.tsx";
import { Reached } from "../people/details.tsx";
import { Family } from "../people/family.tsx";
import {
  Button,
  ButtonLink,
  Choices,
  Empty,
  Facts,
  Field,
  Form,
  LongField,
  More,
  Select,
  Table,
  Tag,
} from "../shared/components/index.ts";
import { useFrame, useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";
import { ReportLink } from "./death-link.tsx";

/** A word of the record that the catalogue has no phrase for, as it can be read: "proofOfAge" becomes "proof of age". */
export const plain = (kind: string): string =>
  kind
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .replaceAll("-", " ")
    .toLowerCase();

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
      <Papers whole={whole} actor={actor} />
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

function Money({ whole }: { whole: WholePerson }) {
  const all = useWords();
  const words = all.people.whole;
  const { benefits, payments, thisYearCents, owedCents, account } = whole.money;
  return (
    <>
      <h2 id="money">{words.money}</h2>
      {benefits.length === 0 && payments.length === 0 ? (
        <Empty>{words.noMoney}</Empty>
      ) : (
        <>
          <Facts
            facts={[
              { name: words.paidThisYear, value: money(thisYearCents) },
              ...(owedCents === 0n ? [] : [{ name: words.owed, value: money(owedCents) }]),
              {
                name: words.account,
                value:
                  account === undefined ? words.accountNone : all.payroll.ending({ last4: account.last4 }),
              },
            ]}
          />
          <Table
            caption={words.benefitColumns.kind}
            rows={benefits}
            keyOf={({ benefit, from }) => `${benefit} ${from}`}
            columns={[
              { head: words.benefitColumns.kind, names: true, cell: ({ kind }) => words.benefitKinds[kind] },
              { head: words.benefitColumns.from, cell: ({ from }) => shortDate(formatDate(from)) },
              { head: words.benefitColumns.status, cell: ({ status }) => words.benefitStatus[status] },
              { head: words.benefitColumns.base, number: true, cell: ({ baseCents }) => money(baseCents) },
            ]}
          />
          {payments.length === 0 ? null : (
            <Table
              caption={words.lastPayments}
              rows={payments}
              keyOf={({ benefit, period, paidOn }) => `${benefit} ${period} ${paidOn}`}
              columns={[
                { head: words.forMonth, names: true, cell: ({ period }) => longMonth(period) },
                { head: words.paidOn, cell: ({ paidOn }) => shortDate(paidOn) },
                { head: words.amount, number: true, cell: ({ cents }) => money(cents) },
              ]}
            />
          )}
        </>
      )}
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

function Papers({ whole, actor }: { whole: WholePerson; actor: Actor }) {
  const words = useWords().people.whole;
  const { person } = whole.person;
  const reads = may(actor, "read a case", { person });
  const papers: Paper[] = [
    ...whole.documents.map((one) => ({
      key: `d${one.document}`,
      what: plain(one.kind),
      status: plain(one.status),
      day: one.since.slice(0, 10),
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

function Log({ whole, actor, today }: { whole: WholePerson; actor: Actor; today: string }) {
  const words = useWords().people.whole;
  const { person } = whole.person;
  const { typed } = useFrame();
  return (
    <>
      <h2 id="log">{words.log}</h2>
      {whole.notes.length === 0 ? (
        <Empty>{words.noNotes}</Empty>
      ) : (
        <Table
          caption={words.log}
          quiet
          rows={whole.notes}
          keyOf={({ note }) => note}
          columns={[
            { head: words.noteColumns.day, cell: ({ happened }) => shortDate(formatDate(happened)) },
            {
              head: words.noteColumns.how,
              cell: ({ channel, spokeWith }) =>
                spokeWith === undefined
                  ? words.channels[channel]
                  : `${words.channels[channel]}, ${words.with({ name: spokeWith })}`,
            },
            { head: words.noteColumns.about, names: true, cell: ({ about }) => about },
            { head: words.noteColumns.by, cell: ({ actor: by }) => by },
          ]}
        />
      )}
      {may(actor, "note a contact", { person }) ? (
        <More id="note" summary={words.addNote} open={"channel" in typed || "about" in typed}>
          <p>{words.addNoteSays}</p>
          <Form action={link("/office/members/:person/notes", { person })} label={words.addNote}>
            <Select
              name="channel"
              label={words.channel}
              value="phone"
              options={contactChannels.map((channel) => ({ value: channel, text: words.channels[channel] }))}
            />
            <Field name="happened" type="date" label={words.happened} value={today} width="medium" />
            <Field name="spokeWith" label={words.spokeWith} optional />
            <LongField name="about" label={words.about} />
            <Button>{words.saveNote}</Button>
          </Form>
        </More>
      ) : null}
    </>
  );
}

function Timeline({ events }: { events: readonly TimelineEvent[] }) {
  const words = useWords().people.whole;
  return (
    <>
      <h2 id="timeline">{words.timeline}</h2>
      <Table
        caption={words.timeline}
        quiet
        rows={events}
        keyOf={(_, at) => at}
        columns={[
          { head: words.timelineColumns.day, cell: ({ on }) => shortDate(on) },
          {
            head: words.timelineColumns.what,
            names: true,
            cell: ({ kind, about, cents }) => {
              const what = words.events[kind];
              const of = cents === null ? about && readable(kind, about) : money(cents);
              return of ? words.event({ what, about: of }) : what;
            },
          },
        ]}
      />
    </>
  );
}

/** Names stay as they are; kinds of the record become words. */
const readable = (kind: TimelineEvent["kind"], about: string): string =>
  ["hired", "leftWork", "married", "childAdded", "moved", "accountChanged"].includes(kind)
    ? about
    : plain(about);
