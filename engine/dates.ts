/**
 * Plain calendar dates as one whole number that keeps their order: (12 × year + month − 1) × 32 + day − 1.
 * No clock, no time zone. Years 1 to 9999 of the Gregorian calendar.
 */

/** A calendar date as one whole number; compare with `<` and `===`. */
export type PlainDate = number;

/** The date after which nothing ends: an open period runs to it. */
export const ENDLESS: PlainDate = (12 * 9999 + 11) * 32 + 30;

const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whole months since year 0; the month's own ordinal. */
export const monthIndex = (date: PlainDate): number => date >> 5;
/** The day of the month, 1 to 31. */
export const dayOf = (date: PlainDate): number => (date & 31) + 1;
/** The year. */
export const yearOfDate = (date: PlainDate): number => Math.floor((date >> 5) / 12);
/** The month of the year, 1 to 12. */
export const monthOf = (date: PlainDate): number => ((date >> 5) % 12) + 1;

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** The lengths of the 4,800 months after which the calendar repeats. */
const LENGTHS = Int8Array.from({ length: 4800 }, (_, index) =>
  index % 12 === 1 && isLeap((index - 1) / 12) ? 29 : DAYS[index % 12]!,
);

/** How many days the month with this ordinal has. */
export const daysInMonth = (index: number): number => LENGTHS[index % 4800]!;

/** The date of a year, month (1 to 12) and day; a day that does not exist throws. */
export function plainDate(year: number, month: number, day: number): PlainDate {
  const index = 12 * year + month - 1;
  const exists =
    Number.isInteger(year) &&
    year >= 1 &&
    year <= 9999 &&
    Number.isInteger(month) &&
    month >= 1 &&
    month <= 12;
  if (!exists || !Number.isInteger(day) || day < 1 || day > daysInMonth(index)) {
    throw new RangeError(`${year}-${month}-${day} is not a date`);
  }
  return index * 32 + day - 1;
}

/** The whole number of so many digits in a text; NaN where one is no digit. */
function digits(text: string, at: number, count: number): number {
  let number = 0;
  for (let i = at; i < at + count; i++) {
    const digit = text.charCodeAt(i) - 48;
    number = digit >= 0 && digit <= 9 ? 10 * number + digit : NaN;
  }
  return number;
}

/** Reads "2024-07-01"; anything else throws. */
export function parseDate(text: string): PlainDate {
  const [year, month, day] = [digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)];
  if (text.length !== 10 || text[4] !== "-" || text[7] !== "-" || Number.isNaN(year + month + day))
    throw new SyntaxError(`"${text}" is not a date like 2024-07-01`);
  return plainDate(year, month, day);
}

/** Whether a text is a day of the calendar, such as 2024-07-01; the calendar has no year 0000. */
export function isDay(text: string | undefined): text is string {
  try {
    return text !== undefined && parseDate(text) > 0;
  } catch {
    return false;
  }
}

/** Writes "2024-07-01". */
export function formatDate(date: PlainDate): string {
  const two = (n: number): string => `${n}`.padStart(2, "0");
  return `${`${yearOfDate(date)}`.padStart(4, "0")}-${two(monthOf(date))}-${two(dayOf(date))}`;
}

/** Days since 0000-03-01; differences of two are calendar days. */
export function dayNumber(date: PlainDate): number {
  const index = (date >> 5) - 2;
  const year = (index / 12) | 0;
  const month = index - 12 * year;
  const leaps = (year >> 2) - ((year / 100) | 0) + ((year / 400) | 0);
  return 365 * year + leaps + (((153 * month + 2) / 5) | 0) + (date & 31);
}

/** The date with this day number. */
export function fromDayNumber(days: number): PlainDate {
  const era = Math.floor(days / 146_097);
  const rest = days - era * 146_097;
  const yearOfEra = Math.floor(
    (rest - Math.floor(rest / 1460) + Math.floor(rest / 36_524) - Math.floor(rest / 146_096)) / 365,
  );
  const ofYear = rest - (365 * yearOfEra + (yearOfEra >> 2) - Math.floor(yearOfEra / 100));
  const month = Math.floor((5 * ofYear + 2) / 153);
  const day = ofYear - Math.floor((153 * month + 2) / 5);
  return (12 * (yearOfEra + 400 * era) + month + 2) * 32 + day;
}

/** Days from the first date to the second; negative when the second is earlier. */
export const daysBetween = (from: PlainDate, to: PlainDate): number => dayNumber(to) - dayNumber(from);
/** So many days are counted month by month; it takes longer to count more of them that way than to number them. */
const A_FEW_MONTHS = 130;

/** The date so many days later; earlier when negative. */
export function addDays(date: PlainDate, days: number): PlainDate {
  const day = (date & 31) + days;
  if (day >= 0 && day < 28) return date + days;
  let index = date >> 5;
  if (day < 0) {
    if (day >= -28) return (index - 1) * 32 + daysInMonth(index - 1) + day;
  } else if (day < A_FEW_MONTHS) {
    let left = day;
    for (let length = daysInMonth(index); left >= length; length = daysInMonth(index)) {
      left -= length;
      index += 1;
    }
    return index * 32 + left;
  }
  return fromDayNumber(dayNumber(date) + days);
}

/** The date so many months later; a day the month lacks becomes its last day. */
export function addMonths(date: PlainDate, months: number): PlainDate {
  const index = (date >> 5) + months;
  const day = date & 31;
  return index * 32 + (day < 28 ? day : Math.min(day, daysInMonth(index) - 1));
}

/**
 * The first day on which so many months are complete: the same day of the later month, or the first of the month after
 * where that month lacks the day. Someone born on 29 February completes a year on 1 March of a common year.
 */
export function completing(date: PlainDate, months: number): PlainDate {
  const index = (date >> 5) + months;
  const day = date & 31;
  return day < 28 || day < daysInMonth(index) ? index * 32 + day : (index + 1) * 32;
}

/** Completed months from the first date to the second; negative months count back the same way. */
export const monthsBetween = (from: PlainDate, to: PlainDate): number =>
  (to >> 5) - (from >> 5) - ((to & 31) < (from & 31) ? 1 : 0);

/** The first day of the date's month. */
export const firstOfMonthOf = (date: PlainDate): PlainDate => date & ~31;
/** The date itself when it is the first of a month, else the first of the next month. */
export const firstOfMonthFrom = (date: PlainDate): PlainDate => (date + 31) & ~31;
/** The first day of the month after the date's month. */
export const firstOfNextMonthOf = (date: PlainDate): PlainDate => (date & ~31) + 32;
/** The last day of the date's month. */
export const lastOfMonthOf = (date: PlainDate): PlainDate => (date & ~31) + daysInMonth(date >> 5) - 1;

/** The day of the week, 1 for Monday to 7 for Sunday. */
export const weekday = (date: PlainDate): number => ((dayNumber(date) + 2) % 7) + 1;
