import { moneyAt } from "../reporting-pay/money-at.ts";
import type { ToPost } from "../reporting-pay/post-report.ts";
import type { RosterPerson } from "../reporting-pay/roster.ts";

/**
 * Whom a report touches in times before its own period: a correction of a posted row, pay earned before the period, employment or
 * leave that changes from before it. For who may see benefits, also everybody who draws one. Pure.
 */
export function touchedBefore({ file, posting }: ToPost, seesBenefits: boolean): Set<RosterPerson> {
  const { money, header } = file;
  const before = header.periodBegin;
  const touched = new Set<RosterPerson>();
  const draws = (who: RosterPerson) => seesBenefits && who.drawsBenefit;
  for (let at = 0; at < money.count; at++) {
    const who = posting.people[at]!;
    if (money.earnEnd[at]! < before || money.corrections.has(at) || draws(who)) touched.add(who);
  }
  for (const { who, from } of [...posting.openings, ...posting.leaves]) if (from < before) touched.add(who);
  for (const { who, lastDay } of posting.endings) if (lastDay < before || draws(who)) touched.add(who);
  for (const { who, on } of posting.sickLeave) if (on < before || draws(who)) touched.add(who);
  return touched;
}

/** What a report posts for some people alone, as it would be posted for all. Pure. */
export function onlyFor(whole: ToPost, people: ReadonlySet<RosterPerson>): ToPost {
  const { file, posting } = whole;
  const places = posting.people.flatMap((who, at) => (people.has(who) ? [at] : []));
  const of = <One extends { readonly who: RosterPerson }>(some: readonly One[]) =>
    some.filter(({ who }) => people.has(who));
  return {
    ...whole,
    file: { ...file, money: moneyAt(file.money, places) },
    posting: {
      ...posting,
      people: places.map((at) => posting.people[at]!),
      positions: Int16Array.from(places, (at) => posting.positions[at]!),
      newPeople: posting.newPeople.filter((who) => people.has(who)),
      openings: of(posting.openings),
      hours: of(posting.hours),
      details: of(posting.details),
      endings: of(posting.endings),
      leaves: of(posting.leaves),
      sickLeave: of(posting.sickLeave),
    },
  };
}
