/** Where a statement names the fund, the member and the instant of what was taken over. */
interface TakenOver {
  readonly fund: string;
  readonly member: string;
  readonly since: string;
}

/**
 * SQL: whether the register's amounts of what was taken over of a member still hold at an instant, which a statement names. A
 * redetermination that two people approved since then by the law's own amounts ends them.
 */
export const registerHolds = ({ fund, member, since }: TakenOver, at: string): string =>
  `not exists (select from records.determination r where r.fund = ${fund} and r.person = ${member} and r.kind = 'retirement'
    and r.replaces is not null and r.recorded_from > ${since} and r.recorded_from <= ${at})`;

/** An accepted amount of a cutover. */
export const ofCutover: TakenOver = { fund: "i.fund", member: "i.member", since: "i.recorded_from" };
/** An accepted amount of a divided annuity. */
export const ofDivision: TakenOver = { fund: "t.fund", member: "t.member", since: "t.recorded_from" };
