import { addDays, type PlainDate } from "@emeritus/engine/dates.ts";
import type { Finder, Unread } from "./finder.ts";
import type { PlanName, Row } from "./layout.ts";
import { type PlanLaw, planLaws } from "./plan-laws.ts";
import type { Rows } from "./rows.ts";
import { factValue } from "./stated-facts.ts";

/** First day payable to the payee of a benefit. */
export const beginsOn = (row: Row<"payees">): PlainDate => row.begins ?? row.annuity_starting_date;

/** What the rows of payees, orders, facts and payments break together. */
export function checkPayees(finder: Finder, rows: Rows, unread: Unread): void {
  finder.once("payees", rows.payees, "benefit", (row) => row.benefit);
  finder.ordered("payees", rows.payees, "ends", (row) => addDays(beginsOn(row), 1));
  finder.ordered("payees", rows.payees, "begins", (row) => row.annuity_starting_date);
  const broken = (unread.payees ?? []).length > 0;
  checkOwn(finder, rows, broken);
  checkAccounts(finder, rows);
  const plans = plansOf(rows);
  for (const row of rows.payees) checkLaw(finder, row, row.plan ?? plans.get(row.member) ?? "msep2000");
  checkOrders(finder, rows, broken);
  checkFacts(finder, rows, plans, broken);
  const benefits = new Set([
    ...rows.payees.map(({ benefit }) => benefit),
    ...(unread.payees ?? []).map(([benefit]) => benefit),
  ]);
  finder.known("payments", rows.payments, "benefit", benefits, "payees");
  finder.once("payments", rows.payments, "year", (row) => `${row.benefit}/${row.year}`);
  for (const row of rows.payments) {
    if (row.taxable > row.gross) finder.find("payments", row.line, "taxable", "", "order", "gross");
    if ((row.federal ?? 0n) + (row.state ?? 0n) > row.gross)
      finder.find("payments", row.line, "federal", "", "order", "gross");
  }
}

/** The plan of each member's latest job. */
function plansOf(rows: Rows): ReadonlyMap<string, PlanName> {
  const latest = new Map<string, Row<"employment">>();
  for (const row of rows.employment)
    if ((latest.get(row.person)?.from ?? -1) < row.from) latest.set(row.person, row);
  return new Map([...latest].map(([person, { plan }]) => [person, plan]));
}

function checkOwn(finder: Finder, rows: Rows, broken: boolean): void {
  const own = new Map<string, number>();
  for (const row of rows.payees) {
    if (row.kind !== "retirement") continue;
    if (row.payee !== row.member) finder.find("payees", row.line, "payee", row.payee, "ownBenefit");
    const before = own.get(row.member);
    if (before !== undefined) finder.find("payees", row.line, "member", row.member, "twice", String(before));
    own.set(row.member, row.line);
  }
  for (const row of rows.payees) {
    if (row.kind !== "retirement" && !own.has(row.member) && !broken)
      finder.find("payees", row.line, "member", row.member, "ownBenefit");
    if ((row.temporary ?? 0n) > 0n && row.temporary_ends === undefined)
      finder.find("payees", row.line, "temporary_ends", "", "together", "temporary");
  }
}

function checkAccounts(finder: Finder, rows: Rows): void {
  const accounts = new Map<string, string>();
  for (const row of rows.payees) {
    const given = [row.routing, row.account_kind, row.account];
    if (given.some((each) => each === undefined) && given.some((each) => each !== undefined))
      finder.find("payees", row.line, "account", "", "together", "routing, account_kind");
    if (row.account === undefined) continue;
    const account = given.join("/");
    if ((accounts.get(row.payee) ?? account) !== account)
      finder.find("payees", row.line, "account", "(closed)", "otherAccount");
    accounts.set(row.payee, account);
  }
}

function checkLaw(finder: Finder, row: Row<"payees">, plan: PlanName): void {
  const law = planLaws[plan];
  if (law === undefined) return finder.find("payees", row.line, "plan", plan, "noPlace");
  if (!law.options.includes(row.option))
    finder.find("payees", row.line, "option", row.option, "notOfPlan", law.options.join(", "));
  if (!law.kinds.includes(row.kind))
    finder.find("payees", row.line, "kind", row.kind, "notOfPlan", law.kinds.join(", "));
  if ((row.temporary ?? 0n) > 0n && !law.plan.rules.has("temporaryBenefit"))
    finder.find("payees", row.line, "temporary", "", "notOfPlan", "0.00");
}

/** A division is kept with the benefit that it divides; before there is one the record has no place for it. */
function checkOrders(finder: Finder, rows: Rows, broken: boolean): void {
  finder.once("orders", rows.orders, "member", (row) => row.member);
  const paid = new Set(rows.payees.filter(({ kind }) => kind === "retirement").map(({ member }) => member));
  for (const row of rows.orders)
    if (!paid.has(row.member) && !broken) finder.find("orders", row.line, "member", row.member, "noPlace");
  const divided = new Map(rows.orders.map((row) => [row.member, row.former_spouse]));
  for (const row of rows.payees)
    if (row.kind === "formerSpouse" && divided.get(row.member) !== row.payee)
      finder.find("payees", row.line, "payee", row.payee, "unknown", "orders.csv");
}

/** Facts are kept with the determination of a benefit; who is paid none has no place for them. */
function checkFacts(finder: Finder, rows: Rows, plans: ReadonlyMap<string, PlanName>, broken: boolean): void {
  finder.once(
    "facts",
    rows.facts,
    "fact",
    (row) => `${row.member}/${row.fact}/${row.place ?? ""}/${row.field ?? ""}`,
  );
  const own = new Map(
    rows.payees.filter(({ kind }) => kind === "retirement").map((row) => [row.member, row]),
  );
  for (const row of rows.facts) {
    const benefit = own.get(row.member);
    if (benefit === undefined) {
      if (!broken) finder.find("facts", row.line, "member", row.member, "noPlace");
      continue;
    }
    if ((row.place === undefined) !== (row.field === undefined))
      finder.find("facts", row.line, "place", String(row.place ?? ""), "together", "field");
    const law = planLaws[benefit.plan ?? plans.get(row.member) ?? "msep2000"];
    const found = law === undefined ? "unknown" : factValue(law.plan, row);
    if (found === "unknown") finder.find("facts", row.line, "fact", row.fact, "factUnknown");
    if (found === "written")
      finder.find("facts", row.line, "value", row.value.slice(0, 40), "text", row.fact);
  }
  checkPlaces(finder, rows, (member) => {
    const benefit = own.get(member);
    return benefit && planLaws[benefit.plan ?? plans.get(member) ?? "msep2000"];
  });
}

/** The rows of a list are counted from 1 without a gap, and each has every field that the law asks for. */
function checkPlaces(finder: Finder, rows: Rows, lawOf: (member: string) => PlanLaw | undefined): void {
  const lists = Map.groupBy(
    rows.facts.filter(({ place }) => place !== undefined),
    (row) => `${row.member}/${row.fact}`,
  );
  for (const some of lists.values()) {
    const places = new Set(some.map(({ place }) => place!));
    for (const row of some)
      if (row.place === 0 || row.place! > places.size)
        finder.find("facts", row.line, "place", String(row.place), "order", "1");
    const [first] = some;
    const fields = lawOf(first!.member)?.plan.lists.get(first!.fact)?.fields ?? {};
    for (const [name, { maybe }] of Object.entries(fields))
      for (const place of places)
        if (!maybe && !some.some((row) => row.place === place && row.field === name))
          finder.find("facts", first!.line, `${first!.fact}/${place}`, name, "missing");
  }
}
