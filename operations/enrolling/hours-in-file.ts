import { ENDLESS } from "@emeritus/engine/dates.ts";
import { correctMany } from "@emeritus/records/correct.ts";
import { dateText } from "@emeritus/records/dates.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { groupPositionsOn } from "@emeritus/records/employer-desk.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import type { HoursChange } from "../reporting-pay/check-context.ts";
import { planInRecord } from "../reporting-pay/plan-names.ts";
import { rounds } from "./told-details.ts";

/** Where a file told other hours, and whose account sent it. */
export interface HoursInGroup {
  readonly tx: Tx;
  readonly fund: number;
  readonly actor: string;
  readonly group: { readonly employer: number; readonly group: number };
  readonly instant: Instant;
}

/** Positions with the hours that a row told of them, from a day on. */
export interface PositionTold {
  readonly code: string;
  readonly from: number;
  readonly hoursAYear: number;
}

/** Records other hours of positions that a file tells, and the membership that begins or ends with them, a few statements for all. */
export async function recordHours(
  at: HoursInGroup,
  told: readonly (Omit<HoursChange, "who"> & { readonly person: number })[],
): Promise<void> {
  if (told.length === 0) return;
  const { tx, fund, group, instant } = at;
  await recordPositions(at, told);
  const changes = told.map(({ person, position, plan, memberClass, eligible, fteHundredths, from }) => ({
    key: { fund, person, position },
    days: { from },
    rows: [
      {
        fund,
        person,
        position,
        employer: group.employer,
        reporting_group: group.group,
        plan: planInRecord(plan),
        member_class: memberClass,
        eligible,
        fte_hundredths: fteHundredths,
        ended_by: null,
        valid_from: dateText(from),
        valid_to: dateText(ENDLESS),
      },
    ],
  }));
  for (const round of rounds(changes, ({ key }) => `${key.person} ${key.position}`))
    await correctMany(tx, "records.employment", round, instant);
}

/** Records positions in the group's register with the hours told of them; a title on record stays. */
export async function recordPositions(
  { tx, fund, actor, group, instant }: HoursInGroup,
  told: readonly PositionTold[],
): Promise<void> {
  if (told.length === 0) return;
  const on = told.reduce((latest, { from }) => Math.max(latest, from), 0);
  const listed = await groupPositionsOn(tx, fund, { on }, [group.group]);
  const titles = new Map(listed.map(({ code, title }) => [code, title]));
  const changes = told.map(({ code, from, hoursAYear }) => ({
    key: { fund, reporting_group: group.group, code },
    days: { from },
    rows: [
      {
        fund,
        reporting_group: group.group,
        code,
        title: titles.get(code) ?? code,
        hours_a_year: hoursAYear,
        decided_by: actor,
        valid_from: dateText(from),
      },
    ],
  }));
  for (const round of rounds(changes, ({ key }) => key.code))
    await correctMany(tx, "records.group_position", round, instant);
}
