import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { type FoundMember, findMembers } from "@emeritus/operations/finding-members/find-members.ts";
import { readSearch } from "@emeritus/operations/finding-members/read-search.ts";
import { employerNames, readMemberRecord } from "@emeritus/operations/estimating/read-member-record.ts";
import { nameOf } from "@emeritus/operations/whole-person/name-of.ts";
import { contactChannels, noteContact } from "@emeritus/operations/whole-person/note-contact.ts";
import { joinedTo, readPerson } from "@emeritus/operations/whole-person/read-person.ts";
import { readSsn } from "@emeritus/operations/whole-person/read-ssn.ts";
import { authenticationWays, tellMemberId } from "@emeritus/operations/whole-person/tell-member-id.ts";
import { longDate } from "@emeritus/words/format.ts";
import { z } from "zod";
import { benefitView, WhatIf, whatIfAddress, WhatIfForm } from "../member/benefit/page.tsx";
import { readPersonQuality } from "@emeritus/operations/data-quality/read-quality.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { Button, Empty, Field, Form, Table, Tag } from "../shared/components/index.ts";
import type { See } from "../shared/asked.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, menu, notFound, page, see, type View } from "../shared/routes.ts";
import { Whole, wholeParts } from "./person.tsx";
import { QualityPanel } from "./quality-panel.tsx";

/** The person whom a path of the office names. */
const personOf = ({ params }: { params: { person: string } }): number => numberIn(params.person);

const subject = (asked: { params: { person: string } }) => ({ person: personOf(asked) });

const show = ({ words }: Asked): View => ({
  title: words.office.members.title,
  body: <Find found={undefined} />,
});

function Find({ found }: { found: readonly FoundMember[] | undefined }) {
  const all = useWords();
  const words = all.office.members;
  return (
    <>
      <p className="lead">{words.intro}</p>
      <Form action={link("/office/members")}>
        <Field name="find" label={all.people.search.find} hint={all.people.search.hint} />
        <Button>{words.search}</Button>
      </Form>
      {found === undefined ? null : <Found found={found} />}
    </>
  );
}

function Found({ found }: { found: readonly FoundMember[] }) {
  const all = useWords();
  const words = all.office.members;
  const search = all.people.search;
  if (found.length === 0) return <Empty>{words.none}</Empty>;
  return (
    <Table
      caption={words.found({ found: found.length })}
      rows={found}
      keyOf={({ person }) => person}
      columns={[
        {
          head: words.name,
          names: true,
          cell: ({ person, name, earlierNames, died, score }) => (
            <>
              <a href={link("/office/members/:person", { person })}>{name}</a>
              {earlierNames.length === 0 ? null : (
                <span className="soft small"> {search.earlier({ names: earlierNames.join(", ") })}</span>
              )}
              {died === null ? null : (
                <>
                  {" "}
                  <Tag>{search.died}</Tag>
                </>
              )}
              {score < 1 ? (
                <>
                  {" "}
                  <Tag>{search.near}</Tag>
                </>
              ) : null}
            </>
          ),
        },
        { head: words.memberId, cell: ({ memberId }) => memberId },
        { head: words.born, cell: ({ born }) => longDate(born) },
        {
          head: search.ssn,
          cell: ({ ssnLast4 }) => (ssnLast4 === null ? search.noSsn : search.masked({ last4: ssnLast4 })),
        },
        { head: search.city, cell: ({ city }) => city ?? "" },
      ]}
    />
  );
}

type RecordAsked = Pick<Asked, "system" | "actor" | "words" | "moment"> & {
  readonly params: { readonly person: string };
};

async function showRecord(asked: RecordAsked): Promise<View | See> {
  const { system, actor, moment, words } = asked;
  const person = personOf(asked);
  const kept = await joinedTo(system, actor, person);
  if (kept !== undefined)
    return see(link("/office/members/:person", { person: kept }), words.people.whole.movedHere);
  const whole = await readPerson(system, actor, person, moment);
  if (whole === undefined) throw notFound();
  const [record, employers] = whole.employed
    ? await Promise.all([readMemberRecord(system, actor, person, moment), employerNames(system)])
    : [undefined, new Map<number, string>()];
  const quality = may(actor, "read data quality", { person })
    ? await readPersonQuality(system, actor, person)
    : undefined;
  const { first, middle, last, suffix } = whole.person.name;
  const name = [first, middle, last, suffix].filter(Boolean).join(" ");
  const today = formatDate(system.calendar.today());
  const isToldToday = whole.notes.some(
    (note) =>
      note.authenticated !== undefined && note.actor === actor.account && formatDate(note.happened) === today,
  );
  const memberId = isToldToday ? whole.person.memberId : undefined;
  const said = words.people.whole;
  const titles = {
    who: said.roles,
    quality: words.quality.person.heading,
    reach: said.reach,
    family: said.family,
    money: said.money,
    cases: said.cases,
    papers: said.papers,
    log: said.log,
    timeline: said.timeline,
  };
  return {
    title: words.office.members.record({ name }),
    over: name,
    body: (
      <Whole
        memberId={memberId}
        whole={whole}
        actor={actor}
        timeZone={system.fund.timeZone}
        today={today}
        record={record}
        employers={employers}
        quality={
          quality && <QualityPanel quality={quality} person={person} timeZone={system.fund.timeZone} />
        }
      />
    ),
    parts: [
      ...wholeParts.map((id) => ({ id, text: titles[id] })),
      ...(record === undefined
        ? []
        : [
            { id: "service", text: said.work.service },
            { id: "jobs", text: said.work.jobs },
            { id: "pay", text: said.work.pay },
          ]),
    ],
  };
}

