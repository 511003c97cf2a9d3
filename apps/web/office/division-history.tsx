import { formatDate } from "@emeritus/engine/dates.ts";
import type { DivisionSeen } from "@emeritus/operations/dividing-benefits/read-divisions.ts";
import { longDate, longInstant } from "@emeritus/words/format.ts";
import { Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { Due } from "./cases.tsx";
import { divisionTask } from "./divisions.tsx";

const day = (date: number) => longDate(formatDate(date));

/** The letters about an order, to both parties. */
export function Letters({ seen: { letters, division } }: { seen: DivisionSeen }) {
  const words = useWords().division.case;
  const nameOf = (person: number) => {
    const { name } = person === division.person ? division.member : division.formerSpouse;
    return `${name.first} ${name.last}`;
  };
  return (
    <>
      <h2 id="letters">{words.lettersHeading}</h2>
      {letters.length === 0 ? (
        <p>{words.lettersNone}</p>
      ) : (
        <ul>
          {letters.map(({ letter, to: person, written, content }) => (
            <li key={letter}>
              {(content as { title: string }).title}:{" "}
              {words.letter({ name: nameOf(person), day: day(written) })}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What is still to be done about an order. */
export function Duties({ seen: { duties, today } }: { seen: DivisionSeen }) {
  const all = useWords();
  const words = all.division.case;
  const open = duties.filter(({ status }) => status === "open");
  return (
    <>
      <h2 id="duties">{words.dutiesHeading}</h2>
      {open.length === 0 ? (
        <p>{words.dutiesNone}</p>
      ) : (
        <ul>
          {open.map(({ obligation, kind, due }) => (
            <li key={obligation}>
              <Due due={formatDate(due)} today={today} /> {divisionTask(all, kind)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** What was done about an order. */
export function History({ seen: { division }, timeZone }: { seen: DivisionSeen; timeZone: string }) {
  const all = useWords().division;
  const words = all.case;
  const actions: Readonly<Record<string, string>> = all.actions;
  const iso = (at: string) => at.replace(" ", "T").replace(/([+-]\d\d)$/u, "$1:00");
  return (
    <>
      <h2 id="steps">{words.stepsHeading}</h2>
      <Table
        caption={words.stepsHeading}
        quiet
        rows={division.steps}
        keyOf={({ step }) => step}
        columns={[
          { head: words.stepColumns.when, cell: ({ at }) => longInstant(iso(at), timeZone) },
          { head: words.stepColumns.action, names: true, cell: ({ action }) => actions[action] ?? action },
          { head: words.stepColumns.by, cell: ({ actor }) => actor },
        ]}
      />
    </>
  );
}
