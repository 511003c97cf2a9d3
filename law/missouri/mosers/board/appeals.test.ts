import { formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { expect, it } from "vitest";

import { lastDayToAppeal } from "./appeals.ts";

it("S-34 H-041 BR 1-2(2)(b) a decision mailed on 2 March 2026 can be appealed through 1 May 2026", () => {
  expect(formatDate(lastDayToAppeal(parseDate("2026-03-02")))).toBe("2026-05-01");
});

it("BR 1-2(2)(b) the 60 days run over the end of February, with and without a leap day", () => {
  expect(formatDate(lastDayToAppeal(parseDate("2027-01-01")))).toBe("2027-03-02");
  expect(formatDate(lastDayToAppeal(parseDate("2028-01-01")))).toBe("2028-03-01");
});
