import type { ReactNode } from "react";

/** Details behind a line that says what they are; a link to anything inside opens it, without script too. */
export function More(props: { id?: string; summary: ReactNode; open?: boolean; children: ReactNode }) {
  return (
    <details className="more" id={props.id} open={props.open}>
      <summary>{props.summary}</summary>
      <div className="inside">{props.children}</div>
    </details>
  );
}
