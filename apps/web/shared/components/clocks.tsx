import { longDate } from "@emeritus/words/format.ts";
import type { Clocks } from "../clocks.ts";
import { useFrame, useWords } from "../frame.ts";
import { Field } from "./field.tsx";

/** The two clocks of a page: as of which day, and as known on which. A form that needs no script; a banner when not today. */
export function ClocksControl({ clocks }: { clocks: Clocks }) {
  const words = useWords().clocks;
  const path = useFrame().address.split(/[?#]/)[0]!;
  return (
    <div className="clocks">
      {clocks.moved ? <Moved clocks={clocks} path={path} /> : null}
      <details className="more">
        <summary>{words.summary}</summary>
        <form method="get" action={path} className="filter" aria-label={words.label}>
          {clocks.beside.map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          <Field name="on" type="date" label={words.on} hint={words.onHint} value={clocks.on} />
          <Field
            name="known"
            type="date"
            label={words.known}
            hint={words.knownHint}
            value={clocks.known ?? clocks.today}
            most={clocks.today}
          />
          <div className="filter-acts">
            <button type="submit" className="usa-button button-outline">
              {words.show}
            </button>
          </div>
        </form>
      </details>
    </div>
  );
}

/** Says that the page does not show today, and leads back; the link names its day itself, so that it is not kept elsewhere. */
function Moved({ clocks, path }: { clocks: Clocks; path: string }) {
  const words = useWords().clocks;
  const back = new URLSearchParams([...clocks.beside.map(([name, value]) => [name, value]), ["on", ""]]);
  const on = longDate(clocks.on);
  return (
    <div className="alert alert-warning">
      <p>
        {clocks.known === undefined
          ? words.shown({ on })
          : words.shownKnown({ on, known: longDate(clocks.known) })}{" "}
        {clocks.on > clocks.today ? words.ahead : null} <a href={`${path}?${back}`}>{words.back}</a>
      </p>
    </div>
  );
}
