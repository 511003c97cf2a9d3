/** Files of cases that come from outside: JSON (case-file.schema.json beside this file) and the Markdown tables of law/cases.ts. */
import type { Known } from "@emeritus/engine/facts.ts";
import type { Json } from "@emeritus/engine/canonical.ts";
import { firstOfMonthOf, formatDate, parseDate, isDay } from "@emeritus/engine/dates.ts";
import type { Plan } from "@emeritus/engine/plan.ts";
import {
  readCases,
  readValue,
  runCases,
  type Difference,
  type Expectation,
  type WorkedCase,
} from "../cases.ts";
import type { PlanEntry } from "../plans.ts";
import { contradictionsIn } from "./contradictions.ts";
import { nearest } from "./nearest.ts";
import type { Problem } from "./problem.ts";
import {
  declarationOf,
  isObject,
  type JsonObject,
  namesToState,
  problemsOfKnown,
  readStated,
  unknownName,
} from "./stated.ts";

/** A case with its plan, ready to run, or with what is wrong with it. */
export interface OutsideCase {
  /** Where it stands: the file, and the number or line of the case. */
  readonly at: string;
  readonly name: string;
  readonly plan?: Plan;
  readonly worked?: WorkedCase;
  readonly problems: readonly Problem[];
}

/** The facts that a case's date `on` states, where the plan asks for them and the case does not state them. */
const ON: readonly string[] = [
  "annuityStartingDate",
  "paymentMonth",
  "paymentDate",
  "positionOn",
  "accountOn",
];
/** The facts that are the first of a month. */
const MONTHS: ReadonlySet<string> = new Set(["paymentMonth"]);

/** The facts that a class of member and a date stand for; a plan that asks for neither has a problem. */
export function factsOfCase(
  plan: Plan,
  own: JsonObject,
  memberClass?: string,
  on?: string,
): { json: JsonObject; problems: readonly Problem[] } {
  const json: Record<string, Json> = { ...own };
  const problems: Problem[] = [];
  if (memberClass !== undefined) {
    if (plan.facts.has("memberClass")) json["memberClass"] ??= memberClass;
    else problems.push({ code: "notAsked", name: "class" });
  }
  if (on !== undefined && !isDay(on))
    problems.push({ code: "wrongUnit", name: "on", text: on, kind: "date" });
  else if (on !== undefined) {
    const names = ON.filter((name) => plan.facts.has(name));
    if (names.length === 0) problems.push({ code: "notAsked", name: "on" });
    for (const name of names) json[name] ??= MONTHS.has(name) ? firstOfMonth(on) : on;
  }
  return { json, problems };
}

const firstOfMonth = (text: string): string => formatDate(firstOfMonthOf(parseDate(text)));

/** The facts of a case or of a question: read, completed by class and date, and looked through for contradictions. */
export function readFacts(
  plan: Plan,
  own: JsonObject,
  {
    memberClass,
    on,
    asStated,
  }: {
    readonly memberClass?: string | undefined;
    readonly on?: string | undefined;
    readonly asStated?: boolean;
  } = {},
): { readonly known: Known; readonly problems: readonly Problem[] } {
  const { json, problems } = factsOfCase(plan, own, memberClass, on);
  const read = readStated(plan, json);
  return {
    known: read.known,
    problems: [...problems, ...read.problems, ...contradictionsIn(plan, read.known, asStated)],
  };
}

/** The plan with a short name, or the problem that there is none. */
export function findPlan(plans: readonly PlanEntry[], name: string | undefined): Plan | Problem {
  if (name === undefined) return { code: "noPlanNamed" };
  const found = plans.find((entry) => entry.name === name);
  if (found) return found.plan;
  const near = nearest(
    name,
    plans.map((entry) => entry.name),
  );
  return { code: "unknownPlan", name, ...(near === undefined ? {} : { nearest: near }) };
}
const isProblem = (found: Plan | Problem): found is Problem => "code" in found;

/** The cases of a JSON text; with `asStated` a result may be stated otherwise than it comes out; a text in another form is one case with that problem. */
export function casesOfJson(
  plans: readonly PlanEntry[],
  file: string,
  text: string,
  asStated = false,
): readonly OutsideCase[] {
  const refused = (because: string): readonly OutsideCase[] => [
    { at: file, name: file, problems: [{ code: "notInForm", at: file, because }] },
  ];
  let json: Json;
  try {
    json = JSON.parse(text) as Json;
  } catch (error) {
    return refused((error as Error).message);
  }
  const cases = isObject(json) ? json["cases"] : json;
  if (!Array.isArray(cases)) return refused("cases");
  const shared = isObject(json) ? json : {};
  const mistaken = Object.keys(shared).filter((key) => !FILE_KEYS.includes(key));
  const problems: readonly Problem[] = [
    ...mistaken.map((key) => unknownName(key, FILE_KEYS)),
    ...(cases.length === 0 ? [{ code: "noCases" } as const] : []),
  ];
  if (problems.length > 0) return [{ at: file, name: file, problems }];
  return (cases as readonly Json[]).map((each, i) => caseOf(plans, file, i + 1, shared, each, asStated));
}

const textIn = (json: JsonObject, name: string): string | undefined => {
  const value = json[name];
  return typeof value === "string" ? value : undefined;
};

/** What a case of a JSON file may hold. */
export const CASE_KEYS: readonly string[] = [
  "name",
  "plan",
  "class",
  "on",
  "facts",
  "expect",
  "worked",
  "from",
];

