import { Fragment } from "react";
import type { DatedTable } from "@emeritus/engine/declarations.ts";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { KindName, Value } from "@emeritus/engine/kinds.ts";
import type { Node } from "@emeritus/engine/node.ts";
import { type PlanEntry, plans } from "@emeritus/law/plans.ts";
import { capital, phraseOf } from "@emeritus/words/phrase.ts";
import { valueText } from "@emeritus/words/value.ts";
import { Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { link, page } from "../shared/routes.ts";
import { ByClass } from "./by-class.tsx";

interface Figure {
  readonly kind: KindName;
  readonly value: Value | undefined;
}

const unwrapped = (node: Node): Node =>
  node.op === "expected" || node.op === "round" || node.op === "as" ? unwrapped(node.args[0]!) : node;

/** The figure that a plan sets under a name: a fixed figure, or the last row of a dated table; nothing for a formula. */
function figureOf({ plan }: PlanEntry, name: string): Figure | undefined {
  const rule = plan.rules.get(name);
  if (rule) {
    const node = unwrapped(rule.means);
    return node.op === "constant" && !rule.setting ? { kind: rule.kind, value: node.value } : undefined;
  }
  const table = plan.tables.get(name);
  return table?.shape === "dated" ? { kind: table.kind, value: lastOf(table) } : undefined;
}

const lastOf = ({ rows }: DatedTable): Value | undefined => rows.findLast((row) => !row.unknown)?.value;

/** A figure's name with its values, and the plans that set each: most figures have two or three values, however many plans there are. */
interface ComparedFigure {
  readonly name: string;
  readonly values: readonly (readonly [text: string, plans: readonly PlanEntry[]])[];
}

/** Every figure that two plans or more set for themselves. */
function comparedFigures(textOf: (figure: Figure) => string): readonly ComparedFigure[] {
  const names = new Set(plans.flatMap(({ plan }) => [...plan.rules.keys(), ...plan.tables.keys()]));
  return [...names].flatMap((name) => {
    const values = new Map<string, PlanEntry[]>();
    let set = 0;
    for (const entry of plans) {
      const figure = figureOf(entry, name);
      if (!figure) continue;
      set += 1;
      const text = textOf(figure);
      values.set(text, [...(values.get(text) ?? []), entry]);
    }
    return set > 1 ? [{ name, values: [...values] }] : [];
  });
}

function Figures({ caption, rows }: { readonly caption: string; readonly rows: readonly ComparedFigure[] }) {
  const all = useWords();
  const words = all.lawPages;
  const phrase = phraseOf(all);
  return (
    <>
      <h2>{caption}</h2>
      <Table
        caption={caption}
        quiet
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          { head: words.name, names: true, cell: ({ name }) => capital(phrase(name)) },
          {
            // Not a plain string: on phones the values stand under the figure's name without a label of their own.
            head: <>{words.compareValues}</>,
            cell: ({ name, values }) => (
              <ul className="by-value">
                {values.map(([text, entries]) => (
                  <li key={text}>
                    <b>{text}</b>{" "}
                    <span>
                      {entries.map((entry, at) => (
                        <Fragment key={entry.name}>
                          {at > 0 && ", "}
                          <a href={link("/law/:plan/:rule", { plan: entry.name, rule: name })}>
                            {entry.title}
                          </a>
                        </Fragment>
                      ))}
                    </span>
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </>
  );
}

function Compared({ on }: { readonly on: PlainDate }) {
  const all = useWords();
  const words = all.lawPages;
  const phrase = phraseOf(all);
  const figures = comparedFigures(({ kind, value }) => valueText(all, phrase, kind, value));
  return (
    <>
      <p className="lead measure">{words.compareLead}</p>
      <ByClass on={on} />
      <Figures caption={words.compareDiffer} rows={figures.filter(({ values }) => values.length > 1)} />
      <Figures caption={words.compareSame} rows={figures.filter(({ values }) => values.length === 1)} />
    </>
  );
}

page({
  path: "/law/compare",
  owner: "law",
  may: "anyone",
  show: ({ words, system }) => ({
    title: words.lawPages.compareTitle,
    over: <a href={link("/law")}>{words.lawPages.title}</a>,
    wide: true,
    body: <Compared on={system.calendar.today()} />,
  }),
});
