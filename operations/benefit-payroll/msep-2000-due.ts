import { amend, enacting, replacing, type Change } from "@emeritus/engine/amend.ts";
import { compile, type Program } from "@emeritus/engine/compile.ts";
import { fact } from "@emeritus/engine/fact.ts";
import { Exact } from "@emeritus/engine/exact.ts";
import { formatDate, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { orElse, percent, yes } from "@emeritus/engine/expr.ts";
import type { Expr, Money, Rate } from "@emeritus/engine/kinds.ts";
import { wholeCents } from "@emeritus/engine/money.ts";
import type { Provision } from "@emeritus/engine/provision.ts";
import { NONE } from "@emeritus/engine/runtime.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { firstYearWithoutColaRate } from "@emeritus/law/missouri/mosers/board/cola-rates.ts";
import { colaInForce, colaRate } from "@emeritus/law/missouri/mosers/msep-2000/cola.ts";
import {
  dueTemporary,
  dueToBeneficiary,
  dueToRetiree,
  dueToSurvivor,
  reelectedAmount,
} from "@emeritus/law/missouri/mosers/msep-2000/in-payment.ts";
import { chosenAmount, lifeIncomeAmount } from "@emeritus/law/missouri/mosers/msep-2000/payment-options.ts";
import { msep2000 } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";
import { temporaryBenefit } from "@emeritus/law/missouri/mosers/msep-2000/temporary-benefit.ts";
import { annuityStartingDate } from "@emeritus/law/missouri/mosers/facts.ts";
import {
  dueToFormerSpouse,
  formerSpousePaidFrom,
  formerSpouseShare,
} from "@emeritus/law/missouri/mosers/shared/division.ts";
import { reelectionHoldsFrom } from "@emeritus/law/missouri/mosers/shared/elections.ts";
import { severedForGood } from "@emeritus/law/missouri/mosers/shared/reemployment.ts";
import { usual } from "@emeritus/law/usual.ts";
import {
  CANNOT_SAY,
  dividedIn,
  noAmounts,
  payeesAt,
  paymentOptions,
  RATE_AWAITED,
  type DueColumns,
  type PayeeColumns,
  type PayrollLaw,
} from "./amounts-due.ts";
import { lawVersionOf } from "../determining/record-determination.ts";
import { type OpeningOf, withOpening } from "./opening.ts";
import { dueOf, factsOf } from "./payee-facts.ts";

/** Far above every pension (IRC 415(b)); who is paid more a month is handed to the interpreter, whose numbers have no bound. */
const most = "100000.00";
const determinedAmount = fact.amount("determinedAmount", { most });
const determinedLifeIncome = fact.amount("determinedLifeIncome", { most });
const determinedTemporary = fact.amount("determinedTemporary", { most });
const determinedReelection = fact.perhaps.date("determinedReelection");
const determinedReelectedAmount = fact.amount("determinedReelectedAmount", { most });
const determinedFormerSpouseShare = fact.amount("determinedFormerSpouseShare", { most });
const determinedDivisionFrom = fact.perhaps.date("determinedDivisionFrom");

const asDetermined = <K>(provision: Provision<K>, amount: Expr<K>): Change =>
  replacing(provision, { cites: "the determination of record", means: () => amount });

/**
 * MSEP 2000 for benefits in payment: the amounts at the annuity starting date, and that employment ended, come from the determination of
 * record in place of the career; everything after it is the plan's own law.
 */
const inPayment = amend(msep2000, "MSEP 2000 in payment", [
  asDetermined(chosenAmount, determinedAmount),
  asDetermined(lifeIncomeAmount, determinedLifeIncome),
  asDetermined(temporaryBenefit, determinedTemporary),
  asDetermined(formerSpouseShare, determinedFormerSpouseShare),
  asDetermined(formerSpousePaidFrom, orElse(determinedDivisionFrom, annuityStartingDate)),
  asDetermined(severedForGood, yes),
  asDetermined(reelectionHoldsFrom, determinedReelection),
  asDetermined(reelectedAmount, determinedReelectedAmount),
]);

/** First day for which the law has no rate of the adjustment yet (MSEP2000-Q28). */
const withoutColaRate = parseDate(`${firstYearWithoutColaRate}-01-01`);

/** The law in payment as if every year without a rate had this one. It decides nothing: it tells whose amount needs the rate. */
const supposing = (supposed: Expr<Rate>): Plan =>
  amend(inPayment, "MSEP 2000 in payment, supposing a rate", [
    enacting(colaRate, {
      from: formatDate(withoutColaRate),
      value: supposed,
      mark: "assumed",
      register: "MSEP2000-Q28",
      cites: "supposed, to find whose amount needs the rate",
    }),
  ]);
const unraised = supposing(percent("0"));
const doubled = supposing(percent("100"));

type Wanted = readonly (Expr<Money> & { readonly name: string })[];

/** By group of payees: what lasts, and for those who have one the temporary benefit. */
const wantedByGroup: readonly Wanted[] = [
  [dueToRetiree],
  [dueToSurvivor],
  [dueToBeneficiary],
  [dueToFormerSpouse],
  [dueToRetiree, dueTemporary],
];
const programs = new Map<Plan, (Program | undefined)[]>();

function programOf(plan: Plan, group: number): Program {
  let compiled = programs.get(plan);
  if (compiled === undefined) programs.set(plan, (compiled = []));
  return (compiled[group] ??= compiledWhole(plan, [...wantedByGroup[group]!, colaInForce]));
}

/** A program that needs the interpreter for nobody by itself: a hundred thousand explanations fit into no memory. */
function compiledWhole(plan: Plan, wanted: Parameters<typeof compile>[1]): Program {
  const program = compile(plan, wanted);
  if (program.interpreted.size > 0)
    throw new Error(`A payroll cannot compile ${[...program.interpreted.keys()].join(", ")}.`);
  return program;
}

/** The law of MSEP 2000 over packed columns: what is due to retirees, survivors and beneficiaries for a month. */
export function msep2000Payroll(): PayrollLaw {
  return { hash: lawVersionOf(msep2000), amountsDue, amountsExplained };
}

function amountsDue(payees: PayeeColumns, month: PlainDate): DueColumns {
  return month < withoutColaRate ? dueBy(inPayment, payees, month) : dueWithoutRate(payees, month);
}

/**
 * What is due in a month for which the law has no rate yet: whoever's amount is another when another rate is supposed waits for the
 * rate; the amount of everybody else is the law's, whatever the rate. Nobody is given to the interpreter for the want of a rate.
 */
function dueWithoutRate(payees: PayeeColumns, month: PlainDate): DueColumns {
  const due = dueBy(unraised, payees, month);
  const raised = dueBy(doubled, payees, month);
  for (let at = 0; at < payees.count; at++) {
    const same = due.lasting[at] === raised.lasting[at] && due.temporary[at] === raised.temporary[at];
    if (same) continue;
    due.unknown[at] = RATE_AWAITED;
    due.lasting[at] = due.temporary[at] = due.increase[at] = 0;
  }
  return due;
}

/** The same by the law as it is, evaluated for one payee after the other with its explanation. */
function amountsExplained(payees: PayeeColumns, month: PlainDate): DueColumns {
  const due = noAmounts(payees.count);
  for (let at = 0; at < payees.count; at++) {
    const { lasting, temporary } = dueOf(msep2000, factsOf(payees, month, at));
    const extra = payees.temporaryCents[at]! > 0 ? temporary : undefined;
    const missing = lasting.value === undefined || (extra !== undefined && extra.value === undefined);
    due.unknown[at] = payees.annuityStartingDate[at] === 0 || missing ? CANNOT_SAY : 0;
    if (due.unknown[at] !== 0) continue;
    due.lasting[at] = Number(wholeCents(lasting.value!));
    if (extra !== undefined) due.temporary[at] = Number(wholeCents(extra.value!));
  }
  return due;
}

function dueBy(plan: Plan, payees: PayeeColumns, month: PlainDate): DueColumns {
  const due = noAmounts(payees.count);
  for (const of of openingsOf(payees)) {
    const law = of === undefined ? plan : withOpening(plan, of);
    for (let group = 0; group < wantedByGroup.length; group++) {
      const places = placesOf(payees, group, of);
      if (places.length === 0) continue;
      const whole = places.length === payees.count;
      addDue(law, due, places, whole ? payees : payeesAt(payees, places), group, month);
    }
  }
  return due;
}

/** What openings there are among the payees, and none for all the others. */
const openingsOf = ({ openings }: PayeeColumns): ReadonlySet<OpeningOf | undefined> =>
  new Set([undefined, ...[...(openings?.values() ?? [])].map((opening) => opening.of)]);

const WITH_TEMPORARY = 4;

/** The places of a group, with such an opening or without one: the kind of benefit, and retirees with a temporary benefit by themselves. */
function placesOf(payees: PayeeColumns, group: number, of: OpeningOf | undefined): number[] {
  const places: number[] = [];
  for (let at = 0; at < payees.count; at++) {
    const kind = payees.kind[at]!;
    if (payees.openings !== undefined && payees.openings.get(at)?.of !== of) continue;
    if ((kind === 0 && payees.temporaryCents[at]! > 0 ? WITH_TEMPORARY : kind) === group) places.push(at);
  }
  return places;
}

function addDue(
  plan: Plan,
  due: DueColumns,
  places: readonly number[],
  payees: PayeeColumns,
  group: number,
  month: PlainDate,
): void {
  const now = amountsOf(plan, payees, group, month);
  const risen: number[] = [];
  for (let at = 0; at < payees.count; at++) {
    const place = places[at]!;
    due.lasting[place] = now.lasting[at]!;
    due.temporary[place] = now.temporary[at]!;
    due.unknown[place] = now.unknown[at]!;
    if (now.cola[at]! > 0) risen.push(at);
  }
  if (risen.length === 0) return;
  const before = amountsOf(plan, payeesAt(payees, risen), group, month - 32, month);
  risen.forEach((at, n) => {
    const temporary = now.temporary[at]! > 0 ? now.temporary[at]! - before.temporary[n]! : 0;
    const began = before.lasting[n] === 0;
    due.increase[places[at]!] = began ? 0 : now.lasting[at]! - before.lasting[n]! + temporary;
  });
}

interface Amounts {
  readonly lasting: Float64Array;
  readonly temporary: Float64Array;
  readonly cola: Float64Array;
  readonly unknown: Uint8Array;
}

function amountsOf(
  plan: Plan,
  payees: PayeeColumns,
  group: number,
  month: PlainDate,
  dividedAsIn = month,
): Amounts {
  const program = programOf(plan, group);
  const columns = program.columns(payees.count, {});
  fill(program, columns.facts as Record<string, Float64Array>, payees, month, dividedAsIn);
  program.check(columns);
  const kept = program.run(columns);
  const read = (provision: Expr<unknown> & { readonly name: string }, steps: number) =>
    readColumn(kept, provision, payees.count, steps);
  const [lasting, temporary] = wantedByGroup[group]!.map((provision) => read(provision, 1));
  const unknown = new Uint8Array(payees.count);
  for (let at = 0; at < payees.count; at++) {
    const missing =
      payees.annuityStartingDate[at] === 0 ||
      lasting![at]! < 0 ||
      (temporary !== undefined && temporary[at]! < 0);
    if (!missing) continue;
    unknown[at] = CANNOT_SAY;
    lasting![at] = 0;
    if (temporary !== undefined) temporary[at] = 0;
  }
  return {
    lasting: lasting!,
    temporary: temporary ?? new Float64Array(payees.count),
    cola: read(colaInForce, 1_000_000),
    unknown,
  };
}

/** A kept column as whole numbers of its steps, -1 where the law could not say. */
function readColumn(
  kept: ReturnType<Program["run"]>,
  provision: Expr<unknown> & { readonly name: string },
  count: number,
  steps: number,
): Float64Array {
  const column = kept.columns.get(provision.name);
  const byValue = (at: number) => stepsOfValue(kept.value(provision, at), steps);
  if (column === undefined || column.divisors !== undefined)
    return Float64Array.from({ length: count }, (_, at) => byValue(at));
  const into = new Float64Array(count);
  for (let at = 0; at < count; at++) into[at] = column.numbers[at] === column.fail ? -1 : column.numbers[at]!;
  for (const at of kept.handedOver.keys()) into[at] = byValue(at);
  return into;
}

function stepsOfValue(value: unknown, steps: number): number {
  if (!(value instanceof Exact)) return -1;
  return steps === 1 ? Number(wholeCents(value)) : value.n > 0n ? 1 : 0;
}

function fill(
  program: Program,
  facts: Record<string, Float64Array>,
  payees: PayeeColumns,
  month: PlainDate,
  dividedAsIn: PlainDate,
): void {
  const choices = program.reads.choices;
  const general = choices.indexOf("general");
  const legislator = choices.indexOf("legislator");
  const options = paymentOptions.map((option) => choices.indexOf(option));
  const put = (name: string, value: (at: number) => number) => {
    const column = facts[name];
    if (column !== undefined) for (let at = 0; at < payees.count; at++) column[at] = value(at);
  };
  const perhaps = (dates: Int32Array) => (at: number) => dates[at] || NONE;
  const spouseDied = (at: number) =>
    (OF_ANNUITY.includes(payees.kind[at]!) ? payees.spouseDied[at]! : payees.payeeDied[at]!) || NONE;
  for (const [name, value] of Object.entries(usual)) if (value === null) put(name, () => NONE);
  put("determinedReelection", () => NONE); // the roll holds no new election after a marriage
  put("memberClass", (at) => (payees.legislator[at] === 1 ? legislator : general));
  put("paymentOption", (at) => options[payees.option[at]!]!);
  put("annuityStartingDate", (at) => payees.annuityStartingDate[at]!);
  put("birthDate", (at) => payees.memberBorn[at]!);
  put("paymentMonth", () => month);
  put("memberDied", perhaps(payees.memberDied));
  put("spouseDied", spouseDied);
  put("determinedAmount", (at) => payees.baseCents[at]!);
  put("determinedLifeIncome", (at) => payees.lifeIncomeCents[at]!);
  put("determinedTemporary", (at) => payees.temporaryCents[at]!);
  const charges = facts["killingCharge"];
  if (charges !== undefined)
    for (const [at, state] of payees.charges ?? []) charges[at] = choices.indexOf(state);
  put("openingAmount", (at) => payees.openings!.get(at)!.cents);
  put("openingMonth", (at) => payees.openings!.get(at)!.month);
  put("determinedDivisionFrom", () => NONE);
  fillDivided(facts, payees, month, dividedAsIn);
}

/** The retiree and the former spouse are both paid of the annuity, which a death of the joint spouse raises. */
const OF_ANNUITY = [0, 3];
const MILLIONTHS_IN_A_HUNDREDTH_OF_A_PERCENT = 100;

/** What divides the few annuities that are divided in a month; told for the month before, so that an increase is told apart from a division that begins. */
function fillDivided(
  facts: Record<string, Float64Array>,
  payees: PayeeColumns,
  month: PlainDate,
  asIn: PlainDate,
): void {
  for (const at of payees.divided?.keys() ?? []) {
    const divided = dividedIn(payees, at, asIn);
    if (divided === undefined) continue;
    const { cents, share, issued, from, formerSpouseDied } = divided;
    const put = (name: string, value: number) => {
      const column = facts[name];
      if (column !== undefined) column[at] = value;
    };
    put("dividedShare", share * MILLIONTHS_IN_A_HUNDREDTH_OF_A_PERCENT);
    put("orderIssued", issued);
    put("formerSpouseDied", formerSpouseDied || NONE);
    put("determinedFormerSpouseShare", cents);
    put("determinedDivisionFrom", Math.min(from, month));
  }
}
