import { looksAtBenefits } from "./look-at-benefits.ts";
import { looksAtEmployers } from "./look-at-employers.ts";
import { looksAtEmployment } from "./look-at-employment.ts";
import { looksAtPay } from "./look-at-pay.ts";
import { looksAtPeople } from "./look-at-people.ts";
import type { Look } from "./looking.ts";

/** Every look of a run, in its order. */
export const looks: readonly Look[] = [
  ...looksAtPay,
  ...looksAtEmployment,
  ...looksAtPeople,
  ...looksAtBenefits,
  ...looksAtEmployers,
];
