import {
  matchPrepayment,
  matchReceipt,
  unmatchReceipt,
} from "@emeritus/operations/money-in/match-receipt.ts";
import { askPayback } from "@emeritus/operations/money-in/pay-back.ts";
import { readReceipt, type ReceiptSeen } from "@emeritus/operations/money-in/read-money-in.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { trustNamed } from "@emeritus/records/money-in.ts";
import { longDate, money, shortDate } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Button, Facts, Field, Form, LongField, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { BackToMoney, centsTyped, signedMoney } from "./money-parts.tsx";

const path = "/office/money/receipts/:receipt";
type ReceiptAsked = Pick<Asked<typeof path>, "system" | "actor" | "params" | "words">;

async function show({ system, actor, params, words }: ReceiptAsked): Promise<View> {
  const seen = await readReceipt(system, actor, numberIn(params.receipt));
  if (seen === undefined) throw notFound();
  return {
    title: words.money.receipt.title({ receipt: seen.receipt.receipt }),
    over: <BackToMoney />,
    wide: true,
    body: <One seen={seen} acts={may(actor, "enter money in")} />,
  };
}

function One({ seen, acts }: { seen: ReceiptSeen; acts: boolean }) {
  const all = useWords().money;
  const words = all.receipt;
  const { receipt } = seen;
  const facts = words.facts;
  const free = receipt.leftCents > 0n && receipt.askedBackCents === 0n;
  return (
    <>
      <Facts
        facts={[
          { name: facts.received, value: longDate(receipt.receivedOn) },
          { name: facts.amount, value: money(receipt.cents) },
          { name: facts.left, value: money(receipt.leftCents) },
          { name: facts.trust, value: all.trusts[trustNamed(receipt.trust)] },
          { name: facts.payer, value: receipt.payer },
          { name: facts.employer, value: receipt.employerName ?? words.nobody },
          { name: facts.reference, value: receipt.reference },
          ...(receipt.bankNumber === null ? [] : [{ name: facts.bankNumber, value: receipt.bankNumber }]),
          { name: facts.way, value: words.by({ way: words.ways[receipt.way], by: receipt.enteredBy }) },
          ...(receipt.askedBackCents === 0n
            ? []
            : [{ name: facts.askedBack, value: words.askedBack({ amount: money(receipt.askedBackCents) }) }]),
          ...(receipt.paidBackCents === 0n
            ? []
            : [{ name: facts.back, value: money(receipt.paidBackCents) }]),
        ]}
      />
      <Paid seen={seen} acts={acts} />
      {acts && free ? <Match seen={seen} /> : null}
      {acts && free && receipt.way !== "settling" ? (
        <>
          <h2>{words.back}</h2>
          <p>{words.backSays}</p>
          <Form
            action={link("/office/money/receipts/:receipt/payback", { receipt: receipt.receipt })}
            label={words.back}
          >
            <LongField name="backBecause" label={all.because} rows={2} />
            <Button look="outline">{words.backButton}</Button>
          </Form>
        </>
      ) : null}
    </>
  );
}

function Paid({ seen: { receipt, applications }, acts }: { seen: ReceiptSeen; acts: boolean }) {
  const all = useWords().money;
  const words = all.receipt;
  const standing = applications.some(
    ({ reversed, reverses, election }) => !reversed && reverses === null && election === null,
  );
  return (
    <>
      <h2>{words.paid}</h2>
      {applications.length === 0 ? (
        <p>{words.paidNone}</p>
      ) : (
        <Table
          caption={words.paid}
          quiet
          rows={applications}
          keyOf={({ application }) => application}
          columns={[
            {
              head: words.paidColumns.what,
              names: true,
              cell: ({ kind, election }) =>
                kind === null ? (
                  <a href={link("/office/money/prepayments/:election", { election: election! })}>
                    {words.prepayment}
                  </a>
                ) : (
                  all.kinds[kind]
                ),
            },
            { head: words.paidColumns.reference, cell: ({ reference }) => reference ?? "" },
            { head: words.paidColumns.day, cell: ({ appliedOn }) => shortDate(appliedOn) },
            {
              head: words.paidColumns.by,
              cell: ({ automatic, appliedBy, reverses }) =>
                reverses !== null ? words.takenBack({ by: appliedBy }) : automatic ? words.itself : appliedBy,
            },
            { head: words.paidColumns.amount, number: true, cell: ({ cents }) => signedMoney(cents) },
          ]}
        />
      )}
      {acts && standing ? (
        <Form
          action={link("/office/money/receipts/:receipt/unmatch", { receipt: receipt.receipt })}
          label={words.unmatch}
        >
          <p>{words.unmatchSays}</p>
          <LongField name="unmatchBecause" label={all.because} rows={2} />
          <Button look="outline">{words.unmatch}</Button>
        </Form>
      ) : null}
    </>
  );
}

