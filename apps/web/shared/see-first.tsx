import { randomUUID } from "node:crypto";
import { tryOut } from "@emeritus/operations/redetermining/as-if.ts";
import { doesNothing, type Effects, fingerprintOf } from "@emeritus/operations/redetermining/effects.ts";
import { withoutBenefits } from "@emeritus/operations/redetermining/preview-report.ts";
import type { z } from "zod";
import type { Taken, Typed, View } from "./asked.ts";
import { ours } from "./body.ts";
import { Alert, Button, Field, Form as FormShown } from "./components/index.ts";
import { EffectsShown } from "./effects.tsx";
import { useWords } from "./frame.ts";
import type { Again, Form, SeeFirst } from "./routes.ts";

type First = SeeFirst<string, unknown>;

/**
 * What a form's act would change, as a page to confirm; or that the act is refused. Nothing where it would change nothing of the kind,
 * or where exactly this was seen and confirmed. The office sees benefits, an employer never.
 */
export async function effectsFirst(
  route: Form<string, z.ZodType>,
  taken: Taken<string, unknown>,
  office: boolean,
): Promise<View | Again | undefined> {
  const first = route.seeFirst!;
  const found = await effectsOf(route, first, taken);
  if (found === undefined || "again" in found) return found;
  const effects = office ? found : withoutBenefits(found);
  if (doesNothing(effects)) return undefined;
  const print = fingerprintOf(effects);
  const seen = taken.typed["effectsSeen"];
  if (seen === print) return undefined;
  return {
    title: taken.words.redetermining.effects.first.title,
    over: <a href={first.back(taken.params)}>{taken.words.redetermining.effects.first.back}</a>,
    wide: true,
    body: (
      <Confirm
        effects={effects}
        office={office}
        print={print}
        changed={seen !== undefined}
        address={taken.address}
        typed={taken.typed}
        closed={first.closed?.(taken.words) ?? {}}
      />
    ),
  };
}

async function effectsOf(
  route: Form<string, z.ZodType>,
  first: First,
  taken: Taken<string, unknown>,
): Promise<Effects | Again | undefined> {
  if (first.effects !== undefined) return first.effects(taken);
  const persons = (await first.about?.(taken)) ?? [];
  if (persons.length === 0) return undefined;
  const act = (system: Taken<string, unknown>["system"]) =>
    route.take({ ...taken, system, key: randomUUID() });
  const { answer, effects } = await tryOut(taken.system, persons, act);
  return "again" in answer ? answer : effects;
}

function Confirm(props: {
  effects: Effects;
  office: boolean;
  print: string;
  changed: boolean;
  address: string;
  typed: Typed;
  closed: Readonly<Record<string, string>>;
}) {
  const words = useWords().redetermining.effects.first;
  const { effects, office, print, changed, address, typed, closed } = props;
  const isTyped = (name: string) => (typed[name] ?? "") !== "";
  return (
    <>
      {changed ? <Alert kind="warning">{words.changed}</Alert> : null}
      <EffectsShown effects={effects} office={office} intro={words.intro} />
      <h2>{words.heading}</h2>
      <p className="measure">{words.says}</p>
      <FormShown action={address} label={words.heading}>
        <input type="hidden" name="effectsSeen" value={print} />
        {Object.entries(typed)
          .filter(([name]) => !ours.has(name) && closed[name] === undefined)
          .flatMap(([name, value]) =>
            [value ?? []]
              .flat()
              .map((text, at) => <input key={`${name} ${at}`} type="hidden" name={name} value={text} />),
          )}
        {Object.entries(closed)
          .filter(([name]) => isTyped(name))
          .map(([name, label]) => (
            <Field key={name} name={name} label={label} secret />
          ))}
        <Button>{words.confirm}</Button>
      </FormShown>
    </>
  );
}
