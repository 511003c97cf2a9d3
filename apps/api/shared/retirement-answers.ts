import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import type { CaseKey } from "@emeritus/operations/in-one-case.ts";
import { paymentOptions } from "@emeritus/operations/retiring/decide-election.ts";
import { proofKinds } from "@emeritus/operations/retiring/proofs.ts";
import { type CaseSeen, readCase, readLetter } from "@emeritus/operations/retiring/read-retirement.ts";
import { centsOf } from "@emeritus/operations/retiring/retirement-law.ts";
import { retirementStatuses } from "@emeritus/operations/retiring/status.ts";
import type { System } from "@emeritus/operations/system.ts";
import { NotFound } from "@emeritus/web/shared/routes.ts";
import { z } from "zod";

/** The slice that answers for the routes of retirement. */
export const owner = "retirement";

/** Dollars and cents a month. */
export const Amount = z.string().describe("Dollars and cents a month, such as 1427.64");

/** A day, YYYY-MM-DD. */
export const Day = z.iso.date();

/** A retirement case. */
export const CaseAnswer = z.object({
  person: z.number(),
  case: z.number(),
  status: z.enum(retirementStatuses),
  start: Day.nullable(),
  lastDayOfWork: Day.nullable(),
  option: z.enum(paymentOptions).nullable(),
  firstPaymentMonth: Day.nullable(),
  papers: z.array(
    z.object({
      kind: z.enum(proofKinds),
      state: z.string(),
      neededToVerify: z.boolean(),
      document: z.number().nullable(),
    }),
  ),
  duties: z.array(z.object({ kind: z.string(), due: Day, owner: z.string(), status: z.string() })),
  options: z.array(
    z.object({ option: z.enum(paymentOptions), toMember: Amount.nullable(), toSpouse: Amount.nullable() }),
  ),
  temporaryBenefit: Amount.nullable(),
  amounts: z
    .record(z.string(), Amount)
    .describe("By the record as it is now, by the name of the provision; empty before an option is elected"),
  missing: z.array(z.string()).describe("Facts without which the amounts are an estimate"),
  letters: z.array(z.number()),
  determination: z.number().nullable(),
});

function answerOf({ retirement, compared, determined }: CaseSeen): z.input<typeof CaseAnswer> {
  const { person, caseNumber, status, application, election, proofs, rows } = retirement;
  const day = (date: PlainDate | undefined) => (date === undefined ? null : formatDate(date));
  const amount = (cents: bigint | undefined) => (cents === undefined ? null : formatCents(cents));
  return {
    person,
    case: caseNumber,
    status,
    start: day(application?.annuityStartingDate),
    lastDayOfWork: day(application?.lastDayOfWork),
    option: election?.option ?? null,
    firstPaymentMonth: day(election?.firstPaymentMonth),
    papers: proofs.map(({ kind, state, blocks, document }) => ({
      kind,
      state,
      neededToVerify: blocks,
      document: document ?? null,
    })),
    duties: rows.duties.map(({ kind, due, owner: by, status: stands }) => ({
      kind,
      due,
      owner: by,
      status: stands,
    })),
    options: (compared?.options ?? []).map(({ option, toMember, toSpouse }) => ({
      option,
      toMember: amount(centsOf(toMember)),
      toSpouse: amount(centsOf(toSpouse)),
    })),
    temporaryBenefit: amount(centsOf(compared?.temporary)),
    amounts: Object.fromEntries(
      Object.entries(determined?.amounts ?? {}).map(([name, cents]) => [name, formatCents(cents)]),
    ),
    missing: [...(determined?.missing ?? [])],
    letters: rows.letters.map(({ letter }) => letter),
    determination: rows.determination,
  };
}

/** A retirement case as it leaves; one that is not there answers 404. */
export async function caseAnswer(
  system: System,
  actor: Actor,
  of: CaseKey,
): Promise<z.input<typeof CaseAnswer>> {
  const seen = await readCase(system, actor, of);
  if (seen === undefined) throw new NotFound("no such case");
  return answerOf(seen);
}

/** A letter that was sent. */
export const LetterAnswer = z.object({
  letter: z.number(),
  kind: z.string(),
  written: Day,
  sha256: z.string(),
  base64: z.string().describe("The PDF as it was sent"),
});

/** A letter as it leaves; one that is not there answers 404. */
export async function letterAnswer(
  system: System,
  actor: Actor,
  of: { person: number; letter: number },
): Promise<z.input<typeof LetterAnswer>> {
  const found = await readLetter(system, actor, of);
  if (found === undefined) throw new NotFound("no such letter");
  const { letter, bytes } = found;
  return {
    letter: letter.letter,
    kind: letter.kind,
    written: formatDate(letter.written),
    sha256: letter.file!,
    base64: bytes.toString("base64"),
  };
}
