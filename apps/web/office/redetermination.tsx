import { formatDate, monthIndex } from "@emeritus/engine/dates.ts";
import type { Exact } from "@emeritus/engine/exact.ts";
import { may } from "@emeritus/operations/permissions.ts";
import {
  approveRedetermination,
  confirmLeave,
} from "@emeritus/operations/redetermining/approve-redetermination.ts";
import type { PayeeEffect } from "@emeritus/operations/redetermining/by-month.ts";
import { figuresOf } from "@emeritus/operations/redetermining/kept-figures.ts";
import {
  prepareRedetermination,
  proposeToLeave,
  sendBackRedetermination,
} from "@emeritus/operations/redetermining/prepare-redetermination.ts";
import {
  readRedetermination,
  type RedeterminationSeen,
} from "@emeritus/operations/redetermining/read-redeterminations.ts";
import { type RedeterminationAction, statusAfter } from "@emeritus/operations/redetermining/status.ts";
import { takenOverChoices } from "@emeritus/operations/redetermining/taken-over.ts";
import { longMonth, money, monthName } from "@emeritus/words/format.ts";
import type { Words } from "@emeritus/words/index.ts";
import { capital, wordsOfPlan } from "@emeritus/words/phrase.ts";
import { beginWorksheet } from "@emeritus/words/worksheet.ts";
import { z } from "zod";
import { planWords } from "../shared/plan-words.ts";
import { refusedAt } from "../member/retire-parts.tsx";
import {
  Alert,
  Button,
  Choices,
  Field,
  Form,
  More,
  Sheet,
  StepChart,
  Table,
} from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { Due } from "./cases.tsx";
import { redeterminationTask, signed, Status } from "./redeterminations.tsx";
import { StepsTaken } from "./steps-taken.tsx";

const path = "/office/redeterminations/:person/:case" as const;
type Params = { readonly person: string; readonly case: string };
type CaseAsked = Pick<Asked, "system" | "actor" | "words"> & { readonly params: Params };

const keyOf = (params: Params) => ({ person: numberIn(params.person), caseNumber: numberIn(params.case) });
const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });
const monthOf = (date: number) => longMonth(formatDate(date));

/** The page of a redetermination, with the problems of a form that came back. */
async function show(asked: CaseAsked): Promise<View> {
  const { system, actor, words, params } = asked;
  const seen = await readRedetermination(system, actor, keyOf(params));
  if (seen === undefined) throw notFound();
  const said = words.redetermining.case;
  return {
    title: said.title({ name: seen.name }),
    over: (
      <>
        <a href={link("/office/redeterminations")}>{said.back}</a> · {words.payroll.memberId} {seen.memberId}
        {seen.now ? <> · {planWords(words, seen.now.compared.basis.plan)}</> : null}
      </>
    ),
    body: <CasePage seen={seen} asked={asked} />,
  };
}

function CasePage({ seen, asked }: { seen: RedeterminationSeen; asked: CaseAsked }) {
  return (
    <>
      <Answer seen={seen} />
      <Causes seen={seen} />
      <Figures seen={seen} />
      <Months seen={seen} />
      <Decide seen={seen} asked={asked} />
      <Duties seen={seen} today={asked.system.calendar.today()} />
      <History seen={seen} timeZone={asked.system.fund.timeZone} />
    </>
  );
}

/** The figures of an open case as they are now; nothing of one that is over. */
const openNow = ({ redetermination: { status }, now }: RedeterminationSeen) =>
  status === "waiting" || status === "prepared" ? now : undefined;

