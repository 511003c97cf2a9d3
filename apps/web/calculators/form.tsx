import { capital } from "@emeritus/words/phrase.ts";
import { Button, Field, More, Select } from "../shared/components/index.ts";
import { useFrame, useWords } from "../shared/frame.ts";
import type { Calculator } from "./calculator.ts";
import type { FieldSpec } from "./fields.ts";

/** The form of a calculator; the island answers it in the browser, and without script it is posted. */
export function CalculatorForm({ calculator, action }: { calculator: Calculator; action: string }) {
  const words = useWords().calculators;
  const { csrf, problems } = useFrame();
  const rareNames = new Set<string | undefined>(
    calculator.fields.filter(({ rare }) => rare).map(({ name }) => name),
  );
  return (
    <form method="post" action={action} noValidate className="form" data-calculator={calculator.name}>
      <input type="hidden" name="csrf" value={csrf ?? ""} />
      {calculator.fields
        .filter(({ rare }) => !rare)
        .map((field) => (
          <OneField key={field.name} field={field} />
        ))}
      {calculator.fields.some(({ rare }) => rare) ? (
        <More summary={words.more} open={problems.some(({ field }) => rareNames.has(field))}>
          {calculator.fields
            .filter(({ rare }) => rare)
            .map((field) => (
              <OneField key={field.name} field={field} />
            ))}
        </More>
      ) : null}
      <Button>{words.work}</Button>
    </form>
  );
}

function OneField({ field }: { field: FieldSpec }) {
  const { fields, choices } = useWords().calculators;
  const { label, hint } = fields[field.name];
  const common = {
    name: field.name,
    label,
    ...(hint === "" ? {} : { hint }),
    ...(field.optional ? { optional: true } : {}),
  };
  if (field.kind === "choice")
    return (
      <Select
        {...common}
        value={field.options[0]}
        options={field.options.map((value) => ({
          value,
          text: (choices as Readonly<Record<string, string>>)[value] ?? capital(value),
        }))}
      />
    );
  if (field.kind === "date" || field.kind === "month")
    return <Field {...common} type={field.kind} width="medium" least={field.least} most={field.most} />;
  return (
    <Field
      {...common}
      width="short"
      inputMode={field.kind === "count" ? "numeric" : "decimal"}
      {...(field.kind === "money" ? { prefix: "$" } : field.kind === "percent" ? { suffix: "%" } : {})}
    />
  );
}
