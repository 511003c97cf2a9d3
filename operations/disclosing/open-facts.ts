import { addDays, ENDLESS, firstOfNextMonthOf, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { roundRatio } from "@emeritus/engine/exact.ts";
import { type Benefit, benefitsFrom, benefitsOf } from "@emeritus/records/benefit.ts";
import type { Reading } from "@emeritus/records/db.ts";
import type { DisclosureItem } from "@emeritus/records/disclosure.ts";
import { currentAmounts } from "@emeritus/records/disclosure-amounts.ts";
import { marriagesTo } from "@emeritus/records/family.ts";
import { findPerson, type Person } from "@emeritus/records/person.ts";
import { longDate, money } from "@emeritus/words/format.ts";
import { type Words, wordsFor } from "@emeritus/words/index.ts";
import type { Actor } from "../actor.ts";
import { bestStart } from "../estimating/eligibility-ladder.ts";
import { decideEstimate } from "../estimating/estimate-benefit.ts";
import { careerFacts } from "../career.ts";
import { allow } from "../permissions.ts";
import type { System } from "../system.ts";
import type { OpenField } from "./decide-release.ts";

/** One of the four facts, as it is told: nothing else can stand in it. */
export interface OpenFact extends DisclosureItem {
  readonly field: OpenField;
  readonly value: string;
}

/** A person's full name as the record holds it. */
export const fullName = ({ name }: Pick<Person, "name">): string =>
  [name.first, name.middle, name.last, name.suffix].filter(Boolean).join(" ");

const day = (date: PlainDate): string => longDate(formatDate(date));

/**
 * Pure. The four facts of benefits that are, were or will be paid: eligibility, dates and amount of each (BR 1-3(2)).
 * `amounts` holds what was last paid before deductions, by benefit, in cents.
 */
function factsOfBenefits(
  words: Words,
  benefits: readonly Benefit[],
  amounts: ReadonlyMap<number, bigint>,
  today: PlainDate,
): OpenFact[] {
  const says = words.disclosure.told;
  return benefits.flatMap((one): OpenFact[] => {
    const over = one.to <= today || one.status === "ended";
    const coming = one.from > today;
    const kind = (coming ? says.willReceive : over ? says.received : says.receives)[one.kind];
    const cents = amounts.get(one.benefit) ?? monthlyOf(one, today);
    return [
      { field: "eligibility", detail: says.whole, value: kind },
      {
        field: "dates",
        detail: kind,
        value:
          one.to === ENDLESS
            ? says.fromOn({ from: day(one.from) })
            : says.fromTo({ from: day(one.from), to: day(addDays(one.to, -1)) }),
      },
      { field: "amount", detail: over ? says.last : says.current, value: money(cents) },
    ];
  });
}

/** What a benefit is as determined: before its first payment nothing else is known. */
const monthlyOf = (one: Benefit, today: PlainDate): bigint =>
  one.baseCents + (one.temporaryEnds !== undefined && today < one.temporaryEnds ? one.temporaryCents : 0n);

/** What a joint option leaves to the spouse, in parts of a hundred of the payee's own amount (RSMo 104.1027). */
const leftToSpouse: Readonly<Record<string, bigint>> = { joint50: 50n, joint100: 100n };

/** The versions of a benefit as one: from its first day to the end, as the latest says. */
function wholeBenefits(versions: readonly Benefit[]): Benefit[] {
  const byNumber = Map.groupBy(versions, ({ benefit }) => benefit);
  return [...byNumber.values()].map((parts) => {
    const last = parts.at(-1)!;
    return { ...last, from: parts[0]!.from };
  });
}

/** Reads the four facts of a person, whoever asks: the actor is the office (BR 1-3(2)). Nothing where there is no such person. */
export async function openFactsOf(
  db: Reading,
  { fund, calendar }: Pick<System, "fund" | "calendar">,
  person: number,
): Promise<{ readonly person: Person; readonly facts: readonly OpenFact[] } | undefined> {
  const found = await findPerson(db, fund.number, person);
  if (found === undefined) return undefined;
  const words = wordsFor("en");
  const says = words.disclosure.told;
  const today = calendar.today();
  const name: OpenFact = { field: "name", detail: says.whole, value: fullName(found) };
  const benefits = wholeBenefits(await benefitsOf(db, fund.number, person));
  const amounts = await currentAmounts(
    db,
    fund.number,
    benefits.map(({ benefit }) => benefit),
  );
  const paid = factsOfBenefits(words, benefits, amounts, today);
  const future = found.died === undefined ? await futureFacts(db, { fund, today, person, words }) : [];
  const isRetired = benefits.some(({ kind }) => kind === "retirement");
  const facts = [
    ...paid,
    ...(isRetired ? future.filter(({ of }) => of === "spouse") : future).map(({ fact }) => fact),
  ];
  if (facts.length > 0) return { person: found, facts: [name, ...facts] };
  return {
    person: found,
    facts: [
      name,
      { field: "eligibility", detail: says.whole, value: says.notEligible },
      { field: "dates", detail: says.whole, value: says.noDate },
      { field: "amount", detail: says.whole, value: says.noAmount },
    ],
  };
}

/** What somebody may be paid one day: by a spouse's option, or by their own service. */
async function futureFacts(
  db: Reading,
  {
    fund,
    today,
    person,
    words,
  }: { fund: { number: number }; today: PlainDate; person: number; words: Words },
): Promise<{ of: "spouse" | "service"; fact: OpenFact }[]> {
  const says = words.disclosure.told;
  const found: { of: "spouse" | "service"; fact: OpenFact }[] = [];
  for (const { spouse, to } of await marriagesTo(db, fund.number, person)) {
    if (to !== ENDLESS) continue;
    const theirs = (await benefitsFrom(db, fund.number, spouse)).filter(
      ({ kind, person: payee, option, to: end, status }) =>
        kind === "retirement" &&
        payee === spouse &&
        option in leftToSpouse &&
        end > today &&
        status !== "ended",
    );
    const last = theirs.at(-1);
    if (last === undefined) continue;
    const amounts = await currentAmounts(db, fund.number, [last.benefit]);
    const theirAmount = amounts.get(last.benefit) ?? last.baseCents;
    const cents = roundRatio(theirAmount * leftToSpouse[last.option]!, 100n, "halfUp");
    const facts: OpenFact[] = [
      { field: "eligibility", detail: says.whole, value: says.maySurvive },
      { field: "dates", detail: says.maySurvive, value: says.afterDeath },
      { field: "amount", detail: says.estimated, value: money(cents) },
    ];
    found.push(...facts.map((fact) => ({ of: "spouse" as const, fact })));
  }
  const career = await careerFacts(db, fund.number, person, { on: today });
  if (career.employer === undefined) return found;
  const { ladder } = decideEstimate(career, { person, annuityStartingDate: firstOfNextMonthOf(today) }).seen;
  const best = bestStart(ladder);
  if (best === undefined) return found;
  const start = best > today ? best : firstOfNextMonthOf(today);
  const { accepted } = decideEstimate(career, { person, annuityStartingDate: start }).outcome;
  const amount = accepted?.options.find(({ option }) => option === "lifeIncome")?.atFirst.value;
  const facts: OpenFact[] = [
    { field: "eligibility", detail: says.whole, value: says.mayRetire },
    { field: "dates", detail: says.mayRetire, value: says.earliest({ from: day(start) }) },
    {
      field: "amount",
      detail: says.estimated,
      value: amount === undefined ? says.notEstimated : money(roundRatio(amount.n, amount.d, "halfUp")),
    },
  ];
  return [...found, ...facts.map((fact) => ({ of: "service" as const, fact }))];
}

/** Reads the four facts of a person for the office, before anybody is told. Nothing where there is no such person. */
export async function readOpenFacts(
  system: System,
  actor: Actor,
  person: number,
): ReturnType<typeof openFactsOf> {
  allow(actor, "read disclosures", { person });
  return openFactsOf(system.reader, system, person);
}
