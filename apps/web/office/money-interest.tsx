import { yearOfDate } from "@emeritus/engine/dates.ts";
import { yearsByLaw } from "@emeritus/operations/crediting-interest/interest-law.ts";
import {
  enterInterestRate,
  type InterestRate,
  readInterestRates,
} from "@emeritus/operations/crediting-interest/interest-rates.ts";
import {
  approveInterest,
  carryInterestOn,
  prepareInterest,
  withdrawInterest,
} from "@emeritus/operations/crediting-interest/run-interest.ts";
import {
  type InterestDetail,
  type InterestSeen,
  listInterest,
  seeInterest,
} from "@emeritus/operations/crediting-interest/see-interest.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { count, money } from "@emeritus/words/format.ts";
import { z } from "zod";
import {
  Alert,
  Button,
  Empty,
  Facts,
  Field,
  Form,
  LongField,
  Select,
  Table,
  Tag,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { StepsTaken } from "./steps-taken.tsx";
import { BackToMoney, percentText, thousandthsTyped } from "./money-parts.tsx";

type Base = Pick<Asked, "system" | "actor" | "words">;
const list = "/office/money/interest";
const looks = {
  calculating: "plain",
  waitingForApproval: "warn",
  crediting: "warn",
  credited: "good",
  withdrawn: "plain",
} as const;

async function show({ system, actor, words }: Base): Promise<View> {
  const year = yearOfDate(system.calendar.today());
  return {
    title: words.money.interest.title,
    over: <BackToMoney />,
    wide: true,
    body: (
      <List
        runs={await listInterest(system, actor)}
        rates={await readInterestRates(system, actor)}
        year={year}
        acts={may(actor, "prepare interest")}
      />
    ),
  };
}

function List({
  runs,
  rates,
  year,
  acts,
}: {
  runs: readonly InterestSeen[];
  rates: readonly InterestRate[];
  year: number;
  acts: boolean;
}) {
  const words = useWords().money.interest;
  const { columns } = words;
  const years = Array.from({ length: year - yearsByLaw.first + 1 }, (_, at) => String(year - at));
  const unknown = years.filter((each) => Number(each) > yearsByLaw.last);
  return (
    <>
      <p className="lead measure">{words.intro}</p>
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
              head: columns.year,
              names: true,
              cell: ({ run, year: of }) => (
                <a href={link("/office/money/interest/:run", { run: run.run })}>{words.on({ year: of })}</a>
              ),
            },
            { head: columns.rate, cell: ({ thousandths }) => percentText(thousandths) },
            {
              head: columns.accounts,
              number: true,
              cell: (seen) => (seen.count === undefined ? "" : count(seen.count)),
            },
            {
              head: columns.amount,
              number: true,
              cell: ({ cents }) => (cents === undefined ? "" : money(cents)),
            },
            {
              head: columns.state,
              cell: ({ state }) => <Tag kind={looks[state]}>{words.states[state]}</Tag>,
            },
          ]}
        />
      )}
      {acts ? (
        <>
          <h2>{words.prepareTitle}</h2>
          <Form action={link(list)} label={words.prepareTitle}>
            <Select
              name="year"
              label={words.year}
              value={String(year)}
              options={years.map((each) => ({ value: each, text: each }))}
            />
            <Button>{words.prepare}</Button>
          </Form>
        </>
      ) : null}
      <h2>{words.rates}</h2>
      <p>{words.ratesSays}</p>
      <Table
        caption={words.rates}
        quiet
        rows={rates}
        keyOf={({ year: of }) => of}
        columns={[
          { head: columns.year, names: true, cell: ({ year: of }) => words.on({ year: of }) },
          { head: columns.rate, cell: ({ thousandths }) => percentText(thousandths) },
          { head: words.from, cell: ({ from }) => words[from] },
        ]}
      />
      {acts ? (
        <>
          <h2>{words.enterRate}</h2>
          <Form action={link("/office/money/interest-rates")} label={words.enterRate}>
            <Select
              name="rateYear"
              label={words.year}
              value={String(year)}
              options={unknown.map((each) => ({ value: each, text: each }))}
            />
            <Field name="rate" label={words.rate} inputMode="decimal" width="short" suffix="%" />
            <Field name="because" label={words.source} />
            <Button look="outline">{words.enter}</Button>
          </Form>
        </>
      ) : null}
    </>
  );
}

