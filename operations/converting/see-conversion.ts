import { explainerByName } from "@emeritus/engine/explain.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Value } from "@emeritus/engine/kinds.ts";
import { fromCanonicalJson } from "@emeritus/records/canonical.ts";
import { type Conversion, findConversion } from "@emeritus/records/conversion.ts";
import {
  determinationBehind,
  type DifferencesWanted,
  type DifferenceSum,
  type KeptDifference,
  listDifferences,
  sumDifferences,
  type TakenOver,
} from "@emeritus/records/conversion-differences.ts";
import {
  type KeptParallel,
  type KeptParallelItem,
  listParallelItems,
  listParallels,
  sumParallel,
  type ParallelSum,
} from "@emeritus/records/conversion-parallel.ts";
import type { Actor } from "../actor.ts";
import { decodeFacts } from "../determining/inputs.ts";
import { allow, may } from "../permissions.ts";
import { accountsOfActor } from "../signing-in/same-person.ts";
import type { System } from "../system.ts";
import type { FileSeen, TotalSeen } from "./check-conversion.ts";
import type { NotCompared } from "./compare-members.ts";
import { type DifferenceClass, differenceClasses, isOfTotals } from "./differences.ts";
import type { PayeeKind, PlanName } from "./layout.ts";
import { type PlanLaw, planLaws } from "./plan-laws.ts";
import { countTakenOver, decideSignOff, type SignedFor, type SignRefusal } from "./sign-conversion.ts";

/** The fund's conversion as its page shows it. */
export interface ConversionSeen {
  readonly conversion: Omit<Conversion, "files" | "totals" | "notCompared" | "statement">;
  readonly files: readonly FileSeen[];
  readonly totals: readonly TotalSeen[];
  readonly notCompared: NotCompared | undefined;
  readonly takenOver: TakenOver;
  readonly sums: readonly DifferenceSum[];
  readonly parallels: readonly KeptParallel[];
  /** What the actor may do now. */
  readonly may: { readonly accept: boolean; readonly sign: boolean };
  /** Why the actor cannot sign it off, where the actor may sign conversions. */
  readonly cannotSign: SignRefusal | undefined;
}

/** The conversion that a fund began with, or nothing where it began without one. */
export async function seeConversion(
  { db, reader, fund }: System,
  actor: Actor,
): Promise<ConversionSeen | undefined> {
  allow(actor, "read a conversion");
  const found = await findConversion(reader, fund.number);
  if (found === undefined) return undefined;
  const sums = await sumDifferences(reader, fund.number);
  const cannotSign = decideSignOff(found, await accountsOfActor(db, fund.number, actor), sums);
  const { files, totals, notCompared, statement, ...conversion } = found;
  return {
    conversion,
    files: files as FileSeen[],
    totals: totals as TotalSeen[],
    notCompared: isNotCompared(notCompared) ? notCompared : undefined,
    takenOver: (statement as SignedFor | undefined) ?? (await countTakenOver(reader, fund.number, found)),
    sums,
    parallels: await listParallels(reader, fund.number),
    may: {
      accept: may(actor, "accept a difference") && conversion.signedBy === undefined,
      sign: may(actor, "sign off a conversion") && cannotSign === undefined,
    },
    cannotSign: may(actor, "sign off a conversion") ? cannotSign : undefined,
  };
}

const isNotCompared = (kept: unknown): kept is NotCompared =>
  typeof kept === "object" && kept !== null && "service" in kept;

/** Differences as they are filtered, with the sums of all. */
export async function seeDifferences(
  { reader, fund }: System,
  actor: Actor,
  wanted: DifferencesWanted,
): Promise<{
  readonly sums: readonly DifferenceSum[];
  readonly list: Awaited<ReturnType<typeof listDifferences>>;
}> {
  allow(actor, "read a conversion");
  return {
    sums: await sumDifferences(reader, fund.number),
    list: await listDifferences(reader, fund.number, wanted),
  };
}

/** One difference with the others of the same benefit or person, and how the law comes to our side of it. */
export interface DifferenceSeen {
  readonly one: KeptDifference;
  readonly explained:
    | { readonly plan: string; readonly law: string; readonly result: Result<Value> }
    | undefined;
  readonly others: readonly KeptDifference[];
  readonly mayAccept: boolean;
}

