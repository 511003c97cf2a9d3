import { longInstant } from "@emeritus/words/format.ts";
import { Table } from "../shared/components/index.ts";

/** A step of a case as every kind of case lists it. */
interface StepTaken {
  readonly step: number;
  readonly at: string;
  readonly action: string;
  readonly actor: string;
}

/** The steps of a case in order: when each was taken, what it was in the words of its kind of case, by whom, and why where that is told. */
export function StepsTaken<Step extends StepTaken>(props: {
  heading: string;
  columns: { readonly when: string; readonly action: string; readonly by: string; readonly why?: string };
  actions: Readonly<Record<string, string>>;
  steps: readonly Step[];
  timeZone: string;
  why?: (step: Step) => string;
}) {
  const { heading, columns, actions, steps, timeZone, why } = props;
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
          ...(why === undefined ? [] : [{ head: columns.why, cell: why }]),
        ]}
      />
    </>
  );
}
