import type { ReactNode } from "react";
import { useFrame } from "../frame.ts";

/** A message that stands out; a success is announced politely, and its look never carries the meaning alone. */
export function Alert(props: {
  kind: "info" | "success" | "warning" | "error";
  heading?: string;
  children: ReactNode;
}) {
  const role = props.kind === "success" ? "status" : undefined;
  return (
    <div className={`alert alert-${props.kind}`} role={role}>
      {props.heading ? <h2 className="alert-heading">{props.heading}</h2> : null}
      {typeof props.children === "string" ? <p>{props.children}</p> : props.children}
    </div>
  );
}

/** Every problem of the form that came back, each a link to its field; the page's script puts the focus here. */
export function ErrorSummary() {
  const { problems, words } = useFrame();
  if (problems.length === 0) return null;
  return (
    <div className="alert alert-error" role="alert" id="problems" tabIndex={-1} data-focus="">
      <h2 className="alert-heading">{words.common.summaryHeading({ problems: problems.length })}</h2>
      <ul>
        {problems.map(({ field, text }) => (
          <li key={`${field} ${text}`}>
            {field ? <a href={`#field-${field.replaceAll(".", "-")}`}>{text}</a> : text}
          </li>
        ))}
      </ul>
    </div>
  );
}
