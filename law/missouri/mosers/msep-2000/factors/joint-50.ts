/**
 * Joint and 50 % survivor: starting factor in percent by the member's age on the annuity starting date.
 *
 * Source: handbook p.30, ages 50 to 62 (the rows 63 to 67 belong to the 2011 tier); RSMo 104.1027.1 option 1 for the slope of 0.3 a year
 * under 62 and for no change above. Ages below 50 are extended by that slope (register MSEP2000-Q24). In force from 1 July 2000.
 */
export const joint50StartingFactors: readonly (readonly [age: number, percent: string])[] = [
  [48, "94.2"],
  [49, "93.9"],
  [50, "93.6"],
  [51, "93.3"],
  [52, "93.0"],
  [53, "92.7"],
  [54, "92.4"],
  [55, "92.1"],
  [56, "91.8"],
  [57, "91.5"],
  [58, "91.2"],
  [59, "90.9"],
  [60, "90.6"],
  [61, "90.3"],
  [62, "90.0"],
];
