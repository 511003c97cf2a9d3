/**
 * Present values of life annuities for many people at once, in doubles: for totals, comparisons and pictures, to about twelve digits.
 * No amount that is due to anybody comes from here; the law's own present values are provisions and exact.
 */

/** The lives to value, one entry each. */
export interface Lives {
  /** Full years of age, 0 to the last age of the table. */
  readonly ages: Int32Array;
  /** Months since the last birthday, 0 to 11. */
  readonly months: Int32Array;
  /** What is paid each month, in any unit; the values have the same. */
  readonly monthly: Float64Array;
}

/** What is assumed of all of them. */
export interface Assumptions {
  /** The rate of death of each year of age, from 0 on; the last one lasts for ever. */
  readonly deaths: Float64Array;
  /** The yearly rate of interest at which payments are discounted: 0.0695. */
  readonly interest: number;
  /** The yearly rate by which payments rise on each birthday: 0.02. */
  readonly rise: number;
  /** How many years are valued from today on. */
  readonly years: number;
}

/** The share that lives through a month of each year of age. */
const monthlySurvival = (deaths: Float64Array): Float64Array =>
  deaths.map((rate) => 1 - (rate >= 1 ? 1 : 1 - Math.pow(1 - rate, 1 / 12)));

/** The present value of each annuity, paid at the beginning of each month while its life lasts; life by life and month by month. */
export function monthlyAnnuityValues(lives: Lives, assumed: Assumptions, into: Float64Array): Float64Array {
  const { ages, months, monthly } = lives;
  const survival = monthlySurvival(assumed.deaths);
  const last = survival.length - 1;
  const discount = Math.pow(1 + assumed.interest, -1 / 12);
  const rising = 1 + assumed.rise;
  for (let i = 0; i < ages.length; i++) {
    // What the next payment is worth today: its amount, times who lives to it, times its discount.
    let worth = monthly[i]!;
    let value = 0;
    let age = ages[i]!;
    let left = 12 * assumed.years;
    for (let month = months[i]!; left > 0; month = 0) {
      const steps = left < 12 - month ? left : 12 - month;
      const step = survival[age]! * discount;
      for (let k = 0; k < steps; k++) {
        value += worth;
        worth *= step;
      }
      left -= steps;
      if (age < last) age++;
      worth *= rising;
    }
    into[i] = value;
  }
  return into;
}

/** The same with twelve months' pay at the beginning of each year. */
export function yearlyAnnuityValues(lives: Lives, assumed: Assumptions, into: Float64Array): Float64Array {
  const { ages, monthly } = lives;
  const survival = assumed.deaths.map((rate) => 1 - rate);
  const last = survival.length - 1;
  const step = (1 + assumed.rise) / (1 + assumed.interest);
  for (let i = 0; i < ages.length; i++) {
    let worth = monthly[i]! * 12;
    let value = 0;
    for (let k = 0, age = ages[i]!; k < assumed.years; k++) {
      value += worth;
      worth *= survival[age]! * step;
      if (age < last) age++;
    }
    into[i] = value;
  }
  return into;
}
