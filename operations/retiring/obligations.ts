import { addDays, type PlainDate } from "@emeritus/engine/dates.ts";
import { appealsCite, lastDayToAppeal } from "@emeritus/law/missouri/mosers/board/appeals.ts";
import { lastWorkingDayOf, workingDaysBefore } from "@emeritus/law/missouri/holidays.ts";

/** Every duty that a retirement case brings about. */
export const dutyKinds = [
  "election-due",
  "application-void",
  "proofs-due",
  "judge-papers",
  "employer-data-due",
  "verify-case",
  "approve-case",
  "first-payment",
  "appeal-ends",
  "temporary-benefit-ends",
  "first-cola",
  "guaranteed-payments-end",
] as const;

/** What is to be done or watched. */
export type DutyKind = (typeof dutyKinds)[number];

/** Who is to act on a duty. */
export type DutyOwner = "member" | "employer" | "counselor" | "benefitVerifier" | "payroll";

/** A dated duty with its owner, derived from the law and never from somebody's memory. */
export interface Duty {
  readonly kind: DutyKind;
  readonly due: PlainDate;
  readonly owner: DutyOwner;
  readonly cites?: string;
}

/** How many working days before a payday the office means to have finished its two steps; targets of ours, not law. */
const officeTargets = { verifyBefore: 10, approveBefore: 5 } as const;

/** What is to be done once an application is filed. */
export function dutiesAfterApplication(dates: {
  start: PlainDate;
  electionDue: PlainDate;
  voidOn: PlainDate;
}): Duty[] {
  return [
    { kind: "election-due", due: dates.electionDue, owner: "member", cites: "RSMo 104.1027.1" },
    { kind: "employer-data-due", due: addDays(dates.start, -1), owner: "employer", cites: "BR 3-3" },
    { kind: "application-void", due: dates.voidOn, owner: "counselor", cites: "Handbook, page 28" },
  ];
}

/** What the office is to do once both steps are in, counted back from the first payday. */
export function dutiesAfterElection(firstPaymentMonth: PlainDate): Duty[] {
  const payday = lastWorkingDayOf(firstPaymentMonth);
  return [
    { kind: "verify-case", due: workingDaysBefore(payday, officeTargets.verifyBefore), owner: "counselor" },
    {
      kind: "approve-case",
      due: workingDaysBefore(payday, officeTargets.approveBefore),
      owner: "benefitVerifier",
    },
  ];
}

/** What follows from an approved benefit: the first payment, the end of the right to appeal, and what the law changes later. */
export function dutiesAfterApproval(dates: {
  communicatedOn: PlainDate;
  firstPaymentMonth: PlainDate;
  temporaryEnds?: PlainDate;
  firstCola?: PlainDate;
  guaranteedEnd?: PlainDate;
}): Duty[] {
  const later: Duty[] = [];
  if (dates.temporaryEnds !== undefined)
    later.push({
      kind: "temporary-benefit-ends",
      due: dates.temporaryEnds,
      owner: "payroll",
      cites: "RSMo 104.1024.4",
    });
  if (dates.firstCola !== undefined)
    later.push({ kind: "first-cola", due: dates.firstCola, owner: "payroll", cites: "RSMo 104.1045" });
  if (dates.guaranteedEnd !== undefined)
    later.push({
      kind: "guaranteed-payments-end",
      due: dates.guaranteedEnd,
      owner: "payroll",
      cites: "RSMo 104.1027.1",
    });
  return [
    {
      kind: "first-payment",
      due: lastWorkingDayOf(dates.firstPaymentMonth),
      owner: "payroll",
      cites: "RSMo 104.1024.1",
    },
    {
      kind: "appeal-ends",
      due: lastDayToAppeal(dates.communicatedOn),
      owner: "member",
      cites: `${appealsCite}(2)(b)`,
    },
    ...later,
  ];
}
