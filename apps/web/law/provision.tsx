import { formatDate } from "@emeritus/engine/dates.ts";
import {
  describe,
  type DescribedDates,
  type DescribedKeys,
  describeTable,
} from "@emeritus/engine/describe.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import type { Value } from "@emeritus/engine/kinds.ts";
import { walk } from "@emeritus/engine/node.ts";
import type { WorkedCase } from "@emeritus/law/cases.ts";
import type { PlanEntry } from "@emeritus/law/plans.ts";
import { formulaInWords, notationInWords } from "@emeritus/words/describe.ts";
import type { SaidPiece } from "@emeritus/words/describe/pieces.ts";
import { longDate } from "@emeritus/words/format.ts";
import { capital, phraseOf, wordsOfPlan } from "@emeritus/words/phrase.ts";
import { valueText } from "@emeritus/words/value.ts";
import { z } from "zod";
import { Empty, Facts, LawLink, More, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked as Request, form, link, notFound, page, type View } from "../shared/routes.ts";
import { planIn } from "./contents.tsx";
import { ExampleForm } from "./example-form.tsx";
import { Tried } from "./example.tsx";
import { casesOf, holds, registerOf } from "./library.ts";

const mostCases = 25;

interface Of {
  readonly entry: PlanEntry;
  readonly name: string;
}

/** Words in which names that the plan holds are links to their pages. */
function Said({ entry, pieces }: { entry: PlanEntry; pieces: readonly SaidPiece[] }) {
  return pieces.map((piece, at) =>
    typeof piece === "string" ? piece : <Name key={at} entry={entry} name={piece.name} text={piece.text} />,
  );
}

function Name({ entry, name, text }: Of & { text: string }) {
  const known = entry.plan.rules.has(name) || entry.plan.tables.has(name);
  return known ? (
    <a href={link("/law/:plan/:rule", { plan: entry.name, rule: name })}>{text}</a>
  ) : (
    <i>{text}</i>
  );
}

function Names({ entry, names }: { entry: PlanEntry; names: readonly string[] }) {
  const phrase = phraseOf(wordsOfPlan(useWords(), entry.plan.name));
  return (
    <ul className="plain">
      {names.map((name) => (
        <li key={name}>
          <Name entry={entry} name={name} text={phrase(name)} />
        </li>
      ))}
    </ul>
  );
}

/** The rules whose formulas name a rule or a table. */
function usersOf({ plan }: PlanEntry, name: string): readonly string[] {
  const users: string[] = [];
  for (const rule of plan.rules.values()) {
    let uses = false;
    walk(rule.means, (node) => {
      if (node.op === "ref" && node.name === name) uses = true;
      if ((node.op === "dated" || node.op === "lookup") && node.table === name) uses = true;
    });
    if (uses) users.push(rule.name);
  }
  return users;
}

function Rule({ entry, name }: Of) {
  const all = wordsOfPlan(useWords(), entry.plan.name);
  const words = all.lawPages;
  const phrase = phraseOf(all);
  const says = describe(entry.plan, name);
  const users = usersOf(entry, name);
  return (
    <>
      <Facts
        facts={[
          { name: words.source, value: <LawLink cites={says.cites.join("; ")} /> },
          ...(says.readings
            ? [
                {
                  name: words.setting,
                  value: says.readings.map((reading) => phrase(reading)).join("; "),
                },
              ]
            : []),
        ]}
      />
      <h2 id="formula">{says.fixed ? words.fixed : words.formula}</h2>
      <div className="formula">
        {formulaInWords(all, says).map(({ level, pieces }, at) => (
          <p key={at} className={`level-${Math.min(level, 6)}`}>
            <Said entry={entry} pieces={pieces} />
          </p>
        ))}
      </div>
      {says.fixed ? null : (
        <More summary={words.inSigns}>
          <p className="notation">
            <Said entry={entry} pieces={notationInWords(all, says.notation)} />
          </p>
        </More>
      )}
      {says.tables.map((table) => (
        <Figures key={table.name} entry={entry} table={table} />
      ))}
      {says.provisions.length > 0 ? (
        <>
          <h2 id="uses">{words.uses}</h2>
          <Names entry={entry} names={says.provisions} />
        </>
      ) : null}
      {users.length > 0 ? (
        <>
          <h2 id="used-by">{words.usedBy}</h2>
          <Names entry={entry} names={users} />
        </>
      ) : null}
      {says.register ? <Open entry={entry} id={says.register} /> : null}
    </>
  );
}

function Figures({ entry, table }: { entry: PlanEntry; table: DescribedDates | DescribedKeys }) {
  const phrase = phraseOf(wordsOfPlan(useWords(), entry.plan.name));
  return (
    <section aria-label={phrase(table.name)}>
      <h2>
        <Name entry={entry} name={table.name} text={capital(phrase(table.name))} />
      </h2>
      <p>
        <LawLink cites={table.cites.join("; ")} />
      </p>
      {table.shape === "dated" ? <Dated table={table} /> : <Keyed table={table} />}
    </section>
  );
}

function Dated({ table }: { table: DescribedDates }) {
  const all = useWords();
  const words = all.lawPages;
  const phrase = phraseOf(all);
  return (
    <Table
      caption={words.history}
      rows={table.rows}
      keyOf={({ from }) => from}
      columns={[
        { head: words.from, names: true, cell: ({ from }) => longDate(formatDate(from)) },
        {
          head: words.until,
          cell: ({ until }) => (until === undefined ? words.none : longDate(formatDate(until))),
        },
        {
          head: words.figure,
          number: true,
          cell: ({ value }) =>
            value === undefined ? words.unknown : valueText(all, phrase, table.kind, value),
        },
        {
          head: words.standing,
          cell: ({ mark, register }) => (
            <>
              <Tag kind={mark === "read" ? "plain" : "warn"}>{words.marks[mark]}</Tag> {register ?? ""}
            </>
          ),
        },
        { head: words.source, cell: ({ cites }) => <LawLink cites={cites.join("; ")} /> },
      ]}
    />
  );
}

