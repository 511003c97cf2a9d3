import { checkText } from "@emeritus/operations/benefit-payroll/check-text.ts";
import { changes, type Change } from "@emeritus/operations/benefit-payroll/items.ts";
import type { RunDetail } from "@emeritus/operations/benefit-payroll/see-run.ts";
import { count, money, monthName } from "@emeritus/words/format.ts";
import type { ReactNode } from "react";
import { Table, Tag } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { link } from "../shared/routes.ts";

/** Everyone on the roll as paid, held or not due, with the sums. */
export function Everyone({ seen }: { seen: RunDetail }) {
  const words = useWords().payroll;
  const { run } = seen.run;
  const rows = (["paid", "held", "notDue"] as const).map((outcome) => {
    const of = seen.totals.filter((total) => total.outcome === outcome);
    return {
      outcome,
      people: of.reduce((sum, { people }) => sum + people, 0n),
      cents: of.reduce((sum, { cents }) => sum + cents, 0n),
    };
  });
  const whole = {
    outcome: "all" as const,
    people: rows.reduce((sum, { people }) => sum + people, 0n),
    cents: rows.reduce((sum, { cents }) => sum + cents, 0n),
  };
  const paid = rows[0]!.cents;
  return (
    <section aria-labelledby="everyone">
      <h2 id="everyone">{words.everyone}</h2>
      <Table
        caption={words.everyone}
        quiet
        sum
        rows={[...rows, whole]}
        keyOf={({ outcome }) => outcome}
        columns={[
          {
            head: words.outcome,
            names: true,
            cell: ({ outcome }) =>
              outcome === "all" ? (
                words.all
              ) : (
                <a href={link("/office/payroll/:run/payees", { run }, { outcome })}>
                  {words.outcomes[outcome]}
                </a>
              ),
          },
          { head: words.peopleHead, number: true, cell: ({ people }) => count(people) },
          { head: words.gross, number: true, cell: ({ cents }) => money(cents) },
          {
            head: words.net,
            number: true,
            cell: ({ outcome }) => money(outcome === "paid" || outcome === "all" ? paid : 0n),
          },
        ]}
      />
    </section>
  );
}

const signed = (cents: bigint): string => (cents < 0n ? `− ${money(-cents)}` : `+ ${money(cents)}`);
const arrives: readonly Change[] = ["newPayee", "released"];
const leaves: readonly Change[] = ["ended", "newlyHeld"];
const people = (change: Change, number: number): string =>
  arrives.includes(change)
    ? `+ ${count(number)}`
    : leaves.includes(change)
      ? `− ${count(number)}`
      : count(number);

/** What changed from the month before, line by line, until nothing is left to explain. */
export function Bridge({ seen }: { seen: RunDetail }) {
  const words = useWords().payroll;
  const { last, bridge } = seen.calculation!;
  if (last === null)
    return (
      <>
        <h2 id="bridge">{words.firstRunTitle}</h2>
        <p>{words.firstRun}</p>
      </>
    );
  const lines = changes
    .map((change) => bridge.find((line) => line.change === change))
    .filter((line) => line !== undefined)
    .map(({ change, people: number, cents }) => ({
      key: change as string,
      text:
        number > 0 ? (
          <a href={link("/office/payroll/:run/payees", { run: seen.run.run }, { change })}>
            {words.changes[change]}
          </a>
        ) : (
          words.changes[change]
        ),
      people: people(change, number),
      amount: signed(cents),
    }));
  const rows: { key: string; text: ReactNode; people: string; amount: string }[] = [
    {
      key: "before",
      text: words.paidIn({ month: monthName(last.period) }),
      people: count(last.count),
      amount: money(last.cents),
    },
    ...lines,
    {
      key: "now",
      text: words.paidIn({ month: monthName(seen.run.period) }),
      people: count(seen.count ?? 0n),
      amount: money(seen.cents ?? 0n),
    },
  ];
  return (
    <>
      <h2 id="bridge">
        {words.bridgeTitle({ from: monthName(last.period), to: monthName(seen.run.period) })}
      </h2>
      <p>{words.bridgeSays}</p>
      <Table
        caption={words.bridgeTitle({ from: monthName(last.period), to: monthName(seen.run.period) })}
        quiet
        sum
        rows={rows}
        keyOf={({ key }) => key}
        columns={[
          { head: words.reason, names: true, cell: ({ text }) => text },
          { head: words.peopleHead, number: true, cell: (row) => row.people },
          { head: words.amount, number: true, cell: ({ amount }) => amount },
        ]}
      />
    </>
  );
}

const listOf = {
  accountsConfirmed: { reason: "accountNotConfirmed" },
  newPayees: { change: "newPayee" },
  differenceExplained: { change: "notExplained" },
  ratesKnown: { reason: "rateAwaited" },
} as const;

/** The checks of a calculation, each with the list of whom it concerns. */
export function Checks({ seen }: { seen: RunDetail }) {
  const words = useWords().payroll;
  return (
    <section aria-labelledby="checks">
      <h2 id="checks">{words.checksTitle}</h2>
      <ul className="checks">
        {seen.calculation!.checks.map((one) => {
          const { check, state, people: number } = one;
          const list = number > 0 && check in listOf ? listOf[check as keyof typeof listOf] : undefined;
          const text = checkText(words, one);
          return (
            <li key={check}>
              <Tag kind={state === "passed" ? "good" : state === "look" ? "warn" : "bad"}>
                {words.checkState[state]}
              </Tag>{" "}
              {list ? (
                <a href={link("/office/payroll/:run/payees", { run: seen.run.run }, list)}>{text}</a>
              ) : (
                text
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
