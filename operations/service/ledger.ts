import { addDays, daysBetween, ENDLESS, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Result } from "@emeritus/engine/explanation.ts";
import type { Row } from "@emeritus/engine/facts.ts";
import { dateOf } from "@emeritus/records/dates.ts";
import type { CreditRow, LedgerRows, ProofRow } from "@emeritus/records/service-ledger.ts";
import { serviceProofKinds } from "@emeritus/records/service-tables.ts";
import type { Career } from "../career.ts";
import { type DayAnswers, dayAnswers, type DayReason, type DaySays } from "./day.ts";
import { type ServiceSays, serviceOn } from "./member-law.ts";

/** The paper that proves a line best, and whether it proves every day of it. */
export interface LineProof {
  readonly kind: ProofRow["kind"];
  /** 1 for the department or the personnel division of the State, 2 for the fund's own records (BR 2-5.1, 3-5.1). */
  readonly rank: 1 | 2;
  readonly certifiedBy: string;
  readonly certifiedOn: PlainDate;
  readonly hoursAYear: number | undefined;
}

/** Days of one reason in a row, both ends included. */
export interface LedgerLine {
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly days: number;
  readonly counts: boolean;
  readonly reason: DayReason;
  readonly cites: string;
  /** The job in which the days were worked, if any. */
  readonly position: number | undefined;
  readonly employer: number | undefined;
  /** The credit that stands for the days, if one does. */
  readonly credit: number | undefined;
  /** The days came back after they had been given up. */
  readonly restored: boolean;
  readonly verified: boolean;
  readonly proof: LineProof | undefined;
}

/** A credit that stands for no days of its own: unused sick leave, or service whose days are not on record. */
export interface LedgerCredit {
  readonly credit: number;
  readonly kind: CreditRow["kind"];
  readonly months: number;
  readonly hoursHundredths: number;
  readonly because: string | undefined;
  readonly certifiedBy: string | undefined;
  readonly effective: PlainDate;
  readonly caseNumber: number | undefined;
  readonly days: boolean;
}

/** A person's service, day by day, and what the law makes of it. */
export interface ServiceLedger {
  readonly on: PlainDate;
  readonly lines: readonly LedgerLine[];
  readonly credits: readonly LedgerCredit[];
  readonly says: ServiceSays;
  /** The earned service by the ledger's own counted days, in whole months: it must equal the law's. */
  readonly addedUp: Result<number>;
  /** Whether the ledger and the law agree to the month. */
  readonly agrees: boolean;
  /** Counted days in all, and how many of them are proven. */
  readonly countedDays: number;
  readonly provenDays: number;
  /** Days that stand twice: worked here and bought or moved as well. */
  readonly twice: readonly { readonly from: PlainDate; readonly to: PlainDate }[];
}

interface Span {
  readonly from: PlainDate;
  readonly to: PlainDate;
}

/** Makes the ledger of a career, looked at on a day. Pure; every reason is the law's. */
export function ledgerOf(career: Career, rows: LedgerRows, on: PlainDate): ServiceLedger {
  const says = serviceOn(career, on);
  const ask = dayAnswers(career, rows, on);
  const lines = linesOf(segmentsOf(career, rows, on), ask, career, rows);
  const shown = lines.filter(({ reason }) => !outside.has(reason));
  const counted = shown.filter(({ counts }) => counts);
  const own = counted.filter(({ credit }) => credit === undefined);
  const addedUp = earnedBy(career, own, on);
  return {
    on,
    lines: shown,
    credits: rows.credits.filter(({ effective }) => dateOf(effective) <= on).map(creditOf),
    says,
    addedUp,
    agrees: byAssemblies(career) || addedUp.value === earnedCounting(says),
    countedDays: sumOfDays(counted),
    provenDays: sumOfDays(counted.filter(({ verified }) => verified)),
    twice: twiceOf(career, rows),
  };
}

/** Days outside all employment, which the ledger leaves out. */
const outside: ReadonlySet<DayReason> = new Set([
  "dayNotEmployed",
  "dayAfterLeaving",
  "dayOutsideAssemblies",
]);

const byAssemblies = ({ facts }: Career): boolean => facts.recorded?.["memberClass"] === "legislator";

const linesOf = (spans: readonly Span[], ask: DayAnswers, career: Career, rows: LedgerRows): LedgerLine[] =>
  joined(
    spans
      .flatMap((span) => splitByReason(span, ask))
      .map(({ span, answer }) => lineOf(span, answer, career, rows)),
  );

/** Every day of a range with its reason, days outside employment included, both ends included. Pure. */
export function linesBetween(career: Career, rows: LedgerRows, on: PlainDate, range: Span): LedgerLine[] {
  const cuts = segmentsOf(career, rows, range.to, [range.from]).filter(({ to }) => to >= range.from);
  return linesOf(cuts, dayAnswers(career, rows, on), career, rows);
}

/** The months of the law's credited service that are earned: all of it less what was bought and moved. */
function earnedCounting({ credited, facts }: ServiceSays): number | undefined {
  if (credited.value === undefined) return undefined;
  const beside = ["purchasedService", "transferredService"].map((name) => facts.recorded?.[name] as number);
  return credited.value - beside.reduce((sum, months) => sum + months, 0);
}

/** The member's own plan counts the ledger's own days as if they were all the record held: no leave, no break, no loss. */
function earnedBy(career: Career, lines: readonly LedgerLine[], on: PlainDate): Result<number> {
  if (byAssemblies(career)) return serviceOn(career, on).earned;
  const periods: Row[] = lines.map(({ from, to }) => ({ from, to, kind: "employed" }));
  const only: Career = {
    ...career,
    facts: { ...career.facts, recorded: { ...career.facts.recorded, periods } },
  };
  return serviceOn(only, on).earned;
}

