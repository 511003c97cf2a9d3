import { command } from "@emeritus/records/command.ts";
import { homeAddresses, type Address } from "@emeritus/records/address.ts";
import { employersOn } from "@emeritus/records/employer.ts";
import { getPersons, type Name } from "@emeritus/records/person.ts";
import { keepDetailStep, waitingDetails, type DetailListed } from "@emeritus/records/told-detail.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import { detailPolicy, recordDetails, type DetailPolicy, type DetailTold } from "./told-details.ts";

/** A name or address that waits, with whose it is and who told it, in words. */
export interface DetailSeen extends DetailListed {
  readonly personName: string;
  readonly memberId: string;
  readonly employerName: string;
  /** The home address on record on the day of reading; nothing of a name. */
  readonly home: Address | undefined;
}

/** Names and addresses that employers told and that wait for the office, the oldest first, and what the fund does with new ones. */
export async function readWaitingDetails(
  { reader, fund, calendar }: System,
  actor: Actor,
): Promise<{ readonly waiting: readonly DetailSeen[]; readonly policy: DetailPolicy }> {
  allow(actor, "find members");
  const waiting = await waitingDetails(reader, fund.number);
  const on = calendar.today();
  const numbers = [...new Set(waiting.map(({ person }) => person))];
  const people = await getPersons(reader, fund.number, numbers);
  const homes = await homeAddresses(reader, fund.number, numbers, { on });
  const byNumber = new Map(people.map((each) => [each.person, each]));
  const employers = await employersOn(reader, fund.number, { on });
  const names = new Map(employers.map(({ employer, name }) => [employer, name]));
  const seen = waiting.map((each) => {
    const { name, memberId } = byNumber.get(each.person)!;
    const employerName = names.get(each.employer) ?? String(each.employer);
    const home = each.kind === "address" ? homes.get(each.person) : undefined;
    return { ...each, personName: `${name.first} ${name.last}`, memberId, employerName, home };
  });
  return { waiting: seen, policy: await detailPolicy(reader, fund.number, on) };
}

/** Why a name or address that waits is not decided now. */
export type DetailDecisionRefused = Refusal<"no-such-detail" | "because-missing">;

/**
 * A counselor, having asked the member, records a name or address that an employer told, from the day it was told for, or
 * declines it; either way with what the member said. A detail is decided once.
 */
export async function decideToldDetail(
  { db, fund }: System,
  actor: Actor,
  asked: {
    readonly key: string;
    readonly person: number;
    readonly notice: number;
    readonly step: "recorded" | "declined";
    readonly because: string;
  },
): Promise<Outcome<{ readonly step: "recorded" | "declined" }, DetailDecisionRefused>> {
  const { key, person, notice, step } = asked;
  allow(actor, "change a record", { person });
  const because = asked.because.trim();
  if (because === "") return refused("because-missing");
  const request = { person, notice, step };
  return command<Outcome<{ readonly step: "recorded" | "declined" }, DetailDecisionRefused>>(
    db,
    { fund: fund.number, actor, key, name: "decideToldDetail", request, because, persons: [person] },
    async (tx, instant, note) => {
      const [waiting] = await waitingDetails(tx, fund.number, { person, notice });
      if (waiting === undefined) return refused("no-such-detail");
      note({ facts: { notice, step } });
      const of = { fund: fund.number, person, notice };
      await keepDetailStep(tx, of, { step, because, actor: actor.account }, instant);
      if (step === "recorded") {
        const { kind, detail, effective: from } = waiting;
        const parts: unknown = detail;
        const told: DetailTold["told"] =
          kind === "name" ? { name: parts as Name } : { address: parts as Address };
        await recordDetails(tx, fund.number, [{ person, notice, from, told, waits: undefined }], instant);
      }
      return accepted({ step });
    },
  );
}
