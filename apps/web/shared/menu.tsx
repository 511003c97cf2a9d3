import { type Hat } from "@emeritus/operations/actor.ts";
import { may } from "@emeritus/operations/permissions.ts";
import type { Words } from "@emeritus/words/index.ts";
import type { Asked } from "./asked.ts";
import { allMenus, type MenuEntry } from "./routes.ts";

/** The groups of the office's menu, each with the first words of its pages' addresses, in order. */
export const officeGroups = {
  members: ["members", "duplicates", "data-quality", "disclosures"],
  cases: ["cases", "service", "redeterminations", "deaths", "divisions", "division-orders"],
  employers: ["employers", "pay-reports", "employment-cases", "told-details", "reemployments", "backdatings"],
  benefits: ["payroll", "bank-accounts", "payroll-returns", "receivables"],
  books: ["money", "ledger", "clearing", "conversion", "audit", "accounts"],
} as const;

/** A group of the office's menu. */
export type OfficeGroup = keyof typeof officeGroups;

/** Fewer pages than that stand in one row as they are. */
const mostInARow = 7;

/** The group to which a page of the office belongs; work that nobody has grouped stands with the cases. Pure. */
function groupOfPage(path: string): OfficeGroup {
  const name = path.split("/")[2] ?? "";
  const groups = Object.entries(officeGroups) as [OfficeGroup, readonly string[]][];
  return groups.find(([, names]) => names.includes(name))?.[0] ?? "cases";
}

/** The pages of a group in its order. Pure. */
function inOrder(group: OfficeGroup, entries: readonly MenuEntry[]): MenuEntry[] {
  const names: readonly string[] = officeGroups[group];
  const place = ({ path }: MenuEntry) => (names.indexOf(path.split("/")[2] ?? "") + 100) % 100;
  return entries.filter(({ path }) => groupOfPage(path) === group).toSorted((a, b) => place(a) - place(b));
}

/**
 * The pages that somebody may open on a face. The office's many pages stand in groups: one row of groups, each leading to its first
 * page, and under it the pages of the group one is in. On a phone all of them stand in one list, group by group.
 */
export function Menu({ asked, face, path }: { asked: Asked; face: Hat; path: string }) {
  const { words, session } = asked;
  const entries = allMenus().filter((entry) => entry.hat === face && session && may(session, entry.may));
  if (entries.length === 0) return null;
  const current = entries
    .filter((entry) => path === entry.path || path.startsWith(`${entry.path}/`))
    .toSorted((a, b) => b.path.length - a.path.length)[0];
  const shown = { words, current };
  return (
    <nav aria-label={words.common.menu}>
      {face === "staff" && entries.length > mostInARow ? (
        <Grouped {...shown} entries={entries} path={path} />
      ) : (
        <>
          <ul className="menu inner">
            <Links {...shown} entries={entries} />
          </ul>
          <details className="menu-phone">
            <summary>{words.common.menu}</summary>
            <ul>
              <Links {...shown} entries={entries} />
            </ul>
          </details>
        </>
      )}
    </nav>
  );
}

interface Shown {
  readonly words: Words;
  readonly current: MenuEntry | undefined;
  readonly entries: readonly MenuEntry[];
}

function Grouped({ words, current, entries, path }: Shown & { readonly path: string }) {
  const groups = (Object.keys(officeGroups) as OfficeGroup[])
    .map((group) => ({ group, own: inOrder(group, entries) }))
    .filter(({ own }) => own.length > 0);
  const here = path.startsWith("/office/") && groups.find(({ group }) => group === groupOfPage(path));
  return (
    <>
      <ul className="menu inner">
        {groups.map(({ group, own }) => (
          <li key={group}>
            <a href={own[0]!.path} aria-current={here && here.group === group ? "true" : undefined}>
              {words.common.officeGroups[group]}
            </a>
          </li>
        ))}
      </ul>
      {here && here.own.length > 1 ? (
        <ul className="menu menu-under inner" aria-label={words.common.officeGroups[here.group]}>
          <Links words={words} current={current} entries={here.own} />
        </ul>
      ) : null}
      <details className="menu-phone">
        <summary>{words.common.menu}</summary>
        {groups.map(({ group, own }) => (
          <div key={group}>
            <p className="menu-group">{words.common.officeGroups[group]}</p>
            <ul aria-label={words.common.officeGroups[group]}>
              <Links words={words} current={current} entries={own} />
            </ul>
          </div>
        ))}
      </details>
    </>
  );
}

const Links = ({ words, current, entries }: Shown) =>
  entries.map((entry) => (
    <li key={entry.path}>
      <a href={entry.path} aria-current={entry === current ? "page" : undefined}>
        {entry.text(words)}
      </a>
    </li>
  ));
