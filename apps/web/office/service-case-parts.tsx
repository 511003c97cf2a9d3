import type { ServiceKey } from "@emeritus/operations/service/case-view.ts";
import { Button, Field, Form, LongField, More } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, link } from "../shared/routes.ts";

/** A page of a case, whichever form came back to it. */
export type CaseAsked = Pick<Asked, "system" | "actor" | "words" | "moment"> & {
  readonly params: { readonly person: string; readonly case: string };
};

/** The case that an address names. */
export const keyOf = ({ params }: Pick<CaseAsked, "params">): ServiceKey => ({
  person: numberIn(params.person),
  caseNumber: numberIn(params.case),
});

/** Where the office reads a letter of somebody. */
export const toLetterOf =
  (person: number) =>
  (letter: number): string =>
    link("/office/letters/:person/:letter", { person, letter });

/** Whose case it is, and the way back. */
export function Over({ person, name, memberId }: { person: number; name: string; memberId: string }) {
  const words = useWords();
  return (
    <>
      <a href={link("/office/service")}>{words.service.office.queueTitle}</a> ·{" "}
      <a href={link("/office/members/:person/service", { person })}>
        {words.member.over({ name, memberId })}
      </a>
    </>
  );
}

/** Refusing with reason and citation; the names of its fields are its own, so that it can stand beside other forms. */
export function Refuse({ to, question }: { to: CaseAsked["params"]; question?: boolean }) {
  const words = useWords().service.office;
  return (
    <More summary={words.refuseHeading}>
      <Form
        action={
          question
            ? link("/office/service/:person/:case/refuse-question", to)
            : link("/office/service/:person/:case/refuse", to)
        }
        label={words.refuseHeading}
      >
        <LongField name="refuseWhy" label={words.refuseWhy} />
        <Field name="refuseCites" label={words.refuseCites} width="medium" />
        <Button look="danger">{words.refuse}</Button>
      </Form>
    </More>
  );
}
