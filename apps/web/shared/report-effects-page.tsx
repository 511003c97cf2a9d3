import type { Actor } from "@emeritus/operations/actor.ts";
import { shownOf } from "@emeritus/operations/redetermining/effects.ts";
import { previewReport } from "@emeritus/operations/redetermining/preview-report.ts";
import { recordReadingsOf } from "@emeritus/operations/signing-in/record-reading.ts";
import type { System } from "@emeritus/operations/system.ts";
import type { Words } from "@emeritus/words/index.ts";
import type { ReactNode } from "react";
import { Alert } from "./components/index.ts";
import { EffectsShown, mostShown } from "./effects.tsx";
import { numberIn } from "./number-in.ts";
import { notFound, type View } from "./routes.ts";

/** The page of what a waiting report would do to months before its own, for the employer and for the office. */
export async function effectsPage(
  {
    system,
    actor,
    words,
    params,
  }: {
    readonly system: System;
    readonly actor: Actor;
    readonly words: Words;
    readonly params: { readonly report: string };
  },
  { office, over }: { readonly office: boolean; readonly over: ReactNode },
): Promise<View> {
  const outcome = await previewReport(system, actor, numberIn(params.report));
  if (outcome === undefined) throw notFound();
  const said = words.redetermining.effects;
  if (!outcome.refused)
    await recordReadingsOf(system, actor, {
      action: office ? "read the work queue" : "read pay reports",
      persons: shownOf(outcome.accepted.effects, mostShown),
      route: office ? "/office/pay-reports/:report/effects" : "/employer/reports/:report/effects",
    });
  const body = outcome.refused ? (
    <Alert kind="info">{said.notReady}</Alert>
  ) : (
    <EffectsShown effects={outcome.accepted.effects} office={office} intro={said.intro} />
  );
  return { title: said.title, over, wide: true, body };
}
