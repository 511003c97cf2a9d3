import type { PersonQuality } from "@emeritus/operations/data-quality/read-quality.ts";
import { sentenceOf } from "@emeritus/operations/data-quality/questions-file.ts";
import { longInstant } from "@emeritus/words/format.ts";
import { useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";

/** How one record stands: its score, and each question with the points that its pattern takes. */
export function QualityPanel(props: { quality: PersonQuality; person: number; timeZone: string }) {
  const { quality, person, timeZone } = props;
  const words = useWords();
  const { person: says, patterns } = words.quality;
  const { score, questions, lastLook } = quality;
  if (lastLook === undefined) return <p>{says.never}</p>;
  return (
    <>
      <p>
        <strong>{says.score({ score: String(score.score) })}</strong>{" "}
        <span className="small soft">{says.asOf({ when: longInstant(lastLook, timeZone) })}</span>
      </p>
      {questions.length === 0 ? (
        <p>{says.none}</p>
      ) : (
        <>
          <ul>
            {score.lost.map(({ pattern, points }) => (
              <li key={pattern}>
                {patterns[pattern].name} ({says.points({ points })})
                <ul>
                  {questions
                    .filter((one) => one.pattern === pattern)
                    .map((one) => (
                      <li key={one.question}>
                        <a
                          href={link("/office/data-quality/questions/:question", { question: one.question })}
                        >
                          {sentenceOf(words, one)}
                        </a>
                      </li>
                    ))}
                </ul>
              </li>
            ))}
          </ul>
          <p className="acts">
            <a href={link("/office/data-quality", {}, { person })}>{says.desk}</a>
          </p>
        </>
      )}
    </>
  );
}
