import { addDays, ENDLESS, formatDate } from "@emeritus/engine/dates.ts";
import type { PlainDate } from "@emeritus/engine/dates.ts";
import type { CareerRows } from "@emeritus/records/career-rows.ts";
import { employers } from "./invented.ts";
import type { Household } from "./household.ts";

/** The text of the day after the last, as the record writes the end of a period. */
export const dayAfter = (last: PlainDate): string =>
  last === ENDLESS ? "infinity" : formatDate(addDays(last, 1));

/** The plan that every member of the demonstration belongs to, as the record names it. */
export const planOnRecord = "msep2000";

/** The employer with this number; each has one reporting group of the same number. */
export const employerNumbered = (number: number) => employers.find((each) => each.number === number)!;

/** What the record will hold of a household's career on a day: the same shape that it is read back in. */
export function careerRowsOf(household: Household, memberId: string, on: PlainDate): CareerRows {
  const { member, spouse, marriage } = household;
  const married = spouse !== undefined && marriage !== undefined && marriage.from <= on && on < marriage.to;
  return {
    person: member.person,
    memberId,
    name: `${member.first} ${member.last}`,
    born: formatDate(member.born),
    birthProof: "birthCertificate",
    died: member.died === undefined ? null : formatDate(member.died),
    employment: household.jobs.map((job, at) => ({
      position: at + 1,
      employer: job.employer,
      plan: planOnRecord,
      memberClass: household.memberClass,
      eligible: true,
      endedBy: job.endedBy ?? null,
      from: formatDate(job.from),
      to: dayAfter(job.to),
    })),
    leaves: household.leaves.map(({ job, kind, from, to }) => ({
      position: job + 1,
      kind,
      paid: false,
      from: formatDate(from),
      to: dayAfter(to),
    })),
    credits: creditsOf(household),
    assemblies: household.assemblies.map(({ begins, ends, from, to }) => ({
      begins: formatDate(begins),
      ends: formatDate(ends),
      from: formatDate(from),
      to: dayAfter(to),
    })),
    givenUp: [],
    pay: household.pay.map(({ job, year, cents }) => ({ position: job + 1, year, cents })),
    spouse: married
      ? {
          person: spouse.person,
          name: `${spouse.first} ${spouse.last}`,
          born: formatDate(spouse.born),
          died: spouse.died === undefined ? null : formatDate(spouse.died),
          marriedOn: formatDate(marriage.from),
          marriageProof: "marriageCertificate",
          birthProof: "birthCertificate",
        }
      : null,
  };
}

function creditsOf({ sickLeaveHundredths }: Household): CareerRows["credits"] {
  if (sickLeaveHundredths === undefined) return [];
  return [{ kind: "unusedSickLeave", months: 0, days: 0, hoursHundredths: sickLeaveHundredths }];
}
