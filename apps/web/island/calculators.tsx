/** The island of the calculators: reads the form, works the answer out here, and draws it; nothing is sent. */
import { calculators as words } from "@emeritus/words/en/calculators.ts";
import { calculators } from "../calculators/all.ts";
import { readFields } from "../calculators/fields.ts";
import { problemText } from "../calculators/problem-text.ts";
import { ErrorSummary } from "../shared/components/alert.tsx";
import { begin, draw, typedIn } from "./island.ts";

const form = document.querySelector<HTMLFormElement>("form[data-calculator]");
const calculator = calculators.find(({ name }) => name === form?.dataset["calculator"]);
function work(): void {
  if (!form || !calculator) return;
  const { values, problems } = readFields(calculator.fields, typedIn(form));
  begin({ calculators: words }, (all) =>
    problems.map((problem) => ({ field: problem.field, text: problemText(all, problem) })),
  );
  for (const field of calculator.fields) {
    const input = document.getElementById(`field-${field.name}`);
    if (problems.some((problem) => problem.field === field.name)) input?.setAttribute("aria-invalid", "true");
    else input?.removeAttribute("aria-invalid");
  }
  const { Answer } = calculator;
  draw(problems.length > 0 ? <ErrorSummary /> : <Answer values={values} />);
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  work();
});
