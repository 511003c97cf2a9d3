import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { NoticeKind } from "@emeritus/records/employer-tables.ts";
import type { Notice } from "@emeritus/records/enrolment.ts";
import { accepted, type Outcome, type Refusal, refused } from "../outcome.ts";

/** Why what was told is not taken back: each code says who can help. */
export type TakeBackRefusal =
  | "no-such-notice"
  | "taken-back-already"
  | "not-taken-back"
  | "told-later"
  | "told-together"
  | "pay-rests"
  | "retirement-rests"
  | "case-rests"
  | "recorded-over";

/** Words that say that somebody works: pay for days after them rests on them. */
export const saysAtWork: readonly NoticeKind[] = [
  "return",
  "recall",
  "eligibility",
  "hire",
  "rehire",
  "transfer",
  "notEligible",
];

/** What employers can take back; of the rest each is corrected in a way of its own (ADR 22). */
export const takenBackKinds: readonly NoticeKind[] = [
  "termination",
  "sickLeave",
  "leave",
  "layoff",
  ...saysAtWork,
];

const hires: readonly NoticeKind[] = ["hire", "rehire", "transfer", "notEligible"];
const besideWork: readonly NoticeKind[] = ["name", "address"];

/** What the record holds that may rest on a notice. */
export interface Resting {
  /** The first month with pay that was posted since and rests on the notice. */
  readonly paid: PlainDate | undefined;
  /** Whether the member applied to retire, or has a benefit. */
  readonly retires: boolean;
  /** Whether a case that began since is open or was granted. */
  readonly inCase: boolean;
}

/** Pure. The word about work that stands after a notice: another of its employer, or a hire by any; a name or an address rests on nothing. */
export function toldLater(notices: readonly Notice[], one: Notice): Notice | undefined {
  return notices.findLast(
    ({ notice, kind, employer, takenBack, recordedFrom }) =>
      notice > one.notice &&
      recordedFrom !== one.recordedFrom &&
      takenBack === undefined &&
      (employer === one.employer ? !besideWork.includes(kind) : hires.includes(kind)),
  );
}

/** Pure. Whether one stroke told other things about work of the same position, as a pay report can. */
const toldTogether = (notices: readonly Notice[], one: Notice): boolean =>
  notices.some(
    ({ notice, kind, position, recordedFrom }) =>
      notice !== one.notice &&
      recordedFrom === one.recordedFrom &&
      position === one.position &&
      !besideWork.includes(kind),
  );

/** Pure. Order: the notice, its kind, what was told after it or with it, and then what rests on it. Notices are all of the person, latest first. */
export function decideTakingBack(
  notices: readonly Notice[],
  asked: { readonly notice: number; readonly position: number },
  resting: Resting,
): Outcome<Notice, Refusal<TakeBackRefusal>> {
  const one = notices.find(({ notice, position }) => notice === asked.notice && position === asked.position);
  if (one === undefined) return refused("no-such-notice");
  if (one.takenBack !== undefined) return refused("taken-back-already");
  if (!takenBackKinds.includes(one.kind)) return refused("not-taken-back", { kind: one.kind });
  const later = toldLater(notices, one);
  if (later !== undefined) return refused("told-later", { day: formatDate(later.effective) });
  if (toldTogether(notices, one)) return refused("told-together");
  const { paid, retires, inCase } = resting;
  if (paid !== undefined) return refused("pay-rests", { month: formatDate(paid) });
  if (retires) return refused("retirement-rests");
  return inCase ? refused("case-rests") : accepted(one);
}
