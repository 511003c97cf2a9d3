import { addMonths, formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { prepareCutover, releaseCutover } from "@emeritus/operations/converting/cut-over.ts";
import type { CutoverReason, CutoverSummary } from "@emeritus/operations/converting/decide-cutover.ts";
import {
  type CutoverSeen,
  seeCutover,
  seeCutoverItems,
} from "@emeritus/operations/converting/see-cutover.ts";
import { may } from "@emeritus/operations/permissions.ts";
import type { CutoverItemSeen } from "@emeritus/records/cutover.ts";
import { count, longInstant, longMonth, money } from "@emeritus/words/format.ts";
import { z } from "zod";
import {
  Button,
  Empty,
  Facts,
  Filter,
  Form,
  Pagination,
  Select,
  Table,
  Tag,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { again, type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";

const path = "/office/conversion/cutover";
const PER_PAGE = 50;
const Query = z.object({
  outcome: z.enum(["", "paid", "held", "notDue"]).default(""),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
type Queried = z.output<typeof Query>;
type Items = Awaited<ReturnType<typeof seeCutoverItems>>;
type Base = Pick<Asked, "system" | "actor" | "words">;

const show = (asked: Asked<typeof path, Queried>): Promise<View> => view(asked, asked.query);
const showBad = (asked: Base): Promise<View> => view(asked, Query.parse({}));

async function view({ system, actor, words }: Base, query: Queried): Promise<View> {
  const seen = await seeCutover(system, actor);
  if (seen === undefined) throw notFound();
  const list = await seeCutoverItems(system, actor, {
    outcome: query.outcome === "" ? undefined : query.outcome,
    offset: (query.page - 1) * PER_PAGE,
    most: PER_PAGE,
  });
  return {
    title: words.cutover.title,
    over: <a href={link("/office/conversion")}>{words.cutover.back}</a>,
    wide: true,
    body: (
      <Cutover
        seen={seen}
        list={list}
        query={query}
        timeZone={system.fund.timeZone}
        opens={(person) => may(actor, "read a record", { person })}
      />
    ),
  };
}

interface Shown {
  readonly seen: CutoverSeen;
  readonly list: Items;
  readonly query: Queried;
  readonly timeZone: string;
  /** Whether the reader may open somebody's record. */
  readonly opens: (person: number) => boolean;
}

function Cutover({ seen, list, query, timeZone, opens }: Shown) {
  const words = useWords().cutover;
  const released = (seen.prepared?.releasedBy ?? null) !== null;
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      <State seen={seen} timeZone={timeZone} />
      {seen.prepared === undefined ? <Proposed seen={seen} /> : <Sums of={seen.prepared.summary} />}
      <Release seen={seen} />
      {released ? null : <Prepare seen={seen} />}
      {released ? <List list={list} query={query} opens={opens} /> : null}
    </>
  );
}

function State({ seen: { prepared, parallels }, timeZone }: Pick<Shown, "seen" | "timeZone">) {
  const words = useWords().cutover;
  const state = prepared === undefined ? "open" : prepared.releasedBy === null ? "prepared" : "released";
  const by = (account: string, at: string) => words.by({ account, at: longInstant(at, timeZone) });
  const compared = parallels.find(({ parallel }) => parallel === prepared?.parallel);
  return (
    <Facts
      facts={[
        {
          name: words.state,
          value: <Tag kind={state === "released" ? "good" : "warn"}>{words.states[state]}</Tag>,
        },
        ...(prepared === undefined
          ? []
          : [
              { name: words.firstMonth, value: longMonth(prepared.firstMonth) },
              { name: words.preparedBy, value: by(prepared.preparedBy, prepared.preparedAt) },
            ]),
        ...(compared === undefined
          ? []
          : [
              {
                name: words.parallel,
                value: (
                  <a href={link("/office/conversion/parallels/:parallel", { parallel: compared.parallel })}>
                    {words.parallelSays({
                      parallel: count(compared.parallel),
                      month: longMonth(compared.month),
                    })}
                  </a>
                ),
              },
            ]),
        ...(prepared?.releasedBy
          ? [{ name: words.releasedBy, value: by(prepared.releasedBy, prepared.releasedAt!) }]
          : []),
      ]}
    />
  );
}

function Proposed({ seen: { proposed } }: Pick<Shown, "seen">) {
  const words = useWords().cutover;
  if (proposed === undefined) return null;
  return (
    <>
      <p>{words.sums.proposed({ month: longMonth(formatDate(proposed.firstMonth)) })}</p>
      <Sums of={proposed.summary} />
    </>
  );
}

const paidElsewhere = new Set<CutoverReason>(["planNotPaid", "benefitDivided", "notOnRoll"]);

function Sums({ of: { sums } }: { of: CutoverSummary }) {
  const words = useWords().cutover;
  return (
    <>
      <h2>{words.sums.title}</h2>
      {sums.length === 0 ? (
        <Empty>{words.sums.none}</Empty>
      ) : (
        <Table
          caption={words.sums.title}
          quiet
          rows={sums}
          keyOf={({ outcome, reason }) => `${outcome} ${reason}`}
          columns={[
            {
              head: words.sums.what,
              names: true,
              cell: ({ outcome, reason }) => (
                <>
                  {words.outcomes[outcome]}
                  {reason === null ? null : <div>{words.reasons[reason]}</div>}
                </>
              ),
            },
            { head: words.sums.count, number: true, cell: ({ benefits }) => count(benefits) },
            { head: words.sums.amount, number: true, cell: ({ theirs }) => money(theirs) },
          ]}
        />
      )}
      {sums.some(({ reason }) => reason !== null && paidElsewhere.has(reason)) ? (
        <p className="measure">{words.elsewhere}</p>
      ) : null}
    </>
  );
}

function Release({ seen: { prepared, may } }: Pick<Shown, "seen">) {
  const words = useWords().cutover;
  if (!may.release || prepared === undefined) return null;
  const of = (outcome: string) => prepared.summary.sums.filter((sum) => sum.outcome === outcome);
  const total = (outcome: string) => of(outcome).reduce((sum, { benefits }) => sum + benefits, 0);
  return (
    <>
      <h2>{words.release.title}</h2>
      <p>
        {words.release.says({
          paid: count(total("paid")),
          amount: money(of("paid").reduce((sum, { theirs }) => sum + theirs, 0n)),
          held: count(total("held")),
          month: longMonth(prepared.firstMonth),
        })}
      </p>
      <Form action={link("/office/conversion/cutover/release")} label={words.release.title}>
        <Button>{words.release.button}</Button>
      </Form>
    </>
  );
}

function Prepare({ seen: { parallels, may, cannot } }: Pick<Shown, "seen">) {
  const words = useWords().cutover;
  const { prepare } = words;
  if (parallels.length === 0) return <Empty>{prepare.none}</Empty>;
  if (!may.prepare)
    return cannot === undefined || cannot.code === "cutOverBefore" ? null : <p>{problemOf(words, cannot)}</p>;
  const months = [...new Set(parallels.map(({ month }) => month))].flatMap((month) => [
    formatDate(addMonths(parseDate(month), 1)),
    month,
  ]);
  return (
    <>
      <h2>{prepare.title}</h2>
      <p>{prepare.says}</p>
      <Form action={link("/office/conversion/cutover/prepare")} label={prepare.title}>
        <Select
          name="parallel"
          label={prepare.parallel}
          hint={prepare.parallelHint}
          options={parallels.map(({ parallel, month, differences }) => ({
            value: String(parallel),
            text: prepare.option({
              parallel: count(parallel),
              month: longMonth(month),
              differences: count(differences),
            }),
          }))}
        />
        <Select
          name="month"
          label={prepare.month}
          options={[...new Set(months)].map((month) => ({ value: month, text: longMonth(month) }))}
        />
        <Button look="outline">{prepare.button}</Button>
      </Form>
    </>
  );
}

function problemOf(words: Asked["words"]["cutover"], { code, facts }: NonNullable<CutoverSeen["cannot"]>) {
  const says = words.problems[code];
  return typeof says === "string" ? says : says({ month: longMonth(String(facts["month"])) });
}

function List({ list, query, opens }: Pick<Shown, "list" | "query" | "opens">) {
  const words = useWords().cutover;
  const address = (to: number) => link(path, {}, { ...query, page: to });
  return (
    <>
      <h2>{words.list.title}</h2>
      <Filter action={link(path)} label={words.list.filter} clear={query.outcome !== ""}>
        <Select
          name="outcome"
          label={words.list.outcome}
          value={query.outcome}
          options={[
            { value: "", text: words.list.any },
            ...(["paid", "held", "notDue"] as const).map((value) => ({ value, text: words.outcomes[value] })),
          ]}
        />
      </Filter>
      {list.items.length === 0 ? (
        <Empty>{words.list.none}</Empty>
      ) : (
        <Table
          caption={words.list.caption({ shown: count(list.items.length), all: count(list.all) })}
          rows={list.items}
          keyOf={({ benefit }) => benefit}
          columns={[
            {
              head: words.list.who,
              names: true,
              cell: ({ payee, name, memberId }) =>
                opens(payee) ? (
                  <a href={link("/office/members/:person", { person: payee })}>{name ?? memberId}</a>
                ) : (
                  (name ?? memberId)
                ),
            },
            { head: words.list.benefit, cell: ({ old }) => old },
            { head: words.list.base, number: true, cell: ({ baseCents }) => money(baseCents) },
            { head: words.list.baseByLaw, number: true, cell: (one) => perhaps(words, one.baseByLawCents) },
            { head: words.list.theirs, number: true, cell: ({ theirs }) => perhaps(words, theirs) },
            { head: words.list.ours, number: true, cell: ({ ours }) => perhaps(words, ours) },
            { head: words.list.outcome, cell: ({ outcome }) => words.outcomes[outcome] },
            { head: words.list.why, cell: (one) => whyOf(words, one) },
          ]}
        />
      )}
      <Pagination at={query.page} of={Math.ceil(list.all / PER_PAGE)} to={address} />
    </>
  );
}

const perhaps = (words: Asked["words"]["cutover"], cents: bigint | null) =>
  cents === null ? words.nothing : money(cents);

function whyOf(words: Asked["words"]["cutover"], one: CutoverItemSeen): string {
  if (one.byOrderSince) return words.reasons.byOrderSince;
  if (one.reason !== null) return words.reasons[one.reason as keyof typeof words.reasons];
  if (one.openingCents !== null) return one.because!;
  return one.difference === null ? "" : `${one.difference}: ${one.differenceBecause}`;
}

const says = (words: Asked["words"]) => words.cutover.problems;
page({ path, owner: "conversion", may: "read a conversion", query: Query, show });
form({
  path: "/office/conversion/cutover/prepare",
  owner: "conversion",
  may: "prepare a cutover",
  body: z.object({
    parallel: z.coerce
      .number({ error: "noParallel" })
      .int("noParallel")
      .min(1, "noParallel")
      .max(2_000_000_000, "noParallel"),
    month: z.string({ error: "monthMissing" }).regex(/^\d{4}-(0[1-9]|1[0-2])-01$/, "monthMissing"),
  }),
  says,
  bad: showBad,
  take: async ({ system, actor, body, key, words }) => {
    const ask = { key, parallel: body.parallel, firstMonth: parseDate(body.month) };
    const { refused } = await prepareCutover(system, actor, ask);
    if (refused) return again({ field: "parallel", says: refused.code, facts: inWords(refused.facts) });
    return see(link(path), words.cutover.prepare.done);
  },
});
form({
  path: "/office/conversion/cutover/release",
  owner: "conversion",
  may: "release a cutover",
  body: z.object({}),
  says,
  bad: showBad,
  take: async ({ system, actor, key, words }) => {
    const { accepted, refused } = await releaseCutover(system, actor, { key });
    if (refused) return again({ says: refused.code, facts: inWords(refused.facts) });
    const paid = accepted.summary.sums.filter(({ outcome }) => outcome === "paid");
    const done = {
      paid: count(paid.reduce((sum, { benefits }) => sum + benefits, 0)),
      held: count(accepted.holds),
    };
    return see(link(path), words.cutover.release.done(done));
  },
});

const inWords = ({ month }: Readonly<Record<string, unknown>>) =>
  month === undefined ? {} : { month: longMonth(String(month)) };
