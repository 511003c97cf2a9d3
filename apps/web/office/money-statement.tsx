import { readInvoice } from "@emeritus/operations/money-in/read-invoices.ts";
import { Invoice } from "../employer/invoice-parts.tsx";
import {
  sendStatementCsv,
  sendStatementPdf,
  showStatement,
  StatementAsked,
  StatementQuery,
} from "../employer/invoices.tsx";
import { link, notFound, page } from "../shared/routes.ts";
import { BackToMoney } from "./money-parts.tsx";

const shared = { owner: "money in", may: "read invoices" } as const;
page({
  path: "/office/money/statement",
  ...shared,
  query: StatementAsked,
  show: (asked) =>
    showStatement(
      asked,
      { href: link("/office/money"), text: asked.words.money.title },
      {
        page: link("/office/money/statement"),
        csv: (query) => link("/office/money/statement.csv", {}, { ...query }),
        pdf: (query) => link("/office/money/statement.pdf", {}, { ...query }),
      },
    ),
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
