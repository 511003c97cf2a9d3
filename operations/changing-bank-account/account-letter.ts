import { longDate } from "@emeritus/words/format.ts";
import type { Letter } from "@emeritus/ports/letter-printer.ts";
import type { Words } from "@emeritus/words/index.ts";

/** What the notice of a changed account says, as plain values; never more of an account than its last four digits. */
export interface AccountLetterParts {
  readonly fund: { readonly name: string; readonly demonstration: boolean };
  readonly writtenOn: string;
  readonly addressee: readonly string[];
  readonly name: string;
  readonly memberId: string;
  readonly last4: string;
  readonly before: string | undefined;
}

/** The notice to the address on record before the change: what was asked, and what to do when it was not you. */
export function accountLetter(words: Words, parts: AccountLetterParts): Letter {
  const says = words.payroll.accountLetter;
  const lines = words.letters.sender.lines;
  return {
    language: "en",
    title: says.title,
    sender: {
      name: parts.fund.name,
      lines: parts.fund.demonstration ? [...lines, words.letters.sender.demonstration] : lines,
    },
    date: parts.writtenOn,
    dateLine: longDate(parts.writtenOn),
    addressee: parts.addressee,
    references: [{ label: words.letters.memberId, value: parts.memberId }],
    salutation: words.letters.dear({ name: parts.name }),
    body: [
      { kind: "paragraph", text: says.asked({ last4: parts.last4, on: longDate(parts.writtenOn) }) },
      ...(parts.before === undefined
        ? []
        : [{ kind: "paragraph", text: says.before({ last4: parts.before }) } as const]),
      { kind: "heading", text: says.ifYou },
      { kind: "paragraph", text: says.nothingToDo },
      { kind: "heading", text: says.ifNotYou },
      { kind: "paragraph", text: says.callUs },
    ],
    closing: words.letters.closing,
    footer: words.letters.footer({ memberId: parts.memberId, title: says.title }),
    pageOf: words.letters.pageOf,
  };
}
