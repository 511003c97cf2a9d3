import { addMonths, firstOfMonthOf, formatDate } from "@emeritus/engine/dates.ts";
import { readInvoice } from "@emeritus/operations/money-in/read-invoices.ts";
import { z } from "zod";
import { Invoice } from "../employer/invoice-parts.tsx";
import { sendStatementCsv, sendStatementPdf, showStatement, StatementQuery } from "../employer/invoices.tsx";
import { type Asked, link, notFound, page } from "../shared/routes.ts";
import { BackToMoney } from "./money-parts.tsx";

const shared = { owner: "money in", may: "read invoices" } as const;
const Query = StatementQuery.partial({ from: true, to: true });

/** The days asked for, or the last three months. */
function within(asked: Asked<string, z.output<typeof Query>>): z.output<typeof StatementQuery> {
  const today = asked.system.calendar.today();
  const from = formatDate(addMonths(firstOfMonthOf(today), -3));
  const { employer } = asked.query;
  return { employer, from: asked.query.from ?? from, to: asked.query.to ?? formatDate(today) };
}

page({
  path: "/office/money/statement",
  ...shared,
  query: Query,
  show: (asked) => {
    const query = within(asked);
    return showStatement(
      { ...asked, query },
      { href: link("/office/money"), text: asked.words.money.title },
      {
        csv: link("/office/money/statement.csv", {}, query),
        pdf: link("/office/money/statement.pdf", {}, query),
      },
    );
  },
});
page({ path: "/office/money/statement.csv", ...shared, query: StatementQuery, show: sendStatementCsv });
page({ path: "/office/money/statement.pdf", ...shared, query: StatementQuery, show: sendStatementPdf });
page({
  path: "/office/money/invoices/:reference",
  ...shared,
  show: async ({ system, actor, params, words }) => {
    const seen = await readInvoice(system, actor, params.reference);
    if (seen === undefined) throw notFound();
    return {
      title: words.money.invoices.title1({ reference: seen.reference }),
      over: <BackToMoney />,
      body: <Invoice seen={seen} />,
    };
  },
});
