import { compile, type Program } from "@emeritus/engine/compile.ts";
import { Exact } from "@emeritus/engine/exact.ts";
import { addMonths, monthOf, type PlainDate } from "@emeritus/engine/dates.ts";
import { wholeCents } from "@emeritus/engine/money.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { NONE } from "@emeritus/engine/runtime.ts";
import { usual } from "@emeritus/law/usual.ts";
import { increaseKinds, type PlanInPayment, plansInPayment } from "@emeritus/records/plans-in-payment.ts";
import { lawVersionOf } from "../determining/record-determination.ts";
import {
  benefitKinds,
  CANNOT_SAY,
  dividedIn,
  inGap,
  paidBefore,
  type DueColumns,
  noAmounts,
  type PayeeColumns,
  payeesAt,
  paymentOptions,
  type PayrollLaw,
  RATE_AWAITED,
} from "./amounts-due.ts";
import {
  type Compilable,
  dueBy,
  dueTemporary,
  inPayment,
  type LawInPayment,
  lawsInPayment,
  withoutColaRate,
} from "./laws-in-payment.ts";
import { type OpeningOf, withOpening } from "./opening.ts";
import { dueOf, factsOf, lacksFacts } from "./payee-facts.ts";

/** By group of payees: what lasts, and for those who have one the temporary benefit. */
const wantedByGroup: readonly (readonly string[])[] = [
  ...benefitKinds.map((kind) => [dueBy[kind]]),
  [dueBy.retirement, dueTemporary],
];
const WITH_TEMPORARY = benefitKinds.length;
/** The rate that raises a benefit in a month, in the plans that name it. */
const colaInForce = "colaInForce";

const programs = new Map<Plan, (Program | undefined)[]>();

function programOf(plan: Plan, group: number): Program {
  let compiled = programs.get(plan);
  if (compiled === undefined) programs.set(plan, (compiled = []));
  const names = [...wantedByGroup[group]!, ...(plan.rules.has(colaInForce) ? [colaInForce] : [])];
  return (compiled[group] ??= compiledWhole(plan, names));
}

/** A program that needs the interpreter for nobody by itself: a hundred thousand explanations fit into no memory. */
function compiledWhole(plan: Plan, names: readonly string[]): Program {
  const program = compile(
    plan,
    names.map((name) => ({ name })),
  );
  if (program.interpreted.size > 0)
    throw new Error(`A payroll cannot compile ${[...program.interpreted.keys()].join(", ")}.`);
  return program;
}

/** The law of every plan over packed columns: what is due to retirees, survivors, beneficiaries and former spouses for a month. */
export function payrollLaw(): PayrollLaw {
  return { hash: lawVersionOf(lawsInPayment.msep2000.plan), versionsOf, amountsDue, amountsExplained };
}

/** The versions of the laws of the plans by which somebody on a roll is paid. */
function versionsOf({ plan }: PayeeColumns): Readonly<Partial<Record<PlanInPayment, string>>> {
  const codes = [...new Set(plan ?? [])].toSorted((a, b) => a - b);
  return Object.fromEntries(
    codes.map((code) => [plansInPayment[code]!, lawVersionOf(lawAt(code).plan)] as const),
  );
}

const lawAt = (code: number): LawInPayment => lawsInPayment[plansInPayment[code]!];

function amountsDue(payees: PayeeColumns, month: PlainDate): DueColumns {
  const codes = new Set(payees.plan ?? [0]);
  if (codes.size <= 1) return dueByOne(lawAt([...codes][0] ?? 0), payees, month);
  const due = noAmounts(payees.count);
  for (const code of codes) {
    const places = placesWith(payees.plan!, code);
    const some = dueByOne(lawAt(code), payeesAt(payees, places), month);
    for (const column of ["lasting", "temporary", "increase", "unknown"] as const)
      places.forEach((place, at) => (due[column][place] = some[column][at]!));
  }
  return due;
}

