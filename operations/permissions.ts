import type { Actor, Role } from "./actor.ts";

/**
 * How far a right reaches: the actor's own record; everybody's but the actor's own; the employers the actor speaks
 * for; or the fund as a whole, where no single person or employer is meant.
 */
export type Reach = "own" | "others" | "theirs" | "fund";

const read = { auditor: "others" } as const;
const counsel = { counselor: "others", benefitVerifier: "others" } as const;
const payroll = { payrollPreparer: "fund", payrollReleaser: "fund" } as const;

/** Action by role: a missing role may not. "auditor" reads everything and changes nothing; "administrator" sees accounts only. */
export const permissions = {
  "use own account": {
    member: "fund",
    employer: "fund",
    counselor: "fund",
    benefitVerifier: "fund",
    payrollPreparer: "fund",
    payrollReleaser: "fund",
    auditor: "fund",
    administrator: "fund",
  },
  "manage accounts": { administrator: "fund" },

  "read a record": { member: "own", ...counsel, ...read },
  "find members": { counselor: "fund", benefitVerifier: "fund", auditor: "fund" },
  "read a closed field": { counselor: "others", benefitVerifier: "others" },
  "change a record": { counselor: "others" },
  "change an address": { member: "own", counselor: "others" },
  "name a beneficiary": { member: "own", counselor: "others" },
  "designate an agent": { member: "own", counselor: "others" },
  "note a contact": counsel,
  "join two records": { counselor: "others" },
  "confirm that two records are one": { benefitVerifier: "others" },
  "estimate a benefit": { member: "own", ...counsel, ...read },

  "apply for retirement": { member: "own", counselor: "others" },
  "elect a payment option": { member: "own", counselor: "others" },
  "ask for service": { member: "own", counselor: "others" },
  "dispute a record": { member: "own", counselor: "others" },
  "send a document": { member: "own", counselor: "others" },
  "read a case": { member: "own", ...counsel, ...read },
  "read the work queue": { counselor: "fund", benefitVerifier: "fund", auditor: "fund" },
  "work a case": { counselor: "others" },
  "verify a case": { counselor: "others" },
  "approve a determination": { benefitVerifier: "others" },
  "read a determination": { member: "own", ...counsel, ...read },
  "record a death": { counselor: "others" },
  "confirm a death": { benefitVerifier: "others" },
  "read death cases": { counselor: "fund", benefitVerifier: "fund", ...payroll, auditor: "fund" },
  "read receivables": { counselor: "fund", benefitVerifier: "fund", ...payroll, auditor: "fund" },

  "record a division order": { counselor: "others" },
  "qualify a division order": { benefitVerifier: "others" },
  "choose how annuities are divided": { benefitVerifier: "fund" },
  "read division orders": { counselor: "others", benefitVerifier: "others", ...read },

  "report pay": { employer: "theirs" },
  "read pay reports": { employer: "theirs", counselor: "fund", benefitVerifier: "fund", auditor: "fund" },
  "confirm a pay report": { employer: "theirs", counselor: "fund" },
  "choose how pay reports wait": { benefitVerifier: "fund" },
  "report employment": { employer: "theirs", counselor: "others" },
  "read an employer's members": { employer: "theirs", ...counsel, ...read },
  "read employers": {
    employer: "theirs",
    counselor: "fund",
    benefitVerifier: "fund",
    ...payroll,
    auditor: "fund",
  },
  "keep employers": { counselor: "fund" },
  "read employment cases": { counselor: "fund", benefitVerifier: "fund", ...payroll, auditor: "fund" },
  "read data quality": { counselor: "fund", benefitVerifier: "fund", ...payroll, auditor: "fund" },
  "work on data quality": { counselor: "others" },
  "confirm on data quality": { benefitVerifier: "others" },
  "answer the fund's questions": { employer: "theirs" },

  "change a bank account": { member: "own", counselor: "others" },
  "confirm a bank account": { payrollPreparer: "others", payrollReleaser: "others" },
  "read payments": {
    member: "own",
    ...counsel,
    ...read,
    payrollPreparer: "others",
    payrollReleaser: "others",
  },
  "read a payroll": { ...payroll, auditor: "fund" },
  "prepare a payroll": { payrollPreparer: "fund" },
  "approve a payroll": { payrollReleaser: "fund" },
  "release a payroll": { payrollReleaser: "fund" },
  "record a returned payment": { payrollPreparer: "others" },
  "hold a payee": { payrollPreparer: "others" },
  "release a hold": { payrollReleaser: "others" },

  "read invoices": { employer: "theirs", counselor: "fund", ...payroll, auditor: "fund" },
  "read money in": { ...payroll, auditor: "fund" },
  "enter money in": { payrollPreparer: "fund" },
  "release money out": { payrollReleaser: "fund" },
  "prepare interest": { payrollPreparer: "fund" },
  "approve interest": { payrollReleaser: "fund" },

  "read disclosures": { counselor: "others", benefitVerifier: "others", auditor: "others" },
  "answer a public request": { counselor: "others", benefitVerifier: "others" },
  "prepare a release": { counselor: "others" },
  "approve a release": { benefitVerifier: "others" },

  "read a conversion": { ...payroll, auditor: "fund" },
  "convert a fund": { payrollPreparer: "fund" },
  "accept a difference": payroll,
  "run a parallel payroll": payroll,
  "sign off a conversion": { payrollReleaser: "fund" },
  "choose what employers see": { benefitVerifier: "fund" },
  "read charges": { counselor: "others", benefitVerifier: "others", ...read },
  "record a charge": { counselor: "others" },
  "decide on a charge": { benefitVerifier: "others" },
  "prepare a cutover": { payrollPreparer: "fund" },
  "release a cutover": { payrollReleaser: "fund" },

  "read the ledger": { ...payroll, auditor: "fund" },
  "tell a bank settlement": { payrollPreparer: "fund" },
  "confirm a bank settlement": { payrollReleaser: "fund" },
  "close a ledger month": { payrollReleaser: "fund" },
  "read the audit trail": { auditor: "fund" },
  "verify the record": { auditor: "fund" },
} as const satisfies Record<string, Partial<Record<Role, Reach>>>;