/** What of the case is said first: of an open one what is so now, of one that is over what was decided. */
function Answer({ seen }: { seen: RedeterminationSeen }) {
  const all = useWords();
  const words = all.redetermining.case;
  const { redetermination, payees } = seen;
  const open = openNow(seen);
  const figures = open ? figuresOf(open.compared, payees) : redetermination.figures;
  const { eligible, month, arrears, overpaid, plan, undetermined, increases, heldBy } = figures;
  const sum = (value: (payee: PayeeEffect) => bigint) => payees.reduce((all, one) => all + value(one), 0n);
  const elsewhere = open ? sum(({ elsewhereCents }) => elsewhereCents) : 0n;
  const headline =
    undetermined !== undefined
      ? words.answerUnknown
      : eligible
        ? month > 0n
          ? words.answerMore({ amount: money(month) })
          : month < 0n
            ? words.answerLess({ amount: money(-month) })
            : words.answerSame
        : words.answerNot;
  const firstPaid = payees.find((one) => one.firstPaid !== undefined)?.firstPaid;
  return (
    <section className="answer">
      <p>
        <Status status={redetermination.status} />
      </p>
      <p className="lead">{headline}</p>
      {open && !open.compared.changed ? <p>{words.nothing}</p> : null}
      {arrears > 0n ? <p>{words.arrears({ amount: money(arrears) })}</p> : null}
      {overpaid > 0n ? <p>{words.overpaid({ amount: money(overpaid) })}</p> : null}
      {elsewhere !== 0n && firstPaid !== undefined ? (
        <p>{words.elsewhere({ amount: signed(elsewhere), month: monthOf(firstPaid) })}</p>
      ) : null}
      {seen.now === undefined ? <p>{words.gone}</p> : null}
      {plan === undefined ? null : <p>{words.otherPlan({ plan: planWords(all, plan) })}</p>}
      {heldBy ? <p>{words.heldBy({ plan: heldBy })}</p> : null}
      {increases ? <p>{words.increases({ how: words.increaseKinds[increases] })}</p> : null}
      {open?.takenOver && !open.compared.choice ? <p>{words.takenOver.waits}</p> : null}
      {undetermined ? <p>{words.cannotSay({ facts: undetermined })}</p> : null}
      {redetermination.made === undefined ? null : (
        <p>{words.made({ determination: redetermination.made })}</p>
      )}
    </section>
  );
}

function Causes({ seen }: { seen: RedeterminationSeen }) {
  const all = useWords().redetermining;
  const words = all.case;
  const { causes, person } = seen.redetermination;
  return (
    <>
      <h2 id="causes">{words.causesHeading}</h2>
      <ul>
        {causes.map((cause, at) => (
          <li key={at}>
            {all.causeSays(cause)}{" "}
            {cause.kind === "payReport" && cause.report !== undefined ? (
              <a href={link("/office/pay-reports/:report/effects", { report: cause.report })}>
                {words.causeReport}
              </a>
            ) : null}
          </li>
        ))}
      </ul>
      {seen.now === undefined || seen.now.pay.length === 0 ? null : (
        <More summary={words.payHeading}>
          <Table
            caption={words.payHeading}
            quiet
            rows={seen.now.pay}
            keyOf={({ month }) => month}
            columns={[
              { head: words.payColumns.month, names: true, cell: ({ month }) => monthOf(month) },
              { head: words.payColumns.before, cell: ({ before }) => centsOr(before) },
              { head: words.payColumns.after, cell: ({ after }) => centsOr(after) },
            ]}
          />
        </More>
      )}
      <p>
        <a href={link("/office/members/:person/history", { person })}>{words.causeHistory}</a>
      </p>
    </>
  );
}

const centsOr = (cents: bigint | undefined | null): string =>
  cents === undefined || cents === null ? "–" : money(cents);
const ofExact = (value: Exact | undefined): bigint | undefined =>
  value === undefined ? undefined : value.n / value.d;

interface FigureRow {
  readonly name: string;
  readonly before: string;
  readonly after: string;
  readonly difference: string;
}

