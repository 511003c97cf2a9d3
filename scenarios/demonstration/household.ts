import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { PaymentOption } from "@emeritus/operations/retiring/decide-election.ts";

/** A person of the demonstration. Dates are engine dates; persons are numbered from 1. */
export interface DemoPerson {
  readonly person: number;
  readonly first: string;
  readonly last: string;
  readonly born: PlainDate;
  readonly died?: PlainDate;
}

/** Days from the first to the last, both included; ENDLESS while they go on. */
export interface Span {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** A job held without a break. */
export interface DemoJob extends Span {
  readonly employer: number;
  readonly code: string;
  readonly title: string;
  readonly fteHundredths: number;
  readonly endedBy?: "left" | "retired" | "death";
}

/** An unpaid leave from one of the jobs, which are counted from 0. */
export interface DemoLeave extends Span {
  readonly job: number;
  readonly kind: "ownIllness" | "family" | "military";
}

/** Pay of one calendar year in one job: whole cents a month, null where nothing was paid. */
export interface DemoPayYear {
  readonly job: number;
  readonly year: number;
  readonly cents: readonly (number | null)[];
}

/** One assembly served in. */
export interface DemoAssembly extends Span {
  readonly assembly: number;
  readonly begins: PlainDate;
  readonly ends: PlainDate;
}

/** When somebody asked to be paid, from when, and how. */
export interface DemoRetirement {
  readonly filed: PlainDate;
  readonly start: PlainDate;
  readonly option: PaymentOption;
}

/** A whole career and the household around it. */
export interface Household {
  readonly member: DemoPerson;
  readonly memberClass: "general" | "legislator";
  readonly spouse?: DemoPerson;
  /** From the wedding; `to` is the first day no longer married, ENDLESS while it lasts. */
  readonly marriage?: Span & { readonly endedBy?: "death" | "divorce" };
  readonly jobs: readonly DemoJob[];
  readonly leaves: readonly DemoLeave[];
  readonly assemblies: readonly DemoAssembly[];
  readonly pay: readonly DemoPayYear[];
  readonly sickLeaveHundredths?: number;
  readonly retirement?: DemoRetirement;
  readonly address: { readonly street: string; readonly city: string; readonly postalCode: string };
}
