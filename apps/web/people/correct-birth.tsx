import { birthProofs } from "@emeritus/operations/changing-person/correct-birth-date.ts";
import type { Contacts } from "@emeritus/operations/changing-person/read-contacts.ts";
import { longDate } from "@emeritus/words/format.ts";
import { Button, Choices, Form, MemorableDate, More } from "../shared/components/index.ts";
import { useFrame, useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";

/** The form in which the office corrects a birth date by the paper seen. */
export function CorrectBirth({ person, seen }: { person: number; seen: Contacts }) {
  const words = useWords().people.details;
  const { typed } = useFrame();
  if (seen.born === undefined) return null;
  return (
    <More id="birth" summary={words.correctBirth} open={"seenBirth" in typed}>
      <p>
        {words.bornNow({ day: longDate(seen.born) })} {words.bornSays}
      </p>
      <Form
        action={link("/office/members/:person/details/birth-date", { person })}
        label={words.correctBirth}
      >
        <input type="hidden" name="seenBirth" value={seen.seen.birth} />
        <MemorableDate name="born" label={words.born} />
        <Choices
          name="birthProof"
          label={words.proof}
          options={birthProofs.map((proof) => ({ value: proof, text: words.birthProofs[proof] }))}
        />
        <Button>{words.save}</Button>
      </Form>
    </More>
  );
}
