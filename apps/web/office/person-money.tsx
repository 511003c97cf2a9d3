import { formatDate } from "@emeritus/engine/dates.ts";
import type { WholePerson } from "@emeritus/operations/whole-person/read-person.ts";
import { longMonth, money, shortDate } from "@emeritus/words/format.ts";
import { Empty, Facts, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";

/** The benefits, payments and contributions of a person. */
export function Money({ whole }: { whole: WholePerson }) {
  const all = useWords();
  const words = all.people.whole;
  const { benefits, payments, thisYearCents, owedCents, account } = whole.money;
  return (
    <>
      <h2 id="money">{words.money}</h2>
      {benefits.length === 0 && payments.length === 0 ? (
        <Empty>{words.noMoney}</Empty>
      ) : (
        <>
          <Facts
            facts={[
              { name: words.paidThisYear, value: money(thisYearCents) },
              ...(owedCents === 0n ? [] : [{ name: words.owed, value: money(owedCents) }]),
              {
                name: words.account,
                value:
                  account === undefined ? words.accountNone : all.payroll.ending({ last4: account.last4 }),
              },
            ]}
          />
          <Table
            caption={words.benefitColumns.kind}
            rows={benefits}
            keyOf={({ benefit, from }) => `${benefit} ${from}`}
            columns={[
              { head: words.benefitColumns.kind, names: true, cell: ({ kind }) => words.benefitKinds[kind] },
              { head: words.benefitColumns.from, cell: ({ from }) => shortDate(formatDate(from)) },
              { head: words.benefitColumns.status, cell: ({ status }) => words.benefitStatus[status] },
              { head: words.benefitColumns.base, number: true, cell: ({ baseCents }) => money(baseCents) },
            ]}
          />
          {payments.length === 0 ? null : (
            <Table
              caption={words.lastPayments}
              rows={payments}
              keyOf={({ benefit, period, paidOn }) => `${benefit} ${period} ${paidOn}`}
              columns={[
                { head: words.forMonth, names: true, cell: ({ period }) => longMonth(period) },
                { head: words.paidOn, cell: ({ paidOn }) => shortDate(paidOn) },
                { head: words.amount, number: true, cell: ({ cents }) => money(cents) },
              ]}
            />
          )}
        </>
      )}
    </>
  );
}
