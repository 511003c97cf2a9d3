import { wordsFor } from "@emeritus/words/index.ts";
import type { View } from "./asked.ts";

/** The kinds of pages that say something went wrong. */
export type ErrorPage =
  | "notFound"
  | "notThen"
  | "notAllowed"
  | "ownRecord"
  | "defect"
  | "forged"
  | "tooLarge"
  | "tooMany";

/** The page for an error, with its HTTP status; `reference` finds a defect in our log. */
export function errorView(kind: ErrorPage, status: number, reference?: string): View {
  const words = wordsFor("en").errors;
  const { title, says } = words[kind];
  return {
    title,
    status,
    body: (
      <>
        <p>{typeof says === "string" ? says : says({ most: "25 MB" })}</p>
        {reference ? <p>{words.defect.reference({ reference })}</p> : null}
        <p>
          <a href="/">{words.notFound.next}</a>
        </p>
      </>
    ),
  };
}

/** The answer to a form after its session ended: nothing was done, and how to go on with what was typed, which the browser keeps. */
export function signedOutView(): View {
  const { title, says, signIn, steps } = wordsFor("en").errors.signedOut;
  return {
    title,
    status: 401,
    body: (
      <>
        <p className="measure">{says}</p>
        <ol className="measure">
          <li>
            <a href="/sign-in" target="_blank" rel="noopener">
              {signIn}
            </a>
          </li>
          {steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      </>
    ),
  };
}
