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

function Compared({ on }: { readonly on: PlainDate }) {
  const all = useWords();
  const words = all.lawPages;
  const phrase = phraseOf(all);
  const names = new Set(plans.flatMap(({ plan }) => [...plan.rules.keys(), ...plan.tables.keys()]));
  const rows = [...names]
    .map((name) => ({ name, figures: plans.map((entry) => figureOf(entry, name)) }))
    .filter(({ figures }) => figures.filter(Boolean).length > 1);
  const shown = plans.filter((_, at) => rows.some(({ figures }) => figures[at]));
  return (
    <>
      <p className="lead measure">{words.compareLead}</p>
      <ByClass on={on} />
      <Table
        caption={words.compareFigures}
        quiet
        rows={rows}
        keyOf={({ name }) => name}
        columns={[
          { head: words.name, names: true, cell: ({ name }) => capital(phrase(name)) },
          ...shown.map((entry) => ({
            head: entry.title,
            cell: ({ name, figures }: (typeof rows)[number]) => {
              const figure = figures[plans.indexOf(entry)];
              return figure ? (
                <a href={link("/law/:plan/:rule", { plan: entry.name, rule: name })}>
                  {valueText(all, phrase, figure.kind, figure.value)}
                </a>
              ) : (
                words.none
              );
            },
          })),
        ]}
      />
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
