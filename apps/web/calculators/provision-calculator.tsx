import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Given, Known } from "@emeritus/engine/facts.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { capital, phraseOf } from "@emeritus/words/phrase.ts";
import { valueText } from "@emeritus/words/value.ts";
import { beginWorksheet } from "@emeritus/words/worksheet.ts";
import { Facts } from "../shared/components/counts.tsx";
import { More } from "../shared/components/more.tsx";
import { Sheet } from "../shared/components/worksheet.tsx";
import { useWords } from "../shared/frame.ts";
import type { Calculator, CalculatorName } from "./calculator.ts";
import type { FieldName, FieldSpec, Values } from "./fields.ts";

/** A field that states facts or provisions of a plan. */
export type FactField = FieldSpec & { readonly states: readonly string[] };

/** A calculator that is a few provisions of one plan asked together; what its fields leave out is stated by `given`. */
export interface Asks {
  readonly name: CalculatorName;
  readonly plan: Plan;
  readonly results: readonly [string, ...string[]];
  readonly fields: readonly FactField[];
  readonly given: Known;
}

/** The first result large, all of them named, every step below. */
export function provisionCalculator({ name, plan, results, fields, given }: Asks): Calculator {
  const factsOf = (values: Values): Known => {
    const typed = fields.flatMap(({ name: field, states, kind }) => {
      const value = typedValue(values, field, kind);
      return value === undefined ? [] : states.map((fact) => [fact, value] as const);
    });
    return { ...given, ...Object.fromEntries(typed) };
  };
  function Answer({ values }: { values: Values }) {
    const all = useWords();
    const phrase = phraseOf(all);
    const says = explainerByName(plan, { stated: factsOf(values) });
    const sheet = beginWorksheet(all);
    const answers = results.map((result) => ({ result, ...says(result) }));
    const text = (at: (typeof answers)[number]) =>
      valueText(all, phrase, plan.rules.get(at.result)!.kind, at.value);
    return (
      <>
        <section className="answer" aria-labelledby="answer-heading">
          <h2 id="answer-heading">{capital(phrase(results[0]))}</h2>
          <p className="amount big plain">{text(answers[0]!)}</p>
          {answers.length > 1 ? (
            <Facts
              facts={answers
                .slice(1)
                .map((each) => ({ name: capital(phrase(each.result)), value: text(each) }))}
            />
          ) : null}
        </section>
        <More summary={all.calculators.steps} open>
          <Sheet
            lines={answers.flatMap(({ explanation }) => sheet.add(explanation))}
            label={all.calculators.steps}
          />
        </More>
      </>
    );
  }
  return { name, fields, Answer };
}

const yesNo = new Map([
  ["yes", true],
  ["no", false],
]);

function typedValue(values: Values, field: FieldName, kind: FieldSpec["kind"]): Given | undefined {
  if (kind !== "choice") return values.number(field);
  const chosen = values.choice(field);
  return chosen === undefined ? undefined : (yesNo.get(chosen) ?? chosen);
}
