import type { ReactNode } from "react";
import { useFrame, useWords } from "../frame.ts";

/**
 * A form that posts to one of our routes: its CSRF token and idempotency key come first, so that they arrive before a file.
 * The browser's own checks are off, because its bubbles vanish and are not read well. On a page that stands on another day, a note
 * takes its place: what is done is done on the record of today.
 */
export function Form(props: {
  action: string;
  upload?: boolean;
  className?: string;
  label?: string;
  children: ReactNode;
}) {
  const { csrf, key, moved } = useFrame();
  const words = useWords();
  if (moved) return <p className="small soft">{words.clocks.actsToday}</p>;
  return (
    <form
      method="post"
      action={props.action}
      noValidate
      className={props.className ?? "form"}
      aria-label={props.label}
      {...(props.upload ? { encType: "multipart/form-data" } : {})}
    >
      <input type="hidden" name="csrf" value={csrf ?? ""} />
      <input type="hidden" name="key" value={key} />
      {props.children}
    </form>
  );
}

/** A button that sends the form; the plain one is the page's main act, `outline` a second one, `link` a small one. */
export function Button(props: {
  children: ReactNode;
  name?: string;
  value?: string;
  look?: "outline" | "danger" | "link";
  describes?: string;
}) {
  const look = props.look === "link" ? "as-link" : `usa-button ${props.look ? `button-${props.look}` : ""}`;
  return (
    <button type="submit" className={look.trim()} name={props.name} value={props.value}>
      {props.children}
      {props.describes ? <span className="usa-sr-only"> {props.describes}</span> : null}
    </button>
  );
}

/** A link that looks like a button, for the next step of a way. */
export function ButtonLink(props: { href: string; look?: "outline"; children: ReactNode }) {
  return (
    <a className={`usa-button ${props.look ? "button-outline" : ""}`.trim()} href={props.href}>
      {props.children}
    </a>
  );
}