function Figures({ seen }: { seen: RedeterminationSeen }) {
  const all = useWords();
  const words = all.redetermining;
  const said = words.case;
  const { redetermination } = seen;
  const open = openNow(seen);
  const [was, is] = open
    ? [open.compared.before.amounts, open.compared.after.amounts]
    : [redetermination.figures.before, redetermination.figures.after];
  const months = (value: number | undefined) =>
    value === undefined ? "–" : said.monthsOf({ months: String(value) });
  const amount = (name: string, old: bigint | undefined, now: bigint | undefined): FigureRow => ({
    name,
    before: centsOr(old),
    after: centsOr(now),
    difference: old === undefined || now === undefined || old === now ? "–" : signed(now - old),
  });
  const basis: FigureRow[] = open
    ? [
        {
          name: said.serviceRow,
          before: months(open.before.service.value),
          after: months(open.after.service.value),
          difference: "–",
        },
        amount(said.averageRow, ofExact(open.before.average?.value), ofExact(open.after.average?.value)),
      ]
    : [];
  const names = [...new Set([...Object.keys(was), ...Object.keys(is)])];
  const parts = open
    ? open.compared.parts.map(({ part, before, after }) => ({ benefit: part.benefit, before, after }))
    : (redetermination.figures.parts ?? []);
  const nameOf = (of: number) => {
    const payee = redetermination.figures.payees.find(({ benefit }) => benefit === of);
    const name = payee && seen.names.get(payee.person);
    return name === undefined ? capital(words.part) : words.partOf({ name });
  };
  const rows = [
    ...basis,
    ...names.map((name) => amount(capital(words.amountToOffice(name)), was[name], is[name])),
    ...parts.map(({ benefit, before, after }) =>
      amount(nameOf(benefit), before, after < 0n ? undefined : after),
    ),
  ];
  return (
    <>
      <h2 id="figures">{said.figuresHeading}</h2>
      <Table
        caption={said.figuresCaption}
        quiet
        rows={rows}
        keyOf={(row) => rows.indexOf(row)}
        columns={[
          { head: said.figuresColumns.amount, names: true, cell: ({ name }) => name },
          { head: said.figuresColumns.before, cell: ({ before: old }) => old },
          { head: said.figuresColumns.after, cell: ({ after: now }) => now },
          { head: said.figuresColumns.difference, cell: ({ difference }) => difference },
        ]}
      />
      {open ? (
        <>
          <More summary={said.howBefore}>
            <Sheet
              lines={linesOf(
                { words: all, plan: open.compared.basis.law.plan.name },
                "before",
                open.compared.explainedBefore.results.values(),
              )}
              label={said.howBefore}
            />
          </More>
          <More summary={said.howAfter}>
            <Sheet
              lines={linesOf({ words: all, plan: open.compared.law.plan.name }, "after", [
                ...open.compared.explained.results.values(),
                ...open.compared.parts.map(({ byLaw }) => byLaw.part),
              ])}
              label={said.howAfter}
            />
          </More>
        </>
      ) : null}
      <h2>{said.lawHeading}</h2>
      <p className="measure">{said.lawSays}</p>
    </>
  );
}

/** The lines of a worksheet of several results, each line once. */
function linesOf(
  { words, plan }: { readonly words: Words; readonly plan: string },
  prefix: string,
  results: Iterable<{ readonly explanation: Parameters<ReturnType<typeof beginWorksheet>["add"]>[0] }>,
) {
  const sheet = beginWorksheet(wordsOfPlan(words, plan), prefix);
  for (const { explanation } of results) sheet.add(explanation);
  return sheet.lines;
}

function Months({ seen }: { seen: RedeterminationSeen }) {
  const words = useWords().redetermining.case;
  if (openNow(seen) === undefined) return null;
  const some = seen.payees.filter(({ stretches }) => stretches.length > 0);
  if (some.length === 0) return null;
  return (
    <>
      <h2 id="months">{words.stretchesHeading}</h2>
      {some.map((payee) => (
        <Stretches key={payee.benefit} payee={payee} name={seen.names.get(payee.person) ?? ""} />
      ))}
    </>
  );
}

