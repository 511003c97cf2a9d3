import { z } from "zod";
import { calculators } from "../calculators/all.ts";
import type { Calculator } from "../calculators/calculator.ts";
import { readFields, type TypedIn } from "../calculators/fields.ts";
import { boundText } from "../calculators/problem-text.ts";
import { CalculatorForm } from "../calculators/form.tsx";
import { Alert } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import type { Asked, Typed, View } from "../shared/asked.ts";
import { again, form, link, page } from "../shared/routes.ts";

/** The address of a calculator: its name in small letters with hyphens. */
export const addressOf = (name: string): `/calculators/${string}` =>
  `/calculators/${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

function List() {
  const words = useWords().calculators;
  return (
    <>
      <p className="lead">{words.lead}</p>
      <ul className="cards">
        {calculators.map(({ name }) => (
          <li key={name} className="card">
            <h2>
              <a href={addressOf(name)}>{words.each[name].name}</a>
            </h2>
            <p>{words.each[name].says}</p>
          </li>
        ))}
      </ul>
    </>
  );
}

const plain = (typed: Typed): TypedIn =>
  Object.fromEntries(
    Object.entries(typed).flatMap(([name, text]) => (typeof text === "string" ? [[name, text]] : [])),
  );

function viewOf(calculator: Calculator, asked: Asked, answered: boolean): View {
  const words = asked.words.calculators;
  const { values, problems } = readFields(calculator.fields, plain(asked.typed));
  const { Answer } = calculator;
  return {
    title: words.each[calculator.name].name,
    over: <a href={link("/calculators")}>{words.title}</a>,
    island: true,
    body: (
      <>
        <p className="lead">{words.each[calculator.name].says}</p>
        <noscript>
          <Alert kind="info">{words.withoutScript}</Alert>
        </noscript>
        <CalculatorForm calculator={calculator} action={addressOf(calculator.name)} />
        <div id="answer" aria-live="polite" tabIndex={-1}>
          {answered && problems.length === 0 ? <Answer values={values} /> : null}
        </div>
        <p className="small soft measure">{words.law}</p>
      </>
    ),
  };
}

page({
  path: "/calculators",
  owner: "calculators",
  may: "anyone",
  show: ({ words }) => ({ title: words.calculators.title, body: <List /> }),
});

for (const calculator of calculators) {
  const path = addressOf(calculator.name);
  const bad = (asked: Asked) => viewOf(calculator, asked, false);
  page({ path, owner: "calculators", may: "anyone", show: bad });
  form({
    path,
    owner: "calculators",
    may: "anyone",
    body: z.record(z.string(), z.unknown()),
    says: (words) => words.calculators.problems,
    bad,
    take: async (taken) => {
      const { problems } = readFields(calculator.fields, plain(taken.typed));
      if (problems.length === 0) return viewOf(calculator, taken, true);
      const { fields } = taken.words.calculators;
      return again(
        ...problems.map(({ field, says, bound }) => ({
          field,
          says,
          facts: { label: fields[field].label, bound: boundText(bound ?? "") },
        })),
      );
    },
  });
}
