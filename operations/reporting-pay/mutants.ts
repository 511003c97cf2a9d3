/** Whole numbers from a seed, the same each time (mulberry32). */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

type Roll = (below: number) => number;
type Mutation = (text: string, roll: Roll) => string;

const pick = <T>(from: readonly T[], roll: Roll): T => from[roll(from.length)]!;
const amounts = /-?\d{1,7}\.\d{2}/gu;
const days = /\d{4}-\d{2}-\d{2}/gu;

/** Puts something in the place of one of the matches. */
function inPlace(text: string, form: RegExp, roll: Roll, change: (was: string) => string): string {
  const found = [...text.matchAll(form)];
  if (found.length === 0) return text;
  const { index, 0: was } = pick(found, roll);
  return text.slice(0, index) + change(was) + text.slice(index + was.length);
}

const notations: readonly ((was: string) => string)[] = [
  (was) => `(${was})`,
  (was) => `${was}-`,
  (was) => `+${was}`,
  (was) => `-${was}`,
  (was) => `\u2212${was}`,
  (was) => `--${was}`,
  (was) => `${was}CR`,
  (was) => `DR ${was}`,
  (was) => `- ${was}`,
  (was) => ` ${was}`,
  (was) => `$${was}`,
  (was) => was.replace(".", ","),
  (was) => was.replace(".", ""),
  (was) => was.replace(/\.\d\d/u, ""),
  (was) => `${was}0`,
  (was) => was.slice(0, -1),
  (was) => `0${was}`,
  (was) => was.replace(/^(\d)(\d{3})/u, "$1,$2"),
  (was) => `"${was.replace(/^(\d)(\d{3})/u, "$1,$2")}"`,
  (was) => `${was}e2`,
  () => "0x10",
  () => "-0.00",
  () => "NaN",
  () => "Infinity",
  () => "1e400",
  () => "99999999999999999999.99",
  () => "9007199254740993.00",
  () => "",
  () => "\u0661\u0662.\u0663\u0664",
  (was) => was.replace(/\d/u, (digit) => String((Number(digit) + 1) % 10)),
  () => "=1+1",
  () => "@SUM(A1)",
];
const oddDays = [
  "2026-02-29",
  "2026-02-30",
  "2026-13-01",
  "2026-00-10",
  "2026-05-00",
  "0000-00-00",
  "9999-12-31",
  "2026-5-1",
  "05/15/2026",
  "20260515",
  "2026-05-15T00:00:00Z",
  "-2026-05-15",
  "1900-02-29",
  "tomorrow",
  "",
] as const;
const oddTexts = [
  "\0",
  "\uFEFF",
  "\u202E",
  "\r",
  "\t",
  "\u2028",
  '"',
  '""',
  ",",
  "\n",
  "\\",
  "{",
  "}",
  "[",
  "]",
  "😀",
  "\uD800",
  "M,",
  "T,",
] as const;

/** Ways in which a file of text goes wrong on its way. */
const mutations: readonly Mutation[] = [
  (text, roll) => text.slice(0, roll(text.length)),
  (text, roll) => text.slice(roll(text.length)),
  (text, roll) => inPlace(text, amounts, roll, pick(notations, roll)),
  (text, roll) => inPlace(text, amounts, roll, pick(notations, roll)),
  (text, roll) => inPlace(text, days, roll, () => pick(oddDays, roll)),
  (text, roll) => inPlace(text, /\d/gu, roll, (digit) => String((Number(digit) + 1 + roll(9)) % 10)),
  (text, roll) => inPlace(text, /[^\n]*\n/gu, roll, () => ""),
  (text, roll) => inPlace(text, /[^\n]*\n/gu, roll, (line) => line + line),
  (text, roll) =>
    inPlace(
      text,
      /[^\n]*\n[^\n]*\n/gu,
      roll,
      (two) => two.split("\n").slice(0, 2).toReversed().join("\n") + "\n",
    ),
  (text, roll) => inPlace(text, /[^\n]*\n/gu, roll, (line) => line.slice(0, roll(line.length)) + "\n"),
  (text, roll) => inPlace(text, /[^\n]*\n/gu, roll, (line) => line.replace("\n", "\r\n")),
  (text, roll) => inPlace(text, /\n/gu, roll, () => pick(["\r", "\n\r", "\r\r\n", "\n\n", ""], roll)),
  (text) => text.replaceAll("\n", "\r\n"),
  (text) => `\uFEFF${text}`,
  (text) => text + text,
  (text, roll) => inPlace(text, /[^,\n]*,/gu, roll, () => ""),
  (text, roll) => inPlace(text, /,/gu, roll, () => pick([",,", ";", "\t", "|", ""], roll)),
  (text, roll) => inPlace(text, /[^,\n]+/gu, roll, (field) => `"${field}"`),
  (text, roll) => inPlace(text, /[^,\n]+/gu, roll, (field) => `"${field}`),
  (text, roll) => inPlace(text, /[^,\n]+/gu, roll, () => "x".repeat(1 + roll(20_000))),
  (text, roll) => inPlace(text, /./gu, roll, (was) => was + pick(oddTexts, roll)),
  (text, roll) => inPlace(text, /./gu, roll, () => pick(oddTexts, roll)),
  (text, roll) => inPlace(text, /"[^"]*"/gu, roll, (string) => string.slice(1, -1)),
  (text, roll) =>
    inPlace(text, /[[\]{}:,]/gu, roll, (was) => pick(["", was + was, "[", "}", ":", "null"], roll)),
  (text, roll) => inPlace(text, /"[^"]*":/gu, roll, (name) => `${name} {"a":[[[[1]]]]}, ${name}`),
  (text, roll) =>
    inPlace(text, /"/gu, roll, () => pick(['"\\u0000', '"\\uD800', '"\\x', '"\\u00e9', '"\\"'], roll)),
  (text, roll) =>
    inPlace(text, /(true|false|\d+)/gu, roll, () =>
      pick(["null", '"Y"', "1e2", "-1", "1.0", "[]", "TRUE"], roll),
    ),
];

/** What is done to the bytes rather than to the text. */
const byteMutations: readonly ((bytes: Buffer, roll: Roll) => Buffer)[] = [
  (bytes) => Buffer.from(bytes.toString("utf8"), "utf16le"),
  (bytes) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(bytes.toString("utf8"), "utf16le")]),
  (bytes, roll) => flipped(bytes, roll, 1 + roll(255)),
  (bytes, roll) => flipped(bytes, roll, 0x80),
  (bytes, roll) => Buffer.concat([bytes, Buffer.alloc(roll(64))]),
];

function flipped(bytes: Buffer, roll: Roll, by: number): Buffer {
  const copy = Buffer.from(bytes);
  if (copy.length > 0) copy[roll(copy.length)]! ^= by;
  return copy;
}

/** A file gone wrong in one to three ways. */
export function mutant(text: string, roll: Roll): Buffer {
  let wrong = text;
  for (let times = 1 + roll(3); times > 0; times -= 1) wrong = pick(mutations, roll)(wrong, roll);
  const bytes = Buffer.from(wrong, "utf8");
  return roll(8) === 0 ? pick(byteMutations, roll)(bytes, roll) : bytes;
}