function Stretches({ payee, name }: { payee: PayeeEffect; name: string }) {
  const words = useWords().redetermining.case;
  const caption = words.stretchesFor({ kind: words.kinds[payee.kind], name });
  const span = (from: number, through: number) =>
    from === through ? monthOf(from) : words.between({ from: monthOf(from), through: monthOf(through) });
  const shown = payee.stretches.filter(({ before, after }) => before !== 0n || after !== 0n);
  const table = (
    <Table
      caption={caption}
      quiet
      rows={shown}
      keyOf={({ from }) => from}
      columns={[
        {
          head: words.stretchesColumns.months,
          names: true,
          cell: ({ from, through }) => span(from, through),
        },
        { head: words.stretchesColumns.before, cell: ({ before }) => money(before) },
        { head: words.stretchesColumns.after, cell: ({ after }) => money(after) },
        { head: words.stretchesColumns.difference, cell: ({ before, after }) => signed(after - before) },
      ]}
    />
  );
  const first = shown[0];
  if (first === undefined) return null;
  return (
    <StepChart
      id={`benefit${payee.benefit}`}
      title={`${words.chart}. ${caption}`}
      steps={shown.map(({ from, through, after }) => ({
        from: monthIndex(from),
        to: monthIndex(through) + 1,
        cents: Number(after),
        text: `${span(from, through)}: ${money(after)}`,
      }))}
      marks={[{ at: monthIndex(first.from), text: monthName(formatDate(first.from)) }]}
      table={table}
    />
  );
}

/** Whether the case and the role both allow an action. */
function allowed(
  { redetermination }: RedeterminationSeen,
  { actor }: CaseAsked,
  action: RedeterminationAction,
): boolean {
  const needs =
    action === "prepare" || action === "proposeToLeave" ? "verify a case" : "approve a determination";
  const { status, person } = redetermination;
  return statusAfter(status, action) !== undefined && may(actor, needs, { person });
}

function Decide({ seen, asked }: { seen: RedeterminationSeen; asked: CaseAsked }) {
  const words = useWords().redetermining.case;
  const { proposal, person, caseNumber } = seen.redetermination;
  if (openNow(seen) === undefined) return null;
  const at = { person, case: caseNumber };
  const second = proposal !== undefined && allowed(seen, asked, "sendBack");
  if (proposal === undefined && !allowed(seen, asked, "prepare")) return null;
  return (
    <>
      <h2 id="decide">{words.decideHeading}</h2>
      {allowed(seen, asked, "prepare") ? (
        <>
          <p className="measure">{words.prepareSays}</p>
          <Form action={link(`${path}/prepare`, at)} label={words.prepare}>
            <TakenOver seen={seen} />
            <Button>{words.prepare}</Button>
          </Form>
          <More summary={words.leaveSummary}>
            <p>{words.leaveSays}</p>
            <Form action={link(`${path}/leave`, at)} label={words.leaveSummary}>
              <Field name="because" label={words.because} />
              <Button look="outline">{words.propose}</Button>
            </Form>
          </More>
        </>
      ) : null}
      {proposal === undefined ? null : (
        <p>
          {proposal.to === "leave"
            ? words.proposedLeave({ by: proposal.by, because: proposal.because ?? "" })
            : words.proposed({ by: proposal.by })}
        </p>
      )}
      {proposal?.figures.takenOver === undefined ? null : (
        <p>
          {words.takenOver.chosen[proposal.figures.takenOver]} {proposal.because}
        </p>
      )}
      {second && seen.proposedByReader ? <Alert kind="info">{words.yours}</Alert> : null}
      {second && !seen.proposedByReader ? (
        <>
          {proposal.to === "redetermine" ? <p className="measure">{words.approveSays}</p> : null}
          <Form action={link(`${path}/decision`, at)} label={words.decideHeading}>
            <Button name="decision" value={proposal.to}>
              {proposal.to === "redetermine" ? words.approve : words.confirmLeave}
            </Button>
          </Form>
          <More summary={words.sendBack}>
            <Form action={link(`${path}/back`, at)} label={words.sendBack}>
              <Field name="why" label={words.because} />
              <Button look="outline">{words.sendBack}</Button>
            </Form>
          </More>
        </>
      ) : null}
    </>
  );
}

