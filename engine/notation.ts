/** A formula in notation: one line of identifiers and signs, in which each name is a token that a page can link. */
import { formatDate } from "./dates.ts";
import { Exact, exact, multiply } from "./exact.ts";
import { formatCents } from "./money.ts";
import type { KindName, Value } from "./kinds.ts";
import type { Saying } from "./saying.ts";

/** What a name in a token refers to. */
export type TokenOf = "provision" | "setting" | "fact" | "table" | "list" | "field" | "named" | "choice";
/** A piece of notation: signs and figures as text, or a name that refers to something. */
export type Token = string | { readonly of: TokenOf; readonly name: string };

/** How tightly a sign binds: what binds less tightly than what it stands in gets brackets. */
const LOOSE = { cases: 0, or: 1, and: 2, compare: 3, sum: 4, product: 5, power: 6, atom: 7 } as const;
interface Piece {
  readonly tokens: readonly Token[];
  readonly binds: number;
}

/** What a formula says, in notation. */
export const notationOf = (saying: Saying): readonly Token[] => joinedText(piece(saying).tokens);

/** The text of notation, for tests and the terminal. */
export const notationText = (tokens: readonly Token[]): string =>
  tokens.map((token) => (typeof token === "string" ? token : token.name)).join("");

function joinedText(tokens: readonly Token[]): readonly Token[] {
  const joined: Token[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    if (typeof token === "string" && typeof last === "string") joined[joined.length - 1] = last + token;
    else joined.push(token);
  }
  return joined;
}

const atom = (...tokens: Token[]): Piece => ({ tokens, binds: LOOSE.atom });
const within = (of: Piece, binds: number): readonly Token[] =>
  of.binds < binds ? ["(", ...of.tokens, ")"] : of.tokens;

function between(parts: readonly Piece[], sign: string, binds: number): Piece {
  const tokens = parts.flatMap((part, i) => [
    ...(i === 0 ? [] : [sign]),
    ...within(part, i === 0 ? binds : binds + 1),
  ]);
  return { tokens, binds };
}
/** A function of its parts: `name(a, b)`. */
const called = (name: Token, ...parts: readonly Piece[]): Piece =>
  atom(name, "(", ...parts.flatMap((part, i) => (i === 0 ? part.tokens : [", ", ...part.tokens])), ")");

const FUNCTIONS: Partial<Record<Saying["says"], string>> = {
  greater: "max",
  lesser: "min",
  earliestOf: "earliest",
  latestOf: "latest",
  given: "exists",
  inYears: "years",
  completing: "attains",
  firstOfMonth: "firstOfMonth",
  firstOnOrAfter: "firstOfMonthOnOrAfter",
  firstOfNext: "firstOfNextMonth",
  lastOfMonth: "lastOfMonth",
  monthsFrom: "months",
  daysFrom: "days",
  yearsApart: "years",
  yearOf: "year",
  tenure: "time",
  monthsOf: "wholeMonths",
  daysOf: "looseDays",
};
const SIGNS: Partial<Record<Saying["says"], readonly [sign: string, binds: number]>> = {
  sum: [" + ", LOOSE.sum],
  minus: [" − ", LOOSE.sum],
  addMonths: [" + ", LOOSE.sum],
  addDays: [" + ", LOOSE.sum],
  monthsBefore: [" − ", LOOSE.sum],
  daysBefore: [" − ", LOOSE.sum],
  product: [" × ", LOOSE.product],
  ratio: [" ÷ ", LOOSE.product],
  all: [" ∧ ", LOOSE.and],
  any: [" ∨ ", LOOSE.or],
};
const COMPARISONS = { "<": " < ", "<=": " ≤ ", "=": " = ", ">=": " ≥ ", ">": " > " } as const;

function piece(saying: Saying): Piece {
  const { says, parts, name } = saying;
  const said = parts.map(piece);
  const [a, b, c] = said as readonly Piece[];
  const sign = SIGNS[says];
  if (sign) return between(said, ...sign);
  const named = FUNCTIONS[says];
  if (named !== undefined) return called(named, ...said);
  switch (says) {
    case "value":
      return typeof saying.value === "string"
        ? atom({ of: "choice", name: saying.value })
        : atom(figure(saying.kind, saying.value!));
    case "provision":
    case "setting":
    case "fact":
      return atom({ of: says, name: name! });
    case "field":
      return atom({ of: "list", name: saying.list! }, "′".repeat(saying.row!), ".", {
        of: "field",
        name: name!,
      });
    case "table":
      return said.length === 0
        ? atom({ of: "table", name: name! })
        : called({ of: "table", name: name! }, ...said);
    case "named":
      return called({ of: "named", name: name! }, ...said);
    case "monthTried":
      return atom("month");
    case "stepDate":
      return atom("date");
    case "stepValue":
      return name === undefined ? atom("amount") : atom({ of: "named", name });
    case "between":
      return a!;
    case "round":
      return called(`round${roundingMark(saying)}`, a!);
    case "power":
      return called(`round${roundingMark(saying)}`, {
        tokens: [...within(a!, LOOSE.atom), " ^ ", ...within(b!, LOOSE.atom)],
        binds: LOOSE.power,
      });
    case "wholeYears":
      return atom("⌊", "years(", ...a!.tokens, ")", "⌋");
    case "blocks":
      return saying.lastCounts === saying.size
        ? atom("⌊", ...within(a!, LOOSE.product), ` ÷ ${saying.size}`, "⌋")
        : called("blocks", a!, atom(`${saying.size}`), atom(`last from ${saying.lastCounts}`));
    case "remainder":
      return called("remainder", a!, atom(`${saying.size}`));
    case "dayBefore":
      return between([a!, atom("1 day")], " − ", LOOSE.sum);
    case "dayAfter":
      return between([a!, atom("1 day")], " + ", LOOSE.sum);
    case "not":
      return { tokens: ["¬", ...within(a!, LOOSE.atom)], binds: LOOSE.power };
    case "compare":
      return between([a!, b!], COMPARISONS[saying.how!], LOOSE.compare);
    case "is":
    case "isNot":
      return {
        tokens: [...within(a!, LOOSE.sum), says === "is" ? " = " : " ≠ ", ...choices(saying)],
        binds: LOOSE.compare,
      };
    case "cases":
      return casesPiece(said);
    case "ifAny":
      return casesPiece([called("exists", a!), b!, c!]);
    case "refusing":
      return called("refused", atom({ of: "named", name: name! }), ...said);
    case "supposing":
      return {
        tokens: [
          ...within(a!, LOOSE.atom),
          " [",
          ...said
            .slice(1)
            .flatMap((value, i): Token[] => [
              ...(i === 0 ? [] : [", "]),
              { of: "fact", name: saying.names![i]! },
              " := ",
              ...value.tokens,
            ]),
          "]",
        ],
        binds: LOOSE.atom,
      };
    case "search":
      return called("firstMonth", a!, b!, c!);
    case "carry":
      return called(`each ${saying.size} months`, ...said);
    case "course":
      return coursePiece(saying, said);
    default:
      return listPiece(saying, said);
  }
}

