import { addMonths, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { type Address, findAddress } from "@emeritus/records/address.ts";
import type { Tx } from "@emeritus/records/db.ts";
import type { Share } from "@emeritus/records/death.ts";
import { keepFile } from "@emeritus/records/document.ts";
import { recordLetter } from "@emeritus/records/letter.ts";
import { getPerson, type Person } from "@emeritus/records/person.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { wordsFor } from "@emeritus/words/index.ts";
import type { Letter } from "@emeritus/ports/letter-printer.ts";
import { lawVersionOf } from "../determining/record-determination.ts";
import { letterLines } from "../determining/worksheet.ts";
import { lawInForce } from "../retiring/retirement-law.ts";
import type { System } from "../system.ts";
import { shareOf } from "../benefit-payroll/shares.ts";
import type { Consequence } from "./after-death.ts";
import type { InDeathCase } from "./in-death-case.ts";
import { survivorLetter } from "./survivor-letter.ts";

/** The kind under which letters to survivors, beneficiaries and retirees after a death are kept. */
export const SURVIVOR_LETTER = "benefitAfterDeath";

type Opening = Exclude<Consequence, { kind: "ends" }> & {
  readonly payee: number;
  readonly share: Share | undefined;
  readonly determination: number;
  readonly died: PlainDate;
};

/** Writes the letter that tells a payee what is due after a death; it is printed as soon as there is an address to send it to. */
export async function writeSurvivorLetter(
  system: System,
  { tx, fund, instant, death }: InDeathCase,
  one: Opening,
): Promise<number> {
  const words = wordsFor("en");
  const today = system.calendar.today();
  const payee = await getPerson(tx, fund, one.payee);
  const whole = one.due.cents;
  const addressee = [nameOf(payee), ...(await addressLines(tx, fund, one.payee, today))];
  const content = survivorLetter(words, {
    fund: system.fund,
    writtenOn: formatDate(today),
    addressee,
    name: nameOf(payee),
    memberId: payee.memberId,
    caseNumber: death.caseNumber,
    determination: one.determination,
    lawVersion: lawVersionOf(lawInForce),
    kind: one.kind,
    deceased: nameOf(death.deceased),
    died: formatDate(one.died),
    start: formatDate(one.from),
    amount: shareOf(whole, one.share),
    ...(one.share === undefined ? {} : { whole, share: one.share }),
    ...(one.kind === "guaranteed" ? { lastMonth: formatDate(addMonths(one.to, -1)) } : {}),
    worksheet: letterLines(words, [one.due.result]),
  });
  return keepLetter(
    system,
    tx,
    {
      person: one.payee,
      kind: SURVIVOR_LETTER,
      caseNumber: death.caseNumber,
      determination: one.determination,
    },
    content,
    instant,
  );
}

/** Keeps a letter; printed where it has an address, else waiting for one. */
export async function keepLetter(
  system: System,
  tx: Tx,
  of: {
    readonly person: number;
    readonly kind: string;
    readonly caseNumber?: number | undefined;
    readonly determination?: number | undefined;
  },
  content: Letter,
  instant: Instant,
): Promise<number> {
  const fund = system.fund.number;
  const file =
    content.addressee.length > 1
      ? await keepFile(tx, fund, "application/pdf", await system.letters.print(content), instant)
      : undefined;
  return recordLetter(
    tx,
    fund,
    {
      ...of,
      language: "en",
      addressedTo: content.addressee.join("\n"),
      content,
      file,
      written: system.calendar.today(),
    },
    instant,
  );
}

/** A person's name as letters write it. */
export const nameOf = ({ name }: Pick<Person, "name">): string => `${name.first} ${name.last}`;

/** The lines of a person's address on a day; none where no address is on record. */
export async function addressLines(tx: Tx, fund: number, person: number, on: PlainDate): Promise<string[]> {
  return linesOf(await findAddress(tx, fund, person, { on }));
}

/** The lines of an address as letters write it; none where there is no address. */
export function linesOf(address: Address | undefined): string[] {
  if (address === undefined) return [];
  const place = [address.city, address.state, address.postalCode].filter(Boolean).join(" ");
  return [address.street, address.street2, place].filter((line) => line !== undefined);
}
