import { formatDate } from "@emeritus/engine/dates.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import { findFact } from "@emeritus/engine/facts.ts";
import { sourceOf } from "@emeritus/operations/career.ts";
import { type CaseSeen } from "@emeritus/operations/retiring/read-retirement.ts";
import { longDate, longMonth, money } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { capital, phraseOf } from "@emeritus/words/phrase.ts";
import { beginWorksheet } from "@emeritus/words/worksheet.ts";
import { decimalText } from "@emeritus/words/value.ts";
import { optionWords } from "../member/retire-parts.tsx";
import { Alert, Facts, More, Sheet, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { Due, ownerWords, taskWords } from "./cases.tsx";

/** What is still to be done in the case. */
export function Open({ seen }: { seen: CaseSeen }) {
  const words = useWords();
  const open = seen.retirement.rows.duties.filter(({ status }) => status === "open");
  if (open.length === 0) return null;
  return (
    <ul>
      {open.map(({ obligation, kind, due, owner }) => (
        <li key={obligation}>
          <Due due={due} today={seen.today} /> {taskWords(words, kind)} ({ownerWords(words, owner)})
        </li>
      ))}
    </ul>
  );
}

/** What the member applied for and elected. */
export function Filed({ seen }: { seen: CaseSeen }) {
  const words = useWords();
  const said = words.retirement.member.answers;
  const { application, election } = seen.retirement;
  if (application === undefined) return null;
  const date = (value: number) => longDate(formatDate(value));
  const facts = [
    { name: said.start, value: date(application.annuityStartingDate) },
    { name: said.lastDay, value: date(application.lastDayOfWork) },
    { name: said.filedOn, value: date(application.receivedOn) },
    { name: said.spouse, value: seen.facts?.spouse?.name ?? words.common.none },
  ];
  if (election) {
    facts.push({
      name: said.option,
      value: optionWords(words, election.option, seen.facts?.spouse?.name).name,
    });
    facts.push({
      name: said.electedOn,
      value: `${date(election.receivedOn)}${election.late ? ` (${words.retirement.office.late})` : ""}`,
    });
    facts.push({ name: said.firstPayment, value: longMonth(formatDate(election.firstPaymentMonth)) });
    for (const { name, relation, percent } of election.beneficiaries)
      facts.push({ name: words.retirement.member.beneficiaries, value: `${name}, ${relation}, ${percent}%` });
  }
  return <Facts facts={facts} />;
}

const shownFacts = [
  "memberClass",
  "birthDate",
  "firstHired",
  "leftService",
  "unusedSickLeaveHours",
  "purchasedService",
  "transferredService",
  "spouseBirthDate",
  "pay",
  "periods",
] as const;

/** The facts that the law is asked with, each with where it came from. */
export function FactTable({ seen }: { seen: CaseSeen }) {
  const words = useWords();
  const said = words.retirement.office;
  if (!seen.facts) return null;
  const { facts } = seen.facts;
  const phrase = phraseOf(words);
  return (
    <>
      <h2 id="facts">{said.factsHeading}</h2>
      <Table
        caption={said.factsHeading}
        quiet
        rows={shownFacts}
        keyOf={(name) => name}
        columns={[
          { head: said.factColumns.fact, names: true, cell: (name) => capital(phrase(name)) },
          {
            head: said.factColumns.value,
            cell: (name) => factText(words, name, findFact(facts, name)?.value),
          },
          {
            head: said.factColumns.source,
            cell: (name) => <Source words={words} source={sourceOf(facts, name)} />,
          },
        ]}
      />
    </>
  );
}

function Source({ words, source }: { words: Words; source: ReturnType<typeof sourceOf> }) {
  const said = words.retirement.office.sources[source.from];
  if (source.from === "assumed")
    return (
      <>
        <Tag kind="warn">{said}</Tag> {words.retirement.because[source.because]}
      </>
    );
  return <Tag kind={source.from === "missing" ? "bad" : "plain"}>{said}</Tag>;
}

function factText(words: Words, name: (typeof shownFacts)[number], value: unknown): string {
  if (value === undefined) return words.retirement.office.stillMissing;
  if (value === null) return words.common.none;
  if (name === "pay") return words.retirement.office.months({ months: (value as readonly unknown[]).length });
  if (name === "periods")
    return words.retirement.office.periods({ periods: (value as readonly unknown[]).length });
  if (name === "birthDate" || name === "firstHired" || name === "leftService" || name === "spouseBirthDate")
    return longDate(formatDate(value as number));
  if (name === "unusedSickLeaveHours") return words.worksheet.hours({ hours: decimalText(value as Exact) });
  if (name === "memberClass") return phraseOf(words)(value as string);
  return words.worksheet.months({ months: value as number });
}

/** What the law gives, with every step. */
export function Amounts({ seen }: { seen: CaseSeen }) {
  const words = useWords();
  const said = words.retirement.office;
  const { determined, retirement } = seen;
  if (determined === undefined || retirement.election === undefined)
    return <h2 id="amounts">{said.amountsHeading}</h2>;
  const phrase = phraseOf(words);
  const sheet = beginWorksheet(words);
  for (const { explanation } of determined.results.values()) sheet.add(explanation);
  const estimate = {
    ...retirement.application?.estimate,
    chosenAmount: retirement.application?.estimate[`${retirement.election.option}Amount`],
  };
  const names = [...determined.results.keys()];
  const text = (cents: bigint | undefined) => (cents === undefined ? said.stillMissing : money(cents));
  const difference = (name: string) => {
    const [was, is] = [estimate[name as keyof typeof estimate], determined.amounts[name]];
    return was === undefined || is === undefined ? "" : money(is - was);
  };
  return (
    <>
      <h2 id="amounts">{said.amountsHeading}</h2>
      <p className="measure">{said.differenceSays}</p>
      {determined.missing.length > 0 ? (
        <Alert kind="warning">
          {words.retirement.refusals["facts-missing"]({ facts: determined.missing.join(" ") })}
        </Alert>
      ) : null}
      <Table
        caption={said.differenceHeading}
        rows={names}
        keyOf={(name) => name}
        columns={[
          { head: said.differenceColumns.amount, names: true, cell: (name) => capital(phrase(name)) },
          {
            head: said.differenceColumns.estimate,
            number: true,
            cell: (name) => text(estimate[name as keyof typeof estimate]),
          },
          {
            head: said.differenceColumns.calculation,
            number: true,
            cell: (name) => text(determined.amounts[name]),
          },
          { head: said.differenceColumns.difference, number: true, cell: difference },
        ]}
      />
      <More summary={said.worksheetHeading}>
        <Sheet lines={sheet.lines} label={said.worksheetHeading} />
      </More>
    </>
  );
}
