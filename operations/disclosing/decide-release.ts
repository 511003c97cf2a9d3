import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { ReleaseGround } from "@emeritus/records/disclosure-tables.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";
import { workingDaysAfter } from "../recording-deaths/working-days.ts";

/** The four facts that anybody is told on request (BR 1-3(2)). */
const openFields = ["name", "eligibility", "dates", "amount"] as const;

/** What is closed, and may be chosen for a release (BR 1-3(2)). */
export const closedFields = [
  "memberId",
  "ssn",
  "birthDate",
  "address",
  "contacts",
  "family",
  "beneficiaries",
  "employment",
  "pay",
  "contributions",
  "benefits",
  "payments",
] as const;

/** Something closed that a release may hold. */
export type ClosedField = (typeof closedFields)[number];
/** Something open to anybody. */
export type OpenField = (typeof openFields)[number];

/** Who may ask for somebody as their legal representative. */
export const representativeKinds = ["agent", "guardian", "attorney"] as const;
/** One of them. */
export type RepresentativeKind = (typeof representativeKinds)[number];

/** For what a covered department may ask; "other" is refused (BR 1-3(2)(c)). */
export const purposeKinds = ["personnelManagement", "benefitAdministration", "other"] as const;
/** One of them. */
export type PurposeKind = (typeof purposeKinds)[number];

/** The setting of the fund that turns on releases for a compatible purpose, which the handbook names and the board rule does not. */
export const COMPATIBLE_PURPOSE = "disclosure.compatiblePurpose";

/** The rule. */
export const confidentiality = "BR 1-3(2)";
const consent = "BR 1-3(2)(a)";
const process = "BR 1-3(2)(b)";
const department = "BR 1-3(2)(c)";

/** The whole of what decides whether a request may go on to a second person. */
export interface ReleaseAsk {
  readonly asker: string;
  readonly received: PlainDate;
  readonly today: PlainDate;
  readonly ground: ReleaseGround;
  readonly fields: readonly ClosedField[];
  /** Whether everybody it names is on record. */
  readonly allKnown: boolean;
  readonly people: number;
  readonly purpose: string | undefined;
  readonly purposeKind: PurposeKind | undefined;
  /** Whether the employer named is covered on the day; nothing where none is named. */
  readonly covered: boolean | undefined;
  readonly promisedBy: string | undefined;
  readonly representative: RepresentativeKind | undefined;
  /** Whether the record holds an agent who may act today (RSMo 104.1093). */
  readonly agentActs: boolean;
  /** The law, case or order that the paper names. */
  readonly law: string | undefined;
  /** Whether the fund has turned on releases for a compatible purpose. */
  readonly compatiblePurposeOn: boolean;
}

/** Why a request for closed records is not taken. */
export type ReleaseRefusal =
  | "nobody-named"
  | "no-such-person"
  | "asker-missing"
  | "in-future"
  | "nothing-chosen"
  | "ssn-closed"
  | "representative-missing"
  | "agent-not-acting"
  | "department-missing"
  | "department-not-covered"
  | "purpose-not-covered"
  | "purpose-missing"
  | "promise-missing"
  | "law-missing"
  | "purpose-off";

/** Grounds on which an SSN may leave: consent and legal process, never a department's or a mere purpose (RSMo 610.035). */
const ssnMayLeave: Readonly<Record<ReleaseGround, boolean>> = {
  recipientConsent: true,
  representativeConsent: true,
  subpoena: true,
  divisionOrder: true,
  requiredByLaw: true,
  departmentPromise: false,
  compatiblePurpose: false,
};

/** Pure. Whether the ground carries the request; the order of the checks is part of the specification. */
export function decideRelease(ask: ReleaseAsk): Outcome<true, Refusal<ReleaseRefusal>> {
  if (ask.people === 0) return refused("nobody-named", {}, confidentiality);
  if (!ask.allKnown) return refused("no-such-person");
  if (blank(ask.asker)) return refused("asker-missing", {}, confidentiality);
  if (ask.received > ask.today) return refused("in-future");
  if (ask.fields.length === 0) return refused("nothing-chosen", {}, confidentiality);
  if (ask.fields.includes("ssn") && !ssnMayLeave[ask.ground])
    return refused("ssn-closed", {}, "RSMo 610.035");
  return grounds[ask.ground](ask);
}

const blank = (text: string | undefined): boolean => text === undefined || text.trim() === "";
const legal = (ask: ReleaseAsk): Outcome<true, Refusal<ReleaseRefusal>> =>
  blank(ask.law) ? refused("law-missing", {}, process) : accepted(true as const);

/** What each ground asks for beside its paper. */
const grounds: Readonly<Record<ReleaseGround, (ask: ReleaseAsk) => Outcome<true, Refusal<ReleaseRefusal>>>> =
  {
    recipientConsent: () => accepted(true as const),
    representativeConsent: ({ representative, agentActs }) => {
      if (representative === undefined) return refused("representative-missing", {}, consent);
      if (representative === "agent" && !agentActs) return refused("agent-not-acting", {}, "RSMo 104.1093");
      return accepted(true as const);
    },
    subpoena: legal,
    divisionOrder: legal,
    requiredByLaw: legal,
    departmentPromise: ({ covered, purposeKind, purpose, promisedBy }) => {
      if (covered === undefined) return refused("department-missing", {}, department);
      if (!covered) return refused("department-not-covered", {}, department);
      if (purposeKind === undefined || purposeKind === "other")
        return refused("purpose-not-covered", {}, department);
      if (blank(purpose)) return refused("purpose-missing", {}, department);
      if (blank(promisedBy)) return refused("promise-missing", {}, department);
      return accepted(true as const);
    },
    compatiblePurpose: ({ compatiblePurposeOn, purpose }) => {
      if (!compatiblePurposeOn) return refused("purpose-off", {}, confidentiality);
      if (blank(purpose)) return refused("purpose-missing", {}, "Handbook, page 6");
      return accepted(true as const);
    },
  };

/** The business days after the day of receipt by whose end a request is acted upon (RSMo 610.023.3). */
const DAYS_TO_ACT = 3;

/** Pure. The last day to act upon a request (RSMo 610.023.3). */
export const lastDayToAct = (received: PlainDate): PlainDate => workingDaysAfter(received, DAYS_TO_ACT);
