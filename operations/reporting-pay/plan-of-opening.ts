import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { MemberClass } from "@emeritus/records/schema.ts";
import { membershipAsked, noCareer, type CareerBefore } from "../enrolling/career-before.ts";
import { planByLaw, type MembershipAsked } from "../enrolling/membership-law.ts";
import type { Membership } from "./check-context.ts";
import type { PlanCode } from "./layout.ts";
import { planInFile } from "./plan-names.ts";
import type { EventMore } from "./report-file.ts";

/** What the law answers for people never employed, by what it was asked: the law of a running system does not change. */
const known = new Map<string, Membership>();

/** What a file tells of somebody whose membership begins. */
export interface MembershipTold {
  readonly memberClass: MemberClass;
  readonly hired: PlainDate;
  readonly more: EventMore;
}

/** The membership that the law gives; nothing where it cannot say whether the closed plan was left unvested. */
export function membershipOf(before: CareerBefore, told: MembershipTold): Membership | undefined {
  const { memberClass, hired, more } = told;
  const education = dutiesOf(more);
  const asked = membershipAsked(before, {
    memberClass,
    hired,
    tookLumpSum: more.tookLumpSum ?? false,
    ...(education === undefined ? {} : { education }),
  });
  if (asked === undefined) return undefined;
  if (before !== noCareer) return { asked, law: planByLaw(asked) };
  const key = `${memberClass} ${hired} ${asked.tookLumpSum} ${education?.teachesOrResearches} ${education?.administratorWithRank}`;
  let membership = known.get(key);
  if (membership === undefined) known.set(key, (membership = { asked, law: planByLaw(asked) }));
  return membership;
}

/** What an educator does, as a row tells it; nothing where it tells neither. */
export const dutiesOf = ({
  teachesOrResearches,
  administratorWithRank,
}: EventMore): MembershipAsked["education"] =>
  teachesOrResearches === undefined && administratorWithRank === undefined
    ? undefined
    : {
        teachesOrResearches: teachesOrResearches ?? false,
        administratorWithRank: administratorWithRank ?? false,
      };

/** The plan of somebody first employed on a day as a general employee. */
export const planOfFirstHire = (on: PlainDate): PlanCode =>
  planInFile(membershipOf(noCareer, { memberClass: "general", hired: on, more: {} })!.law.plan) as PlanCode;

/** The rules by which the law gave a membership. */
export const rulesOfMembership = ({ law }: Membership): string =>
  (law.considered.find(({ isMember }) => isMember.value === true)?.isMember.explanation.cites ?? []).join(
    ", ",
  );
