import { parseDate } from "@emeritus/engine/dates.ts";
import { expect, test } from "vitest";
import type { ToPost } from "../reporting-pay/post-report.ts";
import type { RosterPerson } from "../reporting-pay/roster.ts";
import { touchedBefore } from "./touching.ts";

const day = parseDate;

test("an employer's preview does not list somebody for drawing a benefit alone; the office's does", () => {
  const who = (drawsBenefit: boolean) => ({ drawsBenefit }) as RosterPerson;
  const [retiree, late, other] = [who(true), who(false), who(false)];
  const money = {
    count: 3,
    earnEnd: [day("2026-06-30"), day("2026-05-31"), day("2026-06-30")],
    corrections: new Map(),
  };
  const none = { openings: [], leaves: [] };
  const posting = {
    people: [retiree, late, other],
    ...none,
    endings: [{ who: retiree, lastDay: day("2026-06-15") }],
    sickLeave: [{ who: retiree, on: day("2026-06-15") }],
  };
  const report = { file: { money, header: { periodBegin: day("2026-06-01") } }, posting };
  const touched = (seesBenefits: boolean) => touchedBefore(report as unknown as ToPost, seesBenefits);
  expect([...touched(false)]).toEqual([late]);
  expect(touched(true)).toEqual(new Set([retiree, late]));
});
