import { parseDate, type PlainDate } from "@emeritus/engine/dates.ts";
import type { FieldDeclaration } from "@emeritus/engine/declarations.ts";
import { type Exact, exact, parseExact } from "@emeritus/engine/exact.ts";
import { type Facts, type Given, isWithin, type Known, type Row as FactRow } from "@emeritus/engine/facts.ts";
import { parseDollars } from "@emeritus/engine/money.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import { careerOf, stating } from "../career.ts";
import { careerRows, marriageOn, type People } from "./careers.ts";
import type { Row } from "./layout.ts";
import { planLaws, planOfPayee } from "./plan-laws.ts";

/** What a fact of facts.csv says, or nothing where the plan's law has no such fact or it is not written so. */
export function factValue(
  plan: Plan,
  row: Pick<Row<"facts">, "fact" | "field" | "value">,
): { readonly value: Given } | "unknown" | "written" {
  const declaration =
    row.field === undefined ? plan.facts.get(row.fact) : plan.lists.get(row.fact)?.fields[row.field];
  if (declaration === undefined) return "unknown";
  const value = parsed(declaration, row.value);
  return value === undefined || !isWithin(declaration, value as never) ? "written" : { value };
}

function parsed(declaration: FieldDeclaration, text: string): Given | undefined {
  if (text === "none") return declaration.maybe ? null : undefined;
  switch (declaration.kind) {
    case "date":
      return /^\d{4}-\d\d-\d\d$/.test(text) ? orNothing(() => parseDate(text)) : undefined;
    case "money":
      return /^\d{1,9}\.\d\d$/.test(text) ? exact(parseDollars(text)) : undefined;
    case "rate":
      return /^\d{1,3}(?:\.\d{1,6})?%$/.test(text) ? hundredthOf(text.slice(0, -1)) : undefined;
    case "hours":
      return /^\d{1,6}(?:\.\d{1,2})?$/.test(text) ? parseExact(text) : undefined;
    case "yesNo":
      return { yes: true, no: false }[text];
    case "choice":
      return declaration.choices?.includes(text) ? text : undefined;
    default:
      return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
  }
}

const orNothing = <T>(make: () => T): T | undefined => {
  try {
    return make();
  } catch {
    return undefined;
  }
};

const hundredthOf = (text: string): Exact => {
  const { n, d } = parseExact(text);
  return exact(n, d * 100n);
};

/** What facts.csv says of a member, by the name of the fact; a list by its rows in order of their place. Pure. */
export function factsGiven(plan: Plan, rows: readonly Row<"facts">[]): Known {
  const given: Record<string, Given | FactRow[]> = {};
  for (const row of rows.toSorted((a, b) => (a.place ?? 0) - (b.place ?? 0))) {
    const found = factValue(plan, row);
    if (typeof found === "string") continue;
    if (row.field === undefined) given[row.fact] = found.value;
    else addField(given, row, found.value);
  }
  for (const [name, { fields }] of plan.lists) {
    const list = given[name];
    if (!Array.isArray(list)) continue;
    const absent = Object.fromEntries(Object.keys(fields).map((field) => [field, null]));
    given[name] = list.map((one) => ({ ...absent, ...one }));
  }
  return given;
}

function addField(given: Record<string, Given | FactRow[]>, row: Row<"facts">, value: Given): void {
  const list = (given[row.fact] ??= []) as FactRow[];
  const at = (row.place ?? 1) - 1;
  list[at] = { ...list[at], [row.field!]: value };
}

/** The facts by which the law of a payee's plan determines the member's benefit, with what the other system states of the retirement. Pure. */
export function factsOfPayee(all: People, own: Row<"payees">): Facts {
  const start = own.annuity_starting_date;
  const law = planLaws[planOfPayee(all, own)];
  const given = law === undefined ? {} : factsGiven(law.plan, all.facts.get(own.member) ?? []);
  return stating(careerOf(careerRows(all, own.member, start)), {
    ...(law?.judges === true ? quietOfJudges(all, own.member, start) : {}),
    ...ofOrder(all, own.member),
    ...given,
    annuityStartingDate: start,
    applicationFiled: own.filed ?? start,
  } as never);
}

/** What the law of judges asks of everybody and what nothing unusual answers, with the days that the files hold. */
function quietOfJudges(all: People, member: string, start: PlainDate): Known {
  const served = (all.jobs.get(member) ?? [])
    .flatMap(({ versions }) => versions)
    .filter(({ class: of }) => of === "judge" || of === "administrativeLawJudge")
    .map(({ from }) => from);
  return {
    convictedOrImpeached: false,
    certifiedCompensation: null,
    onCommission: false,
    assembliesWaived: 0,
    marriedOn: marriageOn(all, member, start)?.married ?? null,
    ...(served.length === 0 ? {} : { firstBecameJudge: Math.min(...served) }),
  };
}

/** What a division of benefits order says of the member's benefit. */
function ofOrder(all: People, member: string): Known {
  const order = all.orders.get(member);
  if (order === undefined) return {};
  return {
    dividedShare: hundredthOf(order.share),
    dissolvedMarriageBegan: order.married,
    dividedTo: order.divided_to,
    orderIssued: order.issued,
    formerSpouseIsJoint: order.joint ?? false,
    formerSpouseDied: all.people.get(order.former_spouse)?.died ?? null,
  };
}
