import { formatDate } from "@emeritus/engine/dates.ts";
import { recordReading } from "@emeritus/records/audit.ts";
import { revealClosedField } from "@emeritus/records/closed-field.ts";
import type { Disclosure, DisclosureItem } from "@emeritus/records/disclosure.ts";
import { disclosureItems, disclosurePersons, findDisclosure } from "@emeritus/records/disclosure.ts";
import { findFile } from "@emeritus/records/document.ts";
import type { Letter } from "@emeritus/ports/letter-printer.ts";
import { longDate } from "@emeritus/words/format.ts";
import { type Words, wordsFor } from "@emeritus/words/index.ts";
import type { Actor } from "../actor.ts";
import { heading, paragraph } from "../determining/letter-parts.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { allow } from "../permissions.ts";
import { safeCell } from "../reporting-pay/findings-file.ts";
import type { System } from "../system.ts";
import { MOST_NAMED } from "./in-disclosure.ts";

/** What left about one person, by name. */
export interface PackagePart {
  readonly name: string;
  readonly items: readonly DisclosureItem[];
}

/** Why there is no package to print. */
export type PackageRefusal = "no-such-request" | "cannot-do-now";

const fieldWord = (words: Words, field: string): string =>
  words.disclosure.fields[field as keyof Words["disclosure"]["fields"]];

/** Pure. The package as comma-separated text; no cell can be taken for a formula. */
export function packageCsv(words: Words, parts: readonly PackagePart[]): string {
  const lines = parts.flatMap(({ name, items }) =>
    items.map(({ field, detail, value }) => [name, fieldWord(words, field), detail, value ?? ""]),
  );
  const heads = words.disclosure.package.csv;
  return `${[heads, ...lines].map((line) => line.map(safeCell).join(",")).join("\r\n")}\r\n`;
}

/** Pure. The package as a letter to who asked: the ground, and what was released by person, and nothing else. */
export function packageLetter(
  words: Words,
  fund: System["fund"],
  request: Disclosure,
  releasedOn: string,
  parts: readonly PackagePart[],
): Letter {
  const { letters, disclosure } = words;
  const says = disclosure.package;
  const { ground, facts } = request;
  const address = Array.isArray(facts["askerAddress"]) ? facts["askerAddress"].map(String) : [];
  return {
    language: "en",
    title: says.title,
    sender: {
      name: fund.name,
      lines: fund.demonstration
        ? [...letters.sender.lines, letters.sender.demonstration]
        : letters.sender.lines,
    },
    date: releasedOn,
    dateLine: longDate(releasedOn),
    addressee: [request.asker, ...address],
    references: [{ label: says.request, value: String(request.disclosure) }],
    salutation: says.dear,
    body: [
      paragraph(says.opening({ asker: request.asker, day: longDate(formatDate(request.received)) })),
      ...(ground === undefined
        ? []
        : [paragraph(says.ground({ ground: disclosure.grounds[ground], cites: disclosure.cites[ground] }))]),
      ...(ground === "departmentPromise" ? [paragraph(says.promise)] : []),
      ...parts.flatMap(({ name, items }) => [
        heading(name),
        {
          kind: "table" as const,
          columns: says.columns,
          numbers: [],
          rows: items.map(({ field, detail, value }) => [fieldWord(words, field), detail, value ?? ""]),
        },
      ]),
    ],
    closing: letters.closing,
    footer: says.footer({ number: request.disclosure }),
    pageOf: letters.pageOf,
  };
}

/**
 * The package of a request that was answered or released, for whoever hands it over. An SSN in it is read only now; each reading
 * leaves an audit entry of its own, and so does the package for everybody in it.
 */
export async function readPackage(
  system: System,
  actor: Actor,
  disclosure: number,
): Promise<
  Outcome<{ request: Disclosure; releasedOn: string; parts: readonly PackagePart[] }, Refusal<PackageRefusal>>
> {
  allow(actor, "prepare a release");
  const { db, keys, fund } = system;
  const request = await findDisclosure(db, fund.number, disclosure);
  if (request === undefined || request.kind === "mailing") return refused("no-such-request");
  const told = request.steps.find(({ status }) => status === "answered" || status === "released");
  if (told === undefined || request.kind === "group")
    return refused("cannot-do-now", { status: request.status });
  const persons = await disclosurePersons(db, fund.number, disclosure, MOST_NAMED);
  for (const { person } of persons) allow(actor, "prepare a release", { person });
  const items = await disclosureItems(db, fund.number, disclosure);
  const because = `request ${disclosure}`;
  const parts: PackagePart[] = [];
  for (const { person, name } of persons) {
    const reading = { fund: fund.number, person, actor: actor.account, because };
    await recordReading(db, { ...reading, action: "disclosure: print", facts: { request: disclosure } });
    const theirs: DisclosureItem[] = [];
    for (const { person: of, ...item } of items) {
      if (of !== person) continue;
      const place = { fund: fund.number, person, field: "ssn" } as const;
      const value =
        item.field === "ssn"
          ? ((await revealClosedField(db, keys, place, { actor: actor.account, because })) ??
            wordsFor("en").disclosure.told.nothing)
          : item.value;
      theirs.push({ ...item, value });
    }
    parts.push({ name, items: theirs });
  }
  return accepted({ request, releasedOn: String(told.facts["on"]), parts });
}

/** The file of a group's open facts, as it was made. */
export async function readGroupFile(
  system: System,
  actor: Actor,
  disclosure: number,
): Promise<Uint8Array | undefined> {
  allow(actor, "read disclosures");
  const request = await findDisclosure(system.reader, system.fund.number, disclosure);
  const hash = request?.facts["file"];
  if (request?.kind !== "group" || typeof hash !== "string") return undefined;
  return (await findFile(system.reader, system.fund.number, hash))?.content;
}
