import {
  type ComparedSeen,
  comparePair,
  duplicatesFound,
  findDuplicates,
  type PairSeen,
  type RecordSeen,
} from "@emeritus/operations/duplicates/find-duplicates.ts";
import {
  askToJoin,
  confirmJoin,
  partAgain,
  sayDifferent,
} from "@emeritus/operations/duplicates/join-records.ts";
import { restingOn } from "@emeritus/operations/redetermining/about-person.ts";
import { nameOf } from "@emeritus/operations/whole-person/name-of.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import type { Action } from "@emeritus/operations/permissions.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { longInstant, shortDate } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import { Button, Empty, Field, Form, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, menu, notFound, page, see, type View } from "../shared/routes.ts";

const Query = z.object({
  person: z.preprocess((text) => (text === "" ? undefined : text), z.string().max(12).optional()),
});

async function show({
  system,
  actor,
  words,
  query,
}: Pick<Asked, "system" | "actor" | "words"> & { query: z.output<typeof Query> }): Promise<View> {
  const said = words.people.duplicates;
  const person = query.person === undefined ? undefined : numberIn(query.person);
  const named = person === undefined ? undefined : await nameOf(system, actor, person);
  if (person !== undefined && named === undefined) throw notFound();
  const { pairs, lookedAt } =
    person === undefined
      ? await duplicatesFound(system, actor)
      : { pairs: await findDuplicates(system, actor, person), lookedAt: undefined };
  return {
    title: named === undefined ? said.title : said.titleOf(named),
    over:
      person === undefined ? undefined : (
        <a href={link("/office/members/:person", { person })}>{words.people.whole.back}</a>
      ),
    body: (
      <>
        {person !== undefined ? null : lookedAt === undefined ? (
          <Empty>{said.neverLooked}</Empty>
        ) : (
          <p>{said.lookedAt({ when: longInstant(lookedAt, system.fund.timeZone) })}</p>
        )}
        <Pairs pairs={pairs} />
      </>
    ),
    wide: true,
  };
}

function Pairs({ pairs }: { pairs: readonly PairSeen[] }) {
  const words = useWords().people.duplicates;
  return (
    <>
      <p>{words.intro}</p>
      {pairs.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <Table
          caption={words.title}
          quiet
          rows={pairs}
          keyOf={({ one, other }) => `${one.person} ${other.person}`}
          columns={[
            {
              head: words.one,
              names: true,
              cell: ({ one, other }) => (
                <>
                  <a
                    href={link("/office/duplicates/:person/:other", {
                      person: one.person,
                      other: other.person,
                    })}
                  >
                    {one.name}
                  </a>{" "}
                  <span className="small soft">{one.memberId}</span>
                </>
              ),
            },
            {
              head: words.other,
              cell: ({ other }) => (
                <>
                  {other.name} <span className="small soft">{other.memberId}</span>
                </>
              ),
            },
            { head: words.score, number: true, cell: ({ score }) => words.scoreOf({ score }) },
            {
              head: words.why,
              cell: ({ reasons, asked }) => (
                <>
                  {reasons.map((reason) => words.reasons[reason]).join(", ")}
                  {asked ? (
                    <>
                      {" "}
                      <Tag>{words.asked}</Tag>
                    </>
                  ) : null}
                </>
              ),
            },
          ]}
        />
      )}
    </>
  );
}

const path = "/office/duplicates/:person/:other" as const;
type PairAsked = Pick<Asked, "system" | "actor" | "words"> & {
  readonly params: { readonly person: string; readonly other: string };
};

const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });
const pairOf = ({ params }: Pick<PairAsked, "params">) => ({
  person: numberIn(params.person),
  other: numberIn(params.other),
});

async function compared(asked: PairAsked): Promise<ComparedSeen> {
  const pair = pairOf(asked);
  const seen = pair.person === pair.other ? undefined : await comparePair(asked.system, asked.actor, pair);
  if (seen === undefined) throw notFound();
  return seen;
}

async function showPair(asked: PairAsked): Promise<View> {
  const seen = await compared(asked);
  const words = asked.words.people.duplicates;
  return {
    title: words.pairTitle,
    over: <a href={link("/office/duplicates")}>{words.title}</a>,
    body: <Pair seen={seen} actor={asked.actor} />,
  };
}

