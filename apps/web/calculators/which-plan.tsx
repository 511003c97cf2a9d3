import { worksheetOf } from "@emeritus/words/worksheet.ts";
import { Alert } from "../shared/components/alert.tsx";
import { More } from "../shared/components/more.tsx";
import { Sheet } from "../shared/components/worksheet.tsx";
import { useWords } from "../shared/frame.ts";
import type { Calculator } from "./calculator.ts";
import { careerFactsOf, careerFields, membershipsOf } from "./career.ts";
import type { Values } from "./fields.ts";

function Answer({ values }: { values: Values }) {
  const all = useWords();
  const words = all.calculators.each.whichPlan;
  const memberships = membershipsOf(careerFactsOf(values, undefined));
  const yours = memberships.find(({ isMember }) => isMember.value === true);
  return (
    <>
      <section className="answer" aria-labelledby="answer-heading">
        <h2 id="answer-heading">{words.heading}</h2>
        {yours ? (
          <p className="amount big plain">{yours.entry.title}</p>
        ) : (
          <Alert kind="warning">{words.none}</Alert>
        )}
        <p className="small soft">{words.first}</p>
      </section>
      {memberships.map(({ entry, isMember }) => (
        <More
          key={entry.name}
          summary={
            isMember.value === true ? words.yes({ plan: entry.title }) : words.no({ plan: entry.title })
          }
        >
          <Sheet lines={worksheetOf(all, isMember.explanation, entry.name)} label={entry.title} />
        </More>
      ))}
    </>
  );
}

/** Which plan's law a person falls under, and why not the others'. */
export const whichPlan: Calculator = {
  name: "whichPlan",
  fields: [careerFields.memberClass, careerFields.firstHired],
  Answer,
};
