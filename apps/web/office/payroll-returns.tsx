import { parseDate } from "@emeritus/engine/dates.ts";
import { liftHold, listHolds, type HoldSeen } from "@emeritus/operations/benefit-payroll/holds.ts";
import {
  recordReturn,
  returnCodes,
  seeReturns,
  type ReturnCode,
  type ReturnSeen,
} from "@emeritus/operations/benefit-payroll/record-return.ts";
import { seeRuns, type RunSeen } from "@emeritus/operations/benefit-payroll/see-run.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { longDate, longInstant, longMonth, money, withLongDates } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Button, Empty, Field, Form, Select, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, menu, page, see, type View } from "../shared/routes.ts";
import { payrollOf } from "./payroll-system.ts";

const codes = Object.keys(returnCodes) as ReturnCode[];

async function show(asked: Asked): Promise<View> {
  const { system, actor } = asked;
  const [returns, runs, holds] = [
    await seeReturns(system, actor),
    await seeRuns(payrollOf(system), actor),
    await listHolds(system.reader, system.fund.number),
  ];
  return {
    title: asked.words.payroll.returnsTitle,
    wide: true,
    body: (
      <Returns
        returns={returns}
        runs={may(actor, "record a returned payment") ? runs.filter(({ state }) => state === "paid") : []}
        holds={holds.filter(({ person }) => person !== actor.person)}
        mayLift={may(actor, "release a hold")}
        timeZone={system.fund.timeZone}
      />
    ),
  };
}

function Returns(props: {
  returns: readonly ReturnSeen[];
  runs: readonly RunSeen[];
  holds: readonly HoldSeen[];
  mayLift: boolean;
  timeZone: string;
}) {
  const words = useWords().payroll;
  return (
    <>
      <p className="lead">{words.returnsSays}</p>
      {props.returns.length === 0 ? (
        <Empty>{words.returnsNone}</Empty>
      ) : (
        <Table
          caption={words.returnsTitle}
          quiet
          rows={props.returns}
          keyOf={({ person, period }) => `${person} ${period}`}
          columns={[
            { head: words.payee, names: true, cell: ({ name }) => name },
            { head: words.memberId, cell: ({ memberId }) => memberId },
            { head: words.month, cell: ({ period }) => longMonth(period) },
            { head: words.amount, number: true, cell: ({ cents }) => money(cents) },
            { head: words.code, cell: ({ code }) => words.codes[code as ReturnCode] ?? code },
            { head: words.returnedOn, cell: ({ returnedOn }) => longDate(returnedOn) },
            {
              head: words.stateHead,
              cell: ({ paidAgain }) => (
                <Tag kind={paidAgain ? "good" : "warn"}>{paidAgain ? words.paidAgain : words.waits}</Tag>
              ),
            },
          ]}
        />
      )}
      <Holds holds={props.holds} mayLift={props.mayLift} timeZone={props.timeZone} />
      {props.runs.length === 0 ? null : <Record runs={props.runs} />}
    </>
  );
}

function Holds({
  holds,
  mayLift,
  timeZone,
}: {
  holds: readonly HoldSeen[];
  mayLift: boolean;
  timeZone: string;
}) {
  const words = useWords().payroll;
  return (
    <section aria-labelledby="holds">
      <h2 id="holds">{words.holdsTitle}</h2>
      {holds.length === 0 ? (
        <Empty>{words.holdsNone}</Empty>
      ) : (
        <Table
          caption={words.holdsTitle}
          quiet
          rows={holds}
          keyOf={({ hold }) => hold}
          columns={[
            { head: words.payee, names: true, cell: ({ name }) => name },
            {
              head: words.whyHead,
              cell: ({ reason, because }) =>
                `${words.reasons[reason]}${because ? ` (${withLongDates(because)})` : ""}`,
            },
            {
              head: words.since,
              cell: ({ since }) => longInstant(since, timeZone),
            },
            { head: words.who, cell: ({ placedBy }) => placedBy },
            ...(mayLift ? [{ head: words.lift, cell: (held: HoldSeen) => <Lift held={held} /> }] : []),
          ]}
        />
      )}
    </section>
  );
}

function Lift({ held }: { held: HoldSeen }) {
  const words = useWords().payroll;
  return (
    <Form
      action={link("/office/payroll-holds/:person/:hold/lift", { person: held.person, hold: held.hold })}
      label={words.liftOf({ name: held.name })}
    >
      <Field name={`because`} label={words.because} />
      <Button look="outline" describes={held.name}>
        {words.lift}
      </Button>
    </Form>
  );
}

function Record({ runs }: { runs: readonly RunSeen[] }) {
  const words = useWords().payroll;
  return (
    <section aria-labelledby="record">
      <h2 id="record">{words.recordTitle}</h2>
      <Form action={link("/office/payroll-returns/record")}>
        <Select
          name="run"
          label={words.run}
          options={runs.map(({ run }) => ({ value: String(run.run), text: longMonth(run.period) }))}
        />
        <Field name="trace" label={words.trace} hint={words.traceHint} inputMode="numeric" width="short" />
        <Select
          name="code"
          label={words.code}
          empty
          options={codes.map((code) => ({ value: code, text: words.codes[code] }))}
        />
        <Field name="returnedOn" type="date" label={words.returnedOn} width="medium" />
        <Button>{words.record}</Button>
      </Form>
    </section>
  );
}

menu("staff", "read a payroll", "/office/payroll-returns", (words) => words.payroll.returnsTitle);
page({ path: "/office/payroll-returns", owner: "payroll", may: "read a payroll", show });

form({
  path: "/office/payroll-returns/record",
  owner: "payroll",
  may: "record a returned payment",
  body: z.object({
    run: z.string({ error: "runMissing" }).regex(/^\d{1,9}$/, "runMissing"),
    trace: z
      .string({ error: "traceMissing" })
      .trim()
      .regex(/^\d{1,7}$/, "traceMissing"),
    code: z.string({ error: "codeMissing" }).regex(/^R\d{2}$/, "codeMissing"),
    returnedOn: z.iso.date({ error: "dateMissing" }),
  }),
  says: (words) => words.payroll.problems,
  bad: show,
  take: async ({ system, actor, body, key, words }) => {
    const ask = {
      key,
      run: numberIn(body.run),
      trace: Number(body.trace),
      code: body.code,
      returnedOn: parseDate(body.returnedOn),
    };
    const { accepted, refused } = await recordReturn(system, actor, ask);
    if (refused)
      return again({
        field: refused.code === "notYetPaid" || refused.code === "returnedInFuture" ? "returnedOn" : "trace",
        says: refused.code,
      });
    return see(link("/office/payroll-returns"), words.payroll.recorded({ amount: money(accepted.cents) }));
  },
});

form({
  path: "/office/payroll-holds/:person/:hold/lift",
  owner: "payroll",
  may: "release a hold",
  subject: ({ params }) => ({ person: numberIn(params.person) }),
  body: z.object({ because: z.string({ error: "becauseMissing" }).trim().min(1, "becauseMissing").max(500) }),
  says: (words) => words.payroll.problems,
  bad: show,
  take: async ({ system, actor, params, body, key, words }) => {
    const ask = { key, person: numberIn(params.person), hold: numberIn(params.hold), because: body.because };
    const { refused } = await liftHold(system, actor, ask);
    if (refused) return again({ says: refused.code });
    return see(link("/office/payroll-returns"), words.payroll.lifted);
  },
});
