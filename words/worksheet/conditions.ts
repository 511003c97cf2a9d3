import type { Part } from "@emeritus/engine/explanation.ts";
import { type InWords, valueOf } from "./in-words.ts";

/** A condition in words, as it came out; settings and the class of member say nothing that a reader asks. */
export function conditionText(by: InWords, part: Part): string {
  const { phrase } = by;
  const said = by.words.worksheet;
  if (part.role === "provision" && part.name)
    return said.isTrue({
      name: phrase(part.name),
      value: valueOf(by, part).toLowerCase(),
    });
  const inside = part.parts.map((below) => conditionText(by, below)).filter((text) => text !== "");
  switch (part.op) {
    case "compare": {
      const [a, b] = part.parts;
      if (!a || !b) return "";
      const how = a.kind === "date" ? said.compareDates[part.how!] : said.compare[part.how!];
      return `${operandText(by, a)} ${how} ${operandText(by, b)}`;
    }
    case "is": {
      const [of] = part.parts;
      return of?.role === "provision" && of.name
        ? said.isTrue({ name: phrase(of.name), value: valueOf(by, of) })
        : "";
    }
    case "all":
    case "any":
      return inside.join(said.and);
    case "not":
      return inside.join("");
    default:
      return part.op === "supposing" || part.op === "ifAny" || part.op === "cases" ? (inside[0] ?? "") : "";
  }
}

function operandText(by: InWords, part: Part): string {
  const value = valueOf(by, part);
  return part.name && part.role !== "constant" ? `${by.phrase(part.name)} (${value})` : value;
}
