import { plainDate, formatDate, isDay } from "@emeritus/engine/dates.ts";
import {
  type ElectionAsked,
  type ElectionWorked,
  electPrepayment,
  payCycles,
  previewElection,
} from "@emeritus/operations/money-in/elect-prepayment.ts";
import { type EmployerNamed, employersNamed } from "@emeritus/operations/money-in/read-invoices.ts";
import {
  electionState,
  type PrepaymentSeen,
  readPrepayment,
  readPrepayments,
  settlePrepayment,
} from "@emeritus/operations/money-in/settle-prepayment.ts";
import { fiscalYearOf } from "@emeritus/operations/money-in/certified-rates.ts";
import { askWithdrawal, decideWithdrawal } from "@emeritus/operations/money-in/withdraw-election.ts";
import { may } from "@emeritus/operations/permissions.ts";
import type { Election } from "@emeritus/records/prepayment.ts";
import { longDate, longInstant, money, shortDate } from "@emeritus/words/format.ts";
import { beginWorksheet } from "@emeritus/words/worksheet.ts";
import { z } from "zod";
import {
  Alert,
  Button,
  ButtonLink,
  Choices,
  Empty,
  Field,
  Form,
  More,
  Select,
  Sheet,
  Table,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { again, type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { ElectionTag, Prepayment } from "../employer/prepayment.tsx";
import { BackToMoney, centsTyped, hundredthsTyped } from "./money-parts.tsx";

const list = "/office/money/prepayments";
const newPath = "/office/money/prepayments/new";

function List({ elections, today, acts }: { elections: readonly Election[]; today: string; acts: boolean }) {
  const words = useWords().money.prepayments;
  const { columns } = words;
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      {acts ? (
        <p>
          <ButtonLink href={link(newPath)}>{words.begin}</ButtonLink>
        </p>
      ) : null}
      {elections.length === 0 ? (
        <Empty>{words.none}</Empty>
      ) : (
        <Table
          caption={words.title}
          quiet
          rows={elections}
          keyOf={({ election }) => election}
          columns={[
            {
              head: columns.election,
              names: true,
              cell: ({ election }) => (
                <a href={link("/office/money/prepayments/:election", { election })}>{election}</a>
              ),
            },
            { head: columns.employer, cell: ({ employerName }) => employerName },
            { head: columns.year, cell: ({ fiscalYear }) => shortDate(fiscalYear) },
            {
              head: columns.components,
              cell: ({ components }) => components.map((each) => words.components[each]).join(", "),
            },
            { head: columns.prepaidOn, cell: ({ prepaidOn }) => shortDate(prepaidOn) },
            { head: columns.prepayment, number: true, cell: ({ prepaymentCents }) => money(prepaymentCents) },
            {
              head: columns.state,
              cell: (election) => <ElectionTag state={electionState(election, today)} />,
            },
          ]}
        />
      )}
    </>
  );
}

const path = "/office/money/prepayments/:election";
type OneAsked = Pick<Asked<typeof path>, "system" | "actor" | "params" | "words">;

async function showOne({ system, actor, params, words }: OneAsked): Promise<View> {
  const seen = await readPrepayment(system, actor, numberIn(params.election));
  if (seen === undefined) throw notFound();
  const { election, employerName, paidOn, settled } = seen.election;
  const open = may(actor, "enter money in") && seen.ended && paidOn !== null && !settled;
  const { withdrawal } = seen.election;
  return {
    title: words.money.prepayments.title1({ election, employer: employerName }),
    over: <a href={link(list)}>{words.money.prepayments.title}</a>,
    body: (
      <>
        <Prepayment
          seen={seen}
          settle={open ? link("/office/money/prepayments/:election/settle", { election }) : undefined}
        />
        {paidOn === null ? (
          <Withdrawal
            election={election}
            withdrawal={withdrawal}
            steps={seen.withdrawal}
            timeZone={system.fund.timeZone}
            asks={may(actor, "enter money in")}
            decides={may(actor, "release money out")}
          />
        ) : null}
      </>
    ),
  };
}

/** Withdrawing an election that is not paid: one person asks, another decides. */
function Withdrawal(props: {
  election: number;
  withdrawal: Election["withdrawal"];
  steps: PrepaymentSeen["withdrawal"];
  timeZone: string;
  asks: boolean;
  decides: boolean;
}) {
  const words = useWords().money.prepayments.withdrawing;
  const { election, withdrawal } = props;
  return (
    <>
      <h2>{words.title}</h2>
      <p className="measure">{withdrawal === null ? words.says : words.states[withdrawal]}</p>
      {props.steps.length === 0 ? null : (
        <Table
          caption={words.title}
          quiet
          rows={props.steps}
          keyOf={({ step }) => step}
          columns={[
            { head: words.columns.when, cell: ({ at }) => longInstant(at, props.timeZone) },
            { head: words.columns.what, names: true, cell: ({ step }) => words.steps[step] },
            { head: words.columns.by, cell: ({ actor }) => actor },
            { head: words.because, cell: ({ because }) => because },
          ]}
        />
      )}
      {withdrawal === null && props.asks ? (
        <Form action={link("/office/money/prepayments/:election/withdraw", { election })} label={words.ask}>
          <Field name="because" label={words.because} />
          <Button look="outline">{words.ask}</Button>
        </Form>
      ) : null}
      {withdrawal === "asked" && props.decides ? (
        <Form
          action={link("/office/money/prepayments/:election/withdrawal", { election })}
          label={words.decide}
        >
          <Choices
            name="decision"
            label={words.decide}
            options={[
              { value: "withdrawn", text: words.withdraw },
              { value: "kept", text: words.keep },
            ]}
          />
          <Field name="decidedBecause" label={words.because} />
          <Button>{words.decide}</Button>
        </Form>
      ) : null}
    </>
  );
}

/** What an election comes to, as the form keeps it: it is recorded as it was seen, or seen again. */
const amountsOf = ({ prepaymentCents, creditCents }: ElectionWorked): string =>
  `${prepaymentCents} ${creditCents}`;

async function showNew(asked: Asked, worked?: ElectionWorked, changed = false): Promise<View> {
  const { system, words } = asked;
  const employers = await employersNamed(system.reader, system.fund.number);
  const today = system.calendar.today();
  const year = Number(fiscalYearOf(today).slice(0, 4));
  return {
    title: words.money.prepayments.newTitle,
    over: <BackToMoney />,
    body: <New employers={employers} year={year} worked={worked} changed={changed} />,
  };
}

function New({
  employers,
  year,
  worked,
  changed,
}: {
  employers: readonly EmployerNamed[];
  year: number;
  worked: ElectionWorked | undefined;
  changed: boolean;
}) {
  const all = useWords();
  const words = all.money.prepayments;
  const days = [year, year + 1].flatMap((each) => [`${each}-07-15`, `${each}-09-01`, `${each}-11-01`]);
  const options = (names: Readonly<Record<string, string>>) =>
    Object.entries(names).map(([value, text]) => ({ value, text }));
  return (
    <>
      <p className="lead measure">{words.newSays}</p>
      <Form action={link(newPath)} label={words.newTitle}>
        <Select
          name="employer"
          label={words.employer}
          empty
          options={employers.map(({ employer, code, name }) => ({
            value: String(employer),
            text: `${code}, ${name}`,
          }))}
        />
        <Select
          name="payroll"
          label={words.payroll}
          value="generalPayroll"
          options={options(words.payrolls)}
        />
        <Select
          name="fiscalYear"
          label={words.fiscalYear}
          value={String(year)}
          options={[year, year + 1].map((each) => ({ value: String(each), text: String(each) }))}
        />
        <Select
          name="prepaidOn"
          label={words.prepaidOn}
          empty
          options={days.map((each) => ({ value: each, text: longDate(each) }))}
        />
        <Field name="toldOn" type="date" label={words.toldOn} />
        <Choices name="components" label={words.which} many options={options(words.components)} />
        <Field
          name="normalCost"
          label={words.normalCost}
          hint={words.percentHint}
          inputMode="decimal"
          width="short"
          suffix="%"
        />
        <Field
          name="unfunded"
          label={words.unfunded}
          hint={words.percentHint}
          inputMode="decimal"
          width="short"
          suffix="%"
        />
        <Field
          name="assumedPayroll"
          label={words.assumedPayroll}
          inputMode="decimal"
          width="medium"
          prefix="$"
        />
        <Field
          name="assumedReturn"
          label={words.assumedReturn}
          inputMode="decimal"
          width="short"
          suffix="%"
        />
        <Select name="payCycle" label={words.payCycle} value="semimonthly" options={options(words.cycles)} />
        {worked === undefined ? null : (
          <section className="answer">
            <h2>{words.worked}</h2>
            {changed ? <Alert kind="warning">{words.changed}</Alert> : null}
            <input type="hidden" name="seen" value={amountsOf(worked)} />
            <p>
              {words.workedSays({
                prepayment: money(worked.prepaymentCents),
                credit: money(worked.creditCents),
                expected: money(worked.expectedCents),
              })}
            </p>
            <More summary={words.how}>
              <Sheet lines={beginWorksheet(all).add(worked.law.prepayment.explanation)} label={words.how} />
            </More>
            <p>{words.once}</p>
          </section>
        )}
        <Button name="act" value="work" {...(worked === undefined ? {} : { look: "outline" as const })}>
          {words.work}
        </Button>{" "}
        {worked === undefined ? null : (
          <Button name="act" value="record">
            {words.record}
          </Button>
        )}
      </Form>
    </>
  );
}

const shared = { owner: "money in", says: (words: Asked["words"]) => words.money.problems } as const;
page({
  path: list,
  owner: "money in",
  may: "read invoices",
  show: async ({ system, actor, words }) => ({
    title: words.money.prepayments.title,
    over: may(actor, "read money in") ? <BackToMoney /> : undefined,
    wide: true,
    body: (
      <List
        elections={await readPrepayments(system, actor)}
        today={formatDate(system.calendar.today())}
        acts={may(actor, "enter money in")}
      />
    ),
  }),
});
page({ path: newPath, owner: "money in", may: "enter money in", show: (asked) => showNew(asked as Asked) });
page({ path, owner: "money in", may: "read invoices", show: showOne });

const percent = (most: number, problem = "badPercent") =>
  z
    .string()
    .refine((text) => (hundredthsTyped(text) ?? most + 1) <= most, problem)
    .transform((text) => hundredthsTyped(text)!);
form({
  path: newPath,
  ...shared,
  may: "enter money in",
  body: z.object({
    employer: z
      .string()
      .regex(/^\d{1,9}$/u, "employerMissing")
      .transform(Number),
    payroll: z.enum(["generalPayroll", "judicialPayroll"]),
    fiscalYear: z
      .string()
      .regex(/^\d{4}$/u, "notAFiscalYear")
      .transform((year) => formatDate(plainDate(Number(year), 7, 1))),
    prepaidOn: z.string().refine(isDay, "badDay"),
    toldOn: z.string().refine(isDay, "badDay"),
    components: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .transform((chosen) => [chosen ?? []].flat())
      .pipe(z.array(z.enum(["normalCost", "unfundedLiability"])).min(1, "nothingElected")),
    normalCost: percent(10_000),
    unfunded: percent(10_000),
    assumedPayroll: z
      .string()
      .refine((text) => (centsTyped(text) ?? 0n) > 0n && centsTyped(text)! <= 100_000_000_000n, "badAmount")
      .transform((text) => centsTyped(text)!),
    assumedReturn: percent(2_000, "badReturn"),
    payCycle: z.enum(payCycles),
    act: z.enum(["work", "record"]).default("work"),
    seen: z.string().max(100).optional(),
  }),
  bad: (asked) => showNew(asked as Asked),
  take: async (taken) => {
    const { system, actor, body, key, words } = taken;
    const { act, seen, normalCost, unfunded, assumedPayroll, assumedReturn, ...rest } = body;
    const asked: ElectionAsked = {
      ...rest,
      normalCostHundredths: normalCost,
      unfundedHundredths: unfunded,
      assumedPayrollCents: assumedPayroll,
      returnHundredths: assumedReturn,
    };
    const worked = await previewElection(system, actor, asked);
    if (worked.refused)
      return again({
        field: fieldOf(worked.refused.code),
        says: worked.refused.code,
        facts: worked.refused.facts,
      });
    const changed = act === "record" && seen !== amountsOf(worked.accepted);
    if (act === "work" || changed) return showNew(taken as unknown as Asked, worked.accepted, changed);
    const { accepted, refused } = await electPrepayment(system, actor, { key, ...asked });
    if (refused) return again({ field: fieldOf(refused.code), says: refused.code, facts: refused.facts });
    const { election, reference } = accepted;
    return see(link(path, { election }), words.money.prepayments.recorded({ reference }));
  },
});

const fields: Readonly<Record<string, string>> = {
  toldLater: "toldOn",
  toldTooLate: "toldOn",
  rateUnknown: "fiscalYear",
  ratesNotCertified: "normalCost",
  notAPrepaymentDay: "prepaidOn",
  prepaidAlready: "components",
};
const fieldOf = (code: string): string => fields[code] ?? "components";

form({
  path: "/office/money/prepayments/:election/settle",
  ...shared,
  may: "enter money in",
  body: z.object({}),
  bad: (asked) => showOne(asked),
  take: async ({ system, actor, params, key, words }) => {
    const { accepted, refused } = await settlePrepayment(system, actor, {
      key,
      election: numberIn(params.election),
    });
    if (refused) return again({ says: refused.code, facts: refused.facts });
    const amounts = { billed: money(accepted.billedCents), credited: money(accepted.creditedCents) };
    return see(link(path, { election: params.election }), words.money.prepayments.settled(amounts));
  },
});

const why = z.string().trim().min(1, "becauseMissing").max(500, "becauseMissing");
form({
  path: "/office/money/prepayments/:election/withdraw",
  ...shared,
  may: "enter money in",
  body: z.object({ because: why }),
  bad: (asked) => showOne(asked),
  take: async ({ system, actor, params, body, key, words }) => {
    const of = { key, election: numberIn(params.election), because: body.because };
    const { refused } = await askWithdrawal(system, actor, of);
    if (refused) return again({ says: refused.code, facts: refused.facts });
    return see(link(path, { election: params.election }), words.money.prepayments.withdrawing.states.asked);
  },
});
form({
  path: "/office/money/prepayments/:election/withdrawal",
  ...shared,
  may: "release money out",
  body: z.object({ decision: z.enum(["withdrawn", "kept"], "decisionMissing"), decidedBecause: why }),
  bad: (asked) => showOne(asked),
  take: async ({ system, actor, params, body, key, words }) => {
    const { decision, decidedBecause: because } = body;
    const of = { key, election: numberIn(params.election), because, decision };
    const { refused } = await decideWithdrawal(system, actor, of);
    if (refused) return again({ says: refused.code, facts: refused.facts });
    return see(
      link(path, { election: params.election }),
      words.money.prepayments.withdrawing.states[decision],
    );
  },
});
