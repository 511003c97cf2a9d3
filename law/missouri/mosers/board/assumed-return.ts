/** The assumed rate of return that the board adopts, by which members and other persons are charged interest (BR 2-17, 3-15, 4-7). */
import { percent } from "@emeritus/engine/expr.ts";
import { schedule } from "@emeritus/engine/provision.ts";
import { and, boardRule } from "../../../sources.ts";

const row = (from: string, rate: string) =>
  ({ from, value: percent(rate), mark: "assumed", register: "CONTRIBUTIONS-Q06" }) as const;

/** Yearly rate for the fiscal year, 1 July to 30 June, in which an application is dated; each valuation's figure from the next day on. */
export const assumedReturn = schedule("assumedReturn", {
  governedBy: "applicationDated",
  cites: and(boardRule("2-17"), boardRule("3-15"), boardRule("4-7")),
  values: [
    row("1990-01-01", "8.5"),
    row("2012-07-01", "8"),
    row("2016-07-01", "7.65"),
    row("2017-07-01", "7.5"),
    row("2018-07-01", "7.25"),
    row("2019-07-01", "7.1"),
    row("2020-07-01", "6.95"),
  ],
});