const path = "/office/money/interest/:run";
type RunAsked = Base & Pick<Asked<typeof path>, "params">;

async function showRun({ system, actor, params, words }: RunAsked): Promise<View> {
  const seen = await seeInterest(system, actor, numberIn(params.run));
  if (seen === undefined) throw notFound();
  return {
    title: words.money.interest.title1({ year: seen.year }),
    over: <a href={link(list)}>{words.money.interest.title}</a>,
    body: <Run seen={seen} timeZone={system.fund.timeZone} />,
  };
}

/** What was done with a run: its beginning, and each step that a person decided. */
function stepsOfRun({ run, steps }: InterestDetail) {
  const begun = { action: "begun", at: run.recordedFrom, actor: run.begunBy };
  const decided = steps
    .filter(({ step }) => step !== "calculated" && step !== "posted")
    .map(({ step, recordedFrom, actor }) => ({ action: step, at: recordedFrom, actor }));
  return [begun, ...decided].map((one, step) => ({ step, ...one }));
}

function Run({ seen, timeZone }: { seen: InterestDetail; timeZone: string }) {
  const { interest: words, problems } = useWords().money;
  const because = seen.steps.find(({ step }) => step === "withdrawn")?.facts["because"];
  const reasons: Readonly<Record<string, string>> = words.reasons;
  const outcomes: Readonly<Record<string, string>> = words.outcomes;
  const totals = seen.totals.map((row) => ({
    ...row,
    text:
      row.reason === null
        ? outcomes[row.outcome]!
        : words.because({ outcome: outcomes[row.outcome]!, reason: reasons[row.reason]! }),
  }));
  const all = {
    text: words.all,
    accounts: totals.reduce((sum, { accounts }) => sum + accounts, 0),
    cents: totals.reduce((sum, { cents }) => sum + cents, 0n),
  };
  const { run } = seen.run;
  return (
    <>
      <Facts
        facts={[
          {
            name: words.columns.state,
            value: <Tag kind={looks[seen.state]}>{words.states[seen.state]}</Tag>,
          },
          { name: words.columns.rate, value: percentText(seen.thousandths) },
          ...(seen.sha256 === null
            ? []
            : [{ name: words.sha256, value: <code className="break">{seen.sha256}</code> }]),
          ...(because === undefined ? [] : [{ name: words.withdrawnBecause, value: String(because) }]),
        ]}
      />
      {seen.totals.length === 0 ? null : (
        <>
          <h2>{words.everyone}</h2>
          <Table
            caption={words.everyone}
            quiet
            sum
            rows={[...totals, all]}
            keyOf={({ text }) => text}
            columns={[
              { head: words.outcome, names: true, cell: ({ text }) => text },
              { head: words.accounts, number: true, cell: ({ accounts }) => count(accounts) },
              { head: words.amount, number: true, cell: ({ cents }) => money(cents) },
            ]}
          />
          <h2>{words.firstOnes}</h2>
          <Table
            caption={words.firstOnes}
            quiet
            rows={seen.first}
            keyOf={({ person, account }) => `${person} ${account}`}
            columns={[
              { head: words.person, names: true, cell: ({ person }) => seen.names.get(person) ?? person },
              { head: words.account, cell: ({ account }) => account },
              {
                head: words.stood,
                number: true,
                cell: ({ contributedCents, interestCents }) => money(contributedCents + interestCents),
              },
              { head: words.amount, number: true, cell: ({ cents }) => money(cents) },
              {
                head: words.outcome,
                cell: ({ reason, outcome }) => (reason === null ? outcomes[outcome] : reasons[reason]),
              },
            ]}
          />
        </>
      )}
      <StepsTaken
        heading={words.steps.title}
        columns={words.steps.columns}
        actions={words.steps.actions}
        steps={stepsOfRun(seen)}
        timeZone={timeZone}
      />
      {seen.own && seen.state === "waitingForApproval" ? (
        <Alert kind="info">{problems.preparedByYou}</Alert>
      ) : null}
      {seen.may.approve && seen.sha256 !== null ? (
        <>
          <h2>{words.approve}</h2>
          <p>{words.approveSays({ accounts: count(seen.count!), amount: money(seen.cents!) })}</p>
          <Form action={link("/office/money/interest/:run/approve", { run })} label={words.approve}>
            <input type="hidden" name="count" value={String(seen.count)} />
            <input type="hidden" name="cents" value={String(seen.cents)} />
            <input type="hidden" name="sha256" value={seen.sha256} />
            <Button>{words.approve}</Button>
          </Form>
        </>
      ) : null}
      {seen.may.prepare && seen.state === "waitingForApproval" ? (
        <Form action={link("/office/money/interest/:run/withdraw", { run })} label={words.withdraw}>
          <LongField name="because" label={useWords().money.because} rows={2} />
          <Button look="outline">{words.withdraw}</Button>
        </Form>
      ) : null}
    </>
  );
}

