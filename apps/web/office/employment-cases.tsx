import { addDays, ENDLESS, formatDate, type PlainDate } from "@emeritus/engine/dates.ts";
import {
  billBackdating,
  grantBackdating,
  refuseBackdating,
  type BackdatingCase,
} from "@emeritus/operations/enrolling/backdate.ts";
import {
  readBackdating,
  readBackdatings,
  readReemployment,
  readReemployments,
  type CaseListed,
  type ReemploymentSeen,
} from "@emeritus/operations/enrolling/read-reemployment.ts";
import {
  confirmReemployment,
  dismissReemployment,
  reemploymentCites,
  resumeAnnuity,
} from "@emeritus/operations/enrolling/reemployment.ts";
import { declareVoid, keepRetirement, proposeVoid } from "@emeritus/operations/enrolling/void-retirement.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import type { Outcome } from "@emeritus/operations/outcome.ts";
import { type Action, may } from "@emeritus/operations/permissions.ts";
import type { System } from "@emeritus/operations/system.ts";
import { longDate, longInstant, longMonth, money } from "@emeritus/words/format.ts";
import { z } from "zod";
import { needed, problemOf } from "../employer/form-fields.ts";
import { planWords } from "../shared/plan-words.ts";
import { CaseLetters } from "../member/service-case-parts.tsx";
import { Alert, Button, Empty, Facts, Form, LawLink, LongField, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, form, link, menu, notFound, page, see, type View } from "../shared/routes.ts";
import { toLetterOf } from "./service-case-parts.tsx";
import { VoidPart } from "./void-retirement.tsx";

const paths = {
  reemployment: "/office/reemployments/:person/:case",
  backdating: "/office/backdatings/:person/:case",
} as const;
const day = (date: PlainDate): string => longDate(formatDate(date));
const subject = ({ params }: { params: { person: string } }) => ({ person: numberIn(params.person) });

async function showList({ system, actor, words }: Asked): Promise<View> {
  const reemployments = await readReemployments(system, actor);
  const backdatings = await readBackdatings(system, actor);
  return {
    title: words.enrolment.cases.title,
    wide: true,
    body: <Lists reemployments={reemployments} backdatings={backdatings} />,
  };
}

function Lists(props: { reemployments: readonly CaseListed[]; backdatings: readonly CaseListed[] }) {
  const all = useWords().enrolment;
  const words = all.cases;
  return (
    <>
      <p className="lead measure">{words.intro}</p>
      <h2>{words.reemployments}</h2>
      {props.reemployments.length === 0 ? (
        <Empty>{words.noReemployments}</Empty>
      ) : (
        <Cases
          rows={props.reemployments}
          kind="reemployment"
          caption={words.reemployments}
          statuses={all.reemployment.statuses}
        />
      )}
      <h2>{words.backdatings}</h2>
      {props.backdatings.length === 0 ? (
        <Empty>{words.noBackdatings}</Empty>
      ) : (
        <Cases
          rows={props.backdatings}
          kind="backdating"
          caption={words.backdatings}
          statuses={all.backdating.statuses}
        />
      )}
    </>
  );
}

function Cases(props: {
  rows: readonly CaseListed[];
  kind: keyof typeof paths;
  caption: string;
  statuses: Readonly<Record<string, string>>;
}) {
  const words = useWords().enrolment.cases;
  return (
    <Table
      caption={props.caption}
      quiet
      rows={props.rows}
      keyOf={({ caseNumber }) => caseNumber}
      columns={[
        {
          head: words.columns.person,
          names: true,
          cell: ({ person, caseNumber, name, memberId }) => (
            <>
              <a href={link(paths[props.kind], { person, case: caseNumber })}>{name}</a>{" "}
              <span className="small soft">{memberId}</span>
            </>
          ),
        },
        { head: words.columns.case, cell: ({ caseNumber }) => words.caseOf({ number: caseNumber }) },
        { head: words.columns.status, cell: ({ status }) => props.statuses[status] ?? status },
      ]}
    />
  );
}

