import { isDay } from "@emeritus/engine/dates.ts";
import {
  type AccountBalance,
  readTrialBalance,
  type TrialBalance,
} from "@emeritus/operations/auditing/read-trial-balance.ts";
import { closeLedgerMonth } from "@emeritus/operations/closing-months/close-month.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { readControlProofs } from "@emeritus/operations/money-in/read-money-in.ts";
import type { Account, LedgerMonth, Trust } from "@emeritus/records/ledger.ts";
import { trustNames } from "@emeritus/records/money-in.ts";
import { clearingItemText } from "@emeritus/words/clearing-item.ts";
import { count, longDate, longInstant, longMonth, money } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import { Alert, Button, Empty, Field, Filter, Form, Select, Table, Tag } from "../shared/components/index.ts";
import { signedMoney } from "./money-parts.tsx";
import { useWords } from "../shared/frame.ts";
import { again, type Asked, form, link, menu, notFound, page, see, type View } from "../shared/routes.ts";

type ControlProofs = Awaited<ReturnType<typeof readControlProofs>>;

const Query = z.object({
  trust: z.enum(trustNames).default("pension"),
  month: z.iso.date().optional(),
  asOf: z.union([z.literal("").transform(() => undefined), z.iso.date()]).optional(),
});

async function show(asked: Asked<"/office/ledger", z.output<typeof Query>>): Promise<View> {
  const seen = await readTrialBalance(asked.system, asked.actor, asked.query);
  const proofs = await readControlProofs(asked.system, asked.actor);
  const own = proofs.filter(({ trust }) => trust === seen.trust);
  const shown = {
    seen,
    proofs: own,
    mayClose: may(asked.actor, "close a ledger month"),
    timeZone: asked.system.fund.timeZone,
  };
  return { title: titleOf(asked.words, seen), wide: true, body: <Ledger {...shown} /> };
}

function titleOf(words: Words, { trust, through, asOf }: TrialBalance): string {
  const said = words.audit.ledger;
  const title =
    through === undefined
      ? said.title
      : said.titleThrough({ trust: said.trusts[trust], month: longMonth(through.month) });
  return asOf === undefined ? title : said.titleAsOf({ title, day: longDate(asOf) });
}

interface Shown {
  readonly seen: TrialBalance;
  readonly proofs: ControlProofs;
  readonly mayClose: boolean;
  readonly timeZone: string;
}

function Ledger({ seen, proofs, ...rest }: Shown) {
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
          <Clearing seen={seen} />
          {seen.asOf === undefined ? <Controls proofs={proofs} /> : null}
          {seen.asOf === undefined ? <Closing seen={seen} {...rest} /> : null}
        </>
      )}
    </>
  );
}

/** What is kept line by line beside the account that controls it, as both are now. */
function Controls({ proofs }: { proofs: ControlProofs }) {
  const words = useWords().money.proofs;
  const amount = (cents: bigint) => (cents < 0n ? `− ${money(-cents)}` : money(cents));
  return (
    <>
      <h2>{words.title}</h2>
      <p>{words.says}</p>
      <Table
        caption={words.title}
        quiet
        rows={proofs}
        keyOf={({ name }) => name}
        columns={[
          { head: words.what, names: true, cell: ({ name, account }) => `${words.names[name]} (${account})` },
          { head: words.kept, number: true, cell: ({ kept }) => amount(kept) },
          { head: words.ledger, number: true, cell: ({ ledgerCents }) => amount(ledgerCents) },
          {
            head: words.state,
            cell: ({ equal }) => (
              <Tag kind={equal ? "good" : "bad"}>{equal ? words.equal : words.unequal}</Tag>
            ),
          },
        ]}
      />
    </>
  );
}

