import type { Refusal } from "@emeritus/operations/outcome.ts";
import { longMonth, withLongDates } from "@emeritus/words/format.ts";
import { type Words, wordsFor } from "@emeritus/words/index.ts";
import { serviceFacts } from "@emeritus/words/service-facts.ts";

type Sentence = string | ((facts: never) => string);
type Sentences = Readonly<Record<string, Sentence>>;
type Facts = Readonly<Record<string, unknown>>;

const words = wordsFor("en");

/** What the pages of each part of the system say when they refuse; the parts are the owners of routes. */
const said: Readonly<Record<string, readonly Sentences[]>> = {
  "sign-in": [words.signin.refusals, words.signin.problems, words.signin.registering.problems],
  "reporting pay": [words.employer.refusals, words.payReports.grid.problems],
  enrolment: [words.enrolment.problems],
  payroll: [words.payroll.problems],
  retirement: [words.retirement.refusals, words.retirement.problems],
  deaths: [words.deaths.problems, words.charges.problems],
  conversion: [words.conversion.problems, words.cutover.problems],
  divisions: [words.division.problems],
  redeterminations: [words.redetermining.problems],
  people: [words.people.problems],
  "data-quality": [words.quality.problems],
  disclosure: [words.disclosure.problems],
  "money in": [words.money.problems],
  clearing: [words.clearing.problems],
  service: [words.service.problems, words.givenUp.problems],
};

/** How the facts of a part become the parts of its sentences, where they are not said as they are. */
const inWords: Readonly<Record<string, (words: Words, facts: Facts) => Facts>> = {
  service: serviceFacts,
  conversion: (_, { month, ...facts }) =>
    month === undefined ? facts : { ...facts, month: longMonth(String(month)) },
};

/**
 * The sentence in which a page would tell a refusal of a route's owner; where the owner's pages have none, that of the only other
 * part that has one. Undefined where nobody has words for the code, or where the sentence needs what the refusal does not carry.
 */
export function messageOf(owner: string, { code, facts }: Refusal): string | undefined {
  const own = (said[owner] ?? []).find((sentences) => Object.hasOwn(sentences, code));
  const others = Object.entries(said).filter(([, all]) => all.some((each) => Object.hasOwn(each, code)));
  const teller = own !== undefined ? owner : others.length === 1 ? others[0]![0] : undefined;
  if (teller === undefined) return undefined;
  const sentence = said[teller]!.find((sentences) => Object.hasOwn(sentences, code))![code]!;
  if (typeof sentence === "string") return sentence;
  return told(sentence, () => inWords[teller]?.(words, facts) ?? facts);
}

/** A sentence with its facts, the dates as people write them; undefined where a fact that it reads is not there, or is of another kind. */
function told(sentence: (facts: never) => string, factsOf: () => Facts): string | undefined {
  let lacks = false;
  try {
    const read = new Proxy(factsOf(), {
      get: (all, name) => {
        const fact = all[String(name)];
        lacks ||= fact === undefined;
        return fact;
      },
    });
    const text = sentence(read as never);
    return lacks ? undefined : withLongDates(text);
  } catch {
    return undefined; // the refusal stands without words
  }
}
