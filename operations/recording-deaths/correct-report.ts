import { formatDate, type PlainDate, parseDate } from "@emeritus/engine/dates.ts";
import { benefitsTouched } from "@emeritus/records/death.ts";
import type { Actor } from "../actor.ts";
import { accepted, type Outcome, type Refusal } from "../outcome.ts";
import type { System } from "../system.ts";
import type { DeathKey } from "./death-view.ts";
import { decideReport, type ReportRefusal } from "./decide-report.ts";
import { inDeathCase, type NotNow } from "./in-death-case.ts";

/** A counselor corrects the date of a reported death before anybody confirmed it; the correction is a report of its own giver. */
export async function correctReport(
  system: System,
  actor: Actor,
  { key, of, died, because }: { key: string; of: DeathKey; died: PlainDate; because: string },
): Promise<Outcome<true, Refusal<ReportRefusal | NotNow>>> {
  const asked = {
    key,
    may: "record a death",
    action: "correctReport",
    of,
    request: { died },
    because,
  } as const;
  return inDeathCase<true, ReportRefusal>(system, actor, asked, async ({ tx, fund, death, step }) => {
    const touched = await benefitsTouched(tx, fund, of.person, formatDate(died));
    const decision = decideReport(
      {
        person: death.deceased,
        openCase: undefined,
        today: system.calendar.today(),
        begins: touched.map(({ from }) => parseDate(from)),
      },
      died,
    );
    if (decision.refused) return decision;
    await step({ died: formatDate(died), because });
    return accepted(true as const);
  });
}