function Pair({ seen, actor }: { seen: ComparedSeen; actor: Actor }) {
  const all = useWords().people;
  const words = all.duplicates;
  const { one, other, decided, likeness } = seen;
  const row = (head: string, value: (record: RecordSeen) => React.ReactNode) => ({ head, value });
  const rows = [
    row(all.whole.memberId, ({ memberId }) => memberId),
    row(all.whole.born, ({ born }) => shortDate(born)),
    row(all.whole.died, ({ died }) => (died === null ? "" : shortDate(died))),
    row(all.search.ssn, ({ ssnLast4 }) =>
      ssnLast4 === null ? all.search.noSsn : all.search.masked({ last4: ssnLast4 }),
    ),
    row(all.search.city, ({ city }) => city ?? ""),
  ];
  const name = ({ person, name: text }: RecordSeen) => (
    <a href={link("/office/members/:person", { person })}>{text}</a>
  );
  return (
    <>
      {decided === undefined ? null : (
        <p>
          <strong>
            {words.states[decided.verdict]({
              by: decided.decidedBy ?? decided.askedBy,
              because: decided.because,
            })}
          </strong>
        </p>
      )}
      <Table
        caption={words.pairTitle}
        quiet
        rows={rows}
        keyOf={({ head }) => head}
        columns={[
          { head: all.whole.paperColumns.kind, names: true, cell: ({ head }) => head },
          { head: name(one), label: one.name, cell: ({ value }) => value(one) },
          { head: name(other), label: other.name, cell: ({ value }) => value(other) },
        ]}
      />
      {likeness === undefined ? null : (
        <p>
          {words.scoreOf(likeness)}: {likeness.reasons.map((reason) => words.reasons[reason]).join(", ")}
        </p>
      )}
      <Decide seen={seen} actor={actor} />
    </>
  );
}

function Decide({ seen, actor }: { seen: ComparedSeen; actor: Actor }) {
  const words = useWords().people.duplicates;
  const { one, other, decided } = seen;
  const to = { person: one.person, other: other.person };
  const allowed = (action: Action) => [one, other].every(({ person }) => may(actor, action, { person }));
  const part = (name: string, says: string, button: string) => (
    <section aria-labelledby={name}>
      <h2 id={name}>{button}</h2>
      <p>{says}</p>
      <Form action={`${link(path, to)}/${name}`} label={button}>
        <Field name={`because-${name}`} label={words.because} />
        <Button look="outline">{button}</Button>
      </Form>
    </section>
  );
  const joins = allowed("join two records");
  const confirms = allowed("confirm that two records are one");
  const state = decided?.verdict;
  return (
    <>
      {joins && state !== "same" && state !== "asked" ? part("ask", words.askSays, words.ask) : null}
      {confirms && state === "asked" ? part("confirm", words.askSays, words.confirm) : null}
      {confirms && state === "same" ? part("part", words.partSays, words.part) : null}
      {joins && state !== "same" && state !== "different"
        ? part("different", words.differentSays, words.different)
        : null}
    </>
  );
}

menu("staff", "find members", "/office/duplicates", (words) => words.people.duplicates.menu);
page({ path: "/office/duplicates", owner: "people", may: "find members", query: Query, show });
page({ path, owner: "people", may: "find members", subject, show: showPair });

const says = (words: Words) => words.people.problems;
/** What reading two records as one, or as two again, makes of benefits is seen before it is done. */
const seeFirst = {
  about: ({ system, params }: PairAsked) => {
    const { person, other } = pairOf({ params });
    return restingOn(system.db, system.fund.number, person, other);
  },
  back: (params: PairAsked["params"]) => link(path, pairOf({ params })),
};
const decisions = [
  ["ask", "join two records", askToJoin, "asked"],
  ["confirm", "confirm that two records are one", confirmJoin, "joined"],
  ["part", "confirm that two records are one", partAgain, "parted"],
  ["different", "join two records", sayDifferent, "different"],
] as const;

for (const [name, action, decide, done] of decisions) {
  const field = `because-${name}`;
  form({
    path: `${path}/${name}`,
    owner: "people",
    may: action,
    subject,
    body: z.object({ [field]: z.string("becauseMissing").trim().min(3, "becauseMissing").max(500) }),
    says,
    bad: showPair,
    ...(name === "confirm" || name === "part" ? { seeFirst } : {}),
    take: async (taken) => {
      await compared(taken);
      const because = String((taken.body as Readonly<Record<string, unknown>>)[field]);
      const { refused } = await decide(taken.system, taken.actor, {
        key: taken.key,
        ...pairOf(taken),
        because,
      });
      if (refused) return again({ says: refused.code, facts: refused.facts });
      return see(link(path, pairOf(taken)), taken.words.people.duplicates.done[done]);
    },
  });
}
