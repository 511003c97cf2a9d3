/**
 * Joint and 100 % survivor: starting factor in percent by the member's age on the annuity starting date.
 *
 * Source: handbook p.30, ages 50 to 62 (the rows 63 to 67 belong to the 2011 tier). Ages below 50 are extended by the slope of 0.4 a year
 * (register MSEP2000-Q24). In force from 1 July 2000.
 */
export const joint100StartingFactors: readonly (readonly [age: number, percent: string])[] = [
  [48, "88.6"],
  [49, "88.2"],
  [50, "87.8"],
  [51, "87.4"],
  [52, "87.0"],
  [53, "86.6"],
  [54, "86.2"],
  [55, "85.8"],
  [56, "85.4"],
  [57, "85.0"],
  [58, "84.6"],
  [59, "84.2"],
  [60, "83.8"],
  [61, "83.4"],
  [62, "83.0"],
];
