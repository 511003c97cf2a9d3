import {
  type AccountBalance,
  readTrialBalance,
  type TrialBalance,
} from "@emeritus/operations/auditing/read-trial-balance.ts";
import { type Account, type LedgerMonth, type Trust, trusts } from "@emeritus/records/ledger.ts";
import { longMonth, money } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import { Alert, Empty, Filter, Select, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, link, menu, page, type View } from "../shared/routes.ts";

const trustNames = Object.keys(trusts) as [Trust, ...Trust[]];

const Query = z.object({
  trust: z.enum(trustNames).default("pension"),
  month: z.iso.date().optional(),
});

async function show(asked: Asked<"/office/ledger", z.output<typeof Query>>): Promise<View> {
  const seen = await readTrialBalance(asked.system, asked.actor, asked.query);
  return { title: titleOf(asked.words, seen), wide: true, body: <Ledger seen={seen} /> };
}

function titleOf(words: Words, { trust, through }: TrialBalance): string {
  const said = words.audit.ledger;
  return through === undefined
    ? said.title
    : said.titleThrough({ trust: said.trusts[trust], month: longMonth(through.month) });
}

function Ledger({ seen }: { seen: TrialBalance }) {
  const words = useWords().audit.ledger;
  return (
    <>
      <p className="lead">{words.intro}</p>
      <Ask seen={seen} />
      {seen.accounts.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <>
          <Proof seen={seen} />
          <Accounts seen={seen} />
        </>
      )}
    </>
  );
}

function Ask({ seen: { trust, through, months } }: { seen: TrialBalance }) {
  const words = useWords().audit.ledger;
  const monthText = ({ month, closed }: LedgerMonth) =>
    closed ? words.closed({ month: longMonth(month) }) : longMonth(month);
  return (
    <Filter action={link("/office/ledger")} label={words.title}>
      <Select
        name="trust"
        label={words.trust}
        value={trust}
        options={trustNames.map((value) => ({ value, text: words.trusts[value] }))}
      />
      {through === undefined ? null : (
        <Select
          name="month"
          label={words.month}
          value={through.month}
          options={months.map((each) => ({ value: each.month, text: monthText(each) }))}
        />
      )}
    </Filter>
  );
}

function Proof({ seen: { balances, sums } }: { seen: TrialBalance }) {
  const words = useWords().audit.ledger;
  return balances ? (
    <Alert kind="info" heading={words.balances}>
      {words.balancesSays({ posted: money(sums.debitCents), left: money(sums.leftDebitCents) })}
    </Alert>
  ) : (
    <Alert kind="error" heading={words.unequal}>
      {words.unequalSays({ debits: money(sums.debitCents), credits: money(sums.creditCents) })}
    </Alert>
  );
}

type Row = TrialBalance["sums"] & { readonly account?: AccountBalance };

function Accounts({ seen: { accounts, sums } }: { seen: TrialBalance }) {
  const words = useWords().audit.ledger;
  const named: Readonly<Record<Account, string>> = words.accounts;
  const { columns } = words;
  const rows: Row[] = [...accounts.map((account) => ({ ...account, account })), sums];
  const amount = (cents: bigint) => (cents === 0n ? "" : money(cents));
  return (
    <Table
      caption={words.title}
      quiet
      sum
      rows={rows}
      keyOf={({ account }) => account?.account ?? 0}
      columns={[
        {
          head: columns.account,
          names: true,
          cell: ({ account }) => (account ? (named[account.name as Account] ?? account.name) : words.sum),
        },
        { head: columns.number, cell: ({ account }) => account?.account },
        { head: columns.kind, cell: ({ account }) => account && words.kinds[account.kind] },
        { head: columns.debits, number: true, cell: ({ debitCents }) => amount(debitCents) },
        { head: columns.credits, number: true, cell: ({ creditCents }) => amount(creditCents) },
        { head: columns.leftDebit, number: true, cell: ({ leftDebitCents }) => amount(leftDebitCents) },
        { head: columns.leftCredit, number: true, cell: ({ leftCreditCents }) => amount(leftCreditCents) },
      ]}
    />
  );
}

menu("staff", "read the ledger", "/office/ledger", (words) => words.audit.ledger.menu);
page({ path: "/office/ledger", owner: "auditing", may: "read the ledger", query: Query, show });