function placesWith(codes: Uint8Array, code: number): number[] {
  const places: number[] = [];
  for (let at = 0; at < codes.length; at++) if (codes[at] === code) places.push(at);
  return places;
}

function dueByOne(law: LawInPayment, payees: PayeeColumns, month: PlainDate): DueColumns {
  const plans = inPayment(law);
  const due =
    month < withoutColaRate
      ? dueByPlan(law, plans.plan, payees, month)
      : dueWithoutRate(law, plans, payees, month);
  for (let at = 0; at < payees.count; at++)
    if (lacksFacts(payees, month, at)) {
      due.unknown[at] = CANNOT_SAY;
      due.lasting[at] = due.temporary[at] = due.increase[at] = 0;
    }
  for (const at of payees.gaps?.keys() ?? []) if (due.unknown[at] === 0) putAfterWork(due, payees, month, at);
  return due;
}

/** Puts what is due of an annuity that stopped for work and has resumed: there are few, so the law is explained for each. */
function putAfterWork(due: DueColumns, payees: PayeeColumns, month: PlainDate, at: number): void {
  const resumed = payees.gaps!.get(at)!.some(({ to }) => to <= month);
  if (!resumed || inGap(payees, at, month)) return;
  const now = centsExplained(payees, month, at);
  const before = due.increase[at] === 0 ? undefined : centsExplained(payees, addMonths(month, -1), at);
  if (now === undefined) due.unknown[at] = CANNOT_SAY;
  due.lasting[at] = now?.lasting ?? 0;
  due.temporary[at] = now?.temporary ?? 0;
  due.increase[at] =
    now === undefined || before === undefined || before.lasting === 0
      ? 0
      : now.lasting - before.lasting + (now.temporary > 0 ? now.temporary - before.temporary : 0);
}

/** What the law says is due to one payee for a month, in cents; nothing where it cannot say. */
function centsExplained(
  payees: PayeeColumns,
  month: PlainDate,
  at: number,
): { readonly lasting: number; readonly temporary: number } | undefined {
  const { lasting, temporary } = dueOf(factsOf(payees, month, at));
  const extra = payees.temporaryCents[at]! > 0 ? temporary : undefined;
  if (lasting.value === undefined || (extra !== undefined && extra.value === undefined)) return undefined;
  return {
    lasting: Number(wholeCents(lasting.value)),
    temporary: extra === undefined ? 0 : Number(wholeCents(extra.value!)),
  };
}

/**
 * What is due in a month for which the law has no rate yet: whoever's amount is another when another rate is supposed waits for the
 * rate; the amount of everybody else is the law's, whatever the rate. Nobody is given to the interpreter for the want of a rate.
 */
function dueWithoutRate(
  law: LawInPayment,
  plans: Compilable,
  payees: PayeeColumns,
  month: PlainDate,
): DueColumns {
  const due = dueByPlan(law, plans.unraised, payees, month);
  const raised = dueByPlan(law, plans.doubled, payees, month);
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
    due.unknown[at] = CANNOT_SAY;
    if (lacksFacts(payees, month, at)) continue;
    const cents = centsExplained(payees, month, at);
    if (cents === undefined) continue;
    due.unknown[at] = 0;
    due.lasting[at] = cents.lasting;
    due.temporary[at] = cents.temporary;
  }
  return due;
}

function dueByPlan(law: LawInPayment, plan: Plan, payees: PayeeColumns, month: PlainDate): DueColumns {
  const due = noAmounts(payees.count);
  for (const of of openingsOf(payees)) {
    const opened = of === undefined ? plan : withOpening(plan, law.openings, of);
    for (let group = 0; group < wantedByGroup.length; group++) {
      const places = placesOf(payees, group, of);
      if (places.length === 0 || !wantedByGroup[group]!.every((name) => plan.rules.has(name))) continue;
      const whole = places.length === payees.count;
      addDue(opened, due, places, whole ? payees : payeesAt(payees, places), group, month);
    }
  }
  return due;
}

