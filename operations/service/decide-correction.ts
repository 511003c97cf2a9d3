import { addDays, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Employment } from "@emeritus/records/employment.ts";
import type { LeaveKind } from "@emeritus/records/schema.ts";
import type { ServiceProofKind } from "@emeritus/records/service-tables.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";

/** A correction of service that answers a dispute: new days of a job, or of a leave in it; both ends included. */
export interface ServiceCorrection {
  readonly position: number;
  /** The first day on record of the stretch of the job that is wrong; the latest stretch where it is left out. */
  readonly since?: PlainDate | undefined;
  readonly from: PlainDate;
  /** Nothing while it goes on. */
  readonly to: PlainDate | undefined;
  /** The kind of leave; nothing for work. */
  readonly leave: LeaveKind | undefined;
  /** The paper that proves it (BR 2-5.1, 3-5.1): nothing is credited without one. */
  readonly proof: {
    readonly kind: ServiceProofKind;
    readonly certifiedBy: string;
    readonly certifiedOn: PlainDate;
  };
}

/** Why a correction is not made. */
export type CorrectionRefusal =
  | "no-such-job"
  | "days-backwards"
  | "days-ahead"
  | "before-birth"
  | "certified-ahead"
  | "not-in-job"
  | "days-of-another";

/** The stretch of a job that a correction is about. */
export interface StretchCorrected {
  readonly stretch: Employment;
  /** The day after its right last day; nothing while it goes on. */
  readonly after: PlainDate | undefined;
  /** The next stretch of the job begins on that day, so that the job does not end with this one. */
  readonly continues: boolean;
}

/**
 * Pure. What is corrected has passed and is proven by a paper of today or before; a leave lies within the job; and the days of another
 * stretch of the same job are not written over: that one is corrected by itself.
 */
export function decideCorrection(
  {
    today,
    born,
    employment,
  }: { readonly today: PlainDate; readonly born: PlainDate; readonly employment: readonly Employment[] },
  { position, since, from, to, leave, proof }: ServiceCorrection,
): Outcome<StretchCorrected, Refusal<CorrectionRefusal>> {
  const stretches = employment.filter((one) => one.position === position);
  const stretch = stretches.findLast((one) => since === undefined || one.from === since);
  if (stretch === undefined) return refused("no-such-job");
  if (to !== undefined && to < from) return refused("days-backwards");
  if (from > today || (to ?? from) > today) return refused("days-ahead");
  if (from < born) return refused("before-birth");
  if (proof.certifiedOn > today) return refused("certified-ahead");
  if (leave !== undefined) {
    const within = from >= stretch.from && (to === undefined ? stretch.to > today : to < stretch.to);
    return within
      ? accepted({ stretch, after: to === undefined ? undefined : addDays(to, 1), continues: false })
      : refused("not-in-job", {
          from: formatDate(stretch.from),
          to: stretch.to > today ? null : formatDate(addDays(stretch.to, -1)),
        });
  }
  const next = stretches.find((one) => one.from > stretch.from);
  const before = stretches.findLast((one) => one.from < stretch.from);
  const after = to === undefined ? next?.from : addDays(to, 1);
  if ((before !== undefined && from < before.to) || (next !== undefined && after! > next.from))
    return refused("days-of-another");
  return accepted({ stretch, after, continues: next !== undefined && after === next.from });
}
