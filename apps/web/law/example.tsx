/** A provision tried on facts that the reader types, worked out by the engine on the server and in the browser alike. */
import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Given, Row } from "@emeritus/engine/facts.ts";
import type { KindName } from "@emeritus/engine/kinds.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { closureOf, requiresByName } from "@emeritus/engine/requires.ts";
import { readCell } from "@emeritus/law/cases.ts";
import { phraseOf, wordsOfPlan } from "@emeritus/words/phrase.ts";
import { valueText } from "@emeritus/words/value.ts";
import { worksheetOf } from "@emeritus/words/worksheet.ts";
import { Alert } from "../shared/components/alert.tsx";
import { Sheet } from "../shared/components/worksheet.tsx";
import { useWords } from "../shared/frame.ts";

/** A fact, list or provision that may be stated, as the example's form asks it. */
export interface Asked {
  readonly name: string;
  readonly kind: KindName | "list";
  readonly choices?: readonly string[];
}

/** What a provision can be tried with: the facts and lists that it needs, and the provisions that may be stated in their place. */
export function askedBy(
  plan: Plan,
  provision: string,
): { readonly facts: readonly Asked[]; readonly stated: readonly Asked[] } {
  const needs = requiresByName(plan, provision);
  const above = closureOf(plan, [provision]).filter((name) => name !== provision);
  return {
    facts: [
      ...needs.facts.map(({ name, kind, choices }) => ({ name, kind, ...(choices ? { choices } : {}) })),
      ...needs.lists.map(({ name }) => ({ name, kind: "list" as const })),
    ],
    stated: above.map((name) => ({ name, kind: plan.rules.get(name)!.kind })),
  };
}

/** What was typed, read; each text that is not a value of its name is told by the name. */
export function readStated(
  plan: Plan,
  typed: Readonly<Record<string, string | undefined>>,
): { readonly stated: Readonly<Record<string, Given | readonly Row[]>>; readonly wrong: readonly string[] } {
  const stated: Record<string, Given | readonly Row[]> = {};
  const wrong: string[] = [];
  for (const [name, text = ""] of Object.entries(typed)) {
    if (text.trim() === "") continue;
    try {
      stated[name] = readCell(plan, name, text.trim(), "here");
    } catch {
      wrong.push(name);
    }
  }
  return { stated, wrong };
}

/** The result of a provision for stated facts, with every step. */
export function Tried(props: {
  plan: Plan;
  provision: string;
  typed: Readonly<Record<string, string | undefined>>;
}) {
  const all = wordsOfPlan(useWords(), props.plan.name);
  const words = all.lawPages.example;
  const phrase = phraseOf(all);
  const { stated, wrong } = readStated(props.plan, props.typed);
  if (wrong.length > 0)
    return (
      <Alert kind="error" heading={words.wrongHeading}>
        <ul>
          {wrong.map((name) => (
            <li key={name}>
              <a href={`#field-${name}`}>{words.wrong({ name: phrase(name) })}</a>
            </li>
          ))}
        </ul>
      </Alert>
    );
  const { value, missing, explanation } = explainerByName(props.plan, { stated })(props.provision);
  const kind = props.plan.rules.get(props.provision)!.kind;
  return (
    <>
      <section className="answer" aria-labelledby="answer-heading">
        <h3 id="answer-heading">{words.result}</h3>
        <p className="amount big plain">{valueText(all, phrase, kind, value)}</p>
        {missing.length > 0 ? <p>{words.missing({ names: missing.map(phrase).join("; ") })}</p> : null}
      </section>
      <Sheet lines={worksheetOf(all, explanation, "tried")} label={words.result} />
    </>
  );
}
