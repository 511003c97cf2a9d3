/** Loans paid back in equal monthly payments, and debts paid down: whole cents, each month's interest rounded to the cent. */
import { type Exact, exact, floorDivide, multiply, roundRatio } from "@emeritus/engine/exact.ts";

/** One month of paying back, in cents. */
export interface LoanMonth {
  readonly month: number;
  readonly interest: bigint;
  readonly principal: bigint;
  readonly left: bigint;
}

/** A loan's way to nothing: the payment of every month but the last, each month, and the sums, in cents. */
export interface LoanPlan {
  readonly payment: bigint;
  readonly months: readonly LoanMonth[];
  readonly interest: bigint;
  readonly paid: bigint;
}

const monthly = (yearly: Exact): Exact => exact(yearly.n, yearly.d * 12n);

/** The equal payment, rounded up to the cent, that pays back an amount in so many months; `yearly` is the yearly rate. */
export function levelPayment(amount: bigint, yearly: Exact, months: number): bigint {
  const rate = monthly(yearly);
  if (rate.n === 0n) return -floorDivide(-amount, BigInt(months));
  const growth = exact((rate.n + rate.d) ** BigInt(months), rate.d ** BigInt(months));
  const payment = multiply(exact(amount), exact(rate.n * growth.n, rate.d * (growth.n - growth.d)));
  return -floorDivide(-payment.n, payment.d);
}

/** Pays an amount down by a fixed payment a month, at most 1,200 months; nothing when the payment never covers the interest. */
export function payDown(amount: bigint, yearly: Exact, payment: bigint): LoanPlan | undefined {
  const rate = monthly(yearly);
  const months: LoanMonth[] = [];
  let [left, interest, paid] = [amount, 0n, 0n];
  while (left > 0n) {
    const due = roundRatio(left * rate.n, rate.d, "halfUp");
    if (payment <= due || months.length >= 1200) return undefined;
    const pays = left + due < payment ? left + due : payment;
    left = left + due - pays;
    interest += due;
    paid += pays;
    months.push({ month: months.length + 1, interest: due, principal: pays - due, left });
  }
  return { payment, months, interest, paid };
}
