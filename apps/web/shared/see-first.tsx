import { tryOut } from "@emeritus/operations/redetermining/as-if.ts";
import {
  doesNothing,
  type Effects,
  fingerprintOf,
  shownOf,
} from "@emeritus/operations/redetermining/effects.ts";
import { withoutBenefits } from "@emeritus/operations/redetermining/preview-report.ts";
import { wasGiven } from "@emeritus/records/command.ts";
import type { z } from "zod";
import type { Taken, Typed, View } from "./asked.ts";
import { ours } from "./body.ts";
import { Alert, Button, Field, Form as FormShown } from "./components/index.ts";
import { EffectsShown, mostShown } from "./effects.tsx";
import { useWords } from "./frame.ts";
import type { Again, Form, SeeFirst } from "./routes.ts";

type First = SeeFirst<string, unknown>;

/** What is to be confirmed, and whose records it shows. */
export interface ShownFirst {
  readonly view: View;
  readonly persons: readonly number[];
}

/**
 * What a form's act would change, as a page to confirm; or that the act is refused. Nothing where it would change nothing of the kind,
 * where exactly this was seen and confirmed, or where the form was given before: then its first answer holds. The office sees benefits,
 * an employer never. Closed fields that were typed are typed again before anything is done, since the page does not repeat them.
 */
export async function effectsFirst(
  route: Form<string, z.ZodType>,
  taken: Taken<string, unknown>,
  office: boolean,
): Promise<ShownFirst | Again | undefined> {
  const first = route.seeFirst!;
  if (await wasGiven(taken.system.db, taken.actor.account, taken.key)) return undefined;
  const found = await effectsOf(route, first, taken);
  if (found === undefined || "again" in found) return found;
  const effects = office ? found : withoutBenefits(found);
  if (doesNothing(effects)) return undefined;
  const print = fingerprintOf(effects);
  const seen = taken.typed["effectsSeen"];
  const closed = closedOf(first.closed?.(taken.words) ?? {}, taken.typed);
  const missing = closed.some(({ name }) => !isTyped(taken.typed, name));
  if (seen === print && !missing) return undefined;
  const view = {
    title: taken.words.redetermining.effects.first.title,
    over: <a href={first.back(taken.params)}>{taken.words.redetermining.effects.first.back}</a>,
    wide: true,
    body: (
      <Confirm
        effects={effects}
        office={office}
        print={print}
        changed={seen !== undefined && seen !== print}
        address={taken.address}
        typed={taken.typed}
        closed={closed}
        missing={missing}
      />
    ),
  };
  return { view, persons: shownOf(effects, mostShown) };
}

async function effectsOf(
  route: Form<string, z.ZodType>,
  first: First,
  taken: Taken<string, unknown>,
): Promise<Effects | Again | undefined> {
  if (first.effects !== undefined) return first.effects(taken);
  const persons = (await first.about?.(taken)) ?? [];
  if (persons.length === 0) return undefined;
  const act = (system: Taken<string, unknown>["system"]) => route.take({ ...taken, system });
  const { answer, effects } = await tryOut(taken.system, persons, act);
  return "again" in answer ? answer : effects;
}

const isTyped = (typed: Typed, name: string) => (typed[name] ?? "") !== "";

interface Closed {
  readonly name: string;
  readonly label: string;
}

/** The closed fields of a form that were typed, now or before what it would do was shown. */
function closedOf(labels: Readonly<Record<string, string>>, typed: Typed): Closed[] {
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
