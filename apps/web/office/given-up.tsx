import { addDays, formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { may } from "@emeritus/operations/permissions.ts";
import {
  decideOnGivenUp,
  enterGivenUp,
  type GivenUpCase,
  givenUpCites,
  givenUpWays,
  readGivenUp,
} from "@emeritus/operations/service/give-up.ts";
import type { GivenUp } from "@emeritus/records/service-ledger.ts";
import { longDate, money } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import { memorableDate } from "../member/retire-parts.tsx";
import { Cents } from "../member/service-parts.tsx";
import { namedPerson } from "../people/place.ts";
import {
  Alert,
  Button,
  Choices,
  Empty,
  Field,
  Form,
  LawLink,
  LongField,
  MemorableDate,
  More,
  Select,
  Table,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, page, see, type View } from "../shared/routes.ts";

const path = "/office/members/:person/service/given-up" as const;
const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });
const says = (words: Words) => words.givenUp.problems;
const day = (date: PlainDate) => longDate(formatDate(date));

type GivenUpAsked = Pick<Asked, "system" | "actor" | "words" | "moment"> & {
  readonly params: { readonly person: string };
};

async function show(asked: GivenUpAsked): Promise<View> {
  const { system, actor, words, params, moment } = asked;
  const person = numberIn(params.person);
  const named = await namedPerson(asked);
  const { lost, cases } = await readGivenUp(system, actor, person, moment);
  const waiting = cases.filter(({ status }) => status === "entered");
  return {
    title: words.givenUp.title({ name: named.name }),
    over: <a href={link("/office/members/:person/service", { person })}>{words.member.over(named)}</a>,
    body: (
      <>
        <p className="lead measure">{words.givenUp.intro}</p>
        <Lost lost={lost} />
        {waiting.map((one) => (
          <Waits key={one.caseNumber} one={one} asked={asked} />
        ))}
        {waiting.length === 0 && may(actor, "change a record", { person }) ? <Enter person={person} /> : null}
      </>
    ),
  };
}

function Lost({ lost }: { lost: readonly GivenUp[] }) {
  const words = useWords().givenUp;
  if (lost.length === 0) return <Empty>{words.none}</Empty>;
  return (
    <Table
      caption={words.caption}
      quiet
      rows={lost}
      keyOf={({ from }) => from}
      columns={[
        {
          head: words.columns.days,
          names: true,
          cell: ({ from, to }) => words.range({ from: day(from), to: day(addDays(to, -1)) }),
        },
        {
          head: words.columns.how,
          cell: ({ how }) => (
            <>
              {words.ways[how]} <LawLink cites={givenUpCites[how]} />
            </>
          ),
        },
        { head: words.columns.effective, cell: ({ effective }) => day(effective) },
        {
          head: words.columns.amount,
          number: true,
          cell: ({ cents }) => (cents === undefined ? "" : money(cents)),
        },
        {
          head: words.columns.state,
          cell: ({ restoredOn }) =>
            restoredOn === undefined ? words.lost : words.restored({ on: day(restoredOn) }),
        },
      ]}
    />
  );
}

function Waits({ one, asked }: { one: GivenUpCase; asked: GivenUpAsked }) {
  const words = useWords().givenUp;
  const { person, caseNumber, enteredBy, because, how, cents } = one;
  const range = { from: day(one.from), to: day(one.to) };
  const decides = may(asked.actor, "approve a determination", { person });
  return (
    <section aria-labelledby={`case-${caseNumber}`}>
      <h2 id={`case-${caseNumber}`}>{words.decideHeading(range)}</h2>
      <p>
        {words.ways[how]}, {day(one.effective)}
        {cents === undefined ? "" : `, ${money(cents)}`}. {words.decideSays({ by: enteredBy, because })}
      </p>
      {!decides ? (
        <Alert kind="info">{words.waiting}</Alert>
      ) : enteredBy === asked.actor.account ? (
        <Alert kind="info">{words.own}</Alert>
      ) : (
        <Form action={link(`${path}/:case`, { person, case: caseNumber })} label={words.decideHeading(range)}>
          <Choices
            name="decision"
            label={words.decision}
            options={[
              { value: "record", text: words.record },
              { value: "refuse", text: words.refuse },
            ]}
          />
          <LongField name="decideWhy" label={words.because} rows={2} />
          <Button>{words.decide}</Button>
        </Form>
      )}
    </section>
  );
}

function Enter({ person }: { person: number }) {
  const words = useWords().givenUp;
  return (
    <More summary={words.enterHeading}>
      <Form action={link(path, { person })} label={words.enterHeading}>
        <Select
          name="how"
          label={words.how}
          empty
          options={givenUpWays.map((how) => ({ value: how, text: words.ways[how] }))}
        />
        <MemorableDate name="from" label={words.from} />
        <MemorableDate name="to" label={words.to} />
        <MemorableDate name="effective" label={words.effective} />
        <Field
          name="amount"
          label={words.amount}
          hint={words.amountHint}
          inputMode="decimal"
          prefix="$"
          optional
        />
        <LongField name="because" label={words.because} rows={2} />
        <Button>{words.enter}</Button>
      </Form>
    </More>
  );
}

const because = z.string("becauseMissing").trim().min(1, "becauseMissing").max(500);
const fieldOf: Readonly<Record<string, string>> = {
  "days-backwards": "to",
  "days-ahead": "to",
  "effective-too-early": "effective",
  "amount-missing": "amount",
  "not-employed-then": "from",
  "given-up-already": "from",
};

page({ path, owner: "service", may: "read a case", subject, clocks: true, show });
form({
  path,
  owner: "service",
  may: "change a record",
  subject,
  body: z.object({
    how: z.enum(givenUpWays, "howMissing"),
    from: memorableDate("dayMissing"),
    to: memorableDate("dayMissing"),
    effective: memorableDate("dayMissing"),
    amount: z.preprocess((text) => (text === "" ? undefined : text), Cents.optional()),
    because,
  }),
  says,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const person = numberIn(params.person);
    const { how, from, to, effective, amount } = body;
    const days = { from: parseDate(from), to: parseDate(to), effective: parseDate(effective) };
    const given = { key, person, because: body.because, how, ...days, cents: amount };
    const { refused } = await enterGivenUp(system, actor, given);
    if (refused) return again({ field: fieldOf[refused.code] ?? "how", says: refused.code });
    return see(link(path, { person }), words.givenUp.entered);
  },
});
form({
  path: `${path}/:case`,
  owner: "service",
  may: "approve a determination",
  subject,
  body: z.object({ decision: z.enum(["record", "refuse"], "decisionMissing"), decideWhy: because }),
  says,
  bad: show,
  seeFirst: {
    about: ({ params }) => [numberIn(params.person)],
    back: ({ person }) => link(path, { person }),
  },
  take: async ({ system, actor, params, body, key, words }) => {
    const of = { person: numberIn(params.person), caseNumber: numberIn(params.case) };
    const given = { key, of, record: body.decision === "record", because: body.decideWhy };
    const { refused } = await decideOnGivenUp(system, actor, given);
    if (refused) return again({ field: "decision", says: refused.code });
    return see(link(path, { person: of.person }), words.givenUp.decided);
  },
});
