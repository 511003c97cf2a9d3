/** The island of the calculators: reads the form, works the answer out here, and draws it; nothing is sent. */
import type { Words } from "@emeritus/words/index.ts";
import { calculators as words } from "@emeritus/words/en/calculators.ts";
import { common } from "@emeritus/words/en/common.ts";
import { law } from "@emeritus/words/en/law/index.ts";
import { worksheet } from "@emeritus/words/en/worksheet.ts";
import { calculators } from "../calculators/all.ts";
import { readFields } from "../calculators/fields.ts";
import { problemText } from "../calculators/problem-text.ts";
import { ErrorSummary } from "../shared/components/alert.tsx";
import { type Frame, FrameProvider } from "../shared/frame.ts";
import { nodesOf } from "./jsx-runtime.ts";

const catalogue = { calculators: words, common, law, worksheet } as Words;
const form = document.querySelector<HTMLFormElement>("form[data-calculator]");
const answer = document.querySelector<HTMLElement>("#answer");
const calculator = calculators.find(({ name }) => name === form?.dataset["calculator"]);

function frame(problems: Frame["problems"]): void {
  FrameProvider({
    value: { words: catalogue, typed: {}, problems, csrf: undefined, key: "", address: location.pathname },
  });
}

/** Draws a component; in the browser an element is made of DOM nodes. */
const draw = (into: HTMLElement, element: unknown): void =>
  into.replaceChildren(...nodesOf(element as Parameters<typeof nodesOf>[0]));

function work(): void {
  if (!form || !answer || !calculator) return;
  const typed = Object.fromEntries([...new FormData(form)].map(([name, text]) => [name, String(text)]));
  const { values, problems } = readFields(calculator.fields, typed);
  frame(problems.map((problem) => ({ field: problem.field, text: problemText(catalogue, problem) })));
  const { Answer } = calculator;
  draw(answer, problems.length > 0 ? <ErrorSummary /> : <Answer values={values} />);
  for (const field of calculator.fields) {
    const input = document.getElementById(`field-${field.name}`);
    if (problems.some((problem) => problem.field === field.name)) input?.setAttribute("aria-invalid", "true");
    else input?.removeAttribute("aria-invalid");
  }
  answer.scrollIntoView();
  answer.focus({ preventScroll: true });
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  work();
});