function Keyed({ table }: { table: DescribedKeys }) {
  const all = useWords();
  const words = all.lawPages;
  const phrase = phraseOf(all);
  const text = (value: Exact | number | undefined) =>
    value === undefined ? words.none : valueText(all, phrase, table.kind, value as Value);
  const columns = table.columns.length > 0 ? table.columns : [undefined];
  return (
    <Table
      caption={table.keyedBy.map(phrase).join(" × ")}
      rows={table.rows}
      keyOf={({ key }) => key}
      columns={[
        { head: words.key, names: true, cell: ({ key }) => key },
        ...columns.map((column, at) => ({
          head: column === undefined ? words.figure : String(column),
          number: true,
          cell: ({ values }: (typeof table.rows)[number]) => text(values[at]),
        })),
      ]}
    />
  );
}

function Open({ entry, id }: { entry: PlanEntry; id: string }) {
  const words = useWords().lawPages;
  const found = registerOf(entry).find((one) => one.id === id);
  return (
    <section className="missing" aria-labelledby="open-question">
      <h2 id="open-question">{words.openQuestion}</h2>
      {found ? (
        <>
          <p>
            <a href={`${link("/law/:plan/open-questions", { plan: entry.name })}#${id}`}>{id}</a>{" "}
            {found.question}
          </p>
          <p>
            {words.chosen}: {found.choice} ({found.authority})
          </p>
        </>
      ) : (
        <p>{id}</p>
      )}
    </section>
  );
}

function Cases({ entry, cases, name }: Of & { cases: readonly WorkedCase[] }) {
  const words = useWords().lawPages;
  const phrase = phraseOf(wordsOfPlan(useWords(), entry.plan.name));
  if (cases.length === 0) return <Empty>{words.noCases}</Empty>;
  const shown = cases.slice(0, mostCases);
  return (
    <>
      <p className="measure">{words.casesSay}</p>
      {cases.length > shown.length ? (
        <p>{words.moreCases({ shown: String(shown.length), all: String(cases.length) })}</p>
      ) : null}
      <Table
        caption={words.cases}
        quiet
        rows={shown}
        keyOf={({ file, line }) => `${file}:${line}`}
        columns={[
          {
            head: words.case,
            names: true,
            cell: (each) => (
              <>
                {each.name}
                <br />
                <span className="small soft">{each.heading}</span>
              </>
            ),
          },
          {
            head: words.given,
            cell: ({ written }) =>
              Object.entries(written)
                .map(([fact, text]) => `${phrase(fact)} ${text}`)
                .join("; "),
          },
          {
            head: words.expected,
            number: true,
            cell: ({ expected }) => expected.find((one) => one.name === name)?.cell,
          },
          {
            head: words.found,
            cell: (each) =>
              holds(entry, each) ? <Tag kind="good">{words.holds}</Tag> : <Tag kind="bad">{words.fails}</Tag>,
          },
        ]}
      />
    </>
  );
}

function Provision(props: Of & { typed: Readonly<Record<string, string | undefined>> | undefined }) {
  const { entry, name, typed } = props;
  const words = useWords().lawPages;
  const cases = casesOf(entry).filter(({ expected }) => expected.some((one) => one.name === name));
  return (
    <>
      <Rule entry={entry} name={name} />
      <h2 id="cases">{words.cases}</h2>
      <Cases entry={entry} cases={cases} name={name} />
      <h2 id="try">{words.example.heading}</h2>
      <p className="measure">{words.example.says}</p>
      <ExampleForm entry={entry} provision={name} written={cases[0]?.written ?? {}} />
      <div id="answer" aria-live="polite" tabIndex={-1}>
        {typed ? <Tried plan={entry.plan} provision={name} typed={typed} /> : null}
      </div>
    </>
  );
}

type Path = "/law/:plan/:rule";

function view(asked: Request<Path>, answered: boolean): View {
  const entry = planIn(asked.params.plan);
  const { rule: name } = asked.params;
  const isTable = entry.plan.tables.has(name);
  if (!isTable && !entry.plan.rules.has(name)) throw notFound();
  const typed = Object.fromEntries(
    Object.entries(asked.typed).flatMap(([field, text]) =>
      typeof text === "string" && field !== "csrf" ? [[field, text]] : [],
    ),
  );
  return {
    title: capital(phraseOf(wordsOfPlan(asked.words, entry.plan.name))(name)),
    over: <a href={link("/law/:plan", { plan: entry.name })}>{entry.title}</a>,
    wide: true,
    ...(isTable ? {} : { island: true }),
    body: isTable ? (
      <TablePage entry={entry} name={name} />
    ) : (
      <Provision entry={entry} name={name} typed={answered ? typed : undefined} />
    ),
  };
}

function TablePage({ entry, name }: Of) {
  const words = useWords().lawPages;
  const users = usersOf(entry, name);
  return (
    <>
      <Figures entry={entry} table={describeTable(entry.plan, name)} />
      {users.length > 0 ? (
        <>
          <h2 id="used-by">{words.usedBy}</h2>
          <Names entry={entry} names={users} />
        </>
      ) : null}
    </>
  );
}

page({ path: "/law/:plan/:rule", owner: "law", may: "anyone", show: (asked) => view(asked, false) });
form({
  path: "/law/:plan/:rule",
  owner: "law",
  may: "anyone",
  body: z.record(z.string(), z.unknown()),
  says: () => ({}),
  bad: (asked) => view(asked, false),
  take: async (taken) => view(taken, true),
});