const says = (words: Asked["words"]) => words.money.problems;
page({ path: list, owner: "money in", may: "read money in", show });
page({ path, owner: "money in", may: "read money in", show: showRun });
form({
  path: list,
  owner: "money in",
  may: "prepare interest",
  body: z.object({ year: z.string().regex(/^\d{4}$/u, "badYear") }),
  says,
  bad: show,
  take: async ({ system, actor, body, key, words }) => {
    const { accepted, refused } = await prepareInterest(system, actor, { key, year: Number(body.year) });
    if (refused) return again({ field: "year", says: refused.code, facts: refused.facts });
    await carryInterestOn(system, accepted.run);
    return see(link(path, { run: accepted.run }), words.money.interest.prepared);
  },
});
form({
  path: "/office/money/interest-rates",
  owner: "money in",
  may: "prepare interest",
  body: z.object({
    rateYear: z.string().regex(/^\d{4}$/u, "badYear"),
    rate: z.string().refine((text) => (thousandthsTyped(text) ?? 20_001) <= 20_000, "badPercent"),
    because: z.string().trim().min(1, "becauseMissing").max(500, "becauseMissing"),
  }),
  says,
  bad: show,
  take: async ({ system, actor, body, key, words }) => {
    const asked = {
      key,
      year: Number(body.rateYear),
      thousandths: thousandthsTyped(body.rate)!,
      because: body.because,
    };
    const { refused } = await enterInterestRate(system, actor, asked);
    if (refused) return again({ field: "rateYear", says: refused.code, facts: refused.facts });
    return see(link(list), words.money.interest.entered);
  },
});
form({
  path: "/office/money/interest/:run/approve",
  owner: "money in",
  may: "approve interest",
  body: z.object({
    count: z.string().regex(/^\d{1,9}$/u, "notWhatYouSaw"),
    cents: z.string().regex(/^\d{1,15}$/u, "notWhatYouSaw"),
    sha256: z.string().regex(/^[0-9a-f]{64}$/u, "notWhatYouSaw"),
  }),
  says,
  bad: showRun,
  take: async ({ system, actor, params, body, key, words }) => {
    const run = numberIn(params.run);
    if ((await seeInterest(system, actor, run)) === undefined) throw notFound();
    const asked = { key, run, count: BigInt(body.count), cents: BigInt(body.cents), sha256: body.sha256 };
    const { refused } = await approveInterest(system, actor, asked);
    if (refused) return again({ says: refused.code, facts: refused.facts });
    await carryInterestOn(system, run);
    return see(link(path, { run }), words.money.interest.approved);
  },
});
form({
  path: "/office/money/interest/:run/withdraw",
  owner: "money in",
  may: "prepare interest",
  body: z.object({ because: z.string().trim().min(1, "becauseMissing").max(500, "becauseMissing") }),
  says,
  bad: showRun,
  take: async ({ system, actor, params, body, key, words }) => {
    const run = numberIn(params.run);
    if ((await seeInterest(system, actor, run)) === undefined) throw notFound();
    const { refused } = await withdrawInterest(system, actor, { key, run, because: body.because });
    if (refused) return again({ says: refused.code, facts: refused.facts });
    return see(link(list), words.money.interest.withdrawn);
  },
});
