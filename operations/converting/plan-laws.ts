import type { Plan } from "@emeritus/engine/plan.ts";
import { alj } from "@emeritus/law/missouri/mosers/alj/plan.ts";
import { judicial2011 } from "@emeritus/law/missouri/mosers/judicial-2011/plan.ts";
import { judicial } from "@emeritus/law/missouri/mosers/judicial/plan.ts";
import { msep2000 } from "@emeritus/law/missouri/mosers/msep-2000/plan.ts";
import { msep2011 } from "@emeritus/law/missouri/mosers/msep-2011/plan.ts";
import { msep } from "@emeritus/law/missouri/mosers/msep/plan.ts";
import type { People } from "./careers.ts";
import type { OptionName, PayeeKind, PlanName, Row } from "./layout.ts";

/** The law by which a plan's payees are compared, and what its own words for the same amounts are. */
export interface PlanLaw {
  readonly plan: Plan;
  readonly judges: boolean;
  readonly options: readonly OptionName[];
  readonly kinds: readonly PayeeKind[];
  /** The provision of the amount at the annuity starting date. */
  readonly amountAtStart: string;
  /** The provision of service that counts. */
  readonly service: string;
  /** Whether its whole law can be compiled over many payees. */
  readonly compiled: boolean;
}

const general = {
  judges: false,
  kinds: ["retirement", "survivor", "guaranteedPayments", "formerSpouse"],
  amountAtStart: "chosenAmount",
  service: "creditedService",
  compiled: true,
} as const;
const yearly = ["lifeIncome", "joint50", "joint100", "guaranteed120", "guaranteed180"] as const;
const judges = { judges: true, service: "judicialService", compiled: false } as const;
const onlyHalf = {
  ...judges,
  options: ["lifeIncome"],
  kinds: ["retirement", "survivor"],
  amountAtStart: "annuityAtStart",
} as const;

/** The law of each plan that pays benefits; the university's plan pays none from this fund. */
export const planLaws: Readonly<Record<PlanName, PlanLaw | undefined>> = {
  msep: {
    ...general,
    plan: msep,
    options: ["lifeIncome", "joint50", "joint100", "guaranteed60", "guaranteed120"],
  },
  msep2000: { ...general, plan: msep2000, options: yearly },
  msep2011: { ...general, plan: msep2011, options: yearly },
  judicial: { ...onlyHalf, plan: judicial },
  judicial2011: {
    ...judges,
    plan: judicial2011,
    options: yearly,
    kinds: ["retirement", "survivor", "guaranteedPayments"],
    amountAtStart: "chosenAmount",
  },
  alj: { ...onlyHalf, plan: alj },
  curp: undefined,
};

/** The plan under which a benefit is paid: as its row says, else of the member's latest job. */
export function planOfPayee(all: People, row: Row<"payees">): PlanName {
  if (row.plan !== undefined) return row.plan;
  const versions = (all.jobs.get(row.member) ?? []).flatMap((job) => job.versions);
  return (
    versions.reduce<Row<"employment"> | undefined>(
      (latest, each) => (latest === undefined || each.from > latest.from ? each : latest),
      undefined,
    )?.plan ?? "msep2000"
  );
}
