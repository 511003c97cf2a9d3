/** Ids of requirements as they stand in texts: names of tests, registers, decisions. */

/**
 * Rule 1-5 has lettered parts and two paragraphs E(6); rule 2-4 has no numbers, so that its index names its three rules by a word, as it does
 * those of rule 2-15. The points where the rules are unclear are A1 to A22, and the history of a rule is its number and the word.
 */
const named = String.raw`1-6 note\b|[56]-2 lead\b|1-5 E\(6\) (?:first|second)|1-5 [A-G](?:\([0-9a-z]+\))+|2-4 (?:days|span|leave)\b|2-15 (?:default|from 2021)\b|A\d{1,2}\b`;
const paragraph = String.raw`(?:${named}|\d+-\d+(?: \(history\)|(?:\([0-9a-z]+\))*))`;
const section = String.raw`\d+\.\d+(?:\.\d+(?:\([0-9a-z]+\))*)?`;
const patterns = [/\b[HNP]-\d{3}\b/g, /\bS-\d{2}\b/g, /\bD\d{1,2}\b/g] as const;
const lists = [
  {
    mark: "BR",
    list: new RegExp(String.raw`\bBR (${paragraph}(?:(?:, | and | or | )${paragraph})*)`, "g"),
    one: new RegExp(paragraph, "g"),
  },
  {
    mark: "RSMo",
    list: new RegExp(String.raw`\bRSMo (${section}(?:(?:, | and | or )${section})*)`, "g"),
    one: new RegExp(section, "g"),
  },
] as const;

/** Every id that a text names, once each: H-001, N-001, P-001, S-02, D20, BR 1-2(2)(a), RSMo 104.1024.4. */
export function idsIn(text: string): Set<string> {
  const ids = new Set<string>();
  for (const pattern of patterns) for (const [id] of text.matchAll(pattern)) ids.add(id);
  for (const { mark, list, one } of lists)
    for (const [, numbers] of text.matchAll(list))
      for (const [number] of numbers!.matchAll(one)) ids.add(`${mark} ${number}`);
  return ids;
}

/** Whether what is said of one id is said of a row: of the row's own id, or of a part of it. */
export function isPartOf(id: string, row: string): boolean {
  return id === row || (id.startsWith(row) && /^[.(]/.test(id.slice(row.length)));
}
