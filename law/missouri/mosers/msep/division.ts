/** Division of benefits orders under the closed plan: the rules of the year 2000 plan, by the closed plan's own section (RSMo 104.312). */
import type { Change } from "@emeritus/engine/amend.ts";
import { and, rsmo } from "../../../sources.ts";
import {
  accruedInMarriage,
  accruedWhenDivided,
  dueToFormerSpouse,
  formerSpouseIsPaid,
  formerSpousePaidFrom,
  formerSpouseShare,
  leftByOtherOrders,
  maritalFraction,
  mostDividedShare,
  serviceBeforeMarriage,
  serviceWhenDivided,
} from "../shared/division.ts";
import { dueToRetiree } from "../msep-2000/in-payment.ts";
import { underSection } from "../shared/sections.ts";

const order = rsmo("104.312.1");

/** The sections and register entries of the closed plan for what an order divides and what it pays. */
export const divisionOfClosedPlan: readonly Change[] = [
  underSection(mostDividedShare, { cites: rsmo("104.312.1(3)") }),
  underSection(accruedWhenDivided, { cites: order, register: "MSEP-Q45" }),
  underSection(serviceWhenDivided, { cites: order }),
  underSection(serviceBeforeMarriage, { cites: order, register: "MSEP-Q45" }),
  underSection(maritalFraction, { cites: order, register: "MSEP-Q45" }),
  underSection(accruedInMarriage, { cites: order, register: "MSEP-Q45" }),
  underSection(formerSpouseShare, {
    cites: and(rsmo("104.312.1(3)"), rsmo("104.395.1")),
    register: "MSEP-Q45",
  }),
  underSection(formerSpousePaidFrom, { cites: order }),
  underSection(formerSpouseIsPaid, { cites: order, register: "MSEP-Q46" }),
  underSection(leftByOtherOrders, { cites: order, register: "MSEP-Q54" }),
  underSection(dueToFormerSpouse, { cites: and(order, rsmo("104.415")), register: "MSEP-Q46" }),
  underSection(dueToRetiree, { cites: and(rsmo("104.401"), rsmo("104.380"), order) }),
];
