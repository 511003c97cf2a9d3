import { type PlainDate, parseDate } from "@emeritus/engine/dates.ts";
import { type CaseStep, findCase, stepsOf } from "@emeritus/records/case.ts";
import type { Reading } from "@emeritus/records/db.ts";
import { type Letter, lettersOf } from "@emeritus/records/letter.ts";
import type { Known } from "@emeritus/records/moment.ts";
import { obligationsOf, type Obligation } from "@emeritus/records/obligation.ts";
import { type ServicePayment, servicePaymentsOf } from "@emeritus/records/service-ledger.ts";
import { type ServiceStatus, serviceStatus } from "./status.ts";

/** The kind of a service case in the record. */
export const SERVICE_CASE = "serviceCredit";

/** What names a service case. */
export interface ServiceKey {
  readonly person: number;
  readonly caseNumber: number;
}

/** What may be asked of the ledger of service: three purchases, five transfers, restoration of a refund, military leave. */
export const serviceAsks = [
  "militaryDuty",
  "publicEmployment",
  "publicEmploymentAtFullCost",
  "transferIn",
  "transferAfterTenYears",
  "transferPortability",
  "transferFromOtherSystem",
  "transferOut",
  "restoration",
  "militaryLeave",
] as const;

/** One thing that may be asked. */
export type ServiceAskKind = (typeof serviceAsks)[number];

/** The asks that are purchases. */
export const isPurchase = (
  what: ServiceAskKind,
): what is "militaryDuty" | "publicEmployment" | "publicEmploymentAtFullCost" =>
  what === "militaryDuty" || what === "publicEmployment" || what === "publicEmploymentAtFullCost";

/** The asks that cost the member something. */
export const costs = (what: ServiceAskKind): boolean => isPurchase(what) || what === "restoration";

/** Days asked for, both ends included, with the hours a year of the position where there was one. */
export interface AskedSpan {
  readonly from: string;
  readonly to: string;
  readonly hoursAYear?: number;
}

/** What a member asks. */
export interface AskedService {
  readonly what: ServiceAskKind;
  readonly spans: readonly AskedSpan[];
  /** The earlier employer, branch or other system. */
  readonly where: string;
}

/** What is found out with yes or no. */
export const yesNoFound = [
  "honorableDischarge",
  "militaryProof",
  "governmentalEmployer",
  "ownDepartmentService",
  "vestedElsewhere",
  "agreementExists",
  "leftAfterTransfer",
  "transferUsed",
  "employedBeforeDuty",
  "convalescing",
] as const;

/** What the office finds out before it decides: the facts of the law that no record of ours holds. Money is whole cents, rates are text such as "0.1445". */
export interface FoundOut extends Readonly<Partial<Record<(typeof yesNoFound)[number], boolean>>> {
  readonly startingPayCents?: number;
  readonly certifiedEmployerRate?: string;
  readonly certifiedFullCostCents?: number;
  readonly serviceInOtherPlan?: number;
  readonly convertedService?: number;
  readonly amountRefundedCents?: number;
  readonly refundedOn?: string;
  readonly firstShiftAfterReturn?: string;
  readonly reportedForWork?: string;
}

/** What the law gave when an offer was prepared. */
export interface Prepared {
  readonly by: string;
  readonly foundOut: FoundOut;
  readonly months: number;
  readonly costCents: bigint | undefined;
}

/** An offer of the fund. */
export interface Offer {
  readonly expires: PlainDate;
  readonly costCents: bigint;
}

/** How the member means to pay. */
export interface PaymentPlan {
  /** 1 for a lump sum. */
  readonly instalments: number;
  readonly first: PlainDate;
}

/** What the member accepted: the cost on that day, and by when it is to be paid. */
export interface Accepted {
  readonly on: PlainDate;
  readonly costCents: bigint;
  readonly due: PlainDate;
  readonly plan: PaymentPlan;
}

/** A service case as it stands. */
export interface ServiceCase extends ServiceKey {
  readonly status: ServiceStatus;
  readonly step: number;
  readonly asked: AskedService;
  readonly filed: PlainDate;
  readonly prepared: Prepared | undefined;
  readonly offer: Offer | undefined;
  readonly accepted: Accepted | undefined;
  readonly payments: readonly ServicePayment[];
  /** Who asked for the refund, and recorded payments: neither may approve it. */
  readonly handledBy: readonly string[];
  readonly because: string | undefined;
  readonly cites: string | undefined;
  readonly steps: readonly CaseStep[];
  readonly duties: readonly Obligation[];
  readonly letters: readonly Letter[];
}

/** A service case as it stood then, or nothing when this person had no such case. */
export async function findServiceCase(
  db: Reading,
  fund: number,
  of: ServiceKey,
  when: Known = {},
): Promise<ServiceCase | undefined> {
  const found = await findCase(db, fund, of.caseNumber, when);
  if (found === undefined || found.person !== of.person || found.kind !== SERVICE_CASE) return undefined;
  const [steps, payments, duties, letters] = [
    await stepsOf(db, fund, of.person, of.caseNumber, when),
    await servicePaymentsOf(db, fund, of, when),
    await obligationsOf(db, fund, of.person, when),
    await lettersOf(db, fund, of.person, when),
  ];
  return {
    ...of,
    status: serviceStatus(found.status),
    step: found.step,
    ...fromSteps(steps),
    payments,
    steps,
    duties: duties.filter(({ caseNumber }) => caseNumber === of.caseNumber),
    letters: letters.filter(({ caseNumber }) => caseNumber === of.caseNumber),
  };
}

const date = (text: unknown): PlainDate => parseDate(String(text));

/** What the steps of a case say. Pure. */
function fromSteps(steps: readonly CaseStep[]) {
  const last = (action: string) => steps.findLast((step) => step.action === action);
  const ask = last("ask")!;
  const prepared = last("prepare");
  const offer = last("offer")?.facts;
  const accepted = last("accept")?.facts;
  const ended = steps.findLast(({ facts }) => facts["because"] !== undefined)?.facts;
  return {
    asked: ask.facts["asked"] as AskedService,
    filed: date(ask.facts["filed"]),
    prepared: prepared && {
      by: prepared.actor,
      foundOut: prepared.facts["foundOut"] as FoundOut,
      months: Number(prepared.facts["months"]),
      costCents:
        prepared.facts["costCents"] === undefined ? undefined : BigInt(String(prepared.facts["costCents"])),
    },
    offer: offer && { expires: date(offer["expires"]), costCents: BigInt(String(offer["costCents"])) },
    accepted: accepted && {
      on: date(accepted["on"]),
      costCents: BigInt(String(accepted["costCents"])),
      due: date(accepted["due"]),
      plan: { instalments: Number(accepted["instalments"]), first: date(accepted["first"]) },
    },
    handledBy: steps
      .filter(({ action }) => action === "receive" || action === "askRefund")
      .map(({ actor }) => actor),
    because: ended && String(ended["because"]),
    cites: ended?.["cites"] === undefined ? undefined : String(ended["cites"]),
  };
}
