import { formatDate } from "@emeritus/engine/dates.ts";
import type { FamilySeen } from "@emeritus/operations/family/read-family.ts";
import { shortDate } from "@emeritus/words/format.ts";
import { Empty, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";

/** Marriages and children as tables. */
export function Family({ family }: { family: FamilySeen }) {
  const words = useWords().people.family;
  const paper = (kind: string | undefined) =>
    kind === undefined ? words.proofNone : (words.papers[kind as keyof typeof words.papers] ?? kind);
  const marriages = [...family.marriages, ...family.asSpouse].toSorted((a, b) => a.from - b.from);
  return (
    <>
      {marriages.length === 0 ? (
        <Empty>{words.noMarriage}</Empty>
      ) : (
        <Table
          caption={words.marriages}
          rows={marriages}
          keyOf={({ spouse, from }) => `${spouse} ${from}`}
          columns={[
            { head: words.spouse, names: true, cell: ({ name }) => name },
            { head: words.born, cell: ({ born }) => shortDate(formatDate(born)) },
            { head: words.wedding, cell: ({ from }) => shortDate(formatDate(from)) },
            {
              head: words.ended,
              cell: ({ endedBy, to }) =>
                endedBy === undefined
                  ? words.lasts
                  : words.endedOn({ how: words.ends[endedBy], day: shortDate(formatDate(to)) }),
            },
            { head: words.proof, cell: ({ proof }) => paper(proof) },
          ]}
        />
      )}
      {family.children.length === 0 ? (
        <Empty>{words.noChild}</Empty>
      ) : (
        <Table
          caption={words.children}
          rows={family.children}
          keyOf={({ child }) => child}
          columns={[
            { head: words.child, names: true, cell: ({ name }) => name },
            { head: words.born, cell: ({ born }) => shortDate(formatDate(born)) },
            { head: words.relation, cell: ({ relation }) => words.relations[relation] },
            {
              head: words.disabled,
              cell: ({ disabledSince, disabilityProof }) =>
                disabledSince === undefined
                  ? ""
                  : `${words.disabledSince({ day: shortDate(formatDate(disabledSince)) })} (${paper(disabilityProof)})`,
            },
            { head: words.proof, cell: ({ proof }) => paper(proof) },
          ]}
        />
      )}
    </>
  );
}
