import { formatDate } from "@emeritus/engine/dates.ts";
import { formatCents } from "@emeritus/engine/money.ts";
import { benefitsOfOfficials, type OfficialBenefit } from "@emeritus/records/disclosure-amounts.ts";
import { type Words } from "@emeritus/words/index.ts";
import { safeCell } from "../reporting-pay/findings-file.ts";
import type { System } from "../system.ts";

/** The classes of members who are public officials: statewide elected, general assembly, judges, and administrative law judges and legal advisors (BR 1-3(1)). */
const officialClasses = ["official", "legislator", "judge", "administrativeLawJudge"] as const;

/** The four facts of one posted benefit, in words; there is no fifth (BR 1-3(1)). */
export interface PostedBenefit {
  readonly name: string;
  readonly service: string;
  readonly position: string;
  readonly cents: bigint;
}

/** Pure. What is posted of a benefit: whole months of the jobs that earned it, and the offices held, public office first. */
export function postedBenefit(words: Words, one: OfficialBenefit): PostedBenefit {
  const says = words.disclosure.officials;
  const isOffice = (memberClass: string) => (officialClasses as readonly string[]).includes(memberClass);
  const jobs = one.service.toSorted(
    (a, b) => Number(isOffice(b.memberClass)) - Number(isOffice(a.memberClass)),
  );
  const classes: Readonly<Record<string, string>> = words.enrolment.classes;
  const length = (months: number) => says.years({ years: Math.trunc(months / 12), months: months % 12 });
  const kind = says.kinds[one.kind];
  const named = jobs.map(({ memberClass }) =>
    isOffice(memberClass) ? (classes[memberClass] ?? memberClass) : says.general,
  );
  return {
    name: one.name,
    service: jobs.map(({ months }) => length(months)).join("; "),
    position: [named.join("; "), kind].filter(Boolean).join(" · "),
    cents: one.cents,
  };
}

/** How many benefits a page of the posting shows. */
const officialsAPage = 50;

/** Benefits of public officials as anybody may read them, by a part of a name; `page` counts from 1. It asks for no sign-in (BR 1-3(1)). */
export async function listOfficials(
  { reader, fund, calendar }: System,
  words: Words,
  { find, page }: { readonly find: string; readonly page: number },
): Promise<{ rows: readonly PostedBenefit[]; of: number; pages: number }> {
  const on = formatDate(calendar.today());
  const after = (page - 1) * officialsAPage;
  const { rows, of } = await benefitsOfOfficials(reader, fund.number, {
    on,
    find,
    most: officialsAPage,
    after,
  });
  return {
    rows: rows.map((row) => postedBenefit(words, row)),
    of,
    pages: Math.max(1, Math.ceil(of / officialsAPage)),
  };
}

const mostInFile = 50_000;

/** The whole posting as comma-separated text; no cell can be taken for a formula. */
export async function officialsCsv({ reader, fund, calendar }: System, words: Words): Promise<string> {
  const on = formatDate(calendar.today());
  const asked = { on, find: "", most: mostInFile, after: 0 };
  const { rows } = await benefitsOfOfficials(reader, fund.number, asked);
  const { columns } = words.disclosure.officials;
  const heads = [columns.name, columns.service, columns.position, columns.amount];
  const lines = rows.map((row) => {
    const { name, service, position, cents } = postedBenefit(words, row);
    return [name, service, position, formatCents(cents)];
  });
  return `${[heads, ...lines].map((line) => line.map(safeCell).join(",")).join("\r\n")}\r\n`;
}
