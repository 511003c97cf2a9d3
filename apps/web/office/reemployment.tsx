import { addDays, ENDLESS } from "@emeritus/engine/dates.ts";
import type { Actor } from "@emeritus/operations/actor.ts";
import { readReemployment, type ReemploymentSeen } from "@emeritus/operations/enrolling/read-reemployment.ts";
import { reemploymentCites } from "@emeritus/operations/enrolling/reemployment-status.ts";
import {
  confirmReemployment,
  dismissReemployment,
  resumeAnnuity,
} from "@emeritus/operations/enrolling/reemployment.ts";
import { declareVoid, keepRetirement, proposeVoid } from "@emeritus/operations/enrolling/void-retirement.ts";
import { may } from "@emeritus/operations/permissions.ts";
import { money } from "@emeritus/words/format.ts";
import { z } from "zod";
import { needed, problemOf } from "../employer/form-fields.ts";
import { CaseLetters } from "../member/service-case-parts.tsx";
import { Alert, Facts, LawLink } from "../shared/components/index.ts";
import { useWords } from "../shared/frame.ts";
import { numberIn } from "../shared/number-in.ts";
import { type Asked, form, link, notFound, page, see, type View } from "../shared/routes.ts";
import { CaseSteps, day, Decide, deciding, paths, subject } from "./employment-case-parts.tsx";
import { toLetterOf } from "./service-case-parts.tsx";
import { VoidPart } from "./void-retirement.tsx";

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
      <CaseSteps steps={found.steps} actions={words.actions} timeZone={timeZone} />
    </>
  );
}

page({
  path: paths.reemployment,
  owner: "enrolment",
  may: "read employment cases",
  subject,
  clocks: true,
  show: showReemployment,
});

const ofReemployment = { bad: showReemployment, field: "because", back: paths.reemployment } as const;
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
  bad: showReemployment,
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
