import { dayNumber, ENDLESS, monthIndex, plainDate, yearOfDate } from "@emeritus/engine/dates.ts";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { Dice } from "./dice.ts";
import type { DemoJob, DemoLeave, DemoPayYear } from "./household.ts";

/** Yearly pay of legislators in cents from 1 July of a year; before 2008 an invented figure. */
const legislatorPay: readonly (readonly [from: PlainDate, cents: number])[] = [
  [plainDate(2025, 7, 1), 4_176_200],
  [plainDate(2024, 7, 1), 4_107_000],
  [plainDate(2023, 7, 1), 3_926_400],
  [plainDate(2022, 7, 1), 3_771_100],
  [plainDate(2021, 7, 1), 3_681_300],
  [plainDate(2008, 7, 1), 3_591_500],
  [plainDate(1984, 1, 1), 3_135_100],
];

const priceYear = 2005;
const yearlyGrowth = 1.022;
const july = 6;

/** Pay of every job of a career, month by month, up to the last day whose pay is posted. */
export function payOf(
  dice: Dice,
  jobs: readonly DemoJob[],
  leaves: readonly DemoLeave[],
  memberClass: "general" | "legislator",
  postedThrough: PlainDate,
): DemoPayYear[] {
  let wage = dice.around(140_000, 400_000);
  return jobs.flatMap((job, at) => {
    const away = leaves.filter((leave) => leave.job === at);
    const begun = at === 0 ? wage * yearlyGrowth ** (yearOfDate(job.from) - priceYear) : wage;
    const { years, last } = payOfJob(dice, { ...job, at, away }, memberClass, begun, postedThrough);
    wage = last;
    return years;
  });
}

interface JobPaid extends DemoJob {
  readonly at: number;
  readonly away: readonly DemoLeave[];
}

function payOfJob(
  dice: Dice,
  job: JobPaid,
  memberClass: "general" | "legislator",
  begun: number,
  postedThrough: PlainDate,
): { years: DemoPayYear[]; last: number } {
  const end = Math.min(job.to, postedThrough);
  const years: DemoPayYear[] = [];
  let wage = begun;
  let cents: (number | null)[] = [];
  for (let month = monthIndex(job.from); month <= monthIndex(end); month += 1) {
    const slot = month % 12;
    if (cents.length === 0 || slot === 0) {
      cents = Array.from({ length: 12 }, () => null);
      years.push({ job: job.at, year: (month - slot) / 12, cents });
    }
    if (slot === july) wage = raised(dice, wage);
    const full =
      memberClass === "legislator"
        ? legislatorMonth(month * 32)
        : Math.round((wage * job.fteHundredths) / 10_000);
    cents[slot] = partOf(
      month * 32,
      job,
      end,
      full,
      memberClass === "general" && dice.chance(0.1) ? dice.next() * 0.08 : 0,
    );
  }
  return { years: years.filter((year) => year.cents.some((each) => each !== null)), last: wage };
}

function raised(dice: Dice, wage: number): number {
  const general = dice.pick([0, 0.01, 0.02, 0.02, 0.025, 0.03, 0.04]);
  const promotion = dice.chance(0.06) ? 0.04 + dice.next() * 0.1 : 0;
  return wage * (1 + general + promotion);
}

const legislatorMonth = (month: PlainDate): number =>
  Math.round(legislatorPay.find(([from]) => month >= from)![1] / 12);

/** Pay for the days worked in a month, overtime on top; null where no day of it was paid. */
function partOf(
  month: PlainDate,
  job: JobPaid,
  end: PlainDate,
  full: number,
  overtime: number,
): number | null {
  const first = dayNumber(month);
  const days = dayNumber(month + 32) - first;
  const from = Math.max(first, dayNumber(job.from));
  const to = Math.min(first + days - 1, end === ENDLESS ? first + days - 1 : dayNumber(end));
  let worked = to - from + 1;
  for (const leave of job.away) {
    const overlap = Math.min(to, dayNumber(leave.to)) - Math.max(from, dayNumber(leave.from)) + 1;
    if (overlap > 0) worked -= overlap;
  }
  return worked <= 0 ? null : Math.round((full * (1 + overtime) * worked) / days);
}
