import { approveRun } from "@emeritus/operations/benefit-payroll/approve-run.ts";
import { rateAwaitedText } from "@emeritus/operations/benefit-payroll/check-text.ts";
import { payrollSteps } from "@emeritus/operations/benefit-payroll/payroll-system.ts";
import { seeRun, type RunDetail } from "@emeritus/operations/benefit-payroll/see-run.ts";
import { withdrawRun } from "@emeritus/operations/benefit-payroll/withdraw-run.ts";
import { longDate, longInstant, longMonth } from "@emeritus/words/format.ts";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { Alert, Progress, Steps } from "../shared/components/index.ts";
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
import { Approval, Withdrawal } from "./payroll-approval.tsx";
import { carryOnBehind, payrollOf } from "./payroll-system.ts";
import { Bridge, Checks, Everyone } from "./payroll-totals.tsx";

type RunPath = "/office/payroll/:run";

async function show(asked: Asked): Promise<View> {
  const seen = await runSeen(asked);
  const { words } = asked;
  return {
    title: words.payroll.runOf({ month: longMonth(seen.run.period) }),
    over: <a href={link("/office/payroll")}>{words.payroll.title}</a>,
    wide: true,
    body: <RunPage seen={seen} timeZone={asked.system.fund.timeZone} />,
  };
}

async function runSeen({
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
function stepAt({ state, settledOn, cents }: RunDetail): number {
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
      return settledOn !== undefined || cents === 0n ? 6 : 5;
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
          at: longInstant(seen.run.knownAt, timeZone),
          law: (seen.run.lawVersion ?? "").slice(0, 8),
        })}
      </p>
    </section>
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
    const { run } = (await runSeen(taken)).run;
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
    const { run } = (await runSeen(taken)).run;
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
      const { state, steps, progress } = await runSeen(asked);
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
