import { approveRun } from "@emeritus/operations/benefit-payroll/approve-run.ts";
import { checkText, rateAwaitedText } from "@emeritus/operations/benefit-payroll/check-text.ts";
import { changes, type Change } from "@emeritus/operations/benefit-payroll/decide-items.ts";
import { payrollSteps } from "@emeritus/operations/benefit-payroll/payroll-system.ts";
import { seeRun, type RunDetail } from "@emeritus/operations/benefit-payroll/see-run.ts";
import { withdrawRun } from "@emeritus/operations/benefit-payroll/withdraw-run.ts";
import { count, longDate, longInstant, longMonth, money, monthName } from "@emeritus/words/format.ts";
import { setTimeout as sleep } from "node:timers/promises";
import type { ReactNode } from "react";
import { z } from "zod";
import {
  Alert,
  Button,
  Facts,
  Field,
  Form,
  More,
  Progress,
  Steps,
  Table,
  Tag,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import {
  again,
  type Asked,
  events,
  form,
  link,
  notFound,
  page,
  see,
  type Step,
  type View,
} from "../shared/routes.ts";
import { carryOnBehind, payrollOf } from "./payroll-system.ts";

type RunPath = "/office/payroll/:run";

async function show(asked: Asked): Promise<View> {
  const seen = await seen_(asked);
  const { words } = asked;
  return {
    title: words.payroll.runOf({ month: longMonth(seen.run.period) }),
    over: <a href={link("/office/payroll")}>{words.payroll.title}</a>,
    wide: true,
    body: <RunPage seen={seen} timeZone={asked.system.fund.timeZone} />,
  };
}

async function seen_({
  system,
  actor,
  params,
}: Pick<Asked, "system" | "actor" | "params">): Promise<RunDetail> {
  const run = numberIn((params as Record<string, string>)["run"] ?? "");
  const payroll = payrollOf(system);
  const found = await seeRun(payroll, actor, run).catch((error: Error) => {
    if (error.message === "no result") throw notFound();
    throw error;
  });
  return found;
}

/** The page's step for what the run has done: freeze, calculate, check, approve, release, settle. */
function stepAt({ state, paymentDate, steps }: RunDetail): number {
  switch (state) {
    case "calculating":
      return 1;
    case "waitingForApproval":
    case "withdrawn":
    case "heldSince":
      return 2;
    case "paying":
    case "waitingForBank":
      return 4;
    case "paid":
      return (steps.at(-1)?.recordedFrom ?? "").slice(0, 10) > paymentDate ? 6 : 5;
  }
}

function RunPage({ seen, timeZone }: { seen: RunDetail; timeZone: string }) {
  const words = useWords().payroll;
  const awaited = rateAwaitedText(words, seen.calculation?.checks ?? [], longMonth(seen.run.period));
  return (
    <>
      <p className="lead">
        {words.due({ payDate: longDate(seen.paymentDate), fileDue: longDate(seen.fileDue) })}
      </p>
      <Steps names={words.steps} at={stepAt(seen)} />
      {awaited === undefined || seen.state === "withdrawn" ? null : <Alert kind="error">{awaited}</Alert>}
      <Alert kind="info">{words.noTax}</Alert>
      {seen.state === "waitingForBank" ? <Alert kind="warning">{words.bankCannotSay}</Alert> : null}
      {seen.state === "heldSince" ? <Alert kind="error">{words.heldSinceApproval}</Alert> : null}
      <Calculated seen={seen} timeZone={timeZone} />
      {seen.calculation === undefined ? null : (
        <>
          <Everyone seen={seen} />
          <div className="two-columns">
            <section aria-labelledby="bridge">
              <Bridge seen={seen} />
            </section>
            <div>
              <Checks seen={seen} />
              <Approval seen={seen} timeZone={timeZone} />
            </div>
          </div>
          <Withdrawal seen={seen} />
        </>
      )}
    </>
  );
}

function Calculated({ seen, timeZone }: { seen: RunDetail; timeZone: string }) {
  const words = useWords().payroll;
  const working = seen.state === "calculating" || seen.state === "paying";
  const done = seen.calculation?.people ?? seen.progress?.done ?? 0;
  const of = seen.calculation?.people ?? seen.progress?.of ?? 0;
  return (
    <section aria-labelledby="calculated">
      <h2 id="calculated">{words.calculatedHead}</h2>
      <Progress
        done={done}
        of={of}
        what={words.people}
        label={words.progressLabel}
        events={working ? link("/office/payroll/:run/progress", { run: seen.run.run }) : undefined}
      />
      <p className="usa-hint">
        {words.frozen({
          at: longInstant(instantText(seen.run.knownAt), timeZone),
          law: (seen.run.lawVersion ?? "").slice(0, 8),
        })}
      </p>
    </section>
  );
}

/** An instant as the database writes it, in the form that dates are read from. */
function instantText(instant: string): string {
  return instant.replace(" ", "T").replace(/\+00$/, "Z");
}

function Everyone({ seen }: { seen: RunDetail }) {
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

function Bridge({ seen }: { seen: RunDetail }) {
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

function Checks({ seen }: { seen: RunDetail }) {
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

const grouped = (hash: string): string => hash.replace(/(.{8})(?=.)/g, "$1 ");

function Approval({ seen, timeZone }: { seen: RunDetail; timeZone: string }) {
  const words = useWords().payroll;
  const prepared = seen.steps.find(({ step }) => step === "calculated")!;
  const approved = seen.steps.find(({ step }) => step === "approved");
  const failed = seen.calculation!.checks.some(({ state }) => state === "failed");
  const at = (instant: string) => longInstant(instantText(instant), timeZone);
  const created = approved ? seen.approval!.created : seen.offer?.created;
  const sha256 = approved?.sha256 ?? seen.offer?.sha256;
  return (
    <section aria-labelledby="approval">
      <h2 id="approval">{words.approvalTitle}</h2>
      <Facts
        facts={[
          { name: words.preparedBy, value: `${seen.run.begunBy}, ${at(prepared.recordedFrom)}` },
          approved
            ? { name: words.approvedBy, value: `${approved.actor}, ${at(approved.recordedFrom)}` }
            : { name: words.toApprove, value: words.anotherPerson },
          { name: words.file, value: seen.calculation!.fileName },
          ...(created
            ? [
                {
                  name: words.stamp,
                  value: words.stampOf({
                    date: longDate(created.date),
                    time: `${created.time.slice(0, 2)}:${created.time.slice(2)}`,
                    modifier: created.modifier,
                  }),
                },
              ]
            : []),
          ...(sha256
            ? [{ name: words.fingerprint, value: <code className="hash">{grouped(sha256)}</code> }]
            : []),
          ...(approved
            ? [
                {
                  name: words.auditRoot,
                  value: (
                    <>
                      <span>{words.sealOf({ seal: count(seen.approval!.auditSeal) })}</span>{" "}
                      <code className="hash">{grouped(seen.approval!.auditRoot)}</code>
                    </>
                  ),
                },
              ]
            : []),
        ]}
      />
      {approved ? <p>{words.auditRootSays}</p> : <Decide seen={seen} failed={failed} />}
      {approved ? <StepsDone seen={seen} at={at} /> : null}
    </section>
  );
}

function Decide({ seen, failed }: { seen: RunDetail; failed: boolean }) {
  const words = useWords().payroll;
  if (seen.state === "withdrawn") return <p>{words.state.withdrawn}</p>;
  if (failed) return <Alert kind="error">{words.failed}</Alert>;
  if (seen.may.ownPreparation) return <p>{words.youPrepared}</p>;
  if (!seen.may.approve || seen.offer === undefined) return <p>{words.notYours}</p>;
  const { offer } = seen;
  return (
    <Form action={link("/office/payroll/:run/approve", { run: seen.run.run })}>
      <p>
        {words.approveSays({
          people: count(offer.count),
          amount: money(offer.cents),
          payDate: longDate(seen.paymentDate),
        })}
      </p>
      <input type="hidden" name="count" value={String(offer.count)} />
      <input type="hidden" name="cents" value={String(offer.cents)} />
      <input type="hidden" name="sha256" value={offer.sha256} />
      <input type="hidden" name="date" value={offer.created.date} />
      <input type="hidden" name="time" value={offer.created.time} />
      <input type="hidden" name="modifier" value={offer.created.modifier} />
      <Button>{words.approve}</Button>
    </Form>
  );
}

function StepsDone({ seen, at }: { seen: RunDetail; at: (instant: string) => string }) {
  const words = useWords().payroll;
  return (
    <Table
      caption={words.released}
      rows={seen.steps}
      keyOf={({ step }) => step}
      columns={[
        {
          head: words.step,
          names: true,
          cell: ({ step }) => words.stepNames[step as keyof typeof words.stepNames],
        },
        { head: words.when, cell: ({ recordedFrom }) => at(recordedFrom) },
        { head: words.who, cell: ({ actor }) => actor },
      ]}
    />
  );
}

function Withdrawal({ seen }: { seen: RunDetail }) {
  const words = useWords().payroll;
  const withdrawable = seen.state === "waitingForApproval" || seen.state === "heldSince";
  if (!withdrawable || !seen.may.prepare) return null;
  return (
    <More summary={words.withdrawTitle}>
      <p>{words.withdrawSays}</p>
      <Form action={link("/office/payroll/:run/withdraw", { run: seen.run.run })}>
        <Field name="because" label={words.because} />
        <Button look="danger">{words.withdraw}</Button>
      </Form>
    </More>
  );
}

page({ path: "/office/payroll/:run", owner: "payroll", may: "read a payroll", show });

const offerPart = (shape: RegExp) => z.string({ error: "offerMissing" }).regex(shape, "offerMissing");

form({
  path: "/office/payroll/:run/approve",
  owner: "payroll",
  may: "approve a payroll",
  body: z.object({
    count: offerPart(/^\d{1,9}$/),
    cents: offerPart(/^\d{1,15}$/),
    sha256: offerPart(/^[0-9a-f]{64}$/),
    date: offerPart(/^\d{4}-\d{2}-\d{2}$/),
    time: offerPart(/^\d{4}$/),
    modifier: offerPart(/^[A-Z0-9]$/),
  }),
  says: (words) => words.payroll.problems,
  bad: show,
  take: async (taken) => {
    const { system, actor, body, key, words } = taken;
    const { run } = (await seen_(taken)).run;
    const { date, time, modifier } = body;
    const ask = {
      key,
      run,
      count: BigInt(body.count),
      cents: BigInt(body.cents),
      sha256: body.sha256,
      created: { date, time, modifier },
    };
    const { refused } = await approveRun(payrollOf(system), actor, ask);
    if (refused) return again({ says: refused.code });
    carryOnBehind(system, run);
    return see(link("/office/payroll/:run", { run }), words.payroll.approvedSaid);
  },
});

form({
  path: "/office/payroll/:run/withdraw",
  owner: "payroll",
  may: "prepare a payroll",
  body: z.object({ because: z.string().trim().min(1, "becauseMissing").max(500) }),
  says: (words) => words.payroll.problems,
  bad: show,
  take: async (taken) => {
    const { run } = (await seen_(taken)).run;
    const { refused } = await withdrawRun(payrollOf(taken.system), taken.actor, {
      key: taken.key,
      run,
      because: taken.body.because,
    });
    if (refused) return again({ says: refused.code });
    return see(link("/office/payroll"), taken.words.payroll.withdrawnSaid);
  },
});

const LOOK_EVERY_MS = 250;
const BANK_PATIENCE_LOOKS = 40;

events({
  path: "/office/payroll/:run/progress",
  owner: "payroll",
  may: "read a payroll",
  watch: async function* (asked: Asked<`${RunPath}/progress`>, stopped: AbortSignal): AsyncGenerator<Step> {
    const words = asked.words.payroll;
    for (let looks = 0; !stopped.aborted; looks++) {
      const { state, steps, progress } = await seen_(asked);
      const over =
        state !== "calculating" &&
        state !== "paying" &&
        (state !== "waitingForBank" || looks > BANK_PATIENCE_LOOKS);
      if (over) return;
      const at = steps.length;
      const of = payrollSteps.length;
      const text =
        state === "calculating"
          ? words.calculating[progress?.phase ?? "reading"]
          : words.stepNames[(steps.at(-1)?.step ?? "calculated") as keyof typeof words.stepNames];
      yield {
        done: progress && progress.of > 0 ? progress.done : at,
        of: progress && progress.of > 0 ? progress.of : of,
        text,
      };
      await sleep(LOOK_EVERY_MS);
    }
  },
});
