import { count } from "@emeritus/words/format.ts";
import { useFrame } from "../frame.ts";

/**
 * A bar that moves while work goes on: with script by Server-Sent Events, after which the page loads itself again;
 * without, by the reader's own click on a link.
 */
export function Progress(props: {
  done: number;
  of: number;
  what: string;
  events?: string | undefined;
  label: string;
}) {
  const { words, address } = useFrame();
  const text = words.common.progressOf({ done: count(props.done), of: count(props.of), what: props.what });
  return (
    <div className="progress" data-events={props.events}>
      <progress value={props.done} max={Math.max(props.of, 1)} aria-label={props.label} />
      <p role="status">{text}</p>
      {props.events ? (
        <p>
          <a href={address}>{words.common.progressNow}</a>
        </p>
      ) : null}
    </div>
  );
}