function Match({ seen: { receipt, open, elections } }: { seen: ReceiptSeen }) {
  const all = useWords().money;
  const words = all.receipt;
  return (
    <>
      <h2>{words.match}</h2>
      {elections.map(({ election, employerName }) => (
        <Form
          key={election}
          action={link("/office/money/receipts/:receipt/prepayment", { receipt: receipt.receipt })}
          label={words.prepaysButton}
        >
          <p>{words.prepays({ election, employer: employerName })}</p>
          <Button name="election" value={String(election)}>
            {words.prepaysButton}
          </Button>
        </Form>
      ))}
      {open.length === 0 ? (
        <p>{words.matchNone}</p>
      ) : (
        <Form
          action={link("/office/money/receipts/:receipt/match", { receipt: receipt.receipt })}
          label={words.match}
          className="form wide"
        >
          <p>{words.matchSays}</p>
          <Table
            caption={words.match}
            quiet
            rows={open}
            keyOf={({ charge }) => charge}
            columns={[
              { head: words.matchColumns.what, names: true, cell: ({ kind }) => all.kinds[kind] },
              {
                head: words.matchColumns.reference,
                cell: ({ reference, employerName }) => `${reference}, ${employerName}`,
              },
              { head: words.matchColumns.due, cell: ({ due }) => shortDate(due) },
              {
                head: words.matchColumns.open,
                number: true,
                cell: ({ openCents }) => signedMoney(openCents),
              },
              {
                head: words.matchColumns.pays,
                cell: ({ charge, kind, reference }) => (
                  <Field
                    name={`charge${charge}`}
                    label={
                      <span className="usa-sr-only">
                        {words.paysFor({ kind: all.kinds[kind], reference })}
                      </span>
                    }
                    inputMode="decimal"
                    prefix="$"
                    width="medium"
                  />
                ),
              },
            ]}
          />
          <Button>{words.matchButton}</Button>
        </Form>
      )}
    </>
  );
}

page({ path, owner: "money in", may: "read money in", show });
const shared = {
  owner: "money in",
  may: "enter money in",
  says: (words: Asked["words"]) => words.money.problems,
  bad: (asked: ReceiptAsked) => show(asked),
} as const;
const back = (receipt: string) => link(path, { receipt });

form({
  path: "/office/money/receipts/:receipt/match",
  ...shared,
  body: z.looseObject({}),
  take: async ({ system, actor, params, body, key, words }) => {
    const parts: { charge: number; cents: bigint }[] = [];
    for (const [name, value] of Object.entries(body as Record<string, unknown>)) {
      const charge = /^charge(\d{1,9})$/u.exec(name)?.[1];
      if (charge === undefined || String(value).trim() === "") continue;
      const cents = centsTyped(String(value));
      if (cents === undefined || cents === 0n) return again({ field: name, says: "badAmount" });
      parts.push({ charge: Number(charge), cents });
    }
    const { accepted, refused } = await matchReceipt(system, actor, {
      key,
      receipt: numberIn(params.receipt),
      parts,
    });
    if (refused) {
      const charge = refused.facts["charge"];
      const field = charge === undefined ? {} : { field: `charge${String(charge)}` };
      return again({ ...field, says: refused.code, facts: refused.facts });
    }
    return see(back(params.receipt), words.money.receipt.matched({ left: money(accepted.leftCents) }));
  },
});

form({
  path: "/office/money/receipts/:receipt/prepayment",
  ...shared,
  body: z.object({ election: z.string().regex(/^\d{1,9}$/u) }),
  take: async ({ system, actor, params, body, key, words }) => {
    const asked = { key, receipt: numberIn(params.receipt), election: Number(body.election) };
    const { refused } = await matchPrepayment(system, actor, asked);
    if (refused) return again({ says: refused.code, facts: refused.facts });
    return see(back(params.receipt), words.money.receipt.prepaid);
  },
});

form({
  path: "/office/money/receipts/:receipt/unmatch",
  ...shared,
  body: z.object({ unmatchBecause: z.string().trim().min(1, "becauseMissing").max(500, "becauseMissing") }),
  take: async ({ system, actor, params, body, key, words }) => {
    const asked = { key, receipt: numberIn(params.receipt), because: body.unmatchBecause };
    const { refused } = await unmatchReceipt(system, actor, asked);
    if (refused) return again({ says: refused.code, facts: refused.facts });
    return see(back(params.receipt), words.money.receipt.unmatched);
  },
});

form({
  path: "/office/money/receipts/:receipt/payback",
  ...shared,
  body: z.object({ backBecause: z.string().trim().min(1, "becauseMissing").max(500, "becauseMissing") }),
  take: async ({ system, actor, params, body, key, words }) => {
    const asked = { key, receipt: numberIn(params.receipt), because: body.backBecause };
    const { refused } = await askPayback(system, actor, asked);
    if (refused) return again({ says: refused.code, facts: refused.facts });
    return see(back(params.receipt), words.money.receipt.backAsked);
  },
});
