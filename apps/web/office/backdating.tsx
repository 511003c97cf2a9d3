import { formatDate } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import {
  type BackdatingCase,
  billBackdating,
  grantBackdating,
  refuseBackdating,
} from "@emeritus/operations/enrolling/backdate.ts";
import { readBackdating } from "@emeritus/operations/enrolling/read-reemployment.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { longMonth, money } from "@emeritus/words/format.ts";
import { Facts, Table } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { planWords } from "../shared/plan-words.ts";
import { type Asked, link, notFound, page, type View } from "../shared/routes.ts";
import { CaseSteps, day, Decide, deciding, paths, subject } from "./employment-case-parts.tsx";

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
      <CaseSteps steps={found.steps} actions={words.actions} timeZone={timeZone} />
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

page({
  path: paths.backdating,
  owner: "enrolment",
  may: "read employment cases",
  subject,
  clocks: true,
  show: showBackdating,
});

const ofBackdating = { bad: showBackdating, field: "because", back: paths.backdating } as const;
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
