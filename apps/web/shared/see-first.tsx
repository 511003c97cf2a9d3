import { tryOut } from "@emeritus/operations/redetermining/as-if.ts";
import {
  doesNothing,
  type Effects,
  fingerprintOf,
  shownOf,
} from "@emeritus/operations/redetermining/effects.ts";
import { type Unseen, withoutBenefits } from "@emeritus/operations/redetermining/preview-report.ts";
import { wasGiven } from "@emeritus/records/command.ts";
import type { Words } from "@emeritus/words/index.ts";
import type { z } from "zod";
import type { Taken, Typed, View } from "./asked.ts";
import { ours } from "./body.ts";
import { Alert, Button, Field, Form as FormShown } from "./components/index.ts";
import { EffectsShown, mostShown } from "./effects.tsx";
import { useWords } from "./frame.ts";
import type { Again, Form } from "./routes.ts";

/** What is to be confirmed, and whose records it shows. */
export interface ShownFirst {
  readonly view: View;
  readonly persons: readonly number[];
}

type OfForm = Form<string, z.ZodType>;

/**
 * What a form's act would change that was not seen yet, or that the act is refused: found by trying the act and undoing it. Nothing where
 * the act looks itself, where there is nothing to see, where exactly this was seen and confirmed, or where the form was given before: then
 * its first answer holds.
 */
export async function unseenOf(
  route: OfForm,
  taken: Taken<string, unknown>,
): Promise<Unseen | Again | undefined> {
  const about = route.seeFirst?.about;
  if (about === undefined || (await wasGiven(taken.system.db, taken.actor.account, taken.key)))
    return undefined;
  const persons = await about(taken);
  if (persons.length === 0) return undefined;
  const act = (system: Taken<string, unknown>["system"]) => route.take({ ...taken, system });
  const { answer, effects } = await tryOut(taken.system, persons, act);
  if ("again" in answer) return answer;
  return taken.seen(effects) ? undefined : { unseen: effects };
}

interface OnPage {
  readonly typed: Typed;
  readonly words: Words;
  /** The office sees benefits, an employer never. */
  readonly office: boolean;
}

const shownTo = (office: boolean, found: Effects): Effects => (office ? found : withoutBenefits(found));

/** Whether effects must be seen before the act of a form is done: they do something, and were not confirmed as they are. Pure. */
export function mustBeSeen(route: OfForm, { typed, words, office }: OnPage, found: Effects): boolean {
  const effects = shownTo(office, found);
  if (doesNothing(effects)) return false;
  const missing = closedOf(route, words, typed).some(({ name }) => !isTyped(typed, name));
  return missing || typed["effectsSeen"] !== fingerprintOf(effects);
}

/**
 * What a form's act would change, as a page to confirm. Closed fields that were typed are typed again before anything is done, since the
 * page does not repeat them.
 */
export function confirmFirst(
  route: OfForm,
  { taken, office }: { readonly taken: Taken<string, unknown>; readonly office: boolean },
  { unseen }: Unseen,
): ShownFirst {
  const { typed, words, address } = taken;
  const effects = shownTo(office, unseen);
  const print = fingerprintOf(effects);
  const before = typed["effectsSeen"];
  const closed = closedOf(route, words, typed);
  const view = {
    title: words.redetermining.effects.first.title,
    over: <a href={route.seeFirst!.back(taken.params)}>{words.redetermining.effects.first.back}</a>,
    wide: true,
    body: (
      <Confirm
        effects={effects}
        office={office}
        print={print}
        changed={before !== undefined && before !== print}
        address={address}
        typed={typed}
        closed={closed}
        missing={closed.some(({ name }) => !isTyped(typed, name))}
      />
    ),
  };
  return { view, persons: shownOf(effects, mostShown) };
}

const isTyped = (typed: Typed, name: string) => (typed[name] ?? "") !== "";

interface Closed {
  readonly name: string;
  readonly label: string;
}

/** The closed fields of a form that were typed, now or before what it would do was shown. */
function closedOf(route: OfForm, words: Words, typed: Typed): Closed[] {
  const labels = route.seeFirst?.closed?.(words) ?? {};
  const before = [typed["closedTyped"] ?? []].flat();
  return Object.entries(labels)
    .filter(([name]) => isTyped(typed, name) || before.includes(name))
    .map(([name, label]) => ({ name, label }));
}

function Confirm(props: {
  effects: Effects;
  office: boolean;
  print: string;
  changed: boolean;
  address: string;
  typed: Typed;
  closed: readonly Closed[];
  missing: boolean;
}) {
  const words = useWords().redetermining.effects.first;
  const { effects, office, print, changed, address, typed, closed, missing } = props;
  return (
    <>
      {changed ? <Alert kind="warning">{words.changed}</Alert> : null}
      {missing ? <Alert kind="warning">{words.typeAgain}</Alert> : null}
      <EffectsShown effects={effects} office={office} intro={words.intro} />
      <h2>{words.heading}</h2>
      <p className="measure">{words.says}</p>
      <FormShown action={address} label={words.heading}>
        <input type="hidden" name="effectsSeen" value={print} />
        {Object.entries(typed)
          .filter(([name]) => !ours.has(name) && !closed.some((one) => one.name === name))
          .flatMap(([name, value]) =>
            [value ?? []]
              .flat()
              .map((text, at) => <input key={`${name} ${at}`} type="hidden" name={name} value={text} />),
          )}
        {closed.flatMap(({ name, label }) => [
          <input key={`${name} typed`} type="hidden" name="closedTyped" value={name} />,
          <Field key={name} name={name} label={label} secret />,
        ])}
        <Button>{words.confirm}</Button>
      </FormShown>
    </>
  );
}