const showBenefit = (asked: Asked<"/office/members/:person/benefit">) =>
  benefitView(asked, personOf(asked), link("/office/members/:person/benefit", { person: personOf(asked) }));

menu("staff", "find members", "/office/members", (words) => words.office.members.menu);
page({ path: "/office/members", owner: "member", may: "find members", show });
form({
  path: "/office/members",
  owner: "member",
  may: "find members",
  body: z.object({ find: z.string("missing").trim().min(2, "missing").max(200, "missing") }),
  says: (words) => words.people.search,
  bad: show,
  take: async ({ system, actor, body, words }) => {
    if (readSearch(body.find) === undefined) return again({ field: "find", says: "missing" });
    const found = await findMembers(system, actor, body.find);
    return { title: words.office.members.title, body: <Find found={found} /> };
  },
});
page({
  path: "/office/members/:person",
  owner: "member",
  may: "read a record",
  subject,
  clocks: true,
  show: showRecord,
});
page({
  path: "/office/members/:person/benefit",
  owner: "member",
  may: "estimate a benefit",
  subject,
  query: WhatIf,
  clocks: true,
  show: showBenefit,
});
form({
  path: "/office/members/:person/benefit",
  owner: "member",
  may: "estimate a benefit",
  subject,
  body: WhatIfForm,
  says: (words) => words.member.benefit.problems,
  bad: showBenefit,
  take: async ({ params, body }) => see(whatIfAddress(link("/office/members/:person/benefit", params), body)),
});

form({
  path: "/office/members/:person/ssn",
  owner: "people",
  may: "read a closed field",
  subject,
  body: z.object({ reason: z.string("reason-missing").trim().max(500) }),
  says: (words) => words.people.problems,
  bad: showRecord,
  take: async (taken) => {
    const { system, actor, body, words } = taken;
    const person = personOf(taken);
    const named = await nameOf(system, actor, person);
    if (named === undefined) throw notFound();
    const { accepted, refused } = await readSsn(system, actor, { person, because: body.reason });
    if (refused) return again({ field: "reason", says: refused.code, facts: refused.facts });
    const said = words.people.whole;
    return {
      title: said.shownTitle(named),
      over: words.member.over(named),
      body: (
        <>
          <p className="lead">{`${accepted.slice(0, 3)}-${accepted.slice(3, 5)}-${accepted.slice(5)}`}</p>
          <p>{said.shown}</p>
          <p>
            <a href={link("/office/members/:person", { person })}>{said.back}</a>
          </p>
        </>
      ),
    };
  },
});
form({
  path: "/office/members/:person/notes",
  owner: "people",
  may: "note a contact",
  subject,
  body: z.object({
    channel: z.enum(contactChannels, "kindMissing"),
    happened: z.iso.date("dayMissing"),
    spokeWith: z.string().trim().max(200).default(""),
    about: z.string("about-missing").trim().min(1, "about-missing").max(2000, "about-missing"),
  }),
  says: (words) => words.people.problems,
  bad: showRecord,
  take: async ({ system, actor, params, body, key, words }) => {
    const { channel, happened, spokeWith, about } = body;
    const { refused } = await noteContact(system, actor, {
      key,
      person: numberIn(params.person),
      channel,
      happened: parseDate(happened),
      spokeWith: spokeWith === "" ? undefined : spokeWith,
      about,
    });
    if (refused?.code === "no-such-person") throw notFound();
    if (refused)
      return again({ field: refused.code === "in-future" ? "happened" : "about", says: refused.code });
    return see(`${link("/office/members/:person", params)}#log`, words.people.whole.noteSaved);
  },
});

form({
  path: "/office/members/:person/member-id",
  owner: "disclosure",
  may: "note a contact",
  subject,
  body: z.object({
    ways: z
      .union([z.array(z.enum(authenticationWays)), z.enum(authenticationWays).transform((one) => [one])])
      .optional()
      .transform((ways) => ways ?? []),
  }),
  says: (words) => words.disclosure.problems,
  bad: showRecord,
  take: async (taken) => {
    const { system, actor, body, key, words } = taken;
    const person = personOf(taken);
    const { accepted, refused } = await tellMemberId(system, actor, { key, person, ways: body.ways });
    if (refused?.code === "no-such-person") throw notFound();
    if (refused) return again({ field: "ways", says: refused.code });
    return see(link("/office/members/:person", { person }), words.disclosure.memberId.done(accepted));
  },
});