/** Something a person may do; every route and operation names one. */
export type Action = keyof typeof permissions;

/** Whose record or which employer's affairs an action touches. */
export interface Subject {
  readonly person?: number | undefined;
  readonly employer?: number | undefined;
}

/** Why an action was refused: the role lacks it, or it does not reach this record. */
export type Refusal = "role" | "own record" | "another's record" | "another employer";

/** Thrown when an actor may not do something; faces answer it and write an audit entry. */
export class NotAllowed extends Error {
  override readonly name = "NotAllowed";
  readonly actor: Actor;
  readonly action: Action;
  readonly because: Refusal;
  readonly subject: Subject;

  constructor(actor: Actor, action: Action, because: Refusal, subject: Subject) {
    super(`${actor.account} may not ${action}: ${because}`);
    this.actor = actor;
    this.action = action;
    this.because = because;
    this.subject = subject;
  }
}

/**
 * Says why an actor may not do something, or nothing when they may.
 * A subject left out means the actor's whole reach; the operation then limits what it reads to that reach.
 */
export function whyNot(actor: Actor, action: Action, subject: Subject = {}): Refusal | undefined {
  const reaches: Partial<Record<Role, Reach>> = permissions[action];
  let because: Refusal = "role";
  for (const role of actor.roles) {
    const reach = reaches[role];
    if (reach === undefined) continue;
    const outside = outsideOf(reach, actor, subject);
    if (outside === undefined) return undefined;
    because = outside;
  }
  return because;
}

function outsideOf(reach: Reach, actor: Actor, { person, employer }: Subject): Refusal | undefined {
  const self = person !== undefined && person === actor.person;
  switch (reach) {
    case "own":
      return person === undefined
        ? actor.person === undefined
          ? "another's record"
          : undefined
        : self
          ? undefined
          : "another's record";
    case "others":
      return self ? "own record" : undefined;
    case "theirs":
      return employer === undefined || actor.employers.includes(employer) ? undefined : "another employer";
    case "fund":
      return self ? "own record" : undefined;
  }
}

/** Whether an actor may do something, to this person's record or for this employer where one is meant. */
export function may(actor: Actor, action: Action, subject: Subject = {}): boolean {
  return whyNot(actor, action, subject) === undefined;
}

/** Returns when the actor may do this and throws `NotAllowed` when not; every operation calls it first. */
export function allow(actor: Actor, action: Action, subject: Subject = {}): void {
  const because = whyNot(actor, action, subject);
  if (because !== undefined) throw new NotAllowed(actor, action, because, subject);
}