/** What openings there are among the payees, and none for all the others. */
const openingsOf = ({ openings }: PayeeColumns): ReadonlySet<OpeningOf | undefined> =>
  new Set([undefined, ...[...(openings?.values() ?? [])].map((opening) => opening.of)]);

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
    if (now.cola === undefined ? isAnniversary(payees, at, month) : now.cola[at]! > 0) risen.push(at);
  }
  if (risen.length === 0) return;
  const before = amountsOf(plan, payeesAt(payees, risen), group, addMonths(month, -1), month);
  risen.forEach((at, n) => {
    const temporary = now.temporary[at]! > 0 ? now.temporary[at]! - before.temporary[n]! : 0;
    const began = before.lasting[n] === 0;
    due.increase[places[at]!] = began ? 0 : now.lasting[at]! - before.lasting[n]! + temporary;
  });
}

/** Whether a month is a yearly one of the annuity starting date, on which a plan that names no rate for the month raises. */
const isAnniversary = ({ annuityStartingDate }: PayeeColumns, at: number, month: PlainDate): boolean =>
  annuityStartingDate[at]! < month && monthOf(annuityStartingDate[at]!) === monthOf(month);

interface Amounts {
  readonly lasting: Float64Array;
  readonly temporary: Float64Array;
  /** Nothing in a plan that names no rate for the month. */
  readonly cola: Float64Array | undefined;
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
  fill(program, columns.facts as Record<string, Float64Array>, payees, month);
  fillDivided(plan, columns.facts as Record<string, Float64Array>, payees, month, dividedAsIn);
  program.check(columns);
  const kept = program.run(columns);
  const read = (name: string, steps: number) => readColumn(kept, name, payees.count, steps);
  const [lasting, temporary] = wantedByGroup[group]!.map((name) => read(name, 1));
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
    cola: plan.rules.has(colaInForce) ? read(colaInForce, 1_000_000) : undefined,
    unknown,
  };
}

/** A kept column as whole numbers of its steps, -1 where the law could not say. */
function readColumn(
  kept: ReturnType<Program["run"]>,
  name: string,
  count: number,
  steps: number,
): Float64Array {
  const column = kept.columns.get(name);
  const byValue = (at: number) => stepsOfValue(kept.valueByName(name, at), steps);
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
  const rises = increaseKinds.map((kind) => choices.indexOf(kind));
  put("determinedIncreases", (at) => rises[payees.increases?.[at] ?? 0]!);
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
}

/** The retiree and the former spouse are both paid of the annuity, which a death of the joint spouse raises. */
const FORMER_SPOUSE = 3;
const OF_ANNUITY = [0, FORMER_SPOUSE];
const MILLIONTHS_IN_A_HUNDREDTH_OF_A_PERCENT = 100;

/** What divides the few annuities that are divided in a month; told for the month before, so that an increase is told apart from a division that begins. */
function fillDivided(
  plan: Plan,
  facts: Record<string, Float64Array>,
  payees: PayeeColumns,
  month: PlainDate,
  asIn: PlainDate,
): void {
  for (const at of payees.divided?.keys() ?? []) {
    const divided = dividedIn(payees, at, asIn);
    if (divided === undefined) continue;
    const { cents, of, share, issued, from, formerSpouseDied } = divided;
    const put = (name: string, value: number) => {
      const column = facts[name];
      if (column !== undefined) column[at] = value;
    };
    put("dividedShare", share * MILLIONTHS_IN_A_HUNDREDTH_OF_A_PERCENT);
    put("orderIssued", issued);
    put("formerSpouseDied", formerSpouseDied || NONE);
    put("determinedFormerSpouseShare", cents);
    if (of !== 0) put("determinedAmount", of);
    put("determinedDivisionFrom", Math.min(from, month));
    const before = paidBefore(payees, at, asIn).map((one) =>
      amountsOf(plan, one, FORMER_SPOUSE, month, asIn),
    );
    if (before.length > 0)
      put(
        "takenByOtherOrders",
        before.reduce((sum, { lasting }) => sum + lasting[0]!, 0),
      );
  }
}
