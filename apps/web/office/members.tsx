import { type FoundMember, findMembers } from "@emeritus/operations/finding-members/find-members.ts";
import { employerNames, readMemberRecord } from "@emeritus/operations/estimating/read-member-record.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { longDate } from "@emeritus/words/format.ts";
import { z } from "zod";
import { benefitView, WhatIf, whatIfAddress, WhatIfForm } from "../member/benefit/page.tsx";
import { Record } from "../member/record.tsx";
import { Button, ButtonLink, Empty, Field, Form, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, form, link, menu, page, see, type View } from "../shared/routes.ts";
import { ReportLink } from "./death-link.tsx";

/** The person whom a path of the office names. */
const personOf = ({ params }: { params: { person: string } }): number => numberIn(params.person);

const subject = (asked: { params: { person: string } }) => ({ person: personOf(asked) });

const show = ({ words }: Asked): View => ({
  title: words.office.members.title,
  body: <Find found={undefined} />,
});

function Find({ found }: { found: readonly FoundMember[] | undefined }) {
  const words = useWords().office.members;
  return (
    <>
      <p className="lead">{words.intro}</p>
      <Form action={link("/office/members")}>
        <Field name="find" label={words.find} hint={words.hint} width="medium" />
        <Button>{words.search}</Button>
      </Form>
      {found === undefined ? null : <Found found={found} />}
    </>
  );
}

function Found({ found }: { found: readonly FoundMember[] }) {
  const words = useWords().office.members;
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
          cell: ({ person, name }) => <a href={link("/office/members/:person", { person })}>{name}</a>,
        },
        { head: words.memberId, cell: ({ memberId }) => memberId },
        { head: words.born, cell: ({ born }) => longDate(born) },
      ]}
    />
  );
}

async function showRecord(asked: Asked<"/office/members/:person">): Promise<View> {
  const person = personOf(asked);
  const [record, employers] = await Promise.all([
    readMemberRecord(asked.system, asked.actor, person, asked.moment),
    employerNames(asked.system),
  ]);
  const { name, memberId } = record.career;
  return {
    title: asked.words.office.members.record({ name }),
    over: asked.words.member.over({ name, memberId }),
    body: (
      <>
        <Acts person={person} mayReport={may(asked.actor, "record a death", { person })} />
        <Record record={record} employers={employers} yearsLink={undefined} />
      </>
    ),
  };
}

function Acts({ person, mayReport }: { person: number; mayReport: boolean }) {
  const words = useWords().office.members;
  return (
    <p className="acts">
      <ButtonLink href={link("/office/members/:person/benefit", { person })}>{words.benefit}</ButtonLink>
      {mayReport ? <ReportLink person={person} /> : null}
      <a href={link("/office/members")}>{words.back}</a>
    </p>
  );
}

const showBenefit = (asked: Asked<"/office/members/:person/benefit">) =>
  benefitView(asked, personOf(asked), link("/office/members/:person/benefit", { person: personOf(asked) }));

menu("staff", "find members", "/office/members", (words) => words.office.members.menu);
page({ path: "/office/members", owner: "member", may: "find members", show });
form({
  path: "/office/members",
  owner: "member",
  may: "find members",
  body: z.object({ find: z.string("findMissing").trim().min(2, "findMissing") }),
  says: (words) => words.office.members.problems,
  bad: show,
  take: async ({ system, actor, body, words }) => {
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
