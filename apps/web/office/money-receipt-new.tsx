import { isDay } from "@emeritus/engine/dates.ts";
import { enterReceipt } from "@emeritus/operations/money-in/enter-receipt.ts";
import { importDeposits } from "@emeritus/operations/money-in/import-deposits.ts";
import { trustNames } from "@emeritus/records/money-in.ts";
import { count } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Button, Field, Form, Select } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { again, type Asked, form, link, page, see, type View } from "../shared/routes.ts";
import { BackToMoney, centsTyped } from "./money-parts.tsx";

const largestFile = 5_000_000;
const path = "/office/money/receipts/new";

function show({ words }: Pick<Asked, "words">): View {
  return { title: words.money.receiptNew.title, over: <BackToMoney />, body: <Enter /> };
}

function Enter() {
  const all = useWords().money;
  const words = all.receiptNew;
  const trusts = trustNames.map((value) => ({ value, text: all.trusts[value] }));
  return (
    <>
      <h2>{words.byHand}</h2>
      <Form action={link(path)} label={words.byHand}>
        <Select name="trust" label={all.trust} value="pension" options={trusts} />
        <Field name="receivedOn" type="date" label={words.received} />
        <Field name="amount" label={words.amount} inputMode="decimal" prefix="$" width="medium" />
        <Field name="reference" label={words.reference} hint={words.referenceHint} />
        <Field name="payer" label={words.payer} />
        <Field name="bankNumber" label={words.bankNumber} optional />
        <Button>{words.button}</Button>
      </Form>
      <h2>{words.file}</h2>
      <p className="measure">{words.fileSays}</p>
      <Form action={link("/office/money/deposits")} upload label={words.file}>
        <Field name="file" type="file" label={words.fileField} hint={words.fileHint} accept=".csv,text/csv" />
        <Button look="outline">{words.fileButton}</Button>
      </Form>
    </>
  );
}

const fieldOf = {
  receivedLater: "receivedOn",
  receivedLongAgo: "receivedOn",
  amountTooLarge: "amount",
  depositKnown: "bankNumber",
} as const;

page({ path, owner: "money in", may: "enter money in", show: (asked) => show(asked) });

form({
  path,
  owner: "money in",
  may: "enter money in",
  body: z.object({
    trust: z.enum(trustNames),
    receivedOn: z.string().refine(isDay, "badDay"),
    amount: z.string().refine((text) => (centsTyped(text) ?? 0n) > 0n, "badAmount"),
    reference: z.string().trim().min(1, "referenceMissing").max(100, "textTooLong"),
    payer: z.string().trim().min(1, "payerMissing").max(100, "textTooLong"),
    bankNumber: z.string().trim().max(100, "textTooLong").optional(),
  }),
  says: (words) => words.money.problems,
  bad: (asked) => show(asked),
  take: async ({ system, actor, body: { amount, bankNumber, ...body }, key, words }) => {
    const numbered = bankNumber ? { bankNumber } : {};
    const { accepted, refused } = await enterReceipt(system, actor, {
      key,
      ...body,
      ...numbered,
      cents: centsTyped(amount)!,
    });
    if (refused) {
      const field = fieldOf[refused.code];
      return again({ field, says: refused.code, facts: refused.facts });
    }
    const { receipt, matched } = accepted;
    const said = matched ? words.money.receiptNew.entered : words.money.receiptNew.waits;
    return see(link("/office/money/receipts/:receipt", { receipt }), said);
  },
});

form({
  path: "/office/money/deposits",
  owner: "money in",
  may: "enter money in",
  body: z.object({}),
  says: (words) => words.money.problems,
  bad: (asked) => show(asked),
  upload: { most: largestFile },
  take: async ({ system, actor, file, key, words }) => {
    if (file === undefined || file.name === "") return again({ field: "file", says: "fileMissing" });
    const { accepted, refused } = await importDeposits(system, actor, {
      key,
      name: file.name,
      bytes: file.bytes,
    });
    if (refused)
      return again(
        { field: "file", says: refused.code, facts: refused.facts },
        ...refused.problems.map((facts) => ({ says: "lineWrong", facts })),
      );
    const said = words.money.receiptNew;
    const { deposits, matched, knownBefore, again: before } = accepted;
    const numbers = { deposits: count(deposits), matched: count(matched), known: count(knownBefore) };
    return see(link("/office/money"), before ? said.again : said.taken(numbers));
  },
});
