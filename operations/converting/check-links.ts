import { addDays, ENDLESS, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { FileName, Row, Rows } from "./layout.ts";
import type { Finding, Rule } from "./read-file.ts";

/** The key of a job: whose it is, with which employer, and as what. */
export const jobKey = ({
  person,
  employer,
  position,
}: Pick<Row<"employment">, "person" | "employer" | "position">) => `${person}/${employer}/${position}`;

/** First day payable to the payee of a benefit. */
export const beginsOn = (row: Row<"payees">): PlainDate => row.begins ?? row.annuity_starting_date;

/** The fields of the rows that could not be taken, by file: what they name is there, though its row is wrong. */
export type Unread = Partial<Readonly<Record<FileName, readonly (readonly string[])[]>>>;

/** What the rows of all files break together: keys given twice, names of nobody, days out of order or overlapping. Pure. */
export function checkLinks(rows: Rows, unread: Unread = {}): Finding[] {
  const findings: Finding[] = [];
  const find = (file: FileName, line: number, field: string, value: string, rule: Rule, wanted?: string) =>
    findings.push({ file, line, field, value, rule, ...(wanted === undefined ? {} : { wanted }) });
  const once = <R extends { line: number }>(
    file: FileName,
    some: readonly R[],
    field: string,
    key: (row: R) => string,
    shown = key,
  ) => {
    const seen = new Map<string, number>();
    for (const row of some) {
      const before = seen.get(key(row));
      if (before === undefined) seen.set(key(row), row.line);
      else find(file, row.line, field, shown(row), "twice", String(before));
    }
  };
  const known = <R extends { line: number }, K extends keyof R & string>(
    file: FileName,
    some: readonly R[],
    field: K,
    there: ReadonlySet<unknown>,
    where: FileName,
  ) => {
    for (const row of some)
      if (!there.has(row[field])) find(file, row.line, field, String(row[field]), "unknown", `${where}.csv`);
  };
  const ordered = <R extends { line: number }>(
    file: FileName,
    some: readonly R[],
    field: keyof R & string,
    from: (row: R) => PlainDate,
  ) => {
    for (const row of some) {
      const to = row[field] as PlainDate | undefined;
      if (to !== undefined && to < from(row))
        find(file, row.line, field, formatDate(to), "order", formatDate(from(row)));
    }
  };

  once("employers", rows.employers, "employer", (row) => row.employer);
  once("people", rows.people, "person", (row) => row.person);
  once(
    "people",
    rows.people,
    "ssn",
    (row) => row.ssn,
    () => "(closed)",
  );
  once("pay", rows.pay, "year", (row) => `${jobKey(row)}/${row.year}`);
  once("payees", rows.payees, "benefit", (row) => row.benefit);
  once("totals", rows.totals, "file", (row) => `${row.file}/${row.year ?? ""}`);
  once("register", rows.register, "benefit", (row) => row.benefit);
  once("causes", rows.causes, "of", (row) => `${row.difference}/${row.of}`);

  const people = new Set([...rows.people.map(({ person }) => person), ...unreadKeys("people", 1)]);
  const employers = new Set([
    ...rows.employers.map(({ employer }) => employer),
    ...unreadKeys("employers", 1),
  ]);
  known("marriages", rows.marriages, "person", people, "people");
  known("marriages", rows.marriages, "spouse", people, "people");
  known("employment", rows.employment, "person", people, "people");
  known("employment", rows.employment, "employer", employers, "employers");
  known("service", rows.service, "person", people, "people");
  known("payees", rows.payees, "payee", people, "people");
  known("payees", rows.payees, "member", people, "people");
  const jobs = new Set([...rows.employment.map(jobKey), ...unreadKeys("employment", 3)]);
  for (const row of rows.pay)
    if (!jobs.has(jobKey(row))) find("pay", row.line, "position", jobKey(row), "unknown", "employment.csv");

  ordered("people", rows.people, "died", (row) => row.born);
  ordered("employment", rows.employment, "to", (row) => row.from);
  ordered("marriages", rows.marriages, "ended", (row) => addDays(row.married, 1));
  ordered("payees", rows.payees, "ends", (row) => addDays(beginsOn(row), 1));
  ordered("payees", rows.payees, "begins", (row) => row.annuity_starting_date);
  for (const row of rows.marriages) {
    if ((row.ended === undefined) !== (row.ended_by === undefined))
      find("marriages", row.line, "ended_by", row.ended_by ?? "", "together", "ended");
    if (row.person === row.spouse)
      find("marriages", row.line, "spouse", row.spouse, "twice", String(row.line));
  }
  for (const row of rows.service) {
    const hours = (row.hours ?? 0) > 0;
    if (hours !== (row.kind === "unusedSickLeave"))
      find(
        "service",
        row.line,
        "hours",
        row.hours === undefined ? "" : String(row.hours / 100),
        "together",
        "kind",
      );
  }
  overlaps("employment", rows.employment, jobKey, (row) => [
    row.from,
    row.to === undefined ? ENDLESS : addDays(row.to, 1),
  ]);
  overlaps(
    "marriages",
    rows.marriages,
    (row) => row.person,
    (row) => [row.married, row.ended ?? ENDLESS],
  );
  checkPayees();
  return findings;

  function unreadKeys(file: FileName, columns: number): string[] {
    return (unread[file] ?? []).map((fields) => fields.slice(0, columns).join("/"));
  }

  function overlaps<R extends { line: number }>(
    file: FileName,
    some: readonly R[],
    key: (row: R) => string,
    span: (row: R) => readonly [PlainDate, PlainDate],
  ): void {
    const latest = new Map<string, { end: PlainDate; line: number }>();
    for (const row of some.toSorted((a, b) => span(a)[0] - span(b)[0])) {
      const [from, end] = span(row);
      const before = latest.get(key(row));
      if (before !== undefined && before.end > from)
        find(file, row.line, "from", formatDate(from), "overlap", String(before.line));
      if (before === undefined || before.end < end) latest.set(key(row), { end, line: row.line });
    }
  }

  function checkPayees(): void {
    const own = new Map<string, number>();
    const accounts = new Map<string, string>();
    for (const row of rows.payees) {
      if (row.kind !== "retirement") continue;
      if (row.payee !== row.member) find("payees", row.line, "payee", row.payee, "ownBenefit");
      const before = own.get(row.member);
      if (before !== undefined) find("payees", row.line, "member", row.member, "twice", String(before));
      own.set(row.member, row.line);
    }
    for (const row of rows.payees) {
      if (row.kind !== "retirement" && !own.has(row.member) && (unread.payees ?? []).length === 0)
        find("payees", row.line, "member", row.member, "ownBenefit");
      if ((row.temporary ?? 0n) > 0n && row.temporary_ends === undefined)
        find("payees", row.line, "temporary_ends", "", "together", "temporary");
      const given = [row.routing, row.account_kind, row.account];
      if (given.some((each) => each === undefined) && given.some((each) => each !== undefined))
        find("payees", row.line, "account", "", "together", "routing, account_kind");
      if (row.account === undefined) continue;
      const account = given.join("/");
      if ((accounts.get(row.payee) ?? account) !== account)
        find("payees", row.line, "account", "(closed)", "otherAccount");
      accounts.set(row.payee, account);
    }
  }
}
