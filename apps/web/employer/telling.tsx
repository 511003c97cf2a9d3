import { ENDLESS } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import type { DetailAnswer } from "@emeritus/operations/enrolling/change-details.ts";
import { readEmployee } from "@emeritus/operations/enrolling/read-people.ts";
import type { OfPosition } from "@emeritus/operations/enrolling/reported.ts";
import type { Outcome } from "@emeritus/operations/outcome.ts";
import type { System } from "@emeritus/operations/system.ts";
import type { Employment, Leave } from "@emeritus/records/employment.ts";
import type { ReactNode } from "react";
import type { z } from "zod";
import { Button, Form } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { problemOf } from "./form-fields.ts";

const base = "/employer/people/:person/:position" as const;
const paths = {
  leave: `${base}/leave`,
  return: `${base}/return`,
  layoff: `${base}/layoff`,
  recall: `${base}/recall`,
  leaving: `${base}/leaving`,
  "sick-leave": `${base}/sick-leave`,
  hours: `${base}/hours`,
  name: `${base}/name`,
  address: `${base}/address`,
  death: `${base}/death`,
  backdate: `${base}/backdate`,
} as const;
type Kind = keyof typeof paths;

/** The address of a form about a position. */
export const tellPath = (kind: Kind, person: number, position: number): string =>
  link(paths[kind], { person, position });

/** What can be told of a position as it stands. */
export function tellLinks(stretches: readonly Employment[], leaves: readonly Leave[]): Kind[] {
  const open = stretches.find(({ to }) => to === ENDLESS);
  const away = leaves.find(({ to }) => to === ENDLESS);
  const kinds: Kind[] = [];
  if (open === undefined) kinds.push(...(stretches.length === 0 ? [] : (["sick-leave"] as const)));
  else if (away === undefined) kinds.push("leave", "layoff", "leaving", "hours");
  else kinds.push(away.kind === "layoff" ? "recall" : "return", "leaving");
  if (stretches.some(({ eligible }) => !eligible)) kinds.push("backdate");
  return [...kinds, "name", "address", "death"];
}

/** The words of the fields of these forms. */
export const useFields = () => useWords().enrolment.fields;

/** Reads the page of one form: whose position it is about, in words, and its fields. */
const shown =
  (kind: Kind, fields: () => ReactNode) =>
  async ({ system, actor, params, words }: Asked<(typeof paths)[Kind]>): Promise<View> => {
    const person = numberIn(params.person);
    const position = numberIn(params.position);
    const seen = await readEmployee(system, actor, person);
    const job = seen?.positions.find((each) => each.position === position);
    if (seen === undefined || job === undefined) throw notFound();
    const { first, last } = seen.person.name;
    const says = words.enrolment.forms[kind];
    const name = words.enrolment.employee.positionOf({ code: job.code, title: job.title ?? "" });
    return {
      title: says.title,
      over: <a href={link("/employer/people/:person", { person })}>{`${first} ${last}, ${name}`}</a>,
      body: (
        <>
          <p className="lead measure">{says.intro}</p>
          <TellForm action={tellPath(kind, person, position)} fields={fields} />
        </>
      ),
    };
  };

function TellForm({ action, fields: Fields }: { action: string; fields: () => ReactNode }) {
  return (
    <Form action={action}>
      <Fields />
      <Button>{useFields().send}</Button>
    </Form>
  );
}

/** Whether what was told waits for the office to ask the member. */
const waitsForOffice = (answer: unknown): boolean =>
  (answer as Partial<DetailAnswer> | null)?.effect === "waits";

/** Declares the page and the form of one kind. */
export function telling<Body extends z.ZodType>(
  kind: Kind,
  asked: {
    readonly body: Body;
    readonly fields: () => ReactNode;
    readonly at: Readonly<Record<string, string>>;
    readonly tell: (
      system: System,
      actor: Actor,
      of: OfPosition,
      body: z.output<Body>,
    ) => Promise<Outcome<unknown>>;
  },
): void {
  const show = shown(kind, asked.fields);
  const route = { path: paths[kind], owner: "enrolment", may: "report employment" } as const;
  page({ ...route, show });
  form({
    ...route,
    body: asked.body,
    says: (words) => words.enrolment.problems,
    bad: show,
    take: async ({ system, actor, params, body, key, words }) => {
      const person = numberIn(params.person);
      const of = { key, person, position: numberIn(params.position) };
      if ((await readEmployee(system, actor, person)) === undefined) throw notFound();
      const { refused, accepted } = await asked.tell(system, actor, of, body);
      if (refused) return problemOf(refused, asked.at);
      const says = words.enrolment.forms[kind];
      const message = "waits" in says && waitsForOffice(accepted) ? says.waits : says.done;
      return see(link("/employer/people/:person", { person }), message);
    },
  });
}
