import type { InvoiceSeen, Statement } from "@emeritus/operations/money-in/read-invoices.ts";
import { booksOf, trustNamed, trustNames } from "@emeritus/records/money-in.ts";
import { longDate, shortDate } from "@emeritus/words/format.ts";
import { Empty, Facts, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { signedMoney } from "../office/money-parts.tsx";

/** An invoice: what it is for, what to pay to which trust and under which name, and what has paid it. */
export function Invoice({ seen, report }: { seen: InvoiceSeen; report?: (report: number) => string }) {
  const all = useWords().money;
  const words = all.invoices;
  const { charges, reference, reports } = seen;
  const sum = (column: "cents" | "paidCents" | "openCents") =>
    charges.reduce((total, charge) => total + charge[column], 0n);
  const rows = [
    ...charges.map((charge) => ({ ...charge, key: String(charge.charge), text: all.kinds[charge.kind] })),
    {
      key: "sum",
      text: words.total,
      cents: sum("cents"),
      paidCents: sum("paidCents"),
      openCents: sum("openCents"),
      due: null,
    },
  ];
  return (
    <>
      <p className="lead">{words.of({ employer: `${seen.employer.code}, ${seen.employer.name}` })}</p>
      <h2>{words.whatFor}</h2>
      <Table
        caption={words.whatFor}
        quiet
        sum
        rows={rows}
        keyOf={({ key }) => key}
        columns={[
          { head: words.kind, names: true, cell: ({ text }) => text },
          { head: words.due, cell: ({ due }) => (due === null ? "" : shortDate(due)) },
          { head: words.charged, number: true, cell: ({ cents }) => signedMoney(cents) },
          { head: words.received, number: true, cell: ({ paidCents }) => signedMoney(paidCents) },
          { head: words.openHead, number: true, cell: ({ openCents }) => signedMoney(openCents) },
        ]}
      />
      {reports.length === 0 ? null : (
        <>
          <h2>{words.reports}</h2>
          <ul>
            {reports.map((one) => (
              <li key={one.report}>{report ? <a href={report(one.report)}>{one.fileId}</a> : one.fileId}</li>
            ))}
          </ul>
        </>
      )}
      <Advice seen={seen} reference={reference} />
      <PaidBy seen={seen} />
    </>
  );
}

function Advice({ seen: { charges, employer }, reference }: { seen: InvoiceSeen; reference: string }) {
  const all = useWords().money;
  const words = all.invoices;
  const trusts = trustNames
    .map((trust) => {
      const own = charges.filter(({ kind }) => booksOf[kind].trust === trust);
      const due = own.map((charge) => charge.due).toSorted()[0];
      return { trust, due, cents: own.reduce((sum, { openCents }) => sum + openCents, 0n) };
    })
    .filter(({ cents }) => cents > 0n);
  return (
    <section aria-labelledby="advice">
      <h2 id="advice">{words.advice}</h2>
      {trusts.length === 0 ? (
        <p>{words.adviceDone}</p>
      ) : (
        <>
          <p className="measure">{words.adviceSays}</p>
          <Table
            caption={`${words.advice}, ${employer.name}`}
            quiet
            rows={trusts}
            keyOf={({ trust }) => trust}
            columns={[
              { head: words.adviceTrust, names: true, cell: ({ trust }) => all.trusts[trust] },
              { head: words.adviceName, cell: () => <strong>{reference}</strong> },
              { head: words.adviceDue, cell: ({ due }) => (due ? longDate(due) : "") },
              { head: words.adviceAmount, number: true, cell: ({ cents }) => signedMoney(cents) },
            ]}
          />
        </>
      )}
    </section>
  );
}

function PaidBy({ seen: { charges } }: { seen: InvoiceSeen }) {
  const all = useWords().money;
  const words = all.invoices;
  const rows = charges.flatMap((charge) =>
    charge.applications.map((each) => ({ ...each, forWhat: all.kinds[charge.kind] })),
  );
  return (
    <>
      <h2>{words.paidBy}</h2>
      {rows.length === 0 ? (
        <p>{words.paidNone}</p>
      ) : (
        <Table
          caption={words.paidBy}
          quiet
          rows={rows}
          keyOf={({ application }) => application}
          columns={[
            {
              head: words.whatColumns.what,
              names: true,
              cell: ({ receipt, drawnFrom }) =>
                receipt === null
                  ? words.fromPrepayment({ election: drawnFrom! })
                  : words.fromReceipt({ receipt }),
            },
            { head: words.kind, cell: ({ forWhat }) => forWhat },
            { head: words.whatColumns.day, cell: ({ appliedOn }) => shortDate(appliedOn) },
            { head: words.whatColumns.amount, number: true, cell: ({ cents }) => signedMoney(cents) },
          ]}
        />
      )}
    </>
  );
}

/** A statement: what was owed before, what was charged and received, what is owed after, and every line. */
export function StatementBody({ seen, files }: { seen: Statement; files: { csv: string; pdf: string } }) {
  const all = useWords().money;
  const words = all.statement;
  return (
    <>
      <p className="lead">{words.period({ from: longDate(seen.from), to: longDate(seen.to) })}</p>
      <Facts
        facts={[
          { name: words.opening, value: signedMoney(seen.openingCents) },
          { name: words.charged, value: signedMoney(seen.chargedCents) },
          { name: words.received, value: signedMoney(seen.receivedCents) },
          { name: words.closing, value: <strong>{signedMoney(seen.closingCents)}</strong> },
        ]}
      />
      <p className="small soft">{words.credit}</p>
      <p>
        <a href={files.csv}>{words.csv}</a> · <a href={files.pdf}>{words.pdf}</a>
      </p>
      <h2>{words.lines}</h2>
      {seen.lines.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <Table
          caption={words.lines}
          quiet
          rows={seen.lines}
          keyOf={(_, index) => index}
          columns={[
            { head: words.day, cell: ({ day }) => shortDate(day) },
            { head: words.what, names: true, cell: ({ what }) => words.whats[what] },
            { head: all.columns.reference, cell: ({ reference }) => reference },
            { head: all.trust, cell: ({ trust }) => all.trusts[trustNamed(trust)] },
            {
              head: words.charged,
              number: true,
              cell: ({ chargedCents }) => (chargedCents === 0n ? "" : signedMoney(chargedCents)),
            },
            {
              head: words.received,
              number: true,
              cell: ({ receivedCents }) => (receivedCents === 0n ? "" : signedMoney(receivedCents)),
            },
          ]}
        />
      )}
    </>
  );
}
