import { readDivisions } from "@emeritus/operations/dividing-benefits/read-divisions.ts";
import { recordOrder } from "@emeritus/operations/dividing-benefits/record-order.ts";
import { readMemberRecord } from "@emeritus/operations/estimating/read-member-record.ts";
import type { DivisionRow } from "@emeritus/records/division.ts";
import { fromHundredths, longDate } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { refusedAt } from "../member/retire-parts.tsx";
import { Button, Form, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, form, link, menu, page, see, type View } from "../shared/routes.ts";
import { CaseList } from "./case-list.tsx";
import {
  orderBody,
  orderOf,
  OrderFields,
  OrderPaperField,
  payeeBody,
  PayeeFields,
  payeeOf,
} from "./division-order.tsx";

async function show({ system, actor, words }: Asked): Promise<View> {
  const rows = await readDivisions(system, actor);
  return {
    title: words.division.title,
    wide: true,
    over: <a href={link("/office/division-choices")}>{words.division.choices.link}</a>,
    body: <List rows={rows} today={system.calendar.today()} />,
  };
}

const looks = { inEffect: "good", qualified: "good", received: "warn" } as const;

/** Where an order stands, as a tag. */
export function DivisionTag({ status }: { status: string }) {
  const words: Readonly<Record<string, string>> = useWords().division.statuses;
  return <Tag kind={looks[status as keyof typeof looks] ?? "plain"}>{words[status] ?? status}</Tag>;
}

/** The words of a duty of an order. */
export const divisionTask = ({ division }: Words, kind: string): string =>
  division.tasks[kind as keyof typeof division.tasks] ?? kind;

function List({ rows, today }: { rows: readonly DivisionRow[]; today: number }) {
  const all = useWords();
  const words = all.division;
  return (
    <CaseList
      words={words}
      rows={rows}
      today={today}
      to={({ person, caseNumber }) => link("/office/divisions/:person/:case", { person, case: caseNumber })}
      task={(kind) => divisionTask(all, kind)}
      columns={[
        { head: words.columns.formerSpouse, cell: ({ formerSpouse }) => formerSpouse },
        { head: words.columns.received, cell: ({ received }) => longDate(received) },
        {
          head: words.columns.share,
          cell: ({ share }) =>
            share === null ? all.common.none : words.percent({ share: fromHundredths(share) }),
        },
        { head: words.columns.status, cell: ({ status }) => <DivisionTag status={status} /> },
      ]}
    />
  );
}

const recording = "/office/members/:person/division" as const;
const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });

async function showRecord(asked: Asked<typeof recording>): Promise<View> {
  const person = numberIn(asked.params.person);
  const { career } = await readMemberRecord(asked.system, asked.actor, person);
  return {
    title: asked.words.division.record.title({ name: career.name }),
    over: asked.words.member.over({ name: career.name, memberId: career.memberId }),
    body: <Record person={person} />,
  };
}

function Record({ person }: { person: number }) {
  const words = useWords().division.record;
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      <Form action={link(recording, { person })} upload>
        <OrderFields />
        <PayeeFields />
        <OrderPaperField />
        <Button>{words.send}</Button>
      </Form>
    </>
  );
}

/** At which field a refusal stands. */
export const fieldOfRefusal: Readonly<Record<string, string>> = {
  "is-the-member": "memberId",
  "no-such-member": "memberId",
  "open-order-exists": "court",
  "amended-order-gone": "court",
  "nothing-to-divide": "court",
  "in-future": "received",
  "received-before-issued": "received",
  "married-after-dissolved": "married",
  "ssn-wrong": "ssn",
  "ssn-taken": "ssn",
  "born-in-future": "born",
  "file-missing": "file",
  "file-too-large": "file",
  "file-kind-unknown": "file",
};

menu("staff", "read division orders", "/office/divisions", (words) => words.division.menu);
page({ path: "/office/divisions", owner: "divisions", may: "read division orders", show });
page({ path: recording, owner: "divisions", may: "record a division order", subject, show: showRecord });
form({
  path: recording,
  owner: "divisions",
  may: "record a division order",
  subject,
  upload: { most: 10_000_000 },
  body: orderBody.extend(payeeBody.shape),
  says: (words) => words.division.problems,
  bad: showRecord,
  take: async ({ system, actor, params, body, file: sent, key, words }) => {
    const payee = payeeOf(body);
    if ("bad" in payee) return payee.bad;
    const paper = sent === undefined || sent.bytes.length === 0 ? undefined : sent.bytes;
    const asked = {
      key,
      member: numberIn(params.person),
      alternatePayee: payee.who,
      order: orderOf(body),
      paper,
    };
    const { accepted, refused } = await recordOrder(system, actor, asked);
    if (refused) return refusedAt(refused, fieldOfRefusal[refused.code]);
    const to = { person: accepted.person, case: accepted.caseNumber };
    return see(link("/office/divisions/:person/:case", to), words.division.record.sent);
  },
});