interface Step {
  readonly step: number;
  readonly action: string;
  readonly actor: string;
  readonly at: string;
  readonly facts: Readonly<Record<string, unknown>>;
}

function History(props: {
  steps: readonly Step[];
  actions: Readonly<Record<string, string>>;
  timeZone: string;
}) {
  const words = useWords().enrolment.cases;
  return (
    <>
      <h2>{words.steps}</h2>
      <Table
        caption={words.steps}
        quiet
        rows={props.steps}
        keyOf={({ step }) => step}
        columns={[
          {
            head: words.stepColumns.action,
            names: true,
            cell: ({ action }) => props.actions[action] ?? action,
          },
          { head: words.stepColumns.by, cell: ({ actor }) => actor },
          { head: words.stepColumns.when, cell: ({ at }) => longInstant(at, props.timeZone) },
          { head: words.stepColumns.because, cell: ({ facts }) => String(facts["because"] ?? "") },
        ]}
      />
    </>
  );
}

/** One decision: its button, and the reason that goes with it. */
function Decide(props: { action: string; text: string; name: string }) {
  const words = useWords().enrolment.cases;
  return (
    <Form action={props.action} label={props.text}>
      <LongField name={props.name} label={words.because} rows={2} />
      <Button>{props.text}</Button>
    </Form>
  );
}

async function showReemployment(asked: Asked<(typeof paths)["reemployment"]>): Promise<View> {
  const { system, actor, params, words } = asked;
  const of = { person: numberIn(params.person), caseNumber: numberIn(params.case) };
  const seen = await readReemployment(system, actor, of, asked.moment);
  if (seen === undefined) throw notFound();
  return {
    title: words.enrolment.reemployment.title(seen),
    over: words.member.over(seen),
    body: <Reemployment seen={seen} actor={actor} timeZone={system.fund.timeZone} />,
  };
}

function Reemployment({ seen, actor, timeZone }: { seen: ReemploymentSeen; actor: Actor; timeZone: string }) {
  const all = useWords();
  const words = all.enrolment.reemployment;
  const { found } = seen;
  const { person, caseNumber, status, stops, severed } = found;
  const to = (act: "confirm" | "dismiss" | "resume") =>
    link(`/office/reemployments/:person/:case/${act}`, { person, case: caseNumber });
  return (
    <>
      <p className="lead">{words.statuses[status]}</p>
      {severed ? null : <Alert kind="warning">{words.notSevered}</Alert>}
      <Facts
        facts={[
          { name: words.employer, value: found.employerName },
          { name: words.workFrom, value: day(found.workFrom) },
          ...(found.workTo === undefined ? [] : [{ name: words.workTo, value: day(found.workTo) }]),
          ...(found.resumesOn === undefined ? [] : [{ name: words.resumesOn, value: day(found.resumesOn) }]),
          { name: words.found, value: words.foundBy[found.found] },
          {
            name: words.stops,
            value: (
              <>
                {stops ? words.stopsSays : words.stopsNot}{" "}
                <LawLink cites={severed ? reemploymentCites.stops : reemploymentCites.severance} />
              </>
            ),
          },
          ...seen.benefits.map(({ from, to: end, baseCents }) => ({
            name: words.annuity,
            value: `${money(baseCents)}, ${day(from)}${end === ENDLESS ? "" : ` - ${day(addDays(end, -1))}`}`,
          })),
        ]}
      />
      {status === "detected" && may(actor, "approve a determination", { person }) ? (
        <Decide action={to("confirm")} text={words.confirm} name="because" />
      ) : null}
      {status === "detected" && may(actor, "release a hold", { person }) ? (
        <Decide action={to("dismiss")} text={words.dismiss} name="because" />
      ) : null}
      {status === "workEnded" && may(actor, "approve a determination", { person }) ? (
        <Decide action={to("resume")} text={words.resume} name="because" />
      ) : null}
      <VoidPart seen={seen} actor={actor} />
      <CaseLetters letters={seen.letters} to={toLetterOf(person)} />
      <History steps={found.steps} actions={words.actions} timeZone={timeZone} />
    </>
  );
}

