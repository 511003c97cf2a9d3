import { sql } from "kysely";
import type { Look } from "./looking.ts";

/** Reporting groups with people at work whose last posted report ended three months ago and more, or that never sent one. */
const employerSilent: Look = {
  patterns: ["employer-silent"],
  sees: ({ fund, today }) => sql`
    select 'employer-silent' as pattern, w.reporting_group::text as subject, null::int as person, w.employer, w.reporting_group,
      (coalesce(l.pensionable_cents, 0) * ceil((${today}::date - coalesce(l.period_end, w.hired)) / 30.4375))::bigint as cents,
      jsonb_build_object('through', coalesce(l.period_end::text, ''), 'people', w.people) as facts
    from (select employer, reporting_group, count(*) as people, min(valid_from) as hired from records.employment
      where fund = ${fund} and recorded_to = 'infinity' and eligible and valid_from <= ${today}::date and valid_to > ${today}::date group by employer, reporting_group) w
    left join lateral (
      select r.period_end, r.pensionable_cents from records.pay_report r join records.pay_report_step s using (fund, report)
      where r.fund = ${fund} and r.reporting_group = w.reporting_group and s.step = 'posted' order by r.period_end desc, r.report desc limit 1) l on true
    where coalesce(l.period_end, w.hired) < ${today}::date - interval '3 months'`,
};

const heldRowWaits: Look = {
  patterns: ["held-row-waits"],
  sees: ({ fund, today }) => sql`
    select 'held-row-waits' as pattern, concat_ws(' ', h.report, h.item) as subject, null::int as person, r.employer, r.reporting_group, 0::bigint as cents,
      jsonb_build_object('report', h.report, 'line', coalesce(h.line, 0), 'since', h.recorded_from::date) as facts
    from records.pay_report_held h join records.pay_report r using (fund, report)
    join records.pay_report_step s using (fund, report)
    where h.fund = ${fund} and s.step = 'posted' and h.recorded_from < ${today}::date - 60
      and not exists (select from records.pay_report_held_step d where d.fund = h.fund and d.report = h.report and d.item = h.item)`,
};

const conversionNotSigned: Look = {
  patterns: ["conversion-not-signed"],
  sees: ({ fund }) => sql`
    select 'conversion-not-signed' as pattern, 'conversion' as subject, null::int as person, null::int as employer, null::int as reporting_group,
      0::bigint as cents, jsonb_build_object('since', c.recorded_from::date, 'by', c.loaded_by) as facts
    from records.conversion c
    where c.fund = ${fund} and not exists (select from records.conversion_sign_off s where s.fund = c.fund)`,
};

/** Every look at employers' reports and at the fund itself. */
export const looksAtEmployers: readonly Look[] = [employerSilent, heldRowWaits, conversionNotSigned];
