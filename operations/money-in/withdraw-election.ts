import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import type { Reading, Tx } from "@emeritus/records/db.ts";
import { lockMoney } from "@emeritus/records/money-in.ts";
import { addWithdrawalStep, type Election, findElections } from "@emeritus/records/prepayment.ts";
import type { DateText } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
import { chooseSetting, chosenSetting } from "../choose-setting.ts";
import { allow } from "../permissions.ts";
import { isSamePerson } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import { factsOfElection } from "./draw-prepayments.ts";
import { prepaymentByLaw } from "./prepayment-law.ts";

/** Until when an election may be withdrawn: the last day on which it could be told, or the day of the prepayment. */
export const withdrawalLimits = ["noticeDay", "prepaymentDay"] as const;
export type WithdrawalLimit = (typeof withdrawalLimits)[number];

const settingName = "until when an election to prepay may be withdrawn";

/** Until when the fund lets an election be withdrawn: the last day of notice unless it chose otherwise (ADR 18: no rule says). */
export async function withdrawalLimit(db: Reading, fund: number, on: PlainDate): Promise<WithdrawalLimit> {
  return (await chosenSetting<{ until: WithdrawalLimit }>(db, fund, settingName, on))?.until ?? "noticeDay";
}

/** Chooses, from today on, until when an election to prepay may be withdrawn. */
export async function chooseWithdrawalLimit(
  system: System,
  actor: Actor,
  { key, until }: { readonly key: string; readonly until: WithdrawalLimit },
): Promise<void> {
  allow(actor, "release money out");
  await chooseSetting(system, actor, {
    key,
    command: "chooseWithdrawalLimit",
    setting: settingName,
    value: { until },
  });
}

/** The last day on which an election may be withdrawn. */
export function lastDayToWithdraw(election: Election, limit: WithdrawalLimit): DateText {
  if (limit === "prepaymentDay") return election.prepaidOn;
  return formatDate(prepaymentByLaw(factsOfElection(election)).toldBy.value!);
}

/** Why an election is not withdrawn. */
export type WithdrawalRefused = Refusal<
  | "noSuchElection"
  | "paidAlready"
  | "withdrawnAlready"
  | "withdrawalAsked"
  | "withdrawalNotAsked"
  | "tooLateToWithdraw"
  | "askedByYou"
>;

interface OfElection {
  readonly key: string;
  readonly election: number;
  readonly because: string;
}

/** What an act about a withdrawal comes to. */
type Withdrawn = Outcome<{ readonly election: number }, WithdrawalRefused>;

/** A department withdraws its election to prepay before it is bound by it; a second person confirms. Once an election. */
export async function askWithdrawal(system: System, actor: Actor, of: OfElection): Promise<Withdrawn> {
  allow(actor, "enter money in");
  const { fund, calendar } = system;
  const today = calendar.today();
  return withElection(system, actor, { ...of, name: "askWithdrawal", step: "asked" }, async (tx, found) => {
    if (found.withdrawal !== null) return refused("withdrawalAsked").refused;
    const last = lastDayToWithdraw(found, await withdrawalLimit(tx, fund.number, today));
    return formatDate(today) > last ? refused("tooLateToWithdraw", { by: last }).refused : undefined;
  });
}

/** A second person withdraws an election that was asked to be, or keeps it; its components may then be elected again. */
export async function decideWithdrawal(
  system: System,
  actor: Actor,
  { decision, ...of }: OfElection & { readonly decision: "withdrawn" | "kept" },
): Promise<Withdrawn> {
  allow(actor, "release money out");
  const { number: fund } = system.fund;
  return withElection(
    system,
    actor,
    { ...of, name: "decideWithdrawal", step: decision },
    async (tx, found) => {
      if (found.withdrawal !== "asked") return refused("withdrawalNotAsked").refused;
      const same = await isSamePerson(tx, fund, actor, found.withdrawalAskedBy!);
      return same ? refused("askedByYou").refused : undefined;
    },
  );
}

/** Takes a step about an election that is still open, unless something stands against it. */
async function withElection(
  { db, fund }: System,
  actor: Actor,
  of: OfElection & { readonly name: string; readonly step: "asked" | "withdrawn" | "kept" },
  whyNot: (tx: Tx, found: Election) => Promise<WithdrawalRefused | undefined>,
): Promise<Withdrawn> {
  const { key, election: number, because, name, step } = of;
  const request = { election: number, ...(step === "asked" ? {} : { decision: step }) };
  const asked = { fund: fund.number, actor, key, name, request, because };
  return command<Withdrawn>(db, asked, async (tx, instant, note) => {
    await lockMoney(tx, fund.number);
    const [found] = await findElections(tx, fund.number, [number]);
    const wrong = openProblem(found);
    if (wrong !== undefined || found === undefined) return refused(wrong ?? "noSuchElection");
    const against = await whyNot(tx, found);
    if (against !== undefined) return { refused: against };
    await addWithdrawalStep(
      tx,
      fund.number,
      { election: number, step, because, actor: actor.account },
      instant,
    );
    note({ facts: request });
    return accepted({ election: number });
  });
}

/** Why nothing can be withdrawn of an election any more. */
function openProblem(found: Election | undefined): WithdrawalRefused["code"] | undefined {
  if (found === undefined) return "noSuchElection";
  if (found.paidOn !== null) return "paidAlready";
  return found.withdrawal === "withdrawn" ? "withdrawnAlready" : undefined;
}
