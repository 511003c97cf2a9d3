import { formatDate, parseDate, isDay } from "@emeritus/engine/dates.ts";
import type { AlternatePayee, OrderRead } from "@emeritus/operations/dividing-benefits/record-order.ts";
import { divisionAsks } from "@emeritus/records/division-tables.ts";
import type { DivisionOrder } from "@emeritus/records/division.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import { fromHundredths } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Choices, Field, PaperField } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { again, type Again } from "../shared/routes.ts";
import { centsTyped, hundredthsTyped } from "./money-parts.tsx";
import { missingIn } from "./death-payees.tsx";

const day = z.string({ error: "dayMissing" }).trim().refine(isDay, "dayMissing").transform(parseDate);
const dayOrNone = z
  .string()
  .trim()
  .default("")
  .refine((text) => text === "" || isDay(text), "dayMissing")
  .transform((text) => (text === "" ? undefined : parseDate(text)));
const typed = (most: number, missing: string) =>
  z.string({ error: missing }).trim().min(1, missing).max(most, missing);
const yesOrNo = (missing: string) =>
  z.enum(["yes", "no"], { error: missing }).transform((said) => said === "yes");

/** What an order says, as it comes from a form. */
export const orderBody = z.object({
  court: typed(200, "courtMissing"),
  causeNumber: typed(60, "causeNumberMissing"),
  issued: day,
  received: day,
  certified: yesOrNo("certifiedMissing"),
  identifies: yesOrNo("identifiesMissing"),
  married: dayOrNone,
  dissolved: dayOrNone,
  dividedTo: dayOrNone,
  share: z
    .string()
    .trim()
    .default("")
    .transform((text, context) => {
      if (text === "") return undefined;
      const share = hundredthsTyped(text);
      if (share !== undefined && share > 0 && share <= 10_000) return share;
      context.addIssue({ code: "custom", message: "shareWrong" });
      return z.NEVER;
    }),
  amount: z
    .string()
    .trim()
    .default("")
    .transform((text, context) => {
      if (text === "") return undefined;
      const cents = centsTyped(text);
      if (cents !== undefined && cents > 0n) return cents;
      context.addIssue({ code: "custom", message: "amountWrong" });
      return z.NEVER;
    }),
  asks: z
    .union([z.array(z.enum(divisionAsks)), z.enum(divisionAsks).transform((one) => [one])])
    .optional()
    .transform((chosen) => chosen ?? []),
});

/** Only what an order says, without the other fields of a form. */
export function orderOf(body: z.output<typeof orderBody>): OrderRead {
  const { court, causeNumber, issued, received, certified, identifies } = body;
  const { married, dissolved, dividedTo, share, amount, asks } = body;
  return {
    court,
    causeNumber,
    issued,
    received,
    certified,
    identifies,
    married,
    dissolved,
    dividedTo,
    share,
    amount,
    asks,
  };
}

/** What of an order was read before; what is to be read anew from another paper is left out. */
type OrderBefore = Omit<DivisionOrder, "issued" | "received" | "certified" | "identifies"> & {
  readonly issued: number | undefined;
  readonly received: number | undefined;
  readonly certified: boolean | undefined;
  readonly identifies: boolean | undefined;
};

/** The certified copy of an order, which may be sent later. */
export function OrderPaperField() {
  const words = useWords().division.record;
  return <PaperField name="file" label={words.paper} hint={words.paperHint} optional />;
}

