import { acceptDifference } from "@emeritus/operations/converting/accept-difference.ts";
import { differenceClasses, differenceKinds } from "@emeritus/operations/converting/differences.ts";
import {
  type DifferenceSeen,
  seeDifference,
  seeDifferences,
} from "@emeritus/operations/converting/see-conversion.ts";
import type { KeptDifference } from "@emeritus/records/conversion-differences.ts";
import { causeText, differenceAmount, differenceMore } from "@emeritus/words/conversion-text.ts";
import { count, longInstant } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { wordsOfPlan } from "@emeritus/words/phrase.ts";
import { beginWorksheet } from "@emeritus/words/worksheet.ts";
import { z } from "zod";
import {
  Button,
  Empty,
  Facts,
  Filter,
  Form,
  LongField,
  Pagination,
  Select,
  Sheet,
  Table,
  Tag,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";

const list = "/office/conversion/differences";
const PER_PAGE = 50;
const optional = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(["", ...values]).optional();
const Query = z.object({
  class: optional(differenceClasses),
  kind: optional(differenceKinds),
  state: optional(["open", "accepted"]),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
type Filtered = Omit<z.output<typeof Query>, "page">;

async function show(asked: Asked<typeof list, z.output<typeof Query>>): Promise<View> {
  const { system, actor, words, query } = asked;
  const { page: at, ...filter } = query;
  const seen = await seeDifferences(system, actor, {
    class: filter.class || undefined,
    kind: filter.kind || undefined,
    state: filter.state || undefined,
    offset: (at - 1) * PER_PAGE,
    most: PER_PAGE,
  });
  return {
    title: words.conversion.list.title,
    over: <a href={link("/office/conversion")}>{words.conversion.list.back}</a>,
    wide: true,
    body: <List found={seen.list} filter={filter} at={at} />,
  };
}

function List(props: {
  found: { readonly all: number; readonly differences: readonly KeptDifference[] };
  filter: Filtered;
  at: number;
}) {
  const all = useWords();
  const words = all.conversion.list;
  const { found, filter, at } = props;
  const any = { value: "", text: words.any };
  return (
    <>
      <Filter action={link(list)} label={words.filter} clear={Object.values(filter).some(Boolean)}>
        <Select
          name="class"
          label={words.class}
          value={filter.class ?? ""}
          options={[any, ...differenceClasses.map((value) => ({ value, text: all.convert.classes[value] }))]}
        />
        <Select
          name="kind"
          label={words.what}
          value={filter.kind ?? ""}
          options={[
            any,
            ...differenceKinds
              .filter((kind) => kind !== "gross")
              .map((value) => ({ value, text: all.convert.what[value] })),
          ]}
        />
        <Select
          name="state"
          label={words.state}
          value={filter.state ?? ""}
          options={[any, { value: "open", text: words.open }, { value: "accepted", text: words.accepted }]}
        />
      </Filter>
      {found.differences.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <Differences
          caption={words.caption({ shown: count(found.differences.length), all: count(found.all) })}
          rows={found.differences}
        />
      )}
      <Pagination
        at={at}
        of={Math.ceil(found.all / PER_PAGE)}
        to={(to) => link(list, {}, { ...filter, page: to })}
      />
    </>
  );
}

function Differences({ caption, rows }: { caption: string; rows: readonly KeptDifference[] }) {
  const all = useWords();
  const words = all.conversion.list;
  const { what } = all.convert;
  return (
    <Table
      caption={caption}
      rows={rows}
      keyOf={({ difference }) => difference}
      columns={[
        {
          head: words.of,
          names: true,
          cell: (one) => (
            <a href={link("/office/conversion/differences/:difference", { difference: one.difference })}>
              {one.of}: {(what as Readonly<Record<string, string>>)[one.kind]}
            </a>
          ),
        },
        { head: words.who, cell: ({ name }) => name ?? "" },
        {
          head: words.theirs,
          number: true,
          cell: (one) => differenceAmount(all.convert, one, one.theirs, "theirs"),
        },
        {
          head: words.ours,
          number: true,
          cell: (one) => differenceAmount(all.convert, one, one.ours, "ours"),
        },
        { head: words.more, number: true, cell: (one) => differenceMore(one) },
        { head: words.why, cell: (one) => causeText(all.convert, one) },
        {
          head: words.state,
          cell: ({ because }) =>
            because === null ? <Tag kind="warn">{words.open}</Tag> : <Tag kind="good">{words.accepted}</Tag>,
        },
      ]}
    />
  );
}

const path = "/office/conversion/differences/:difference";
type OneAsked = Pick<Asked<typeof path>, "system" | "actor" | "words" | "params">;

async function showOne({ system, actor, words, params }: OneAsked): Promise<View> {
  const seen = await seeDifference(system, actor, numberIn(params.difference));
  if (seen === undefined) throw notFound();
  return {
    title: words.conversion.one.title({ of: seen.one.of }),
    over: <a href={link(list)}>{words.conversion.one.back}</a>,
    body: <One seen={seen} timeZone={system.fund.timeZone} />,
  };
}

function One({ seen, timeZone }: { seen: DifferenceSeen; timeZone: string }) {
  const all = useWords();
  const { one: words, list: heads, plans, because } = all.conversion;
  const { one, others, explained } = seen;
  return (
    <>
      <Facts facts={factsOf(all, one, timeZone)} />
      {explained && (
        <>
          <h2>{words.how}</h2>
          <p>{plans[explained.plan as keyof typeof plans]}</p>
          <Sheet
            lines={beginWorksheet(wordsOfPlan(all, explained.law)).add(explained.result.explanation)}
            label={words.how}
          />
        </>
      )}
      {seen.mayAccept ? (
        <>
          <h2>{words.acceptTitle}</h2>
          <p>{words.acceptSays}</p>
          <Form
            action={link("/office/conversion/differences/:difference/accept", { difference: one.difference })}
            label={words.acceptTitle}
          >
            <LongField name="because" label={because} rows={2} />
            <Button>{words.button}</Button>
          </Form>
        </>
      ) : null}
      {others.length === 0 ? null : (
        <>
          <h2>{words.others}</h2>
          <Differences
            caption={heads.caption({ shown: count(others.length), all: count(others.length) })}
            rows={others}
          />
        </>
      )}
    </>
  );
}

function factsOf(all: Words, one: KeptDifference, timeZone: string) {
  const { one: words, list: heads, plans } = all.conversion;
  const { convert } = all;
  const accepted =
    one.because === null
      ? words.notYet
      : words.acceptedBy({
          account: one.acceptedBy!,
          at: longInstant(one.acceptedAt!, timeZone),
          because: one.because,
        });
  return [
    { name: heads.what, value: (convert.what as Readonly<Record<string, string>>)[one.kind] },
    ...(one.name === null ? [] : [{ name: heads.who, value: `${one.name} (${one.memberId})` }]),
    ...(one.plan === null ? [] : [{ name: words.plan, value: plans[one.plan as keyof typeof plans] }]),
    { name: heads.theirs, value: differenceAmount(convert, one, one.theirs, "theirs") },
    { name: heads.ours, value: differenceAmount(convert, one, one.ours, "ours") },
    { name: heads.more, value: differenceMore(one) },
    { name: words.class, value: convert.classes[one.class as keyof typeof convert.classes] },
    { name: words.cause, value: causeText(convert, one) },
    { name: words.accepted, value: accepted },
  ];
}

page({ path: list, owner: "conversion", may: "read a conversion", query: Query, show });
page({ path, owner: "conversion", may: "read a conversion", show: showOne });
form({
  path: "/office/conversion/differences/:difference/accept",
  owner: "conversion",
  may: "accept a difference",
  body: z.object({ because: z.string().trim().min(1, "becauseMissing").max(500, "becauseMissing") }),
  says: (words) => words.conversion.problems,
  bad: showOne,
  take: async ({ system, actor, params, body, key, words }) => {
    const difference = numberIn(params.difference);
    if ((await seeDifference(system, actor, difference)) === undefined) throw notFound();
    const { refused } = await acceptDifference(system, actor, { key, difference, because: body.because });
    if (refused) return again({ field: "because", says: refused.code, facts: refused.facts });
    return see(link(path, { difference }), words.conversion.one.done);
  },
});
