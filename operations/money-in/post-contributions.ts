import { formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Tx } from "@emeritus/records/db.ts";
import { monthToPost, post, type Transfer, type Trust } from "@emeritus/records/ledger.ts";
import { booksOf, chargedInPension } from "@emeritus/records/money-in.ts";
import type { ChargeKind } from "@emeritus/records/money-in-tables.ts";
import type { ReportingGroup } from "@emeritus/records/reporting-group.ts";
import type { Instant } from "@emeritus/records/schema.ts";
import { correctionKey, type PostedRow } from "../reporting-pay/check-context.ts";
import { ratesInForce } from "../reporting-pay/contribution-rates.ts";
import { planInRecord } from "../reporting-pay/plan-names.ts";
import { moneyAt } from "../reporting-pay/money-at.ts";
import type { MoneyRows, ReportFile } from "../reporting-pay/report-file.ts";
import { reportSums } from "../reporting-pay/report-sums.ts";
import { chargeReport } from "./charge-report.ts";

/** Rows of a report that were posted in this transaction, and the report they belong to. */
export interface RowsPosted {
  readonly fund: number;
  readonly group: ReportingGroup;
  readonly report: number;
  readonly file: ReportFile;
  readonly corrected: ReadonlyMap<string, PostedRow>;
  readonly today: PlainDate;
}

/**
 * Contributions become receivable by plan in the pension trust, those of the universities' plan in a trust of their own (RSMo 104.1205),
 * premiums of life and of disability insurance apart in the insurance trust (RSMo 104.515, 104.1078); negative sums go the other way. A
 * correction goes to the trust in which the row that it corrects was posted. The employer is charged in the same transaction. Gives the
 * entry of the pension trust.
 */
export async function postContributions(
  tx: Tx,
  { fund, group, report, file, corrected, today }: RowsPosted,
  instant: Instant,
): Promise<bigint | undefined> {
  const { header, money } = file;
  const { employer } = group;
  const { asNow, inPension } = await byTrust(tx, fund, money, corrected);
  const cents: Record<ChargeKind, number> = {
    employer: 0,
    member: 0,
    universityEmployer: 0,
    universityMember: 0,
    ...premiumSums(money),
  };
  const contributions: Record<"pension" | "universities", Transfer[]> = { pension: [], universities: [] };
  const sums = [
    ...[...pensionSums(asNow)].map(([plan, each]) => ({ plan, each, kinds: kindsOf(plan) })),
    ...[...pensionSums(inPension)].map(([plan, each]) => ({ plan, each, kinds: pensionKinds })),
  ];
  for (const { plan, each, kinds } of sums) {
    const [ofEmployer, ofMember] = kinds;
    cents[ofEmployer] += each.employer;
    cents[ofMember] += each.member;
    const { trust } = booksOf[ofEmployer];
    if (trust === "insurance") throw new Error("contributions belong to no insurance");
    contributions[trust].push(
      ...transferOf(ofEmployer, each.employer, { plan, employer }),
      ...transferOf(ofMember, each.member, { plan, employer }),
    );
  }
  const insurance = (["life", "disability"] as const).flatMap((kind) =>
    transferOf(kind, cents[kind], { employer }),
  );
  const inTrust = async (trust: Trust, transfers: Transfer[]): Promise<bigint | undefined> => {
    if (transfers.length === 0) return undefined;
    const days = { wanted: formatDate(header.payDate), today: formatDate(today) };
    const month = await monthToPost(tx, { fund, trust, ...days }, instant);
    return post(tx, { fund, trust, month, source: `pay report ${report}`, transfers }, instant);
  };
  const entries = {
    pension: await inTrust("pension", contributions.pension),
    insurance: await inTrust("insurance", insurance),
    universities: await inTrust("universities", contributions.universities),
  };
  const rates = await ratesInForce(tx, fund);
  const paysOf = (rows: MoneyRows) =>
    reportSums(rows, header.payDate, corrected, rates).map((sum) => ({
      ...sum,
      plan: planInRecord(sum.plan),
    }));
  const pays = paysOf(asNow);
  const pay = {
    employer: [...pays.filter(({ plan }) => plan !== universities), ...paysOf(inPension)],
    universityEmployer: pays.filter(({ plan }) => plan === universities),
  };
  const { periodBegin, periodEnd, payDate } = header;
  await chargeReport(
    tx,
    { fund, report, group, periodBegin, periodEnd, payDate, today, cents, entries, pay },
    instant,
  );
  return entries.pension;
}

/** The plan whose accounts another keeps. */
const universities = planInRecord("CURP");

/** Rows as they are posted now, and corrections of rows of the universities' plan that were posted while it had no trust of its own. */
async function byTrust(
  tx: Tx,
  fund: number,
  money: MoneyRows,
  corrected: RowsPosted["corrected"],
): Promise<{ readonly asNow: MoneyRows; readonly inPension: MoneyRows }> {
  const reports = new Map(
    [...money.corrections].flatMap(([at, { fileId, line }]) => {
      const row = corrected.get(correctionKey(fileId, line));
      return row === undefined || planInRecord(money.plan[at]! as never) !== universities
        ? []
        : [[at, row.report] as const];
    }),
  );
  const before =
    reports.size === 0
      ? new Set<number>()
      : await chargedInPension(tx, fund, universities, [...new Set(reports.values())]);
  const isBefore = (at: number) => before.has(reports.get(at) ?? -1);
  if (before.size === 0) return { asNow: money, inPension: moneyAt(money, []) };
  const places = Array.from({ length: money.count }, (_, at) => at);
  return {
    asNow: moneyAt(
      money,
      places.filter((at) => !isBefore(at)),
    ),
    inPension: moneyAt(money, places.filter(isBefore)),
  };
}

const pensionKinds = ["employer", "member"] as const;

/** As what an employer's and its members' contributions to a plan are charged. */
const kindsOf = (plan: string) =>
  plan === universities ? (["universityEmployer", "universityMember"] as const) : pensionKinds;

function pensionSums(money: MoneyRows): Map<string, { employer: number; member: number }> {
  const byPlan = new Map<string, { employer: number; member: number }>();
  for (let at = 0; at < money.count; at += 1) {
    const name = money.plan[at]!;
    let sums = byPlan.get(name);
    if (sums === undefined) byPlan.set(name, (sums = { employer: 0, member: 0 }));
    sums.employer += money.employerCents[at]!;
    sums.member += money.memberCents[at]!;
  }
  return new Map([...byPlan].map(([code, sums]) => [planInRecord(code as never), sums]));
}

/** Premiums of life insurance, basic and optional together, and of disability insurance. */
function premiumSums(money: MoneyRows): { life: number; disability: number } {
  let life = 0;
  let disability = 0;
  for (let at = 0; at < money.count; at += 1) {
    life += money.basicLifeCents[at]! + money.optionalLifeCents[at]!;
    disability += money.ltdCents[at]!;
  }
  return { life, disability };
}

function transferOf(kind: ChargeKind, cents: number, of: { plan?: string; employer: number }): Transfer[] {
  if (cents === 0) return [];
  const { receivable, addition } = booksOf[kind];
  return cents > 0
    ? [{ debit: receivable, credit: addition, cents: BigInt(cents), ...of }]
    : [{ debit: addition, credit: receivable, cents: BigInt(-cents), ...of }];
}