/** What a JSON file may hold: its cases, what holds for all of them, and entries that are no case. */
export const FILE_KEYS: readonly string[] = ["$schema", "plan", "class", "on", "facts", "cases", "decided"];

function caseOf(
  plans: readonly PlanEntry[],
  file: string,
  number: number,
  shared: JsonObject,
  json: Json,
  asStated: boolean,
): OutsideCase {
  const at = `${file}#${number}`;
  if (!isObject(json)) return { at, name: at, problems: [{ code: "notInForm", at, because: "facts" }] };
  const text = (name: string): string | undefined => textIn(json, name) ?? textIn(shared, name);
  const name = text("name") ?? at;
  const plan = findPlan(plans, text("plan"));
  if (isProblem(plan)) return { at, name, problems: [plan] };
  const factless = [shared["facts"], json["facts"]].some((facts) => facts !== undefined && !isObject(facts));
  if (factless) return { at, name, plan, problems: [{ code: "notInForm", at, because: "facts" }] };
  const unknown = Object.keys(json).filter((key) => !CASE_KEYS.includes(key));
  const given = {
    ...(isObject(shared["facts"]) ? shared["facts"] : {}),
    ...(isObject(json["facts"]) ? json["facts"] : {}),
  };
  const { known, problems } = readFacts(plan, given, {
    memberClass: text("class"),
    on: text("on"),
    asStated,
  });
  const expected = expectationsOf(plan, at, json["expect"]);
  const all = [...unknown.map((key) => unknownName(key, CASE_KEYS)), ...problems, ...expected.problems];
  const worked: WorkedCase = {
    file,
    line: number,
    heading: "",
    name,
    stated: known,
    written: {},
    expected: expected.expectations,
  };
  return all.length > 0 ? { at, name, plan, problems: all } : { at, name, plan, worked, problems: [] };
}

function expectationsOf(
  plan: Plan,
  at: string,
  json: Json | undefined,
): { readonly expectations: readonly Expectation[]; readonly problems: readonly Problem[] } {
  if (!isObject(json) || Object.keys(json).length === 0)
    return { expectations: [], problems: [{ code: "notInForm", at, because: "expect" }] };
  const expectations: Expectation[] = [];
  const problems: Problem[] = [];
  for (const [name, value] of Object.entries(json)) {
    const declaration = declarationOf(plan, name);
    if (declaration === "list") {
      problems.push({ code: "onlyStated", name });
      continue;
    }
    if (declaration === undefined) {
      problems.push(
        unknownName(
          name,
          namesToState(plan).filter((one) => !plan.lists.has(one)),
        ),
      );
      continue;
    }
    const cell = cellOf(value);
    if (isCell(declaration.kind, cell)) expectations.push({ name, kind: declaration.kind, cell });
    else problems.push({ code: "wrongUnit", name, text: cell, kind: declaration.kind });
  }
  return { expectations, problems };
}

/** What is expected, as cells write it. */
function cellOf(json: Json): string {
  if (json === null) return "-";
  if (typeof json === "boolean") return json ? "yes" : "no";
  return typeof json === "string" ? json : JSON.stringify(json);
}

function isCell(kind: Expectation["kind"], cell: string): boolean {
  if (/^refused( \w+)?$/.test(cell)) return true;
  try {
    readValue(kind, cell.replace(/^about /, ""));
    return true;
  } catch {
    return false;
  }
}

/** The cases of a Markdown text; the plan is named on the command line or by a line `Plan: NAME.` in the text. */
export function casesOfMarkdown(
  plans: readonly PlanEntry[],
  file: string,
  text: string,
  planName?: string,
  asStated = false,
): readonly OutsideCase[] {
  const plan = findPlan(plans, planName ?? /^Plan: ([\w-]+)\.?\s*$/m.exec(text)?.[1]);
  if (isProblem(plan)) return [{ at: file, name: file, problems: [plan] }];
  try {
    const cases = readCases(plan, file, text);
    if (cases.length === 0) return [{ at: file, name: file, plan, problems: [{ code: "noCases" }] }];
    return cases.map((worked) => {
      const at = `${worked.file}:${worked.line}`;
      const wrong = problemsOfKnown(plan, worked.stated).filter(
        ({ code }) => !(asStated && code === "outsideRange"),
      );
      const problems = wrong.length > 0 ? wrong : contradictionsIn(plan, worked.stated, asStated);
      return problems.length > 0
        ? { at, name: worked.name, plan, problems }
        : { at, name: worked.name, plan, worked, problems };
    });
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return [{ at: file, name: file, plan, problems: [problemOf(plan, file, error.message)] }];
  }
}

/** What a reading of tables refuses, as a problem: a column that names nothing has a nearest name. */
function problemOf(plan: Plan, file: string, message: string): Problem {
  const [, words] = /"([^"]+)" names nothing of the plan/.exec(message) ?? [];
  if (words === undefined) return { code: "notInForm", at: file, because: message };
  const name = words.replace(/^→ ?/, "");
  const bare = name.replaceAll(/ (\w)/g, (_, letter: string) => letter.toUpperCase());
  return { ...unknownName(bare, namesToState(plan)), name };
}

/** What came out otherwise than a case expects. */
export const differencesOf = ({ plan, worked }: OutsideCase): readonly Difference[] =>
  plan && worked ? runCases(plan, [worked]) : [];
