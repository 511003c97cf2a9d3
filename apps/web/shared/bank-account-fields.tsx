import { z } from "zod";
import { Choices, Field } from "./components/index.ts";
import { useWords } from "./frame.ts";

/** Where a payee wants to be paid, as a form sends it: nine digits of the bank, four to seventeen of the account, and its kind. */
export const bankAccountBody = z.object({
  routing: z
    .string({ error: "routingMissing" })
    .trim()
    .regex(/^\d{9}$/, "routingMissing"),
  number: z
    .string({ error: "numberMissing" })
    .trim()
    .regex(/^\d{4,17}$/, "numberMissing"),
  kind: z.enum(["checking", "savings"], { error: "kindMissing" }),
});

/** The fields of that body; the number never comes back to a page. */
export function BankAccountFields() {
  const words = useWords().payroll;
  const says = words.account;
  return (
    <>
      <Field name="routing" label={says.routing} hint={says.routingHint} inputMode="numeric" width="medium" />
      <Field
        name="number"
        label={says.number}
        hint={says.numberHint}
        inputMode="numeric"
        width="medium"
        secret
      />
      <Choices
        name="kind"
        label={says.kind}
        options={bankAccountBody.shape.kind.options.map((kind) => ({
          value: kind,
          text: words.kinds[kind],
        }))}
      />
    </>
  );
}