/** What becomes of an accepted difference of a benefit that was taken over, with what each choice makes payable at first. */
function TakenOver({ seen: { now } }: { seen: RedeterminationSeen }) {
  const words = useWords().redetermining.case;
  const said = words.takenOver;
  if (now?.takenOver === undefined) return null;
  return (
    <>
      <p className="measure">{said.says}</p>
      <Choices
        name="takenOver"
        label={said.legend}
        options={[...now.takenOver].map(([value, cents]) => ({
          value,
          text: said.choices[value]({ amount: money(cents) }),
        }))}
      />
      <Field name="reason" label={words.because} />
    </>
  );
}

function Duties({ seen, today }: { seen: RedeterminationSeen; today: number }) {
  const all = useWords();
  const open = seen.duties.filter(({ status }) => status === "open");
  if (open.length === 0) return null;
  return (
    <>
      <h2 id="duties">{all.redetermining.case.dutiesHeading}</h2>
      <ul>
        {open.map(({ obligation, kind, due }) => (
          <li key={obligation}>
            <Due due={formatDate(due)} today={today} /> {redeterminationTask(all, kind)}
          </li>
        ))}
      </ul>
    </>
  );
}

function History({ seen, timeZone }: { seen: RedeterminationSeen; timeZone: string }) {
  const { redetermining, deaths } = useWords();
  return (
    <StepsTaken
      heading={redetermining.case.stepsHeading}
      columns={deaths.case.stepColumns}
      actions={redetermining.actions}
      steps={seen.redetermination.steps}
      timeZone={timeZone}
    />
  );
}

const says = (words: Words) => words.redetermining.problems;
const why = z.string({ error: "reason-missing" }).trim().min(1, "reason-missing").max(500);
const shared = { owner: "redeterminations", subject, says, bad: show } as const;

page({ path, owner: "redeterminations", may: "read a case", subject, show });

form({
  ...shared,
  path: `${path}/prepare`,
  may: "verify a case",
  body: z.object({
    takenOver: z.enum(takenOverChoices).optional(),
    reason: z.string().trim().max(500).optional(),
  }),
  take: async ({ system, actor, params, body, key, words }) => {
    const { takenOver: choice, reason: because = "" } = body;
    const takenOver = choice && { choice, because };
    const asked = { key, of: keyOf(params), takenOver };
    const { accepted, refused } = await prepareRedetermination(system, actor, asked);
    const places: Readonly<Record<string, string>> = {
      "reason-missing": "reason",
      "taken-over-otherwise": "takenOver",
      "difference-not-kept": "takenOver",
    };
    return refused
      ? refusedAt(refused, places[refused.code] ?? "decide")
      : see(link(path, params), words.redetermining.case.done[accepted.status]);
  },
});

form({
  ...shared,
  path: `${path}/leave`,
  may: "verify a case",
  body: z.object({ because: why }),
  take: async ({ system, actor, params, body, key, words }) => {
    const asked = { key, of: keyOf(params), because: body.because };
    const { accepted, refused } = await proposeToLeave(system, actor, asked);
    return refused
      ? refusedAt(refused, "because")
      : see(link(path, params), words.redetermining.case.done[accepted.status]);
  },
});

form({
  ...shared,
  path: `${path}/decision`,
  may: "approve a determination",
  body: z.object({ decision: z.enum(["redetermine", "leave"]) }),
  take: async ({ system, actor, params, body, key, words }) => {
    const decide = body.decision === "redetermine" ? approveRedetermination : confirmLeave;
    const { accepted, refused } = await decide(system, actor, { key, of: keyOf(params) });
    return refused
      ? refusedAt(refused, "decision")
      : see(link(path, params), words.redetermining.case.done[accepted.status]);
  },
});

form({
  ...shared,
  path: `${path}/back`,
  may: "approve a determination",
  body: z.object({ why }),
  take: async ({ system, actor, params, body, key, words }) => {
    const asked = { key, of: keyOf(params), because: body.why };
    const { accepted, refused } = await sendBackRedetermination(system, actor, asked);
    return refused
      ? refusedAt(refused, "why")
      : see(link(path, params), words.redetermining.case.done[accepted.status]);
  },
});
