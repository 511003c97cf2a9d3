import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { explainerByName } from "@emeritus/engine/explain.ts";
import { capital, phraseOf, wordsOfPlan } from "@emeritus/words/phrase.ts";
import { longDate } from "@emeritus/words/format.ts";
import { worksheetOf } from "@emeritus/words/worksheet.ts";
import { Alert } from "../shared/components/alert.tsx";
import { More } from "../shared/components/more.tsx";
import { Table } from "../shared/components/table.tsx";
import { Sheet } from "../shared/components/worksheet.tsx";
import { useWords } from "../shared/frame.ts";
import type { Calculator } from "./calculator.ts";
import { careerFactsOf, careerFields, planOf, forPlan } from "./career.ts";
import type { Values } from "./fields.ts";

const isFirstDate = (name: string): boolean => /^first(Normal|RuleOf|Early|Deferred)/.test(name);

function Answer({ values }: { values: Values }) {
  const all = useWords();
  const words = all.calculators.each.when;
  const { stated } = careerFactsOf(values, undefined);
  const facts = { stated: { ...stated, fullAssemblies: Math.floor((values.count("officeYears") ?? 0) / 2) } };
  const entry = planOf(facts);
  if (!entry) return <Alert kind="warning">{all.calculators.each.estimate.noPlan}</Alert>;
  const phrase = phraseOf(wordsOfPlan(all, entry.plan.name));
  const says = explainerByName(entry.plan, forPlan(entry.plan, facts));
  const doors = [...entry.plan.rules.keys()]
    .filter(isFirstDate)
    .map((name) => ({ name, result: says(name) }))
    .toSorted((a, b) => dateOf(a.result.value) - dateOf(b.result.value));
  const first = doors[0];
  return (
    <>
      <section className="answer" aria-labelledby="answer-heading">
        <h2 id="answer-heading">{words.heading({ plan: entry.title })}</h2>
        {first && typeof first.result.value === "number" ? (
          <p className="amount big plain">{longDate(formatDate(first.result.value))}</p>
        ) : (
          <Alert kind="warning">{words.never}</Alert>
        )}
        <p className="small soft">{words.assumes}</p>
      </section>
      <Table
        caption={words.doors}
        rows={doors}
        keyOf={({ name }) => name}
        columns={[
          { head: words.door, names: true, cell: ({ name }) => capital(phrase(name)) },
          {
            head: words.date,
            cell: ({ result }) =>
              typeof result.value === "number" ? longDate(formatDate(result.value)) : words.notOpen,
          },
        ]}
      />
      {doors
        .filter(({ result }) => typeof result.value === "number")
        .map(({ name, result }) => (
          <More key={name} summary={words.how({ door: phrase(name) })}>
            <Sheet lines={worksheetOf(all, result.explanation, name)} label={phrase(name)} />
          </More>
        ))}
    </>
  );
}

const dateOf = (value: unknown): PlainDate => (typeof value === "number" ? value : Number.MAX_SAFE_INTEGER);

/** The first date of every way to retire. */
export const when: Calculator = {
  name: "when",
  fields: [
    careerFields.memberClass,
    careerFields.birthDate,
    careerFields.firstHired,
    careerFields.lastDay,
    { name: "officeYears", kind: "count", least: 0, most: 40, optional: true, rare: true },
    { ...careerFields.moreService, rare: true },
  ],
  Answer,
};
