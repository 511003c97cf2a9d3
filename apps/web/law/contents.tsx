import { hashOf } from "@emeritus/engine/canonical.ts";
import type { KindName } from "@emeritus/engine/kinds.ts";
import { planNamed, type PlanEntry, plans } from "@emeritus/law/plans.ts";
import { capital, phraseOf, wordsOfPlan } from "@emeritus/words/phrase.ts";
import { Facts, LawLink, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, link, notFound, page, type View } from "../shared/routes.ts";
import { casesOf, registerOf } from "./library.ts";

/** The plan of an address, or 404. */
export function planIn(name: string): PlanEntry {
  const entry = planNamed(name);
  if (!entry) throw notFound();
  return entry;
}

function Plans() {
  const words = useWords().lawPages;
  return (
    <>
      <p className="lead measure">{words.lead}</p>
      <p>
        <a href={link("/law/compare")}>{words.compareTitle}</a>{" "}
        <a href={link("/law/board-rules")}>{words.boardRules.title}</a>
      </p>
      <Table
        caption={words.title}
        quiet
        rows={plans}
        keyOf={({ name }) => name}
        columns={[
          {
            head: words.plan,
            names: true,
            cell: ({ name, title }) => <a href={link("/law/:plan", { plan: name })}>{title}</a>,
          },
          { head: words.covers, cell: ({ covers }) => covers },
          { head: words.rules, number: true, cell: ({ plan }) => plan.rules.size },
          { head: words.tables, number: true, cell: ({ plan }) => plan.tables.size },
          { head: words.cases, number: true, cell: (entry) => casesOf(entry).length },
          {
            head: words.questions,
            number: true,
            cell: (entry) => (
              <a href={link("/law/:plan/open-questions", { plan: entry.name })}>{registerOf(entry).length}</a>
            ),
          },
        ]}
      />
    </>
  );
}

function Contents({ entry }: { entry: PlanEntry }) {
  const all = wordsOfPlan(useWords(), entry.plan.name);
  const words = all.lawPages;
  const phrase = phraseOf(all);
  const kinds: Partial<Record<KindName, string>> = words.kinds;
  const rules = [...entry.plan.rules.values()];
  return (
    <>
      <p className="lead">{capital(entry.covers)}</p>
      <Facts
        facts={[
          { name: words.rules, value: entry.plan.rules.size },
          { name: words.tables, value: entry.plan.tables.size },
          { name: words.cases, value: casesOf(entry).length },
          {
            name: words.questions,
            value: (
              <a href={link("/law/:plan/open-questions", { plan: entry.name })}>{registerOf(entry).length}</a>
            ),
          },
          { name: words.hash, value: <code>{hashOf(entry.plan).slice(0, 16)}</code> },
        ]}
      />
      <h2 id="not-yet">{words.notYet}</h2>
      {entry.notYetEncoded.length === 0 ? (
        <p>{words.allEncoded}</p>
      ) : (
        <Table
          caption={words.notYetSays}
          rows={entry.notYetEncoded}
          keyOf={(_, at) => at}
          columns={[
            { head: words.section, names: true, cell: ({ section }) => <LawLink cites={section} /> },
            { head: words.what, cell: ({ what }) => what },
          ]}
        />
      )}
      <h2 id="contents">{words.contents}</h2>
      <Table
        caption={words.contents}
        quiet
        rows={rules}
        keyOf={({ name }) => name}
        columns={[
          {
            head: words.name,
            names: true,
            cell: ({ name }) => (
              <a href={link("/law/:plan/:rule", { plan: entry.name, rule: name })}>{capital(phrase(name))}</a>
            ),
          },
          { head: words.kind, cell: ({ kind }) => kinds[kind] ?? kind },
          { head: words.source, cell: ({ cites }) => <LawLink cites={cites.join("; ")} /> },
        ]}
      />
    </>
  );
}

function Questions({ entry }: { entry: PlanEntry }) {
  const words = useWords().lawPages;
  return (
    <>
      <p className="lead measure">{words.questionsLead}</p>
      <ol className="questions">
        {registerOf(entry).map((one) => (
          <li key={one.id} id={one.id} tabIndex={-1}>
            <h2>
              <span className="n">{one.id}</span> {one.question}
            </h2>
            <Facts
              facts={[
                { name: words.readings, value: one.readings },
                { name: words.chosen, value: one.choice },
                { name: words.authority, value: <LawLink cites={one.authority} /> },
                { name: words.isSetting, value: one.setting.replaceAll("`", "") },
                { name: words.cases, value: one.cases },
              ]}
            />
          </li>
        ))}
      </ol>
    </>
  );
}

const anyone = { owner: "law", may: "anyone" } as const;
const home = (words: Asked["words"]) => <a href={link("/law")}>{words.lawPages.title}</a>;

page({
  path: "/law",
  ...anyone,
  show: ({ words }): View => ({ title: words.lawPages.title, wide: true, body: <Plans /> }),
});
page({
  path: "/law/:plan",
  ...anyone,
  show: ({ words, params }): View => {
    const entry = planIn(params.plan);
    return { title: entry.title, over: home(words), wide: true, body: <Contents entry={entry} /> };
  },
});
page({
  path: "/law/:plan/open-questions",
  ...anyone,
  show: ({ words, params }): View => {
    const entry = planIn(params.plan);
    return {
      title: words.lawPages.questionsTitle({ plan: entry.title }),
      over: <a href={link("/law/:plan", { plan: entry.name })}>{entry.title}</a>,
      body: <Questions entry={entry} />,
    };
  },
});
