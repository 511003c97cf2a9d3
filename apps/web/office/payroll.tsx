import { addMonths, firstOfMonthOf, formatDate, parseDate } from "@emeritus/engine/dates.ts";
import { prepareRun } from "@emeritus/operations/benefit-payroll/prepare-run.ts";
import { seeRuns, type RunSeen } from "@emeritus/operations/benefit-payroll/see-run.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { count, longDate, longMonth, money } from "@emeritus/words/format.ts";
import { z } from "zod";
import { Alert, Button, Empty, Form, Select, Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { again, type Asked, form, link, menu, page, see, type View } from "../shared/routes.ts";
import { carryOnBehind, payrollOf } from "./payroll-system.ts";
import "./payroll-run.tsx";
import "./payroll-payees.tsx";

async function show(asked: Asked): Promise<View> {
  const runs = await seeRuns(payrollOf(asked.system), asked.actor);
  const months = monthsToPay(asked, runs);
  const { demonstration } = asked.system.fund;
  return {
    title: asked.words.payroll.title,
    wide: true,
    body: (
      <Runs
        runs={runs}
        months={demonstration && may(asked.actor, "prepare a payroll") ? months : []}
        demonstration={demonstration}
      />
    ),
  };
}

/** The month after the newest that is being paid or was paid; before any, the month before, this one and the next. */
function monthsToPay({ system }: Asked, runs: readonly RunSeen[]): string[] {
  const now = firstOfMonthOf(system.calendar.today());
  const newest = runs.find(({ state }) => state !== "withdrawn")?.run.period;
  if (newest === undefined) return [addMonths(now, -1), now, addMonths(now, 1)].map(formatDate);
  const next = addMonths(parseDate(newest), 1);
  return next > addMonths(now, 1) ? [] : [formatDate(next)];
}

function Runs({
  runs,
  months,
  demonstration,
}: {
  runs: readonly RunSeen[];
  months: readonly string[];
  demonstration: boolean;
}) {
  const words = useWords().payroll;
  return (
    <>
      {demonstration ? (
        <Alert kind="info">{words.noTax}</Alert>
      ) : (
        <Alert kind="warning">{words.noPayrollYet}</Alert>
      )}
      {runs.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <Table
          caption={words.title}
          quiet
          rows={runs}
          keyOf={({ run }) => run.run}
          columns={[
            {
              head: words.month,
              names: true,
              cell: ({ run }) => (
                <a href={link("/office/payroll/:run", { run: run.run })}>{longMonth(run.period)}</a>
              ),
            },
            { head: words.payDate, cell: ({ paymentDate }) => longDate(paymentDate) },
            {
              head: words.payees,
              number: true,
              cell: (seen) => (seen.count === undefined ? "" : count(seen.count)),
            },
            {
              head: words.paidOut,
              number: true,
              cell: (seen) => (seen.cents === undefined ? "" : money(seen.cents)),
            },
            {
              head: words.stateHead,
              cell: ({ state }) => (
                <Tag kind={state === "paid" ? "good" : state === "withdrawn" ? "plain" : "warn"}>
                  {words.state[state]}
                </Tag>
              ),
            },
          ]}
        />
      )}
      {months.length === 0 ? null : (
        <section aria-labelledby="prepare">
          <h2 id="prepare">{words.prepareTitle}</h2>
          <p>{words.prepareSays}</p>
          <Form action={link("/office/payroll/prepare")}>
            <Select
              name="month"
              label={words.prepareMonth}
              value={months[0]}
              options={months.map((month) => ({ value: month, text: longMonth(month) }))}
            />
            <Button>{words.prepare}</Button>
          </Form>
        </section>
      )}
    </>
  );
}

menu("staff", "read a payroll", "/office/payroll", (words) => words.payroll.menu);
page({ path: "/office/payroll", owner: "payroll", may: "read a payroll", show });

form({
  path: "/office/payroll/prepare",
  owner: "payroll",
  may: "prepare a payroll",
  body: z.object({ month: z.string({ error: "monthMissing" }).regex(/^\d{4}-\d{2}-01$/, "monthMissing") }),
  says: (words) => words.payroll.problems,
  bad: show,
  take: async ({ system, actor, body, key, words }) => {
    const { accepted, refused } = await prepareRun(payrollOf(system), actor, {
      key,
      month: parseDate(body.month),
    });
    if (refused) return again({ field: "month", says: refused.code });
    carryOnBehind(system, accepted.run);
    return see(
      link("/office/payroll/:run", { run: accepted.run }),
      words.payroll.prepared({ month: longMonth(body.month) }),
    );
  },
});
