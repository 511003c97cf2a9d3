import {
  readAuditTrail,
  type Trail,
  type TrailFilter,
} from "@emeritus/operations/auditing/read-audit-trail.ts";
import { may } from "@emeritus/operations/permissions.ts";
import type { TrailEntry } from "@emeritus/records/audit-trail.ts";
import { canonicalJson, fromCanonicalJson } from "@emeritus/records/canonical.ts";
import { count, longInstant } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { z } from "zod";
import { Empty, Field, Filter, Pagination, Select, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { type Asked, link, menu, page, type View } from "../shared/routes.ts";
import "./audit-seals.tsx";

const empty = (text: unknown) => (text === "" ? undefined : text);
const Query = z.object({
  memberId: z.preprocess(empty, z.string().max(20).optional()),
  by: z.preprocess(empty, z.string().max(150).optional()),
  action: z.preprocess(empty, z.string().max(150).optional()),
  day: z.preprocess(empty, z.iso.date().optional()),
  page: z.coerce.number().int().min(1).max(200).optional(),
});

async function show(asked: Asked<"/office/audit", z.output<typeof Query>>): Promise<View> {
  const { system, actor, query, words } = asked;
  const trail = await readAuditTrail(system, actor, query);
  return {
    title: words.audit.trail.title,
    wide: true,
    body: (
      <TrailPage
        trail={trail}
        asked={query}
        timeZone={system.fund.timeZone}
        opens={(person) => may(actor, "read a record", { person })}
      />
    ),
  };
}

interface Shown {
  readonly trail: Trail;
  readonly timeZone: string;
  /** Whether the reader may open a person's record. */
  readonly opens: (person: number) => boolean;
}

function TrailPage({ asked, ...shown }: Shown & { asked: TrailFilter }) {
  const words = useWords().audit.trail;
  const { entries, of, more, page: at, pages } = shown.trail;
  const found = { found: count(of) };
  return (
    <>
      <p className="lead">{words.intro}</p>
      <p>
        <a href={link("/office/audit/seals")}>{words.toSeals}</a>
      </p>
      <Ask asked={asked} />
      {entries.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <>
          <p>{more ? words.foundMore(found) : words.found(found)}</p>
          <Entries {...shown} />
        </>
      )}
      <Pagination at={at} of={pages} to={(to) => link("/office/audit", undefined, { ...asked, page: to })} />
    </>
  );
}

const anyRefused = "refused: *";

function Ask({ asked }: { asked: TrailFilter }) {
  const { trail, actions } = useWords().audit;
  const said = trail.filter;
  const named = Object.entries(actions).map(([value, text]) => ({ value, text }));
  return (
    <Filter
      action={link("/office/audit")}
      label={trail.title}
      clear={Object.values(asked).some((value) => value !== undefined)}
    >
      <Field name="memberId" label={said.memberId} value={asked.memberId} inputMode="numeric" width="short" />
      <Field name="by" label={said.by} value={asked.by} width="medium" />
      <Select
        name="action"
        label={said.action}
        value={asked.action}
        options={[
          { value: "", text: said.any },
          { value: anyRefused, text: said.refused },
          ...named.toSorted((a, b) => (a.text < b.text ? -1 : 1)),
        ]}
      />
      <Field name="day" type="date" label={said.day} value={asked.day} />
    </Filter>
  );
}

function Entries({ trail, timeZone, opens }: Shown) {
  const words = useWords();
  const { columns } = words.audit.trail;
  return (
    <Table<TrailEntry>
      caption={words.audit.trail.caption}
      quiet
      rows={trail.entries}
      keyOf={({ entry }) => entry}
      columns={[
        { head: columns.entry, names: true, cell: ({ entry }) => count(entry) },
        { head: columns.when, cell: ({ at }) => longInstant(at, timeZone) },
        { head: columns.who, cell: ({ actor }) => actor },
        { head: columns.what, cell: (entry) => <What entry={entry} /> },
        { head: columns.record, cell: (entry) => <RecordOf entry={entry} opens={opens} /> },
        { head: columns.why, cell: ({ because }) => because },
      ]}
    />
  );
}

function What({ entry }: { entry: TrailEntry }) {
  const words = useWords();
  const more = Object.entries(fromCanonicalJson<Record<string, unknown>>(entry.facts));
  return (
    <>
      {actionWords(words, entry)}
      {more.map(([name, value]) => (
        <div key={name} className="small soft hash">
          {words.audit.trail.fact({ name, value: factText(value) })}
        </div>
      ))}
    </>
  );
}

const refused = "refused: ";

function actionWords({ audit: { actions, trail } }: Words, { action, because }: TrailEntry): string {
  if (action === "sign in" && because !== null) return trail.signInRefused;
  if (action.startsWith(refused)) return trail.refused({ action: action.slice(refused.length) });
  return actions[action as keyof typeof actions] ?? action;
}

const factText = (value: unknown): string =>
  typeof value === "object" ? canonicalJson(value) : String(value);

function RecordOf({ entry: { person, memberId }, opens }: { entry: TrailEntry; opens: Shown["opens"] }) {
  const words = useWords().audit.trail;
  if (person === null || memberId === null) return null;
  const text = words.recordOf({ memberId });
  return opens(person) ? <a href={link("/office/members/:person", { person })}>{text}</a> : text;
}

menu("staff", "read the audit trail", "/office/audit", (words) => words.audit.trail.menu);
page({ path: "/office/audit", owner: "auditing", may: "read the audit trail", query: Query, show });