async function showBackdating(asked: Asked<(typeof paths)["backdating"]>): Promise<View> {
  const { system, actor, params, words } = asked;
  const of = { person: numberIn(params.person), caseNumber: numberIn(params.case) };
  const seen = await readBackdating(system, actor, of, asked.moment);
  if (seen === undefined) throw notFound();
  return {
    title: words.enrolment.backdating.title(seen),
    over: words.member.over(seen),
    body: <Backdating found={seen.found} actor={actor} timeZone={system.fund.timeZone} />,
  };
}

function Backdating({ found, actor, timeZone }: { found: BackdatingCase; actor: Actor; timeZone: string }) {
  const all = useWords();
  const words = all.enrolment.backdating;
  const { person, caseNumber, status } = found;
  const to = (act: "bill" | "refuse" | "grant") =>
    link(`/office/backdatings/:person/:case/${act}`, { person, case: caseNumber });
  const works = may(actor, "work a case", { person });
  return (
    <>
      <p className="lead">{words.statuses[status]}</p>
      <Facts
        facts={[
          { name: words.span, value: `${day(found.from)} - ${day(found.through)}` },
          { name: words.plan, value: planWords(all, found.plan) },
          { name: words.hours, value: String(found.hoursAYear) },
          ...(found.openCents === undefined ? [] : [{ name: words.open, value: money(found.openCents) }]),
        ]}
      />
      <h2>{words.months}</h2>
      <Months found={found} />
      {status === "filed" && works ? (
        <>
          <Decide action={to("bill")} text={words.bill} name="because" />
          <Decide action={to("refuse")} text={words.refuse} name="refusedBecause" />
        </>
      ) : null}
      {status === "billed" && may(actor, "approve a determination", { person }) ? (
        <Decide action={to("grant")} text={words.grant} name="because" />
      ) : null}
      <History steps={found.steps} actions={words.actions} timeZone={timeZone} />
    </>
  );
}

function Months({ found }: { found: BackdatingCase }) {
  const words = useWords().enrolment.backdating;
  const sum = (of: "payCents" | "employerCents" | "memberCents") =>
    found.months.reduce((cents, each) => cents + each[of], 0n);
  const together = {
    month: 0,
    payCents: sum("payCents"),
    employerCents: sum("employerCents"),
    memberCents: sum("memberCents"),
  };
  return (
    <Table
      caption={words.months}
      quiet
      rows={[...found.months, together]}
      sum
      keyOf={({ month }) => month}
      columns={[
        {
          head: words.columns.month,
          names: true,
          cell: ({ month }) => (month === 0 ? words.sum : longMonth(formatDate(month))),
        },
        { head: words.columns.pay, number: true, cell: ({ payCents }) => money(payCents) },
        { head: words.columns.employer, number: true, cell: ({ employerCents }) => money(employerCents) },
        { head: words.columns.member, number: true, cell: ({ memberCents }) => money(memberCents) },
      ]}
    />
  );
}

menu("staff", "read employment cases", "/office/employment-cases", (words) => words.enrolment.cases.menu);
page({ path: "/office/employment-cases", owner: "enrolment", may: "read employment cases", show: showList });
page({
  path: paths.reemployment,
  owner: "enrolment",
  may: "read employment cases",
  subject,
  clocks: true,
  show: showReemployment,
});
page({
  path: paths.backdating,
  owner: "enrolment",
  may: "read employment cases",
  subject,
  clocks: true,
  show: showBackdating,
});

type Decision = (
  system: System,
  actor: Actor,
  of: { key: string; person: number; caseNumber: number; because: string },
) => Promise<Outcome<unknown>>;

