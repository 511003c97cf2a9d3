import { differenceClasses } from "@emeritus/operations/converting/differences.ts";
import { type ParallelSeen, seeParallel } from "@emeritus/operations/converting/see-conversion.ts";
import type { KeptParallelItem, ParallelSum } from "@emeritus/records/conversion-parallel.ts";
import { causeText, differenceAmount, differenceMore } from "@emeritus/words/conversion-text.ts";
import { count, longMonth, money } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Empty, Facts, Filter, Pagination, Select, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, link, notFound, page, type View } from "../shared/routes.ts";

const path = "/office/conversion/parallels/:parallel";
const PER_PAGE = 50;
const Query = z.object({
  show: z.enum(["", "everybody", ...differenceClasses]).default(""),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
});
type Queried = z.output<typeof Query>;

async function show(asked: Asked<typeof path, Queried>): Promise<View> {
  const { system, actor, words, params, query } = asked;
  const everybody = query.show === "everybody";
  const seen = await seeParallel(system, actor, numberIn(params.parallel), {
    everybody,
    class: everybody || query.show === "" ? undefined : query.show,
    offset: (query.page - 1) * PER_PAGE,
    most: PER_PAGE,
  });
  if (seen === undefined) throw notFound();
  return {
    title: words.conversion.parallel.title({ month: longMonth(seen.run.month) }),
    over: <a href={link("/office/conversion")}>{words.conversion.parallel.back}</a>,
    wide: true,
    body: <Parallel seen={seen} query={query} />,
  };
}

function Parallel({ seen, query }: { seen: ParallelSeen; query: Queried }) {
  const words = useWords().conversion;
  const { run } = seen;
  const all = run.equalPayees + run.differences;
  const share = all === 0 ? "100.0" : ((1000 * run.equalPayees) / all / 10).toFixed(1);
  const payees = (some: number, cents: bigint) =>
    words.parallel.payees({ payees: count(some), amount: money(cents) });
  return (
    <>
      <p className="lead measure">{words.parallel.intro}</p>
      <Facts
        facts={[
          { name: words.parallels.theirs, value: payees(run.theirPayees, run.theirCents) },
          { name: words.parallels.ours, value: payees(run.ourPayees, run.ourCents) },
          { name: words.parallels.equal, value: payees(run.equalPayees, run.equalCents) },
          { name: words.parallels.different, value: words.parallel.share({ share }) },
        ]}
      />
      <Causes sums={seen.sums} />
      <Payees seen={seen} query={query} />
    </>
  );
}

function Causes({ sums }: { sums: readonly ParallelSum[] }) {
  const all = useWords();
  const words = all.conversion.parallel;
  const classes: Readonly<Record<string, string>> = all.convert.classes;
  const named = sums.map((sum) => ({
    ...sum,
    name: sum.class === null ? words.same : classes[sum.class]!,
    planName: sum.plan === null ? "" : all.conversion.plans[sum.plan as keyof typeof all.conversion.plans],
  }));
  const total = <K extends "payees" | "theirs" | "ours">(of: K) =>
    named.reduce((sum, row) => sum + BigInt(row[of]), 0n);
  const rows = [
    ...named,
    {
      class: null,
      cause: null,
      plan: null,
      name: words.sum,
      planName: "",
      payees: Number(total("payees")),
      theirs: total("theirs"),
      ours: total("ours"),
    },
  ];
  return (
    <>
      <h2>{words.causes}</h2>
      <Bars
        title={words.chart}
        bars={differenceClasses
          .map((name) => ({
            text: classes[name]!,
            value: sums.filter((sum) => sum.class === name).reduce((payees, sum) => payees + sum.payees, 0),
          }))
          .filter(({ value }) => value > 0)}
      />
      <Table
        caption={words.causes}
        quiet
        sum
        rows={rows}
        keyOf={(_, at) => at}
        columns={[
          { head: words.cause, names: true, cell: ({ name }) => name },
          { head: words.plan, cell: ({ planName }) => planName },
          { head: words.count, number: true, cell: ({ payees }) => count(payees) },
          { head: words.theirs, number: true, cell: ({ theirs }) => money(theirs) },
          { head: words.ours, number: true, cell: ({ ours }) => money(ours) },
          {
            head: words.more,
            number: true,
            cell: ({ theirs, ours }) => differenceMore({ kind: "gross", of: "", cause: "", theirs, ours }),
          },
        ]}
      />
    </>
  );
}

/** Numbers as bars beside their names, drawn on the server; the table below holds the same figures. */
function Bars({ title, bars }: { title: string; bars: readonly { text: string; value: number }[] }) {
  if (bars.length === 0) return null;
  const most = Math.max(...bars.map(({ value }) => value));
  const row = 34;
  return (
    <figure className="chart">
      <svg viewBox={`0 0 720 ${bars.length * row + 8}`} role="img" aria-label={title}>
        <title>{title}</title>
        {bars.map(({ text, value }, at) => (
          <g key={text}>
            <text x={250} y={at * row + 22} textAnchor="end">
              {text}
            </text>
            <rect
              className="level"
              x={260}
              y={at * row + 6}
              width={Math.max(2, Math.round((380 * value) / most))}
              height={row - 12}
            />
            <text x={268 + Math.max(2, Math.round((380 * value) / most))} y={at * row + 22}>
              {count(value)}
            </text>
          </g>
        ))}
      </svg>
    </figure>
  );
}

function Payees({ seen, query }: { seen: ParallelSeen; query: Queried }) {
  const all = useWords();
  const words = all.conversion.parallel;
  const { run, list } = seen;
  const address = (to: number) => link(path, { parallel: run.parallel }, { ...query, page: to });
  return (
    <>
      <h2>{words.list}</h2>
      <Filter action={link(path, { parallel: run.parallel })} label={words.filter} clear={query.show !== ""}>
        <Select
          name="show"
          label={words.cause}
          value={query.show}
          options={[
            { value: "", text: words.list },
            { value: "everybody", text: words.everybody },
            ...differenceClasses.map((value) => ({ value, text: all.convert.classes[value] })),
          ]}
        />
      </Filter>
      {list.items.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <Table
          caption={words.caption({ shown: count(list.items.length), all: count(list.all) })}
          rows={list.items}
          keyOf={({ item }) => item}
          columns={[
            { head: words.who, names: true, cell: ({ name }) => name ?? words.nobody },
            { head: words.benefit, cell: ({ of }) => of },
            { head: words.theirs, number: true, cell: (one) => amount(all, one, "theirs") },
            { head: words.ours, number: true, cell: (one) => amount(all, one, "ours") },
            { head: words.more, number: true, cell: (one) => differenceMore(said(one)) },
            {
              head: words.cause,
              cell: (one) =>
                one.cause === null ? words.same : (one.because ?? causeText(all.convert, said(one))),
            },
          ]}
        />
      )}
      <Pagination at={query.page} of={Math.ceil(list.all / PER_PAGE)} to={address} />
    </>
  );
}

const said = (one: KeptParallelItem) => ({ ...one, kind: "gross", cause: one.cause ?? "" });
const amount = (all: ReturnType<typeof useWords>, one: KeptParallelItem, side: "theirs" | "ours") =>
  differenceAmount(all.convert, said(one), one[side], side);

page({ path, owner: "conversion", may: "read a conversion", query: Query, show });