/** One difference by its number; nothing where there is none. */
export async function seeDifference(
  { reader, fund }: System,
  actor: Actor,
  difference: number,
): Promise<DifferenceSeen | undefined> {
  allow(actor, "read a conversion");
  const [one] = (await listDifferences(reader, fund.number, { difference })).differences;
  if (one === undefined) return undefined;
  const { differences } = await listDifferences(reader, fund.number, { of: one.of, most: 50 });
  const conversion = await findConversion(reader, fund.number);
  return {
    one,
    explained: await explained(reader, fund.number, one),
    others: differences.filter((each) => each.difference !== difference),
    mayAccept:
      may(actor, "accept a difference", one.about === null ? {} : { person: one.about }) &&
      conversion?.signedBy === undefined &&
      one.because === null,
  };
}

/** The provision that stands behind our side of a difference of a payee, evaluated again from the facts that were kept. */
async function explained(
  db: System["reader"],
  fund: number,
  { kind, of }: KeptDifference,
): Promise<DifferenceSeen["explained"]> {
  const asked = kind === "base" || kind === "temporary" || kind === "service" || kind === "averagePay";
  const behind = asked ? await determinationBehind(db, fund, of) : undefined;
  const law = behind && planLaws[behind.plan as PlanName];
  if (behind === undefined || law === undefined) return undefined;
  const facts = decodeFacts(fromCanonicalJson(behind.inputs));
  const stated = { ...facts.stated, paymentOption: behind.option };
  const name = {
    base: baseProvision(law, behind.kind as PayeeKind, behind.option),
    temporary: "temporaryBenefit",
    service: law.service,
    averagePay: "finalAveragePay",
  }[kind as "base"];
  if (!law.plan.rules.has(name)) return undefined;
  const paymentMonth = facts.stated?.["annuityStartingDate"] as number;
  const result = explainerByName(law.plan, { ...facts, stated: { ...stated, paymentMonth } })(name);
  return { plan: behind.plan, law: law.plan.name, result };
}

function baseProvision(law: PlanLaw, kind: PayeeKind, option: string): string {
  if (kind === "formerSpouse") return "formerSpouseShare";
  if (kind !== "survivor") return law.amountAtStart;
  return law.amountAtStart === "chosenAmount" ? `${option}SurvivorAmount` : "survivorAmountAtDeath";
}

/** Differences of a class: how many, how many are open, and what those in money come to. */
export interface ClassSum {
  readonly name: DifferenceClass;
  readonly count: number;
  readonly open: number;
  /** Of amounts alone, each without its sign; null where none of the class is an amount. */
  readonly apart: bigint | null;
}

/** Whether differences of a kind are in money. */
export const isMoney = (kind: string): boolean =>
  !["rows", "months", "hours", "service", "temporaryEnds"].includes(kind);

/** The sums by class, the unexplained first; classes without a difference are left out. Pure. */
export function sumsByClass(sums: readonly DifferenceSum[]): ClassSum[] {
  return differenceClasses.flatMap((name) => {
    const own = sums.filter((sum) => sum.class === name);
    if (own.length === 0) return [];
    const amounts = own.filter(({ kind }) => isMoney(kind) && !isOfTotals({ difference: kind as never }));
    const all = (pick: (sum: DifferenceSum) => number) => own.reduce((total, sum) => total + pick(sum), 0);
    return [
      {
        name,
        count: all(({ count }) => count),
        open: all(({ open }) => open),
        apart: amounts.length === 0 ? null : amounts.reduce((total, { apart }) => total + apart, 0n),
      },
    ];
  });
}

/** One parallel payroll: its totals, its payees by cause, and those who are paid otherwise. */
export interface ParallelSeen {
  readonly run: KeptParallel;
  readonly sums: readonly ParallelSum[];
  readonly list: { readonly all: number; readonly items: readonly KeptParallelItem[] };
}

/** One parallel payroll by its number; nothing where there is none. */
export async function seeParallel(
  { reader, fund }: System,
  actor: Actor,
  parallel: number,
  wanted: Parameters<typeof listParallelItems>[3] = {},
): Promise<ParallelSeen | undefined> {
  allow(actor, "read a conversion");
  const [run] = await listParallels(reader, fund.number, parallel);
  if (run === undefined) return undefined;
  return {
    run,
    sums: await sumParallel(reader, fund.number, parallel),
    list: await listParallelItems(reader, fund.number, parallel, wanted),
  };
}
