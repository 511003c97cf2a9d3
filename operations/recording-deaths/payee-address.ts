import { recordAddress, type Address } from "@emeritus/records/address.ts";
import { command } from "@emeritus/records/command.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { type Letter as LetterKept, lettersOf } from "@emeritus/records/letter.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { Letter } from "@emeritus/ports/letter-printer.ts";
import type { Actor } from "../actor.ts";
import { endHold } from "../benefit-payroll/holds.ts";
import { accepted, type Outcome } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { addressLines, keepLetter } from "./write-letter.ts";

/** Records where a payee's letters go, from today; payments held for want of an address are held no longer, and letters that waited are printed. */
export async function recordPayeeAddress(
  system: System,
  actor: Actor,
  { key, person, address }: { key: string; person: number; address: Address },
): Promise<Outcome<true>> {
  allow(actor, "change an address", { person });
  const fund = system.fund.number;
  const today = system.calendar.today();
  const given = {
    fund,
    actor,
    key,
    name: "record a payee's address",
    request: { person, address },
    persons: [person],
  };
  return command(system.db, given, async (tx, instant) => {
    await recordAddress(tx, fund, person, { kind: "home", from: today, address }, instant);
    await afterAddress(system, tx, actor, person, instant);
    return accepted(true as const);
  });
}

/** Once an address holds: ends the holds of payments for want of one, and prints the letters that waited for it. */
export async function afterAddress(
  system: System,
  tx: Tx,
  actor: Actor,
  person: number,
  instant: Instant,
): Promise<void> {
  const fund = system.fund.number;
  const today = system.calendar.today();
  const holds = await tx
    .selectFrom("records.payee_hold")
    .select("hold")
    .where("fund", "=", fund)
    .where("person", "=", person)
    .where("reason", "=", "noAddress")
    .where("status", "=", "open")
    .where("recorded_to", "=", "infinity")
    .execute();
  for (const { hold } of holds)
    await endHold(tx, { fund, person, hold, actor: actor.account, because: "address recorded" }, instant);
  for (const { kind, content, caseNumber, determination } of await waitingForAddress(tx, fund, person)) {
    const letter = content as Letter;
    const addressee = [letter.addressee[0]!, ...(await addressLines(tx, fund, person, today))];
    const of = { person, kind, caseNumber, determination };
    await keepLetter(system, tx, of, { ...letter, addressee }, instant);
  }
}

/** The letters to a person that were written without an address and were not printed since. */
async function waitingForAddress(tx: Tx, fund: number, person: number): Promise<LetterKept[]> {
  const letters = await lettersOf(tx, fund, person);
  const same = (one: LetterKept, other: LetterKept): boolean =>
    one.kind === other.kind &&
    one.caseNumber === other.caseNumber &&
    one.determination === other.determination &&
    (one.content as Letter).date === (other.content as Letter).date;
  return letters.filter(
    (one) =>
      one.file === undefined &&
      (one.content as Letter).addressee.length === 1 &&
      !letters.some((other) => other.file !== undefined && same(one, other)),
  );
}
