import { addDays, addMonths, ENDLESS, parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import { checkMoney } from "./check-money.ts";
import { checkPayees } from "./check-payees.ts";
import { Finder, type Unread, unreadKeys } from "./finder.ts";
import type { Row } from "./layout.ts";
import type { Finding } from "./read-file.ts";
import { jobKey, type Rows } from "./rows.ts";

/** What the rows of all files break together, on the day on which they are checked. Pure. */
export function checkLinks(rows: Rows, unread: Unread, today: PlainDate): Finding[] {
  const finder = new Finder();
  checkNames(finder, rows, unread);
  checkPay(finder, rows, unread);
  checkOrder(finder, rows);
  checkSpans(finder, rows);
  checkDays(finder, rows, today);
  checkKinds(finder, rows);
  checkPayees(finder, rows, unread);
  checkMoney(finder, rows);
  return finder.findings;
}

function checkNames(finder: Finder, rows: Rows, unread: Unread): void {
  finder.once("employers", rows.employers, "employer", (row) => row.employer);
  finder.once("people", rows.people, "person", (row) => row.person);
  finder.once(
    "people",
    rows.people,
    "ssn",
    (row) => row.ssn,
    () => "(closed)",
  );
  finder.once("children", rows.children, "child", (row) => `${row.person}/${row.child}`);
  finder.once(
    "beneficiaries",
    rows.beneficiaries,
    "beneficiary",
    (row) => `${row.person}/${row.purpose}/${row.beneficiary}`,
  );
  finder.once("agents", rows.agents, "rank", (row) => `${row.person}/${row.rank}`);
  finder.once("contacts", rows.contacts, "kind", (row) => `${row.person}/${row.kind}`);
  finder.once("totals", rows.totals, "file", (row) => `${row.file}/${row.year ?? ""}`);
  finder.once("register", rows.register, "benefit", (row) => row.benefit);
  finder.once("causes", rows.causes, "of", (row) => `${row.difference}/${row.of}`);

  const people = new Set([...rows.people.map(({ person }) => person), ...unreadKeys(unread, "people", 1)]);
  const employers = new Set([
    ...rows.employers.map(({ employer }) => employer),
    ...unreadKeys(unread, "employers", 1),
  ]);
  for (const file of [
    "addresses",
    "contacts",
    "marriages",
    "children",
    "beneficiaries",
    "agents",
    "employment",
    "assemblies",
    "service",
    "given_up",
    "standings",
    "accounts",
  ] as const)
    finder.known(file, rows[file] as readonly { line: number; person: string }[], "person", people, "people");
  finder.known("marriages", rows.marriages, "spouse", people, "people");
  finder.known("children", rows.children, "child", people, "people");
  finder.known("beneficiaries", rows.beneficiaries, "beneficiary", people, "people");
  finder.known("agents", rows.agents, "agent", people, "people");
  finder.known("employment", rows.employment, "employer", employers, "employers");
  finder.known("balances", rows.balances, "employer", employers, "employers");
  finder.known("payees", rows.payees, "payee", people, "people");
  finder.known("payees", rows.payees, "member", people, "people");
  finder.known("orders", rows.orders, "member", people, "people");
  finder.known("orders", rows.orders, "former_spouse", people, "people");
  const jobs = new Set([...rows.employment.map(jobKey), ...unreadKeys(unread, "employment", 3)]);
  for (const file of ["leaves", "proofs"] as const)
    for (const row of rows[file])
      if (!jobs.has(jobKey(row)))
        finder.find(file, row.line, "position", jobKey(row), "unknown", "employment.csv");
}

function checkPay(finder: Finder, { pay, employment }: Rows, unread: Unread): void {
  const jobs = new Set([...employment.map(jobKey), ...unreadKeys(unread, "employment", 3)]);
  for (const job of pay.jobs) {
    const rows = pay.rowsOf(job);
    const known = jobs.has(job);
    for (const [at, row] of rows.entries()) {
      const line = pay.lineAt(row);
      if (!known) finder.find("pay", line, "position", job, "unknown", "employment.csv");
      const before = rows[at - 1];
      if (before !== undefined && pay.yearAt(before) === pay.yearAt(row))
        finder.find("pay", line, "year", `${job}/${pay.yearAt(row)}`, "twice", String(pay.lineAt(before)));
    }
  }
}

function checkOrder(finder: Finder, rows: Rows): void {
  finder.ordered("people", rows.people, "died", (row) => row.born);
  for (const file of ["addresses", "employment", "leaves", "assemblies", "proofs", "given_up"] as const)
    finder.ordered(
      file,
      rows[file] as readonly { line: number; from: PlainDate; to?: PlainDate }[],
      "to",
      (row) => row.from,
    );
  finder.ordered("marriages", rows.marriages, "ended", (row) => addDays(row.married, 1));
  finder.ordered("assemblies", rows.assemblies, "ends", (row) => addDays(row.begins, 1));
  finder.ordered("given_up", rows.given_up, "restored_on", (row) => row.effective);
  finder.ordered("orders", rows.orders, "divided_to", (row) => row.married);
  finder.ordered("orders", rows.orders, "issued", (row) => row.married);
  const born = new Map(rows.people.map((row) => [row.person, row.born]));
  finder.ordered("employment", rows.employment, "from", (row) =>
    addMonths(born.get(row.person) ?? row.from, born.has(row.person) ? leastAge : 0),
  );
}

/** Nobody works for the State before this age, in months: an earlier day is a slip of the pen. */
const leastAge = 12 * 13;

const untilOf = (row: { readonly to: PlainDate | undefined }): PlainDate =>
  row.to === undefined ? ENDLESS : addDays(row.to, 1);
const spanOf = (row: { readonly from: PlainDate; readonly to: PlainDate | undefined }) =>
  [row.from, untilOf(row)] as const;

function checkSpans(finder: Finder, rows: Rows): void {
  finder.apart("employment", rows.employment, jobKey, spanOf);
  finder.apart("leaves", rows.leaves, jobKey, spanOf);
  finder.apart("assemblies", rows.assemblies, (row) => row.person, spanOf);
  finder.apart("given_up", rows.given_up, (row) => row.person, spanOf);
  finder.apart("proofs", rows.proofs, (row) => `${jobKey(row)}/${row.kind}`, spanOf);
  finder.apart("addresses", rows.addresses, (row) => `${row.person}/${row.kind}`, spanOf);
  finder.apart(
    "marriages",
    rows.marriages,
    (row) => row.person,
    (row) => [row.married, row.ended ?? ENDLESS],
    "married",
  );
}

const firstBirth = parseDate("1890-01-01");
const firstDay = parseDate("1920-01-01");

function checkDays(finder: Finder, rows: Rows, today: PlainDate): void {
  const soon = addMonths(today, 12);
  finder.within("people", rows.people, "born", firstBirth, today);
  finder.within("people", rows.people, "died", firstDay, today);
  finder.within("marriages", rows.marriages, "married", firstDay, today);
  finder.within("marriages", rows.marriages, "ended", firstDay, today);
  finder.within("employment", rows.employment, "from", firstDay, soon);
  finder.within("employment", rows.employment, "to", firstDay, soon);
  finder.within("payees", rows.payees, "annuity_starting_date", firstDay, soon);
  finder.within("payees", rows.payees, "filed", firstDay, today);
  finder.within("service", rows.service, "effective", firstDay, today);
  for (const file of ["contacts", "children", "beneficiaries", "agents"] as const)
    finder.within(file, rows[file] as readonly { line: number; from: PlainDate }[], "from", firstDay, today);
  for (const file of ["leaves", "assemblies", "proofs", "given_up", "addresses"] as const) {
    const some = rows[file] as readonly { line: number; from: PlainDate; to?: PlainDate }[];
    finder.within(file, some, "from", firstDay, soon);
  }
  for (const file of ["standings", "accounts", "balances", "ledger"] as const)
    finder.within(
      file,
      rows[file] as readonly { line: number; as_of: PlainDate }[],
      "as_of",
      firstDay,
      today,
    );
}

function checkKinds(finder: Finder, rows: Rows): void {
  for (const row of rows.marriages) {
    if ((row.ended === undefined) !== (row.ended_by === undefined))
      finder.find("marriages", row.line, "ended_by", row.ended_by ?? "", "together", "ended");
    if (row.person === row.spouse)
      finder.find("marriages", row.line, "spouse", row.spouse, "twice", String(row.line));
  }
  const self = (file: "children" | "beneficiaries" | "agents", field: string, line: number, who: string) =>
    finder.find(file, line, field, who, "twice", String(line));
  for (const row of rows.children)
    if (row.person === row.child) self("children", "child", row.line, row.child);
  for (const row of rows.beneficiaries) {
    if (row.person === row.beneficiary) self("beneficiaries", "beneficiary", row.line, row.beneficiary);
    if (row.parts === 0) finder.find("beneficiaries", row.line, "parts", "0", "missing");
  }
  for (const row of rows.agents) if (row.person === row.agent) self("agents", "agent", row.line, row.agent);
  for (const row of rows.service) checkService(finder, row);
  for (const row of rows.people)
    if ((row.street === undefined) !== (row.city === undefined))
      finder.find("people", row.line, "street", row.street ?? "", "together", "city");
  const homes = new Set(rows.people.filter(({ street }) => street !== undefined).map(({ person }) => person));
  for (const row of rows.addresses)
    if (row.kind === "home" && homes.has(row.person))
      finder.find("addresses", row.line, "kind", row.kind, "twice", "people.csv");
}

function checkService(finder: Finder, row: Row<"service">): void {
  const hours = (row.hours ?? 0) > 0;
  if (hours !== (row.kind === "unusedSickLeave"))
    finder.find(
      "service",
      row.line,
      "hours",
      row.hours === undefined ? "" : String(row.hours / 100),
      "together",
      "kind",
    );
  if (row.kind === "prior") finder.find("service", row.line, "kind", row.kind, "noPlace");
}
