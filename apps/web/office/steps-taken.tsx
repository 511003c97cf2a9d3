import { longInstant } from "@emeritus/words/format.ts";
import { Table } from "../shared/components/index.ts";

/** The steps of a case in order: when each was taken, what it was in the words of its kind of case, and by whom. */
export function StepsTaken(props: {
  heading: string;
  columns: { readonly when: string; readonly action: string; readonly by: string };
  actions: Readonly<Record<string, string>>;
  steps: readonly {
    readonly step: number;
    readonly at: string;
    readonly action: string;
    readonly actor: string;
  }[];
  timeZone: string;
}) {
  const { heading, columns, actions, steps, timeZone } = props;
  return (
    <>
      <h2 id="steps">{heading}</h2>
      <Table
        caption={heading}
        quiet
        rows={steps}
        keyOf={({ step }) => step}
        columns={[
          { head: columns.when, cell: ({ at }) => longInstant(at, timeZone) },
          { head: columns.action, names: true, cell: ({ action }) => actions[action] ?? action },
          { head: columns.by, cell: ({ actor }) => actor },
        ]}
      />
    </>
  );
}
