import type { Part } from "../asked.ts";
import { useWords } from "../frame.ts";

/** "On this page": links to the page's headings, at the side where there is room. */
export function InPage({ parts }: { parts: readonly Part[] }) {
  const words = useWords().common;
  return (
    <nav className="in-page" aria-labelledby="in-page">
      <p id="in-page">{words.onThisPage}</p>
      <ul>
        {parts.map(({ id, text }) => (
          <li key={id}>
            <a href={`#${id}`}>{text}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