/** The fields of an order, with what was read before where somebody corrects it. */
export function OrderFields({ order }: { order?: OrderBefore }) {
  const all = useWords().division;
  const words = all.record;
  const dayOf = (date: number | undefined) => (date === undefined ? undefined : formatDate(date));
  const said = (yes: boolean | undefined) => (yes === undefined ? undefined : yes ? "yes" : "no");
  const choices = [
    { value: "yes", text: words.yes },
    { value: "no", text: words.no },
  ];
  return (
    <>
      <h2>{words.paperHeading}</h2>
      <Field name="court" label={words.court} hint={words.courtHint} value={order?.court} />
      <Field name="causeNumber" label={words.causeNumber} value={order?.causeNumber} width="medium" />
      <Field name="issued" type="date" label={words.issued} value={dayOf(order?.issued)} width="medium" />
      <Field
        name="received"
        type="date"
        label={words.received}
        value={dayOf(order?.received)}
        width="medium"
      />
      <Choices name="certified" label={words.certified} value={said(order?.certified)} options={choices} />
      <Choices
        name="identifies"
        label={words.identifies}
        hint={words.identifiesHint}
        value={said(order?.identifies)}
        options={choices}
      />
      <h2>{words.marriageHeading}</h2>
      <Field
        name="married"
        type="date"
        label={words.married}
        value={dayOf(order?.married)}
        width="medium"
        optional
      />
      <Field
        name="dissolved"
        type="date"
        label={words.dissolved}
        value={dayOf(order?.dissolved)}
        width="medium"
        optional
      />
      <Field
        name="dividedTo"
        type="date"
        label={words.dividedTo}
        hint={words.dividedToHint}
        value={dayOf(order?.dividedTo)}
        width="medium"
        optional
      />
      <h2>{words.givesHeading}</h2>
      <Field
        name="share"
        label={words.share}
        hint={words.shareHint}
        value={order?.share === undefined ? undefined : fromHundredths(order.share)}
        inputMode="decimal"
        suffix="%"
        width="short"
        optional
      />
      <Field
        name="amount"
        label={words.amount}
        hint={words.amountHint}
        value={order?.amount === undefined ? undefined : formatCents(order.amount)}
        inputMode="decimal"
        prefix="$"
        width="short"
        optional
      />
      <Choices
        name="asks"
        label={words.asks}
        hint={words.asksHint}
        many
        values={order?.asks}
        options={divisionAsks.map((ask) => ({ value: ask, text: all.asks[ask] }))}
      />
    </>
  );
}

/** Who the former spouse is, as it comes from a form; a Member ID is enough. */
export const payeeBody = z.object({
  memberId: z.string().trim().max(20).default(""),
  first: z.string().trim().max(100).default(""),
  last: z.string().trim().max(100).default(""),
  born: dayOrNone,
  ssn: z
    .string()
    .default("")
    .transform((text) => text.replace(/[-\s]/gu, ""))
    .pipe(z.string().max(9, "ssnMissing")),
  street: z.string().trim().max(200).default(""),
  city: z.string().trim().max(100).default(""),
  state: z.string().trim().max(2, "stateMissing").default(""),
  postalCode: z.string().trim().max(10, "postalCodeMissing").default(""),
});

/** The former spouse meant, or the first field that is missing. */
export function payeeOf(
  body: z.output<typeof payeeBody>,
): { readonly who: AlternatePayee } | { readonly bad: Again } {
  const { memberId, first, last, born, ssn, street, city, state, postalCode } = body;
  if (memberId !== "") return { who: { memberId } };
  const bad = (field: string, says: string) => ({ bad: again({ field, says }) });
  if (first === "" && last === "") return bad("memberId", "payeeMissing");
  if (first === "" || last === "") return bad(first === "" ? "first" : "last", "nameMissing");
  if (born === undefined) return bad("born", "bornMissing");
  if (!/^\d{9}$/u.test(ssn)) return bad("ssn", "ssnMissing");
  const missing = missingIn({ street, city, state, postalCode });
  if (missing) return { bad: again(missing) };
  return { who: { first, last, born, ssn, address: { street, city, state, postalCode } } };
}

/** The fields of the former spouse. */
export function PayeeFields() {
  const words = useWords().division.record;
  return (
    <>
      <h2>{words.payeeHeading}</h2>
      <p className="measure">{words.payeeIntro}</p>
      <Field name="memberId" label={words.memberId} inputMode="numeric" width="medium" optional />
      <Field name="first" label={words.first} optional />
      <Field name="last" label={words.last} optional />
      <Field name="born" type="date" label={words.born} width="medium" optional />
      <Field name="ssn" label={words.ssn} inputMode="numeric" width="medium" secret optional />
      <Field name="street" label={words.street} optional />
      <Field name="city" label={words.city} optional />
      <Field name="state" label={words.state} width="short" optional />
      <Field name="postalCode" label={words.postalCode} width="short" optional />
    </>
  );
}
