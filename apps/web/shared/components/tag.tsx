import type { ReactNode } from "react";

/** A short word about a state or a source; colour only helps, the word says it. */
export function Tag(props: { kind?: "plain" | "good" | "warn" | "bad"; children: ReactNode }) {
  return <span className={`tag ${props.kind ? `tag-${props.kind}` : ""}`.trim()}>{props.children}</span>;
}
