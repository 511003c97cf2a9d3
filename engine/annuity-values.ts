/**
 * Present values of life annuities for many people at once, month by month in doubles. A value comes with a bound of its distance from
 * what a law finds that keeps fifteen places; whoever pays by one rounds it only where the bound leaves no doubt of the cent.
 */

/** The lives to value, one entry each. */
export interface Lives {
  /** Full years of age, 0 to the last age of the tables. */
  readonly ages: Int32Array;
  /** Months since the last birthday, 0 to 11. */
  readonly months: Int32Array;
  /** What is paid each month at first, in any unit; the values have the same. */
  readonly monthly: Float64Array;
  /** Months from the valuation to the first payment. */
  readonly firstPayment: Int32Array;
  /** Months from the valuation to the first payment that has risen; every twelfth after it rises again. */
  readonly firstRise: Int32Array;
  /** Months that are valued. */
  readonly lengths: Int32Array;
  /** Which table of deaths is each life's. */
  readonly tables: Int32Array;
  /** The least rate by which a payment rises, as far as the cap. */
  readonly leastRise: Float64Array;
}

/** What is assumed of all of them. */
export interface Assumptions {
  /** Tables of the rate of death of each year of age, from 0 on; the last one lasts for ever. */
  readonly deaths: readonly Float64Array[];
  /** How the deaths of a year of age fall on its months: the same number each month, or the same share of who still lives. */
  readonly spread: "evenly" | "proportionally";
  /** What a payment a month later is worth today. */
  readonly discount: number;
  /** The yearly rate by which payments rise: 0.02. */
  readonly rise: number;
  /** What rises at the least rate make of a payment of one at most. */
  readonly cap: number;
}

/** Values, and what the last payment of each is as a share of the first. */
export interface Valued {
  readonly values: Float64Array;
  readonly lastPaid: Float64Array;
}

/** Room for so many values. */
export const roomFor = (count: number): Valued => ({
  values: new Float64Array(count),
  lastPaid: new Float64Array(count),
});

/** The present value of each annuity while its life lasts; life by life, and month by month between birthdays, first payment and rises. */
export function annuityValues(lives: Lives, assumed: Assumptions, into: Valued): Valued {
  const { ages, months, monthly, firstPayment, firstRise, lengths, tables, leastRise } = lives;
  const { discount, cap } = assumed;
  const evenly = assumed.spread === "evenly";
  const rising = 1 + assumed.rise;
  const shares = assumed.deaths.map((deaths) =>
    deaths.map((rate) => Math.pow(1 - Math.min(1, rate), 1 / 12) * discount),
  );
  for (let i = 0; i < ages.length; i++) {
    const deaths = assumed.deaths[tables[i]!]!;
    const share = shares[tables[i]!]!;
    const [least, end, last] = [1 + leastRise[i]!, lengths[i]!, deaths.length - 1];
    let age = ages[i]!;
    let birthday = 12 - months[i]!;
    let rises = firstRise[i]!;
    let pays = firstPayment[i]!;
    let amount = 1;
    let [alive, discounted, value] = [1, 1, 0];
    let dying = deaths[age]! / 12 / (1 - (deaths[age]! * months[i]!) / 12);
    for (let at = 0; at < end;) {
      const until = Math.min(birthday, rises, end, at < pays ? pays : end);
      const counts = at >= pays ? amount : 0;
      if (evenly) {
        for (; at < until; at++) {
          value += alive * discounted * counts;
          alive -= dying;
          discounted *= discount;
        }
        if (alive < 0) alive = 0;
      } else {
        const step = share[age]!;
        let worth = alive * counts;
        let left = alive;
        for (; at < until; at++) {
          value += worth;
          worth *= step;
          left *= step;
        }
        alive = left;
      }
      if (at === birthday) {
        if (age < last) age++;
        birthday += 12;
        dying = (alive * deaths[age]!) / 12;
      }
      if (at === rises) {
        amount = Math.max(Math.min(amount * least, cap), amount * rising);
        rises += 12;
      }
    }
    into.values[i] = value * monthly[i]!;
    into.lastPaid[i] = amount;
  }
  return into;
}
