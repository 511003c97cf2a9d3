import { formatDate, plainDate } from "@emeritus/engine/dates.ts";
import type { NameAsked } from "@emeritus/records/name-search.ts";

/** What somebody typed into the search, as it is understood. */
export type Search =
  | { readonly by: "ssn"; readonly ssn: string }
  | { readonly by: "memberId"; readonly memberId: string }
  | { readonly by: "phone"; readonly digits: string }
  | { readonly by: "email"; readonly email: string }
  | { readonly by: "birthDate"; readonly born: string; readonly names: readonly NameAsked[] }
  | { readonly by: "name"; readonly names: readonly NameAsked[] };

const longest = 100;

/**
 * Pure. Reads a search: nine digits are an SSN, eight a Member ID, ten (or eleven after a 1) a telephone number, whatever holds @
 * an e-mail address, a date a birth date, alone or beside a name. A name is "last, first" or "first last". Nothing where the
 * text is too short to mean anybody.
 */
export function readSearch(text: string): Search | undefined {
  const asked = text.trim().slice(0, longest);
  if (asked.includes("@")) return asked.length < 3 ? undefined : { by: "email", email: asked };
  const { born, rest } = birthDateIn(asked);
  const names = readingsOf(rest);
  if (born !== undefined) return { by: "birthDate", born, names };
  const digits = asked.replaceAll(/[-\s().+]/g, "");
  if (/^\d+$/.test(digits)) return byDigits(digits);
  return names.length === 0 ? undefined : { by: "name", names };
}

function byDigits(digits: string): Search | undefined {
  if (digits.length === 9) return { by: "ssn", ssn: digits };
  if (digits.length === 8) return { by: "memberId", memberId: digits };
  if (digits.length === 10) return { by: "phone", digits };
  return digits.length === 11 && digits.startsWith("1")
    ? { by: "phone", digits: digits.slice(1) }
    : undefined;
}

/** A day in the text, as 1970-03-14 or 3/14/1970, and what stands around it. */
function birthDateIn(text: string): { born?: string; rest: string } {
  const found = /\b(\d{4})-(\d{1,2})-(\d{1,2})\b|\b(\d{1,2})\/(\d{1,2})\/(\d{4})\b/.exec(text);
  if (found === null) return { rest: text };
  const [, y, m, d, month, day, year] = found;
  try {
    const born = formatDate(plainDate(Number(y ?? year), Number(m ?? month), Number(d ?? day)));
    return { born, rest: `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}` };
  } catch {
    return { rest: text };
  }
}

/**
 * The ways to read a name: with a comma there is one; without, the last word, all words, or the first word may be the last name; one word
 * alone may be either name.
 */
function readingsOf(text: string): NameAsked[] {
  const [last = "", first] = text.split(",").map((part) => part.trim().replaceAll(/\s+/g, " "));
  if (letters(last) < 2) return [];
  if (first !== undefined) return [first === "" ? { last } : { last, first: first.split(" ")[0]! }];
  const words = last.split(" ");
  if (words.length === 1) return [{ last }, { first: last }];
  return [
    { last: words.at(-1)!, first: words[0]! },
    { last: words.slice(1).join(" "), first: words[0]! },
    { last: words[0]!, first: words[1]! },
    { last },
  ].filter(
    (one, at, all) => all.findIndex(({ last: l, first: f }) => l === one.last && f === one.first) === at,
  );
}

const letters = (text: string): number => text.match(/\p{L}/gu)?.length ?? 0;
