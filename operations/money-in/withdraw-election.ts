import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { command } from "@emeritus/records/command.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { fundSettings, setFundSetting } from "@emeritus/records/fund.ts";
import { lockMoney } from "@emeritus/records/money-in.ts";
import { addWithdrawalStep, type Election, findElections } from "@emeritus/records/prepayment.ts";
import type { DateText } from "@emeritus/records/schema.ts";
import type { Actor } from "../actor.ts";
import { accepted, refused, type Outcome, type Refusal } from "../outcome.ts";
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
  const setting = (await fundSettings(db, fund, { on })).find(({ name }) => name === settingName);
  return (setting?.value as { until: WithdrawalLimit } | undefined)?.until ?? "noticeDay";
}

/** Chooses, from today on, until when an election to prepay may be withdrawn. */
export async function chooseWithdrawalLimit(
  { db, fund, calendar }: System,
  actor: Actor,
  { key, until }: { readonly key: string; readonly until: WithdrawalLimit },
): Promise<void> {
  allow(actor, "release money out");
  const asked = { fund: fund.number, actor, key, name: "chooseWithdrawalLimit", request: { until } };
  await command(db, asked, async (tx, instant, note) => {
    note({ facts: { until } });
    const setting = { name: settingName, value: { until }, basis: "entered" } as const;
    await setFundSetting(tx, fund.number, calendar.today(), setting, instant);
    return {};
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

/** A department withdraws its election to prepay before it is bound by it; a second person confirms. Once an election. */
export async function askWithdrawal(
  { db, fund, calendar }: System,
  actor: Actor,
  { key, election: number, because }: OfElection,
): Promise<Outcome<{ readonly election: number }, WithdrawalRefused>> {
  allow(actor, "enter money in");
  const today = calendar.today();
  const request = { election: number };
  const asked = { fund: fund.number, actor, key, name: "askWithdrawal", request, because };
  return command<Outcome<{ readonly election: number }, WithdrawalRefused>>(
    db,
    asked,
    async (tx, instant, note) => {
      await lockMoney(tx, fund.number);
      const [found] = await findElections(tx, fund.number, [number]);
      const wrong = openProblem(found);
      if (wrong !== undefined || found === undefined) return refused(wrong ?? "noSuchElection");
      if (found.withdrawal !== null) return refused("withdrawalAsked");
      const last = lastDayToWithdraw(found, await withdrawalLimit(tx, fund.number, today));
      if (formatDate(today) > last) return refused("tooLateToWithdraw", { by: last });
      const step = { election: number, step: "asked", because, actor: actor.account } as const;
      await addWithdrawalStep(tx, fund.number, step, instant);
      note({ facts: request });
      return accepted({ election: number });
    },
  );
}

/** A second person withdraws an election that was asked to be, or keeps it; its components may then be elected again. */
export async function decideWithdrawal(
  { db, fund }: System,
  actor: Actor,
  { key, election: number, because, decision }: OfElection & { readonly decision: "withdrawn" | "kept" },
): Promise<Outcome<{ readonly election: number }, WithdrawalRefused>> {
  allow(actor, "release money out");
  const request = { election: number, decision };
  const asked = { fund: fund.number, actor, key, name: "decideWithdrawal", request, because };
  return command<Outcome<{ readonly election: number }, WithdrawalRefused>>(
    db,
    asked,
    async (tx, instant, note) => {
      await lockMoney(tx, fund.number);
      const [found] = await findElections(tx, fund.number, [number]);
      const wrong = openProblem(found);
      if (wrong !== undefined || found === undefined) return refused(wrong ?? "noSuchElection");
      if (found.withdrawal !== "asked") return refused("withdrawalNotAsked");
      if (await isSamePerson(tx, fund.number, actor, found.withdrawalAskedBy!)) return refused("askedByYou");
      const step = { election: number, step: decision, because, actor: actor.account } as const;
      await addWithdrawalStep(tx, fund.number, step, instant);
      note({ facts: request });
      return accepted({ election: number });
    },
  );
}

/** Why nothing can be withdrawn of an election any more. */
function openProblem(found: Election | undefined): WithdrawalRefused["code"] | undefined {
  if (found === undefined) return "noSuchElection";
  if (found.paidOn !== null) return "paidAlready";
  return found.withdrawal === "withdrawn" ? "withdrawnAlready" : undefined;
}
