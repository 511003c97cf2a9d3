import { memberClasses, type ClassCode, type EventName } from "./layout.ts";
import type { EventMore } from "./report-file.ts";
import type { RowFields } from "./row-fields.ts";

const classChoices: ReadonlyMap<string, ClassCode> = new Map(memberClasses.map((name) => [name, name]));
/** The most hours a year that a position may require. */
const mostHoursAYear = 4_000;

/** Reads what stands behind the comments of an event; other hours of a position need their number and the share of full time. */
export function moreOf(fields: RowFields, event: EventName): EventMore {
  const hours = event === "ELIG_CHANGE";
  const place = event === "ADDRESS";
  const told: { [Name in keyof EventMore]?: EventMore[Name] | undefined } = {
    memberClass: fields.absent(14) ? undefined : fields.choice(14, classChoices, "GENERAL"),
    hoursAYear: fields.absent(15) && !hours ? undefined : fields.whole(15, 4, true, mostHoursAYear),
    fteHundredths: fields.absent(16) && !hours ? undefined : fields.hundredths(16, true, 10_000),
    toldEmployee: fields.yesOrNone(17),
    teachesOrResearches: fields.yesOrNone(18),
    administratorWithRank: fields.yesOrNone(19),
    tookLumpSum: fields.yesOrNone(20),
    differentPerson: fields.yesOrNone(21),
    middleName: fields.text(22, false) || undefined,
    suffix: fields.text(23, false) || undefined,
    street: fields.text(24, place) || undefined,
    street2: fields.text(25, false) || undefined,
    city: fields.text(26, place) || undefined,
    state: fields.text(27, false) || undefined,
    postalCode: fields.text(28, false) || undefined,
    country: fields.text(29, false) || undefined,
  };
  return Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
}
