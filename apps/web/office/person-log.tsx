import { formatDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { contactChannels } from "@emeritus/operations/whole-person/note-contact.ts";
import type { WholePerson } from "@emeritus/operations/whole-person/read-person.ts";
import type { TimelineEvent } from "@emeritus/operations/whole-person/timeline.ts";
import { money, shortDate } from "@emeritus/words/format.ts";
import { Button, Empty, Field, Form, LongField, More, Select, Table } from "../shared/components/index.ts";
import { useFrame, useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";
import { plain } from "./plain.ts";

/** The contact log of a person, with what may be noted in it. */
export function Log({ whole, actor, today }: { whole: WholePerson; actor: Actor; today: string }) {
  const words = useWords().people.whole;
  const { person } = whole.person;
  const { typed } = useFrame();
  return (
    <>
      <h2 id="log">{words.log}</h2>
      {whole.notes.length === 0 ? (
        <Empty>{words.noNotes}</Empty>
      ) : (
        <Table
          caption={words.log}
          quiet
          rows={whole.notes}
          keyOf={({ note }) => note}
          columns={[
            { head: words.noteColumns.day, cell: ({ happened }) => shortDate(formatDate(happened)) },
            {
              head: words.noteColumns.how,
              cell: ({ channel, spokeWith }) =>
                spokeWith === undefined
                  ? words.channels[channel]
                  : `${words.channels[channel]}, ${words.with({ name: spokeWith })}`,
            },
            { head: words.noteColumns.about, names: true, cell: ({ about }) => about },
            { head: words.noteColumns.by, cell: ({ actor: by }) => by },
          ]}
        />
      )}
      {may(actor, "note a contact", { person }) ? (
        <More id="note" summary={words.addNote} open={"channel" in typed || "about" in typed}>
          <p>{words.addNoteSays}</p>
          <Form action={link("/office/members/:person/notes", { person })} label={words.addNote}>
            <Select
              name="channel"
              label={words.channel}
              value="phone"
              options={contactChannels.map((channel) => ({ value: channel, text: words.channels[channel] }))}
            />
            <Field name="happened" type="date" label={words.happened} value={today} width="medium" />
            <Field name="spokeWith" label={words.spokeWith} optional />
            <LongField name="about" label={words.about} />
            <Button>{words.saveNote}</Button>
          </Form>
        </More>
      ) : null}
    </>
  );
}

/** What happened to a person, newest first. */
export function Timeline({ events }: { events: readonly TimelineEvent[] }) {
  const words = useWords().people.whole;
  return (
    <>
      <h2 id="timeline">{words.timeline}</h2>
      <Table
        caption={words.timeline}
        quiet
        rows={events}
        keyOf={(_, at) => at}
        columns={[
          { head: words.timelineColumns.day, cell: ({ on }) => shortDate(on) },
          {
            head: words.timelineColumns.what,
            names: true,
            cell: ({ kind, about, cents }) => {
              const what = words.events[kind];
              const of = cents === null ? about && readable(kind, about) : money(cents);
              return of ? words.event({ what, about: of }) : what;
            },
          },
        ]}
      />
    </>
  );
}

/** Names stay as they are; kinds of the record become words. */
const readable = (kind: TimelineEvent["kind"], about: string): string =>
  ["hired", "leftWork", "married", "childAdded", "moved", "accountChanged"].includes(kind)
    ? about
    : plain(about);
