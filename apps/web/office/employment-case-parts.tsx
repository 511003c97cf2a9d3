import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import type { Outcome } from "@emeritus/operations/outcome.ts";
import type { Action } from "@emeritus/operations/permissions.ts";
import type { System } from "@emeritus/operations/system.ts";
import { longDate } from "@emeritus/words/format.ts";
import { z } from "zod";
import { needed, problemOf } from "../employer/form-fields.ts";
import { Button, Form, LongField } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, form, link, notFound, see, type View } from "../shared/routes.ts";
import { StepsTaken } from "./steps-taken.tsx";

/** Where the cases of people who work again, and of memberships found late, are shown. */
export const paths = {
  reemployment: "/office/reemployments/:person/:case",
  backdating: "/office/backdatings/:person/:case",
} as const;

/** A day in words. */
export const day = (date: PlainDate): string => longDate(formatDate(date));

/** Whose record such a page is about. */
export const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });

/** The steps of such a case with the reason of each. */
export function CaseSteps(props: {
  steps: readonly {
    readonly step: number;
    readonly action: string;
    readonly actor: string;
    readonly at: string;
    readonly facts: Readonly<Record<string, unknown>>;
  }[];
  actions: Readonly<Record<string, string>>;
  timeZone: string;
}) {
  const words = useWords().enrolment.cases;
  return (
    <StepsTaken
      {...props}
      heading={words.steps}
      columns={words.stepColumns}
      why={({ facts }) => String(facts["because"] ?? "")}
    />
  );
}

/** One decision: its button, and the reason that goes with it. */
export function Decide(props: { action: string; text: string; name: string }) {
  const words = useWords().enrolment.cases;
  return (
    <Form action={props.action} label={props.text}>
      <LongField name={props.name} label={words.because} rows={2} />
      <Button>{props.text}</Button>
    </Form>
  );
}

type Decision = (
  system: System,
  actor: Actor,
  of: { key: string; person: number; caseNumber: number; because: string },
) => Promise<Outcome<unknown>>;

/** Declares the form of a decision in a case. */
export function deciding<const Path extends `${(typeof paths)[keyof typeof paths]}/${string}`>(
  path: Path,
  action: Action,
  asked: {
    readonly bad: (asked: Asked<(typeof paths)[keyof typeof paths]>) => Promise<View>;
    readonly field: string;
    readonly decide: Decision;
    readonly back: (typeof paths)[keyof typeof paths];
    /** Whether what it changes is seen before it is done. */
    readonly seeFirst?: true;
  },
): void {
  form({
    path: path as (typeof paths)["reemployment"],
    owner: "enrolment",
    may: action,
    subject,
    body: z.object({ [asked.field]: needed("becauseMissing", 500) }),
    says: (words) => words.enrolment.problems,
    bad: asked.bad,
    ...(asked.seeFirst
      ? {
          seeFirst: {
            about: ({ params }: { params: { person: string } }) => [numberIn(params.person)],
            back: (params: { person: string; case: string }) => link(asked.back, params),
          },
        }
      : {}),
    take: async ({ system, actor, params, body, key, words }) => {
      const person = numberIn(params.person);
      const caseNumber = numberIn(params.case);
      const because = String(body[asked.field]);
      const { refused } = await asked.decide(system, actor, { key, person, caseNumber, because });
      if (refused?.code === "no-such-case") throw notFound();
      if (refused) return problemOf(refused, {}, asked.field);
      return see(link(asked.back, { person, case: caseNumber }), words.enrolment.reemployment.done);
    },
  });
}
