import { formatDate } from "@emeritus/engine/dates.ts";
import type { DivisionSeen } from "@emeritus/operations/dividing-benefits/read-divisions.ts";
import { longDate } from "@emeritus/words/format.ts";
import { useWords } from "../shared/frame.ts";
import { Due } from "./cases.tsx";
import { divisionTask } from "./divisions.tsx";
import { StepsTaken } from "./steps-taken.tsx";

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
  const { actions, case: words } = useWords().division;
  return (
    <StepsTaken
      heading={words.stepsHeading}
      columns={words.stepColumns}
      actions={actions}
      steps={division.steps}
      timeZone={timeZone}
    />
  );
}
