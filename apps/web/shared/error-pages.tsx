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
