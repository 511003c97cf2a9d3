import type { ReactNode } from "react";

/** A few numbers that say at once how things stand, each perhaps a link to what it counts. */
export function Counts(props: {
  label: string;
  counts: readonly { value: ReactNode; text: string; href?: string; alarm?: boolean }[];
}) {
  return (
    <ul className="counts" aria-label={props.label}>
      {props.counts.map(({ value, text, href, alarm }) => {
        const inside = (
          <>
            <strong>{value}</strong> <span>{text}</span>
          </>
        );
        return (
          <li key={text} className={alarm ? "alarm" : undefined}>
            {href ? <a href={href}>{inside}</a> : inside}
          </li>
        );
      })}
    </ul>
  );
}

/** Names with their values, such as the facts of a record. */
export function Facts(props: { facts: readonly { name: ReactNode; value: ReactNode }[] }) {
  return (
    <dl className="facts">
      {props.facts.map(({ name, value }, index) => (
        <div key={index}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What stands where a list would, when there is nothing in it: why, and what to do. */
export function Empty({ children }: { children: ReactNode }) {
  return <div className="empty">{typeof children === "string" ? <p>{children}</p> : children}</div>;
}