/** Declares the form of a decision in a case. */
function deciding<const Path extends `${(typeof paths)[keyof typeof paths]}/${string}`>(
  path: Path,
  action: Action,
  asked: {
    readonly bad: (asked: Asked<(typeof paths)[keyof typeof paths]>) => Promise<View>;
    readonly field: string;
    readonly decide: Decision;
    readonly back: (typeof paths)[keyof typeof paths];
    /** Whether what it changes is seen before it is done. */
    readonly seeFirst?: true;
  },
): void {
  form({
    path: path as (typeof paths)["reemployment"],
    owner: "enrolment",
    may: action,
    subject,
    body: z.object({ [asked.field]: needed("becauseMissing", 500) }),
    says: (words) => words.enrolment.problems,
    bad: asked.bad,
    ...(asked.seeFirst
      ? {
          seeFirst: {
            about: ({ params }: { params: { person: string } }) => [numberIn(params.person)],
            back: (params: { person: string; case: string }) => link(asked.back, params),
          },
        }
      : {}),
    take: async ({ system, actor, params, body, key, words }) => {
      const person = numberIn(params.person);
      const caseNumber = numberIn(params.case);
      const because = String(body[asked.field]);
      const { refused } = await asked.decide(system, actor, { key, person, caseNumber, because });
      if (refused?.code === "no-such-case") throw notFound();
      if (refused) return problemOf(refused, {}, asked.field);
      return see(link(asked.back, { person, case: caseNumber }), words.enrolment.reemployment.done);
    },
  });
}

const ofReemployment = { bad: showReemployment, field: "because", back: paths.reemployment } as const;
const ofBackdating = { bad: showBackdating, field: "because", back: paths.backdating } as const;
deciding("/office/reemployments/:person/:case/confirm", "approve a determination", {
  ...ofReemployment,
  decide: confirmReemployment,
});
deciding("/office/reemployments/:person/:case/dismiss", "release a hold", {
  ...ofReemployment,
  decide: dismissReemployment,
});
deciding("/office/reemployments/:person/:case/declare-void", "approve a determination", {
  ...ofReemployment,
  field: "declareWhy",
  decide: declareVoid,
});
deciding("/office/reemployments/:person/:case/keep-retirement", "approve a determination", {
  ...ofReemployment,
  field: "keepWhy",
  decide: keepRetirement,
});
form({
  path: "/office/reemployments/:person/:case/propose-void",
  owner: "enrolment",
  may: "work a case",
  subject,
  body: z.object({ voidWhy: needed("becauseMissing", 500), agreed: z.literal("yes").optional() }),
  says: (words) => words.enrolment.problems,
  bad: (asked) => showReemployment(asked as never),
  take: async ({ system, actor, params, body, key, words }) => {
    const of = { person: numberIn(params.person), caseNumber: numberIn(params.case) };
    const given = { ...of, key, because: body.voidWhy, agreed: body.agreed === "yes" };
    const { refused } = await proposeVoid(system, actor, given);
    if (refused?.code === "no-such-case") throw notFound();
    if (refused) return problemOf(refused, {}, "voidWhy");
    return see(
      link(paths.reemployment, { person: of.person, case: of.caseNumber }),
      words.voidRetirement.proposed,
    );
  },
});
deciding("/office/reemployments/:person/:case/resume", "approve a determination", {
  ...ofReemployment,
  decide: resumeAnnuity,
});
deciding("/office/backdatings/:person/:case/bill", "work a case", {
  ...ofBackdating,
  decide: billBackdating,
});
deciding("/office/backdatings/:person/:case/refuse", "work a case", {
  ...ofBackdating,
  field: "refusedBecause",
  decide: refuseBackdating,
});
deciding("/office/backdatings/:person/:case/grant", "approve a determination", {
  ...ofBackdating,
  seeFirst: true,
  decide: grantBackdating,
});
