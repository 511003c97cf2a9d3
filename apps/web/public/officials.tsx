import {
  listOfficials,
  officialsCsv,
  type PostedBenefit,
} from "@emeritus/operations/disclosing/officials.ts";
import { count, money } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Empty, Field, Filter, Pagination, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, file, link, page, type View } from "../shared/routes.ts";

const Query = z.object({
  name: z.string().max(100).default(""),
  page: z.coerce.number().int().min(1).max(10_000).default(1),
});

/** Benefits of public officials, for anybody to read, search, print and save (BR 1-3(1)). */
async function show({ system, words, query }: Asked<"/officials", z.output<typeof Query>>): Promise<View> {
  const seen = await listOfficials(system, words, { find: query.name, page: query.page });
  return {
    title: words.disclosure.officials.title,
    wide: true,
    body: <Officials seen={seen} name={query.name} at={query.page} />,
  };
}

function Officials(props: { seen: Awaited<ReturnType<typeof listOfficials>>; name: string; at: number }) {
  const words = useWords().disclosure.officials;
  const { seen, name, at } = props;
  const filtered = name.trim() !== "";
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      <Filter action={link("/officials")} label={words.filterLabel} clear={filtered}>
        <Field name="name" type="search" label={words.find} value={name} width="medium" />
      </Filter>
      {seen.rows.length === 0 ? (
        <Empty>{filtered ? words.noneFits : words.none}</Empty>
      ) : (
        <>
          <p role="status">{words.found({ found: count(seen.of) })}</p>
          <Table<PostedBenefit>
            caption={words.caption}
            quiet
            rows={seen.rows}
            keyOf={(_, index) => index}
            columns={[
              { head: words.columns.name, names: true, cell: (row) => row.name },
              { head: words.columns.service, cell: (row) => row.service },
              { head: words.columns.position, cell: (row) => row.position },
              { head: words.columns.amount, number: true, cell: (row) => money(row.cents) },
            ]}
          />
          <Pagination
            at={at}
            of={seen.pages}
            to={(next) => link("/officials", undefined, { name: name || undefined, page: next })}
          />
          <p className="acts">
            <a href={link("/officials.csv")}>{words.file}</a>
          </p>
        </>
      )}
      <p className="small soft">{words.gross}</p>
    </>
  );
}

page({
  path: "/officials.csv",
  owner: "disclosure",
  may: "anyone",
  show: async ({ system, words }) =>
    file({
      name: "officials.csv",
      type: "text/csv; charset=utf-8",
      bytes: new TextEncoder().encode(await officialsCsv(system, words)),
    }),
});
page({ path: "/officials", owner: "disclosure", may: "anyone", query: Query, show });
