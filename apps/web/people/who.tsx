import { parseDate } from "@emeritus/engine/dates.ts";
import type { Related, Somebody } from "@emeritus/operations/naming/somebody.ts";
import { longDate } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Field, More, Select } from "../shared/components/index.ts";
import { useFrame, useWords } from "../shared/frame.ts";

/** The fields that say who somebody is: one of the record's own people, or a name and a birth date. Names end in `at`. */
export function WhoFields(props: {
  at: string;
  related: readonly Related[];
  chosen?: number | undefined;
  office: boolean;
}) {
  const { at, related, office } = props;
  const words = useWords().people.who;
  const { typed } = useFrame();
  const living = related.filter(({ died, person }) => died === null || person === props.chosen);
  const given = ["first", "last", "born", "memberId", "ssn"].some((name) => typed[`${name}${at}`]);
  return (
    <>
      <Select
        name={`who${at}`}
        label={words.label}
        value={props.chosen === undefined ? "" : String(props.chosen)}
        options={[
          { value: "", text: words.nobody },
          ...living.map(({ person, name, born }) => ({
            value: String(person),
            text: born === null ? name : `${name}, ${longDate(born)}`,
          })),
          { value: "new", text: words.fresh },
        ]}
      />
      <More summary={words.newPerson} open={given}>
        <Field name={`first${at}`} label={words.first} width="medium" />
        <Field name={`last${at}`} label={words.last} width="medium" />
        <Field name={`born${at}`} type="date" label={words.born} width="medium" />
        {office ? (
          <Field name={`memberId${at}`} label={words.memberId} inputMode="numeric" width="medium" optional />
        ) : null}
        <Field
          name={`ssn${at}`}
          label={words.ssn}
          hint={words.ssnHint}
          inputMode="numeric"
          width="medium"
          secret
          optional
        />
      </More>
    </>
  );
}

const Text = z.string().trim().max(100).catch("");

/**
 * Who was meant by the fields that end in `at`: nobody, somebody, or "incomplete". Whoever typed a name or a Member ID meant that
 * person, also without choosing "somebody else" above it.
 */
export function whoIn(
  body: Readonly<Record<string, unknown>>,
  at: string,
): Somebody | "incomplete" | undefined {
  const [who, first, last, born, memberId, ssn] = ["who", "first", "last", "born", "memberId", "ssn"].map(
    (name) => Text.parse(body[`${name}${at}`]),
  ) as [string, string, string, string, string, string];
  if (/^[1-9]\d{0,9}$/.test(who)) return { person: Number(who) };
  if (memberId !== "") return /^\d{8}$/.test(memberId) ? { memberId } : "incomplete";
  if (who !== "new" && first === "" && last === "" && born === "") return undefined;
  if (first === "" || last === "" || !z.iso.date().safeParse(born).success) return "incomplete";
  const digits = ssn.replaceAll(/[-\s]/g, "");
  return { first, last, born: parseDate(born), ...(digits === "" ? {} : { ssn: digits }) };
}

/** The body of a form with such fields: any texts, of which `more` names the others. */
export const bodyWithWho = <T extends z.ZodRawShape>(more: T) => z.looseObject(more);
