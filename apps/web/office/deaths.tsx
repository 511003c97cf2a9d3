import { parseDate } from "@emeritus/engine/dates.ts";
import { readMemberRecord } from "@emeritus/operations/estimating/read-member-record.ts";
import { deathSources } from "@emeritus/operations/recording-deaths/death-view.ts";
import { findDeathOf, readDeaths } from "@emeritus/operations/recording-deaths/read-deaths.ts";
import { reportDeath } from "@emeritus/operations/recording-deaths/report-death.ts";
import type { DeathRow } from "@emeritus/records/death.ts";
import { longDate } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import { memorableDate, refusedAt } from "../member/retire-parts.tsx";
import { Alert, Button, Choices, Field, Form, MemorableDate, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, form, link, menu, page, see, type View } from "../shared/routes.ts";
import { CaseList } from "./case-list.tsx";

async function show({ system, actor, words }: Asked): Promise<View> {
  const rows = await readDeaths(system, actor);
  return {
    title: words.deaths.title,
    wide: true,
    body: <List rows={rows} today={system.calendar.today()} />,
  };
}

/** The words of a duty of a death case. */
export const deathTask = (words: Words, kind: string): string =>
  words.deaths.tasks[kind as keyof Words["deaths"]["tasks"]] ?? kind;

/** On whom a duty of a death case waits. */
export const deathOwner = (words: Words, owner: string): string =>
  words.deaths.owners[owner as keyof Words["deaths"]["owners"]] ?? owner;

function List({ rows, today }: { rows: readonly DeathRow[]; today: number }) {
  const all = useWords();
  const words = all.deaths;
  return (
    <CaseList
      words={words}
      rows={rows}
      today={today}
      to={({ person, caseNumber }) => link("/office/deaths/:person/:case", { person, case: caseNumber })}
      task={(kind) => deathTask(all, kind)}
      columns={[
        { head: words.columns.died, cell: ({ died }) => longDate(died) },
        { head: words.columns.status, cell: ({ status }) => <Status status={status} /> },
      ]}
      last={[
        {
          head: words.columns.waits,
          cell: ({ owner }) => (owner ? deathOwner(all, owner) : all.common.none),
        },
      ]}
    />
  );
}

const looks = { confirmed: "good", withdrawn: "plain" } as const;

/** Where a death case stands, as a tag. */
export function Status({ status }: { status: string }) {
  const words = useWords().deaths.statuses;
  return (
    <Tag kind={looks[status as keyof typeof looks] ?? "warn"}>
      {words[status as keyof typeof words] ?? status}
    </Tag>
  );
}

const reporting = "/office/members/:person/death" as const;
const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });

async function showReport(asked: Asked<typeof reporting>): Promise<View> {
  const person = numberIn(asked.params.person);
  const { career } = await readMemberRecord(asked.system, asked.actor, person);
  const open = await findDeathOf(asked.system, person);
  const words = asked.words.deaths.report;
  return {
    title: words.title({ name: career.name }),
    over: asked.words.member.over({ name: career.name, memberId: career.memberId }),
    body: <Report person={person} open={open?.caseNumber} />,
  };
}

function Report({ person, open }: { person: number; open: number | undefined }) {
  const all = useWords().deaths;
  const words = all.report;
  return (
    <>
      {open === undefined ? null : (
        <Alert kind="info">
          <p>
            {words.open}{" "}
            <a href={link("/office/deaths/:person/:case", { person, case: open })}>{words.openLink}</a>
          </p>
        </Alert>
      )}
      <p className="lead measure">{words.intro}</p>
      <Form action={link(reporting, { person })}>
        <MemorableDate name="died" label={words.died} />
        <Choices
          name="source"
          label={words.source}
          options={deathSources.map((source) => ({ value: source, text: all.sources[source] }))}
        />
        <Field name="toldBy" label={words.toldBy} hint={words.toldByHint} />
        <Field name="relation" label={words.relation} hint={words.relationHint} width="medium" />
        <Button>{words.send}</Button>
      </Form>
    </>
  );
}

menu("staff", "read death cases", "/office/deaths", (words) => words.deaths.menu);
page({ path: "/office/deaths", owner: "deaths", may: "read death cases", show });
page({ path: reporting, owner: "deaths", may: "record a death", subject, show: showReport });
form({
  path: reporting,
  owner: "deaths",
  may: "record a death",
  subject,
  body: z.object({
    died: memorableDate("dayMissing"),
    source: z.enum(deathSources, { error: "sourceMissing" }),
    toldBy: z.string({ error: "toldByMissing" }).trim().min(1, "toldByMissing").max(200),
    relation: z.string({ error: "relationMissing" }).trim().min(1, "relationMissing").max(200),
  }),
  says: (words) => words.deaths.problems,
  bad: showReport,
  take: async ({ system, actor, params, body, key, words }) => {
    const { died, ...told } = body;
    const person = numberIn(params.person);
    const { accepted, refused } = await reportDeath(system, actor, {
      key,
      person,
      died: parseDate(died),
      ...told,
    });
    if (refused) return refusedAt(refused, "died");
    return see(
      link("/office/deaths/:person/:case", { person, case: accepted.caseNumber }),
      words.deaths.report.sent,
    );
  },
});
