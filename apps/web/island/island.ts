/** What every island does: sets the words, reads its form, and draws into the page's answer. */
import type { Words } from "@emeritus/words/index.ts";
import { common } from "@emeritus/words/en/common.ts";
import { law, lawOfPlan } from "@emeritus/words/en/law/index.ts";
import { worksheet } from "@emeritus/words/en/worksheet.ts";
import type { Problem } from "../shared/asked.ts";
import { FrameProvider } from "../shared/frame.ts";
import { nodesOf } from "./jsx-runtime.ts";

/** Sets the words of a page's components, of the parts of the catalogue that the island brings, and the problems told in them. */
export function begin(
  parts: Partial<Words>,
  problemsIn: (words: Words) => readonly Problem[] = () => [],
): void {
  const words = { common, law, lawOfPlan, worksheet, ...parts } as Words;
  FrameProvider({
    value: {
      words,
      typed: {},
      problems: problemsIn(words),
      csrf: undefined,
      key: "",
      address: location.pathname,
      moved: false,
    },
  });
}

/** What is typed into a form, by field. */
export const typedIn = (form: HTMLFormElement): Readonly<Record<string, string>> =>
  Object.fromEntries([...new FormData(form)].map(([name, text]) => [name, String(text)]));

/** Draws a component into the page's answer and leads the reader there; in the browser an element is made of DOM nodes. */
export function draw(element: unknown): void {
  const answer = document.querySelector<HTMLElement>("#answer");
  answer?.replaceChildren(...nodesOf(element as Parameters<typeof nodesOf>[0]));
  answer?.scrollIntoView();
  answer?.focus({ preventScroll: true });
}
