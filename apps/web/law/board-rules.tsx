import {
  boardRuleRegister,
  type BoardRuleEntry,
  reviewDue,
} from "@emeritus/law/missouri/mosers/board/rules.ts";
import { type PlanEntry, plans } from "@emeritus/law/plans.ts";
import { longDate } from "@emeritus/words/format.ts";
import { capital, phraseOf } from "@emeritus/words/phrase.ts";
import { More, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { link, page } from "../shared/routes.ts";

/** A provision that cites a rule. */
interface Citing {
  readonly entry: PlanEntry;
  readonly name: string;
}

/** The provisions that cite each Board Rule, by the rule's number; one that several plans share stands under the first of them. */
const citing: ReadonlyMap<string, readonly Citing[]> = (() => {
  const found = new Map<string, Map<string, Citing>>();
  for (const entry of plans)
    for (const { name, cites } of [...entry.plan.rules.values(), ...entry.plan.tables.values()])
      for (const [, rule] of cites.join("; ").matchAll(/\bBR (\d-\d+)/g)) {
        const under = found.get(rule!) ?? new Map<string, Citing>();
        if (!under.has(name)) under.set(name, { entry, name });
        found.set(rule!, under);
      }
  return new Map([...found].map(([rule, under]) => [rule, [...under.values()]]));
})();

function Citers({ rule }: { readonly rule: string }) {
  const all = useWords();
  const phrase = phraseOf(all);
  const by = citing.get(rule) ?? [];
  if (by.length === 0) return all.lawPages.none;
  return (
    <More summary={all.lawPages.boardRules.citedBy({ count: by.length })}>
      <ul className="plain">
        {by.map(({ entry, name }) => (
          <li key={name}>
            <a href={link("/law/:plan/:rule", { plan: entry.name, rule: name })}>{capital(phrase(name))}</a>
          </li>
        ))}
      </ul>
    </More>
  );
}

function Rules() {
  const { boardRules: words } = useWords().lawPages;
  const dates = (days: readonly string[]) => days.map((day) => longDate(day)).join("; ");
  const history = ({ effective, amended, rescinded }: BoardRuleEntry) => {
    if (rescinded !== undefined) return words.rescindedOn({ day: longDate(rescinded) });
    if (effective === undefined) return words.titleOnly;
    const first = words.from({ day: longDate(effective) });
    return amended.length === 0 ? first : `${first}; ${words.amended({ days: dates(amended) })}`;
  };
  return (
    <>
      <p className="lead measure">{words.lead}</p>
      <Table
        caption={words.title}
        rows={boardRuleRegister}
        keyOf={({ rule }) => rule}
        columns={[
          { head: words.rule, names: true, cell: ({ rule, title }) => `${rule} ${title}` },
          { head: words.history, cell: history },
          {
            head: words.review,
            cell: (each) => {
              const due = each.rescinded === undefined ? reviewDue(each) : undefined;
              return due === undefined ? words.none : longDate(due);
            },
          },
          { head: words.uses, cell: ({ rule }) => <Citers rule={rule} /> },
        ]}
      />
    </>
  );
}

page({
  path: "/law/board-rules",
  owner: "law",
  may: "anyone",
  show: ({ words }) => ({
    title: words.lawPages.boardRules.title,
    over: <a href={link("/law")}>{words.lawPages.title}</a>,
    wide: true,
    body: <Rules />,
  }),
});
