/** Words for the law of the closed plan, MSEP. */
export const msep = {
  // who the member is
  partTimeLegislative: "part-time employee of the general assembly",

  // how to be paid
  guaranteed60: "60 guaranteed payments",
} satisfies Readonly<Record<string, string>>;
