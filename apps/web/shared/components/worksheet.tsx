import type { WorksheetLine } from "@emeritus/words/worksheet.ts";
import type { Piece } from "@emeritus/words/worksheet/pieces.ts";
import { useWords } from "../frame.ts";
import { LawLink } from "./links.tsx";
import { Tag } from "./tag.tsx";

/** Numbered lines like those of a tax form; a line that others refer to can be reached by a link. */
export function Sheet({ lines, label }: { lines: readonly WorksheetLine[]; label?: string }) {
  return (
    <ol className="sheet" aria-label={label}>
      {lines.map((line) => (
        <Line key={line.id} line={line} />
      ))}
    </ol>
  );
}

function Line({ line }: { line: WorksheetLine }) {
  const unsure = line.source === "assumed" || line.source === "missing";
  return (
    <li className={line.total ? "line total" : "line"} id={line.id} tabIndex={-1}>
      <p className="head">
        <span className="name">
          <span className="n">{line.number}</span> {line.name}
        </span>{" "}
        <strong className="value">{line.value}</strong>
      </p>
      {line.says.map((pieces, index) => (
        <p key={index} className="says">
          {pieces.map((piece, at) => (
            <Said key={at} piece={piece} />
          ))}
        </p>
      ))}
      <p className="meta">
        {unsure ? <Tag kind="warn">{line.sourceText}</Tag> : <Tag>{line.sourceText}</Tag>}
        {line.cites.map((cite) => (
          <LawLink key={cite} cites={cite} />
        ))}
      </p>
    </li>
  );
}

function Said({ piece }: { piece: Piece }) {
  const words = useWords().worksheet;
  return typeof piece === "string" ? (
    piece
  ) : (
    <a href={`#${piece.id}`}>{words.line({ number: piece.line })}</a>
  );
}
