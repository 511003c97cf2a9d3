import { seePayees } from "@emeritus/operations/benefit-payroll/see-run.ts";
import type { NamedItem } from "@emeritus/records/payroll-items.ts";
import { changes, outcomes, reasons } from "@emeritus/operations/benefit-payroll/items.ts";
import { count, longMonth, money } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Empty, Filter, Pagination, Select, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, link, notFound, page, type View } from "../shared/routes.ts";
import { payrollOf } from "./payroll-system.ts";

const PER_PAGE = 50;
const MOST_PAGE = 100_000;

const Query = z.object({
  outcome: z.enum(["", ...outcomes]).optional(),
  reason: z.enum(reasons).optional(),
  change: z.enum(changes).optional(),
  page: z.string().transform(numberIn).pipe(z.number().max(MOST_PAGE)).default(1),
});

type PayeesPath = "/office/payroll/:run/payees";

async function show(asked: Asked<PayeesPath, z.output<typeof Query>>): Promise<View> {
  const run = numberIn(asked.params.run);
  const { page: at, ...filter } = asked.query;
  const wanted = {
    outcome: filter.outcome || undefined,
    reason: filter.reason || undefined,
    change: filter.change,
    offset: (at - 1) * PER_PAGE,
    most: PER_PAGE,
  };
  const seen = await seePayees(payrollOf(asked.system), asked.actor, run, wanted).catch((error: Error) => {
    if (error.message === "no result") throw notFound();
    throw error;
  });
  const month = longMonth(seen.run.period);
  return {
    title: asked.words.payroll.payeesTitle({ month }),
    over: <a href={link("/office/payroll/:run", { run })}>{asked.words.payroll.runOf({ month })}</a>,
    wide: true,
    body: <Payees run={run} items={seen.items} all={seen.all} at={at} filter={filter} />,
  };
}

function Payees(props: {
  run: number;
  items: readonly NamedItem[];
  all: bigint;
  at: number;
  filter: Omit<z.output<typeof Query>, "page">;
}) {
  const words = useWords().payroll;
  const { run, items, all, at, filter } = props;
  const address = (page: number) => link("/office/payroll/:run/payees", { run }, { ...filter, page });
  return (
    <>
      <Filter
        action={link("/office/payroll/:run/payees", { run })}
        label={words.show}
        clear={Object.values(filter).some(Boolean)}
      >
        <Select
          name="outcome"
          label={words.show}
          value={filter.outcome ?? ""}
          options={[
            { value: "", text: words.everybody },
            ...outcomes.map((outcome) => ({ value: outcome, text: words.outcomes[outcome] })),
          ]}
        />
      </Filter>
      {items.length === 0 ? (
        <Empty>{words.nobody}</Empty>
      ) : (
        <Table
          caption={words.showing({ shown: count(items.length), of: count(all) })}
          rows={items}
          keyOf={({ benefit }) => benefit}
          columns={[
            { head: words.payee, names: true, cell: ({ name }) => name },
            { head: words.memberId, cell: ({ memberId }) => memberId },
            { head: words.before, number: true, cell: ({ beforeCents }) => money(beforeCents) },
            {
              head: words.now,
              number: true,
              cell: ({ cents, outcome }) => money(outcome === "notDue" ? 0n : cents),
            },
            { head: words.outcome, cell: ({ outcome }) => words.outcomes[outcome] },
            { head: words.whyHead, cell: (item) => <Why item={item} /> },
          ]}
        />
      )}
      <Pagination at={at} of={Math.ceil(Number(all) / PER_PAGE)} to={address} />
    </>
  );
}

function Why({ item }: { item: NamedItem }) {
  const words = useWords().payroll;
  const changed = Object.entries(
    (JSON.parse(item.explanation ?? "{}") as { changed?: Record<string, number> }).changed ?? {},
  );
  const lines = [
    ...(item.reason === null ? [] : [words.reasons[item.reason as keyof typeof words.reasons]]),
    ...changed.map(
      ([change, cents]) => `${words.changes[change as keyof typeof words.changes]}: ${money(cents)}`,
    ),
  ];
  return lines.map((line) => <div key={line}>{line}</div>);
}

page({ path: "/office/payroll/:run/payees", owner: "payroll", may: "read a payroll", query: Query, show });
