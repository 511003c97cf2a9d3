import type { PlanEntry } from "@emeritus/law/plans.ts";
import { capital, phraseOf } from "@emeritus/words/phrase.ts";
import { Button, Field, More } from "../shared/components/index.ts";
import { useFrame, useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";
import { type Asked, askedBy } from "./example.tsx";

/** The form of a provision's example: its facts, filled from a worked case, and behind a line the results that may be stated. */
export function ExampleForm(props: {
  entry: PlanEntry;
  provision: string;
  written: Readonly<Record<string, string>>;
}) {
  const { entry, provision, written } = props;
  const words = useWords().lawPages.example;
  const { csrf } = useFrame();
  const asked = askedBy(entry.plan, provision);
  const field = (one: Asked) => <One key={one.name} asked={one} written={written[one.name]} />;
  const stated = asked.stated.filter(({ name }) => written[name] === undefined);
  return (
    <form
      method="post"
      action={`${link("/law/:plan/:rule", { plan: entry.name, rule: provision })}#answer`}
      noValidate
      className="form"
      data-plan={entry.name}
      data-provision={provision}
    >
      <input type="hidden" name="csrf" value={csrf ?? ""} />
      {asked.stated.filter(({ name }) => written[name] !== undefined).map(field)}
      {asked.facts.map(field)}
      {stated.length > 0 ? <More summary={words.stated}>{stated.map(field)}</More> : null}
      <Button>{words.work}</Button>
    </form>
  );
}

function One({ asked: { name, kind, choices }, written }: { asked: Asked; written: string | undefined }) {
  const all = useWords();
  const { hints } = all.lawPages.example;
  const hint = choices ? choices.join(", ") : hints[kind as keyof typeof hints];
  return (
    <Field name={name} label={capital(phraseOf(all)(name))} hint={hint} value={written} width="medium" />
  );
}
