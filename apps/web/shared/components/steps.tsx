import { useWords } from "../frame.ts";

/** Where one stands on a way of several steps; `at` counts from 0. On phones it is the line "Step 3 of 6: Check". */
export function Steps({ names, at }: { names: readonly string[]; at: number }) {
  const words = useWords().common;
  const shown = Math.min(at, names.length - 1);
  return (
    <div className="steps">
      <p className="steps-line">{words.step({ at: shown + 1, of: names.length, name: names[shown]! })}</p>
      <ol aria-label={words.steps}>
        {names.map((name, index) => (
          <li
            key={name}
            className={index < at ? "past" : index === at ? "now" : "to-come"}
            aria-current={index === at ? "step" : undefined}
          >
            {name}
            <span className="usa-sr-only">
              {" "}
              {index < at ? words.done : index === at ? words.current : words.notYet}
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}
