import { connect } from "@emeritus/records/db.ts";
import { refreshStatistics } from "@emeritus/records/statistics.ts";
import { payMonthBefore } from "@emeritus/scenarios/demonstration/earlier-payroll.ts";
import { showDisclosures } from "@emeritus/scenarios/demonstration/disclosures.ts";
import { showDivisions } from "@emeritus/scenarios/demonstration/divisions.ts";
import { showBadData } from "@emeritus/scenarios/demonstration/bad-data.ts";
import { employmentEvents } from "@emeritus/scenarios/demonstration/employment-events.ts";
import { showMoneyIn } from "@emeritus/scenarios/demonstration/money-in.ts";
import { showPeople } from "@emeritus/scenarios/demonstration/people.ts";
import { isEmpty, loadDemonstration } from "@emeritus/scenarios/demonstration/load.ts";
import { showRareWork } from "@emeritus/scenarios/demonstration/rare-work.ts";
import { showHeldRow } from "@emeritus/scenarios/demonstration/held-row.ts";
import { showLateRaise } from "@emeritus/scenarios/demonstration/late-raise.ts";
import { showService } from "@emeritus/scenarios/demonstration/service-cases.ts";
import { showCharges } from "@emeritus/scenarios/demonstration/charges.ts";
import { showParallel } from "@emeritus/scenarios/demonstration/taken-over.ts";
import { makeSignIns } from "@emeritus/scenarios/demonstration/sign-ins.ts";
import { en } from "@emeritus/words/en/index.ts";
import { count } from "@emeritus/words/format.ts";
import type { OpenedFund } from "../opening/open-system.ts";

/** The seed of the fund that a first start loads. */
export const firstSeed = 2026;

/**
 * Fills an empty demonstration fund, makes its sign-ins and pays its first month. A load that was broken off left nothing and is
 * begun anew; a payroll that was broken off is carried on.
 */
export async function makeDemonstration(
  { system, asked, ownerUrl }: OpenedFund,
  say: (line: string) => void,
): Promise<void> {
  if (await isEmpty(system.db, system.fund.number)) {
    say(en.cli.start.loading({ people: count(asked.people) }));
    await loadDemonstration(system, {
      people: asked.people,
      seed: firstSeed,
      today: system.calendar.today(),
    });
    const owner = connect(ownerUrl, "emeritus_owner", { most: 1 });
    await refreshStatistics(owner.db).finally(() => owner.close());
  }
  await makeSignIns(system);
  await payMonthBefore(system);
  await showParallel(system, system.calendar.today());
  await showCharges(system);
  await showMoneyIn(system);
  await employmentEvents(system, 1);
  await showPeople(system);
  await showService(system);
  await showLateRaise(system);
  await showHeldRow(system);
  await showRareWork(system, 6, { quick: true });
  await showBadData(system);
  await showDisclosures(system);
  await showDivisions(system);
}
