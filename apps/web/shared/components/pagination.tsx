import { count } from "@emeritus/words/format.ts";
import { useWords } from "../frame.ts";

/** Links to the pages of a long list; `to` gives the address of a page, counted from 1. */
export function Pagination(props: { at: number; of: number; to: (page: number) => string }) {
  const words = useWords().common;
  if (props.of <= 1) return null;
  const near = [1, props.at - 1, props.at, props.at + 1, props.of];
  const shown = [...new Set(near)].filter((page) => page >= 1 && page <= props.of).toSorted((a, b) => a - b);
  return (
    <nav className="pagination" aria-label={words.pages}>
      <ul>
        {props.at > 1 ? (
          <li>
            <a href={props.to(props.at - 1)} rel="prev">
              {words.previous}
            </a>
          </li>
        ) : null}
        {shown.map((page, index) => (
          <li key={page} className={index > 0 && page > shown[index - 1]! + 1 ? "gap" : undefined}>
            <a
              href={props.to(page)}
              aria-label={words.page({ number: count(page) })}
              aria-current={page === props.at ? "page" : undefined}
            >
              {count(page)}
            </a>
          </li>
        ))}
        {props.at < props.of ? (
          <li>
            <a href={props.to(props.at + 1)} rel="next">
              {words.next}
            </a>
          </li>
        ) : null}
      </ul>
    </nav>
  );
}

/** A GET form over a list; its fields are the caller's. */
export function Filter(props: { action: string; label: string; clear?: boolean; children: React.ReactNode }) {
  const words = useWords().common;
  return (
    <form method="get" action={props.action} className="filter" role="search" aria-label={props.label}>
      {props.children}
      <div className="filter-acts">
        <button type="submit" className="usa-button button-outline">
          {words.filter}
        </button>
        {props.clear ? <a href={props.action}>{words.clearFilter}</a> : null}
      </div>
    </form>
  );
}