function casesPiece(said: readonly Piece[]): Piece {
  const arms = Array.from({ length: (said.length - 1) / 2 }, (_, i) => [
    ...said[2 * i + 1]!.tokens,
    " if ",
    ...said[2 * i]!.tokens,
    "; ",
  ]);
  return atom("{ ", ...arms.flat(), ...said.at(-1)!.tokens, " otherwise }");
}

function coursePiece({ names = [], size }: Saying, said: readonly Piece[]): Piece {
  const [first, until, gives, ...values] = said as [Piece, Piece, Piece, ...Piece[]];
  const steps = names.flatMap((name, i): Token[] => [
    "; ",
    { of: "named", name },
    " := ",
    ...values[i]!.tokens,
    " then ",
    ...values[i + names.length]!.tokens,
  ]);
  return atom(
    `each ${size} months(`,
    ...first.tokens,
    ", ",
    ...until.tokens,
    ...steps,
    "; ",
    ...gives.tokens,
    ")",
  );
}

const LISTS: Partial<Record<Saying["says"], string>> = {
  sumOver: "Σ",
  countOver: "#",
  anyOver: "∃",
  everyOver: "∀",
  earliestOver: "earliest",
  latestOver: "latest",
  union: "union",
  covered: "covers",
};

function listPiece(saying: Saying, said: readonly Piece[]): Piece {
  const { says, list } = saying;
  const head = says === "window" ? `mean of highest ${saying.size} ` : `${LISTS[says] ?? says} `;
  const inside = said.flatMap((part, i) => (i === 0 ? part.tokens : ["; ", ...part.tokens]));
  return atom(head, { of: "list", name: list! }, "(", ...inside, ")");
}

const choices = ({ choices: names = [] }: Saying): readonly Token[] =>
  names.flatMap((name, i): Token[] => [...(i === 0 ? [] : [" | "]), { of: "choice", name }]);

function roundingMark({ rounding, kind }: Saying): string {
  const { mode, step } = rounding!;
  const arrow = { halfUp: "", down: "↓", up: "↑" }[mode];
  return `${arrow}[${figure(kind, step)}]`;
}

/** A figure as notation writes it: dollars, percent, years and months, a date, a choice. */
function figure(kind: KindName, value: Value): string {
  if (value === null) return "none";
  if (typeof value === "boolean" || typeof value === "string") return String(value);
  if (value instanceof Exact) {
    if (kind === "money") return value.d === 1n ? `$${formatCents(value.n)}` : `${value} cents`;
    return kind === "rate" ? percentText(value) : `${value}`;
  }
  if (typeof value === "object") return `${value.months}m ${value.days}d`;
  if (kind === "date") return formatDate(value);
  if (kind === "span" || kind === "service" || kind === "age")
    return value % 12 === 0 && value !== 0 ? counted(value / 12, "year") : counted(value, "month");
  return kind === "days" ? counted(value, "day") : String(value);
}

const counted = (count: number, unit: string): string => `${count} ${unit}${count === 1 ? "" : "s"}`;

function percentText(value: Exact): string {
  const of100 = multiply(value, exact(100n));
  if (of100.d === 1n) return `${of100.n}%`;
  const digits = [10n, 100n, 1_000n, 10_000n, 100_000n, 1_000_000n, 10_000_000n, 100_000_000n].find(
    (power) => power % of100.d === 0n,
  );
  if (digits === undefined) return String(value);
  const size = of100.n < 0n ? -of100.n : of100.n;
  const scaled = (size * digits) / of100.d;
  const places = String(digits).length - 1;
  const text = String(scaled).padStart(places + 1, "0");
  return `${of100.n < 0n ? "−" : ""}${text.slice(0, -places)}.${text.slice(-places)}%`;
}
