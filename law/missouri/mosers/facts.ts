/**
 * What the law of every plan of the fund asks of a person. Facts are arguments: they come from the record, or are stated for an estimate.
 * Dates are plain calendar dates, pay is whole cents, service is whole months, sick leave is hours.
 */
import { choices } from "@emeritus/engine/expr.ts";
import { fact, field, listOf } from "@emeritus/engine/fact.ts";

/** The kinds of member whom the law of the general plans tells apart. */
export const memberClasses = choices(
  "general",
  "legislator",
  "official",
  "waterPatrol",
  "partTimeLegislative",
);
/**
 * Employed as a general employee, serving as a member of the general assembly or as a statewide elected official, employed as a
 * uniformed member of the water patrol, or as a part-time employee of the general assembly.
 */
export const memberClass = fact.choice("memberClass", memberClasses.names);

/** Day of birth. */
export const birthDate = fact.date("birthDate", { least: "1900-01-01", most: "2020-12-31" });
/** First day in a benefit-eligible position of any covered department, whatever the plan. */
export const firstHired = fact.date("firstHired", { least: "1950-01-01", most: "2099-12-31" });
/** Left the closed plan before vesting in it and came back on or after 1 July 2000. */
export const leftClosedPlanUnvested = fact.condition("leftClosedPlanUnvested");
/** A member of the closed plan who chooses the year 2000 plan at retirement (RSMo 104.1015.1). */
export const electsYear2000Plan = fact.condition("electsYear2000Plan");
/** Took the lump sum offered to vested former members under RSMo 104.1092 and was hired again later. */
export const rehiredAfterBuyout = fact.condition("rehiredAfterBuyout");
/** The record also holds service of another class, whose benefit is computed apart from this one. */
export const secondKindOfService = fact.condition("secondKindOfService");
/** Service of every other kind than the one being computed: its credited service, and whether it vests by itself. */
export const otherKinds = listOf(
  "otherKinds",
  {
    kind: field.choice(memberClasses.names),
    service: field.service({ most: "720" }),
    vestsAlone: field.condition(),
  },
  { most: 4 },
);
/** The statewide elected offices. */
export const statewideOffices = choices(
  "governor",
  "lieutenantGovernor",
  "attorneyGeneral",
  "secretaryOfState",
  "stateTreasurer",
  "stateAuditor",
);
/** The statewide office with the highest pay that the member held; known to be absent for who held none. */
export const highestOffice = fact.perhaps.choice("highestOffice", statewideOffices.names);

/** Why a span of days stands in the employment record. */
export const periodKinds = choices(
  "employed",
  "ownIllnessLeave",
  "familyLeave",
  "militaryLeave",
  "workersCompensationLeave",
  "otherLeave",
  "layoff",
);
/** Spans of employment and leave, both ends included; spans may overlap, an open one ends on the endless date. */
export const periods = listOf(
  "periods",
  { from: field.date(), to: field.date(), kind: field.choice(periodKinds.names) },
  { most: 100 },
);

/** Assemblies in which a legislator served: the assembly's first and last day, and the days of service in it. */
export const assemblies = listOf(
  "assemblies",
  { begins: field.date(), ends: field.date(), servedFrom: field.date(), servedTo: field.date() },
  { most: 30 },
);

/** Service that was bought, in whole months (RSMo 104.1021, 105.691). */
export const purchasedService = fact.service("purchasedService", { most: "360" });
/** Service that was transferred from another system, in whole months (RSMo 104.1090, 105.691). */
export const transferredService = fact.service("transferredService", { most: "480" });
/** Unused sick leave that the last department certified, in hours. */
export const unusedSickLeaveHours = fact.hours("unusedSickLeaveHours", { most: "20000" });

/** Pay by earned month, all positions together, within the pay limit; one row a month, oldest first. */
export const pay = listOf(
  "pay",
  { month: field.date(), cents: field.amount({ most: "100000.00" }) },
  { most: 840 },
);

/** Last day of work in a benefit-eligible position, as the department reports it. */
export const leftService = fact.date("leftService", { least: "1950-01-01", most: "2120-12-31" });
/** Whether the member still works; then the first dates assume work to the day before. */
export const stillEmployed = fact.condition("stillEmployed");
/** First of the month from which the benefit is payable. */
export const annuityStartingDate = fact.date("annuityStartingDate", {
  least: "1950-01-01",
  most: "2120-12-31",
});
/** The day on which the retirement application was signed and filed. */
export const applicationFiled = fact.date("applicationFiled", { least: "1990-01-01", most: "2120-12-31" });

/** Day of birth of the spouse when the application was filed; known to be absent for a member without a spouse. */
export const spouseBirthDate = fact.perhaps.date("spouseBirthDate", {
  least: "1900-01-01",
  most: "2020-12-31",
});
/** The ways of being paid; each plan has five of them: 60 guaranteed payments are of the closed plan alone, 180 of the year 2000 plan. */
export const paymentOptions = choices(
  "lifeIncome",
  "joint50",
  "joint100",
  "guaranteed120",
  "guaranteed180",
  "guaranteed60",
);
/** Months of the BackDROP period that the member chose, back from the annuity starting date; known to be absent without one. */
export const backDropMonths = fact.perhaps.count("backDropMonths", { least: "1", most: "60" });
/** An annuity was already paid on earlier service, to a retired member who came back. */
export const annuityPaidBefore = fact.condition("annuityPaidBefore");
/** The payment option that the member elected. */
export const paymentOption = fact.choice("paymentOption", paymentOptions.names);

/** First of the month for which a payment is due. */
export const paymentMonth = fact.date("paymentMonth", { least: "1990-01-01", most: "2199-12-01" });
/** The day on which the member died, or known to be absent. */
export const memberDied = fact.perhaps.date("memberDied", { least: "1990-01-01", most: "2199-12-31" });
/** The day on which the spouse named in a joint option died, or known to be absent. */
export const spouseDied = fact.perhaps.date("spouseDied", { least: "1990-01-01", most: "2199-12-31" });

/** Hours a year that a position normally requires. */
export const positionHours = fact.hours("positionHours", { most: "9000" });
/** A day of service in the position. */
export const positionOn = fact.date("positionOn", { least: "1950-01-01", most: "2120-12-31" });
