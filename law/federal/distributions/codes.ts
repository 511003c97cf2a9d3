/** Form 1099-R: the distribution code of box 7, and when the form is due. */
import {
  all,
  any,
  atLeast,
  cases,
  choices,
  count,
  date,
  dateAtAge,
  is,
  minus,
  months,
  not,
  onOrAfter,
  otherwise,
  plusMonths,
  times,
  when,
  yearOf,
  years,
} from "@emeritus/engine/expr.ts";
import type { Span } from "@emeritus/engine/kinds.ts";
import { fixed, provision } from "@emeritus/engine/provision.ts";
import { birthDate, leftService } from "../../missouri/mosers/facts.ts";
import { paymentDate } from "../facts.ts";
import { irc, irsForm } from "../sources.ts";
import {
  bonaFideTermination,
  paidForDisability,
  paymentKind,
  publicSafety,
  publicSafetyService,
  recipient,
  rolledOver,
} from "./facts.ts";

/** The codes of box 7 that a payment of the fund can have. */
export const distributionCodes = choices(
  "code1",
  "code2",
  "code3",
  "code4",
  "code4G",
  "code7",
  "codeE",
  "codeG",
);

/** From this age on no additional tax is due on early payments. */
export const earlyPaymentAge = fixed("earlyPaymentAge", { cites: irc("72(t)"), is: months(714) });
/** Who leaves in or after the year of this age owes no additional tax. */
export const separationAge = fixed("separationAge", { cites: irc("72(t)"), is: years(55) });
/** The same age for public safety employees. */
export const separationAgeOfPublicSafety = fixed("separationAgeOfPublicSafety", {
  cites: irc("72(t)"),
  register: "DISTRIBUTIONS-Q03",
  is: years(50),
});
/** Service in public safety that does as well as that age. */
export const serviceOfPublicSafety = fixed("serviceOfPublicSafety", {
  cites: irc("72(t)"),
  register: "DISTRIBUTIONS-Q03",
  is: years(25),
});

/** Whether the member had attained 59 1/2 on the day of payment. */
export const pastEarlyPaymentAge = provision.condition("pastEarlyPaymentAge", {
  cites: irc("72(t)"),
  register: "DISTRIBUTIONS-Q09",
  means: () => onOrAfter(paymentDate, dateAtAge(birthDate, earlyPaymentAge)),
});

/** Whether the member left in or after the year of attaining 55; for public safety 50, or with 25 years of service. */
export const leftLateEnough = provision.condition("leftLateEnough", {
  cites: irc("72(t)"),
  register: "DISTRIBUTIONS-Q03",
  means: () =>
    any(
      atLeast(yearOf(leftService), yearOf(dateAtAge(birthDate, separationAge))),
      all(
        publicSafety,
        any(
          atLeast(yearOf(leftService), yearOf(dateAtAge(birthDate, separationAgeOfPublicSafety))),
          atLeast(publicSafetyService, serviceOfPublicSafety),
        ),
      ),
    ),
});

/** The code of box 7; a payment that is rolled over in part stands on two forms, each with its own code. */
export const distributionCode = provision.choice("distributionCode", distributionCodes, {
  cites: [irsForm("1099-R"), irc("72(t)")],
  register: "DISTRIBUTIONS-Q03",
  means: () =>
    cases(
      when(is(paymentKind, "correctiveDistribution"), distributionCodes.of("codeE")),
      when(
        is(recipient, "survivingSpouse", "otherIndividual", "estateOrCharity"),
        cases(when(rolledOver, distributionCodes.of("code4G")), otherwise(distributionCodes.of("code4"))),
      ),
      when(rolledOver, distributionCodes.of("codeG")),
      when(pastEarlyPaymentAge, distributionCodes.of("code7")),
      when(paidForDisability, distributionCodes.of("code3")),
      when(is(recipient, "formerSpouse"), distributionCodes.of("code2")),
      when(not(bonaFideTermination), distributionCodes.of("code1")),
      when(
        any(is(paymentKind, "monthlyAnnuity", "guaranteedPayments"), leftLateEnough),
        distributionCodes.of("code2"),
      ),
      otherwise(distributionCodes.of("code1")),
    ),
});

/** The day by which the recipient must have the form: 31 January of the year after the payment. */
export const taxFormDue = provision.date("taxFormDue", {
  cites: irsForm("1099-R"),
  means: () => plusMonths(date("2000-01-31"), times<Span>(years(1), minus(yearOf(paymentDate), count(1999)))),
});
