import { addMonths, firstOfMonthOf, plainDate } from "@emeritus/engine/dates.ts";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Wish } from "./life.ts";

/** The first employer has a sign-in; the people with sign-ins who still work, work there. */
const firstEmployer = 1;

/** People with a sign-in of their own, in the order in which the demonstration numbers them. */
export function namedPeople(today: PlainDate): Wish[] {
  const thisMonth = firstOfMonthOf(today);
  return [
    {
      first: "Maria",
      last: "Delgado",
      born: addMonths(thisMonth, -12 * 54 - 7) + 13,
      hired: plainDate(2001, 9, 1),
      left: null,
      died: null,
      spouse: { first: "Luis", born: addMonths(thisMonth, -12 * 57) + 4, wedding: plainDate(1998, 6, 20) },
      spouseDied: null,
      employer: firstEmployer,
    },
    {
      first: "Daniel",
      last: "Okafor",
      born: plainDate(1982, 4, 17),
      hired: plainDate(2008, 2, 16),
      left: null,
      died: null,
      spouse: null,
      employer: firstEmployer,
    },
    {
      first: "Ruth",
      last: "Lindqvist",
      born: plainDate(1956, 11, 3),
      hired: plainDate(2000, 9, 1),
      left: plainDate(2019, 6, 30),
      died: null,
      spouse: { first: "Henry", born: plainDate(1954, 1, 22), wedding: plainDate(1980, 10, 4) },
      spouseDied: null,
      start: plainDate(2019, 7, 1),
      option: "joint50",
      employer: firstEmployer,
    },
    {
      first: "George",
      last: "Appel",
      born: plainDate(1951, 3, 9),
      hired: plainDate(2000, 7, 1),
      left: plainDate(2016, 12, 31),
      died: plainDate(2024, 8, 14),
      spouse: { first: "Helen", born: plainDate(1953, 5, 30), wedding: plainDate(1975, 9, 12) },
      spouseDied: null,
      start: plainDate(2017, 1, 1),
      option: "joint100",
      employer: firstEmployer,
    },
    {
      first: "Walter",
      last: "Grove",
      born: plainDate(1948, 7, 21),
      hired: plainDate(2003, 1, 8),
      left: plainDate(2010, 12, 31),
      memberClass: "legislator",
      died: null,
      spouse: null,
      start: plainDate(2011, 1, 1),
    },
  ];
}

/** The places of the named people in that order, counted from 0. */
export const namedPlaces = { nearRuleOf80: 0, active: 1, retiree: 2, survivorOf: 3, legislator: 4 } as const;