function Ask({ seen: { trust, through, months, asOf } }: { seen: TrialBalance }) {
  const words = useWords().audit.ledger;
  const monthText = ({ month, closing }: LedgerMonth) =>
    closing === null ? longMonth(month) : words.closed({ month: longMonth(month) });
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
      <Field name="asOf" type="date" label={words.asOf} hint={words.asOfHint} value={asOf} optional />
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

/** What payroll clearing cash stands for, item by item, or that it is at zero; nothing where no payroll moved it. */
function Clearing({ seen: { accounts, clearing } }: { seen: TrialBalance }) {
  const words = useWords().clearing;
  const name: Account = "payrollClearingCash";
  const account = accounts.find((each) => each.name === name);
  if (account === undefined) return null;
  const to = <a href={link("/office/clearing")}>{words.ledger.to}</a>;
  if (clearing.length === 0)
    return (
      <Alert kind="info" heading={words.ledger.zero}>
        <p>
          {words.ledger.zeroSays} {to}
        </p>
      </Alert>
    );
  const amount = signedMoney(account.creditCents - account.debitCents);
  return (
    <Alert kind="warning" heading={words.ledger.out}>
      <p>{words.ledger.outSays({ amount, items: clearing.length })}</p>
      <ul>
        {clearing.map((item) => (
          <li key={String(item.entry)}>
            {clearingItemText(words, item)}: {signedMoney(item.cents)}
          </li>
        ))}
      </ul>
      <p>{to}</p>
    </Alert>
  );
}

/** The months that were closed, by whom and with what; and the next one to be closed, where the reader may do that. */
function Closing({ seen: { trust, months, closable }, mayClose, timeZone }: Omit<Shown, "proofs">) {
  const words = useWords().audit.ledger.closing;
  const closed = months.flatMap(({ month, closing }) => (closing === null ? [] : [{ month, ...closing }]));
  return (
    <>
      <h2 id="closing">{words.title}</h2>
      <p className="measure">{words.intro}</p>
      {closed.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <Table
          caption={words.title}
          quiet
          rows={closed}
          keyOf={({ month }) => month}
          columns={[
            { head: words.month, names: true, cell: ({ month }) => longMonth(month) },
            { head: words.by, cell: ({ by }) => by },
            { head: words.at, cell: ({ at }) => longInstant(at, timeZone) },
            { head: words.transfers, number: true, cell: ({ transfers }) => count(transfers) },
            { head: words.sum, number: true, cell: ({ cents }) => money(cents) },
          ]}
        />
      )}
      {mayClose && closable !== undefined ? (
        <Form action={link("/office/ledger/:trust/:month/close", { trust, month: closable })}>
          <div className="acts">
            <Button look="outline">{words.button({ month: longMonth(closable) })}</Button>
          </div>
        </Form>
      ) : null}
      {mayClose && closable === undefined ? <p>{words.nothing}</p> : null}
    </>
  );
}

/** The month that an address names; any other address answers 404. */
function monthOf(named: { trust: string; month: string }): { trust: Trust; month: string } {
  const trust = trustNames.find((each) => each === named.trust);
  if (trust === undefined || !isDay(named.month)) throw notFound();
  return { trust, month: named.month };
}

form({
  path: "/office/ledger/:trust/:month/close",
  owner: "auditing",
  may: "close a ledger month",
  body: z.object({}),
  says: (words) => words.audit.ledger.closing.problems,
  bad: (asked) => show({ ...asked, query: { trust: monthOf(asked.params).trust } }),
  take: async ({ system, actor, params, key, words }) => {
    const { trust, month } = monthOf(params);
    const { accepted, refused } = await closeLedgerMonth(system, actor, { key, trust, month });
    if (refused) return again({ says: refused.code, facts: refused.facts });
    const done = {
      month: longMonth(month),
      transfers: count(accepted.transfers),
      sum: money(accepted.cents),
    };
    return see(`${link("/office/ledger")}?trust=${trust}`, words.audit.ledger.closing.done(done));
  },
});

menu("staff", "read the ledger", "/office/ledger", (words) => words.audit.ledger.menu);
page({ path: "/office/ledger", owner: "auditing", may: "read the ledger", query: Query, show });