const sumOfDays = (lines: readonly LedgerLine[]): number => lines.reduce((sum, { days }) => sum + days, 0);

/** The spans within which only a law's own limit can change the reason: cut at each day on which the record changes. */
function segmentsOf(
  career: Career,
  { credits, restored, proofs }: LedgerRows,
  on: PlainDate,
  more: readonly PlainDate[] = [],
): Span[] {
  const spans: Span[] = [
    ...career.rows.employment.filter(({ eligible }) => eligible),
    ...career.rows.leaves,
    ...career.rows.givenUp,
    ...career.rows.assemblies,
    ...restored,
    ...proofs,
    ...credits.flatMap((credit) => credit.spans),
  ].map(({ from, to }) => ({ from: dateOf(from), to: lastDay(to) }));
  const cuts = new Set<PlainDate>(more);
  for (const { from, to } of spans) {
    cuts.add(from);
    if (to < ENDLESS) cuts.add(addDays(to, 1));
  }
  const days = [...cuts].filter((day) => day <= on).toSorted((a, b) => a - b);
  return days
    .map((from, at) => ({ from, to: at + 1 < days.length ? addDays(days[at + 1]!, -1) : on }))
    .filter(({ from, to }) => from <= to);
}

const lastDay = (to: string): PlainDate => {
  const end = dateOf(to);
  return end === ENDLESS ? ENDLESS : addDays(end, -1);
};

/** Cuts a span where the law's reason changes inside it, which it does at most once: at the end of a year of illness. */
function splitByReason(span: Span, ask: DayAnswers): { readonly span: Span; readonly answer: DaySays }[] {
  const first = ask(span.from);
  if (first.reason === ask(span.to).reason) return [{ span, answer: first }];
  let [same, other] = [span.from, span.to];
  while (daysBetween(same, other) > 1) {
    const middle = addDays(same, Math.floor(daysBetween(same, other) / 2));
    if (ask(middle).reason === first.reason) same = middle;
    else other = middle;
  }
  return [
    { span: { from: span.from, to: same }, answer: first },
    ...splitByReason({ from: other, to: span.to }, ask),
  ];
}

function lineOf(span: Span, answer: DaySays, career: Career, rows: LedgerRows): LedgerLine {
  const holds = ({ from, to }: { readonly from: string; readonly to: string }) =>
    dateOf(from) <= span.from && span.to <= lastDay(to);
  const bought = answer.reason === "dayBought" || answer.reason === "dayMovedHere";
  const job = bought ? undefined : career.rows.employment.find((one) => one.eligible && holds(one));
  const credit = bought ? rows.credits.find(({ spans }) => spans.some(holds)) : undefined;
  const proof = job && bestProof(span, job.position, rows.proofs);
  return {
    ...span,
    days: daysBetween(span.from, span.to) + 1,
    counts: answer.counts,
    reason: answer.reason,
    cites: answer.cites,
    position: job?.position,
    employer: job?.employer,
    credit: credit?.credit,
    restored: answer.counts && rows.restored.some(holds),
    verified: proof !== undefined || credit?.certifiedBy != null,
    proof,
  };
}

/** The best paper that proves every day of a span: the department's certificate before the fund's own records. */
function bestProof(span: Span, position: number, proofs: readonly ProofRow[]): LineProof | undefined {
  const fits = proofs
    .filter((one) => one.position === position)
    .filter(({ from, to }) => dateOf(from) <= span.from && span.to <= lastDay(to))
    .toSorted((a, b) => serviceProofKinds.indexOf(a.kind) - serviceProofKinds.indexOf(b.kind))[0];
  return (
    fits && {
      kind: fits.kind,
      rank: fits.kind === "retirementRecords" ? 2 : 1,
      certifiedBy: fits.certifiedBy,
      certifiedOn: dateOf(fits.certifiedOn),
      hoursAYear: fits.hoursAYear ?? undefined,
    }
  );
}

/** Neighbours that say the same become one line. */
function joined(lines: readonly LedgerLine[]): LedgerLine[] {
  const out: LedgerLine[] = [];
  for (const line of lines) {
    const before = out.at(-1);
    if (before && addDays(before.to, 1) === line.from && sameLine(before, line))
      out[out.length - 1] = { ...before, to: line.to, days: before.days + line.days };
    else out.push(line);
  }
  return out;
}

const sameLine = (a: LedgerLine, b: LedgerLine): boolean =>
  a.reason === b.reason &&
  a.position === b.position &&
  a.credit === b.credit &&
  a.verified === b.verified &&
  a.restored === b.restored &&
  a.proof?.kind === b.proof?.kind;

const creditOf = (row: CreditRow): LedgerCredit => ({
  credit: row.credit,
  kind: row.kind,
  months: row.months,
  hoursHundredths: row.hoursHundredths,
  because: row.because ?? undefined,
  certifiedBy: row.certifiedBy ?? undefined,
  effective: dateOf(row.effective),
  caseNumber: row.caseNumber ?? undefined,
  days: row.spans.length > 0,
});

/** Days that are bought or moved although a covered position has them: nothing is credited twice (BR 2-1(3), 3-1(3)). */
function twiceOf(career: Career, { credits }: LedgerRows): Span[] {
  const jobs = career.rows.employment.filter(({ eligible }) => eligible);
  return credits.flatMap(({ spans }) =>
    spans.flatMap((span) =>
      jobs.flatMap((job) => {
        const from = Math.max(dateOf(span.from), dateOf(job.from));
        const to = Math.min(lastDay(span.to), lastDay(job.to));
        return from <= to ? [{ from, to }] : [];
      }),
    ),
  );
}
